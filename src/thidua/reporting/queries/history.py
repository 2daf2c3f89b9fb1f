"""Earlier periods brought in from Excel: which there are, and the units of their trees."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.organisation.models import Unit
from thidua.reporting.models import Figures, PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.tree import steps_of, tree_of


def history_requests(by: Actor) -> QuerySet[ReportRequest]:
    """The earlier periods that the actor's unit has brought in, latest first."""
    return ReportRequest.objects.filter(unit_id=by.unit_id, is_history=True).order_by("-ends_on", "-id")


def history_sources(by: Actor) -> QuerySet[ReportRequest]:
    """The requests whose figures may be brought in for an earlier period: those in whose tree others stand below."""
    own = PeriodUnit.objects.filter(unit_id=by.unit_id, is_leaf=False).values("request_id")
    return ReportRequest.objects.filter(pk__in=own, is_history=False).order_by("-ends_on", "-id")


def history_between(by: Actor, starts_on: dt.date, ends_on: dt.date) -> ReportRequest | None:
    """What the unit has brought in for exactly these days."""
    return history_requests(by).filter(starts_on=starts_on, ends_on=ends_on).first()


def figures_in(asked: ReportRequest | None) -> dict[int, Figures]:
    """Unit id → its figures in an earlier period."""
    if asked is None:
        return {}
    told = Report.objects.counting().filter(request=asked)
    return {unit_id: figures or [] for unit_id, figures in told.values_list("unit_id", "sent_values")}


def units_then(root: Unit, starts_on: dt.date, ends_on: dt.date) -> list[tuple[Unit, str, tuple[int, ...]]]:
    """The units below in the tree of that time: each with the name of the unit above it and its way from the root."""
    branches = tree_of(root, starts_on, ends_on)
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[one.unit.pk for one in branches])}
    return [
        (units[one.unit.pk], units[one.parent_id].title, steps_of(one.path))
        for one in branches
        if one.parent_id is not None
    ]
