"""A printed line of a PDF, and the pieces that it falls into where it holds cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

SAME_HEIGHT = 2.0
SAME_PLACE = 2.0
NARROW_LETTERS = 1.5  # of a gap between cells, in letters


@dataclass(frozen=True)
class Line:
    """One printed line: its words, its left and right end and the height it stands on in points; the text's margins on
    its page; the font of its first letter where the page looks as if typed before Unicode."""

    text: str
    left: float
    right: float
    page_left: float = 0.0
    page_right: float = 0.0
    font: str = ""
    base: float = 0.0
    gaps: tuple[tuple[int, float, float], ...] = ()  # where it may be cut to cells: letters before, end, next start

    @property
    def is_centred(self) -> bool:
        """Whether both ends stand equally far from the margins."""
        left, right = self.left - self.page_left, self.page_right - self.right
        return left > 15 and abs(left - right) < 8


def cells(line: Line, letters: float) -> Iterator[Line]:
    """The pieces of a line between its gaps of so many letters and more."""
    low, left = 0, line.left
    letter = (line.right - line.left) / max(len(line.text), 1)
    for cut, end, start in line.gaps:
        if start - end < letters * letter:
            continue
        yield replace(line, text=line.text[low:cut].strip(), left=left, right=end)
        low, left = cut, start
    yield replace(line, text=line.text[low:].strip(), left=left)
