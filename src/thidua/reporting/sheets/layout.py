"""What the workbooks of reporting have in common: keys of columns, the hidden identity, formats, the texts asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from thidua.common import clock
from thidua.common.workbooks import YES_NO, Book, cell_text, refused
from thidua.plans.choices import IndicatorKind
from thidua.reporting.figure_sources import source_for
from thidua.reporting.models import Slot
from thidua.reporting.queries.adding import IS_ANSWER
from thidua.reporting.queries.filling import PARTS

IDENTITY = "Mã biểu"
FIGURES, TEXTS, LAST, LISTS, HELP = "Số liệu", "Lời văn", "Kỳ trước", "Danh mục", "Hướng dẫn"
KEY = "khoa"
"""What stands in the first cell of the hidden row with the keys of the columns."""
OWN, MANY, HISTORY = "bieu-mot-don-vi", "bieu-nhieu-don-vi", "so-lieu-ban-dau"


@dataclass(frozen=True)
class Asked:
    """One cell asked: a part of a slot. ``place`` is where its figure stands in the list."""

    slot: Slot
    part: str

    @property
    def key(self) -> str:
        """What names it in the hidden row ("17:den")."""
        return f"{self.slot.pk}:{self.part}"

    @property
    def place(self) -> int:
        """Its place in the list of figures."""
        return int(getattr(self.slot, self.part))

    @property
    def is_answer(self) -> bool:
        """Answered by Có or Không."""
        return self.slot.kind in IS_ANSWER

    @property
    def words(self) -> str:
        """What this cell counts, under the name of the figure."""
        if self.part == "num":
            return "Đã thực hiện?" if self.is_answer else self.slot.num_words
        if self.part == "den":
            return self.slot.den_words
        return "Trong đó nữ" if self.part == "women" else "Trong đó lao động trực tiếp"

    @property
    def name(self) -> str:
        """The cell named away from its heading."""
        return self.slot.label if self.part == "num" and self.slot.den is None else f"{self.slot.label} – {self.words}"


def cells_of(slots: Iterable[Slot]) -> list[Asked]:
    """Every cell that these slots ask for, in the order of the form."""
    return [Asked(slot, part) for slot in slots for part in PARTS if getattr(slot, part) is not None]


def worded(slots: Iterable[Slot]) -> list[tuple[Slot, str]]:
    """The figures that go with words, each with what these are: an answer, or why the unit reports another figure than
    the product's records give."""
    found = []
    for slot in slots:
        if slot.kind in IS_ANSWER:
            found.append((slot, slot.label))
        elif slot.den is not None and source_for(slot.indicator.code):
            found.append((slot, f"Lý do, nếu khác số phần mềm tính: {slot.label}"))
    return found


def version_of(slots: Iterable[Slot], texts: Iterable[tuple[str, str]]) -> str:
    """A short mark of what a form asks; another one means that the form has changed since the workbook was made."""
    body = [(slot.pk, slot.label, slot.kind, slot.scale, *slot.places) for slot in slots]
    return hashlib.sha256(repr((body, list(texts))).encode()).hexdigest()[:16]


def write_identity(book: Any, about: Mapping[str, object]) -> None:
    """The sheet that says what this workbook is; Excel's own menu does not show it."""
    sheet = book.add_worksheet(IDENTITY)
    for row, (key, value) in enumerate({**about, "lap-ngay": f"{clock.today():%d/%m/%Y}"}.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, str(value))
    sheet.very_hidden()
    sheet.protect()


def read_identity(book: Book, kind: str) -> dict[str, str]:
    """What the workbook says it is. Errors: Refusal for a file that was not made here, or made for something else."""
    rows = book.table(IDENTITY) if IDENTITY in book.names else []
    found = {cell_text(row[0]): cell_text(row[1]) for row in rows if len(row) > 1}
    if "loai" not in found:
        raise refused(
            "not_ours",
            f"Tệp “{book.file_name}” không phải biểu tải từ phần mềm. Hãy tải biểu ở bước 1, chép số liệu sang rồi "
            "tải lên lại.",
        )
    if found["loai"] != kind:
        names = {
            OWN: "biểu của một đơn vị, hãy nộp ở trang điền báo cáo của đơn vị đó",
            MANY: "biểu nhập thay nhiều đơn vị, hãy tải lên ở bảng theo dõi nộp báo cáo",
            HISTORY: "biểu số liệu kỳ trước, hãy tải lên ở trang Số liệu kỳ trước",
        }
        what = names.get(found["loai"], "biểu của phiên bản khác")
        raise refused("other_kind", f"Tệp “{book.file_name}” là {what}.")
    return found


def require_same_form(book: Book, about: Mapping[str, str], *, is_same: bool, mark: str, words: str) -> None:
    """The workbook is of this request (``is_same``; ``words`` names it) and of this version of its form (``mark``).

    Errors: Refusal with field ``file``.
    """
    if not is_same:
        raise refused(
            "other_request",
            f"Tệp “{book.file_name}” là biểu của “{about.get('ten', 'báo cáo khác')}”, không phải của {words}. "
            "Hãy mở đúng báo cáo đó rồi tải tệp lên.",
        )
    if about.get("mau") != mark:
        raise refused(
            "other_version",
            f"Mẫu báo cáo đã thay đổi sau khi tải tệp “{book.file_name}” (ngày {about.get('lap-ngay', '?')}). "
            "Hãy tải biểu mới rồi chép số liệu sang.",
        )


def write_keys(sheet: Any, row: int, first: int, keys: Iterable[str]) -> None:
    """The hidden row with the keys of the columns from ``first`` on, and the hidden first column for keys of rows."""
    sheet.write_string(row, 0, KEY)
    sheet.write_row(row, first, list(keys))
    sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_column(0, 0, 8, None, {"hidden": True})


@dataclass(frozen=True)
class Formats:
    """The formats of a form's workbook: locked headings, cells to fill in."""

    title: Any
    head: Any
    note: Any
    plain: Any
    fill: Any
    fill_parts: Any
    fill_text: Any
    locked_number: Any
    share: Any
    mean: Any
    wrong: Any


def formats_of(book: Any) -> Formats:
    """The formats, made once a workbook."""
    edge = {"border": 1, "border_color": "#B8C4D6"}
    fill = {**edge, "bg_color": "#FFFBE6", "locked": False, "valign": "top"}
    return Formats(
        title=book.add_format({"bold": True, "font_size": 13}),
        head=book.add_format({**edge, "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EEF8"}),
        note=book.add_format({"font_color": "#4A5568", "text_wrap": True, "valign": "top"}),
        plain=book.add_format({**edge, "text_wrap": True, "valign": "top"}),
        fill=book.add_format({**fill, "num_format": "#,##0"}),
        fill_parts=book.add_format({**fill, "num_format": "#,##0.###"}),
        fill_text=book.add_format({**fill, "text_wrap": True, "num_format": "@"}),
        locked_number=book.add_format({**edge, "num_format": "#,##0", "valign": "top", "bg_color": "#F1F4F8"}),
        share=book.add_format({**edge, "num_format": "0.0%", "valign": "top", "bg_color": "#F1F4F8"}),
        mean=book.add_format({**edge, "num_format": "#,##0.##", "valign": "top", "bg_color": "#F1F4F8"}),
        wrong=book.add_format({"bg_color": "#FAD4D4", "font_color": "#8A1C1C"}),
    )


def style_of(formats: Formats, asked: Asked) -> Any:
    """The format of a cell to fill in."""
    return formats.fill_parts if asked.slot.scale else formats.fill


def write_value(sheet: Any, row: int, column: int, asked: Asked, figure: int | None, style: Any) -> None:
    """A figure as Excel keeps it: a number, Có or Không, or an empty cell."""
    if figure is None:
        sheet.write_blank(row, column, None, style)
    elif asked.is_answer:
        sheet.write_string(row, column, YES_NO[0] if figure else YES_NO[1], style)
    else:
        sheet.write_number(row, column, figure / 10**asked.slot.scale if asked.slot.scale else figure, style)


def rule_of(asked: Asked, *, hint: str = "") -> dict[str, Any]:
    """What Excel checks while typing in a cell, in plain words."""
    title, message = asked.slot.label[:32], f"{asked.words}. {hint}".strip()[:255]
    shown = {"input_title": title, "input_message": message} if hint else {}
    if asked.is_answer:
        said = {"error_title": "Chọn trong danh sách", "error_message": "Hãy chọn Có hoặc Không."}
        return {"validate": "list", "source": list(YES_NO), **said, **shown}
    kind = "decimal" if asked.slot.scale else "integer"
    said = {
        "error_title": "Chưa đúng số",
        "error_message": "Ô này nhận số từ 0 trở lên. Chưa có số thì để trống; không có thì ghi 0.",
    }
    return {"validate": kind, "criteria": ">=", "value": 0, **said, **shown}


def protect(sheet: Any) -> None:
    """Lock the headings without a password; columns may be made wider, rows be filtered."""
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True, "select_locked_cells": True}
    )


def mark_parts_above_wholes(sheet: Any, columns: Sequence[Asked], first: int, start: int, end: int, style: Any) -> None:
    """Colour a numerator above its denominator and a part above its whole, as soon as they are typed."""
    at = {(asked.slot.pk, asked.part): xl_col_to_name(first + index) for index, asked in enumerate(columns)}
    for asked in columns:
        num, other = at[asked.slot.pk, "num"], at.get((asked.slot.pk, asked.part), "")
        if asked.part == "num" or (asked.part == "den" and asked.slot.kind != IndicatorKind.RATIO):
            continue
        low, high = (num, other) if asked.part == "den" else (other, num)
        letter = xl_col_to_name(first + columns.index(asked))
        formula = f"=AND(ISNUMBER(${low}{start + 1}),ISNUMBER(${high}{start + 1}),${low}{start + 1}>${high}{start + 1})"
        sheet.conditional_format(
            f"{letter}{start + 1}:{letter}{end + 1}", {"type": "formula", "criteria": formula, "format": style}
        )
