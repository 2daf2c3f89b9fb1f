"""Long work with its progress: what, for whom, how far, with which result."""

from __future__ import annotations

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
    word of the room that started it; ``result_url`` leads to what came out, ``message`` says it in words.
    """

    kind = models.CharField("loại", max_length=40)
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
