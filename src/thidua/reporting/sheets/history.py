"""Figures of an earlier period as a workbook: a row a unit of any level, a column a figure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from thidua.common.dates import NotADate, format_date, parse_date
from thidua.common.sheets_on_paper import on_a4
from thidua.common.workbooks import PLAIN, cell_text, open_book, refused
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.models import Figures, ReportRequest, Slot
from thidua.reporting.queries.adding import figure_at, list_size, padded
from thidua.reporting.sheets import layout
from thidua.reporting.sheets.layout import FIGURES, HISTORY, LISTS
from thidua.reporting.sheets.reading import FigureReader, Place, is_empty, lines_of, unit_finder, unit_of

HEADS = ("Đơn vị", "Trực thuộc")
FIRST_COLUMN = 1 + len(HEADS)
KEYS, TITLE, NOTE, ABOVE, BELOW, FIRST = range(6)
FREE_ROWS = 30
NOTHING: Mapping[int, Figures] = {}


@dataclass(frozen=True)
class Member:
    """A unit of the tree of the period: its name, whose it was, its way down from the issuer."""

    unit_id: int
    name: str
    short_name: str
    parent: str
    steps: tuple[int, ...]


@dataclass(frozen=True)
class Period:
    """What an earlier period is called, its kind, and its days."""

    title: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date


def history_workbook(
    source: ReportRequest,
    slots: Sequence[Slot],
    period: Period,
    members: Sequence[Member],
    *,
    unit_id: int,
    told: Mapping[int, Figures] = NOTHING,
) -> bytes:
    """A workbook for the figures of ``source`` in an earlier period, with a row for each of ``members``; what is known
    of the period already (``told``, by unit) stands in its cells.

    Free rows below take further units by name from a pick list of all of them.
    """
    buffer = io.BytesIO()
    cells = layout.cells_of(slots)
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        formats = layout.formats_of(book)
        sheet = book.add_worksheet(FIGURES)
        layout.write_keys(sheet, KEYS, FIRST_COLUMN, [one.key for one in cells])
        sheet.write_string(TITLE, 1, period.title, formats.title)
        days = f"Số liệu từ {format_date(period.starts_on)} đến {format_date(period.ends_on)}"
        sheet.write_string(NOTE, 1, f"{days}. Đơn vị không có số liệu thì để trống cả dòng. {ONE_LEVEL}")
        for column, words in enumerate(HEADS, start=1):
            sheet.merge_range(ABOVE, column, BELOW, column, words, formats.head)
        end = FIRST + len(members) + FREE_ROWS - 1
        for column, one in enumerate(cells, start=FIRST_COLUMN):
            sheet.write_string(ABOVE, column, one.slot.label, formats.head)
            sheet.write_string(BELOW, column, one.words, formats.head)
            sheet.data_validation(FIRST, column, end, column, layout.rule_of(one))
        _rows_of_units(sheet, formats, members, cells, told)
        _free_rows(book, sheet, formats, members, cells, FIRST + len(members))
        layout.mark_parts_above_wholes(sheet, cells, FIRST_COLUMN, FIRST, end, formats.wrong)
        sheet.set_row(ABOVE, 60)
        sheet.set_column(1, 1, 42)
        sheet.set_column(2, 2, 26)
        sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(cells) - 1, 15)
        sheet.freeze_panes(FIRST, 2)
        on_a4(sheet, ABOVE, FIRST - 1)
        layout.protect(sheet)
        layout.write_identity(book, _identity(source, slots, period, unit_id))
    return buffer.getvalue()


def _identity(source: ReportRequest, slots: Sequence[Slot], period: Period, unit_id: int) -> dict[str, object]:
    return {
        "loai": HISTORY,
        "nguon": source.pk,
        "don-vi": unit_id,
        "mau": layout.version_of(slots, []),
        "ten": period.title,
        "ky": period.kind,
        "tu": format_date(period.starts_on),
        "den": format_date(period.ends_on),
    }


ONE_LEVEL = "Số của đơn vị cấp trên được cộng từ cấp dưới: chỉ điền cấp trên khi không có số của từng cơ sở."


def _rows_of_units(
    sheet: Any,
    formats: layout.Formats,
    members: Sequence[Member],
    cells: Sequence[layout.Asked],
    told: Mapping[int, Figures],
) -> None:
    """A row a unit: its key, its name, whose it is, what is known of it."""
    for row, member in enumerate(members, start=FIRST):
        sheet.write_string(row, 0, f"u{member.unit_id}")
        sheet.write_string(row, 1, member.name, formats.plain)
        sheet.write_string(row, 2, member.parent, formats.plain)
        for column, one in enumerate(cells, start=FIRST_COLUMN):
            figure = figure_at(told.get(member.unit_id), one.place)
            layout.write_value(sheet, row, column, one, figure, layout.style_of(formats, one))


def _free_rows(
    book: Any, sheet: Any, formats: layout.Formats, members: Sequence[Member], cells: Sequence[Any], start: int
) -> None:
    """Rows whose unit is chosen from a list."""
    lists = book.add_worksheet(LISTS)
    lists.write_column(0, 0, [member.name for member in members])
    lists.hide()
    rule = {
        "validate": "list",
        "source": f"='{LISTS}'!$A$1:$A${max(len(members), 1)}",
        "error_title": "Chọn trong danh sách",
        "error_message": "Hãy chọn một đơn vị trong danh sách.",
    }
    for row in range(start, start + FREE_ROWS):
        sheet.write_blank(row, 1, None, formats.fill_text)
        for column, one in enumerate(cells, start=FIRST_COLUMN):
            sheet.write_blank(row, column, None, layout.style_of(formats, one))
    sheet.data_validation(start, 1, start + FREE_ROWS - 1, 1, rule)


def about_history(data: bytes, file_name: str, *, unit_id: int) -> tuple[int, str, Period]:
    """Which figures and which period a workbook is about: (source request, version of its figures, period).

    Errors: Refusal with field ``file`` for another file or another unit's.
    """
    about = layout.read_identity(open_book(data, file_name), HISTORY)
    if about.get("don-vi") != str(unit_id):
        raise refused("other_unit", f"Tệp “{file_name}” được tải từ đơn vị khác. Hãy tải tệp mẫu ở trang này.")
    try:
        days = (parse_date(about["tu"]), parse_date(about["den"]))
        return int(about["nguon"]), about["mau"], Period(about["ten"], about["ky"], *days)
    except (KeyError, ValueError, NotADate) as error:
        raise refused("not_ours", f"Tệp “{file_name}” đã mất thông tin về kỳ. Hãy tải tệp mẫu mới.") from error


def read_history(
    data: bytes,
    file_name: str,
    *,
    slots: Sequence[Slot],
    members: Sequence[Member],
    before: Mapping[int, Figures],
) -> Filled:
    """What a filled-in workbook says: one row a unit, whole lists of figures. ``before``: what stands for the dates.

    A unit and one above it may not both have figures: they would count twice.
    """
    lines = lines_of(open_book(data, file_name), FIGURES)
    by_id = {member.unit_id: member for member in members}
    find = unit_finder({one.unit_id: (one.name, one.short_name) for one in members})
    reader = FigureReader(FIGURES, slots, lines.columns, layout.cells_of(slots))
    size, filled = list_size(slots), Filled()
    row_of: dict[int, FilledRow] = {}
    for number, row in lines.rows:
        if number <= FIRST or is_empty(row) or not any(cell != "" for cell in row[FIRST_COLUMN:]):
            continue
        name = cell_text(row[1])
        where = Place(FIGURES, number, 1, HEADS[0])
        unit_id = unit_of(row)
        found = [unit_id] if unit_id is not None else find(name)
        if len(found) != 1 or found[0] not in by_id:
            why = "có nhiều đơn vị cùng tên, hãy dùng dòng có sẵn" if len(found) > 1 else NOT_THERE
            filled.problems.append(f"{where}: thấy “{name}”, {why}.")
            continue
        if found[0] in row_of:
            filled.problems.append(f"{where}: “{name}” đã có ở dòng {row_of[found[0]].number}. Hãy giữ lại một dòng.")
            continue
        values = padded([], size)
        reader.read(number, row, values, filled.problems)
        old = padded(before.get(found[0], []), size)
        given = sum(new != was for new, was in zip(values, old, strict=True))
        row_of[found[0]] = FilledRow(found[0], None, FIGURES, number, values, given, old)
    _no_double(filled, row_of, by_id)
    filled.rows = list(row_of.values())
    if not filled.rows and not filled.problems:
        filled.problems.append("Tệp chưa có số liệu nào. Hãy điền vào ô nền vàng rồi tải lại.")
    return filled


NOT_THERE = "không có đơn vị cấp dưới nào tên như vậy trong kỳ này"


def _no_double(filled: Filled, row_of: Mapping[int, FilledRow], by_id: Mapping[int, Member]) -> None:
    for unit_id, row in row_of.items():
        above = next((one for one in by_id[unit_id].steps[:-1] if one in row_of), None)
        if above is not None:
            filled.problems.append(
                f"{Place(FIGURES, row.number, 1, HEADS[0])}: {by_id[unit_id].name} nằm dưới {by_id[above].name} (dòng "
                f"{row_of[above].number}); số liệu sẽ bị cộng hai lần. Hãy để trống một trong hai dòng."
            )
