"""A month of the unit's duties, day by day, with the phases and commemorations of its plan."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.desk.queries.duties_below import (
    DONE,
    EXEMPTED,
    GIVEN_BACK,
    LATE,
    OPEN,
    state_condition,
    state_of,
    state_words,
    told_with_state,
)
from thidua.desk.queries.duty_pages import INTERNAL, DutyPage, page_of, shorten
from thidua.desk.queries.strip import days_of, issued_plans, year_line
from thidua.duties.models import Duty
from thidua.duties.queries import due_between
from thidua.ui.charts import Mark, Phase, Timeline
from thidua.ui.components.basics import SHAPES, tone_chip

MOST_A_DAY, MOST_LETTERS = 4, 60
TONES = {DONE: "done", LATE: "late", GIVEN_BACK: "active", OPEN: "waiting", EXEMPTED: "quiet"}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
EARLIEST, LATEST = 1990, 2200


@dataclass(frozen=True)
class Entry:
    """One duty on its day: its page, and how it stands in a word, a tone and a shape."""

    page: DutyPage
    tone: str
    words: str

    @property
    def title(self) -> str:
        """The duty in as many letters as a cell bears."""
        return shorten(self.page.title, MOST_LETTERS)

    @property
    def shape(self) -> str:
        """The icon of its tone."""
        return SHAPES[self.tone]


@dataclass
class Day:
    """One day of the grid: the unit's duties (``more`` are left out), what falls due below, commemorations, and
    ``turns``: a phase begins or ends."""

    on: dt.date
    is_within: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)
    more: int = 0
    below: int = 0
    below_late: int = 0
    marks: list[str] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)

    @property
    def weekday(self) -> str:
        """ "Thứ Hai" … "Chủ nhật"."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def url(self) -> str:
        """The list of everything that is due on that day."""
        return f"{reverse('calendar_day')}?{urlencode({'ngay': format_date(self.on)})}"

    @property
    def is_empty(self) -> bool:
        """Nothing to show: left out of the agenda on a phone."""
        return not (self.entries or self.below or self.marks or self.turns)


@dataclass(frozen=True)
class MonthLink:
    """One month of the strip: how many duties fall due in it, and how many of these are late."""

    number: int
    url: str
    due: int
    late: int
    is_current: bool


@dataclass(frozen=True)
class CalendarMonth:
    """Everything on the page, already read."""

    first: dt.date
    weeks: list[list[Day]]
    months: list[MonthLink]
    phases: list[Phase]
    line: Timeline | None
    previous_url: str
    next_url: str

    @property
    def title(self) -> str:
        """ "Tháng 3 năm 2021"."""
        return f"Tháng {self.first.month} năm {self.first.year}"

    @property
    def is_empty(self) -> bool:
        """Nothing falls due and nothing is marked in the month."""
        return all(day.is_empty for week in self.weeks for day in week if day.is_within)


def month_of(text: str, today: dt.date) -> dt.date:
    """The first day of the month in "2021-03"; of this month where the text is none."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if EARLIEST <= first.year <= LATEST else today.replace(day=1)


def month_url(first: dt.date) -> str:
    """The address of a month."""
    return f"{reverse('calendar_month')}?{urlencode({'thang': f'{first:%Y-%m}'})}"


def calendar_month(by: Actor, first: dt.date, *, on: dt.date) -> CalendarMonth:
    """The month that begins on ``first``, in whole weeks from Monday; ``on`` is today."""
    plan = issued_plans(by.unit_id, year=first.year).first()
    days = {day: Day(day, day.month == first.month, day == on) for day in _days_of(first)}
    start, end = min(days), max(days)
    for duty in told_with_state(due_between(by.unit_id, start, end)):
        if duty.due_on:
            _add(days[duty.due_on], duty, on)
    for due_on, due, late in _below(by, start, end, on):
        days[due_on].below, days[due_on].below_late = due, late
    phases, marks = days_of(plan, first.year)
    _mark(days, phases, marks)
    ordered = [days[day] for day in sorted(days)]
    whole = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return CalendarMonth(
        first=first,
        weeks=[ordered[place : place + 7] for place in range(0, len(ordered), 7)],
        months=_months(by, first, on),
        phases=[phase for phase in phases if phase.starts_on <= whole and phase.ends_on >= first],
        line=year_line(by.unit_id, title=f"Năm {first.year}", on=on, plan=plan) if first.year == on.year else None,
        previous_url=month_url((first - dt.timedelta(days=1)).replace(day=1)),
        next_url=month_url(whole + dt.timedelta(days=1)),
    )


def due_on_day(by: Actor, day: dt.date) -> QuerySet[Duty]:
    """Everything that falls due on that day at the unit and at the units below it."""
    rows = Duty.objects.visible_to(by).filter(due_on=day, withdrawn_at__isnull=True)
    return told_with_state(rows.exclude(~Q(unit_id=by.unit_id), kind__in=INTERNAL).select_related("unit"))


def duty_to_open(by: Actor, held: Iterable[int], pk: int) -> Duty:
    """A duty that the actor sees, or one of another unit that the same person acts for. Errors: Http404."""
    seen = Q(pk__in=Duty.objects.visible_to(by).values("pk")) | Q(unit_id__in=list(held))
    return get_object_or_404(Duty.objects.select_related("unit"), seen, pk=pk)


def link_to(duty: Duty) -> str:
    """The duty in few words, as a link to where it is done."""
    return format_html('<a href="{}">{}</a>', reverse("duty_open", args=[duty.pk]), page_of(duty).title)


def tone_of(duty: Duty, on: dt.date) -> tuple[str, str]:
    """How a duty read through ``told_with_state`` stands: (tone, words)."""
    words = state_words(duty, on)
    return TONES[state_of(duty, on)], words[:1].lower() + words[1:]


def state_chip(duty: Duty, on: dt.date) -> str:
    """The same as a chip."""
    tone, words = tone_of(duty, on)
    return tone_chip(words, tone)


def _days_of(first: dt.date) -> list[dt.date]:
    return list(calendar.Calendar(calendar.MONDAY).itermonthdates(first.year, first.month))


def _add(day: Day, duty: Duty, on: dt.date) -> None:
    if len(day.entries) < MOST_A_DAY:
        day.entries.append(Entry(page_of(duty), *tone_of(duty, on)))
    else:
        day.more += 1


def _below(by: Actor, start: dt.date, end: dt.date, on: dt.date) -> list[tuple[dt.date, int, int]]:
    rows = Duty.objects.visible_to(by).exclude(unit_id=by.unit_id).exclude(kind__in=INTERNAL)
    rows = rows.filter(due_on__gte=start, due_on__lte=end, withdrawn_at__isnull=True)
    counted = rows.values_list("due_on").annotate(due=Count("id"), late=Count("id", filter=state_condition(LATE, on)))
    return [(due_on, due, late) for due_on, due, late in counted.order_by("due_on") if due_on]


def _mark(days: dict[dt.date, Day], phases: Iterable[Phase], marks: Iterable[Mark]) -> None:
    for mark in marks:
        if mark.on in days:
            days[mark.on].marks.append(mark.label)
    for phase in phases:
        if phase.starts_on in days:
            days[phase.starts_on].turns.append(f"Bắt đầu {phase.label}")
        if phase.ends_on in days:
            days[phase.ends_on].turns.append(f"Kết thúc {phase.label}")


def _months(by: Actor, current: dt.date, on: dt.date) -> list[MonthLink]:
    year = current.year
    rows = due_between(by.unit_id, dt.date(year, 1, 1), dt.date(year, 12, 31)).order_by()
    counted = rows.values_list("due_on__month").annotate(
        due=Count("id"), late=Count("id", filter=state_condition(LATE, on))
    )
    counts = {month: (due, late) for month, due, late in counted}
    links = []
    for month in range(1, 13):
        due, late = counts.get(month, (0, 0))
        links.append(MonthLink(month, month_url(dt.date(year, month, 1)), due, late, month == current.month))
    return links
