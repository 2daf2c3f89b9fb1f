"""Excel out: a roll-up with its rows, and the board of who has sent."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN
from thidua.plans.choices import IndicatorKind
from thidua.reporting.lifecycle import NOT_SENT
from thidua.reporting.models import PeriodUnit, ReportRequest, Slot
from thidua.reporting.queries.adding import EXTREMES, figure_at
from thidua.reporting.queries.overview import Overview

FIRST = 5
NAME, REMARK = 40, 20
EDGE = {"valign": "top", "border": 1}
BOARD_HEADS = ("Đơn vị", "Trực thuộc", "Trạng thái", "Hạn nộp", "Ngày nộp", "Số ngày chậm", "Ghi chú")
BOARD_WIDTHS = (44, 32, 22, 13, 13, 10, 36)
FUNCTIONS: dict[str, str] = {IndicatorKind.HIGHEST: "MAX", IndicatorKind.LOWEST: "MIN"}


def _columns_of(slot: Slot) -> list[tuple[str, int, bool]]:
    """(heading under the name of the figure, place, is it a share's denominator) of each column of a slot."""
    unit = f" ({slot.unit_word})" if slot.unit_word and slot.den is None else ""
    columns = [(slot.num_words, slot.num)]
    if slot.den is not None:
        columns.append((slot.den_words, slot.den))
    if slot.women is not None:
        columns.append((f"Trong đó nữ{unit}", slot.women))
    if slot.direct is not None:
        columns.append((f"Trong đó lao động trực tiếp{unit}", slot.direct))
    return [(words, place, place == slot.den) for words, place in columns]


def rollup_workbook(overview: Overview) -> bytes:
    """The rows of a roll-up; the totals are formulas over them, shares are formulas over the totals."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    sheet = book.add_worksheet("Tổng hợp")
    number, wrapped = (book.add_format(one | EDGE) for one in ({"num_format": "#,##0"}, {"text_wrap": True}))
    asked = overview.request
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    sheet.write(0, 0, f"{asked.title} – {overview.place.unit.name}", book.add_format({"bold": True}))
    sheet.write(1, 0, f"{period}; lập ngày {format_date(clock.today())}")
    columns = [(slot, *column) for slot in overview.slots for column in _columns_of(slot)]
    _write_heads(book, sheet, overview.slots)
    for line, row in enumerate(overview.rows, start=FIRST):
        sheet.write(line, 0, row.name, wrapped)
        sheet.write_row(line, 1, [row.n_all, row.n_done], number)
        for column, (slot, _, place, _) in enumerate(columns, start=3):
            figure = figure_at(row.figures, place)
            if figure is None:
                sheet.write_blank(line, column, None, number)
            else:
                sheet.write_number(line, column, figure / 10**slot.scale, number)
        remark = row.state_words if row.n_returned else ""
        sheet.write(line, 3 + len(columns), remark, wrapped)
        tall_enough(sheet, line, [(row.name, NAME), (remark, REMARK)])
    _write_totals(book, sheet, overview, columns)
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 2, 9)
    for column, (slot, *_) in enumerate(columns, start=3):
        sheet.set_column(column, column, 17 if slot.kind == IndicatorKind.MONEY else 13)
    sheet.set_column(3 + len(columns), 3 + len(columns), REMARK)
    sheet.freeze_panes(FIRST, 1)
    on_a4(sheet, FIRST - 2, FIRST - 1)
    book.close()
    return buffer.getvalue()


def _write_heads(book: Any, sheet: Any, slots: Iterable[Slot]) -> None:
    """Two lines of headings: the name of a figure once, over the columns that it is made of."""
    slots = list(slots)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EEF8", "border": 1})
    above, below = FIRST - 2, FIRST - 1
    for column, words in enumerate(("Đơn vị", "Phải báo cáo (đơn vị)", "Đã nộp (đơn vị)")):
        sheet.merge_range(above, column, below, column, words, head)
    column = 3
    for slot in slots:
        parts = [words for words, _, _ in _columns_of(slot)]
        if len(parts) > 1:
            sheet.merge_range(above, column, above, column + len(parts) - 1, slot.label, head)
        else:
            sheet.write(above, column, slot.label, head)
        sheet.write_row(below, column, parts, head)
        column += len(parts)
    sheet.merge_range(above, column, below, column, "Ghi chú", head)
    tall_enough(sheet, above, [(slot.label, 13 * len(_columns_of(slot))) for slot in slots])
    sheet.set_row(below, 32)


def _write_totals(book: Any, sheet: Any, overview: Overview, columns: list[tuple[Slot, str, int, bool]]) -> None:
    end = FIRST + len(overview.rows)
    total = book.add_format({"num_format": "#,##0", "bold": True} | EDGE)
    share = book.add_format({"num_format": "0.0%", "bold": True} | EDGE)
    sheet.write(end, 0, "Cộng", total)
    for column in range(1, 3 + len(columns)):
        letter = xl_col_to_name(column)
        kind = columns[column - 3][0].kind if column >= 3 else IndicatorKind.COUNT
        if kind == IndicatorKind.DISTINCT:
            continue
        formula = f"={FUNCTIONS.get(kind, 'SUM')}({letter}{FIRST + 1}:{letter}{end})"
        sheet.write_formula(end, column, formula, total, _sum(overview, column, columns))
    if any(is_den for _, _, _, is_den in columns):
        has_means = any(slot.kind == IndicatorKind.AVERAGE for slot, *_ in columns)
        sheet.write(end + 1, 0, "Tỷ lệ, bình quân" if has_means else "Tỷ lệ", total)
    mean = book.add_format({"num_format": "#,##0.0", "bold": True})
    for column, (slot, _, _, is_den) in enumerate(columns, start=3):
        if is_den:
            shown = mean if slot.kind == IndicatorKind.AVERAGE else share
            num, den = xl_rowcol_to_cell(end, column - 1), xl_rowcol_to_cell(end, column)
            value = _sum(overview, column, columns)
            ratio = (_sum(overview, column - 1, columns) / value) if value else ""
            sheet.write_formula(end + 1, column, f'=IF({den}=0,"",{num}/{den})', shown, ratio)


def _sum(overview: Overview, column: int, columns: list[tuple[Slot, str, int, bool]]) -> float:
    if column < 3:
        return sum((row.n_all, row.n_done)[column - 1] for row in overview.rows)
    slot, _, place, _ = columns[column - 3]
    told = [figure for row in overview.rows if (figure := figure_at(row.figures, place)) is not None]
    fold = EXTREMES.get(slot.kind, sum)
    return (fold(told) or 0 if told else 0) / 10**slot.scale


def board_workbook(asked: ReportRequest, places: Iterable[PeriodUnit]) -> bytes:
    """Who has sent, who is missing, who is late."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    sheet = book.add_worksheet("Tình hình nộp")
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E6EEF8"} | EDGE)
    plain = book.add_format({"text_wrap": True} | EDGE)
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"} | EDGE)
    sheet.write(0, 0, asked.title, book.add_format({"bold": True}))
    sheet.write(1, 0, f"Tính đến {format_date(clock.today())}")
    sheet.write_row(3, 0, BOARD_HEADS, head)
    tall_enough(sheet, 3, zip(BOARD_HEADS, BOARD_WIDTHS, strict=True))
    for line, place in enumerate(places, start=4):
        row = board_row(place)
        for column, value in enumerate(row):
            sheet.write(line, column, "" if value is None else value, day if isinstance(value, dt.date) else plain)
        tall_enough(sheet, line, zip(row, BOARD_WIDTHS, strict=True))
    for column, width in enumerate(BOARD_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(4, 1)
    on_a4(sheet, 3)
    book.close()
    return buffer.getvalue()


def board_row(place: PeriodUnit) -> list[Any]:
    """One line of the board as plain values."""
    report = place.report
    late = days_late(place)
    parent = place.parent.name if place.parent else ""
    state = place_words(place)
    return [place.unit.name, parent, state, place.due_on, report.submitted_on, late or None, place.reason]


def place_words(place: PeriodUnit) -> str:
    """How a unit stands in a request, as seen from above: what a unit is still typing is "chưa nộp"."""
    if not place.is_expected and not place.report.is_counted:
        return "Không phải nộp"
    if place.report.state in NOT_SENT:
        return "Chưa nộp, quá hạn" if days_late(place) else "Chưa nộp"
    return str(place.report.state_info.label)


def days_late(place: PeriodUnit) -> int:
    """Calendar days late: of the sending, or until today while it is owed."""
    report = place.report
    if not place.is_expected:
        return 0
    day = report.submitted_on if report.is_counted and report.submitted_on else clock.today()
    return max(0, (day - place.due_on).days)
