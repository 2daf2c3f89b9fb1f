"""Who must do what by when."""

from __future__ import annotations

import datetime as dt
import re

from django.db import models
from django.db.models import Q

from thidua.accounts.models import User
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
    time ("trước ngày 20/02" is due on 19/02); None means "chưa có hạn". A recurring duty is one row an occurrence,
    ``occasion`` names it ("đợt 1"). Late is counted in calendar days. ``inherited_from`` is the dissolved unit that it
    was taken over from. ``revision`` counts the changes that a subscribed calendar has to hear of.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties", verbose_name="đơn vị")
    kind = models.CharField("loại việc", max_length=30, choices=DutyKind.choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    occurrence = models.PositiveSmallIntegerField("lần", default=0)
    occasion = models.CharField("kỳ", max_length=80, blank=True)
    title = models.CharField("việc", max_length=500)
    origin = models.CharField("theo", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    first_due_on = models.DateField("hạn ban đầu", null=True, blank=True)
    given_at = models.DateTimeField("giao lúc", default=clock.now)
    fulfilled_at = models.DateTimeField("hoàn thành lúc", null=True, blank=True)
    exempted_at = models.DateTimeField("miễn lúc", null=True, blank=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    reason = models.CharField("lý do gia hạn, miễn", max_length=300, blank=True)
    inherited_from = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="tiếp nhận từ"
    )
    changed_at = models.DateTimeField("thay đổi lúc", default=clock.now)
    revision = models.PositiveSmallIntegerField("lần thay đổi", default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "việc phải làm"
        verbose_name_plural = "việc phải làm"
        indexes = [
            models.Index(fields=["unit", "due_on"], name="duties_by_unit"),
            models.Index(fields=["subject_kind", "subject_id"], name="duties_by_subject"),
            models.Index(
                fields=["due_on"],
                name="open_duties_by_day",
                condition=Q(fulfilled_at__isnull=True, exempted_at__isnull=True, withdrawn_at__isnull=True),
            ),
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

    @property
    def is_open(self) -> bool:
        """Neither fulfilled, exempted nor withdrawn."""
        return not (self.fulfilled_at or self.exempted_at or self.withdrawn_at)

    @property
    def is_extended(self) -> bool:
        """The level above has moved its day."""
        return self.due_on != self.first_due_on

    @property
    def origin_words(self) -> str:
        """ "Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021, đợt 1"."""
        return ", ".join(words for words in (self.origin, self.occasion) if words)


class ReminderRule(models.Model):
    """On which days before and after its day a duty is called to mind; for a unit and, where they have none of their
    own, for the units below it. ``days_before``/``days_after`` are numbers of days as typed: "7, 1".

    ``is_weekly``: after the last of these days once a week, until ``duties.queries.reminders.SILENT_AFTER``.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    days_before = models.CharField("nhắc trước hạn", max_length=40, blank=True, default="7, 1")
    is_on_the_day = models.BooleanField("nhắc đúng ngày đến hạn", default=True)
    days_after = models.CharField("nhắc khi chậm", max_length=40, blank=True, default="1, 7")
    is_weekly = models.BooleanField("sau đó mỗi tuần nhắc một lần, đến hết 8 tuần", default=True)

    class Meta:
        verbose_name = "lịch nhắc việc"
        verbose_name_plural = "lịch nhắc việc"

    def __str__(self) -> str:
        return f"{self.unit}: trước {self.days_before}, sau {self.days_after}"

    @property
    def steps(self) -> list[int]:
        """Days from the day of the duty, before it negative: [-7, -1, 0, 1, 7]."""
        before = [-days for days in numbers_in(self.days_before)]
        return sorted({*before, *([0] if self.is_on_the_day else []), *numbers_in(self.days_after)})


def numbers_in(text: str) -> list[int]:
    """The numbers of days in a text such as "7, 1"."""
    return [int(part) for part in re.findall(r"\d+", text)]


class Reminder(models.Model):
    """A person was told of a duty at one step before or after its day; never twice for one step of one day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người nhận")
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders", verbose_name="việc")
    due_on = models.DateField("hạn")
    step = models.SmallIntegerField("cách hạn (ngày)")
    day = models.DateField("ngày nhắc")

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"
        constraints = [
            models.UniqueConstraint(fields=["user", "duty", "due_on", "step"], name="one_reminder_per_person_and_step")
        ]
        indexes = [models.Index(fields=["due_on"], name="reminders_by_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.duty_id} {self.step:+d}"


class ReminderRound(models.Model):
    """All reminders of that day are composed; the timers need not look again."""

    day = models.DateField("ngày", unique=True)
    finished_at = models.DateTimeField("xong lúc", default=clock.now)
    people = models.PositiveIntegerField("số người được nhắc", default=0)

    class Meta:
        verbose_name = "đợt nhắc trong ngày"
        verbose_name_plural = "đợt nhắc trong ngày"

    def __str__(self) -> str:
        return f"{self.day}"


class CalendarFeed(models.Model):
    """A private address under which a person's calendar reads the duties of a unit she acts for.

    Only the hash of the address is kept; it is shown once. Renewed = the old one revoked, a new one made.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds", verbose_name="người dùng")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=Q(revoked_at__isnull=True),
                name="one_calendar_per_person_and_unit",
                violation_error_message="Bạn đã có một địa chỉ lịch cho đơn vị này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.unit}"
