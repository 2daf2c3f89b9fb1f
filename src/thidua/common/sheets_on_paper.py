"""How a sheet of a workbook comes out on paper: A4, the whole width on a page, rows as high as their words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

A4 = 9
LINE = 15.0
"""The height of a row of one line, in points."""
LOST = 2.5
"""Letters of each line that a narrow column loses because words are not broken."""
NARROW = 30


def on_a4(sheet: Any, first: int, last: int | None = None, *, is_wide: bool = True) -> None:
    """Print the sheet on A4, upright or ``is_wide``, all columns on a page, these rows of heads on every page."""
    sheet.set_paper(A4)
    if is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(first, first if last is None else last)


def tall_enough(sheet: Any, row: int, cells: Iterable[tuple[object, float]]) -> None:
    """Make a row as high as its words need, each given with the width of its column: not every program does it by
    itself. A row of one line is left as it is."""
    lines = max((_lines(str(words or ""), width) for words, width in cells), default=1)
    if lines > 1:
        sheet.set_row(row, LINE * lines)


def _lines(words: str, width: float) -> int:
    room = max(1, int(width - LOST if width < NARROW else width))
    return sum(max(1, math.ceil(len(part) / room)) for part in words.split("\n"))
