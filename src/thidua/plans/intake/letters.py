"""Letters and marks brought to one spelling: NFC, look-alikes, dashes, quotation marks."""

from __future__ import annotations

import functools
import re
import unicodedata

_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "Đ",
        "\u0189": "Đ",
        "\u01a3": "ư",
        "\u01a2": "Ư",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
        "\u00ad": "",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2212": "-",
        "\uf02d": "-",
        "\u2014": "–",
        "\u2015": "–",
        "\u00ab": "“",
        "\u00bb": "”",
        "\u201e": "“",
        "\u201f": "“",
        "\u2033": "”",
        "\u2026": "...",
        "\uf0b7": "-",
        "\u2022": "-",
        "\u25cf": "-",
        "\u25aa": "-",
        "\u2264": "≤",
        "\u2265": "≥",
        "\x0b": "\n",
        "\x0c": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x85": "\n",
    }
)
# The letters of Vietnamese by their size, for classes of letters: a range of code points holds both.
_ACCENTED = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
CAPITALS = "A-Z" + "".join(char for char in _ACCENTED if char.isupper())
SMALL = "a-z" + "".join(char for char in _ACCENTED if char.islower())
_WIDEST_GAP = 40
_GAP = re.compile(rf"[ \t\u00a0]{{{_WIDEST_GAP},}}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_DOUBLE_SINGLES = re.compile(r"''|``|‘‘|’’")
# Tone mark on the first or second vowel ("hoà", "hòa") is left as printed: comparisons fold it away.


def spell(text: str) -> str:
    """The text in NFC with one letter for each look-alike, lines ended by a bare newline, no control characters, no gap
    wider than it need be to set columns apart."""
    text = _GAP.sub(" " * _WIDEST_GAP, text).replace("\r\n", "\n").replace("\r", "\n").translate(_LOOKALIKES)
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


def curl(line: str) -> str:
    """Straight double quotation marks of one paragraph turned into “ and ”, opening and closing in turn."""
    line = _DOUBLE_SINGLES.sub('"', line)
    if '"' not in line:
        return line
    out: list[str] = []
    is_open = False
    for char in line:
        if char == '"':
            char = "”" if is_open else "“"
        if char in "“”":
            is_open = char == "“"
        out.append(char)
    return "".join(out)


@functools.lru_cache(maxsize=8)
def folded(text: str) -> str:
    """Lower case without accents, letter for letter: positions in the result are positions in the (NFC) text.

    The last texts are kept: the clauses of one long paragraph ask for the same again and again.
    """
    return "".join(_fold_letter(char) for char in text)


_CACHE: dict[str, str] = {}


def _fold_letter(char: str) -> str:
    found = _CACHE.get(char)
    if found is None:
        bare = unicodedata.normalize("NFD", char)[0] if char not in "Đđ" else "d"
        found = bare.lower()
        found = found if len(found) == 1 else char
        if len(_CACHE) < 5000:
            _CACHE[char] = found
    return found
