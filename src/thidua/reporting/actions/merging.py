"""Roll-ups: marks go in with every report that changes; a merge takes them out and recomputes the touched parents.

A merge runs in the worker, never in a page. It recomputes from the children, bottom-up; it patches nothing, so it may
run twice, late, or after a killed worker. On PostgreSQL one merger at a time (advisory lock); SQLite has one writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.reporting.actions.bulk import put_rows
from thidua.reporting.actions.differences import note_differences
from thidua.reporting.actions.targets import catch_up_targets, units_behind
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, ReportRequest, Rollup, RollupDirty
from thidua.reporting.queries.among import Among
from thidua.reporting.queries.totals import LISTS, NUMBERS, Total, inner_places, totals_of

LOCK_CLASS = 0x7D17
MARKS_AT_ONCE = 5000
KEY = ("request_id", "unit_id", "basis")


def merge_rollups(*, request_id: int) -> int:
    """Take the waiting marks of a request and recompute every total above them. Output: how many marks were taken.

    The lone writer of SQLite is held up by what is written only: the totals are read and added up before. Whoever
    merged in between has taken the oldest of the marks, and what was added up here is dropped.
    """
    with _one_at_a_time(request_id):
        catch_up_targets(asked=ReportRequest.objects.get(pk=request_id))
        marks = list(RollupDirty.objects.filter(request_id=request_id).order_by("id")[:MARKS_AT_ONCE])
        if not marks:
            return 0
        touched = inner_places(request_id, {mark.unit_id for mark in marks})
        totals = totals_of(request_id, touched)
        try:
            with transaction.atomic(savepoint=False):
                _take(marks)
                _write(request_id, totals)
                note_differences(request_id=request_id, unit_ids=touched)
        except _Overtaken:
            return 0
    return len(marks)


class _Overtaken(Exception):
    """Somebody else has merged meanwhile."""


def _take(marks: Sequence[RollupDirty]) -> None:
    taken, _ = RollupDirty.objects.filter(Among("pk", [mark.pk for mark in marks])).delete()
    if taken != len(marks):
        raise _Overtaken


def merge_everything() -> int:
    """The sweeper: merge whatever waits, of every request; of the open ones fetch the targets that have changed.
    Output: how many marks were taken."""
    taken = 0
    waiting = set(RollupDirty.objects.order_by().values_list("request_id", flat=True).distinct())
    waiting |= {asked.pk for asked in ReportRequest.objects.open() if asked.pk not in waiting and units_behind(asked)}
    for request_id in sorted(waiting):
        while merged := merge_rollups(request_id=request_id):
            taken += merged
    return taken


@transaction.atomic
def rebuild_rollups(*, request_id: int) -> int:
    """Recompute every total of a request from the reports alone. Output: how many rows stand afterwards."""
    with _one_at_a_time(request_id):
        RollupDirty.objects.filter(request_id=request_id).delete()
        totals = totals_of(request_id)
        _write(request_id, totals)
        inner = PeriodUnit.objects.filter(request_id=request_id, is_leaf=False)
        Rollup.objects.filter(request_id=request_id).exclude(unit_id__in=inner.values("unit_id")).delete()
    return len(totals)


@contextmanager
def _one_at_a_time(request_id: int) -> Iterator[None]:
    """On PostgreSQL one merger of a request at a time, in one transaction."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, request_id % (2**31)])
        yield


def _write(request_id: int, totals: dict[tuple[int, str], Total]) -> None:
    moment = clock.now()
    rows = [
        (request_id, unit_id, str(basis), *total.lists, *total.numbers, moment)
        for (unit_id, basis), total in totals.items()
    ]
    put_rows(Rollup, (*KEY, *LISTS, *NUMBERS, "computed_at"), rows, unique=KEY)


@transaction.atomic
def lost_totals(*, request_id: int) -> list[str]:
    """Rebuild in memory and compare with what is kept: one Vietnamese sentence a difference. Writes nothing.

    Rows with marks waiting are left out: they are behind, not wrong. No merge runs meanwhile, and the marks are read
    last, so that a report sent during the check is not taken for a difference.
    """
    with _one_at_a_time(request_id):
        kept = {(row.unit_id, row.basis): row for row in Rollup.objects.filter(request_id=request_id)}
        totals = totals_of(request_id)
        wrong = [key for key, total in totals.items() if key not in kept or not total.equals(kept[key])]
        wrong += [key for key in kept if key not in totals]
        waiting = set(RollupDirty.objects.filter(request_id=request_id).values_list("unit_id", flat=True))
    behind = inner_places(request_id, waiting)
    names = Unit.objects.in_bulk([unit_id for unit_id, _ in wrong])
    return [
        f"{names[unit_id].name}: tổng hợp “{Basis(basis).label}” không khớp với báo cáo."
        for unit_id, basis in wrong
        if unit_id not in behind
    ]
