"""Lists of plans: mine, of the units above, of the units below; the line from a plan up to the top."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.organisation.models import path_end, paths_above
from thidua.plans.lifecycle import AMENDED, CLOSED, DISCARDED, DROPPED, GONE, ISSUED, OUT
from thidua.plans.models import Movement, Plan, PlanQuerySet

MINE, UPPER, LOWER = "mine", "upper", "lower"


def plans_for(by: Actor, which: str = MINE, *, year: int | None = None) -> PlanQuerySet:
    """Plans that the actor sees: of her unit ("mine"), of units above ("upper") or below ("lower"); youngest first."""
    found = Plan.objects.visible_to(by).exclude(state=DISCARDED).select_related("unit", "parent__unit")
    found = found.defer("source_text", "reading_notes")
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
    """The issued plan of a unit above with that number (and that day, where given), or what it was amended to; None
    when it is not here or was taken back."""
    above = Plan.objects.filter(state__in=OUT, unit__path__in=paths_above(by.unit_path)).select_related("unit")
    found = list(above.defer("source_text", "reading_notes"))
    amended = {plan.amends_id: plan for plan in found if plan.amends_id}
    for plan in found:
        if search_text(plan.number_text) == search_text(number) and day in (None, plan.issued_on):
            while plan.state == AMENDED and plan.pk in amended:
                plan = amended[plan.pk]
            return plan if plan.state not in GONE else None
    return None


def parent_found(by: Actor, plan: Plan) -> Plan | None:
    """The upper plan that the plan's outside reference names, where it has come into the product since."""
    if plan.parent_id or not plan.outside_parent_number:
        return None
    return parent_among(by, plan.outside_parent_number, plan.outside_parent_on)


def line_above(plan: Plan) -> list[Plan]:
    """The plan that this one carries out, the one that that one carries out, and so on; the nearest first."""
    line: list[Plan] = []
    above = plan.parent
    while above is not None and above not in line:
        line.append(above)
        above = above.parent
    return line


def plans_above(by: Actor, year: int) -> PlanQuerySet:
    """Plans in force of the units above, of that year and the one before, the nearest unit first."""
    above = Plan.objects.filter(state__in=(ISSUED, CLOSED), unit__path__in=paths_above(by.unit_path))
    found = above.filter(year__in=(year, year - 1)).select_related("unit").defer("source_text")
    return found.order_by("-unit__path", "-year", "-id")


def upper_plans(by: Actor) -> PlanQuerySet:
    """Issued plans of the units above that this unit has no plan for yet, youngest first."""
    own = Q(lower_plans__unit_id=by.unit_id) & ~Q(lower_plans__state__in=GONE)
    return (
        Plan.objects.filter(state=ISSUED, unit__path__in=paths_above(by.unit_path))
        .annotate(own_count=Count("lower_plans", filter=own))
        .filter(own_count=0)
        .select_related("unit")
        .defer("source_text")
        .order_by("-issued_on", "-id")
    )


def plans_to_follow(by: Actor) -> PlanQuerySet:
    """Of ``upper_plans`` those to make the own plan from: not where a unit nearer above has its own plan for it, which
    is then the one to follow."""
    above = Q(lower_plans__unit__path__in=paths_above(by.unit_path))
    nearer = above & Q(lower_plans__state__in=(ISSUED, CLOSED))
    return upper_plans(by).annotate(nearer_count=Count("lower_plans", filter=nearer)).filter(nearer_count=0)


def nearer_plan(by: Actor, plan: Plan) -> Plan | None:
    """The plan by which a unit nearer above the actor's carries this upper plan out; None where there is none."""
    above = Plan.objects.filter(parent=plan, unit__path__in=paths_above(by.unit_path))
    nearer = above.filter(state__in=(ISSUED, CLOSED))
    return nearer.select_related("unit").defer("source_text").order_by("-unit__path", "-id").first()


def earlier_plans(by: Actor) -> PlanQuerySet:
    """Own plans that a later year's can be made from: issued or closed, no sub-plans, youngest first."""
    own = Plan.objects.filter(unit_id=by.unit_id, state__in=(ISSUED, CLOSED), part_of__isnull=True)
    return own.defer("source_text", "reading_notes").order_by("-year", "-issued_on", "-id")


def last_signer(by: Actor) -> dict[str, str]:
    """Who signed the unit's youngest issued plan, as ``signer_post`` and ``signer_name``; without one the post only."""
    own = Plan.objects.filter(unit_id=by.unit_id, state__in=OUT).order_by("-issued_on", "-id")
    row = own.values_list("signer_post", "signer_name").first()
    return {"signer_post": row[0], "signer_name": row[1]} if row else {"signer_post": "CHỦ TỊCH"}


def upper_movements(by: Actor, plan: Plan) -> list[Movement]:
    """Movements that the plan's own may answer: those of the units above that run in the same year."""
    above = Movement.objects.filter(unit__path__in=paths_above(by.unit_path)).of_year(plan.year)
    found = above.running_on(clock.today()).select_related("plan", "unit")
    return list(found.defer("plan__source_text").order_by("unit__path", "plan_id", "order")[:60])


def amendment_of(plan: Plan) -> Plan | None:
    """The version that replaces (or is being written to replace) the plan; None where there is none."""
    return Plan.objects.filter(amends=plan).exclude(state__in=DROPPED).defer("source_text").first()
