"""Long work with its progress: what, for whom, how far, with which result."""

from __future__ import annotations

import secrets

from django.db import models

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.jobs.choices import TONES, JobState


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, by: Actor) -> JobQuerySet:
        """The person's own jobs and those started for the unit she acts for."""
        own = models.Q(user_id=by.user_id) if by.user_id else models.Q(pk__in=[])
        return self.filter(own | models.Q(unit_id=by.unit_id))

    def open(self) -> JobQuerySet:
        """Waiting or running."""
        return self.filter(state__in=(JobState.WAITING, JobState.RUNNING))


class Job(models.Model):
    """One piece of long work. ``done`` of ``total`` steps; a killed worker leaves it running at ``done``.

    ``user_id`` and ``unit_id`` are plain numbers: this room lies below accounts and organisation. ``kind`` is a stable
    word of the room that started it, ``subject`` what it is about in that room's own words; ``result_url`` leads to
    what came out, ``message`` says it in words.
    """

    kind = models.CharField("loại", max_length=40)
    subject = models.CharField("về việc", max_length=60, blank=True)
    title = models.CharField("việc", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    result_url = models.CharField("trang kết quả", max_length=300, blank=True)
    message = models.CharField("ghi chú", max_length=500, blank=True)
    user_id = models.BigIntegerField("người yêu cầu", null=True)
    unit_id = models.BigIntegerField("đơn vị")
    created_at = models.DateTimeField("yêu cầu lúc", default=clock.now)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"
        indexes = [
            models.Index(fields=["unit_id", "-id"], name="jobs_by_unit"),
            models.Index(fields=["user_id", "-id"], name="jobs_by_user"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """True while there is something to wait for."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return TONES[JobState(self.state)]

    @property
    def percent(self) -> int:
        """0 to 100, rounded down, so that 100 means all."""
        if self.state == JobState.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


def random_place(_file: JobFile, _name: str) -> str:
    """Where the file is kept: a random name that says nothing and cannot be guessed."""
    return f"jobs/{secrets.token_hex(16)}"


class JobFileQuerySet(models.QuerySet["JobFile"]):
    def visible_to(self, by: Actor) -> JobFileQuerySet:
        """Those that the person herself asked for: what she may see, the next one of her unit may not."""
        return self.filter(job__user_id=by.user_id) if by.user_id else self.none()

    def kept(self) -> JobFileQuerySet:
        """Finished, and not yet to be thrown away."""
        return self.filter(job__state=JobState.DONE, kept_until__gt=clock.now())


class JobFile(models.Model):
    """A file that came out of a job, kept for some days for the person who asked.

    The room that started the job serves it, after its own policy. The row is made before the file is written, so that
    a killed worker leaves no file that nobody knows of.
    """

    job = models.OneToOneField(Job, models.CASCADE, related_name="result", verbose_name="việc")
    name = models.CharField("tên tệp", max_length=150)
    mime = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("dung lượng (byte)", default=0)
    file = models.FileField("tệp", upload_to=random_place, max_length=60)
    kept_until = models.DateTimeField("giữ đến")

    objects = JobFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp kết quả"
        verbose_name_plural = "tệp kết quả"

    def __str__(self) -> str:
        return self.name
