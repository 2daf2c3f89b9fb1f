"""The consolidated workbook of any unit down to the units that fill in, and the same as CSV.

Every total is a live formula: SUBTOTAL over the rows below it, which leaves nested totals out and follows a filter that
somebody sets in Excel; a share is its numerator's cell over its denominator's. Rows are written once, in their order,
and leave the memory as they are written: of a workbook of any size only the depths of its rows are held.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.verdicts import Refusal
from thidua.common.workbooks import PLAIN
from thidua.plans.choices import TWO_PART_KINDS, IndicatorKind
from thidua.reporting.models import Figures, PeriodUnit, Slot
from thidua.reporting.queries.adding import figure_at
from thidua.reporting.queries.whole import UnitRow
from thidua.reporting.sheets.layout import Asked, cells_of

FIXED = ("Đơn vị", "Cấp", "Tình trạng")
TITLE, DAY, ABOVE, BELOW, FIRST = 0, 1, 3, 4, 5
MOST_DEPTH = 7
STREAMED = {**PLAIN, "in_memory": False, "constant_memory": True}
"""A row goes to a temporary file as soon as the next one begins."""
SUM, HIGHEST, LOWEST = 9, 4, 5
"""Functions of SUBTOTAL: rows that are folded away count, rows that a filter leaves out do not."""


@dataclass(frozen=True)
class Column:
    """One column: a cell asked (``asked``), or the share of a slot in two parts (``num`` and ``den``: its columns)."""

    slot: Slot
    head: str
    asked: Asked | None = None
    num: str = ""
    den: str = ""

    @property
    def function(self) -> int:
        """How it adds up; 0 = not at all (people counted once each, shares)."""
        if self.asked is None or self.slot.kind == IndicatorKind.DISTINCT:
            return 0
        return {IndicatorKind.HIGHEST: HIGHEST, IndicatorKind.LOWEST: LOWEST}.get(IndicatorKind(self.slot.kind), SUM)


def columns_of(slots: Sequence[Slot]) -> list[Column]:
    """The columns of these figures from the fourth on; after both parts of a ratio or an average its quotient."""
    found: list[Column] = []
    for slot in slots:
        at: dict[str, str] = {}
        for asked in cells_of([slot]):
            at[asked.part] = xl_col_to_name(len(FIXED) + len(found))
            found.append(Column(slot, "Có (1), không (0)" if asked.is_answer else asked.words, asked))
        if slot.kind in TWO_PART_KINDS and "den" in at:
            words = "Tỷ lệ" if slot.kind == IndicatorKind.RATIO else "Bình quân"
            found.append(Column(slot, words, None, at["num"], at["den"]))
    return found


def whole_workbook(
    place: PeriodUnit, slots: Sequence[Slot], depths: Sequence[int], rows: Iterable[UnitRow], total: Figures | None
) -> bytes:
    """As ``write_whole``, for a workbook that is small enough to be held."""
    buffer = io.BytesIO()
    write_whole(buffer, place, slots, depths, rows, total)
    return buffer.getvalue()


def write_whole(
    target: io.BytesIO | Path,
    place: PeriodUnit,
    slots: Sequence[Slot],
    depths: Sequence[int],
    rows: Iterable[UnitRow],
    total: Figures | None,
    on_row: Callable[[int], None] = lambda done: None,
) -> None:
    """Title, heads, the total of the place, and every unit below it (``rows`` in the order of the tree).

    ``depths``: how deep each of ``rows`` stands; a total needs to know where it ends before its rows are read.
    ``total``: the kept sums of the place, shown until Excel has worked out its formulas. ``on_row`` is called with the
    number of rows written. Errors: Refusal when the rows are not those that ``depths`` tells of.
    """
    columns, ends = columns_of(slots), ends_of(depths)
    last = FIRST + len(depths)
    to = str(target) if isinstance(target, Path) else target
    with tempfile.TemporaryDirectory() as folder, xlsxwriter.Workbook(to, {**STREAMED, "tmpdir": folder}) as book:
        sheet = book.add_worksheet("Tổng hợp")
        styles = _Styles(book)
        writer = _Rows(sheet, styles, columns)
        _heads(sheet, styles, place, columns)
        writer.write(FIRST, UnitRow(place.unit.name, 0, False, True, False, total), last)
        written = 0
        for written, row in enumerate(rows, start=1):
            if written > len(depths) or row.depth != depths[written - 1]:
                raise _changed()
            writer.write(FIRST + written, row, ends[written - 1] + FIRST + 1)
            on_row(written)
        if written != len(depths):
            raise _changed()
        _layout(sheet, columns, last)
        # What is merged was written a row at a time; only the merging itself is told here.
        for column, words in enumerate(FIXED):
            sheet.merge_range(ABOVE, column, BELOW, column, words, styles.head)


def _changed() -> Refusal:
    return Refusal("Cây đơn vị của kỳ báo cáo vừa thay đổi trong lúc lập bảng. Hãy lập lại.", "tree_changed")


def _layout(sheet: Any, columns: Sequence[Column], last: int) -> None:
    sheet.outline_settings(True, False, True, False)
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 6)
    sheet.set_column(2, 2, 18)
    sheet.set_column(len(FIXED), len(FIXED) + len(columns) - 1, 14)
    sheet.freeze_panes(FIRST + 1, 1)
    sheet.autofilter(BELOW, 0, last, len(FIXED) + len(columns) - 1)
    on_a4(sheet, ABOVE, BELOW)


class _Styles:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        head = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EEF8", "border": 1}
        self.title, self.head = book.add_format({"bold": True, "font_size": 13}), book.add_format(head)
        self.names = [book.add_format({"indent": depth}) for depth in range(MOST_DEPTH + 1)]
        strong = {"bold": True, "bg_color": "#F1F4F8"}
        self.strong_names = [book.add_format({"indent": depth, **strong}) for depth in range(MOST_DEPTH + 1)]
        self.number, self.total = (book.add_format({"num_format": "#,##0.###", **more}) for more in ({}, strong))
        self.whole, self.whole_total = (book.add_format({"num_format": "#,##0", **more}) for more in ({}, strong))
        self.share, self.share_total = (book.add_format({"num_format": "0.0%", **more}) for more in ({}, strong))
        self.strong = book.add_format(strong)

    def of(self, column: Column, *, is_total: bool) -> Any:
        """The format of a figure."""
        if column.asked is None and column.slot.kind == IndicatorKind.RATIO:
            return self.share_total if is_total else self.share
        if column.asked is None or column.slot.scale:
            return self.total if is_total else self.number
        return self.whole_total if is_total else self.whole


def ends_of(depths: Sequence[int]) -> list[int]:
    """For each row of these depths the index of the last row at or below its unit."""
    ends = list(range(len(depths)))
    open_rows: list[int] = []
    for index, depth in enumerate(depths):
        while open_rows and depths[open_rows[-1]] >= depth:
            ends[open_rows.pop()] = index - 1
        open_rows.append(index)
    for index in open_rows:
        ends[index] = len(depths) - 1
    return ends


def _heads(sheet: Any, styles: _Styles, place: PeriodUnit, columns: Sequence[Column]) -> None:
    asked = place.request
    sheet.write_string(TITLE, 0, f"{asked.title} – {place.unit.name}", styles.title)
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    sheet.write_string(DAY, 0, f"{period}; lập ngày {format_date(clock.today())}. Các dòng đậm là tổng tự tính.")
    tall_enough(sheet, ABOVE, [(one.slot.label, 14) for one in columns])
    sheet.write_row(ABOVE, 0, [*FIXED, *(one.slot.label for one in columns)], styles.head)
    sheet.set_row(BELOW, 32)
    sheet.write_row(BELOW, 0, [*[""] * len(FIXED), *(one.head for one in columns)], styles.head)


class _Rows:
    """Writes the rows; what is the same in every row of a column is worked out once."""

    def __init__(self, sheet: Any, styles: _Styles, columns: Sequence[Column]) -> None:
        self.sheet, self.styles = sheet, styles
        self.plan = [
            (
                at,
                xl_col_to_name(at),
                one,
                one.asked.place if one.asked else None,
                10**one.slot.scale if one.asked and one.slot.scale else 0,
                styles.of(one, is_total=False),
                styles.of(one, is_total=True),
            )
            for at, one in enumerate(columns, start=len(FIXED))
        ]

    def write(self, line: int, row: UnitRow, end: int) -> None:
        """One unit; an upper one is added up over the rows down to ``end``."""
        sheet, depth, is_total = self.sheet, min(row.depth, MOST_DEPTH), not row.is_leaf
        if depth:
            sheet.set_row(line, None, None, {"level": depth})
        names = self.styles.strong_names if is_total else self.styles.names
        sheet.write_string(line, 0, row.name, names[depth])
        sheet.write_number(line, 1, row.depth)
        sheet.write_string(line, 2, row.state_words)
        figures = row.figures
        size = len(figures) if figures is not None else 0
        for at, letter, column, place, divisor, plain, strong in self.plan:
            style = strong if is_total else plain
            if place is None:
                self._quotient(line, at, column, row, style)
                continue
            figure = figures[place] if figures is not None and place < size else None
            value = figure / divisor if divisor and figure is not None else figure
            if is_total and column.function and end > line:
                formula = f"=SUBTOTAL({column.function},{letter}{line + 2}:{letter}{end + 1})"
                sheet.write_formula(line, at, formula, style, 0 if value is None else value)
            elif value is not None:
                sheet.write_number(line, at, value, style)
            elif is_total:
                sheet.write_blank(line, at, None, style)

    def _quotient(self, line: int, at: int, column: Column, row: UnitRow, style: Any) -> None:
        num, den = figure_at(row.figures, column.slot.num), figure_at(row.figures, column.slot.den)
        if num is None and row.is_leaf:
            return
        value = num / den if num is not None and den else ""
        formula = f'=IF(N({column.den}{line + 1})=0,"",{column.num}{line + 1}/{column.den}{line + 1})'
        self.sheet.write_formula(line, at, formula, style, value)


def csv_rows(slots: Sequence[Slot], rows: Iterable[UnitRow]) -> Iterator[list[str]]:
    """Heads and rows as text, numbers as Vietnamese write them without dots (98,5), for a CSV file."""
    columns = columns_of(slots)
    yield [*FIXED, *(f"{one.slot.label} – {one.head}" for one in columns)]
    for row in rows:
        yield [row.name, str(row.depth), row.state_words or "tổng", *(_csv_cell(one, row.figures) for one in columns)]


def _csv_cell(column: Column, figures: Figures | None) -> str:
    slot = column.slot
    if column.asked is None:
        num, den = figure_at(figures, slot.num), figure_at(figures, slot.den)
        if num is None or not den:
            return ""
        factor = 100 if slot.kind == IndicatorKind.RATIO else 1
        return _plain(round(num * factor / den, 3))
    figure = figure_at(figures, column.asked.place)
    return "" if figure is None else _plain(figure / 10**slot.scale if slot.scale else figure)


def _plain(number: float) -> str:
    return format_number(number).replace(".", "")
