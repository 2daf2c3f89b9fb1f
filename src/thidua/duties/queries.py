"""Reads of duties: what a unit must do, who below is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q

from thidua.common.actor import Actor
from thidua.duties.models import Duty, DutyQuerySet
from thidua.organisation.models import path_end


def open_duties_of(unit_id: int) -> DutyQuerySet:
    """What the unit still has to do: dated first, soonest first."""
    return Duty.objects.open().filter(unit_id=unit_id).order_by(F("due_on").asc(nulls_last=True), "id")


def done_duties_of(unit_id: int) -> DutyQuerySet:
    """What the unit has done, latest first."""
    return Duty.objects.filter(unit_id=unit_id, fulfilled_at__isnull=False).order_by("-fulfilled_at", "-id")


def late_duties_under(by: Actor, *, on: dt.date) -> DutyQuerySet:
    """Late duties of the units strictly below the actor's, latest first."""
    return (
        Duty.objects.late_on(on)
        .filter(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        .select_related("unit")
        .order_by("due_on", "unit__name_key", "id")
    )


@dataclass(frozen=True)
class Completeness:
    """How many units were given a duty about a subject, have done it, are late with it, are exempted."""

    given: int
    done: int
    late: int
    exempted: int


def completeness_of(subject_kind: str, subject_id: int, *, kind: str, on: dt.date) -> Completeness:
    """The count over all units that were given that duty."""
    row = Duty.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, kind=kind, withdrawn_at__isnull=True
    ).aggregate(
        given=Count("id"),
        done=Count("id", filter=Q(fulfilled_at__isnull=False)),
        late=Count("id", filter=Q(fulfilled_at__isnull=True, exempted_at__isnull=True, due_on__lt=on)),
        exempted=Count("id", filter=Q(exempted_at__isnull=False)),
    )
    return Completeness(**row)
