"""What a unit registers at the start of the year: titles for its people and its collectives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.models import Person, Unit, path_end
from thidua.plans.models import Plan
from thidua.registrations.choices import ALL_TITLES
from thidua.registrations.lifecycle import DRAFT, REGISTRATION


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, by: Actor) -> RegistrationQuerySet:
        """The unit's own lists; of the units below those that were sent."""
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(Q(unit_id=by.unit_id) | below & ~Q(state=DRAFT))


class Registration(Stateful):
    """The list of titles of one unit for one plan."""

    LIFECYCLE = REGISTRATION

    state = models.CharField("trạng thái", max_length=30, choices=REGISTRATION.choices, default=DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registrations", verbose_name="đơn vị")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="registrations", verbose_name="kế hoạch")
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đăng ký danh hiệu"
        verbose_name_plural = "bản đăng ký danh hiệu"
        constraints = [
            models.UniqueConstraint(fields=["unit", "plan"], name="one_registration_per_unit_and_plan"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False),
                name="sent_registration_has_its_time",
                violation_error_message="Bản đăng ký đã gửi phải có thời điểm gửi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký danh hiệu – {self.unit}"


class RegistrationLine(models.Model):
    """One title for one person (or, without a person, for the unit itself as a collective)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="lines", verbose_name="bản đăng ký")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="title_registrations", verbose_name="người"
    )
    title = models.CharField("danh hiệu", max_length=40, choices=ALL_TITLES)
    was_direct_worker = models.BooleanField("lao động trực tiếp lúc đăng ký", default=False)

    class Meta:
        verbose_name = "dòng đăng ký"
        verbose_name_plural = "dòng đăng ký"
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "person", "title"],
                name="one_line_per_person_and_title",
                violation_error_message="Người này đã đăng ký danh hiệu đó.",
            ),
            models.UniqueConstraint(
                fields=["registration", "title"],
                condition=Q(person__isnull=True),
                name="one_line_per_collective_title",
                violation_error_message="Tập thể đã đăng ký danh hiệu này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or 'Tập thể'} – {self.get_title_display()}"
