"""Tables without rules whose cells are set in the middle of their rows: the lines of one cell stand between those of
its neighbours. A cell is what follows closely in one column; a row is the cells with one middle."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from thidua.plans.intake.grid import CUT, EMPTY
from thidua.plans.intake.pdf_levels import Block, Column, Level, over
from thidua.plans.intake.pdf_lines import NARROW_LETTERS, SAME_HEIGHT, SAME_PLACE, Line, cells

_LEAST_COLUMNS = 3
_FARTHEST = 40.0  # between two levels of one table, in points
_LEAST_LEADING = 9.0
_WIDER = 1.0  # so many points at least is the gap between rows wider than the one between the lines of a cell
_CELL_LETTERS = 2.5
_MOST_LEVELS = 200


@dataclass(frozen=True)
class _Cell:
    """Lines that follow one another in a column."""

    column: int
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return (self.lines[0].base + self.lines[-1].base) / 2

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def centred(levels: list[Level], at: int, floor: int) -> tuple[Block, int] | None:
    """The table that a level belongs to, and where it ends; None where there is none, or where its rows cannot be told
    apart. ``floor``: levels above it are taken. A line beside all columns is taken for one cell, then, if that gives no
    rows, for the cells that it may fall into."""
    return _table(levels, at, floor, is_whole=True) or _table(levels, at, floor, is_whole=False)


def _table(levels: list[Level], at: int, floor: int, *, is_whole: bool) -> tuple[Block, int] | None:
    pieces = [piece for line in levels[at].lines for piece in cells(line, _CELL_LETTERS)]
    if len(pieces) < 2:
        return None
    columns = [Column(piece.left, piece.right) for piece in pieces]
    # Upwards first: the heading row says where columns are that justified words seem to part.
    first = at
    while first > max(floor, at - _MOST_LEVELS) and _belongs(
        levels[first], levels[first - 1], columns, is_whole=is_whole
    ):
        first -= 1
    last = at + 1
    while last < min(len(levels), at + _MOST_LEVELS) and _belongs(
        levels[last - 1], levels[last], columns, is_whole=is_whole
    ):
        last += 1
    if len(columns) < _LEAST_COLUMNS or last - first < _LEAST_COLUMNS:
        return None
    rows = _without_edges(_rows(_by_column(levels[first:last], columns)))
    if not _are_rows(rows, len(columns)):
        return None
    high = max(cell.lines[0].base for cell in rows[0])
    deep = min(cell.lines[-1].base for cell in rows[-1])
    held = [i for i in range(first, last) if deep - SAME_HEIGHT < levels[i].base < high + SAME_HEIGHT]
    block = Block(frozenset().union(*(levels[index].indexes for index in held)), [_row(row, columns) for row in rows])
    return block, held[-1] + 1


def _pieces(level: Level, columns: list[Column], *, is_whole: bool = True) -> list[Line]:
    """The pieces of a level: a line in one column is one, one over several falls into its cells; one beside all of them
    is one too where it ``is_whole``."""
    out: list[Line] = []
    for line in level.lines:
        held = len(over(line, columns))
        out += [line] if held == 1 or (is_whole and not held) else cells(line, NARROW_LETTERS)
    return out


def _belongs(beside: Level, level: Level, columns: list[Column], *, is_whole: bool) -> bool:
    """Whether a level stands in the columns of its neighbour's table. They are widened by what it holds; a piece beside
    all of them begins a column of its own, one over two of them is none of the table."""
    if abs(beside.base - level.base) > _FARTHEST:
        return False
    grown = [Column(one.left, one.right) for one in columns]
    for piece in _pieces(level, columns, is_whole=is_whole):
        touched = over(piece, grown)
        if len(touched) > 1:
            return False
        if touched:
            one = grown[touched[0]]
            one.left, one.right = min(one.left, piece.left), max(one.right, piece.right)
        else:
            grown.append(Column(piece.left, piece.right))
    grown.sort(key=lambda one: one.left)
    if any(one.right + 1 > two.left for one, two in itertools.pairwise(grown)):
        return False
    columns[:] = grown
    return True


def _by_column(levels: list[Level], columns: list[Column]) -> list[list[Line]]:
    """The lines of each column from the top down."""
    out: list[list[Line]] = [[] for _ in columns]
    for level in levels:
        for piece in _pieces(level, columns):
            lines = out[over(piece, columns)[0]]
            if lines and abs(lines[-1].base - level.base) < SAME_HEIGHT:
                lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {piece.text}", right=piece.right)
            else:
                lines.append(replace(piece, base=level.base))
    return out


def _rows(lines: list[list[Line]]) -> list[list[_Cell]]:
    """The cells with one middle, from the top down."""
    gaps = [one.base - two.base for column in lines for one, two in itertools.pairwise(column)]
    if not gaps or min(gaps) < _LEAST_LEADING:
        return []
    most = min(gaps) + _WIDER
    found = [cell for number, column in enumerate(lines) for cell in _cells(number, column, most)]
    rows: list[list[_Cell]] = []
    for cell in sorted(found, key=lambda cell: -cell.middle):
        if rows and abs(rows[-1][0].middle - cell.middle) < SAME_HEIGHT:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _cells(number: int, lines: list[Line], most: float) -> list[_Cell]:
    out: list[list[Line]] = []
    for line in lines:
        if out and out[-1][-1].base - line.base <= most:
            out[-1].append(line)
        else:
            out.append([line])
    return [_Cell(number, tuple(cell)) for cell in out]


def _without_edges(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """Without the single lines above and below the table that stand in one of its columns."""
    while rows and len(rows[0]) < 2:
        rows = rows[1:]
    while rows and len(rows[-1]) < 2:
        rows = rows[:-1]
    return rows


def _are_rows(rows: list[list[_Cell]], width: int) -> bool:
    """Whether these are rows of one table: most of them whole, none into another, their cells under one another."""
    if len(rows) < 2 or any(len(row) < 2 or len({cell.column for cell in row}) < len(row) for row in rows):
        return False
    whole = [sorted(row, key=lambda cell: cell.column) for row in rows if len(row) == width]
    if len(whole) < 2 or len(whole) * 2 < len(rows):
        return False
    for one, two in itertools.pairwise(rows):
        if min(cell.lines[-1].base for cell in one) <= max(cell.lines[0].base for cell in two):
            return False
    return any(_are_lined_up(one, two) for one, two in itertools.pairwise(whole))


def _are_lined_up(one: list[_Cell], two: list[_Cell]) -> bool:
    """Whether most cells of two whole rows have an end or the middle in common."""
    alike = [
        abs(a.left - b.left) < SAME_PLACE
        or abs(a.right - b.right) < SAME_PLACE
        or abs(a.left + a.right - b.left - b.right) < 2 * SAME_PLACE
        for a, b in zip(one, two, strict=True)
    ]
    return sum(alike) * 2 > len(alike)


def _row(row: list[_Cell], columns: list[Column]) -> Line:
    told = {cell.column: cell.text for cell in row}
    text = CUT.join(told.get(place, EMPTY) for place in range(len(columns)))
    base = max(cell.lines[0].base for cell in row)
    return replace(row[0].lines[0], text=text, left=columns[0].left, right=columns[-1].right, base=base)
