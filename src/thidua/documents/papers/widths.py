"""About how wide a line of words is in the serif bold of official papers, to draw rules of the right length."""

from __future__ import annotations

from thidua.common.text import fold

_POINT = 25.4 / 72
# Advance widths of Times Bold in thousandths of the size, by letter without its marks (which take no room).
_LETTERS = {
    "a": 500, "b": 556, "c": 444, "d": 556, "e": 444, "f": 333, "g": 500, "h": 556, "i": 278, "j": 333, "k": 556,
    "l": 278, "m": 833, "n": 556, "o": 500, "p": 556, "q": 556, "r": 444, "s": 389, "t": 333, "u": 556, "v": 500,
    "w": 722, "x": 500, "y": 500, "z": 444, " ": 250, "-": 333, ".": 250, ",": 250, "/": 278, "(": 333, ")": 333,
    "A": 722, "B": 667, "C": 722, "D": 722, "E": 667, "F": 611, "G": 778, "H": 778, "I": 389, "J": 500, "K": 778,
    "L": 667, "M": 944, "N": 722, "O": 778, "P": 611, "Q": 778, "R": 722, "S": 556, "T": 667, "U": 722, "V": 722,
    "W": 1000, "X": 722, "Y": 722, "Z": 667,
}  # fmt: skip


def width_of(text: str, size: float) -> float:
    """The width in mm of one line in bold at that size in points; a letter unknown here counts as a figure."""
    thousandths = 0
    for letter in text:
        bare = fold(letter)
        thousandths += _LETTERS.get(bare.upper() if letter.isupper() else bare or letter, 500)
    return thousandths / 1000 * size * _POINT
