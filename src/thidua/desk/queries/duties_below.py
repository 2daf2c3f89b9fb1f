"""Duties of the units below as one list, and the counts that it adds up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.desk.queries.duty_pages import INTERNAL
from thidua.duties.models import Duty, DutyQuerySet

DONE, LATE, OPEN, EXEMPTED = "xong", "cham", "chua-xong", "mien"
STATES = ((DONE, "Đã xong"), (LATE, "Đang chậm"), (OPEN, "Chưa đến hạn"), (EXEMPTED, "Được miễn"))


def state_condition(state: str, on: dt.date) -> Q:
    """Which duties are in that state on that day; the four states share out all duties."""
    done = Q(fulfilled_at__isnull=False)
    exempted = Q(fulfilled_at__isnull=True, exempted_at__isnull=False)
    late = Q(fulfilled_at__isnull=True, exempted_at__isnull=True, due_on__lt=on)
    waiting = Q(fulfilled_at__isnull=True, exempted_at__isnull=True) & (Q(due_on__isnull=True) | Q(due_on__gte=on))
    return {DONE: done, LATE: late, OPEN: waiting, EXEMPTED: exempted}[state]


def state_of(duty: Duty, on: dt.date) -> str:
    """The state of one duty, as ``state_condition`` shares them out."""
    if duty.fulfilled_at:
        return DONE
    if duty.exempted_at:
        return EXEMPTED
    return LATE if duty.due_on and duty.due_on < on else OPEN


def of_year(year: int, prefix: str = "") -> Q:
    """Which duties belong to a year: those due in it; of the undated, those given since the December before it.

    Plans of a year are often issued in the last days of the one before (63/KH-LĐLĐ of 31/12/2020 for 2021).
    """
    start, end = (dt.datetime(one, 12, 1, tzinfo=clock.VIETNAM) for one in (year - 1, year))
    undated = {"due_on__isnull": True, "given_at__gte": start, "given_at__lt": end}
    dated = {"due_on__year": year}
    return Q(**_with(prefix, dated)) | Q(**_with(prefix, undated))


def _with(prefix: str, fields: Mapping[str, object]) -> dict[str, object]:
    return {f"{prefix}{name}": value for name, value in fields.items()}


def duties_below(by: Actor, *, year: int) -> DutyQuerySet:
    """All duties that the units below the actor's have for that year; withdrawn and internal ones left out."""
    return (
        Duty.objects.visible_to(by)
        .filter(of_year(year), withdrawn_at__isnull=True)
        .exclude(unit_id=by.unit_id)
        .exclude(kind__in=INTERNAL)
        .select_related("unit")
    )


def list_url(*, unit_id: int | None = None, state: str = "") -> str:
    """The address of the list of duties below with these filters."""
    values = {"don-vi": unit_id, "tinh-trang": state}
    kept = {name: value for name, value in values.items() if value}
    return f"{reverse('duties_below')}?{urlencode(kept)}" if kept else reverse("duties_below")


@dataclass(frozen=True)
class UnitProgress:
    """One unit's duties of the year: given, done, late; with the list behind each figure."""

    unit_id: int
    title: str
    given: int
    done: int
    late: int

    @property
    def given_url(self) -> str:
        """The list of all its duties."""
        return list_url(unit_id=self.unit_id)

    @property
    def done_url(self) -> str:
        """The list of those done."""
        return list_url(unit_id=self.unit_id, state=DONE)

    @property
    def late_url(self) -> str:
        """The list of those late."""
        return list_url(unit_id=self.unit_id, state=LATE)


def progress_by_unit(by: Actor, *, on: dt.date) -> list[UnitProgress]:
    """The units below with their counts of this year, those with most late duties first."""
    rows = (
        duties_below(by, year=on.year)
        .values_list("unit_id", "unit__short_name", "unit__name")
        .annotate(
            given=Count("id"),
            done=Count("id", filter=state_condition(DONE, on)),
            late=Count("id", filter=state_condition(LATE, on)),
        )
        .order_by("-late", "done", "unit__name_key")
    )
    return [UnitProgress(pk, short_name or name, given, done, late) for pk, short_name, name, given, done, late in rows]
