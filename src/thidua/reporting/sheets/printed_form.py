"""A statistical form as Excel: the form as it is printed, with its shares as formulas; of the total of a level a sheet
for each section too, with the units directly below, whose sums the form takes its figures from."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from thidua.common.dates import format_date
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN
from thidua.organisation.models import Unit
from thidua.plans.choices import IndicatorKind
from thidua.reporting.papers import FORM_HEADS, FORM_MARKS
from thidua.reporting.queries.adding import IS_ANSWER, figure_at
from thidua.reporting.queries.printed_form import FormRow, FormSection, PrintedForm
from thidua.reporting.queries.rows import Row
from thidua.reporting.sheets.whole import HIGHEST, LOWEST, SUM, Column, columns_of

FORM = "Biểu"
WIDTHS = (7, 62, 12, 14, 24, 14, 16)
TOLD = len(FORM_HEADS) - 1
HEAD, MARKS, FIRST = 8, 9, 10
SECTION_HEADS = ("TT", "Đơn vị", "Tình trạng")
SECTION_ABOVE, SECTION_BELOW, SECTION_FIRST = 2, 3, 4
FUNCTIONS = {SUM: "SUM", HIGHEST: "MAX", LOWEST: "MIN"}
FOLDS: dict[int, Callable[[list[float]], float]] = {SUM: sum, HIGHEST: max, LOWEST: min}
Link = tuple[str, float]
"""Where a total stands in the sheet of its section, and what it comes to."""


@dataclass(frozen=True)
class _Styles:
    bold: Any
    title: Any
    note: Any
    right: Any
    head: Any
    mark: Any
    section: Any
    text: Any
    middle: Any
    number: Any
    share: Any
    total: Any
    total_share: Any


def form_workbook(form: PrintedForm, unit: Unit, *, maker: str, below: Sequence[Row] = ()) -> bytes:
    """The form of a unit; with ``below`` (the units directly below, for a total) a sheet for each section too."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        styles = _styles_of(book)
        sheet = book.add_worksheet(FORM)
        names = sheet_names(form.sections)
        links: dict[tuple[int, str], Link] = {}
        for section, name in zip(form.sections, names, strict=True):
            if form.is_sum:
                links |= _section(book.add_worksheet(name), name, styles, section, below)
        _head(sheet, styles, form, unit)
        line = FIRST
        for section in form.sections:
            sheet.merge_range(line, 0, line, TOLD, section.heading, styles.section)
            line = _rows(sheet, styles, section.rows, line + 1, links)
        _end(sheet, styles, unit, maker, line + 1)
    return buffer.getvalue()


def sheet_names(sections: Sequence[FormSection]) -> list[str]:
    """ "Phần A" for "A. Phong trào thi đua"; numbered where a heading has no letter of its own."""
    names: list[str] = []
    for number, section in enumerate(sections, start=1):
        found = re.match(r"([A-ZĐ]|[IVX]{1,5})[.)]\s", section.heading)
        name = f"Phần {found[1]}" if found else f"Phần {number}"
        names.append(name if name not in names else f"Phần {number} ({found[1] if found else number})")
    return names


def _styles_of(book: Any) -> _Styles:
    edge = {"border": 1, "valign": "top"}
    head = {**edge, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E6EEF8"}
    strong = {**edge, "bold": True, "bg_color": "#F1F4F8"}
    return _Styles(
        bold=book.add_format({"bold": True}),
        title=book.add_format({"bold": True, "font_size": 13, "align": "center"}),
        note=book.add_format({"italic": True, "align": "center"}),
        right=book.add_format({"bold": True, "align": "right"}),
        head=book.add_format(head),
        mark=book.add_format({**edge, "italic": True, "align": "center"}),
        section=book.add_format({**strong, "align": "left"}),
        text=book.add_format({**edge, "text_wrap": True}),
        middle=book.add_format({**edge, "text_wrap": True, "align": "center"}),
        number=book.add_format({**edge, "num_format": "#,##0.###", "align": "right"}),
        share=book.add_format({**edge, "num_format": "0.0%", "align": "right"}),
        total=book.add_format({**strong, "num_format": "#,##0.###"}),
        total_share=book.add_format({**strong, "num_format": "0.0%"}),
    )


def _head(sheet: Any, styles: _Styles, form: PrintedForm, unit: Unit) -> None:
    asked = form.request
    sheet.write_string(0, 0, unit.letterhead_parent or (unit.parent.name if unit.parent else ""))
    sheet.write_string(1, 0, unit.name, styles.bold)
    sheet.write_string(0, TOLD, f"Biểu số: {form.sign}" if form.sign else "", styles.right)
    sheet.merge_range(3, 0, 3, TOLD, "BIỂU THỐNG KÊ", styles.title)
    sheet.merge_range(4, 0, 4, TOLD, form.title, styles.title)
    period = f"Số liệu từ ngày {format_date(asked.starts_on)} đến ngày {format_date(asked.ends_on)}"
    sheet.merge_range(5, 0, 5, TOLD, period, styles.note)
    sheet.merge_range(6, 0, 6, TOLD, form.scope, styles.note)
    sheet.write_row(HEAD, 0, FORM_HEADS, styles.head)
    sheet.write_row(MARKS, 0, FORM_MARKS, styles.mark)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(FIRST, 2)
    on_a4(sheet, HEAD, MARKS, is_wide=False)


def _rows(sheet: Any, styles: _Styles, rows: Sequence[FormRow], line: int, links: dict[tuple[int, str], Link]) -> int:
    """The lines of a section from ``line`` on. Output: the next free line."""
    for offset, row in enumerate(rows):
        at = line + offset
        sheet.write_string(at, 0, row.number, styles.middle)
        sheet.write_string(at, 1, row.label, styles.text)
        sheet.write_string(at, 2, row.code, styles.middle)
        sheet.write_string(at, 3, row.unit, styles.middle)
        sheet.write_string(at, 4, row.target, styles.text)
        tall_enough(sheet, at, [(row.label, WIDTHS[1]), (row.unit, WIDTHS[3]), (row.target, WIDTHS[4])])
        is_share = not row.part and row.slot.kind == IndicatorKind.RATIO
        style = styles.share if is_share else styles.number
        if row.last is None:
            sheet.write_string(at, 5, row.before, styles.number)
        else:
            sheet.write_number(at, 5, row.last / 100 if is_share else row.last, style)
        if row.part:
            _told(sheet, styles, row, at, links.get((row.slot.pk, row.part)))
        else:
            cells = [xl_rowcol_to_cell(at + step, TOLD) for step in (1, 2)]
            _share(sheet, at, TOLD, cells, [rows[offset + step].figure for step in (1, 2)], style)
    return line + len(rows)


def _share(sheet: Any, line: int, place: int, cells: Sequence[str], parts: Sequence[float | None], style: Any) -> None:
    """The first of two cells over the second, with what it comes to until Excel has worked it out."""
    num, den = parts
    value = num / den if num is not None and den else ""
    sheet.write_formula(line, place, f'=IF(N({cells[1]})=0,"",{cells[0]}/{cells[1]})', style, value)


def _told(sheet: Any, styles: _Styles, row: FormRow, at: int, link: Link | None) -> None:
    slot = row.slot
    if link is not None:
        sheet.write_formula(at, TOLD, f"={link[0]}", styles.number, link[1])
    elif row.figure is None:
        sheet.write_blank(at, TOLD, None, styles.number)
    elif slot.kind in IS_ANSWER:
        sheet.write_string(at, TOLD, row.told, styles.number)
    else:
        sheet.write_number(at, TOLD, row.figure / 10**slot.scale if slot.scale else row.figure, styles.number)


def _end(sheet: Any, styles: _Styles, unit: Unit, maker: str, line: int) -> None:
    """Who made it and who signs, as on paper."""
    sheet.write_string(line, 1, "NGƯỜI LẬP BIỂU", styles.bold)
    sheet.write_string(line + 4, 1, maker)
    sheet.write_string(line, 4, f"TM. {unit.collective_body}".upper(), styles.bold)
    sheet.write_string(line + 1, 4, "CHỦ TỊCH", styles.bold)


def _section(
    sheet: Any, name: str, styles: _Styles, section: FormSection, below: Sequence[Row]
) -> dict[tuple[int, str], Link]:
    """A unit a line, a figure a column, the sums as formulas. Output: where each sum stands."""
    columns = columns_of(section.slots)
    sheet.write_string(0, 0, section.heading, styles.bold)
    for place, words in enumerate(SECTION_HEADS):
        sheet.merge_range(SECTION_ABOVE, place, SECTION_BELOW, place, words, styles.head)
    for place, one in enumerate(columns, start=len(SECTION_HEADS)):
        sheet.write_string(SECTION_ABOVE, place, one.slot.label, styles.head)
        sheet.write_string(SECTION_BELOW, place, one.head, styles.head)
    for number, row in enumerate(below, start=1):
        line = SECTION_FIRST + number - 1
        sheet.write_number(line, 0, number, styles.middle)
        sheet.write_string(line, 1, row.name, styles.text)
        sheet.write_string(line, 2, row.state_words, styles.text)
        tall_enough(sheet, line, [(row.name, 46), (row.state_words, 18)])
        for place, one in enumerate(columns, start=len(SECTION_HEADS)):
            _cell(sheet, styles, one, row, line, place)
    links = _sums(sheet, name, styles, columns, below)
    tall_enough(sheet, SECTION_ABOVE, [(one.slot.label, 15) for one in columns])
    sheet.set_row(SECTION_BELOW, 45)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 18)
    sheet.set_column(len(SECTION_HEADS), len(SECTION_HEADS) + len(columns) - 1, 15)
    sheet.freeze_panes(SECTION_FIRST, 2)
    on_a4(sheet, SECTION_ABOVE, SECTION_BELOW)
    return links


def _figure(row: Row, column: Column) -> float | None:
    """What a unit told in a column; of people counted once each what it told itself."""
    if column.asked is None:
        return None
    slot = column.slot
    is_own = slot.kind == IndicatorKind.DISTINCT and column.asked.part == "num"
    figure = row.amount(slot).num if is_own else figure_at(row.figures, column.asked.place)
    return figure / 10**slot.scale if figure is not None and slot.scale else figure


def _cell(sheet: Any, styles: _Styles, column: Column, row: Row, line: int, place: int) -> None:
    if column.asked is None:
        told = row.amount(column.slot)
        cells = [f"{column.num}{line + 1}", f"{column.den}{line + 1}"]
        style = styles.share if column.slot.kind == IndicatorKind.RATIO else styles.number
        _share(sheet, line, place, cells, [told.num, told.den], style)
        return
    figure = _figure(row, column)
    if figure is None:
        sheet.write_blank(line, place, None, styles.number)
    else:
        sheet.write_number(line, place, figure, styles.number)


def _sums(
    sheet: Any, name: str, styles: _Styles, columns: Sequence[Column], below: Sequence[Row]
) -> dict[tuple[int, str], Link]:
    line = SECTION_FIRST + len(below)
    sheet.merge_range(line, 0, line, len(SECTION_HEADS) - 1, "Cộng", styles.total)
    links: dict[tuple[int, str], Link] = {}
    for place, one in enumerate(columns, start=len(SECTION_HEADS)):
        letter = xl_col_to_name(place)
        if one.asked is None:
            cells = [f"{one.num}{line + 1}", f"{one.den}{line + 1}"]
            parts = [links[one.slot.pk, part][1] if (one.slot.pk, part) in links else None for part in ("num", "den")]
            style = styles.total_share if one.slot.kind == IndicatorKind.RATIO else styles.total
            _share(sheet, line, place, cells, parts, style)
        elif not one.function or not below:
            sheet.write_blank(line, place, None, styles.total)
        else:
            told = [figure for row in below if (figure := _figure(row, one)) is not None]
            value = FOLDS[one.function](told) if told else 0
            formula = f"={FUNCTIONS[one.function]}({letter}{SECTION_FIRST + 1}:{letter}{line})"
            sheet.write_formula(line, place, formula, styles.total, value)
            links[one.slot.pk, one.asked.part] = (f"'{name}'!{letter}{line + 1}", value)
    return links
