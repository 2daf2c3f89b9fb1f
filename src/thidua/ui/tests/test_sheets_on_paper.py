"""Sheets on paper: A4, all columns on a page, rows as high as their words."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
import xlsxwriter

from thidua.common.sheets_on_paper import on_a4, tall_enough

NAME = "Công đoàn cơ sở Công ty TNHH MTV Công viên Cây xanh Thủ Lệ"


def sheet_of(cells):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write(1, 0, NAME)
        tall_enough(sheet, 1, cells)
        on_a4(sheet, 0)
    return zipfile.ZipFile(buffer).read("xl/worksheets/sheet1.xml").decode()


def test_a_sheet_is_printed_on_a4_across_with_all_columns_on_a_page():
    page = sheet_of([(NAME, 60)])
    assert 'paperSize="9"' in page
    assert 'orientation="landscape"' in page
    assert 'fitToHeight="0"' in page


@pytest.mark.parametrize(
    ("cells", "height"),
    [
        ([(NAME, 60)], None),
        ([(NAME, 40)], "30"),
        ([("Số ngày chậm", 10)], "30"),
        ([("một\nhai\nba", 40), (None, 3), (5, 3)], "45"),
        ([], None),
    ],
)
def test_a_row_is_as_high_as_its_longest_cell_needs(cells, height):
    found = re.search(r'<row r="2"[^>]* ht="(\d+)"', sheet_of(cells))
    assert (found[1] if found else None) == height
