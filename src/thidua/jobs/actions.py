"""Every write of long work. The pattern of a task that survives a killed worker:

job = start_job(by=by, kind="certificates", title="…", total=len(ids))
make_certificates.enqueue(job.pk)              # after commit

@task()
def make_certificates(job_id: int) -> None:
    job = begin(job_id=job_id)                 # goes on at job.done after a killed worker; None when it is over
    for index, pk in enumerate(ids[job.done:], start=job.done + 1):
        …                                      # one step in its own transaction
        advance(job_id=job_id, done=index)
    finish(job_id=job_id, message="…", result_url="…")
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.core.files import File
from django.db.models import F

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.jobs.choices import JobState
from thidua.jobs.models import Job, JobFile, JobFileQuerySet, random_place

KEPT_DAYS = 3
"""How long a file that came out of a job is kept."""

INTERRUPTED = "Máy chủ khởi động lại giữa chừng; việc được làm tiếp từ chỗ đang dở."


def start_job(*, by: Actor, kind: str, title: str, total: int = 0, subject: str = "") -> Job:
    """Note down that long work was asked for; the caller enqueues its task after commit."""
    return Job.objects.create(
        kind=kind,
        subject=subject,
        title=title[:200],
        total=total,
        user_id=by.user_id,
        unit_id=by.unit_id,
        created_at=clock.now(),
    )


def begin(*, job_id: int) -> Job | None:
    """The task takes the job up, the first time or after a killed worker. Output: None when it has ended already."""
    taken = Job.objects.open().filter(pk=job_id).update(state=JobState.RUNNING, started_at=clock.now())
    return Job.objects.get(pk=job_id) if taken else None


def advance(*, job_id: int, done: int | None = None, total: int | None = None, by_steps: int = 0) -> None:
    """Say how far: ``done`` as a whole, or ``by_steps`` more; ``total`` where it became known."""
    fields: dict[str, object] = {}
    if done is not None:
        fields["done"] = done
    elif by_steps:
        fields["done"] = F("done") + by_steps
    if total is not None:
        fields["total"] = total
    if fields:
        Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(**fields)


def finish(*, job_id: int, message: str = "", result_url: str = "") -> None:
    """The work is done; ``result_url`` leads to what came out of it."""
    Job.objects.open().filter(pk=job_id).update(
        state=JobState.DONE, message=message[:500], result_url=result_url, ended_at=clock.now()
    )


def fail(*, job_id: int, message: str) -> None:
    """The work cannot be done; ``message`` says why and what to do now."""
    Job.objects.open().filter(pk=job_id).update(state=JobState.FAILED, message=message[:500], ended_at=clock.now())


def keep_file(*, job_id: int, path: Path, name: str, mime: str) -> JobFile:
    """Keep the file at ``path`` as what came out of the job, for the one who asked, ``KEPT_DAYS`` days long.

    Call it before ``finish``; doing it again (after a killed worker) replaces the file.
    """
    _forget(JobFile.objects.filter(job_id=job_id))
    place = random_place(JobFile(), name)
    kept = JobFile.objects.create(
        job_id=job_id,
        name=name[:150],
        mime=mime,
        size=path.stat().st_size,
        file=place,
        kept_until=clock.now() + dt.timedelta(days=KEPT_DAYS),
    )
    with path.open("rb") as written:
        kept.file.storage.save(place, File(written))
    return kept


def drop_old_files() -> int:
    """Throw away the files whose days are over (a timer). Output: how many."""
    return _forget(JobFile.objects.filter(kept_until__lte=clock.now()))


def _forget(files: JobFileQuerySet) -> int:
    found = list(files)
    for one in found:
        one.file.storage.delete(str(one.file.name))
        one.delete()
    return len(found)


def requeue_interrupted() -> int:
    """At the start of the worker: what was running when it died waits again, and goes on at ``done``.

    Its entry of the task queue is given back beside this (``config.lost_work``). Output: how many.
    """
    return Job.objects.filter(state=JobState.RUNNING).update(state=JobState.WAITING, message=INTERRUPTED)
