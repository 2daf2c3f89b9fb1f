"""Ruled tables of a PDF: the rules drawn on a page → grids, and the letters inside of them → rows of cells."""

from __future__ import annotations

import ctypes
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

_THIN = 3.0  # a rule is at most so thick, in points
_NEAR = 2.5  # rules that stand so close are one
_LEAST_RULE = 6.0
_MOST_RULES = 4000
_LEAST_EDGES = 3
_MOST_PIECES = 400


@dataclass(frozen=True)
class _Rule:
    """A rule: upright at ``at`` from ``low`` to ``high``, or level."""

    at: float
    low: float
    high: float


@dataclass
class Grid:
    """A table: its edges from the left and from the top, which cell each field belongs to (a merged cell to its field
    at the top left), and the text that was put into the cells."""

    xs: list[float]
    ys: list[float]
    owners: dict[tuple[int, int], tuple[int, int]]
    _texts: dict[tuple[int, int], list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    _ends: dict[tuple[int, int], float] = field(default_factory=dict)
    _last: tuple[int, int] | None = None

    def take(self, letter: str, left: float, right: float, base: float) -> bool:
        """Put a letter that stands in the table into its cell. Whether it did."""
        row = self._row(base + 1.0)
        column = next((i for i, (low, high) in enumerate(itertools.pairwise(self.xs)) if low - 1 <= left < high), None)
        if row is None or column is None:
            return False
        cell = self.owners[row, column]
        pieces = self._texts[cell]
        if pieces and abs(pieces[-1][0] - base) > _NEAR:
            pieces.append((base, "\n"))
        elif pieces and left - self._ends.get(cell, left) > _NEAR:
            pieces.append((base, " "))
        pieces.append((base, letter))
        self._ends[cell], self._last = right, cell
        return True

    def space(self) -> None:
        """Put a blank behind the letter that was taken last."""
        if self._last is not None:
            pieces = self._texts[self._last]
            pieces.append((pieces[-1][0], " "))

    def rows(self) -> list[list[str]]:
        """The cells' text, row by row; a cell that goes over several rows is told in each, one that goes over several
        columns in the first."""
        texts = {cell: _tidy("".join(piece for _, piece in pieces)) for cell, pieces in self._texts.items()}
        out = []
        for row in range(len(self.ys) - 1):
            cells = []
            for column in range(len(self.xs) - 1):
                owner = self.owners[row, column]
                cells.append(texts.get(owner, "") if owner[1] == column else "")
            out.append(cells)
        return out

    def _row(self, height: float) -> int | None:
        return next((i for i, (top, low) in enumerate(itertools.pairwise(self.ys)) if low <= height < top), None)


def grids(page: pypdfium2.PdfPage) -> list[Grid]:
    """The ruled tables of a page that have two columns and two rows at least, or three columns: of a table that goes on
    here from the page before there may be one row only."""
    upright, level = _rules(page)
    out = []
    for some, others in _together(upright, level):
        xs, ys = _places([rule.at for rule in some]), _places([rule.at for rule in others])[::-1]
        if len(xs) >= _LEAST_EDGES and len(ys) >= 2 and len(xs) + len(ys) > _LEAST_EDGES + 2:
            out.append(Grid(xs, ys, _owners(xs, ys, some, others)))
    return out


def _rules(page: pypdfium2.PdfPage) -> tuple[list[_Rule], list[_Rule]]:
    """(upright rules, level rules) of a page; none where it holds so many paths that it is a drawing."""
    upright: list[_Rule] = []
    level: list[_Rule] = []
    for left, low, right, high in _strokes(page):
        if right - left <= _THIN and high - low >= _LEAST_RULE:
            upright.append(_Rule((left + right) / 2, low, high))
        elif high - low <= _THIN and right - left >= _LEAST_RULE:
            level.append(_Rule((low + high) / 2, left, right))
        if len(upright) + len(level) > _MOST_RULES:
            return [], []
    return upright, level


def _strokes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of the straight strokes of a page: (left, low, right, high)."""
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        box = thing.get_bounds()
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield box
        elif raw.FPDFPath_CountSegments(thing.raw) <= _MOST_PIECES:
            yield from _sides(thing)


def _sides(thing: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """The straight sides of a path: of a frame, of the rules that were drawn in one go."""
    matrix = thing.get_matrix()
    first = before = None
    for index in range(raw.FPDFPath_CountSegments(thing.raw)):
        piece = raw.FPDFPath_GetPathSegment(thing.raw, index)
        across, up = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(piece, across, up)
        here = matrix.on_point(across.value, up.value)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and before:
            yield _box(before, here)
        if raw.FPDFPathSegment_GetClose(piece) and first:
            yield _box(here, first)
        before = here


def _box(one: tuple[float, float], two: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])


def _together(upright: list[_Rule], level: list[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """The rules that touch one another, table by table."""
    left = set(range(len(level)))
    free = set(range(len(upright)))
    while free:
        some, others = {free.pop()}, set()
        queue = list(some)
        while queue:
            rule = upright[queue.pop()]
            touched = {index for index in left if _cross(rule, level[index])}
            left -= touched
            others |= touched
            more = {index for index in free if any(_cross(upright[index], level[other]) for other in touched)}
            free -= more
            some |= more
            queue += more
        yield [upright[index] for index in some], [level[index] for index in others]


def _cross(upright: _Rule, level: _Rule) -> bool:
    return (
        upright.low - _NEAR <= level.at <= upright.high + _NEAR
        and level.low - _NEAR <= upright.at <= level.high + _NEAR
    )


def _places(found: list[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(found):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _owners(
    xs: list[float], ys: list[float], upright: list[_Rule], level: list[_Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Which field at the top left each field belongs to: fields without a rule between them are one cell."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, low) in enumerate(itertools.pairwise(ys)):
        for column, (left, right) in enumerate(itertools.pairwise(xs)):
            own = (row, column)
            if column and not _is_ruled(upright, left, (top + low) / 2):
                own = out[row, column - 1]
            elif row and not _is_ruled(level, top, (left + right) / 2):
                own = out[row - 1, column]
            out[row, column] = own
    return out


def _is_ruled(rules: list[_Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.low <= middle <= rule.high for rule in rules)


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
