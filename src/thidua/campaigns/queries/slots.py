"""Which reviews a unit owes: one after each phase of its plan, the last one final; for movements without a plan one of
each kind a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua.campaigns.choices import ReviewKind
from thidua.campaigns.models import Launch, Review, ReviewedMovement
from thidua.common import clock
from thidua.common.dates import due_in_words
from thidua.plans.models import Movement, Phase, Plan


@dataclass(frozen=True)
class Slot:
    """One review that is to be made: its kind, its phase (None without a plan), its number among the plan's phases
    (from 1; 0 without one), the last day in time, and the review where there is one."""

    kind: str
    phase: Phase | None
    number: int
    due_on: dt.date | None
    year: int
    review: Review | None = None

    @property
    def key(self) -> str:
        """Its stable word in forms and addresses."""
        return f"dot-{self.phase.pk}" if self.phase else str(self.kind)

    @property
    def is_recorded(self) -> bool:
        """True once its review was recorded."""
        return self.review is not None and self.review.state == "recorded"

    @property
    def title(self) -> str:
        """ "Sơ kết Đợt 1", "Tổng kết năm 2021"."""
        if self.kind == ReviewKind.FINAL:
            return f"Tổng kết năm {self.year}"
        return f"Sơ kết {self.phase.name}" if self.phase else f"Sơ kết trong năm {self.year}"

    @property
    def kind_words(self) -> str:
        """ "sơ kết", "tổng kết"."""
        return str(ReviewKind(self.kind).label).lower()

    @property
    def due_words(self) -> str:
        """ "đến hết 30/06/2021 · chậm 3 ngày"; empty without a day."""
        if self.due_on is None:
            return ""
        return f"hạn {self.due_on:%d/%m/%Y} · {due_in_words(self.due_on, clock.today())}"

    @property
    def is_late(self) -> bool:
        """True while its day has passed and nothing was recorded."""
        return not self.is_recorded and self.due_on is not None and self.due_on < clock.today()


def slots_of(plan: Plan | None, movements: list[Movement]) -> list[Slot]:
    """The reviews of a plan's phases in their order, or of movements that stand by themselves. Two queries."""
    lines = ReviewedMovement.objects.filter(movement__in=movements).select_related("review").order_by("review_id")
    if plan is None:
        year = clock.today().year
        by_kind = {line.kind: line.review for line in lines if line.phase_id is None and line.year == year}
        return [Slot(kind, None, 0, None, year, by_kind.get(kind)) for kind in ReviewKind.values]
    by_phase = {line.phase_id: line.review for line in lines if line.phase_id is not None}
    phases = list(plan.phases.filter(ends_on__isnull=False).order_by("ends_on", "id"))
    last = len(phases)
    return [
        Slot(
            kind=ReviewKind.FINAL if number == last else ReviewKind.INTERIM,
            phase=phase,
            number=number,
            due_on=phase.ends_on,
            year=plan.year,
            review=by_phase.get(phase.pk),
        )
        for number, phase in enumerate(phases, start=1)
    ]


def launched_on(movement: Movement) -> dt.date | None:
    """The day on which the unit launched it: that of its plan's launch once it was held, or the day it was registered
    with where it stands by itself; None before."""
    if movement.plan_id is None:
        return movement.starts_on
    held = Launch.objects.filter(plan_id=movement.plan_id, unit_id=movement.unit_id, state="held")
    return held.values_list("held_on", flat=True).first()


def beside(movement: Movement) -> list[Movement]:
    """The movements that one review may be about: all of the same plan, or the one that stands by itself."""
    if movement.plan_id is None:
        return [movement]
    return list(Movement.objects.filter(plan_id=movement.plan_id).order_by("order", "id"))
