"""Rows of a table that nobody ruled: pieces that stand on one height and under one another in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from thidua.plans.intake.grid import CUT
from thidua.plans.intake.pdf_blocks import wrapped
from thidua.plans.intake.pdf_lines import NARROW_LETTERS, SAME_HEIGHT, SAME_PLACE, Line, cells

_LEAST_CELLS = 3
# A gap between cells is this many letters wide: wider than between words, justified or in a face of one width. A
# narrower one counts where the cells below one another begin, end or stand in the middle at one place.
_CELL_LETTERS = 2.5


def rows(lines: list[Line]) -> list[Line]:
    """The lines of a page with the rows of its tables put together: three pieces or more on one height, and as many
    above or below them on the next. The lines of a cell that goes over several belong to its row."""
    blocks = list(wrapped(lines))
    taken = {index: number for number, block in enumerate(blocks) for index in block.indexes}
    out: list[Line] = []
    stretch: list[Line] = []
    done: set[int] = set()
    for index, line in enumerate(lines):
        number = taken.get(index)
        if number is None:
            stretch.append(line)
        elif number not in done:
            done.add(number)
            out += _single(_levels(stretch)) + blocks[number].rows
            stretch = []
    return out + _single(_levels(stretch))


def _levels(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow one another on one height."""
    levels: list[list[Line]] = []
    for line in lines:
        before = levels[-1][-1] if levels else None
        if before and abs(before.base - line.base) < SAME_HEIGHT and line.left > before.right:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _single(levels: list[list[Line]]) -> list[Line]:
    """Levels with those that are rows of one line put together."""
    wide = [[cell for line in level for cell in cells(line, _CELL_LETTERS)] for level in levels]
    narrow = [[cell for line in level for cell in cells(line, NARROW_LETTERS)] for level in levels]
    lined = [_is_beside(narrow, index, _are_lined_up) for index in range(len(levels))]
    out: list[Line] = []
    for index, level in enumerate(levels):
        is_heading = any(lined[max(index - 1, 0) : index + 2]) and _is_beside(narrow, index, _are_below)
        row = narrow[index] if lined[index] or is_heading else wide[index]
        if row is narrow[index] or _is_beside(wide, index, _are_below):
            out.append(replace(row[0], text=CUT.join(cell.text for cell in row), right=row[-1].right))
        else:
            out += level
    return out


def _is_beside(rows: list[list[Line]], index: int, agrees: Callable[[list[Line], list[Line]], bool]) -> bool:
    """Whether a row has cells enough and the row above or below agrees with it."""
    row = rows[index]
    beside = (*rows[max(index - 1, 0) : index], *rows[index + 1 : index + 2])
    return len(row) >= _LEAST_CELLS and any(agrees(row, other) for other in beside)


def _are_below(row: list[Line], other: list[Line]) -> bool:
    """Whether two rows have the same columns: each cell stands over the other row's, and nothing else."""
    if len(row) != len(other):
        return False
    return all(one.left < two.right and two.left < one.right for one, two in zip(row, other, strict=True))


def _are_lined_up(row: list[Line], other: list[Line]) -> bool:
    """Whether two rows have the same columns, and each cell its left end, its right end or its middle in common with
    the other row's."""
    return _are_below(row, other) and all(
        abs(one.left - two.left) < SAME_PLACE
        or abs(one.right - two.right) < SAME_PLACE
        or abs(one.left + one.right - two.left - two.right) < 2 * SAME_PLACE
        for one, two in zip(row, other, strict=True)
    )
