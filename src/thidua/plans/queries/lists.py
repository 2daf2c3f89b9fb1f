"""Lists of plans: mine, of the units above, of the units below; the line from a plan up to the top."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.organisation.models import path_end, paths_above
from thidua.plans.lifecycle import ISSUED, OUT
from thidua.plans.models import Plan, PlanQuerySet

MINE, UPPER, LOWER = "mine", "upper", "lower"


def plans_for(by: Actor, which: str = MINE, *, year: int | None = None) -> PlanQuerySet:
    """Plans that the actor sees: of her unit ("mine"), of units above ("upper") or below ("lower"); youngest first."""
    found = Plan.objects.visible_to(by).select_related("unit", "parent__unit").defer("source_text", "reading_notes")
    if which == MINE:
        found = found.filter(unit_id=by.unit_id)
    elif which == LOWER:
        found = found.filter(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
    else:
        found = found.filter(unit__path__in=paths_above(by.unit_path))
    if year is not None:
        found = found.filter(year=year)
    return found.order_by("-year", "-issued_on", "-id")


def running_plans(unit_id: int) -> PlanQuerySet:
    """The unit's issued plans that are not closed, youngest first."""
    return Plan.objects.running().filter(unit_id=unit_id).defer("source_text").order_by("-issued_on", "-id")


def parent_among(by: Actor, number: str, day: dt.date | None) -> Plan | None:
    """The issued plan of a unit above with that number (and that day, where given); None when it is not here."""
    above = Plan.objects.filter(state__in=OUT, unit__path__in=paths_above(by.unit_path)).select_related("unit")
    for plan in above.defer("source_text"):
        if search_text(plan.number_text) == search_text(number) and day in (None, plan.issued_on):
            return plan
    return None


def upper_plans(by: Actor) -> PlanQuerySet:
    """Issued plans of the units above that this unit has no plan for yet, youngest first."""
    own = Q(lower_plans__unit_id=by.unit_id) & ~Q(lower_plans__state="withdrawn")
    return (
        Plan.objects.filter(state=ISSUED, unit__path__in=paths_above(by.unit_path))
        .annotate(own_count=Count("lower_plans", filter=own))
        .filter(own_count=0)
        .select_related("unit")
        .defer("source_text")
        .order_by("-issued_on", "-id")
    )
