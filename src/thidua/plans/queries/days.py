"""When a duty of a plan falls due: its day, or the days of its recurrence in the plan's year."""

from __future__ import annotations

import calendar
import datetime as dt

from thidua.duties.choices import Recurrence
from thidua.plans.models import Phase, Plan, PlanDuty

_MONTHS = {
    Recurrence.MONTHLY: tuple(range(1, 13)),
    Recurrence.QUARTERLY: (3, 6, 9, 12),
    Recurrence.HALF_YEARLY: (6, 12),
    Recurrence.YEARLY: (12,),
}


def occurrences_of(plan: Plan, duty: PlanDuty) -> list[tuple[int, dt.date | None]]:
    """(number of the occurrence, last day in time) for each time the duty is to be done; None = no day.

    After a phase: on its last day. Monthly, quarterly, half-yearly, yearly: on the last day of those months of the
    plan's year. Standing, or without phases to follow: once, with no day.
    """
    if duty.due_on:
        return [(0, duty.due_on)]
    if duty.recurrence == Recurrence.AFTER_PHASE:
        ends = Phase.objects.filter(plan=plan, ends_on__isnull=False).order_by("ends_on")
        days = list(ends.values_list("ends_on", flat=True))
    else:
        months = _MONTHS.get(Recurrence(duty.recurrence), ())
        days = [dt.date(plan.year, month, calendar.monthrange(plan.year, month)[1]) for month in months]
    return list(enumerate(days, start=1)) if days else [(0, None)]
