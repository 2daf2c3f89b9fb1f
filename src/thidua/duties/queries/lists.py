"""Reads of duties: what a unit must do, has done, who below is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from thidua.duties.models import Duty, DutyQuerySet


def open_duties_of(unit_id: int) -> DutyQuerySet:
    """What the unit still has to do: dated first, soonest first."""
    return Duty.objects.open().filter(unit_id=unit_id).order_by(F("due_on").asc(nulls_last=True), "id")


def done_duties_of(unit_id: int) -> DutyQuerySet:
    """What the unit has done, latest first."""
    return Duty.objects.filter(unit_id=unit_id, fulfilled_at__isnull=False).order_by("-fulfilled_at", "-id")


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


def origins_of(unit_ids: Iterable[int]) -> list[str]:
    """The papers that the duties of these units come from, by their words, for a filter."""
    rows = Duty.objects.filter(unit_id__in=unit_ids, withdrawn_at__isnull=True).exclude(origin="")
    return list(rows.values_list("origin", flat=True).distinct().order_by("origin"))


def due_between(unit_id: int, first: dt.date, last: dt.date) -> DutyQuerySet:
    """What falls due at the unit from a day to a day, done or not; exempted and withdrawn left out."""
    rows = Duty.objects.filter(unit_id=unit_id, withdrawn_at__isnull=True, exempted_at__isnull=True)
    return rows.filter(due_on__gte=first, due_on__lte=last).order_by("due_on", "id")
