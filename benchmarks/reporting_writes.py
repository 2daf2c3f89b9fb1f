"""What it costs to ask the whole country, to send a report, to add up; part of ``reporting``."""

from __future__ import annotations

import datetime as dt
import functools
import time
from array import array
from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.clerks import CLERKS, Rush, rush
from benchmarks.nation import PLACES, Nation
from benchmarks.pairs import Paired, paired
from thidua.accounts.choices import Role, Verb
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import Unit
from thidua.plans.models import Indicator
from thidua.reporting.actions import merge_everything, merge_rollups, open_request, rebuild_rollups, submit_report
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.choices import Basis, PeriodKind
from thidua.reporting.models import PeriodUnit, Question, Report, ReportRequest, ReportText, Rollup
from thidua.reporting.models.figures import NOTHING, pack

ALONE = 120
RUSH = {"S": 500, "M": 2000, "L": 3000}
THINK, REST = 0.45, 0.5
"""Fifty clerks who think so long send about a hundred reports a second; the worker rests so long between two rounds."""
Line = Paired | str
Work = list[tuple[Actor, int]]


def rebuilding(asked: ReportRequest) -> Iterator[Line]:
    """All totals of one period from nothing, against reading the same bytes; right against a sum made otherwise."""
    yield paired(
        "rebuild of a period / reading its reports",
        lambda: rebuild_rollups(request_id=asked.pk),
        functools.partial(_read_all, asked),
        rounds=4,
        pairs=1,
    )
    row = Rollup.objects.get(request=asked, unit_id=asked.unit_id, basis=Basis.LIVE)
    yield f"the nation's totals equal column sums made otherwise: {'yes' if row.sums == column_sums(asked) else 'NO'}"
    began = time.perf_counter()
    faults = lost_totals(request_id=asked.pk)
    yield f"check of all totals: {len(faults)} differences, {(time.perf_counter() - began) * 1000:.0f} ms"
    for many in (1, 50):
        units = list(
            PeriodUnit.objects.filter(request=asked, is_leaf=True).order_by("unit_id")[:: 1 if many == 1 else 7]
        )
        yield f"merge after {many} reports: {_merge_time(asked, [one.unit_id for one in units[:many]]):.1f} ms"


def _read_all(asked: ReportRequest) -> None:
    table = Report._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sent_values FROM {table} WHERE request_id = %s AND sent_values IS NOT NULL", [asked.pk])
        cursor.fetchall()


def column_sums(asked: ReportRequest) -> list[int | None]:
    """The sums of all base units by place, column by column over one long list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sent_values FROM reporting_report r JOIN reporting_periodunit p ON p.id = r.place_id"
            " WHERE r.request_id = %s AND p.is_leaf AND sent_values IS NOT NULL",
            [asked.pk],
        )
        figures = array("q", b"".join(bytes(row[0]) for row in cursor.fetchall()))
    columns = (figures[place::PLACES] for place in range(PLACES))
    return [sum(column) - column.count(NOTHING) * NOTHING for column in columns]


def _merge_time(asked: ReportRequest, unit_ids: Sequence[int]) -> float:
    found = []
    for _ in range(5):
        mark_dirty(request_id=asked.pk, unit_ids=unit_ids)
        began = time.perf_counter()
        merge_rollups(request_id=asked.pk)
        found.append(time.perf_counter() - began)
    return min(found) * 1000


def ask_all(nation: Nation) -> tuple[ReportRequest, str]:
    """The nation asks every unit below for a report, as its officer does; what that took in words."""
    by = make_actor(Unit.objects.get(pk=nation.places[0].pk), Role.OFFICER)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as caught:
        asked = open_request(
            by=by, title="Báo cáo đang mở", kind=PeriodKind.PHASE, due_on=clock.today() + dt.timedelta(days=30),
            starts_on=clock.today() - dt.timedelta(days=90), ends_on=clock.today(),
            indicators=list(Indicator.objects.filter(code__startswith="BENCH-").order_by("code")),
        )  # fmt: skip
    took = time.perf_counter() - began
    words = f"asking {len(nation.places) - 1:,} units: {took:.1f} s, {len(caught)} statements"
    began = time.perf_counter()
    merge_everything()
    return asked, f"{words}; first merge {(time.perf_counter() - began):.1f} s"


def drafts(asked: ReportRequest, many: int) -> Work:
    """That many reports typed in and ready to be sent, each with its chair, from all over the country."""
    places = PeriodUnit.objects.filter(request=asked, is_leaf=True, report__state="draft").order_by("unit_id")
    places = places.filter(report__edited_at__isnull=True).select_related("unit", "report")
    chosen = list(places[:: max(1, places.count() // many)][:many])
    reports = [place.report.pk for place in chosen]
    Report.objects.filter(pk__in=reports).update(values=pack([1] * PLACES), edited_at=clock.now())
    ReportText.objects.bulk_create(
        ReportText(report_id=pk, question=question, text="Hoàn thành tốt.")
        for question in Question.objects.filter(request=asked, is_required=True)
        for pk in reports
    )
    return [(_chair(place.unit), place.report.pk) for place in chosen]


def _chair(unit: Unit) -> Actor:
    return Actor(
        user_id=None, name="Chủ tịch", unit_id=unit.pk, unit_name=unit.name, unit_path=unit.path,
        unit_level=unit.level, verbs=frozenset({Verb.SUBMIT, Verb.PREPARE}), token="bench",
    )  # fmt: skip


def asking_and_sending(nation: Nation) -> Iterator[Line]:
    """Ask, send one after the other, send fifty at once."""
    asked, words = ask_all(nation)
    yield words
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id bigserial PRIMARY KEY, word text)")
        cursor.execute("ANALYZE")
    yield from storing(asked)
    yield from one_after_the_other(drafts(asked, ALONE))
    scale = {100: "S", 10: "M"}.get(125_000 // len(nation.bases), "L")
    many = min(RUSH[scale], len(nation.bases) // 3)
    alone = rush(drafts(asked, many))
    merge_everything()
    merged = rush(drafts(asked, many), merge_every=0.2)
    yield f"{CLERKS} clerks, nobody adding up: {alone}"
    yield f"{CLERKS} clerks under one root, a worker adding up: {merged}, totals at most {merged.oldest:.1f} s behind"
    yield _compared(alone, merged)
    merge_everything()
    steady = rush(drafts(asked, many), think=THINK, merge_every=REST)
    yield f"a hundred reports a second, a worker adding up: {steady}, totals at most {steady.oldest:.1f} s behind"
    merge_everything()
    yield f"afterwards the totals are {'right' if not lost_totals(request_id=asked.pk) else 'WRONG'}"


def _compared(alone: Rush, merged: Rush) -> str:
    return f"throughput × {merged.rate / alone.rate:.2f}, p99 × {merged.at(0.99) / alone.at(0.99):.2f}"


def store(request_id: int, report_id: int, unit_id: int) -> None:
    """The core of a sending: the figures of a report saved and its mark left, a transaction."""
    with transaction.atomic():
        Report.objects.filter(pk=report_id).update(values=[2] * PLACES)
        mark_dirty(request_id=request_id, unit_ids=[unit_id])


def storing(asked: ReportRequest) -> Iterator[Line]:
    """The core of a sending (``store``), against one row committed."""
    rows = list(Report.objects.filter(request=asked, place__is_leaf=True).values_list("pk", "unit_id")[:500])

    def store_next() -> None:
        rows.append(rows.pop(0))
        store(asked.pk, *rows[-1])

    if connection.vendor == "postgresql":
        for _ in rows:  # a page is written whole the first time after a checkpoint
            store_next()
        start = _written()
        for _ in range(100):
            store_next()
        yield f"storing figures and mark: {(_written() - start) / 100:.0f} bytes of WAL"
    yield paired("storing figures and mark / committing one row", store_next, _commit_a_row, rounds=8, pairs=10)
    merge_everything()


def one_after_the_other(work: Work) -> Iterator[Line]:
    """One report sent, against one row committed."""
    waiting = [(by, Report.objects.select_related("request", "unit", "place").get(pk=pk)) for by, pk in work]
    by, report = waiting.pop()
    with CaptureQueriesContext(connection) as caught:
        submit_report(by=by, report=report)
    wal = ""
    if connection.vendor == "postgresql":
        start = _written()
        for by, report in waiting[:20]:
            submit_report(by=by, report=report)
        wal, waiting = f", {(_written() - start) / 20:.0f} bytes of WAL", waiting[20:]
    yield f"sending one report: {len(caught)} statements{wal}"

    def send() -> None:
        by, report = waiting.pop()
        submit_report(by=by, report=report)

    yield paired("sending one report / committing one row", send, _commit_a_row, rounds=8, pairs=4)


def _written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        return int(cursor.fetchone()[0])


def _commit_a_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (word) VALUES ('một dòng')")
