"""Excel in and out: templates with pick lists, and what stands in a filled-in file, row by row."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from thidua.common.numbers import format_number
from thidua.common.workbooks import PLAIN, Unreadable, broken, cell_text, open_book, refused
from thidua.organisation.actions.rows import Reading, SheetRow

MAX_ROWS = 5000
LOOKED_AT_FOR_HEADINGS = 10


@dataclass(frozen=True)
class Column:
    """One column of a sheet. ``reads`` turns a cell's text into its stored text or raises ``Unreadable``."""

    heading: str
    reads: Callable[[str], str]
    is_required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    width: int = 22


def make_template(columns: tuple[Column, ...], title: str) -> bytes:
    """An empty .xlsx with the headings, pick lists for every closed column, and a page that says how."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        sheet, lists, help_page = (book.add_worksheet(name) for name in ("Danh sách", "Danh mục", "Hướng dẫn"))
        head = book.add_format({"bold": True, "bg_color": "#E9F0FA", "border": 1, "text_wrap": True, "valign": "top"})
        must = book.add_format({"bold": True, "bg_color": "#0B4EA2", "font_color": "#FFFFFF", "border": 1})
        text = book.add_format({"num_format": "@"})
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.heading, must if column.is_required else head)
            sheet.set_column(index, index, column.width, text)
            if column.choices:
                lists.write_column(0, index, column.choices)
                letter = xlsxwriter.utility.xl_col_to_name(index)
                source = f"='Danh mục'!${letter}$1:${letter}${len(column.choices)}"
                rule = {"validate": "list", "source": source, "error_title": "Chọn trong danh sách"}
                rule |= {"error_message": "Hãy chọn một giá trị trong danh sách."}
                sheet.data_validation(1, index, MAX_ROWS, index, rule)
        sheet.freeze_panes(1, 0)
        lists.hide()
        help_page.set_column(0, 0, 100)
        help_page.write_column(0, 0, _how_to(columns, title))
    return buffer.getvalue()


def _how_to(columns: tuple[Column, ...], title: str) -> list[str]:
    lines = [title, "", "Mỗi dòng của trang “Danh sách” là một mục. Không đổi tên các cột."]
    lines.append("Cột nền đậm là bắt buộc. Cột có mũi tên thì chọn trong danh sách, không gõ mã.")
    return lines + [f"• {column.heading}: {column.hint}" for column in columns if column.hint]


def read_sheet(data: bytes, columns: tuple[Column, ...], file_name: str) -> Reading:
    """Read a filled-in file. Cells are judged one by one; a wrong one spoils its own row only.

    Errors: Refusal with field ``file`` when the file as a whole cannot be read: too big, not Excel, other headings,
    no rows, too many.
    """
    table = _table(data, file_name)
    start, places, ignored = _headings(table, columns)
    rows = []
    for offset, cells in enumerate(table[start + 1 :], start=start + 2):
        texts = [cell_text(cells[place]) if place is not None and place < len(cells) else "" for place in places]
        if any(texts):
            rows.append(_row(offset, texts, columns))
    if not rows:
        raise refused("no_rows", f"Tệp “{file_name}” chưa có dòng nào dưới dòng tiêu đề. Hãy điền rồi tải lại.")
    if len(rows) > MAX_ROWS:
        raise refused(
            "too_many",
            f"Tệp “{file_name}” có {format_number(len(rows))} dòng; mỗi lần nhập tối đa 5.000. Hãy chia tệp.",
        )
    return Reading(rows, ignored)


def _row(number: int, texts: list[str], columns: tuple[Column, ...]) -> SheetRow:
    row = SheetRow(number, [])
    for column, text in zip(columns, texts, strict=True):
        if not text:
            row.cells.append("")
            if column.is_required:
                row.problems.append(f"Dòng {number}, cột {column.heading}: để trống, cần điền.")
            continue
        try:
            row.cells.append(column.reads(text))
        except Unreadable as error:
            row.cells.append(text)
            row.problems.append(f"Dòng {number}, cột {column.heading}: thấy “{text}”, {error}.")
    return row


def _table(data: bytes, name: str) -> list[list[object]]:
    book = open_book(data, name)
    if not book.names:
        raise broken(name)
    return book.table("Danh sách" if "Danh sách" in book.names else book.names[0])


def _headings(table: list[list[object]], columns: tuple[Column, ...]) -> tuple[int, list[int | None], list[str]]:
    wanted = {column.heading.casefold(): index for index, column in enumerate(columns)}
    best: dict[int, int] = {}
    best_row = 0
    for number, cells in enumerate(table[:LOOKED_AT_FOR_HEADINGS]):
        found = {wanted[key]: at for at, cell in enumerate(cells) if (key := cell_text(cell).casefold()) in wanted}
        if len(found) > len(best):
            best, best_row = found, number
    missing = [column.heading for index, column in enumerate(columns) if column.is_required and index not in best]
    present = [cell_text(cell) for cell in (table[best_row] if table else []) if cell_text(cell)]
    if missing:
        seen = ", ".join(f"“{text}”" for text in present[:12]) or "không có gì"
        raise refused(
            "wrong_headings",
            f"Dòng tiêu đề thiếu cột {', '.join(f'“{name}”' for name in missing)}; thấy ở dòng {best_row + 1}: {seen}. "
            "Hãy dùng tệp mẫu và giữ nguyên tên cột.",
        )
    ignored = [text for text in present if text.casefold() not in wanted]
    return best_row, [best.get(index) for index in range(len(columns))], ignored
