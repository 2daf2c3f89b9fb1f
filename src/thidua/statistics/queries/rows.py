"""The rows that every page of statistics is made of: a unit and the units directly below it, with what they reported.

One query over the frozen places, each joined to its roll-up, its report and its own targets; one for what was asked.
Never the reports further below: a page of the country reads as many rows as a page of a commune.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from thidua.plans.choices import Comparator, Direction, IndicatorKind
from thidua.reporting.choices import Basis
from thidua.reporting.models import Figures, PeriodUnit, Slot
from thidua.reporting.queries.adding import SAME_FOR_EACH, Amount, bound_text, figure_at
from thidua.reporting.queries.states import ceiling_of


class Asked(NamedTuple):
    """One figure of one request, without what a page does not need of it."""

    request_id: int
    order: int
    indicator_id: int
    label: str
    kind: str
    unit_word: str
    comparator: str
    low: Decimal | None
    high: Decimal | None
    num: int
    den: int | None
    women: int | None
    direct: int | None
    scale: int
    takes_last: bool
    indicator__direction: str
    target__plan__year: int | None
    target__phase__starts_on: dt.date | None
    target__phase__ends_on: dt.date | None

    @property
    def is_ceiling(self) -> bool:
        """The bound must not be passed."""
        return self.low is not None and self.ceiling(self.low, self.high) is not None

    def ceiling(self, low: Decimal, high: Decimal | None) -> Decimal | None:
        """The figure that must not be passed; None where it is one to be reached."""
        return ceiling_of(self.comparator or Comparator.GE, low, high, self.indicator__direction)

    @property
    def less_is_better(self) -> bool:
        """The smallest figure is the best."""
        return self.is_ceiling or self.indicator__direction == Direction.LOWER

    @property
    def time_given(self) -> tuple[dt.date, dt.date] | None:
        """The days given for its target: those of its phase, else the plan's year; None without a target."""
        if self.target__phase__starts_on and self.target__phase__ends_on:
            return self.target__phase__starts_on, self.target__phase__ends_on
        year = self.target__plan__year
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None


class Row(NamedTuple):
    """One unit in one request: its live sums, or its own sent figures where it fills them in itself."""

    request_id: int
    unit_id: int
    parent_id: int | None
    path: str
    level: str
    kind: str
    is_leaf: bool
    is_expected: bool
    due_on: dt.date
    name: str
    short_name: str
    name_key: str
    report_id: int | None
    report_state: str | None
    submitted_on: dt.date | None
    sent: Figures | None
    sums: Figures | None
    counted: Figures | None
    own_targets: Figures | None
    given: Figures | None
    total_all: int | None
    total_done: int | None
    total_on_time: int | None
    total_returned: int | None
    computed_at: dt.datetime | None

    @property
    def title(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def figures(self) -> Figures | None:
        """What adds up; None where nobody below has sent anything."""
        if self.is_leaf:
            return self.sent
        return self.sums if self.total_done or any(one is not None for one in self.sums or ()) else None

    @property
    def n_all(self) -> int:
        """How many base unions owe a report."""
        return int(self.is_expected) if self.is_leaf else self.total_all or 0

    @property
    def n_done(self) -> int:
        """How many of them have sent it."""
        return int(self.is_expected and self.sent is not None) if self.is_leaf else self.total_done or 0

    @property
    def n_on_time(self) -> int:
        """How many of them in time."""
        if not self.is_leaf:
            return self.total_on_time or 0
        is_in_time = self.submitted_on is not None and self.submitted_on <= self.due_on
        return int(self.n_done and is_in_time)

    def told(self, slot: Asked) -> Figures | None:
        """The list that the figure of a slot stands in: people counted once each are told by every level itself."""
        return self.sent if slot.kind == IndicatorKind.DISTINCT else self.figures

    def amount(self, slot: Asked) -> Amount:
        """Its figure of a slot."""
        figures = self.told(slot)
        num, den = figure_at(figures, slot.num), figure_at(figures, slot.den)
        is_own = self.is_leaf or slot.kind == IndicatorKind.DISTINCT
        answered = int(num is not None) if is_own else figure_at(self.counted, slot.num) or 0
        return Amount(slot.kind, num, den, answered, slot.unit_word, slot.scale, slot.takes_last)

    def own_target(self, slot: Asked) -> Decimal | None:
        """What the level above gave to the unit; else what it registered itself."""
        own = figure_at(self.given, slot.num)
        own = figure_at(self.own_targets, slot.num) if own is None else own
        return None if own is None else Decimal(own).scaleb(-3)

    def bounds(self, slot: Asked) -> tuple[Decimal | None, Decimal | None]:
        """The bound it is judged by (and the upper end of a range): its own; else the issuer's where that holds for
        each by itself (a share) or this is the issuer. The issuer's count is for all together, never for one of them.
        """
        own = self.own_target(slot) if self.parent_id is not None else None
        if own is not None:
            return own, own
        is_for_each = self.parent_id is None or slot.kind in SAME_FOR_EACH
        return (slot.low, slot.high) if is_for_each else (None, None)

    def bound_words(self, slot: Asked) -> str:
        """The bound as a sentence's end; "" without one."""
        low, high = self.bounds(slot)
        return bound_text(slot.comparator or Comparator.GE, low, high, slot.unit_word)


def asked_in(request_ids: Sequence[int]) -> dict[int, list[Asked]]:
    """What was asked in these requests, in order: request → figures. One query."""
    found: dict[int, list[Asked]] = {pk: [] for pk in request_ids}
    rows = Slot.objects.filter(request_id__in=request_ids).order_by("request_id", "order", "id")
    for row in rows.values_list(*Asked._fields):
        found[row[0]].append(Asked(*row))
    return found


def rows_of(unit_id: int, *, own: Sequence[int], below: Sequence[int]) -> list[Row]:
    """The unit in the requests ``own`` and the units directly below it in those of ``below``, by name. One query."""
    total = Q(unit__rollups__request_id=F("request_id"), unit__rollups__basis=Basis.LIVE)
    places = (
        PeriodUnit.objects.annotate(
            total=FilteredRelation("unit__rollups", condition=total),
            own=FilteredRelation("unit__target_figures", condition=Q(unit__target_figures__request_id=F("request_id"))),
        )
        .filter(Q(unit_id=unit_id, request_id__in=own) | Q(parent_id=unit_id, request_id__in=below))
        .order_by("unit__name_key", "unit_id", "request_id")
    )
    return [
        Row(*row)
        for row in places.values_list(
            *("request_id", "unit_id", "parent_id", "path", "level", "kind", "is_leaf", "is_expected", "due_on"),
            *("unit__name", "unit__short_name", "unit__name_key"),
            *("report__id", "report__state", "report__submitted_on", "report__sent_values"),
            *("total__sums", "total__counts", "own__values", "own__given"),
            *("total__n_all", "total__n_done", "total__n_on_time", "total__n_returned", "total__computed_at"),
        )
    ]
