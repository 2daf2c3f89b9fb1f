"""Tables without rules whose cells go over several lines: levels of a page that share their columns → rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from thidua.plans.intake.grid import CUT, EMPTY
from thidua.plans.intake.pdf_centred import centred
from thidua.plans.intake.pdf_levels import Block, Column, Level, by_height, over
from thidua.plans.intake.pdf_lines import NARROW_LETTERS, SAME_PLACE, Line, cells

_LEAST_CELLS = 3
_FARTHEST = 60.0  # between two lines of one table, in points
_LEAST_LEADING = 9.0
_WIDER = 1.0  # so many points at least is the gap between rows wider than the one between the lines of a cell
_LOOK_AHEAD = 8


def wrapped(lines: list[Line]) -> Iterator[Block]:
    """The tables in which some cell goes over several lines, from the top of the page down."""
    levels = by_height(lines)
    at = floor = 0
    while at < len(levels):
        columns, last = _table(levels, at)
        found = _rows(levels[at:last], columns) if last - at > 2 else []
        if found:
            yield Block(frozenset().union(*(level.indexes for level in levels[at:last])), found)
            at = floor = last
        elif middled := centred(levels, at, floor):
            block, at = middled
            floor = at
            yield block
        else:
            at += 1


def _table(levels: list[Level], first: int) -> tuple[list[Column], int]:
    """The columns of the table that may begin at this level, and where it ends: behind the last level that keeps to
    them; ``first`` where there is none."""
    head = levels[first].lines
    pieces = head if len(head) >= _LEAST_CELLS else [cell for line in head for cell in cells(line, NARROW_LETTERS)]
    columns = [Column(cell.left, cell.right) for cell in pieces]
    if len(columns) < _LEAST_CELLS:
        return columns, first
    levels[first].cells = dict(enumerate(pieces))
    full = [levels[first]]
    gaps: list[float] = []
    last = first + 1
    for index in range(first + 1, len(levels)):
        gap = levels[index - 1].base - levels[index].base
        if gap > _FARTHEST or not _keeps_to(levels[index], columns):
            break
        if len(levels[index].cells) == len(columns):
            full.append(levels[index])
        elif gaps and gap > min(gaps) + _WIDER and _is_last(levels, index, len(columns)):
            break
        gaps.append(gap)
        last = index + 1
    is_table = len(full) > 1 and any(_are_lined_up(one, two) for one, two in itertools.pairwise(full))
    return columns, last if is_table else first


def _is_last(levels: list[Level], index: int, width: int) -> bool:
    """Whether no whole row stands below any more: a short line after the table is none of it."""
    return all(len(level.lines) < min(width, _LEAST_CELLS) for level in levels[index : index + _LOOK_AHEAD])


def _keeps_to(level: Level, columns: list[Column]) -> bool:
    """Whether each piece of a level stands in one column. The columns are widened by what they hold, and the level is
    given its cells."""
    found: dict[int, Line] = {}
    for line in level.lines:
        pieces = [line] if len(over(line, columns)) == 1 else cells(line, NARROW_LETTERS)
        for piece in pieces:
            held = over(piece, columns)
            if len(held) != 1:
                return False
            before = found.get(held[0])
            text = f"{before.text} {piece.text}" if before else piece.text
            found[held[0]] = replace(before or piece, text=text, right=piece.right)
    for place, cell in found.items():
        column = columns[place]
        column.left, column.right = min(column.left, cell.left), max(column.right, cell.right)
    level.cells = found
    return bool(found)


def _are_lined_up(one: Level, two: Level) -> bool:
    """Whether most cells of two whole rows have an end or the middle in common."""
    pairs = [(one.cells[place], two.cells[place]) for place in one.cells]
    alike = [
        abs(a.left - b.left) < SAME_PLACE
        or abs(a.right - b.right) < SAME_PLACE
        or abs(a.left + a.right - b.left - b.right) < 2 * SAME_PLACE
        for a, b in pairs
    ]
    return sum(alike) * 2 > len(alike)


def _rows(levels: list[Level], columns: list[Column]) -> list[Line]:
    """The rows of a table; none where each of its rows has one line only, or where they cannot be told apart."""
    if min(one.base - two.base for one, two in itertools.pairwise(levels)) < _LEAST_LEADING:
        return []  # cells set in the middle of their rows: the lines of two rows may stand between one another
    groups = _groups(levels, len(columns))
    if len(groups) < 2 or all(len(group) == 1 for group in groups):
        return []
    if not all(cell in group[0].cells for group in groups for level in group for cell in level.cells):
        return []  # not all cells of a row begin on its first line: its lines may be those of two rows
    if any(max(_indexes(one)) > min(_indexes(two)) for one, two in itertools.pairwise(groups)):
        return []  # the file goes down one column after the other: running text
    return [_row(group, columns) for group in groups]


def _groups(levels: list[Level], width: int) -> list[list[Level]]:
    """The levels of each row: by the wider gaps between rows; where these tell nothing a whole level begins a row."""
    gaps = [one.base - two.base for one, two in itertools.pairwise(levels)]
    least = min(gaps) + _WIDER
    by_gap = _parted(levels, [gap > least for gap in gaps])
    if 1 < len(by_gap) < len(levels) and all(len(group[0].cells) > 1 for group in by_gap):
        return by_gap
    return _parted(levels, [len(level.cells) == width for level in levels[1:]])


def _parted(levels: list[Level], begins: list[bool]) -> list[list[Level]]:
    """The levels parted before each one that begins a row; the first always does."""
    out = [[levels[0]]]
    for level, begins_here in zip(levels[1:], begins, strict=True):
        if begins_here:
            out.append([level])
        else:
            out[-1].append(level)
    return out


def _indexes(group: list[Level]) -> frozenset[int]:
    return frozenset().union(*(level.indexes for level in group))


def _row(group: list[Level], columns: list[Column]) -> Line:
    said = [
        " ".join(level.cells[place].text for level in group if place in level.cells) or EMPTY
        for place in range(len(columns))
    ]
    return replace(group[0].lines[0], text=CUT.join(said), left=columns[0].left, right=columns[-1].right)
