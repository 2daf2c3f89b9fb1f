"""A worker killed with SIGKILL, twenty times, in the middle of sending, drawing back and adding up: no half report is
left, no total is out of step after the next sweep."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from thidua.accounts.tests.factories import make_user
from thidua.duties.models import Duty
from thidua.journal.models import Entry, MoveLog
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import merge_everything
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.models import Report, ReportRequest, ReportRevision, Rollup
from thidua.reporting.tests.factories import fill, make_request, report_of

KILLS = 20
FIGURES = (3, 2, 5, 7)
WORKER = """
import os, sys, time
import django
from django.conf import settings

django.setup()
import datetime as dt
from django.db import connection

settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.common import clock
from thidua.reporting.actions import merge_rollups, submit_report, withdraw_report
from thidua.reporting.models import PeriodUnit, Report, RollupDirty


def steps_of_sending(seed):
    people = dict(User.objects.values_list("appointments__unit_id", "pk"))
    while True:
        reports = Report.objects.filter(place__is_leaf=True).values_list("pk", flat=True)
        for pk in sorted(reports, key=lambda pk: pk * seed % 7):
            report = Report.objects.select_related("request", "unit", "place").get(pk=pk)
            by = actor_for(User.objects.get(pk=people[report.unit_id]), report.unit_id)
            if report.state == "draft":
                submit_report(by=by, report=report)
            else:
                withdraw_report(by=by, report=report)
            if pk % 3 == seed % 3:
                merge_rollups(request_id=report.request_id)
            yield


def steps_of_merging():
    while True:
        for place in PeriodUnit.objects.filter(is_leaf=True):
            RollupDirty.objects.create(request_id=place.request_id, unit_id=place.unit_id)
        merge_rollups(request_id=place.request_id)
        yield


def work(steps):
    next(steps)
    began = time.monotonic()
    next(steps)
    print(time.monotonic() - began, flush=True)
    for _ in steps:
        pass


for line in sys.stdin:
    what, seed = line.split()
    pid = os.fork()
    if not pid:
        print(os.getpid(), flush=True)
        with clock.at(dt.date(2021, 7, 1)):
            work(steps_of_sending(int(seed)) if what == "send" else steps_of_merging())
    os.waitpid(pid, 0)
    print("gone", flush=True)
"""


@pytest.fixture
def worker(db: None) -> Iterator[subprocess.Popen[str]]:
    """A program with the product loaded; for each line it is told it starts a child of its own and says its number."""
    name = str(connection.settings_dict["NAME"])
    program = subprocess.Popen(
        [sys.executable, "-c", WORKER, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(settings.ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
    )
    yield program
    program.kill()
    program.communicate()


def kill_after(program: subprocess.Popen[str], words: str, steps: float) -> None:
    """Let it work; once it is well under way, kill it after so many times the duration of one of its steps."""
    assert program.stdin
    assert program.stdout
    program.stdin.write(f"{words}\n")
    program.stdin.flush()
    pid = int(program.stdout.readline())
    time.sleep(steps * float(program.stdout.readline()))
    os.kill(pid, signal.SIGKILL)
    assert program.stdout.readline() == "gone\n"


def a_city_ready_to_send() -> ReportRequest:
    city = make_province()
    chairs = {}
    for _ in range(2):
        district = make_district(city)
        for _ in range(4):
            base = make_base(district)
            chairs[base.pk] = make_user(base)
    asked = make_request(city)
    for unit in Unit.objects.filter(pk__in=list(chairs)):
        fill(report_of(asked, unit), *FIGURES)
    return asked


def assert_no_half_report(asked: ReportRequest) -> int:
    """Each report is sent whole or not at all, with all that belongs to it. Output: how many are sent."""
    sent = 0
    for report in Report.objects.filter(request=asked, place__is_leaf=True):
        is_sent = report.state == "submitted"
        sent += is_sent
        assert (report.sent_values == list(FIGURES)) == is_sent, report.state
        numbers = list(ReportRevision.objects.filter(report=report).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, report.revision + 1))
        moves = MoveLog.objects.filter(kind="report", subject_id=report.pk)
        assert moves.filter(move="submit").count() == report.revision
        assert moves.count() == 2 * report.revision - is_sent
        signed = Entry.objects.filter(event="report.submit", subject_kind="report", subject_id=str(report.pk))
        assert signed.count() == report.revision
        duty = Duty.objects.get(unit_id=report.unit_id, subject_kind="report_request", subject_id=asked.pk)
        assert (duty.fulfilled_at is not None) == is_sent
    return sent


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_twenty_times_leaves_no_half_report_and_no_total_out_of_step(on_day, worker):
    on_day("2021-07-01")
    dice = random.Random(1948)
    asked = a_city_ready_to_send()
    seen = set()
    for number in range(KILLS):
        what = "merge" if number % 4 == 3 else "send"
        kill_after(worker, f"{what} {number + 1}", dice.uniform(0.2, 3))
        sent = assert_no_half_report(asked)
        if number % 2:
            continue
        merge_everything()
        assert lost_totals(request_id=asked.pk) == []
        whole = Rollup.objects.get(request=asked, unit=asked.unit, basis="live")
        assert whole.n_done == sent
        assert whole.sums == [figure * sent for figure in FIGURES] or not sent
        seen.add(sent)
    assert Report.objects.filter(request=asked, revision__gt=0).count() > 1
    assert len(seen) > 1
