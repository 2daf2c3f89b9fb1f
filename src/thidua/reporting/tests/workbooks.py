"""Workbooks for tests: given back filled in, looked into, read and waiting."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.models import Unit
from thidua.reporting.actions import keep_import
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.choices import ImportKind
from thidua.reporting.models import FigureImport, Report, ReportRequest

Cells = dict[tuple[str, int, int], Any]
"""(sheet, row, column) → what is typed there."""


def refilled(data: bytes, cells: Cells, *, drop: str = "") -> bytes:
    """The workbook as somebody gives it back: the same sheets with these cells typed in, one sheet left out."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as new:
        for name in book.sheet_names:
            if name == drop:
                continue
            sheet = new.add_worksheet(name)
            for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                for column, cell in enumerate(line):
                    if cell != "" and (name, row, column) not in cells:
                        sheet.write(row, column, cell)
            for (where, row, column), value in cells.items():
                if where == name:
                    sheet.write(row, column, value)
    return buffer.getvalue()


def table(data: bytes, name: str) -> list[list[Any]]:
    """All rows of a sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def make_read_import(asked: ReportRequest, report: Report) -> FigureImport:
    """A workbook of the issuer that fills in that report: read and waiting."""
    return keep_import(
        by=make_actor(asked.unit, Role.OFFICER),
        kind=ImportKind.TYPED_IN,
        asked=asked,
        filled=Filled([FilledRow(report.unit_id, report, "Số liệu", 6, [1, 2, 3, 4], given=4)]),
        file_name="bieu.xlsx",
        data=refilled(empty_workbook(), {}),
    )


def empty_workbook() -> bytes:
    """An .xlsx with an empty sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Số liệu")
    return buffer.getvalue()


def workbook_examples(make: Callable[[], tuple[ReportRequest, Unit]]) -> dict[str, Any]:
    """Examples for the addresses of workbooks; ``make`` gives a request and the base union asked."""

    def at_own() -> tuple[dict[str, Any], Unit]:
        asked, unit = make()
        return {"request_id": asked.pk}, unit

    def at_request() -> tuple[dict[str, Any], Unit]:
        asked, _ = make()
        return {"request_id": asked.pk}, asked.unit

    def at_import() -> tuple[dict[str, Any], Unit]:
        asked, unit = make()
        batch = make_read_import(asked, Report.objects.select_related("unit").get(request=asked, unit=unit))
        return {"import_id": batch.pk}, batch.unit

    return {
        "report_workbook": at_own,
        "report_upload": at_own,
        "typing_sheet": at_request,
        "typing_workbook": at_request,
        "figure_import": at_import,
        "figure_import_save": at_import,
        "figure_import_drop": at_import,
        "figure_import_file": at_import,
        "figure_import_changes": at_import,
    }
