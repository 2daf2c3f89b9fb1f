"""Who must do what by when."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.choices import DutyKind
from thidua.organisation.models import Unit, path_end


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, by: Actor) -> DutyQuerySet:
        """Duties of the actor's unit and of the units below it."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))

    def open(self) -> DutyQuerySet:
        """Neither fulfilled, exempted nor withdrawn."""
        return self.filter(fulfilled_at__isnull=True, exempted_at__isnull=True, withdrawn_at__isnull=True)

    def late_on(self, day: dt.date) -> DutyQuerySet:
        """Open and past their day."""
        return self.open().filter(due_on__lt=day)


class Duty(models.Model):
    """One duty of one unit. ``subject_kind``/``subject_id`` name the thing it is about (of a room above).

    ``origin`` says in words where it comes from ("Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021"). ``due_on`` is the last day in
    time ("trước ngày 20/02" is due on 19/02); None means "chưa có hạn". A recurring duty
    is one row an occurrence. Late is counted in calendar days.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties", verbose_name="đơn vị")
    kind = models.CharField("loại việc", max_length=30, choices=DutyKind.choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    occurrence = models.PositiveSmallIntegerField("lần", default=0)
    title = models.CharField("việc", max_length=500)
    origin = models.CharField("theo", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    first_due_on = models.DateField("hạn ban đầu", null=True, blank=True)
    given_at = models.DateTimeField("giao lúc", default=clock.now)
    fulfilled_at = models.DateTimeField("hoàn thành lúc", null=True, blank=True)
    exempted_at = models.DateTimeField("miễn lúc", null=True, blank=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    reason = models.CharField("lý do gia hạn, miễn", max_length=300, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "việc phải làm"
        verbose_name_plural = "việc phải làm"
        indexes = [
            models.Index(fields=["unit", "due_on"], name="duties_by_unit"),
            models.Index(fields=["subject_kind", "subject_id"], name="duties_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "subject_kind", "subject_id", "occurrence"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_duty_per_unit_and_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.title
