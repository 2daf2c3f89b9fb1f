"""Reads of campaigns: the calendar of launches, who has not registered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from thidua.campaigns.models import Launch, LaunchQuerySet
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty, DutyQuerySet
from thidua.organisation.models import path_end
from thidua.plans.lifecycle import GONE
from thidua.plans.models import Plan


def launch_calendar(by: Actor, *, year: int) -> LaunchQuerySet:
    """Standing launches of the actor's unit and below in that year, by day."""
    return (
        Launch.objects.visible_to(by)
        .standing()
        .filter(held_on__year=year)
        .select_related("unit", "plan")
        .order_by("held_on", "starts_at", "unit__name_key", "id")
    )


def launch_years(by: Actor) -> list[int]:
    """The years that have standing launches of the actor's unit and below, with this one, the latest first."""
    days = Launch.objects.visible_to(by).standing().order_by().dates("held_on", "year")
    return sorted({clock.today().year, *(day.year for day in days)}, reverse=True)


@dataclass(frozen=True)
class LaunchCounts:
    """Of the calendar of a year: launches that stand, that were held, model ones; units below that owe one."""

    standing: int
    held: int
    pilots: int
    missing: int


def launch_counts(by: Actor, *, year: int) -> LaunchCounts:
    """The lengths of the lists behind the tiles, in two statements."""
    row = launch_calendar(by, year=year).aggregate(
        standing=Count("pk"), held=Count("pk", filter=Q(state="held")), pilots=Count("pk", filter=Q(is_pilot=True))
    )
    return LaunchCounts(**row, missing=units_without_launch(by).count())


def pilots_due(by: Actor) -> Duty | None:
    """The unit's open duty to choose model launches, the soonest; None where nothing asks for it."""
    return Duty.objects.open().filter(unit_id=by.unit_id, kind=DutyKind.PICK_PILOTS).order_by("due_on", "id").first()


def units_without_launch(by: Actor) -> DutyQuerySet:
    """Open duties "đăng ký lịch phát động" of the units below, soonest due first."""
    return (
        Duty.objects.open()
        .filter(kind=DutyKind.REGISTER_LAUNCH, unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        .select_related("unit")
        .order_by("due_on", "unit__name_key", "id")
    )


def own_plan_for(by: Actor, upper: Plan) -> Plan | None:
    """The unit's own plan that carries out that upper plan, an issued one before a draft."""
    own = Plan.objects.filter(unit_id=by.unit_id, parent=upper).exclude(state__in=GONE)
    return own.order_by(F("issued_on").desc(nulls_last=True), "-id").first()


def plan_to_launch(by: Actor) -> Plan | None:
    """The unit's newest issued plan that has no standing launch yet."""
    launched = Launch.objects.standing().filter(unit_id=by.unit_id).values("plan_id")
    return (
        Plan.objects.filter(unit_id=by.unit_id, state="issued")
        .exclude(pk__in=launched)
        .order_by("-year", "-id")
        .first()
    )
