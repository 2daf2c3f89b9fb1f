"""A workbook too large to wait for: asked for as long work."""

from __future__ import annotations

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.common.verdicts import Refusal
from thidua.jobs.actions import start_job
from thidua.jobs.models import Job
from thidua.jobs.queries import own_jobs
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.whole import MOST_IN_A_JOB, WHOLE, count_below, subject_of

MOST_AT_A_TIME = 3


@transaction.atomic
def ask_for_whole_workbook(*, by: Actor, place: PeriodUnit) -> tuple[Job, bool]:
    """The job that writes the consolidated workbook of a place, and whether it is new: asking again while one waits
    or runs leads to that one. The caller enqueues the task of a new one, in the same transaction.

    Errors: Refusal for more units than a workbook takes, and while three others of the person are open.
    """
    open_ones = list(own_jobs(by, WHOLE).open())
    for job in open_ones:
        if job.subject == subject_of(place):
            return job, False
    total = count_below(place)
    if total > MOST_IN_A_JOB:
        raise Refusal(
            f"Bảng Excel chứa nhiều nhất {format_number(MOST_IN_A_JOB)} đơn vị, nơi này có {format_number(total)}. "
            "Hãy lập bảng cho từng đơn vị cấp dưới, hoặc tải tệp CSV.",
            "too_many",
        )
    if len(open_ones) >= MOST_AT_A_TIME:
        raise Refusal(
            f"Bạn đang có {len(open_ones)} bảng chờ lập. Hãy đợi một bảng xong rồi lập tiếp.", "too_many_jobs"
        )
    title = f"Bảng đến từng cơ sở: {place.request.title} – {place.unit.title}"
    return start_job(by=by, kind=WHOLE, subject=subject_of(place), title=title, total=total), True
