"""Excel out: a roll-up with its rows, and the board of who has sent."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.reporting.models import PeriodUnit, ReportRequest, Slot
from thidua.reporting.queries.adding import figure_at
from thidua.reporting.queries.overview import Overview

FIRST = 4
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _columns_of(slot: Slot) -> list[tuple[str, int, bool]]:
    """(heading, place, is it a share's denominator) of each figure of a slot."""
    columns = [(slot.label, slot.num)]
    if slot.den is not None:
        columns = [(f"{slot.label}: {slot.indicator.numerator_name or 'tử số'}", slot.num)]
        columns.append((f"{slot.label}: {slot.indicator.denominator_name or 'mẫu số'}", slot.den))
    if slot.women is not None:
        columns.append((f"{slot.label}: trong đó nữ", slot.women))
    if slot.direct is not None:
        columns.append((f"{slot.label}: trong đó lao động trực tiếp", slot.direct))
    return [(words, place, place == slot.den) for words, place in columns]


def rollup_workbook(overview: Overview) -> bytes:
    """The rows of a roll-up; the totals are formulas over them, shares are formulas over the totals."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    sheet = book.add_worksheet("Tổng hợp")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E6EEF8"})
    number = book.add_format({"num_format": "#,##0"})
    asked = overview.request
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    sheet.write(0, 0, f"{asked.title} – {overview.place.unit.name}", bold)
    sheet.write(1, 0, f"{period}; lập ngày {format_date(clock.today())}")
    columns = [(slot, *column) for slot in overview.slots for column in _columns_of(slot)]
    sheet.write_row(3, 0, ["Đơn vị", "Phải báo cáo", "Đã nộp", *(words for _, words, _, _ in columns)], head)
    for line, row in enumerate(overview.rows, start=FIRST):
        sheet.write(line, 0, row.place.unit.name)
        sheet.write_row(line, 1, [row.n_all, row.n_done], number)
        for column, (slot, _, place, _) in enumerate(columns, start=3):
            figure = figure_at(row.figures, place)
            if figure is not None:
                sheet.write_number(line, column, figure / 10**slot.scale, number)
    _write_totals(book, sheet, overview, columns)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2 + len(columns), 16)
    sheet.freeze_panes(FIRST, 1)
    book.close()
    return buffer.getvalue()


def _write_totals(book: Any, sheet: Any, overview: Overview, columns: list[tuple[Slot, str, int, bool]]) -> None:
    end = FIRST + len(overview.rows)
    total = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
    share = book.add_format({"num_format": "0.0%", "bold": True})
    sheet.write(end, 0, "Cộng", total)
    for column in range(1, 3 + len(columns)):
        letter = xl_col_to_name(column)
        formula = f"=SUM({letter}{FIRST + 1}:{letter}{end})"
        sheet.write_formula(end, column, formula, total, _sum(overview, column, columns))
    for column, (_, _, _, is_den) in enumerate(columns, start=3):
        if is_den:
            num, den = xl_rowcol_to_cell(end, column - 1), xl_rowcol_to_cell(end, column)
            value = _sum(overview, column, columns)
            ratio = (_sum(overview, column - 1, columns) / value) if value else ""
            sheet.write_formula(end + 1, column, f'=IF({den}=0,"",{num}/{den})', share, ratio)


def _sum(overview: Overview, column: int, columns: list[tuple[Slot, str, int, bool]]) -> float:
    if column < 3:
        return sum((row.n_all, row.n_done)[column - 1] for row in overview.rows)
    slot, _, place, _ = columns[column - 3]
    return sum(figure_at(row.figures, place) or 0 for row in overview.rows) / 10**slot.scale


def board_workbook(asked: ReportRequest, places: Iterable[PeriodUnit]) -> bytes:
    """Who has sent, who is missing, who is late."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**PLAIN, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Tình hình nộp")
    bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "bg_color": "#E6EEF8"})
    sheet.write(0, 0, asked.title, bold)
    sheet.write(1, 0, f"Tính đến {format_date(clock.today())}")
    sheet.write_row(
        3, 0, ["Đơn vị", "Trực thuộc", "Trạng thái", "Hạn nộp", "Ngày nộp", "Số ngày chậm", "Ghi chú"], head
    )
    for line, place in enumerate(places, start=4):
        for column, value in enumerate(board_row(place)):
            if value not in ("", None):
                sheet.write(line, column, value)
    sheet.set_column(0, 1, 40)
    sheet.set_column(2, 6, 16)
    sheet.freeze_panes(4, 1)
    book.close()
    return buffer.getvalue()


def board_row(place: PeriodUnit) -> list[Any]:
    """One line of the board as plain values."""
    report = place.report
    late = days_late(place)
    parent = place.parent.name if place.parent else ""
    state = report.state_info.label if place.is_expected else "Không phải nộp"
    return [place.unit.name, parent, state, place.due_on, report.submitted_on, late or None, place.reason]


def days_late(place: PeriodUnit) -> int:
    """Calendar days late: of the sending, or until today while it is owed."""
    report = place.report
    if not place.is_expected:
        return 0
    day = report.submitted_on if report.is_counted and report.submitted_on else clock.today()
    return max(0, (day - place.due_on).days)
