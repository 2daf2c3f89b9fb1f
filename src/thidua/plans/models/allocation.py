"""What a target gives to each unit directly below, and what a unit answers to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit
from thidua.plans.lifecycle import ISSUED, PROPOSAL, PROPOSED
from thidua.plans.models.work import Target


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def visible_to(self, by: Actor) -> AllocationQuerySet:
        """All of the actor's own plans; of a plan in force above, what is given to the actor's unit."""
        return self.filter(Q(target__plan__unit_id=by.unit_id) | Q(unit_id=by.unit_id, target__plan__state=ISSUED))

    def in_force(self) -> AllocationQuerySet:
        """Of plans that are issued and neither replaced nor over."""
        return self.filter(target__plan__state=ISSUED)


class Allocation(models.Model):
    """The part of a target that one unit directly below is given ("được giao"), in the target's unit of measure.

    Of a kind that does not add up (a share, an average) a row is an exception: without one a unit has the target's own
    bound.
    """

    target = models.ForeignKey(Target, models.CASCADE, related_name="allocations", verbose_name="chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="allocations", verbose_name="đơn vị")
    amount = models.DecimalField("mức giao", max_digits=18, decimal_places=3)
    set_at = models.DateTimeField("giao lúc", default=clock.now)
    set_by_token = models.CharField("người giao", max_length=32, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "mức giao chỉ tiêu"
        verbose_name_plural = "mức giao chỉ tiêu"
        indexes = [models.Index(fields=["unit", "target"], name="allocations_by_unit")]
        constraints = [
            models.UniqueConstraint(fields=["target", "unit"], name="one_allocation_per_unit_and_target"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="allocation_is_not_below_zero",
                violation_error_message="Mức giao không thể âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.unit} {self.words}"

    @property
    def words(self) -> str:
        """ "120 đoàn viên"."""
        return f"{format_number(self.amount)} {self.target.unit_word}".strip()


class CounterProposal(Stateful):
    """A unit asks for another amount than it was given, with its reason; the level above answers with a word."""

    LIFECYCLE = PROPOSAL

    state = models.CharField("trạng thái", max_length=30, choices=PROPOSAL.choices, default=PROPOSED)
    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="proposals", verbose_name="mức giao")
    given = models.DecimalField("mức được giao", max_digits=18, decimal_places=3)
    amount = models.DecimalField("mức đề nghị", max_digits=18, decimal_places=3)
    reason = models.TextField("lý do")
    answer = models.TextField("trả lời", blank=True)
    made_at = models.DateTimeField("đề nghị lúc", default=clock.now)
    made_by_token = models.CharField("người đề nghị", max_length=32, blank=True)

    class Meta:
        verbose_name = "đề nghị mức giao khác"
        verbose_name_plural = "đề nghị mức giao khác"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation"],
                condition=Q(state=PROPOSED),
                name="one_open_proposal_per_allocation",
                violation_error_message="Đơn vị đã có một đề nghị đang chờ trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="proposed_amount_is_not_below_zero",
                violation_error_message="Mức đề nghị không thể âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.allocation}: đề nghị {format_number(self.amount)}"
