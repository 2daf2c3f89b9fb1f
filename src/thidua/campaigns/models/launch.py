"""Launch events: when and where a unit launches the movements of its plan."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from thidua.campaigns.choices import LaunchForm
from thidua.campaigns.lifecycle import CANCELLED, LAUNCH, REGISTERED
from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end
from thidua.plans.models import Plan


class LaunchQuerySet(models.QuerySet["Launch"]):
    def visible_to(self, by: Actor) -> LaunchQuerySet:
        """Launches of the actor's unit and of the units below it."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))

    def standing(self) -> LaunchQuerySet:
        """Neither cancelled."""
        return self.exclude(state=CANCELLED)


class Launch(Stateful):
    """The launch event of a unit for its plan. ``is_pilot`` when the upper level chose it as a model launch (C1)."""

    LIFECYCLE = LAUNCH

    state = models.CharField("trạng thái", max_length=30, choices=LAUNCH.choices, default=REGISTERED)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="launches", verbose_name="đơn vị")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="launches", verbose_name="kế hoạch")
    held_on = models.DateField("ngày phát động")
    starts_at = models.TimeField("giờ", default=dt.time(8, 0))
    place = models.CharField("địa điểm", max_length=200)
    form = models.CharField("hình thức", max_length=20, choices=LaunchForm.choices, default=LaunchForm.CEREMONY)
    expected_people = models.PositiveIntegerField("số người dự kiến")
    participants = models.PositiveIntegerField("số người tham dự", null=True, blank=True)
    is_pilot = models.BooleanField("phát động điểm", default=False)
    note = models.TextField("ghi chú", blank=True)

    objects = LaunchQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch phát động"
        verbose_name_plural = "lịch phát động"
        indexes = [models.Index(fields=["held_on", "unit"], name="launches_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "plan"],
                condition=~Q(state="cancelled"),
                name="one_standing_launch_per_plan",
                violation_error_message="Đơn vị đã đăng ký lịch phát động cho kế hoạch này.",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(participants__isnull=False),
                name="held_launch_has_its_participants",
                violation_error_message="Hãy ghi số người tham dự.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on:%d/%m/%Y}"
