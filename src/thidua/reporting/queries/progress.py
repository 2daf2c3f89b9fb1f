"""How far a plan's targets are, over all its requests: for a unit's year, its desk, its own plan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.plans.choices import Comparator, IndicatorKind
from thidua.plans.models import Plan, Target
from thidua.reporting.choices import Basis, PeriodKind
from thidua.reporting.models import Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.adding import Amount, amount, bound_text, over_periods

CEILINGS = (Comparator.LE, Comparator.LT)


@dataclass(frozen=True)
class TargetProgress:
    """One target of a plan with what was reported: ``actual`` None = nothing yet.

    ``expected`` is where one should be by ``on`` in even steps over the plan's year (only for sums of numbers);
    ``url`` opens the list that the figure is made of.
    """

    target: Target
    actual: Amount | None
    expected: Decimal | None
    on: dt.date
    url: str

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
        """The number to set beside the bound (a share in per cent, to two places)."""
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
        return self.target.comparator in CEILINGS


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


def target_progress(plan: Plan, unit: Unit) -> list[TargetProgress]:
    """Every target of the plan with the figure that the unit's part of the tree has reached, in at most five queries.

    For the issuer the whole subtree; for a unit below its own part; for a base union its own report.
    """
    targets = list(Target.objects.filter(plan=plan).select_related("indicator").order_by("order", "id"))
    requests = list(ReportRequest.objects.filter(plan=plan).order_by("starts_on", "id"))
    slots = {(slot.request_id, slot.indicator_id): slot for slot in Slot.objects.filter(request__in=requests)}
    rows = _rows_of(unit, requests)
    counted = requests_that_count(requests, set(rows))
    amounts: dict[int, list[tuple[Slot, Amount]]] = defaultdict(list)
    for request in counted:
        sums, counts = rows[request.pk]
        for target in targets:
            slot = slots.get((request.pk, target.indicator_id or 0))
            if slot:
                amounts[target.pk].append((slot, amount(slot, sums, counts)))
    return [_progress(plan, unit, target, amounts[target.pk]) for target in targets]


def _rows_of(unit: Unit, requests: list[ReportRequest]) -> dict[int, tuple[list, list | None]]:
    rows: dict[int, tuple[list, list | None]] = {}
    for report in Report.objects.counting().filter(unit=unit, request__in=requests, place__is_leaf=True):
        rows[report.request_id] = (report.sent_values or [], None)
    for row in Rollup.objects.filter(unit=unit, request__in=requests, basis=Basis.LIVE, n_done__gt=0):
        rows[row.request_id] = (row.sums, row.counts)
    return rows


def _progress(plan: Plan, unit: Unit, target: Target, found: list[tuple[Slot, Amount]]) -> TargetProgress:
    today = clock.today()
    actual = over_periods([one for _, one in found])
    url = ""
    if actual:
        slot = found[-1][0]
        url = reverse("figure_parts", args=[slot.request_id, unit.pk, slot.num])
    expected = None
    is_sum = target.indicator is not None and target.indicator.kind in (IndicatorKind.COUNT, IndicatorKind.MONEY)
    if target.low is not None and is_sum and target.comparator not in CEILINGS:
        start, end = dt.date(plan.year, 1, 1), dt.date(plan.year, 12, 31)
        gone = min(max((today - start).days + 1, 0), (end - start).days + 1)
        expected = (target.low * gone / ((end - start).days + 1)).quantize(Decimal("0.1"))
    return TargetProgress(target, actual, expected, today, url)
