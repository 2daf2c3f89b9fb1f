"""Excel out: who below has made its plan."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import xlsxwriter

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.plans.models import Plan
from thidua.plans.queries import LowerPlan

HEADS = ("STT", "Đơn vị", "Xác nhận đã nhận", "Kế hoạch của đơn vị", "Ngày ban hành", "Hạn", "Tình trạng")
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (6, 52, 18, 24, 16, 14, 26)


def lower_plans_sheet(plan: Plan, rows: Iterable[LowerPlan]) -> io.BytesIO:
    """One row a unit, with a title that names the plan and the day; a file at its beginning. Rows are written to the
    disk as they come: one is in memory at a time, and the packed file at the end."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    sheet = book.add_worksheet("Kế hoạch cấp dưới")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left", "border": 1})
    sheet.write(0, 0, f"Tình hình xây dựng kế hoạch theo {plan.origin}", book.add_format({"bold": True}))
    sheet.write(1, 0, f"Tính đến ngày {format_date(clock.today())}")
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(3, column, head, bold)
    for number, row in enumerate(rows, start=1):
        confirmed = clock.local(row.confirmed_at).date() if row.confirmed_at else "chưa"
        values = (
            number,
            row.unit.name,
            confirmed,
            row.number_text,
            row.issued_on or "",
            row.duty.due_on or "chưa có hạn",
            row.words,
        )
        for column, value in enumerate(values):
            sheet.write(3 + number, column, value, day if isinstance(value, dt.date) else plain)
    sheet.freeze_panes(4, 2)
    book.close()
    file.seek(0)
    return file
