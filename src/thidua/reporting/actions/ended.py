"""Requests of a unit about its report that have nothing left to ask."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.common.actor import Actor
from thidua.journal.actions import move
from thidua.reporting.models import Report, ReportAsk


def end_asks(*, by: Actor, reports: Sequence[Report], kind: str) -> None:
    """Drop what still waits: more time once the report is sent, reopening once it is returned."""
    for ask in ReportAsk.objects.waiting().filter(report__in=[one.pk for one in reports], kind=kind):
        move(ask, "drop", by=by)
