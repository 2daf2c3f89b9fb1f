"""Sending reports on SQLite, as the product sets it up, each commit on the disk; part of ``reporting``."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection, connections

from benchmarks.clerks import CLERKS, rush
from benchmarks.nation import Nation
from benchmarks.pairs import Paired
from benchmarks.reporting_writes import ask_all, drafts, one_after_the_other, store, storing
from thidua.reporting.actions import merge_everything
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.models import Report

CORE, THINKING, ALONE = 400, 300, 100
THINK = 1.2
SETTINGS = "PRAGMA journal_mode=WAL; PRAGMA synchronous={}; PRAGMA cache_size=-64000;"


def writing(nation: Nation) -> Iterator[Paired | str]:
    """Ask, send one after the other, one writer storing, fifty thinking writers."""
    asked, words = ask_all(nation)
    yield words
    for synchronous in ("FULL", "NORMAL"):
        _set(synchronous)
        yield f"storing core (figures and mark), one writer, synchronous {synchronous}: {_core(asked.pk):.0f}/s"
    _set("FULL")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id integer PRIMARY KEY, word text)")
    yield from storing(asked)
    yield from one_after_the_other(drafts(asked, ALONE))
    merge_everything()
    found = rush(drafts(asked, min(THINKING, len(nation.bases) // 3)), think=THINK, merge_every=0.5)
    yield f"{CLERKS} thinking writers, a worker adding up: {found}, totals at most {found.oldest:.1f} s behind"
    merge_everything()
    yield f"afterwards the totals are {'right' if not lost_totals(request_id=asked.pk) else 'WRONG'}"


def _set(synchronous: str) -> None:
    """The tests do not wait for the disk; here every new connection does."""
    connections.databases["default"]["OPTIONS"]["init_command"] = SETTINGS.format(synchronous)
    connection.close()


def _core(request_id: int) -> float:
    """Reports a second: the figures of one report and its mark, a transaction each."""
    rows = list(Report.objects.filter(request_id=request_id).values_list("pk", "unit_id")[:CORE])
    began = time.perf_counter()
    for pk, unit_id in rows:
        store(request_id, pk, unit_id)
    return len(rows) / (time.perf_counter() - began)
