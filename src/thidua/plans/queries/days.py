"""When a duty of a plan falls due: its day, or the days of its recurrence in the plan's year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from thidua.common.dates import NotADate, parse_date
from thidua.duties.choices import Recurrence
from thidua.plans.models import Phase, Plan, PlanDuty

_MONTHS = {
    Recurrence.MONTHLY: tuple(range(1, 13)),
    Recurrence.QUARTERLY: (3, 6, 9, 12),
    Recurrence.HALF_YEARLY: (6, 12),
    Recurrence.YEARLY: (12,),
}
_QUARTERS = {3: "quý I", 6: "quý II", 9: "quý III", 12: "quý IV"}


@dataclass(frozen=True)
class Occurrence:
    """One time that a duty is to be done: its number, the last day in time (None = no day), and its words ("đợt 1")."""

    number: int
    due_on: dt.date | None
    words: str = ""


def occurrences_of(plan: Plan, duty: PlanDuty) -> list[Occurrence]:
    """Each time the duty is to be done.

    After a phase: on its last day. Monthly, quarterly, half-yearly, yearly: on the last day of those months of the
    plan's year. What had ended before the plan was first issued is not asked for. Standing, or without phases:
    once, with no day.
    """
    if duty.due_on:
        return [Occurrence(0, duty.due_on)]
    recurrence = Recurrence(duty.recurrence)
    if recurrence == Recurrence.AFTER_PHASE:
        ends = Phase.objects.filter(plan=plan, ends_on__isnull=False).order_by("ends_on", "id")
        days = [(phase.ends_on, _phase_words(phase)) for phase in ends if phase.ends_on]
    else:
        days = [_last_day(plan.year, month, recurrence) for month in _MONTHS.get(recurrence, ())]
    if not days:
        return [Occurrence(0, None)]
    numbered = [Occurrence(number, day, words) for number, (day, words) in enumerate(days, start=1)]
    since = _first_issued_on(plan)
    return [one for one in numbered if not (since and one.due_on and one.due_on < since)]


def _first_issued_on(plan: Plan) -> dt.date | None:
    """When the plan was issued for the first time: its amendments go on from there."""
    while plan.amends is not None:
        plan = plan.amends
    return plan.issued_on


def _phase_words(phase: Phase) -> str:
    name = phase.name.strip()
    return name[:1].lower() + name[1:80]


def _last_day(year: int, month: int, recurrence: str) -> tuple[dt.date, str]:
    day = dt.date(year, month, calendar.monthrange(year, month)[1])
    half = "6 tháng đầu năm" if month == 6 else "6 tháng cuối năm"
    words = {
        Recurrence.MONTHLY: f"tháng {month}/{year}",
        Recurrence.QUARTERLY: f"{_QUARTERS.get(month, '')}/{year}",
        Recurrence.HALF_YEARLY: f"{half} {year}",
        Recurrence.YEARLY: f"năm {year}",
    }
    return day, words[Recurrence(recurrence)]


def celebrated_on(date_range: str) -> dt.date | None:
    """The later day of an anniversary's printed range "03/02/1930 - 03/02/2021"; None where it is no whole day."""
    try:
        return parse_date(re.split(r"\s*[-–]\s*", date_range)[-1])
    except NotADate:
        return None
