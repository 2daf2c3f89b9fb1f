"""Tables of a plan, by what their heading row says: figures to reach, duties with who and when, numbers of awards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.intake.grid import CUT, EMPTY
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline, Para

NUMBERING, SUBJECT, UNIT, VALUE, ACTOR, WHEN, OTHER = "numbering", "subject", "unit", "value", "actor", "when", "other"

_HEADINGS = (
    (NUMBERING, re.compile(r"(?:s?tt|so tt|so thu tu|stt)\W*$")),
    (UNIT, re.compile(r"(?:don vi tinh|dvt|dv tinh|don vi do)\b|don vi \(?tinh")),
    (OTHER, re.compile(r"ghi chu|ket qua|thuc hien nam|uoc thuc hien|thuc te|phoi hop|dia diem|kinh phi|\bdiem\b")),
    (WHEN, re.compile(r"thoi (?:gian|han|diem)|tien do|hoan thanh|\bhan\b|\bngay\b")),
    (ACTOR, re.compile(r"chu tri|phu trach|thuc hien|trach nhiem|phan cong|\bnguoi\b|co quan|bo phan|don vi\b")),
    (SUBJECT, re.compile(r"noi dung|chi tieu|nhiem vu|cong viec|hoat dong|tieu chi|muc tieu|\bten\b|\bviec\b")),
    (
        VALUE,
        re.compile(r"so luong|ty le|ti le|ke hoach|muc|giao|phan dau|dang ky|nam \d{4}|tong|%|tap the|ca nhan|khen\b"),
    ),
)
_AS_FIGURE = re.compile(
    r"(?:chi tieu|muc tieu|ke hoach|so luong|ty le|ti le|muc)\b(?:[^|]{0,40}(?:giao|nam|phan dau|dat|\(%\)|dang ky))?"
)
_LEAST_ROWS = 2


@dataclass(frozen=True)
class Cell:
    """Words of one cell and their place in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Row:
    """One row: its paragraph, and its cells by what their columns hold (the first of a kind; all of the figures)."""

    para: Para
    cells: dict[str, Cell]
    values: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Table:
    """Rows below one heading row. ``above`` is the paragraph before the table, "" for none."""

    heading: Para
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    above: str

    @property
    def is_of_duties(self) -> bool:
        """Whether it says what is to be done by whom or until when."""
        return SUBJECT in self.kinds and (ACTOR in self.kinds or WHEN in self.kinds) and VALUE not in self.kinds

    @property
    def is_of_awards(self) -> bool:
        """Whether its figures are numbers of awards or points of a score."""
        told = folded(" ".join((*self.titles, self.above)))
        return bool(re.search(r"\bkhen\b|tap the|ca nhan|danh hieu|\bdiem\b|thang diem", told))


def tables(outline: Outline) -> tuple[Table, ...]:
    """Every table whose heading row names its columns."""
    return tuple(_tables(outline.paras))


def rows_in(outline: Outline) -> set[int]:
    """Where the paragraphs begin that are rows of such tables, heading rows too."""
    return {para.start for table in tables(outline) for para in (table.heading, *(row.para for row in table.rows))}


def _tables(paras: tuple[Para, ...]) -> Iterator[Table]:
    at = 0
    while at < len(paras):
        width = paras[at].text.count(CUT) + 1
        if width < 3:
            at += 1
            continue
        stop = at + 1
        while stop < len(paras) and CUT in paras[stop].text:
            stop += 1
        heads = _headings(paras[at].text)
        if stop - at >= _LEAST_ROWS and heads:
            above = paras[at - 1].text if at else ""
            rows = tuple(_row(para, heads) for para in paras[at + 1 : stop] if para.text.count(CUT) + 1 == width)
            yield Table(paras[at], tuple(kind for kind, _ in heads), tuple(title for _, title in heads), rows, above)
        at = stop


def _headings(line: str) -> list[tuple[str, str]]:
    """(kind, words) of each cell of a heading row; none for a row of data."""
    cells = line.split(CUT)
    kinds = [_kind(cell) for cell in cells]
    if any(len(cell) > 80 for cell in cells) or sum(kind != "" for kind in kinds) * 3 < len(cells) * 2:
        return []
    if SUBJECT in kinds and VALUE not in kinds and UNIT in kinds:
        # "Nội dung | ĐVT | Chỉ tiêu": what stands right of the unit is the figure.
        after = kinds.index(UNIT) + 1
        kinds[after:] = [VALUE if kind in (SUBJECT, "") else kind for kind in kinds[after:]]
    if kinds.count(SUBJECT) > 1 and VALUE not in kinds:
        first = kinds.index(SUBJECT)
        kinds = [
            VALUE if kind == SUBJECT and i > first and _AS_FIGURE.search(folded(cells[i])) else kind
            for i, kind in enumerate(kinds)
        ]
    return list(zip(kinds, cells, strict=True))


def _kind(words: str) -> str:
    bare = folded(re.sub(r"\s+", " ", words)).strip()
    if not bare or bare == EMPTY:
        return OTHER
    return next((kind for kind, pattern in _HEADINGS if pattern.search(bare)), "")


def _row(para: Para, heads: list[tuple[str, str]]) -> Row:
    cells: dict[str, Cell] = {}
    values: list[tuple[str, Cell]] = []
    at = para.start
    for (kind, title), text in zip(heads, para.text.split(CUT), strict=True):
        cell = Cell(text, at)
        if text != EMPTY:
            cells.setdefault(kind, cell)
            if kind == VALUE:
                values.append((title, cell))
        at += len(text) + len(CUT)
    return Row(para, cells, tuple(values))
