"""Fifty clerks who send their reports at once: five processes of ten threads, each clerk with her own connection."""

from __future__ import annotations

import gc
import multiprocessing
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Min

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.reporting.actions import merge_everything, submit_report
from thidua.reporting.models import Report, RollupDirty

PROCESSES, THREADS = 5, 10
CLERKS = PROCESSES * THREADS
FORK = multiprocessing.get_context("fork")
Work = Sequence[tuple[Actor, int]]


@dataclass(frozen=True)
class Rush:
    """How it went: seconds each report took, faults in words, seconds in all, the oldest mark seen (seconds)."""

    took: list[float]
    faults: list[str]
    seconds: float
    oldest: float

    @property
    def rate(self) -> float:
        """Reports a second."""
        return len(self.took) / self.seconds

    def at(self, share: float) -> float:
        """Milliseconds within which that share of the reports was sent."""
        return statistics.quantiles(self.took, n=1000)[int(share * 1000) - 1] * 1000

    def __str__(self) -> str:
        faults = f", {len(self.faults)} FAULTS: {self.faults[0]}" if self.faults else ", no fault"
        return f"{self.rate:.0f} reports/s, p50 {self.at(0.5):.0f} ms, p99 {self.at(0.99):.0f} ms{faults}"


def rush(work: Work, *, think: float = 0.0, merge_every: float | None = None) -> Rush:
    """All these reports sent by ``CLERKS`` at once, with ``think`` seconds between two of one clerk's.

    ``merge_every``: meanwhile one more process adds up, with that many seconds of rest between two rounds.
    """
    connection.close()
    # What stands here already is not looked through by the children: that would copy all of it, ten seconds at a time.
    gc.freeze()
    told, done = FORK.Queue(), FORK.Event()
    shares = [work[number::CLERKS] for number in range(CLERKS)]
    clerks = [
        FORK.Process(target=_process, args=(shares[start : start + THREADS], think, told))
        for start in range(0, CLERKS, THREADS)
    ]
    merger = FORK.Process(target=_merge, args=(done, merge_every)) if merge_every is not None else None
    if merger:
        merger.start()
    began = time.perf_counter()
    for process in clerks:
        process.start()
    took, faults, oldest = _gather(told, len(clerks))
    seconds = time.perf_counter() - began
    done.set()
    for process in (*clerks, *([merger] if merger else [])):
        process.join()
    gc.unfreeze()
    return Rush(took, faults, seconds, oldest if merger else 0.0)


def _gather(told: Any, expected: int) -> tuple[list[float], list[str], float]:
    """Wait for all; look at the oldest mark meanwhile."""
    took: list[float] = []
    faults: list[str] = []
    oldest = 0.0
    while expected:
        try:
            more, wrong = told.get(timeout=0.1)
        except Exception:
            first = RollupDirty.objects.aggregate(first=Min("marked_at"))["first"]
            if first:
                oldest = max(oldest, (clock.now() - first).total_seconds())
            continue
        took += more
        faults += wrong
        expected -= 1
    return took, faults, oldest


def _process(shares: Sequence[Work], think: float, told: Any) -> None:
    took: list[float] = []
    faults: list[str] = []
    threads = [
        threading.Thread(target=_clerk, args=(share, think * (1 + number / THREADS), took, faults))
        for number, share in enumerate(shares)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put((took, faults))


def _clerk(work: Work, think: float, took: list[float], faults: list[str]) -> None:
    try:
        for by, report_id in work:
            if think:
                time.sleep(think)
            report = Report.objects.select_related("request", "unit", "place").get(pk=report_id)
            began = time.perf_counter()
            submit_report(by=by, report=report)
            took.append(time.perf_counter() - began)
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}")
    finally:
        connection.close()


def _merge(done: Any, rest: float) -> None:
    while not done.is_set():
        merge_everything()
        done.wait(rest)
    connection.close()
