"""The reports of the whole country: reading one unit's totals, sending a report, fifty clerks at once, adding up anew.

Without ``THIDUA_DATABASE`` a tenth is measured on SQLite, then the scale asked for (``--scale``) on a PostgreSQL of its
own whose commits wait for the disk. Each figure is the ratio to the least that any way would cost, measured in turn
with it; milliseconds are those of the machine and the hour. See README.md beside this file.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.running import postgres

from benchmarks import reporting_eav, reporting_sqlite, reporting_writes
from benchmarks.nation import PLACES, Nation, Place, add_period, plant
from benchmarks.pages import EMPTY
from benchmarks.pairs import Paired, paired
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.reporting.actions import rebuild_rollups
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.queries.rows import child_rows

PERIODS, KEPT = 4, 10
ROOT = Path(__file__).resolve().parents[1]
Line = Paired | str


def measure() -> Iterator[Line]:
    """All of it on both databases, or what the database of ``THIDUA_DATABASE`` can show."""
    scale = os.environ.get("THIDUA_SCALE", "S")
    if connection.vendor == "postgresql":
        yield from _on_postgres(scale)
        return
    smaller = {"L": "M"}.get(scale, "S")
    nation = plant(smaller)
    yield f"SQLite, scale {smaller}: {len(nation.places):,} units, load {os.getloadavg()[0]:.1f}"
    asked = _filled(nation, 1)[0]
    yield from _reads(nation, asked)
    yield from reporting_writes.rebuilding(asked)
    yield from reporting_sqlite.writing(nation)
    with postgres.cluster(postgres.DURABLE) as database:
        command = [sys.executable, "-m", "benchmarks", "bench", "reporting", "--scale", scale]
        environ = {**os.environ, "THIDUA_DATABASE": database}
        with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as child:
            for line in child.stdout or ():
                yield line.rstrip()
        if child.returncode:
            yield "the measurement on PostgreSQL broke off"


def _on_postgres(scale: str) -> Iterator[Line]:
    nation = plant(scale)
    yield f"PostgreSQL, fsync on, scale {scale}: {len(nation.places):,} units, load {os.getloadavg()[0]:.1f}"
    first = _filled(nation, 1)[0]
    before = _nation_page(nation, first)
    _filled(nation, PERIODS - 1)
    rows = Report.objects.counting().count()
    yield f"{PERIODS} periods: {rows:,} reports, {rows * PLACES:,} figures"
    yield from _reads(nation, first)
    yield from _against_raw_rows(nation, first)
    shown = _shown(nation)
    places = [(name, _place(first, unit.pk)) for name, unit in (shown[0], shown[2])]
    yield from reporting_eav.against_single_figures(first, places)
    yield from reporting_writes.rebuilding(first)
    yield from reporting_writes.asking_and_sending(nation)
    if scale != "L":
        _filled(nation, KEPT - PERIODS)
        after = _nation_page(nation, first)
        yield f"{KEPT} periods kept / 1 (totals of the nation, against the same bytes): × {after / before:.2f}"


def _filled(nation: Nation, periods: int) -> list[ReportRequest]:
    """That many more periods, added up."""
    found = []
    for _ in range(periods):
        asked = add_period(nation, len(nation.requests))
        rebuild_rollups(request_id=asked.pk)
        found.append(asked)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def _shown(nation: Nation) -> list[tuple[str, Place]]:
    """The units whose pages are measured."""
    provinces, uppers = nation.by_size(UnitLevel.PROVINCE), nation.by_size(UnitLevel.UPPER)
    return [
        ("nation", nation.places[0]),
        ("biggest province", provinces[0]),
        ("median province", provinces[len(provinces) // 2]),
        ("commune", uppers[len(uppers) // 2]),
    ]


def _place(asked: ReportRequest, unit_id: int) -> PeriodUnit:
    return PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit_id=unit_id)


def _same_bytes(place: PeriodUnit) -> Callable[[], Any]:
    """One statement that brings the rows of the same children, unread and joined with nothing."""
    of_children = "request_id = %s AND unit_id = ANY(%s)"
    children = list(PeriodUnit.objects.filter(request=place.request, parent_id=place.unit_id))
    if connection.vendor == "sqlite":
        of_children = f"request_id = %s AND unit_id IN ({','.join(str(one.unit_id) for one in children)})"
    inner, leaves = ([one.unit_id for one in children if one.is_leaf == is_leaf] for is_leaf in (False, True))
    sums = f"SELECT unit_id, sums, counts FROM reporting_rollup WHERE {of_children} AND basis = '{Basis.LIVE}'"
    sent = f"SELECT unit_id, sent_values FROM reporting_report WHERE {of_children}"

    def fetch() -> None:
        with connection.cursor() as cursor:
            for sql, units in ((sums, inner), (sent, leaves)):
                if units:
                    cursor.execute(sql, [place.request_id, units][: sql.count("%s")])
                    cursor.fetchall()

    return fetch


def _nation_page(nation: Nation, asked: ReportRequest) -> float:
    """The totals of the nation, as a ratio to its bytes."""
    place = _place(asked, nation.places[0].pk)
    return paired("", functools.partial(overview_of, place), _same_bytes(place), rounds=8, pairs=5).ratio


def _reads(nation: Nation, asked: ReportRequest) -> Iterator[Line]:
    """The rows of a unit's children, its whole overview, its page; statements and pages of the database touched."""
    client = Client()
    client.force_login(make_user(Unit.objects.get(pk=nation.places[0].pk), Role.OFFICER))
    for name, unit in _shown(nation):
        place = _place(asked, unit.pk)
        fetch = _same_bytes(place)
        rows = len(child_rows(place))
        yield paired(
            f"{name}: {rows} rows / same bytes", functools.partial(child_rows, place), fetch, rounds=8, pairs=5
        )
        yield paired(
            f"{name}: whole overview / same bytes", functools.partial(overview_of, place), fetch, rounds=8, pairs=3
        )
        with CaptureQueriesContext(connection) as caught:
            overview_of(place)
        touched = f", {_touched(caught.captured_queries)}" if connection.vendor == "postgresql" else ""
        with override_settings(ROOT_URLCONF="benchmarks.pages"):
            url = reverse("rollup_page", args=[asked.pk, unit.pk])
            with CaptureQueriesContext(connection) as of_page:
                size = len(client.get(url).content)
            yield f"{name}: {len(caught)} statements{touched}; page {len(of_page)} statements, {size / 1024:.0f} KB"
            open_page, open_empty = functools.partial(client.get, url), functools.partial(client.get, EMPTY)
            yield paired(f"{name}: page / empty page", open_page, open_empty, rounds=6, pairs=3)


def _touched(queries: list[dict[str, str]]) -> str:
    """How much of the database these statements look at, in 8-kB pages."""
    pages = 0
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query["sql"].replace("%", "%%"), [])
            plan = cursor.fetchone()[0][0]["Plan"]
            pages += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return f"{pages * 8 / 1024:.1f} MB touched"


def _against_raw_rows(nation: Nation, asked: ReportRequest) -> Iterator[Line]:
    """The same sums by GROUP BY over a table of one row a report and one column a figure, the best of raw layouts."""
    columns = [f"v{place}" for place in range(PLACES)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bench_wide (province text, upper text, {', '.join(f'{one} bigint' for one in columns)})"
        )
        reports = list(Report.objects.counting().filter(request=asked).values_list("place__path", "sent_values"))
        with cursor.copy(f"COPY bench_wide (province, upper, {', '.join(columns)}) FROM STDIN") as copy:
            for path, values in reports:
                copy.write_row((path[:14], path[:21], *values))
        cursor.execute("CREATE INDEX ON bench_wide (province)")
        cursor.execute("VACUUM ANALYZE bench_wide")
    sums = ", ".join(f"sum({one}), count({one})" for one in columns)
    median = _shown(nation)[2][1]
    questions = [
        ("nation", nation.places[0], f"SELECT province, {sums} FROM bench_wide GROUP BY province"),
        (
            "median province",
            median,
            f"SELECT upper, {sums} FROM bench_wide WHERE province = '{median.path}' GROUP BY upper",
        ),
    ]
    for name, unit, sql in questions:
        place = _place(asked, unit.pk)
        yield paired(
            f"{name}: GROUP BY raw rows / its rows",
            functools.partial(_run, sql),
            functools.partial(child_rows, place),
            rounds=4,
            pairs=2,
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_wide")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()
