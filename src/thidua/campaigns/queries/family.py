"""Who answers a movement, at every level below: launched, reviewed, late. One ``Family`` is one movement as one actor
sees it; every figure is the length of a list that the page can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from thidua.campaigns.choices import ReviewKind
from thidua.campaigns.models import Launch, ReviewedMovement
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, UnitQuerySet
from thidua.plans.lifecycle import ISSUED
from thidua.plans.models import Movement, MovementQuerySet, Phase
from thidua.ui.counting import length_of

JOINED, NOT_JOINED, LAUNCHED, REVIEWED, CONCLUDED, LATE = (
    "huong-ung",
    "chua-huong-ung",
    "da-phat-dong",
    "da-so-ket",
    "da-tong-ket",
    "cham-so-ket",
)
STANDINGS = (
    (JOINED, "Đã hưởng ứng"),
    (NOT_JOINED, "Chưa hưởng ứng"),
    (LAUNCHED, "Đã phát động"),
    (REVIEWED, "Đã sơ kết hoặc tổng kết"),
    (CONCLUDED, "Đã tổng kết"),
    (LATE, "Chậm sơ kết, tổng kết"),
)
"""How a unit stands to a movement; a unit may be in several."""


@dataclass
class UnitRow:
    """One unit beside the movement: its own movement of the family, its launch, the reviews that it recorded."""

    unit: Unit
    movement: Movement | None = None
    launch: Launch | None = None
    reviews: list[ReviewedMovement] = field(default_factory=list)


@dataclass(frozen=True)
class Totals:
    """Units asked, and of these: answering, launched, reviewed, concluded, late; people who came to the launches."""

    asked: int
    joined: int
    launched: int
    reviewed: int
    concluded: int
    late: int
    participants: int


class Family:
    """A movement with all that answer it, directly or through others, within what the actor may see."""

    def __init__(self, movement: Movement, by: Actor) -> None:
        self.movement, self.by = movement, by
        self.top = movement.root_id or movement.pk
        is_above = not by.covers(movement.unit.path)
        path = by.unit_path if is_above else movement.unit.path
        units = Unit.objects.under(path, with_self=is_above).valid_on(clock.today()).exclude(level=UnitLevel.SECTION)
        kinds = movement.reached_kinds
        if kinds:
            units = units.filter(~Q(level=UnitLevel.BASE) | Q(kind__in=kinds) | Q(self._joined()))
        self.units: UnitQuerySet = units.exclude(pk=movement.unit_id)

    @property
    def members(self) -> MovementQuerySet:
        """The standing movements of the family."""
        return Movement.objects.standing().family_of(self.movement)

    def units_in(self, standing: str) -> UnitQuerySet:
        """The units that stand so to the movement (a code of STANDINGS)."""
        return self.units.filter(self.condition(standing))

    def condition(self, standing: str) -> Q:
        """Which units stand so to the movement."""
        if standing == NOT_JOINED:
            return ~Q(self._joined())
        if standing == LAUNCHED:
            held = Launch.objects.filter(unit=OuterRef("pk"), state="held", plan__in=self.members.values("plan"))
            return Q(Exists(held)) | Q(Exists(self.members.filter(unit=OuterRef("pk"), plan__isnull=True)))
        if standing in (REVIEWED, CONCLUDED):
            lines = self._lines().filter(review__unit=OuterRef("pk"))
            return Q(Exists(lines.filter(kind=ReviewKind.FINAL) if standing == CONCLUDED else lines))
        return Q(Exists(self._owed())) if standing == LATE else Q(self._joined())

    def totals(self, *more: Subquery) -> tuple[Totals, list[int]]:
        """All figures in one statement, and those of ``more`` beside them (a higher room's lengths of lists)."""
        lists = [self.units, *(self.units_in(code) for code in (JOINED, LAUNCHED, REVIEWED, CONCLUDED, LATE))]
        came = self.launches().filter(unit__in=self.units).order_by().values(one=Value(1))
        people = Subquery(came.annotate(people=Sum("participants")).values("people"))
        columns: list[Any] = [*map(length_of, lists), Coalesce(people, Value(0)), *more]
        row = Unit.objects.filter(pk=self.movement.unit_id).values_list(*columns)[0]
        return Totals(*row[:7]), list(row[7:])

    def listed(self) -> UnitQuerySet:
        """The units as the page lists them, each with whether it is late with a review (``is_late``)."""
        return self.units.annotate(is_late=Exists(self._owed()))

    def launches(self) -> QuerySet[Launch]:
        """The held launches of the family's plans."""
        return Launch.objects.filter(state="held", plan__in=self.members.values("plan"))

    def rows_of(self, units: Iterable[Unit]) -> dict[int, UnitRow]:
        """What the page shows of these units, by unit id: three statements, whatever their number."""
        rows = {unit.pk: UnitRow(unit) for unit in units}
        for member in self.members.filter(unit__in=rows).select_related("plan").order_by("id"):
            rows[member.unit_id].movement = member
        standing = Launch.objects.standing().filter(unit__in=rows, plan__in=self.members.values("plan"))
        for launch in standing.order_by("id"):
            rows[launch.unit_id].launch = launch
        lines = self._lines().filter(review__unit__in=rows).select_related("review__phase", "review__plan")
        for line in lines.order_by("review__held_on", "id"):
            rows[line.review.unit_id].reviews.append(line)
        return rows

    def _joined(self) -> Exists:
        return Exists(self.members.filter(unit=OuterRef("pk")))

    def _lines(self) -> QuerySet[ReviewedMovement]:
        is_member = Q(movement__root=self.top) | Q(movement=self.top)
        return ReviewedMovement.objects.filter(is_member, review__state="recorded")

    def _owed(self) -> QuerySet[Phase]:
        """Phases of the unit's plan that are over and have no recorded review of the family's movement."""
        done = self._lines().filter(phase=OuterRef("pk"))
        is_member = Q(plan__movements__root=self.top) | Q(plan__movements=self.top)
        over = Phase.objects.filter(is_member, plan__unit=OuterRef("pk"), plan__state=ISSUED, ends_on__lt=clock.today())
        return over.filter(~Exists(done))
