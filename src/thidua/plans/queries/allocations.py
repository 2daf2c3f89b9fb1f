"""Targets shared out: how much is given, what is left or too much, unit by unit, and what a unit was given itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.common.text import search_text
from thidua.organisation.models import Unit, UnitFigures
from thidua.plans.choices import SUMMED_KINDS
from thidua.plans.lifecycle import ISSUED, PROPOSED
from thidua.plans.models import Allocation, CounterProposal, Plan, Target

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Shared:
    """A target with what of it is given: to how many units of how many, and how many answers wait.

    ``is_summed``: the parts add up to the whole; else each unit simply has the bound and a row is an exception.
    """

    target: Target
    given: Decimal
    units: int
    all_units: int
    waiting: int

    @property
    def is_summed(self) -> bool:
        """The parts have to add up to the target."""
        return shares_out(self.target)

    @property
    def whole(self) -> Decimal:
        """What is to be given at least."""
        return self.target.low or Decimal(0)

    @property
    def unallocated(self) -> Decimal:
        """What nobody was given yet; 0 where all is."""
        return max(self.whole - self.given, Decimal(0)) if self.is_summed else Decimal(0)

    @property
    def over(self) -> Decimal:
        """What was given beyond the target, of a range beyond its upper end."""
        top = self.target.high if self.target.high is not None else self.whole
        return max(self.given - top, Decimal(0)) if self.is_summed else Decimal(0)

    @property
    def words(self) -> str:
        """ "còn 300 đoàn viên chưa giao", "đã giao vượt 20 nhà", "đã giao đủ"."""
        unit = f" {self.target.unit_word}" if self.target.unit_word else ""
        if not self.is_summed:
            return f"mọi đơn vị cùng mức; {self.units} đơn vị có mức riêng" if self.units else "mọi đơn vị cùng mức"
        if self.over:
            return f"đã giao vượt {format_number(self.over)}{unit}"
        if self.unallocated:
            return f"còn {format_number(self.unallocated)}{unit} chưa giao"
        return "đã giao đủ"

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        if not self.is_summed:
            return "quiet"
        return "late" if self.over else "waiting" if self.unallocated else "done"


def shares_out(target: Target) -> bool:
    """The target is a whole that the units below carry together."""
    return target.indicator is not None and target.indicator.kind in SUMMED_KINDS


def allocatable(plan: Plan) -> QuerySet[Target]:
    """The targets in numbers of a plan, in its order."""
    found = Target.objects.filter(plan=plan, low__isnull=False).select_related("indicator", "phase", "plan")
    return found.order_by("order", "id")


def units_to_allocate(plan: Plan) -> QuerySet[Unit]:
    """The units directly below the issuer today."""
    return Unit.objects.filter(parent_id=plan.unit_id).valid_on(clock.today())


def shared_targets(plan: Plan) -> list[Shared]:
    """Every target in numbers of a plan with what is given of it, in three queries."""
    waiting = Count("allocations__proposals", filter=Q(allocations__proposals__state=PROPOSED), distinct=True)
    totals = Allocation.objects.filter(target=OuterRef("pk")).order_by().values("target")
    rows: Any = allocatable(plan).annotate(
        given=Subquery(totals.annotate(total=Sum("amount")).values("total")),
        n_units=Subquery(totals.annotate(total=Count("id")).values("total")),
        n_waiting=waiting,
    )
    count = units_to_allocate(plan).count()
    return [Shared(row, row.given or Decimal(0), row.n_units or 0, count, row.n_waiting) for row in rows]


@dataclass(frozen=True)
class AllocationRow:
    """One unit below with what it is given, what it registered in its own plan, its members, its open proposal.

    ``is_below`` False: it was merged or moved since, and what it was given still counts until it is taken back."""

    unit: Unit
    allocation: Allocation | None
    registered: Decimal | None
    members: int | None
    proposal: CounterProposal | None
    is_below: bool = True

    @property
    def amount(self) -> Decimal | None:
        """What it is given."""
        return self.allocation.amount if self.allocation else None


def allocation_rows(
    target: Target, *, words: str = "", only: str = "", page: int = 1, size: int = ROWS_A_PAGE
) -> tuple[list[AllocationRow], int]:
    """One page of the units below by name, and how many pages there are, in five queries whatever their number; with
    them those that were given something and stand below no more.

    ``words`` narrows by name; ``only``: "chua" = not given yet, "de-nghi" = with an open proposal.
    """
    mine = FilteredRelation("allocations", condition=Q(allocations__target=target))
    below = units_to_allocate(target.plan)
    found: Any = Unit.objects.annotate(mine=mine, is_below=Exists(below.filter(pk=OuterRef("pk"))))
    found = found.filter(Q(is_below=True) | Q(mine__isnull=False))
    if words:
        found = found.filter(search_text__contains=search_text(words))
    if only == "chua":
        found = found.filter(mine__isnull=True)
    elif only == "de-nghi":
        found = found.filter(mine__proposals__state=PROPOSED)
    pages = max(1, -(-found.count() // size))
    start = (min(max(page, 1), pages) - 1) * size
    latest = UnitFigures.objects.filter(unit=OuterRef("pk")).order_by("-as_of").values("members")[:1]
    units = list(found.annotate(members=Subquery(latest)).order_by("name_key", "pk")[start : start + size])
    ids = [unit.pk for unit in units]
    given = {one.unit_id: one for one in Allocation.objects.filter(target=target, unit_id__in=ids)}
    open_ones = CounterProposal.objects.filter(allocation__target=target, allocation__unit_id__in=ids, state=PROPOSED)
    asked = {one.allocation_id: one for one in open_ones}
    registered = registered_for(target, ids)
    rows = []
    for unit in units:
        allocation = given.get(unit.pk)
        proposal = asked.get(allocation.pk) if allocation else None
        rows.append(AllocationRow(unit, allocation, registered.get(unit.pk), unit.members, proposal, unit.is_below))
    return rows, pages


def waiting_counter_proposals(by: Actor) -> QuerySet[CounterProposal]:
    """What units below ask for instead of what plans in force of the actor's unit gave them, not answered yet."""
    return CounterProposal.objects.filter(
        state=PROPOSED, allocation__target__plan__unit_id=by.unit_id, allocation__target__plan__state=ISSUED
    )


def registered_for(target: Target, unit_ids: Sequence[int]) -> dict[int, Decimal]:
    """What these units registered themselves for the same thing in their own issued plans of the year."""
    same = Q(copied_from=target)
    if target.indicator_id:
        same |= Q(indicator_id=target.indicator_id, plan__year=target.plan.year)
    own = Target.objects.filter(same, plan__unit_id__in=unit_ids, plan__state=ISSUED, low__isnull=False)
    found: dict[int, Decimal] = {}
    for unit_id, low in own.order_by("id").values_list("plan__unit_id", "low"):
        if low is not None:
            found[unit_id] = low
    return found


def members_below(plan: Plan) -> dict[int, Decimal]:
    """The members of each unit directly below: of a base union its latest count, of others those of all below it.

    Two queries; units without any count are left out.
    """
    children = dict(units_to_allocate(plan).values_list("path", "id"))
    latest = UnitFigures.objects.filter(unit=OuterRef("pk")).order_by("-as_of").values("members")[:1]
    below = Unit.objects.under(plan.unit.path).valid_on(clock.today()).annotate(members=Subquery(latest))
    own: dict[int, Decimal] = {}
    deeper: dict[int, Decimal] = {}
    length = len(next(iter(children), ""))
    for path, members in below.filter(members__isnull=False).values_list("path", "members"):
        unit_id = children.get(path[:length])
        if unit_id is not None:
            place = own if len(path) == length else deeper
            place[unit_id] = place.get(unit_id, Decimal(0)) + members
    return {unit_id: own.get(unit_id, deeper.get(unit_id, Decimal(0))) for unit_id in {*own, *deeper}}


def given_to(by: Actor, targets: Iterable[Target]) -> dict[int, Allocation]:
    """Target id of the own plan (or of the plan above) → what the level above gave to the unit for it, in one query."""
    wanted = {target.pk: target.copied_from_id or target.pk for target in targets}
    found = Allocation.objects.in_force().filter(unit_id=by.unit_id, target_id__in=list(wanted.values()))
    by_target = {one.target_id: one for one in found.select_related("target__plan")}
    return {own: by_target[upper] for own, upper in wanted.items() if upper in by_target}


def given_from_above(by: Actor, target: Target) -> Allocation | None:
    """What the level above gives the actor's unit of the very thing that it shares out itself (the same name and kind,
    whoever keeps the indicator), in one query."""
    if target.indicator is None:
        return None
    name = search_text(target.indicator.name)
    found = Allocation.objects.in_force().filter(unit_id=by.unit_id, target__plan__year=target.plan.year)
    found = found.filter(target__indicator__kind=target.indicator.kind).order_by("-target__plan_id")
    for one in found.select_related("target__plan__unit", "target__indicator"):
        if one.target.indicator is not None and search_text(one.target.indicator.name) == name:
            return one
    return None


def given_allocations(by: Actor, plan: Plan) -> list[Allocation]:
    """What the unit is given by a plan above, each with its proposals, in two queries."""
    found = Allocation.objects.visible_to(by).filter(target__plan=plan, unit_id=by.unit_id)
    found = found.select_related("target__indicator", "target__plan", "target__phase", "unit")
    return list(found.prefetch_related("proposals").order_by("target__order", "target_id"))
