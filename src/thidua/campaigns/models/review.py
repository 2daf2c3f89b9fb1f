"""Reviews of movements (sơ kết, tổng kết): when a unit met, who came, what was achieved, who stood out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.campaigns.choices import ReviewKind
from thidua.campaigns.lifecycle import DRAFT, RECORDED, REVIEW
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end
from thidua.plans.models import Movement, Phase, Plan


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, by: Actor) -> ReviewQuerySet:
        """Reviews of the actor's unit; of the units below those that were recorded."""
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(Q(unit_id=by.unit_id) | below & Q(state=RECORDED))

    def recorded(self) -> ReviewQuerySet:
        """No drafts."""
        return self.filter(state=RECORDED)


class Review(Stateful):
    """One review of one or several movements of a unit: after ``phase`` of its ``plan``, or by itself for movements
    without a plan. The last phase of a plan ends with the final one. ``direct_workers`` are among ``participants``.

    ``due_on`` is what was asked when it was recorded: the last day of the phase; None where nothing set a day.
    """

    LIFECYCLE = REVIEW

    state = models.CharField("trạng thái", max_length=30, choices=REVIEW.choices, default=DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews", verbose_name="đơn vị")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="kế hoạch"
    )
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="đợt")
    kind = models.CharField("loại", max_length=10, choices=ReviewKind.choices)
    held_on = models.DateField("ngày tổ chức")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    participants = models.PositiveIntegerField("số người dự", default=0)
    direct_workers = models.PositiveIntegerField("trong đó lao động trực tiếp", default=0)
    results = models.TextField("kết quả", blank=True)
    difficulties = models.TextField("khó khăn, bài học", blank=True)
    exemplars = models.TextField("điển hình", blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    movements = models.ManyToManyField(Movement, through="ReviewedMovement", related_name="reviews")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sơ kết, tổng kết"
        verbose_name_plural = "bản sơ kết, tổng kết"
        indexes = [models.Index(fields=["unit", "state"], name="reviews_by_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(direct_workers__lte=F("participants")),
                name="direct_workers_are_among_participants",
                violation_error_message="Số lao động trực tiếp không thể lớn hơn số người dự.",
            ),
            models.CheckConstraint(
                condition=Q(state=DRAFT) | Q(participants__gt=0) & ~Q(results=""),
                name="recorded_review_says_who_came_and_what",
                violation_error_message="Hãy ghi số người dự và kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.unit.title}"

    @property
    def title(self) -> str:
        """ "Sơ kết Đợt 1", "Tổng kết năm 2021"."""
        if self.kind == ReviewKind.FINAL:
            return f"Tổng kết năm {self.plan.year if self.plan else self.held_on.year}"
        return f"Sơ kết {self.phase.name}" if self.phase else f"Sơ kết ngày {self.held_on:%d/%m/%Y}"

    @property
    def days_late(self) -> int:
        """Calendar days between its last day in time and the day it was held; 0 in time or without one."""
        return max(0, (self.held_on - self.due_on).days) if self.due_on else 0


class ReviewedMovement(models.Model):
    """A movement that a review is about. A movement has one review a phase; without a plan one of each kind a year."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines")
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="review_lines", verbose_name="phong trào")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đợt")
    kind = models.CharField("loại", max_length=10, choices=ReviewKind.choices)
    year = models.PositiveSmallIntegerField("năm")

    class Meta:
        verbose_name = "phong trào được sơ kết, tổng kết"
        verbose_name_plural = "phong trào được sơ kết, tổng kết"
        constraints = [
            models.UniqueConstraint(fields=["review", "movement"], name="a_review_names_a_movement_once"),
            models.UniqueConstraint(
                fields=["movement", "phase"],
                condition=Q(phase__isnull=False),
                name="one_review_of_a_movement_a_phase",
                violation_error_message="Phong trào này đã có bản sơ kết, tổng kết cho đợt đó.",
            ),
            models.UniqueConstraint(
                fields=["movement", "kind", "year"],
                condition=Q(phase__isnull=True),
                name="one_review_of_a_kind_a_year",
                violation_error_message="Phong trào này đã có bản cùng loại trong năm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement} – {self.review_id}"
