"""Lists: a unit's own reports, the requests it watches, the reports it receives."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import WITH_UNIT
from thidua.reporting.models import PeriodUnit, Report, ReportRequest
from thidua.ui.counting import length_of


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
    """The requests in whose tree others stand below the actor's unit, latest due first, at most 30, in two queries;
    what was only brought in of an earlier time stands on a page of its own."""
    places = PeriodUnit.objects.filter(unit_id=by.unit_id, is_leaf=False)
    requests = ReportRequest.objects.filter(pk__in=places.values("request_id"), is_history=False)
    requests = requests.select_related("unit", "plan")
    return watched(by, list(requests.order_by("-due_on", "-id")[:30]))


def watched(by: Actor, requests: list[ReportRequest]) -> list[Watched]:
    """These requests with how complete each is below the actor's unit, in one query.

    How many are expected and have sent stands in the unit's own roll-up (as of its last merge); only what is not sent
    yet and what the units directly below have sent up is counted.
    """
    total = FilteredRelation("rollups", condition=Q(rollups__unit_id=by.unit_id, rollups__basis=Basis.LIVE))
    of_request = Report.objects.filter(request_id=OuterRef("pk"))
    owed = of_request.below(by).filter(sent_values__isnull=True, place__is_expected=True)
    rows = (
        ReportRequest.objects.filter(pk__in=[one.pk for one in requests])
        .annotate(total=total)
        .values_list(
            "pk",
            Coalesce("total__n_all", 0),
            Coalesce("total__n_done", 0),
            length_of(owed.filter(place__due_on__lt=clock.today())),
            length_of(of_request.filter(state="submitted", place__parent_id=by.unit_id)),
        )
        .order_by()
    )
    counts = {pk: found for pk, *found in rows}
    return [Watched(one, *counts[one.pk]) for one in requests]


def received_reports(by: Actor) -> QuerySet[Report]:
    """Reports of the units below, drafts and figures brought in from Excel at the start left out."""
    found = Report.objects.below(by).counting().filter(request__is_history=False)
    return found.select_related("unit", "request", "place", "place__parent")
