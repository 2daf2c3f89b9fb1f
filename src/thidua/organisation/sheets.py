"""Excel in and out: templates with pick lists, and what stands in a filled-in file, row by row."""

from __future__ import annotations

import datetime as dt
import difflib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from thidua.common.dates import NotADate, format_date, parse_date
from thidua.common.files import KINDS, MAX_UPLOAD_BYTES, sniff
from thidua.common.numbers import NotANumber, format_number, parse_number
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal
from thidua.organisation.actions.rows import Reading, SheetRow
from thidua.organisation.checks import cells_to_make_room_for
from thidua.organisation.choices import YES_NO

MAX_ROWS = 5000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_CELLS = 2_000_000
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
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


class Unreadable(ValueError):
    """What was expected instead, as the end of a sentence."""


def words(most: int) -> Callable[[str], str]:
    """A text of at most so many characters."""

    def read(text: str) -> str:
        if len(text) > most:
            raise Unreadable(f"cần không quá {most} ký tự")
        return text

    return read


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    """One of a pick list, in any case; a near miss is named but never guessed."""
    by_key = {choice.casefold(): choice for choice in choices}

    def read(text: str) -> str:
        if found := by_key.get(text.casefold()):
            return found
        if len(choices) <= 12:
            raise Unreadable(f"cần một trong: {', '.join(choices)}")
        near = difflib.get_close_matches(text, choices, n=1, cutoff=0.6)
        hint = f"; gần giống nhất: “{near[0]}”" if near else ""
        raise Unreadable(f"không có trong danh sách chọn của tệp mẫu{hint}")

    return read


def whole(least: int, most: int) -> Callable[[str], str]:
    """A whole number written as Vietnamese (1.800), within bounds."""

    def read(text: str) -> str:
        try:
            number = parse_number(text)
        except NotANumber as error:
            raise Unreadable("cần một số nguyên, ví dụ 1.800") from error
        if number != number.to_integral_value() or not least <= number <= most:
            raise Unreadable(f"cần một số nguyên từ {format_number(least)} đến {format_number(most)}")
        return str(int(number))

    return read


def year(first: int, last: int) -> Callable[[str], str]:
    """A year of four digits, never with a dot, within bounds."""

    def read(text: str) -> str:
        if not (text.isdigit() and first <= int(text) <= last):
            raise Unreadable(f"cần một năm bốn chữ số từ {first} đến {last}, ví dụ 1985")
        return text

    return read


def day(text: str) -> str:
    """A day of the calendar, kept as ISO."""
    try:
        return parse_date(text).isoformat()
    except NotADate as error:
        raise Unreadable("cần một ngày có thật, viết ngày/tháng/năm, ví dụ 30/06/2021") from error


def phone(text: str) -> str:
    """A telephone number; Excel eats the leading 0 of a number, so it is put back."""
    digits = "".join(sign for sign in text if sign.isdigit())
    digits = digits if digits.startswith("0") or not digits else "0" + digits
    if not 9 <= len(digits) <= 11:
        raise Unreadable("cần một số điện thoại, ví dụ 0912 345 678")
    return digits


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
        texts = [_text(cells[place]) if place is not None and place < len(cells) else "" for place in places]
        if any(texts):
            rows.append(_row(offset, texts, columns))
    if not rows:
        raise _refused("no_rows", f"Tệp “{file_name}” chưa có dòng nào dưới dòng tiêu đề. Hãy điền rồi tải lại.")
    if len(rows) > MAX_ROWS:
        raise _refused(
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


def _refused(code: str, text: str) -> Refusal:
    return Refusal((Reason(code, text, "file"),))


def _table(data: bytes, name: str) -> list[list[object]]:
    if len(data) > MAX_UPLOAD_BYTES:
        size = format_number(round(len(data) / 1024 / 1024))
        raise _refused("too_big", f"Tệp “{name}” nặng {size} MB, tối đa 20 MB. Hãy xoá ảnh trong tệp hoặc chia tệp.")
    kind = sniff(data)
    if kind == "ole":
        raise _refused(
            "old_or_locked",
            f"Tệp “{name}” là Excel đời cũ (.xls) hoặc có đặt mật khẩu. Hãy bỏ mật khẩu, lưu thành .xlsx rồi tải lại.",
        )
    if kind not in ("xlsx", "ods"):
        found = KINDS[kind][0]
        raise _refused("not_excel", f"Tệp “{name}” thật ra là {found}, không phải Excel. Hãy dùng tệp mẫu .xlsx.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise _refused("too_big", f"Tệp “{name}” bung ra quá lớn. Hãy chép dữ liệu sang tệp mẫu mới.")
    try:
        if cells_to_make_room_for(data, kind) > MAX_CELLS:
            raise _refused(
                "too_wide",
                f"Tệp “{name}” có ô nằm quá xa bảng. Hãy chép các dòng cần nhập sang tệp mẫu.",
            )
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = "Danh sách" if "Danh sách" in book.sheet_names else book.sheet_names[0]
        table: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError, zipfile.BadZipFile, RuntimeError) as error:
        raise _refused("broken", f"Không mở được tệp “{name}”. Hãy mở bằng Excel, lưu lại rồi tải lên.") from error
    return table


def _headings(table: list[list[object]], columns: tuple[Column, ...]) -> tuple[int, list[int | None], list[str]]:
    wanted = {column.heading.casefold(): index for index, column in enumerate(columns)}
    best: dict[int, int] = {}
    best_row = 0
    for number, cells in enumerate(table[:LOOKED_AT_FOR_HEADINGS]):
        found = {wanted[key]: at for at, cell in enumerate(cells) if (key := _text(cell).casefold()) in wanted}
        if len(found) > len(best):
            best, best_row = found, number
    missing = [column.heading for index, column in enumerate(columns) if column.is_required and index not in best]
    present = [_text(cell) for cell in (table[best_row] if table else []) if _text(cell)]
    if missing:
        seen = ", ".join(f"“{text}”" for text in present[:12]) or "không có gì"
        raise _refused(
            "wrong_headings",
            f"Dòng tiêu đề thiếu cột {', '.join(f'“{name}”' for name in missing)}; thấy ở dòng {best_row + 1}: {seen}. "
            "Hãy dùng tệp mẫu và giữ nguyên tên cột.",
        )
    ignored = [text for text in present if text.casefold() not in wanted]
    return best_row, [best.get(index) for index in range(len(columns))], ignored


def _text(cell: object) -> str:
    """A cell as a person sees it; whole numbers come as floats from .ods and .xlsx alike."""
    if isinstance(cell, bool):
        return YES_NO[0] if cell else YES_NO[1]
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, dt.datetime):
        return format_date(cell.date())
    if isinstance(cell, dt.date):
        return format_date(cell)
    return squeeze(str(cell)) if cell is not None else ""
