"""The same totals from a table with a row for each figure, as most products of this kind keep them; part of
``reporting``."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from django.db import connection

from benchmarks.pairs import Paired, paired
from thidua.reporting.actions import rebuild_rollups
from thidua.reporting.models import PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.rows import child_rows

SUMMED = "SELECT {key}, e.slot, sum(e.value), count(e.value) FROM {source} GROUP BY 1, 2"


def against_single_figures(asked: ReportRequest, shown: list[tuple[str, PeriodUnit]]) -> Iterator[Paired]:
    """One period: the rows of these units, and everything added up level by level, in ``bench_figure``."""
    _load(asked)
    for name, place in shown:
        step = len(place.path) + 7
        sql = SUMMED.format(
            key=f"left(e.path, {step})",
            source=f"bench_figure e WHERE e.path >= '{place.path}' AND e.path < '{place.path}:'",
        )
        yield paired(
            f"{name}: GROUP BY single figures / its rows",
            functools.partial(_run, sql),
            functools.partial(child_rows, place),
            rounds=2,
            pairs=1,
        )
    yield paired(
        "level by level over single figures / rebuild",
        _level_by_level,
        lambda: rebuild_rollups(request_id=asked.pk),
        rounds=2,
        pairs=1,
    )
    _run("DROP TABLE bench_figure")


def _load(asked: ReportRequest) -> None:
    _run('CREATE TABLE bench_figure (path text COLLATE "C", slot smallint, value bigint)')
    reports = Report.objects.counting().filter(request=asked, place__is_leaf=True).order_by("place__path")
    told = list(reports.values_list("place__path", "sent_values"))  # a connection that copies answers nothing else
    with connection.cursor() as cursor:
        with cursor.copy("COPY bench_figure (path, slot, value) FROM STDIN") as copy:
            for path, values in told:
                for slot, value in enumerate(values):
                    if value is not None:
                        copy.write_row((path, slot, value))
        cursor.execute("CREATE INDEX ON bench_figure (path)")
        cursor.execute("VACUUM ANALYZE bench_figure")


def _level_by_level() -> None:
    """Communes, provinces, the nation, each from the level below; a unit directly under a province is there twice."""
    with connection.cursor() as cursor:
        below = "bench_figure"
        for number, step in enumerate((21, 14, 7)):
            cursor.execute(
                f"CREATE TEMP TABLE bench_level{number} AS SELECT left(e.path, {step}) AS path, e.slot,"
                f" sum(e.value)::bigint AS value, count(e.value) AS told FROM {below} e GROUP BY 1, 2"
            )
            below = f"bench_level{number}"
        for number in range(3):
            cursor.execute(f"DROP TABLE bench_level{number}")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        if cursor.description:
            cursor.fetchall()
