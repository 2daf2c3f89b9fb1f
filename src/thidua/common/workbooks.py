"""Filled-in workbooks: opened under guard, and what stands in their cells, read as a person sees it.

Every room that takes Excel in begins here: ``open_book`` refuses what cannot be read with a sentence that says what to
do, ``cell_text`` gives a cell's text, the readers (``words``, ``whole``, ``one_of`` …) turn a text into what is stored
or raise ``Unreadable`` with what was expected instead.
"""

from __future__ import annotations

import datetime as dt
import difflib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from thidua.common.dates import NotADate, format_date, parse_date
from thidua.common.files import KINDS, MAX_UPLOAD_BYTES, sniff
from thidua.common.numbers import NotANumber, format_number, parse_number
from thidua.common.spread import cells_to_make_room_for
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal

MAX_UNPACKED = 200 * 1024 * 1024
MAX_CELLS = 2_000_000
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""Options of every workbook written here: nothing that somebody typed becomes a formula or a link."""
YES_NO = ("Có", "Không")


@dataclass
class Book:
    """An opened workbook: the names of its sheets, and each sheet as rows of cells (read when asked for)."""

    file_name: str
    names: list[str]
    _book: Any = field(repr=False)

    def table(self, name: str) -> list[list[Any]]:
        """All rows of a sheet from its first cell, empty cells as "". Errors: Refusal when the sheet is broken."""
        try:
            table: list[list[Any]] = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError) as error:
            raise broken(self.file_name) from error
        return table


def open_book(data: bytes, name: str) -> Book:
    """Open an uploaded .xlsx or .ods. ``name`` is the file's own name, for the sentences.

    Errors: Refusal with field ``file``: too big, of another kind, password, cells far away, damaged.
    """
    if len(data) > MAX_UPLOAD_BYTES:
        size = format_number(round(len(data) / 1024 / 1024))
        raise refused("too_big", f"Tệp “{name}” nặng {size} MB, tối đa 20 MB. Hãy xoá ảnh trong tệp hoặc chia tệp.")
    kind = sniff(data)
    if kind == "ole":
        raise refused(
            "old_or_locked",
            f"Tệp “{name}” là Excel đời cũ (.xls) hoặc có đặt mật khẩu. Hãy bỏ mật khẩu, lưu thành .xlsx rồi tải lại.",
        )
    if kind not in ("xlsx", "ods"):
        found = KINDS[kind][0]
        raise refused("not_excel", f"Tệp “{name}” thật ra là {found}, không phải Excel. Hãy dùng tệp mẫu .xlsx.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise refused("too_big", f"Tệp “{name}” bung ra quá lớn. Hãy chép dữ liệu sang tệp mẫu mới.")
    try:
        if cells_to_make_room_for(data, kind, most_allowed=MAX_CELLS) > MAX_CELLS:
            raise refused(
                "too_wide",
                f"Tệp “{name}” có ô nằm quá xa bảng. Hãy chép các dòng cần nhập sang tệp mẫu.",
            )
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Book(name, list(book.sheet_names), book)
    except (CalamineError, IndexError, OSError, ValueError, zipfile.BadZipFile, RuntimeError) as error:
        raise broken(name) from error


def refused(code: str, text: str) -> Refusal:
    """A refusal of the file as a whole, at its field."""
    return Refusal((Reason(code, text, "file"),))


def broken(name: str) -> Refusal:
    """The refusal of a file that does not open."""
    return refused("broken", f"Không mở được tệp “{name}”. Hãy mở bằng Excel, lưu lại rồi tải lên.")


def cell_text(cell: object) -> str:
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
