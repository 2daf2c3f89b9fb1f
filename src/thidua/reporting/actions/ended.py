"""Requests of a unit about its report that have nothing left to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.journal.actions import move
from thidua.reporting.choices import AskKind
from thidua.reporting.models import PeriodUnit, Report, ReportAsk
from thidua.ui.kept import Kept


def _to_owe_less(report_ids: tuple[int, ...]) -> QuerySet[ReportAsk]:
    return ReportAsk.objects.waiting().filter(report_id__in=report_ids).exclude(kind=AskKind.REOPEN)


asks_to_owe_less = Kept(_to_owe_less)


def end_asks_to_owe_less(*, by: Actor, reports: Sequence[Report]) -> None:
    """Once reports are sent: drop what still waits for more time or for being freed."""
    for ask in asks_to_owe_less(tuple(one.pk for one in reports)):
        move(ask, "drop", by=by)


def end_asks_of_longer(*, by: Actor, place: PeriodUnit, due_on: dt.date) -> None:
    """Once the unit has until that day: what waits for no later one is granted."""
    for ask in ReportAsk.objects.waiting().filter(report__place=place, kind=AskKind.EXTEND, due_on__lte=due_on):
        move(ask, "grant", by=by)


def end_asks_of_freed(*, by: Actor, place: PeriodUnit) -> None:
    """Once the unit owes nothing: what waits for that is granted, what waits for more time is dropped."""
    for ask in ReportAsk.objects.waiting().filter(report__place=place).exclude(kind=AskKind.REOPEN):
        move(ask, "grant" if ask.kind == AskKind.EXEMPT else "drop", by=by)


def end_asks_to_reopen(*, by: Actor, report: Report) -> None:
    """Once a report is returned: drop what still waits for it."""
    for ask in ReportAsk.objects.waiting().filter(report=report, kind=AskKind.REOPEN):
        move(ask, "drop", by=by)
