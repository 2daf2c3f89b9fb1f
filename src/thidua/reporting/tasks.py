"""What the worker does: adding up, and workbooks too large to wait for."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django_tasks import task

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.files import mime
from thidua.common.verdicts import Refusal
from thidua.jobs.actions import KEPT_DAYS, advance, begin, fail, finish, keep_file
from thidua.jobs.models import Job
from thidua.notices.actions import tell
from thidua.reporting.actions.merging import merge_rollups
from thidua.reporting.actions.workbooks import ask_for_whole_workbook
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.totals import live_total
from thidua.reporting.queries.waiting import is_task_waiting
from thidua.reporting.queries.whole import depths_below, rows_below
from thidua.reporting.sheets.whole import write_whole

STEP = 250
"""Rows between two words on how far it is."""
SOON = 50
"""What people wait for goes before what they have left alone: a merge before a workbook (0). While a workbook is being
written the timers merge, every half minute."""
BROKEN = "Không lập được bảng do lỗi của phần mềm. Hãy lập lại; nếu vẫn không được, hãy tải tệp CSV."


@task(priority=SOON)
def merge_request(request_id: int) -> int:
    """Recompute the totals behind the waiting marks of a request; may run twice. Output: how many marks were taken."""
    taken = 0
    while merged := merge_rollups(request_id=request_id):
        taken += merged
    return taken


def merge_soon(request_ids: Iterable[int]) -> None:
    """Let the worker merge these requests once the present transaction is committed."""
    for request_id in sorted(set(request_ids)):
        transaction.on_commit(functools.partial(_enqueue, request_id))


def _enqueue(request_id: int) -> None:
    """One waiting task for all who send in the same second: it has not begun, so that it will see their marks too."""
    if not is_task_waiting(merge_request.module_path, [request_id]):
        merge_request.enqueue(request_id)


@transaction.atomic
def start_whole_workbook(*, by: Actor, place: PeriodUnit) -> Job:
    """The job that writes the consolidated workbook of a place, with its task in the queue.

    Errors: Refusal of ``ask_for_whole_workbook``.
    """
    job, is_new = ask_for_whole_workbook(by=by, place=place)
    if is_new:
        write_whole_workbook.enqueue(job.pk, place.pk)
    return job


@task()
def write_whole_workbook(job_id: int, place_id: int) -> None:
    """Write the workbook and keep it for the one who asked; after a killed worker it is written from the beginning."""
    job = begin(job_id=job_id)
    if job is None:
        return
    place = PeriodUnit.objects.select_related("request", "unit").get(pk=place_id)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bang.xlsx"
            _write(job_id, place, path)
            name = f"tong-hop-den-co-so-{place.request_id}-{place.unit_id}-{clock.today():%Y%m%d}.xlsx"
            kept = keep_file(job_id=job_id, path=path, name=name, mime=mime("xlsx"))
    except Refusal as refusal:
        fail(job_id=job_id, message=str(refusal))
        return
    except Exception:
        fail(job_id=job_id, message=BROKEN)
        raise
    until = format_date(clock.local(kept.kept_until).date())
    url = reverse("rollup_whole_job", args=[place.request_id, place.unit_id])
    finish(job_id=job_id, message=f"Bảng đã lập xong, giữ {KEPT_DAYS} ngày (đến {until}).", result_url=url)
    users = User.objects.filter(pk=job.user_id)
    tell(users=users, text=f"Đã lập xong: {job.title}. Tải về trước ngày {until}.", url=url, key=f"job.done:{job.pk}")


def _write(job_id: int, place: PeriodUnit, path: Path) -> None:
    depths = depths_below(place)
    total = live_total(place.request_id, place.unit_id)
    advance(job_id=job_id, done=0, total=len(depths))

    def tell_how_far(done: int) -> None:
        if done % STEP == 0:
            advance(job_id=job_id, done=done)

    slots, sums = slots_of(place.request_id), total.sums if total else None
    write_whole(path, place, slots, depths, rows_below(place), sums, tell_how_far)
    advance(job_id=job_id, done=len(depths))
