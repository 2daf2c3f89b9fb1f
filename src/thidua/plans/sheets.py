"""Excel out: who below has made its plan. In and out: what each unit is given of a target."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.numbers import NotANumber, parse_number
from thidua.common.sheets_on_paper import on_a4
from thidua.common.workbooks import PLAIN, cell_text, open_book, refused
from thidua.plans.models import MOST_DECIMALS, Plan, Target
from thidua.plans.queries import LowerPlan
from thidua.plans.queries.allocations import AllocationRow

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
    on_a4(sheet, 3)
    book.close()
    file.seek(0)
    return file


AMOUNT_HEADS = ("Mã đơn vị", "Đơn vị", "Đoàn viên", "Đơn vị tự đăng ký", "Mức giao")
AMOUNT_WIDTHS = (18, 52, 14, 18, 16)
AMOUNT_FIRST = 4
"""The row of the first unit in the workbook of amounts (counted from 0)."""


def allocation_template(target: Target, rows: Sequence[AllocationRow]) -> bytes:
    """Every unit below with what it is given now; only the column of amounts can be typed in."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    sheet = book.add_worksheet("Giao chỉ tiêu")
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EEF8"})
    number = book.add_format({"num_format": "#,##0.###", "border": 1})
    free = book.add_format({"num_format": "#,##0.###", "border": 1, "locked": False})
    plain = book.add_format({"border": 1})
    sheet.write(0, 0, f"{target.subject}: {target.bound_words}", book.add_format({"bold": True}))
    sheet.write(1, 0, f"Theo {target.plan.origin}. Chỉ điền cột “Mức giao”; để trống là không giao.")
    for column, (words, width) in enumerate(zip(AMOUNT_HEADS, AMOUNT_WIDTHS, strict=True)):
        sheet.write(AMOUNT_FIRST - 1, column, words, head)
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows, start=AMOUNT_FIRST):
        sheet.write_string(line, 0, row.unit.code, plain)
        sheet.write_string(line, 1, row.unit.name, plain)
        for column, value in enumerate((row.members, row.registered, row.amount), start=2):
            style = free if column == len(AMOUNT_HEADS) - 1 else number
            if value is None:
                sheet.write_blank(line, column, None, style)
            else:
                sheet.write_number(line, column, float(value), style)
    last, end = len(AMOUNT_HEADS) - 1, AMOUNT_FIRST + len(rows)
    rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Mức giao", "error_message": "Cần số."}
    sheet.data_validation(AMOUNT_FIRST, last, max(end - 1, AMOUNT_FIRST), last, rule)
    total = f"=SUM(E{AMOUNT_FIRST + 1}:E{end})"
    sheet.write(end, 1, "Cộng", head)
    sheet.write_formula(end, last, total, head, float(sum((row.amount or 0 for row in rows), Decimal(0))))
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})
    sheet.freeze_panes(AMOUNT_FIRST, 2)
    on_a4(sheet, AMOUNT_FIRST - 1, is_wide=False)
    book.close()
    return buffer.getvalue()


@dataclass(frozen=True)
class ReadAmounts:
    """What a filled-in workbook gives: unit id → amount, and what is wrong, by row and column."""

    amounts: dict[int, Decimal]
    faults: list[str]


def read_allocations(data: bytes, name: str, ids: Mapping[str, int]) -> ReadAmounts:
    """Read a filled-in template. ``ids``: code of each unit below → its id.

    Errors: Refusal with field ``file`` for what is no such workbook.
    """
    book = open_book(data, name)
    table = book.table(book.names[0])
    texts = [[cell_text(cell) for cell in row] for row in table]
    start = next((at for at, row in enumerate(texts[:10]) if row[: len(AMOUNT_HEADS)] == list(AMOUNT_HEADS)), None)
    if start is None:
        raise refused(
            "other_headings", f"Tệp “{name}” không có dòng tiêu đề của tệp mẫu. Hãy tải tệp mẫu xuống rồi điền."
        )
    amounts: dict[int, Decimal] = {}
    faults: list[str] = []
    for line, row in enumerate(texts[start + 1 :], start=start + 2):
        code, told = row[0], row[len(AMOUNT_HEADS) - 1] if len(row) >= len(AMOUNT_HEADS) else ""
        if not code or not told:
            continue
        if code not in ids:
            faults.append(f"Dòng {line}, cột Mã đơn vị: thấy “{code}”, không có đơn vị trực thuộc nào mang mã này.")
        elif ids[code] in amounts:
            faults.append(f"Dòng {line}, cột Mã đơn vị: “{code}” đã có ở dòng trên.")
        else:
            _read_amount(line, told, ids[code], amounts, faults)
    return ReadAmounts(amounts, faults)


def _read_amount(line: int, told: str, unit_id: int, amounts: dict[int, Decimal], faults: list[str]) -> None:
    try:
        amount = parse_number(told)
    except NotANumber:
        faults.append(f"Dòng {line}, cột Mức giao: thấy “{told}”, cần một số, ví dụ 1.800 hoặc 98,5.")
        return
    if amount < 0 or amount != round(amount, MOST_DECIMALS):
        faults.append(f"Dòng {line}, cột Mức giao: thấy “{told}”, cần số từ 0 trở lên, nhiều nhất ba chữ số lẻ.")
        return
    amounts[unit_id] = amount
