"""Duties of the units below as one list, and the counts that it adds up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.urls import reverse

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words, format_date
from thidua.desk.queries.duty_pages import INTERNAL, short_title
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.organisation.models import path_end
from thidua.reporting.lifecycle import GIVEN_BACK as BACK_STATES
from thidua.reporting.lifecycle import IN_SIGNING, REPORT, RETURNED
from thidua.reporting.models import Report

DONE, LATE, GIVEN_BACK, OPEN, EXEMPTED = "xong", "cham", "tra-lai", "chua-xong", "mien"
MOST_CHOICES = 100
RETURNED_WORDS = REPORT.states[RETURNED].label.lower()
STATES = (
    (DONE, "Đã xong"),
    (LATE, "Đang chậm"),
    (GIVEN_BACK, REPORT.states[RETURNED].label),
    (OPEN, "Chưa đến hạn"),
    (EXEMPTED, "Được miễn"),
)


def is_given_back() -> Q:
    """Duties to report whose report was sent and returned: its figures count, marked, until it is sent again.

    They are told as that and not as late, as the totals of the request tell them.
    """
    return _report_stands_in(BACK_STATES)


def _report_stands_in(states: tuple[str, ...]) -> Q:
    found = Report.objects.filter(unit_id=OuterRef("unit_id"), request_id=OuterRef("subject_id"), state__in=states)
    return Q(kind=DutyKind.REPORT) & Q(Exists(found))


def state_condition(state: str, on: dt.date) -> Q:
    """Which duties are in that state on that day; the five states share out all duties."""
    left = Q(fulfilled_at__isnull=True, exempted_at__isnull=True)
    return {
        DONE: Q(fulfilled_at__isnull=False),
        LATE: left & Q(due_on__lt=on) & ~is_given_back(),
        GIVEN_BACK: left & is_given_back(),
        OPEN: left & (Q(due_on__isnull=True) | Q(due_on__gte=on)) & ~is_given_back(),
        EXEMPTED: Q(fulfilled_at__isnull=True, exempted_at__isnull=False),
    }[state]


def told_with_state(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """The duties with what ``state_of`` needs to know of each, and whether its report lies before the chair."""
    return duties.annotate(is_given_back=is_given_back(), is_in_signing=_report_stands_in(IN_SIGNING))


def state_of(duty: Duty, on: dt.date) -> str:
    """The state of one duty read through ``told_with_state``, as ``state_condition`` shares them out."""
    if duty.fulfilled_at:
        return DONE
    if duty.exempted_at:
        return EXEMPTED
    if getattr(duty, "is_given_back", False):
        return GIVEN_BACK
    return LATE if duty.due_on and duty.due_on < on else OPEN


def state_words(duty: Duty, on: dt.date) -> str:
    """ "Đã xong", "chậm 3 ngày", "đang trả lại – chờ gửi lại", "còn 5 ngày", "Được miễn"."""
    state = state_of(duty, on)
    if state == GIVEN_BACK:
        return RETURNED_WORDS
    return dict(STATES)[state] if state in (DONE, EXEMPTED) else due_in_words(duty.due_on, on)


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


def owed_below(by: Actor, *, on: dt.date) -> QuerySet[Duty]:
    """What the units strictly below are late with, and the reports given back to them; with their state, late first."""
    found = (
        Duty.objects.filter(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        .filter(state_condition(LATE, on) | state_condition(GIVEN_BACK, on), withdrawn_at__isnull=True)
        .exclude(kind__in=INTERNAL)
        .select_related("unit")
    )
    return told_with_state(found).order_by("due_on", "unit__name_key", "id")


def duties_below(by: Actor, *, year: int) -> QuerySet[Duty]:
    """All duties that the units below the actor's have for that year; withdrawn and internal ones left out."""
    return told_with_state(
        Duty.objects.visible_to(by)
        .filter(of_year(year), withdrawn_at__isnull=True)
        .exclude(unit_id=by.unit_id)
        .exclude(kind__in=INTERNAL)
        .select_related("unit")
    )


def duty_key(kind: str, subject_kind: str, subject_id: int, occurrence: int) -> str:
    """How an address names one duty as many units bear it."""
    return f"{kind}.{subject_kind}.{subject_id}.{occurrence}"


def of_duty(duties: QuerySet[Duty], key: str) -> QuerySet[Duty]:
    """The duties that ``duty_key`` names; none for another text."""
    try:
        kind, subject_kind, subject_id, occurrence = key.split(".")
        return duties.filter(
            kind=kind, subject_kind=subject_kind, subject_id=int(subject_id), occurrence=int(occurrence)
        )
    except ValueError:
        return duties.none()


def duty_choices(by: Actor, *, year: int) -> list[tuple[str, str]]:
    """The duties that units below have for that year, by their day: (key, title and day)."""
    rows = (
        duties_below(by, year=year)
        .order_by()
        .values_list("kind", "subject_kind", "subject_id", "occurrence")
        .annotate(due=Min("due_on"), said=Min("title"))
        .order_by(F("due").asc(nulls_last=True), "kind", "subject_id", "occurrence")
    )
    return [
        (duty_key(kind, *subject), f"{short_title(kind, said)}" + (f" ({format_date(due)})" if due else ""))
        for kind, *subject, due, said in rows[:MOST_CHOICES]
    ]


def list_url(*, unit_id: int | None = None, state: str = "", duty: str = "") -> str:
    """The address of the list of duties below with these filters; ``duty`` is a ``duty_key``."""
    values = {"don-vi": unit_id, "viec": duty, "tinh-trang": state}
    kept = {name: value for name, value in values.items() if value}
    return f"{reverse('duties_below')}?{urlencode(kept)}" if kept else reverse("duties_below")


@dataclass(frozen=True)
class UnitProgress:
    """One unit's duties of the year: given, done, late, given back; with the list behind each figure."""

    unit_id: int
    title: str
    given: int
    done: int
    late: int
    given_back: int

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

    @property
    def given_back_url(self) -> str:
        """The list of reports given back to it."""
        return list_url(unit_id=self.unit_id, state=GIVEN_BACK)


def progress_by_unit(by: Actor, *, on: dt.date) -> list[UnitProgress]:
    """The units below with their counts of this year, those with most late duties first."""
    rows = (
        duties_below(by, year=on.year)
        .order_by()
        .values_list("unit_id", "unit__short_name", "unit__name")
        .annotate(
            given=Count("id"),
            done=Count("id", filter=state_condition(DONE, on)),
            late=Count("id", filter=state_condition(LATE, on)),
            given_back=Count("id", filter=state_condition(GIVEN_BACK, on)),
        )
        .order_by("-late", "done", "unit__name_key")
    )
    return [UnitProgress(pk, short_name or name, *counts) for pk, short_name, name, *counts in rows]
