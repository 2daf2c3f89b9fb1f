"""The form of one unit as a workbook: a line a figure, as it is printed and telephoned about, and the texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.common.sheets_on_paper import on_a4, tall_enough
from thidua.common.workbooks import PLAIN, Unreadable, cell_text, open_book, refused
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.checks import faults_of_figures
from thidua.reporting.models import Figures, Report, Slot
from thidua.reporting.queries.adding import list_size, padded
from thidua.reporting.queries.filling import Card, Sheet
from thidua.reporting.sheets import layout
from thidua.reporting.sheets.layout import FIGURES, OWN, TEXTS, Asked, Formats
from thidua.reporting.sheets.many import MOST_TEXT, MOST_WORDS
from thidua.reporting.sheets.reading import Place, lines_of, read_figure, read_text

HEADS = ("STT", "Chỉ tiêu", "Số liệu cần ghi", "Đơn vị tính", "Mức giao, đăng ký", "Kỳ trước", "Kỳ này", "Gợi ý")
KEYS, TITLE, NOTE, HEAD, FIRST = range(5)
FIGURE = HEADS.index("Kỳ này") + 1
TEXT = 3


def own_workbook(form: Sheet) -> bytes:
    """The unit's form with what is saved now, its bounds and last figures; read back by ``read_own``."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        formats = layout.formats_of(book)
        _figures(book, formats, form)
        _texts(book, formats, form)
        layout.write_identity(
            book,
            {
                "loai": OWN,
                "yeu-cau": " ".join(str(one.request_id) for one in form.reports),
                "ten": form.report.request.title,
                "don-vi": form.report.unit_id,
                "mau": _version(form),
            },
        )
    return buffer.getvalue()


def _version(form: Sheet) -> str:
    slots = [slot for card in form.cards for _, slot in _homes(card)]
    return layout.version_of(slots, [(one.code, one.label) for one in form.questions])


WIDTHS = (6, 52, 30, 14, 30, 34, 16, 44)


def _homes(card: Card) -> list[tuple[Report, Slot]]:
    return [(card.report, card.slot), *card.doubles]


def _figures(book: Any, formats: Formats, form: Sheet) -> None:
    sheet = book.add_worksheet(FIGURES)
    asked = form.report.request
    layout.write_keys(sheet, KEYS, FIGURE, ["so-lieu"])
    sheet.write_string(TITLE, 1, f"{asked.title} – {form.report.unit.name}", formats.title)
    is_mixed = any(card.days for card in form.cards)
    period = f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"
    period = "Mỗi chỉ tiêu ghi rõ tính từ ngày nào đến ngày nào" if is_mixed else period
    note = "Chỉ gõ vào ô nền vàng. Ô để trống: giữ nguyên số đang có trong phần mềm; không phát sinh thì ghi 0."
    sheet.write_string(NOTE, 1, f"{period}. {note}")
    sheet.write_row(HEAD, 1, HEADS, formats.head)
    row = FIRST
    for number, card in enumerate(form.cards, start=1):
        row = _card(sheet, formats, row, number, card)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.set_column(column, column, width)
    layout.protect(sheet)
    sheet.freeze_panes(FIRST, 3)
    on_a4(sheet, HEAD)


def _card(sheet: Any, formats: Formats, row: int, number: int, card: Card) -> int:
    """The lines of one figure: each part to type, and the share of a ratio worked out. Output: the next free row."""
    bound = "; ".join(
        words
        for words in (
            card.bound and f"chỉ tiêu chung {card.bound}",
            card.own_target and f"đơn vị đăng ký {card.own_target}",
        )
        if words
    )
    at: dict[str, int] = {}
    for one in layout.cells_of([card.slot]):
        is_first = one.part == "num"
        unit = "" if one.is_answer or card.slot.den is not None else card.slot.unit_word
        sheet.write_string(row, 0, one.key)
        sheet.write(row, 1, number if is_first else "", formats.plain)
        texts = [card.name if is_first else "", one.words, unit]
        texts += [bound, card.last] if is_first else ["", ""]
        sheet.write_row(row, 2, texts, formats.plain)
        tall_enough(sheet, row, zip((*texts, "", _hint(card, one)), WIDTHS[1:], strict=True))
        layout.write_value(sheet, row, FIGURE, one, card.figure(one.part), layout.style_of(formats, one))
        sheet.data_validation(row, FIGURE, row, FIGURE, layout.rule_of(one))
        sheet.write_string(row, FIGURE + 1, _hint(card, one), formats.plain)
        at[one.part] = row
        row += 1
    if card.slot.den is not None:
        is_share = card.slot.kind == IndicatorKind.RATIO
        num, den = (xl_rowcol_to_cell(at[part], FIGURE) for part in ("num", "den"))
        words = ("Tỷ lệ (tự tính)", "%") if is_share else ("Bình quân (tự tính)", card.slot.unit_word)
        sheet.write_row(row, 1, ["", "", *words, "", ""], formats.plain)
        style = formats.share if is_share else formats.mean
        sheet.write_formula(row, FIGURE, f'=IF(N({den})=0,"",{num}/{den})', style, _share(card))
        sheet.write_string(row, FIGURE + 1, "", formats.plain)
        if is_share:
            criteria = {"type": "formula", "criteria": f"=AND(ISNUMBER({num}),ISNUMBER({den}),{num}>{den})"}
            sheet.conditional_format(at["num"], FIGURE, at["den"], FIGURE, criteria | {"format": formats.wrong})
        row += 1
    return row


def _hint(card: Card, one: Asked) -> str:
    known = card.known.get(one.part)
    if known is None:
        return ""
    number = format_number(Decimal(known).scaleb(-card.slot.scale))
    shown = layout.YES_NO[0 if known else 1] if one.is_answer else number
    return f"Phần mềm đã có: {shown} – {card.source}"


def _share(card: Card) -> float | str:
    num, den = card.figure("num"), card.figure("den")
    return num / den if num is not None and den else ""


def _texts(book: Any, formats: Formats, form: Sheet) -> None:
    answers = [card for card in form.cards if card.has_words]
    if not answers and not form.questions:
        return
    sheet = book.add_worksheet(TEXTS)
    layout.write_keys(sheet, KEYS, TEXT - 1, ["loi"])
    sheet.write_string(TITLE, 1, f"Phần lời – {form.report.unit.name}", formats.title)
    sheet.write_string(NOTE, 1, "Xuống dòng trong ô: Alt + Enter. Ô để trống: giữ nguyên phần lời đang có.")
    sheet.write_row(HEAD, 1, ["Mục", "Trả lời"], formats.head)
    lines = [(f"w:{card.slot.pk}", _words_asked(card), card.words) for card in answers]
    lines += [
        (f"t:{one.code}", f"{one.label}{' (phải trả lời)' if one.is_required else ''}", form.texts.get(one.code, ""))
        for one in form.questions
    ]
    for row, (key, label, text) in enumerate(lines, start=FIRST):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, label, formats.plain)
        sheet.write_string(row, TEXT - 1, text, formats.fill_text)
        sheet.set_row(row, 90)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 2, 100)
    layout.protect(sheet)
    on_a4(sheet, HEAD)


def read_own(data: bytes, file_name: str, form: Sheet) -> Filled:
    """What a filled-in workbook of ``own_workbook`` says for the unit's reports of one day.

    Errors: Refusal with field ``file`` for a file of another kind, unit, request or version of the form.
    """
    book = open_book(data, file_name)
    about = layout.read_identity(book, OWN)
    if about.get("don-vi") != str(form.report.unit_id):
        raise refused(
            "other_unit",
            f"Tệp “{file_name}” là biểu của đơn vị khác, không phải của {form.report.unit.title}. "
            "Hãy tải biểu ở trang này rồi điền.",
        )
    is_same = str(form.report.request_id) in about.get("yeu-cau", "").split()
    layout.require_same_form(book, about, is_same=is_same, mark=_version(form), words="báo cáo này")
    filled = Filled()
    given = _read_figures(lines_of(book, FIGURES).rows, form, filled.problems)
    lines = lines_of(book, TEXTS).rows if TEXTS in book.names else []
    words, texts = _read_texts(lines, form, filled.problems)
    for report in form.reports:
        filled.rows.append(_row_of(report, form, given, words, texts, filled.problems))
    filled.rows = [row for row in filled.rows if row.says_something]
    if not filled.rows and not filled.problems:
        filled.problems.append("Tệp không có số liệu hay phần lời nào khác với những gì đang có trong phần mềm.")
    return filled


Given = dict[str, tuple[int, int]]
"""Key of the cell → (figure, number of its row)."""


def _read_figures(rows: Sequence[tuple[int, Any]], form: Sheet, problems: list[str]) -> Given:
    asked = {one.key: one for card in form.cards for one in layout.cells_of([card.slot])}
    found: Given = {}
    for number, row in rows:
        one = asked.get(cell_text(row[0])) if row else None
        if one is None or len(row) <= FIGURE:
            continue
        try:
            figure = read_figure(row[FIGURE], one)
        except Unreadable as error:
            where = Place(FIGURES, number, FIGURE, one.name)
            problems.append(f"{where}: thấy “{cell_text(row[FIGURE])}”, {error}.")
            continue
        if figure is not None:
            found[one.key] = (figure, number)
    return found


def _words_asked(card: Card) -> str:
    if card.computed is None:
        return f"{card.name}: trả lời bằng lời"
    num, den = (format_number(one) for one in card.computed)
    return f"{card.name}: lý do, nếu khác số phần mềm tính ({num}/{den})"


def _read_texts(
    rows: Sequence[tuple[int, Any]], form: Sheet, problems: list[str]
) -> tuple[dict[int, str], dict[str, str]]:
    words: dict[int, str] = {}
    texts: dict[str, str] = {}
    answers = {f"w:{card.slot.pk}": card for card in form.cards if card.has_words}
    asked = {f"t:{one.code}": one for one in form.questions}
    for number, row in rows:
        key = cell_text(row[0]) if row else ""
        cell = row[TEXT - 1] if len(row) >= TEXT else ""
        if card := answers.get(key):
            text = read_text(cell, MOST_WORDS, Place(TEXTS, number, TEXT - 1, card.slot.label), problems)
            if text and text != card.words.strip():
                words[card.slot.pk] = text
        elif question := asked.get(key):
            text = read_text(cell, MOST_TEXT, Place(TEXTS, number, TEXT - 1, question.label), problems)
            if text and text != form.texts.get(question.code, "").strip():
                texts[question.code] = text
    return words, texts


def _row_of(
    report: Report,
    form: Sheet,
    given: Given,
    words: dict[int, str],
    texts: dict[str, str],
    problems: list[str],
) -> FilledRow:
    homes = [(card, slot) for card in form.cards for one, slot in _homes(card) if one.pk == report.pk]
    slots = [slot for _, slot in homes]
    values: Figures = padded(report.values, list_size(slots))
    row_of: dict[int, tuple[int, str]] = {}
    changed = 0
    for card, slot in homes:
        for one in layout.cells_of([card.slot]):
            place = int(getattr(slot, one.part))
            figure, number = given.get(one.key, (None, 0))
            row_of[place] = (number, one.name)
            if figure is not None and figure != values[place]:
                values[place] = figure
                changed += 1
    for fault in faults_of_figures(slots, values):
        number, name = row_of.get(int(fault.field.rpartition("-")[2]), (0, ""))
        sentence = f"{Place(FIGURES, number, FIGURE, name)}: {fault.text}" if number else fault.text
        if sentence not in problems:
            problems.append(sentence)
    own_words = {slot.pk: words[card.slot.pk] for card, slot in homes if card.slot.pk in words}
    return FilledRow(report.unit_id, report, FIGURES, 0, values, changed, words=own_words, texts=dict(texts))
