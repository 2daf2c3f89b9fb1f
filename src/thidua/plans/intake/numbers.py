"""Numbers in running text as Vietnamese: 1.800 is a thousand eight hundred, 98,5 has a half, 02 is two, "ba" is 3."""

from __future__ import annotations

import re

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_LAST = {**_ONES, "mốt": 1, "tư": 4, "lăm": 5}
_TENS = {"mươi": 10, "trăm": 100}
WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_ONES)})\s+(?:mươi(?:\s+(?:{'|'.join(_LAST)}))?|trăm)"
    rf"|mười(?:\s+(?:{'|'.join(_LAST)})(?!\s+(?:mươi|trăm)))?|{'|'.join(_ONES)})"
)
_TIMES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}


def value_of(text: str, times: str | None = None) -> float:
    """ "1.800" → 1800, "98,5" → 98.5, "01" → 1, "hai" → 2; ``times`` is "triệu", "tỷ" … or None.

    Only texts that NUMBER or WORD_NUMBER matches may come here. A dot followed by one or two digits is a decimal point.
    """
    bare = text.strip().lower()
    if bare[:1].isalpha():
        value = float(_in_words(bare.split()))
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        value = float(bare.replace(".", "").replace(",", "."))
    else:
        value = float(bare.replace(",", "."))
    return round(value * _TIMES.get((times or "").strip().lower(), 1), 6)


def _in_words(words: list[str]) -> int:
    """ "hai mươi lăm" → 25, "ba trăm" → 300, "mười hai" → 12."""
    first, rest = words[0], words[1:]
    value = 10 if first == "mười" else _ONES[first] * (_TENS[rest.pop(0)] if rest else 1)
    return value + (_LAST[rest[0]] if rest else 0)


def plain(value: float) -> int | float:
    """8.0 → 8, 98.5 stays."""
    return int(value) if value == int(value) else value
