"""The year as a time line: phases of the running plan, commemorations, duties."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from thidua.common.dates import due_in_words
from thidua.desk.queries.duty_pages import page_of
from thidua.duties.models import Duty
from thidua.norms.models import FoundingYear
from thidua.norms.queries import foundings_of
from thidua.plans.models import Plan
from thidua.ui.charts import Dot, Mark, Phase, Timeline

MOST_DOTS = 40


def issued_plans(unit_id: int, *, year: int) -> QuerySet[Plan]:
    """The unit's issued plans of that year, the newest first; sub-plans after the plans that they belong to."""
    found = Plan.objects.filter(unit_id=unit_id, year=year, state__in=("issued", "closed"))
    return found.select_related("unit").order_by(F("part_of").asc(nulls_first=True), "-issued_on", "-id")


def year_line(unit_id: int, *, title: str, on: dt.date, plan: Plan | None) -> Timeline:
    """The time line of a unit's year: bands and marks from its plan, dots from its dated duties. Two queries."""
    phases, marks = days_of(plan, on.year)
    duties = (
        Duty.objects.filter(unit_id=unit_id, due_on__year=on.year, withdrawn_at__isnull=True)
        .filter(Q(exempted_at__isnull=True))
        .order_by("due_on", "id")[:MOST_DOTS]
    )
    return Timeline(
        title=title,
        starts_on=dt.date(on.year, 1, 1),
        ends_on=dt.date(on.year, 12, 31),
        today=on,
        phases=phases,
        marks=marks,
        dots=tuple(_dot(duty, duty.due_on, on) for duty in duties if duty.due_on),
    )


class _Row(NamedTuple):
    """One row of what a plan puts on the line: a phase, a commemoration, or an event that a commemoration may name."""

    what: str
    place: int
    name: str
    more: str
    unless: str
    starts_on: dt.date | None
    ends_on: dt.date | None


def days_of(plan: Plan | None, year: int) -> tuple[tuple[Phase, ...], tuple[Mark, ...]]:
    """The bands and marks of a plan: its phases, its commemorations and the known events, by one query."""
    if plan is None:
        return (), ()
    none = Value("")
    asked = plan.phases.order_by().values_list(
        Value("phase"), F("order"), F("name"), F("theme"), none, F("starts_on"), F("ends_on")
    )
    celebrated = plan.commemorations.order_by().values_list(
        Value("mark"), F("order"), F("event"), none, none, F("celebrated_on"), F("celebrated_on")
    )
    events = FoundingYear.objects.order_by().values_list(
        Value("event"), F("id"), F("name"), F("aliases"), F("unless"), F("founded_on"), F("founded_on")
    )
    rows = sorted((_Row(*row) for row in asked.union(celebrated, events, all=True)), key=lambda row: row.place)
    url = reverse("plan_page", args=[plan.pk])
    phases = tuple(
        Phase(row.name, row.starts_on, row.ends_on, row.more, url)
        for row in rows
        if row.what == "phase" and row.starts_on and row.ends_on
    )
    return phases, _marks(rows, year)


def _marks(rows: list[_Row], year: int) -> tuple[Mark, ...]:
    named = [row for row in rows if row.what == "mark"]
    events = [
        FoundingYear(name=row.name, aliases=row.more, unless=row.unless, founded_on=row.starts_on)
        for row in rows
        if row.what == "event" and row.starts_on
    ]
    found: dict[dt.date, str] = {}
    for one, founding in zip(named, foundings_of([one.name for one in named], known=events), strict=True):
        day = one.starts_on or (founding.day.replace(year=year) if founding else None)
        if day and day.year == year:
            found.setdefault(day, founding.name if founding else one.name)
    return tuple(Mark(event, on) for on, event in sorted(found.items()))


def _dot(duty: Duty, due_on: dt.date, on: dt.date) -> Dot:
    if duty.fulfilled_at:
        tone, words = "done", "đã xong"
    else:
        tone, words = ("late" if due_on < on else "waiting"), due_in_words(due_on, on)
    page = page_of(duty)
    return Dot(page.title, due_on, tone, words, page.url)
