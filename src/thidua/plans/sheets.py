"""Excel out: who below has made its plan."""

from __future__ import annotations

import io

import xlsxwriter

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.plans.models import Plan
from thidua.plans.queries import LowerPlan

HEADS = ("STT", "Đơn vị", "Xác nhận đã nhận", "Kế hoạch của đơn vị", "Ngày ban hành", "Hạn", "Tình trạng")
WIDTHS = (6, 52, 18, 24, 16, 14, 26)


def lower_plans_sheet(plan: Plan, rows: list[LowerPlan]) -> bytes:
    """One row a unit, with a title that names the plan and the day."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Kế hoạch cấp dưới")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write(0, 0, f"Tình hình xây dựng kế hoạch theo {plan.origin}", book.add_format({"bold": True}))
    sheet.write(1, 0, f"Tính đến ngày {format_date(clock.today())}")
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(3, column, head, bold)
    for number, row in enumerate(rows, start=1):
        confirmed = format_date(clock.local(row.confirmed_at).date()) if row.confirmed_at else "chưa"
        values = (
            number,
            row.unit.name,
            confirmed,
            row.plan.number_text if row.plan else "",
            format_date(row.plan.issued_on) if row.plan else "",
            format_date(row.duty.due_on) if row.duty.due_on else "chưa có hạn",
            row.words,
        )
        for column, value in enumerate(values):
            sheet.write(3 + number, column, value, plain)
    sheet.freeze_panes(4, 2)
    book.close()
    return buffer.getvalue()
