"""How far a plan's targets are, over all its requests: for a unit's year, its desk, its own plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.urls import reverse

from thidua.common import clock
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Plan, Target
from thidua.reporting.choices import Basis, PeriodKind
from thidua.reporting.models import Figures, ReportRequest, Slot
from thidua.reporting.queries.adding import STEADY, Amount, amount, bound_text, over_periods
from thidua.reporting.queries.states import TargetState, ceiling_of, target_state, time_gone


@dataclass(frozen=True)
class TargetProgress:
    """One target of a plan with what was reported: ``actual`` None = nothing yet.

    ``on`` is the day that the figure tells of: the last day of the youngest period that counts, today while that
    period runs or where nothing was reported. ``expected`` is where one should be by then in even steps over the time
    given for the target (only for sums of numbers); ``state`` says how it stands then (None: no bound to judge by);
    ``url`` opens the list that the figure is made of.
    """

    target: Target
    actual: Amount | None
    expected: Decimal | None
    on: dt.date
    url: str
    state: TargetState | None = None

    @property
    def num(self) -> int | None:
        """The figure or numerator."""
        return self.actual.num if self.actual else None

    @property
    def den(self) -> int | None:
        """The denominator of a ratio."""
        return self.actual.den if self.actual else None

    @property
    def value(self) -> Decimal | None:
        """The number to set beside the bound (a share in per cent, as it is shown)."""
        return self.actual.shown_value if self.actual else None

    @property
    def bound(self) -> Decimal | None:
        """The bound (of a range its lower end); None for a target in words."""
        return self.target.low

    @property
    def bound_text(self) -> str:
        """The bound in words."""
        return bound_text(self.target.comparator, self.target.low, self.target.high, self.target.unit_word)

    @property
    def is_ceiling(self) -> bool:
        """The bound must not be passed."""
        return self.target.low is not None and _ceiling(self.target) is not None


def requests_that_count(requests: list[ReportRequest], answered: set[int]) -> list[ReportRequest]:
    """The requests of a plan whose figures make up the year, in the order of time, no day twice.

    A year's report with figures stands for the whole year; else the phases, and half-years where no phase overlaps.
    """
    told = [one for one in requests if one.pk in answered]
    years = [one for one in told if one.kind == PeriodKind.YEAR]
    if years:
        return [years[-1]]
    taken: list[ReportRequest] = []
    order = {PeriodKind.PHASE: 0, PeriodKind.HALF_YEAR: 1}
    for one in sorted(told, key=lambda request: (order.get(PeriodKind(request.kind), 2), request.starts_on)):
        if all(one.ends_on < other.starts_on or one.starts_on > other.ends_on for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda request: request.ends_on)


@dataclass(frozen=True)
class RequestFigures:
    """A request with what one unit has in it: its live total with the counts, or its own sent figures, or neither.

    ``is_watched``: others stand below the unit there. ``own`` is what the unit itself sent, for figures that are not
    added up.
    """

    request: ReportRequest
    figures: Figures | None
    counts: Figures | None
    is_watched: bool
    own: Figures | None = None


def requests_of_year(unit_id: int, *, plan: Plan | None, year: int) -> list[RequestFigures]:
    """The requests of the plan and those of the year in whose tree the unit stands, latest due first, in one query.

    A period that began in December belongs to the year in which it ends.
    """
    wanted = Q(ends_on__year=year, own_place__isnull=False)
    if plan is not None:
        wanted |= Q(plan=plan)
    found = (
        ReportRequest.objects.annotate(
            own_place=FilteredRelation("places", condition=Q(places__unit_id=unit_id)),
            total=FilteredRelation(
                "rollups", condition=Q(rollups__unit_id=unit_id, rollups__basis=Basis.LIVE, rollups__n_done__gt=0)
            ),
        )
        .filter(wanted)
        .annotate(
            is_leaf=F("own_place__is_leaf"),
            own_values=F("own_place__report__sent_values"),
            sums=F("total__sums"),
            counts=F("total__counts"),
        )
        .order_by("-due_on", "-id")
    )
    return [_figures_of(one) for one in found]


def _figures_of(found: Any) -> RequestFigures:
    is_watched = found.is_leaf is False
    if found.is_leaf and found.own_values is not None:
        return RequestFigures(found, found.own_values, None, is_watched)
    return RequestFigures(found, found.sums, found.counts, is_watched, found.own_values)


def target_progress(plan: Plan, unit_id: int, requests: Sequence[RequestFigures]) -> list[TargetProgress]:
    """Every target of the plan with the figure that the unit's part of the tree has reached, in one query.

    For the issuer the whole subtree; for a unit below its own part; for a base union its own report. ``requests`` as
    ``requests_of_year`` found them.
    """
    of_plan = {one.request.pk: one for one in requests if one.request.plan_id == plan.pk}
    told = {pk for pk, one in of_plan.items() if one.figures is not None}
    in_time = sorted((one.request for one in of_plan.values()), key=lambda request: (request.starts_on, request.pk))
    rows = list(_targets_with_slots(plan, list(of_plan)))
    slots = {(row.asked_in, row.pk): _slot(row) for row in rows if row.asked_in}
    counted = requests_that_count(in_time, told)
    targets = {row.pk: row for row in rows}
    return [
        _progress(
            plan,
            unit_id,
            target,
            [
                (request, slot, _amount(slot, of_plan[request.pk]))
                for request in counted
                if (slot := slots.get((request.pk, target.pk)))
            ],
        )
        for target in targets.values()
    ]


def _amount(slot: Slot, told: RequestFigures) -> Amount:
    if slot.kind == IndicatorKind.DISTINCT and told.own is not None:
        return amount(slot, told.own)
    return amount(slot, told.figures, told.counts)


def _targets_with_slots(plan: Plan, requests: list[int]) -> Any:
    """Each target of the plan as often as it is asked in these requests, at least once, with its slot there."""
    slots = FilteredRelation("indicator__slots", condition=Q(indicator__slots__request_id__in=requests))
    return (
        Target.objects.filter(plan=plan)
        .select_related("indicator", "phase")
        .annotate(asked=slots)
        .annotate(
            asked_in=F("asked__request_id"),
            num=F("asked__num"),
            den=F("asked__den"),
            scale=F("asked__scale"),
            takes_last=F("asked__takes_last"),
            asked_kind=F("asked__kind"),
            asked_word=F("asked__unit_word"),
        )
        .order_by("order", "id", "asked_in")
    )


def _slot(row: Any) -> Slot:
    return Slot(
        request_id=row.asked_in,
        num=row.num,
        den=row.den,
        scale=row.scale,
        takes_last=row.takes_last,
        kind=row.asked_kind,
        unit_word=row.asked_word,
    )


def _progress(
    plan: Plan, unit_id: int, target: Target, found: list[tuple[ReportRequest, Slot, Amount]]
) -> TargetProgress:
    actual = over_periods([one for _, _, one in found])
    on, url, expected = clock.today(), "", None
    if actual:
        asked, slot, _ = found[-1]
        on = min(on, asked.ends_on)
        url = reverse("figure_parts", args=[slot.request_id, unit_id, slot.num])
    starts_on, ends_on = time_given(plan, target)
    kind = target.indicator.kind if target.indicator else ""
    if target.low is not None and kind in STEADY and _ceiling(target) is None:
        expected = (target.low * time_gone(starts_on, ends_on, on)).quantize(Decimal("0.1"))
    state = target_state(
        value=actual.value if actual else None,
        comparator=target.comparator,
        low=target.low,
        high=target.high,
        kind=kind,
        direction=target.indicator.direction if target.indicator else "",
        unit_word=target.unit_word,
        starts_on=starts_on,
        ends_on=ends_on,
        on=on,
    )
    return TargetProgress(target, actual, expected, on, url, state)


def time_given(plan: Plan, target: Target) -> tuple[dt.date, dt.date]:
    """The first and the last day for a target: those of its phase, else the plan's year."""
    phase = target.phase
    if phase is not None and phase.starts_on and phase.ends_on:
        return phase.starts_on, phase.ends_on
    return dt.date(plan.year, 1, 1), dt.date(plan.year, 12, 31)


def time_of_figure(asked: ReportRequest, slot: Slot, *, is_promised: bool) -> tuple[dt.date, dt.date]:
    """The first and the last day for a figure asked: those of its target; of the year where the unit's own bound comes
    from a plan of that year (``is_promised``); else of the period. ``slot`` comes with its target, plan and phase."""
    if slot.target is not None:
        return time_given(slot.target.plan, slot.target)
    if is_promised:
        return dt.date(asked.ends_on.year, 1, 1), dt.date(asked.ends_on.year, 12, 31)
    return asked.starts_on, asked.ends_on


def _ceiling(target: Target) -> Decimal | None:
    direction = target.indicator.direction if target.indicator else ""
    return None if target.low is None else ceiling_of(target.comparator, target.low, target.high, direction)
