"""Who has sent, who is missing, who is late; what waits for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words
from thidua.organisation.models import path_end
from thidua.reporting.lifecycle import ACCEPTED, GIVEN_BACK, IN_SIGNING, SUBMITTED, WITH_UNIT
from thidua.reporting.models import PeriodUnit, Report, ReportAsk, ReportRequest, RollupDirty
from thidua.ui.kept import Kept


@dataclass(frozen=True)
class OpenReport:
    """A report that a unit still owes, with the address of its form."""

    report: Report
    request: ReportRequest
    due_on: dt.date

    @property
    def url(self) -> str:
        """The form."""
        return reverse("report_fill", args=[self.request.pk])

    @property
    def due_words(self) -> str:
        """ "còn 5 ngày", "chậm 3 ngày"."""
        return due_in_words(self.due_on, clock.today())

    @property
    def is_late(self) -> bool:
        """Past its day."""
        return self.due_on < clock.today()


def open_requests_for(unit_id: int) -> list[OpenReport]:
    """The reports that the unit still owes, soonest first; returned ones among them."""
    reports = (
        Report.objects.waiting_for_unit()
        .filter(unit_id=unit_id, request__state="open", place__is_expected=True)
        .select_related("request", "request__unit", "request__plan", "place")
        .order_by("place__due_on", "id")
    )
    return [OpenReport(report, report.request, report.place.due_on) for report in reports]


@dataclass(frozen=True)
class Completeness:
    """Of the units below an actor that fill in figures: expected, sent, in time, late or missing, returned, accepted.

    ``waiting_to_add`` is how many changed reports below are not yet in the totals.
    """

    expected: int
    done: int
    on_time: int
    accepted: int
    returned: int
    late: int
    exempted: int
    waiting_to_add: int

    @property
    def missing(self) -> int:
        """Expected and not sent."""
        return self.expected - self.done


def completeness(asked: ReportRequest, by: Actor, *, place: PeriodUnit | None = None) -> Completeness:
    """The count over the leaves below the actor's unit (or below ``place``) in the frozen tree, in two queries."""
    place = place or PeriodUnit.objects.filter(request=asked, unit_id=by.unit_id).first()
    path = place.path if place else "-"
    reports = Report.objects.filter(request=asked, place__path__startswith=path, place__is_leaf=True)
    told = Q(sent_values__isnull=False)
    owed = Q(place__is_expected=True)
    row = reports.aggregate(
        expected=Count("id", filter=owed),
        done=Count("id", filter=owed & told),
        on_time=Count("id", filter=owed & told & Q(submitted_on__lte=F("place__due_on"))),
        accepted=Count("id", filter=owed & Q(state=ACCEPTED)),
        returned=Count("id", filter=owed & Q(state__in=GIVEN_BACK)),
        late=Count("id", filter=owed & Q(sent_values__isnull=True, place__due_on__lt=clock.today())),
        exempted=Count("id", filter=Q(place__is_expected=False)),
    )
    return Completeness(**row, waiting_to_add=marks_below(asked, path))


def _marks(request_id: int, path: str, end: str) -> QuerySet[RollupDirty, tuple[int]]:
    place = Q(unit__report_places__path__gte=path, unit__report_places__path__lt=end)
    marks = RollupDirty.objects.filter(place, request_id=request_id, unit__report_places__request_id=request_id)
    return marks.order_by().values_list("request_id").annotate(n=Count("unit_id", distinct=True)).values_list("n")


kept_marks = Kept(_marks)


def marks_below(asked: ReportRequest, path: str) -> int:
    """How many units at or below a place have a change that is not yet in the totals."""
    return sum(n for (n,) in kept_marks(asked.pk, path, path_end(path)))


def places_below(asked: ReportRequest, by: Actor, *, below: PeriodUnit | None = None) -> QuerySet[PeriodUnit]:
    """The places below the actor's in the frozen tree of one request, or those of them at and below a chosen one; none
    where her unit has no place there."""
    own = PeriodUnit.objects.filter(request=asked, unit_id=by.unit_id).values_list("path", flat=True).first()
    if own is None:
        return PeriodUnit.objects.none()
    found = PeriodUnit.objects.filter(request=asked, path__startswith=own).exclude(unit_id=by.unit_id)
    return found.filter(path__startswith=below.path) if below is not None else found


def missing_places(asked: ReportRequest, by: Actor, *, below: PeriodUnit | None = None) -> QuerySet[PeriodUnit]:
    """Places below the actor's of whom a report is expected and not sent (or returned); those that consolidate too.

    With ``below`` only that place and those below it.
    """
    return places_below(asked, by, below=below).filter(is_expected=True, report__state__in=WITH_UNIT)


def missing_units(
    asked: ReportRequest, by: Actor, *, below: PeriodUnit | None = None, most: int | None = None
) -> list[PeriodUnit]:
    """As ``missing_places``, with unit and report, the earliest due first; the first ``most`` of them (None = all)."""
    found = missing_places(asked, by, below=below)
    return list(found.select_related("unit", "report").order_by("due_on", "path")[:most])


def waiting_reports(by: Actor) -> QuerySet[Report]:
    """Sent reports of the units directly below that the actor's unit has still to accept or return, oldest first."""
    return (
        Report.objects.filter(state=SUBMITTED, place__parent_id=by.unit_id, request__state="open")
        .select_related("unit", "request", "place")
        .order_by("submitted_at", "id")
    )


def waiting_asks(by: Actor) -> QuerySet[ReportAsk]:
    """What units directly below ask about their reports, not yet answered, oldest first."""
    return (
        ReportAsk.objects.waiting()
        .filter(report__place__parent_id=by.unit_id, report__request__state="open")
        .select_related("report__unit", "report__request")
        .order_by("id")
    )


def reports_to_sign(by: Actor) -> QuerySet[Report]:
    """The unit's own reports that lie before those who sign."""
    return Report.objects.filter(unit_id=by.unit_id, state__in=IN_SIGNING, request__state="open")


def board_places(asked: ReportRequest, by: Actor, *, below: PeriodUnit | None = None) -> QuerySet[PeriodUnit]:
    """All places below the actor's (or at and below a chosen one) in a request with their reports, for the board and
    its spreadsheet."""
    places = places_below(asked, by, below=below).filter(parent__isnull=False)
    return places.select_related("unit", "parent", "report").defer("report__values")
