"""Lists of reporting: the inbox, the board of who has sent, the rows of a roll-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.plans.choices import SUMMED_KINDS, TWO_PART_KINDS
from thidua.reporting.lifecycle import GIVEN_BACK, NOT_SENT, REPORT, RETURNED, WITH_UNIT
from thidua.reporting.models import PeriodUnit, Report, Slot
from thidua.reporting.queries.adding import IS_ANSWER, figure_at
from thidua.reporting.queries.overview import Overview, SlotTotal
from thidua.reporting.queries.rows import Row, plain_of
from thidua.reporting.sheets import days_late, place_words
from thidua.ui.addresses import address
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

MOST_LINES = 12
"""Figures of a unit that a list shows with a link each, and on a phone with a line each."""
MOST_LETTERS = 44
"""Of the name of a figure at the head of its column; the whole name stands above the list."""


def _chip(report: Report) -> Any:
    return tone_chip(report.state_info.label, report.state_info.tone)


def inbox_table(params: QueryDict, rows: QuerySet[Report]) -> Table:
    """Sent reports of the units below: those that wait first (by the time they were sent)."""
    columns = [
        Column("unit", "Đơn vị", _unit_link, sort="unit__name_key", phone="title"),
        Column("request", "Báo cáo", lambda row: row.request.title),
        Column("state", "Trạng thái", _chip, phone="figure", sort="state"),
        Column("sent", "Ngày nộp", lambda row: row.submitted_on, sort="submitted_on", kind="date", phone="figure"),
        Column("late", "Chậm", _late_words),
    ]
    states = [(code, state.label) for code, state in REPORT.states.items() if code not in NOT_SENT]
    filters = [
        Filter("trang-thai", "Trạng thái", lambda found, value: found.filter(state=value), states),
        Filter("cham", "Đúng hạn", _by_time, [("cham", "Nộp chậm"), ("dung", "Đúng hạn")]),
    ]
    return Table(
        params,
        rows,
        columns,
        caption="Báo cáo của cấp dưới",
        filters=filters,
        sort="-state",
        exports=[
            ("Tải bảng Excel", reverse("inbox_sheet")),
            ("Tải CSV", reverse("inbox_sheet") + "?dang=csv"),
        ],
        empty=("Chưa có báo cáo nào gửi lên", "Báo cáo của cấp dưới hiện ở đây ngay khi được nộp."),
    )


INBOX_COLUMNS = (
    Column("unit", "Đơn vị", "unit.name", phone="title"),
    Column("parent", "Trực thuộc", lambda row: row.place.parent.name if row.place.parent else ""),
    Column("request", "Báo cáo", "request.title"),
    Column("state", "Trạng thái", "state_info.label"),
    Column("due", "Hạn nộp", "place.due_on", kind="date"),
    Column("sent", "Ngày nộp", "submitted_on", kind="date"),
    Column("late", "Số ngày chậm", lambda row: max(0, row.place.days_late(row.submitted_on)), kind="number"),
    Column("times", "Lần nộp", "revision", kind="number"),
)
"""What goes out of the inbox to Excel and CSV: the list on the screen with each day, and numbers as numbers."""


def _by_time(found: QuerySet[Report], value: str) -> QuerySet[Report]:
    late = Q(submitted_on__gt=F("place__due_on"))
    return found.filter(late) if value == "cham" else found.exclude(late)


def _unit_link(report: Report) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("report_page", args=[report.pk]), report.unit.title)


def _late_words(report: Report) -> str:
    late = (report.submitted_on - report.place.due_on).days if report.submitted_on else 0
    return f"chậm {late} ngày" if late > 0 else "đúng hạn"


BOARD_STATES = (
    ("thieu", "Chưa nộp"),
    ("cham", "Chưa nộp và quá hạn"),
    ("da-nop", "Đã nộp"),
    ("tra-lai", REPORT.states[RETURNED].label),
    ("mien", "Không phải nộp"),
)


def board_table(
    params: QueryDict, asked_id: int, rows: QuerySet[PeriodUnit], branches: Sequence[tuple[str, str]] = ()
) -> Table:
    """Who has sent, who is missing, who is late. ``branches``: (unit id, name) of the units that consolidate, to
    choose one; the rows are narrowed to it already."""
    columns = [
        Column("unit", "Đơn vị", _place_link, sort="unit__name_key", phone="title"),
        Column("parent", "Trực thuộc", lambda row: row.parent.title if row.parent else "", phone="line"),
        Column("state", "Trạng thái", _place_chip, phone="figure"),
        Column("due", "Hạn", lambda row: row.due_on, sort="due_on", kind="date", phone="line"),
        Column(
            "sent", "Ngày nộp", lambda row: row.report.submitted_on if row.report.is_counted else None, phone="line"
        ),
        Column("late", "Chậm", lambda row: f"{days_late(row)} ngày" if days_late(row) else "", phone="figure"),
        Column("more", "Việc khác", _place_more, phone="line"),
    ]
    filters = [Filter("loc", "Lọc", _by_state, BOARD_STATES)]
    if branches:
        filters.append(Filter("duoi", "Thuộc", lambda found, value: found, branches))
    return Table(
        params,
        rows,
        columns,
        caption="Tình hình nộp báo cáo",
        filters=filters,
        sort="due",
        exports=[
            ("Tải bảng Excel", reverse("board_sheet", args=[asked_id])),
            ("Tải CSV", reverse("board_sheet", args=[asked_id]) + "?dang=csv"),
        ],
        empty=("Không có đơn vị nào", "Không có đơn vị nào khớp với lựa chọn."),
    )


def _by_state(found: QuerySet[PeriodUnit], value: str) -> QuerySet[PeriodUnit]:
    """The units that a figure of the board counts: those that fill in figures and owe a report."""
    owed = found.filter(is_expected=True, is_leaf=True)
    if value == "thieu":
        return owed.filter(report__sent_values__isnull=True)
    if value == "cham":
        return owed.filter(report__sent_values__isnull=True, due_on__lt=clock.today())
    if value == "da-nop":
        return owed.filter(report__sent_values__isnull=False)
    if value == "tra-lai":
        return owed.filter(report__state__in=GIVEN_BACK)
    return found.filter(is_expected=False)


def _place_link(place: PeriodUnit) -> Any:
    if place.report.state in NOT_SENT:
        return place.unit.title
    return format_html('<a href="{}">{}</a>', reverse("report_page", args=[place.report.pk]), place.unit.title)


def _place_chip(place: PeriodUnit) -> Any:
    if place.report.state not in NOT_SENT and (place.is_expected or place.report.is_counted):
        return _chip(place.report)
    return tone_chip(place_words(place), "late" if place.is_expected and days_late(place) else "quiet")


def _place_more(place: PeriodUnit) -> Any:
    url = reverse("place_page", args=[place.pk])
    if place.reminded_on and place.report.state in WITH_UNIT:
        words = format_date(place.reminded_on)
        return format_html('Nhắc {} · <a href="{}">Gia hạn, miễn, nhập thay</a>', words, url)
    return format_html('<a href="{}">Gia hạn, miễn, nhập thay</a>', url)


def rollup_table(params: QueryDict, overview: Overview) -> Table:
    """The units directly below with a figure a column; every figure leads to what it is made of."""
    columns = [
        Column("unit", "Đơn vị", _row_link, sort="name_key", phone="title"),
        Column("done", "Đã nộp", lambda row: row.state_words, phone="figure"),
    ]
    is_wide = is_wide_list(overview)
    for number, slot in enumerate(overview.slots, start=1):
        phone = "figure" if number == 1 else "bare" if is_wide else "line"
        cell = bare_of(slot) if is_wide else _figure_of(slot)
        columns.append(Column(f"s{slot.num}", _heading(number, slot), cell, kind="number", phone=phone))
    where = [overview.request.pk, overview.place.unit_id]
    return Table(
        params,
        overview.rows,
        columns,
        caption="Các đơn vị trực tiếp cấp dưới",
        sort="unit",
        exports=[
            ("Tải bảng Excel", reverse("rollup_sheet", args=[overview.request.pk, overview.place.unit_id])),
            ("Đến từng cơ sở (Excel)", reverse("rollup_whole", args=[*where, "xlsx"])),
            ("Đến từng cơ sở (CSV)", reverse("rollup_whole", args=[*where, "csv"])),
        ],
    )


def is_wide_list(overview: Overview) -> bool:
    """More figures than a card of a phone can hold: the cells are bare, the name of a unit leads to its figures."""
    return len(overview.totals) > MOST_LINES


def totals_list(totals: Sequence[tuple[int, SlotTotal, str]]) -> SafeString:
    """Totals with their numbers and what was before, a short line each, joined as strings: the figure leads to what
    it is made of."""
    lines = []
    for number, total, before in totals:
        signed = f" · cấp dưới đã ký: {total.signed.text}" if total.differs else ""
        more = escape(f"{signed} · {before}" if before else signed)
        figure = f'<strong><a href="{escape(total.url)}">{escape(total.live.text)}</a></strong>'
        lines.append(f"<li>{number}. {escape(total.slot.label)} {figure}{more}</li>")
    return mark_safe("\n".join(lines))


def bare_of(slot: Slot) -> Callable[[Row], Any]:
    """As ``plain_of``; of a sum the number itself, which a table writes without escaping it."""
    if slot.kind in SUMMED_KINDS and not slot.scale:
        return lambda row: figure_at(row.figures, slot.num)
    return plain_of(slot)


def _heading(number: int, slot: Slot) -> str:
    """ "4. Đoàn viên kết nạp mới (đoàn viên)": the number under which the figure stands in full above the list."""
    unit = f" ({slot.unit_word})" if slot.unit_word and slot.kind not in (*TWO_PART_KINDS, *IS_ANSWER) else ""
    label = slot.label if len(slot.label) <= MOST_LETTERS else Truncator(slot.label).chars(MOST_LETTERS)
    return f"{number}. {label}{unit}"


def _row_link(row: Row) -> Any:
    url = row.url
    return format_html('<a href="{}">{}</a>', url, row.title) if url else row.title


def _figure_of(slot: Slot) -> Any:
    def shown(row: Row) -> Any:
        told = row.amount(slot)
        url = "" if told.num is None else row.url
        if not url:
            return told.plain
        if row.is_leaf:
            words = told.own_text if slot.kind in IS_ANSWER else told.plain
            return format_html('<a href="{}#so-{}">{}</a>', url, slot.num, words)
        url = address("figure_parts", row.request_id, row.unit_id, slot.num)
        return format_html('<a href="{}">{}</a>', url, told.plain)

    return shown
