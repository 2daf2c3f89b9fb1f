"""Lists: a unit's own reports, the requests it watches, the reports it receives."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.reporting.lifecycle import DRAFT, WITH_UNIT
from thidua.reporting.models import PeriodUnit, Report, ReportRequest


def own_reports(by: Actor) -> list[Report]:
    """The unit's own reports, at most 50: those it owes, soonest due first; then those it has sent, latest first."""
    reports = list(
        Report.objects.filter(unit_id=by.unit_id)
        .filter(Q(place__is_expected=True) | Q(sent_values__isnull=False))
        .select_related("request", "request__unit", "request__plan", "place")
        .order_by("-place__due_on", "-id")[:50]
    )
    owed = [one for one in reports if one.state in WITH_UNIT and one.request.state == "open"]
    return [*reversed(owed), *(one for one in reports if one not in owed)]


@dataclass(frozen=True)
class Watched:
    """A request with how complete it is below the actor's unit."""

    request: ReportRequest
    expected: int
    done: int
    late: int
    to_answer: int


def asked_of(by: Actor) -> list[Watched]:
    """The requests in whose tree others stand below the actor's unit, latest due first, at most 30, in two queries."""
    requests = list(
        ReportRequest.objects.filter(
            pk__in=PeriodUnit.objects.filter(unit_id=by.unit_id, is_leaf=False).values("request_id")
        )
        .select_related("unit", "plan")
        .order_by("-due_on", "-id")[:30]
    )
    owed = Q(place__is_expected=True)
    rows = (
        Report.objects.below(by)
        .filter(request__in=requests)
        .values("request_id")
        .annotate(
            expected=Count("id", filter=owed & Q(place__is_leaf=True)),
            done=Count("id", filter=owed & Q(place__is_leaf=True, sent_values__isnull=False)),
            late=Count("id", filter=owed & Q(sent_values__isnull=True, place__due_on__lt=clock.today())),
            to_answer=Count("id", filter=Q(state="submitted", place__parent_id=by.unit_id)),
        )
        .order_by()
    )
    counts = {row["request_id"]: (row["expected"], row["done"], row["late"], row["to_answer"]) for row in rows}
    return [Watched(one, *counts.get(one.pk, (0, 0, 0, 0))) for one in requests]


def received_reports(by: Actor) -> QuerySet[Report]:
    """Reports of the units below, drafts left out."""
    return Report.objects.below(by).exclude(state=DRAFT).select_related("unit", "request", "place", "place__parent")
