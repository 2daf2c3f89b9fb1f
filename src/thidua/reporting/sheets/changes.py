"""What a workbook that was read changes, as a list in Excel: a row a figure."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN
from thidua.reporting.models import FigureImport
from thidua.reporting.queries.imports import Change

HEADS = ("Đơn vị", "Trang", "Dòng", "Số liệu", "Đang có", "Mới")


def changes_workbook(batch: FigureImport, rows: Iterable[tuple[str, str, int, list[Change]]]) -> bytes:
    """``rows``: unit, sheet and row of the file, its changes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("Thay đổi")
        sheet.write_string(0, 0, f"Thay đổi theo tệp {batch.file_name}", book.add_format({"bold": True}))
        sheet.write_row(2, 0, HEADS, book.add_format({"bold": True, "bg_color": "#E6EEF8", "border": 1}))
        line = 3
        for unit, page, number, changes in rows:
            for one in changes:
                sheet.write_row(line, 0, (unit, page, number or "", one.name, one.before, one.after), plain)
                tall_enough(sheet, line, ((unit, 42), (one.name, 60), (one.before, 24), (one.after, 24)))
                line += 1
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, 2, 10)
        sheet.set_column(3, 3, 60)
        sheet.set_column(4, 5, 24)
        sheet.freeze_panes(3, 1)
        on_a4(sheet, 2)
    return buffer.getvalue()
