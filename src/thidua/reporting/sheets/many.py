"""The form of many units as one workbook: a row a unit, a column a figure; the texts on a sheet of their own.

One table and not a sheet a unit: an officer copies whole columns from lists that were sent to her, sorts, and looks
down a column for the figure that cannot be; a hundred sheets can only be typed into one by one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN, Book, cell_text, open_book
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.lifecycle import WITH_UNIT
from thidua.reporting.models import Figures, PeriodUnit, Question, ReportRequest, Slot
from thidua.reporting.queries.adding import bound_text, figure_at, list_size, padded
from thidua.reporting.queries.past import PastOfUnit
from thidua.reporting.sheets import layout
from thidua.reporting.sheets.layout import FIGURES, LAST, MANY, TEXTS, Asked, Formats
from thidua.reporting.sheets.reading import (
    FigureReader,
    Lines,
    Place,
    is_empty,
    lines_of,
    read_text,
    unit_finder,
    unit_of,
)
from thidua.reporting.sheets.totals import place_words

FIXED = ("Đơn vị", "Trực thuộc", "Tình trạng")
FIRST_COLUMN = 1 + len(FIXED)
KEYS, TITLE, NOTE, ABOVE, BELOW, FIRST = range(6)
MOST_TEXT, MOST_WORDS = 8000, 4000


def many_workbook(
    asked: ReportRequest,
    slots: Sequence[Slot],
    questions: Sequence[Question],
    places: Sequence[PeriodUnit],
    past: Mapping[int, PastOfUnit],
    *,
    by: Actor,
) -> bytes:
    """The form of these units, to be filled in and read back by ``read_many``. ``places`` come with unit and report.

    What a unit has sent stands in its row, locked; what it is still typing does not.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        formats = layout.formats_of(book)
        cells = layout.cells_of(slots)
        _figures(book, formats, asked, cells, places)
        columns = [(f"w:{slot.pk}", words, MOST_WORDS) for slot, words in layout.worded(slots)]
        columns += [(f"t:{one.code}", one.label, MOST_TEXT) for one in questions]
        if columns:
            _texts(book, formats, asked, columns, places)
        _last(book, formats, asked, slots, places, past)
        _help(book, formats)
        layout.write_identity(
            book,
            {
                "loai": MANY,
                "yeu-cau": asked.pk,
                "ten": asked.title,
                "don-vi": by.unit_id,
                "mau": layout.version_of(slots, [(one.code, one.label) for one in questions]),
            },
        )
    return buffer.getvalue()


def _figures(
    book: Any, formats: Formats, asked: ReportRequest, cells: Sequence[Asked], places: Sequence[PeriodUnit]
) -> None:
    sheet = book.add_worksheet(FIGURES)
    layout.write_keys(sheet, KEYS, FIRST_COLUMN, [one.key for one in cells])
    _heads(sheet, formats, asked, "Ô nền vàng là ô nhập số. Ô để trống: giữ nguyên số đang có; không có thì ghi 0.")
    start = FIRST_COLUMN
    for slot in dict.fromkeys(one.slot for one in cells):
        parts = [one for one in cells if one.slot is slot]
        label = slot.label
        if len(parts) > 1:
            sheet.merge_range(ABOVE, start, ABOVE, start + len(parts) - 1, label, formats.head)
        else:
            sheet.write_string(ABOVE, start, label, formats.head)
        bound = bound_text(slot.comparator, slot.low, slot.high, slot.unit_word)
        if bound:
            sheet.write_comment(ABOVE, start, f"Chỉ tiêu chung: {bound}.", {"x_scale": 1.6})
        for column, one in enumerate(parts, start=start):
            sheet.write_string(BELOW, column, one.words, formats.head)
            rule = layout.rule_of(one, hint=f"Chỉ tiêu chung: {bound}." if bound else "")
            sheet.data_validation(FIRST, column, FIRST + max(len(places), 1) - 1, column, rule)
        start += len(parts)
    tall_enough(sheet, ABOVE, [(one.slot.label, 15 if one.slot.den is None else 30) for one in cells])
    for row, place in enumerate(places, start=FIRST):
        _unit(sheet, row, place, formats)
        sent = place.report.sent_values if place.report.state not in WITH_UNIT else None
        for column, one in enumerate(cells, start=FIRST_COLUMN):
            style = layout.style_of(formats, one) if sent is None else formats.locked_number
            layout.write_value(sheet, row, column, one, figure_at(sent, one.place), style)
    end = FIRST + max(len(places), 1) - 1
    layout.mark_parts_above_wholes(sheet, cells, FIRST_COLUMN, FIRST, end, formats.wrong)
    sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(cells) - 1, 15)
    sheet.autofilter(BELOW, 1, end, FIRST_COLUMN + len(cells) - 1)
    _page(sheet)


def _heads(sheet: Any, formats: Formats, asked: ReportRequest, note: str) -> None:
    sheet.write_string(TITLE, 1, asked.title, formats.title)
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    sheet.write_string(NOTE, 1, f"{period}. {note}")
    for column, words in enumerate(FIXED, start=1):
        sheet.merge_range(ABOVE, column, BELOW, column, words, formats.head)
    sheet.set_row(BELOW, 45)
    sheet.set_column(1, 1, 42)
    sheet.set_column(2, 3, 22)


def _unit(sheet: Any, row: int, place: PeriodUnit, formats: Formats) -> None:
    sheet.write_string(row, 0, f"u{place.unit_id}")
    sheet.write_string(row, 1, place.unit.name, formats.plain)
    sheet.write_string(row, 2, place.parent.title if place.parent else "", formats.plain)
    sheet.write_string(row, 3, place_words(place), formats.plain)
    tall_enough(sheet, row, [(place.unit.name, 42), (place.parent.title if place.parent else "", 22)])


def _page(sheet: Any) -> None:
    layout.protect(sheet)
    sheet.freeze_panes(FIRST, 2)
    on_a4(sheet, ABOVE, BELOW)


def _texts(
    book: Any,
    formats: Formats,
    asked: ReportRequest,
    columns: Sequence[tuple[str, str, int]],
    places: Sequence[PeriodUnit],
) -> None:
    sheet = book.add_worksheet(TEXTS)
    layout.write_keys(sheet, KEYS, FIRST_COLUMN, [key for key, _, _ in columns])
    _heads(sheet, formats, asked, "Ô để trống: giữ nguyên phần lời đang có. Xuống dòng trong ô: Alt + Enter.")
    for column, (_, label, _) in enumerate(columns, start=FIRST_COLUMN):
        sheet.merge_range(ABOVE, column, BELOW, column, label, formats.head)
    for row, place in enumerate(places, start=FIRST):
        _unit(sheet, row, place, formats)
        style = formats.fill_text if place.report.state in WITH_UNIT else formats.locked_number
        for column in range(FIRST_COLUMN, FIRST_COLUMN + len(columns)):
            sheet.write_blank(row, column, None, style)
    sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(columns) - 1, 44)
    _page(sheet)


def _last(
    book: Any,
    formats: Formats,
    asked: ReportRequest,
    slots: Sequence[Slot],
    places: Sequence[PeriodUnit],
    past: Mapping[int, PastOfUnit],
) -> None:
    """What each unit told before, to compare with: only where something is known."""
    told = [place for place in places if place.unit_id in past and past[place.unit_id].last]
    if not told:
        return
    sheet = book.add_worksheet(LAST)
    layout.write_keys(sheet, KEYS, FIRST_COLUMN, ())
    _heads(sheet, formats, asked, "Số liệu kỳ gần nhất đã báo cáo, để đối chiếu; trang này không đọc lại.")
    for column, slot in enumerate(slots, start=FIRST_COLUMN):
        sheet.merge_range(ABOVE, column, BELOW, column, slot.label, formats.head)
    for row, place in enumerate(told, start=FIRST):
        _unit(sheet, row, place, formats)
        for column, slot in enumerate(slots, start=FIRST_COLUMN):
            found = past[place.unit_id].last.get(slot.num)
            sheet.write_string(row, column, f"{found.text} – {found.request.title}" if found else "", formats.plain)
    sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(slots) - 1, 24)
    _page(sheet)


def _help(book: Any, formats: Formats) -> None:
    sheet = book.add_worksheet(layout.HELP)
    sheet.set_column(0, 0, 100)
    lines = (
        f"1. Trang “{FIGURES}”: mỗi dòng một đơn vị. Chỉ gõ vào ô nền vàng; tiêu đề và tên đơn vị đã khoá.",
        f"2. Trang “{TEXTS}”: phần trả lời bằng lời, mỗi dòng một đơn vị.",
        "3. Ô để trống thì giữ nguyên số hoặc lời đang có trong phần mềm. Không phát sinh thì ghi 0.",
        "4. Ô chuyển màu đỏ: tử số lớn hơn mẫu số, hoặc “trong đó” lớn hơn tổng số.",
        f"5. Dòng nền xám là đơn vị đã nộp, chỉ để xem. Trang “{LAST}” là số kỳ gần nhất, để đối chiếu.",
        "6. Lưu tệp rồi tải lên ở trang “Nhập thay từ Excel”. Phần mềm cho xem trước từng thay đổi, chưa ghi gì.",
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, formats.note)
    sheet.protect()


def read_many(
    data: bytes,
    file_name: str,
    *,
    by: Actor,
    asked: ReportRequest,
    slots: Sequence[Slot],
    questions: Sequence[Question],
    places: Sequence[PeriodUnit],
) -> Filled:
    """What a filled-in workbook of ``many_workbook`` says for the units that the actor may type in for.

    Errors: Refusal with field ``file`` for a file of another kind, another request or another version of the form.
    """
    book = open_book(data, file_name)
    about = layout.read_identity(book, MANY)
    is_same = about.get("yeu-cau") == str(asked.pk)
    mark = layout.version_of(slots, [(one.code, one.label) for one in questions])
    layout.require_same_form(book, about, is_same=is_same, mark=mark, words=f"“{asked.title}”")
    return _Reading(book, by, slots, questions, places).result()


class _Reading:
    """One workbook on its way from cells to rows by unit."""

    def __init__(
        self,
        book: Book,
        by: Actor,
        slots: Sequence[Slot],
        questions: Sequence[Question],
        places: Sequence[PeriodUnit],
    ) -> None:
        self.book, self.by, self.slots, self.questions = book, by, slots, questions
        self.places = {place.unit_id: place for place in places}
        self.find = unit_finder({pk: (one.unit.name, one.unit.short_name) for pk, one in self.places.items()})
        self.size = list_size(slots)
        self.filled = Filled()
        self.rows: dict[int, FilledRow] = {}

    def result(self) -> Filled:
        """All rows that say something, and what is wrong."""
        lines = lines_of(self.book, FIGURES)
        reader = FigureReader(FIGURES, self.slots, lines.columns, layout.cells_of(self.slots))
        seen: set[int] = set()
        for number, row in lines.rows:
            place = self._place(lines, number, row, seen)
            if place is not None:
                self._read_figures(reader, number, row, place)
        if TEXTS in self.book.names:
            self._read_texts(lines_of(self.book, TEXTS))
        self.filled.rows = [row for row in self.rows.values() if row.says_something]
        if not self.filled.rows and not self.filled.problems:
            self.filled.problems.append(
                "Tệp chưa có số liệu hay phần lời nào khác với những gì đang có. Hãy điền vào ô nền vàng rồi tải lại."
            )
        return self.filled

    def _place(self, lines: Lines, number: int, row: Any, seen: set[int]) -> PeriodUnit | None:
        """The unit of a row, or None for a row that is none (what is wrong with it has been told)."""
        unit_id = unit_of(row)
        if number <= FIRST or (unit_id is None and is_empty(row)):
            return None
        name = cell_text(row[1]) if len(row) > 1 else ""
        where = Place(lines.sheet, number, 1, FIXED[0])
        if unit_id is None:
            found = self.find(name)
            if len(found) != 1:
                why = "có nhiều đơn vị cùng tên" if found else "không có đơn vị nào tên như vậy trong biểu này"
                self.filled.problems.append(f"{where}: thấy “{name}”, {why}. Hãy điền vào dòng có sẵn của đơn vị.")
                return None
            unit_id = found[0]
        place = self.places.get(unit_id)
        if place is None:
            if any(cell != "" for cell in row[FIRST_COLUMN:]):
                self.filled.problems.append(
                    f"{where}: “{name}” không thuộc các đơn vị mà {self.by.unit_name} nhập thay được trong kỳ này. "
                    "Hãy xoá dòng này rồi tải lại."
                )
            return None
        if unit_id in seen:
            self.filled.problems.append(f"{where}: “{name}” đã có ở dòng trên. Hãy giữ lại một dòng.")
            return None
        seen.add(unit_id)
        return place

    def _read_figures(self, reader: FigureReader, number: int, row: Any, place: PeriodUnit) -> None:
        report = place.report
        before = report.values if report.state in WITH_UNIT else report.sent_values
        values: Figures = padded(before, self.size)
        given = reader.read(number, row, values, self.filled.problems)
        if given and report.state not in WITH_UNIT:
            where = Place(FIGURES, number, 3, FIXED[2])
            self.filled.problems.append(
                f"{where}: {place.unit.title} đã nộp báo cáo, không nhập thay được nữa. Hãy trả lại báo cáo trước, "
                "hoặc giữ nguyên dòng này như khi tải về."
            )
            return
        self.rows[place.unit_id] = FilledRow(place.unit_id, report, FIGURES, number, values, given)

    def _read_texts(self, lines: Lines) -> None:
        words = {f"w:{slot.pk}": slot for slot, _ in layout.worded(self.slots)}
        asked = {f"t:{one.code}": one for one in self.questions}
        seen: set[int] = set()
        for number, row in lines.rows:
            if number <= FIRST or not any(cell != "" for cell in row[FIRST_COLUMN:]):
                continue
            place = self._place(lines, number, row, seen)
            if place is None:
                continue
            if place.report.state not in WITH_UNIT:
                where = Place(TEXTS, number, 3, FIXED[2])
                self.filled.problems.append(f"{where}: {place.unit.title} đã nộp báo cáo, không sửa phần lời được nữa.")
                continue
            found = self.rows.setdefault(
                place.unit_id,
                FilledRow(place.unit_id, place.report, TEXTS, number, padded(place.report.values, self.size)),
            )
            for key, column in lines.columns.items():
                cell = row[column] if column < len(row) else ""
                if cell == "" or (key not in words and key not in asked):
                    continue
                if key in words:
                    slot = words[key]
                    where = Place(TEXTS, number, column, slot.label)
                    if text := read_text(cell, MOST_WORDS, where, self.filled.problems):
                        found.words[slot.pk] = text
                else:
                    question = asked[key]
                    where = Place(TEXTS, number, column, question.label)
                    if text := read_text(cell, MOST_TEXT, where, self.filled.problems):
                        found.texts[question.code] = text
