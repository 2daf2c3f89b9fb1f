"""The consolidated workbook of any unit down to the units that fill in, and the same as CSV.

Every total is a live formula: SUBTOTAL over the rows below it, which leaves nested totals out and follows a filter that
somebody sets in Excel; a share is its numerator's cell over its denominator's. Rows are written once, in their order.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.common.workbooks import PLAIN
from thidua.plans.choices import TWO_PART_KINDS, IndicatorKind
from thidua.reporting.models import Figures, PeriodUnit, Slot
from thidua.reporting.queries.adding import figure_at
from thidua.reporting.queries.whole import UnitRow
from thidua.reporting.sheets.layout import Asked, cells_of

FIXED = ("Đơn vị", "Cấp", "Tình trạng")
TITLE, DAY, ABOVE, BELOW, FIRST = 0, 1, 3, 4, 5
MOST_DEPTH = 7
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


def whole_workbook(place: PeriodUnit, slots: Sequence[Slot], rows: Iterable[UnitRow], total: Figures | None) -> bytes:
    """Title, heads, the total of the place, and every unit below it (``rows`` in the order of the tree).

    ``total``: the kept sums of the place, shown until Excel has worked out its formulas.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        sheet = book.add_worksheet("Tổng hợp")
        columns = columns_of(slots)
        styles = _Styles(book)
        _heads(sheet, styles, place, columns)
        lines = list(rows)
        ends = ends_of(lines)
        top = UnitRow(place.unit.name, 0, False, True, False, total)
        _row(sheet, styles, columns, FIRST, top, FIRST + len(lines))
        for line, row in enumerate(lines, start=FIRST + 1):
            _row(sheet, styles, columns, line, row, ends[line - FIRST - 1] + FIRST + 1)
        sheet.outline_settings(True, False, True, False)
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 1, 6)
        sheet.set_column(2, 2, 18)
        sheet.set_column(len(FIXED), len(FIXED) + len(columns) - 1, 14)
        sheet.freeze_panes(FIRST + 1, 1)
        sheet.autofilter(BELOW, 0, FIRST + len(lines), len(FIXED) + len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(ABOVE, BELOW)
    return buffer.getvalue()


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


def ends_of(rows: Sequence[UnitRow]) -> list[int]:
    """For each row the index of the last row at or below its unit."""
    ends = list(range(len(rows)))
    open_rows: list[int] = []
    for index, row in enumerate(rows):
        while open_rows and rows[open_rows[-1]].depth >= row.depth:
            ends[open_rows.pop()] = index - 1
        open_rows.append(index)
    for index in open_rows:
        ends[index] = len(rows) - 1
    return ends


def _heads(sheet: Any, styles: _Styles, place: PeriodUnit, columns: Sequence[Column]) -> None:
    asked = place.request
    sheet.write_string(TITLE, 0, f"{asked.title} – {place.unit.name}", styles.title)
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    sheet.write_string(DAY, 0, f"{period}; lập ngày {format_date(clock.today())}. Các dòng đậm là tổng tự tính.")
    for column, words in enumerate(FIXED):
        sheet.merge_range(ABOVE, column, BELOW, column, words, styles.head)
    for column, one in enumerate(columns, start=len(FIXED)):
        sheet.write_string(ABOVE, column, one.slot.label, styles.head)
        sheet.write_string(BELOW, column, one.head, styles.head)
    sheet.set_row(ABOVE, 60)
    sheet.set_row(BELOW, 32)


def _row(sheet: Any, styles: _Styles, columns: Sequence[Column], line: int, row: UnitRow, end: int) -> None:
    """One unit; an upper one is added up over the rows down to ``end``."""
    is_total = not row.is_leaf
    depth = min(row.depth, MOST_DEPTH)
    if depth:
        sheet.set_row(line, None, None, {"level": depth})
    sheet.write_string(line, 0, row.name, (styles.strong_names if is_total else styles.names)[depth])
    sheet.write_number(line, 1, row.depth)
    sheet.write_string(line, 2, row.state_words)
    for place, column in enumerate(columns, start=len(FIXED)):
        style = styles.of(column, is_total=is_total)
        if column.asked is None:
            _quotient(sheet, line, place, column, row, style)
            continue
        figure = figure_at(row.figures, column.asked.place)
        value = None if figure is None else figure / 10**column.slot.scale if column.slot.scale else figure
        if is_total and column.function and end > line:
            letter = xl_col_to_name(place)
            formula = f"=SUBTOTAL({column.function},{letter}{line + 2}:{letter}{end + 1})"
            sheet.write_formula(line, place, formula, style, 0 if value is None else value)
        elif value is not None:
            sheet.write_number(line, place, value, style)
        elif is_total:
            sheet.write_blank(line, place, None, style)


def _quotient(sheet: Any, line: int, place: int, column: Column, row: UnitRow, style: Any) -> None:
    num, den = figure_at(row.figures, column.slot.num), figure_at(row.figures, column.slot.den)
    if num is None and row.is_leaf:
        return
    value = num / den if num is not None and den else ""
    formula = f'=IF(N({column.den}{line + 1})=0,"",{column.num}{line + 1}/{column.den}{line + 1})'
    sheet.write_formula(line, place, formula, style, value)


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
