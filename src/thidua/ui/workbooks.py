"""A list as an Excel workbook: the columns of its table, real numbers and dates, a title that says what and when."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.files import mime
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN
from thidua.ui.tables import Column

WIDTHS = {"number": 14, "date": 14, "text": 30}
FIRST = 4
"""The row under the heads; above them title, day and an empty row."""


def workbook_of(columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """One sheet: title, the day of today, heads, a numbered row for each of ``rows`` (plain values of the columns)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN)
    # The day, not the second: the same list makes the same bytes.
    book.set_properties({"created": dt.datetime.combine(clock.today(), dt.time())})
    sheet = book.add_worksheet("Danh sách")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left", "border": 1})
    number = book.add_format({"num_format": "#,##0", "valign": "top", "border": 1})
    sheet.write(0, 0, title, book.add_format({"bold": True}))
    sheet.write(1, 0, f"Tính đến ngày {format_date(clock.today())}")
    sheet.write(FIRST - 1, 0, "STT", bold)
    sheet.set_column(0, 0, 6)
    widths = [46 if column.phone == "title" else WIDTHS[column.kind] for column in columns]
    for place, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        sheet.write(FIRST - 1, place, column.label, bold)
        sheet.set_column(place, place, width)
    tall_enough(sheet, FIRST - 1, zip((column.label for column in columns), widths, strict=True))
    for line, row in enumerate(rows, start=1):
        tall_enough(sheet, FIRST - 1 + line, zip(row, widths, strict=True))
        for place, value in enumerate((line, *row)):
            style = day if isinstance(value, dt.date) else number if isinstance(value, int) else plain
            sheet.write(FIRST - 1 + line, place, "" if value is None else value, style)
    sheet.freeze_panes(FIRST, 2)
    on_a4(sheet, FIRST - 1)
    book.close()
    return buffer.getvalue()


def csv_of(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """The same as comma-separated text (UTF-8 with its mark, so that Excel reads the letters). Words that a spreadsheet
    would take for a formula are quoted."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.label for column in columns])
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
        return f"'{value}"
    return "" if value is None else value


def excel_response(data: bytes, name: str) -> HttpResponse:
    """The workbook as a download: ``name`` and the day of today."""
    response = HttpResponse(data, content_type=mime("xlsx"))
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.xlsx"'
    return response


def csv_response(rows: Iterable[Sequence[Any]], name: str) -> StreamingHttpResponse:
    """Rows of text as a CSV that a Vietnamese Excel opens by a double click: UTF-8 with its mark, ";" between cells.

    A cell that begins like a formula is led by an apostrophe, so that nothing that somebody typed is worked out.
    """
    response = StreamingHttpResponse(_csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.csv"'
    return response


def _csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "\ufeff"
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow([_csv_cell(value) for value in row])
        yield buffer.getvalue()


def _csv_cell(value: Any) -> str:
    text = "" if value is None else format_date(value) if isinstance(value, dt.date) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t") or (text[:1] == "-" and not text[1:2].isdigit()) else text
