"""Requests of a unit about its report that have nothing left to ask."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.common.kept import Kept
from thidua.journal.actions import move
from thidua.reporting.models import Report, ReportAsk


def _waiting(report_ids: tuple[int, ...], kind: str) -> QuerySet[ReportAsk]:
    return ReportAsk.objects.waiting().filter(report_id__in=report_ids, kind=kind)


waiting_asks_of = Kept(_waiting)


def end_asks(*, by: Actor, reports: Sequence[Report], kind: str) -> None:
    """Drop what still waits: more time once the report is sent, reopening once it is returned."""
    for ask in waiting_asks_of(tuple(one.pk for one in reports), kind):
        move(ask, "drop", by=by)
