"""Vietnamese text: one normal form, one fold for search, name order, numbers in words."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00a0": " ", "\u200b": "", "\ufeff": "", "\u00ad": ""})
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_LETTERS, start=1)}
# Tone order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def normalise(text: str) -> str:
    """NFC, look-alike letters mapped (Ð → Đ), odd blanks made plain. Every text enters through here."""
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


def squeeze(text: str) -> str:
    """Normalised text on one line with single blanks."""
    return _SPACE.sub(" ", normalise(text)).strip()


def fold(text: str) -> str:
    """Lower case without accents: ``Đặng Thị Ái`` → ``dang thi ai``. The same on every database."""
    text = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def search_text(*parts: str) -> str:
    """The folded words of all parts, one blank between, for the ``search_text`` column and for a query."""
    return " ".join(_NOT_WORD.sub(" ", fold(" ".join(parts))).split())


def slug(text: str) -> str:
    """Folded words joined by hyphens, for file names and anchors."""
    return "-".join(search_text(text).split())


def sort_key(text: str) -> str:
    """A key that sorts as a Vietnamese dictionary on any database: letters first, then tones; numbers by their size
    ("Quận 2" before "Quận 10")."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", _NUMBER.sub(_with_length, text.lower())):
        tone = 0
        base = ""
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            else:
                base += part
        base = unicodedata.normalize("NFC", base)
        if base in _RANK:
            letters.append(f"{_RANK[base]:02d}")
            tones.append(str(tone))
        elif base.isdigit():
            letters.append(f"9{base}")
            tones.append("0")
        elif base.isspace():
            letters.append("00")
            tones.append("0")
    return "".join(letters) + "." + "".join(tones)


def _with_length(number: re.Match[str]) -> str:
    """A number with how many digits it has before it: shorter ones are smaller."""
    digits = number[0].lstrip("0") or "0"
    return f"{min(len(digits), 9)}{digits}"


def name_key(full_name: str) -> str:
    """Sort key of a person's name: given name first, then family and middle names."""
    words = squeeze(full_name).split()
    return sort_key(" ".join(words[-1:] + words[:-1]))


_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu", " tỷ")


def number_in_words(number: int) -> str:
    """A whole number from 0 to 999 tỷ in Vietnamese words: 2026 → "hai nghìn không trăm hai mươi sáu"."""
    if number < 0:
        return "âm " + number_in_words(-number)
    if number == 0:
        return _UNITS[0]
    groups = []
    while number:
        groups.append(number % 1000)
        number //= 1000
    words = [
        _group_in_words(group, is_first=index == len(groups) - 1) + _SCALES[index]
        for index, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(words)


def _group_in_words(group: int, *, is_first: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = []
    if hundreds or not is_first:
        words.append(f"{_UNITS[hundreds]} trăm")
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{_UNITS[tens]} mươi")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append({1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}.get(ones, _UNITS[ones]))
    return " ".join(words)
