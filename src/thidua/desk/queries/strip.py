"""The year as a time line: phases of the running plan, commemorations, duties."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse

from thidua.common.dates import due_in_words
from thidua.desk.queries.duty_pages import page_of
from thidua.duties.models import Duty
from thidua.norms.queries import foundings_of
from thidua.plans.models import Plan
from thidua.ui.charts import Dot, Mark, Phase, Timeline

MOST_DOTS = 40


def running_plan(unit_id: int, *, year: int) -> Plan | None:
    """The unit's newest issued plan of that year, with phases and commemorations at hand."""
    return (
        Plan.objects.filter(unit_id=unit_id, year=year, state__in=("issued", "closed"))
        .select_related("unit")
        .prefetch_related("phases", "commemorations")
        .order_by("-issued_on", "-id")
        .first()
    )


def year_line(unit_id: int, *, title: str, on: dt.date, plan: Plan | None) -> Timeline:
    """The time line of a unit's year: bands and marks from its plan, dots from its dated duties."""
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
        phases=_phases(plan),
        marks=_marks(plan, on.year),
        dots=tuple(_dot(duty, duty.due_on, on) for duty in duties if duty.due_on),
    )


def _phases(plan: Plan | None) -> tuple[Phase, ...]:
    if plan is None:
        return ()
    url = reverse("plan_page", args=[plan.pk])
    return tuple(
        Phase(phase.name, phase.starts_on, phase.ends_on, phase.theme, url)
        for phase in plan.phases.all()
        if phase.starts_on and phase.ends_on
    )


def _marks(plan: Plan | None, year: int) -> tuple[Mark, ...]:
    if plan is None:
        return ()
    named = list(plan.commemorations.all())
    found: dict[dt.date, str] = {}
    for one, founding in zip(named, foundings_of([one.event for one in named]), strict=True):
        day = one.celebrated_on or (founding.day.replace(year=year) if founding else None)
        if day and day.year == year:
            found.setdefault(day, founding.name if founding else one.event)
    return tuple(Mark(event, on) for on, event in sorted(found.items()))


def _dot(duty: Duty, due_on: dt.date, on: dt.date) -> Dot:
    if duty.fulfilled_at:
        tone, words = "done", "đã xong"
    else:
        tone, words = ("late" if due_on < on else "waiting"), due_in_words(due_on, on)
    page = page_of(duty)
    return Dot(page.title, due_on, tone, words, page.url)
