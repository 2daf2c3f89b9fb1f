"""The rows that every page of totals is made of: a unit and the units directly below it, with what they reported.

One query over the frozen places, each joined to its roll-up, its report and its targets. Never the reports further
below: a page of the country reads as many rows as a page of a commune.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from thidua.common.numbers import format_number, format_share
from thidua.plans.choices import SUMMED_KINDS, Comparator, IndicatorKind
from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import GIVEN_BACK, REPORT, RETURNED
from thidua.reporting.models import Figures, PeriodUnit
from thidua.reporting.queries.adding import SAME_FOR_EACH, Amount, AskedFigure, amount, bound_text, figure_at
from thidua.ui.addresses import address
from thidua.ui.kept import Kept


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
    report_revision: int | None
    submitted_on: dt.date | None
    sent: Figures | None
    sums: Figures | None
    counted: Figures | None
    registered: Figures | None
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

    @property
    def n_returned(self) -> int:
        """How many were sent and are returned."""
        if not self.is_leaf:
            return self.total_returned or 0
        return int(self.sent is not None and self.report_state in GIVEN_BACK)

    @property
    def state_words(self) -> str:
        """ "5/6 đã nộp", "đã nộp", "đã nộp, đang trả lại – chờ gửi lại", "chưa nộp", "không phải nộp"."""
        if not self.is_leaf:
            return f"{self.n_done}/{self.n_all} đã nộp"
        if self.n_returned:
            return f"đã nộp, {REPORT.states[RETURNED].label.lower()}"
        if self.sent is not None:
            return "đã nộp"
        return "chưa nộp" if self.is_expected else "không phải nộp"

    @property
    def url(self) -> str:
        """Where its figures come from: the totals of the next level, or the very report once it is sent; else ""."""
        if not self.is_leaf:
            return address("rollup_page", self.request_id, self.unit_id)
        return address("report_page", self.report_id) if self.report_id and self.sent is not None else ""

    def told(self, slot: AskedFigure) -> Figures | None:
        """The list that the figure of a slot stands in: people counted once each are told by every level itself."""
        return self.sent if slot.kind == IndicatorKind.DISTINCT else self.figures

    def amount(self, slot: AskedFigure) -> Amount:
        """Its figure of a slot."""
        is_own = self.is_leaf or slot.kind == IndicatorKind.DISTINCT
        return amount(slot, self.told(slot), None if is_own else self.counted or [])

    def given_target(self, slot: AskedFigure) -> Decimal | None:
        """What the level above gave to the unit."""
        return _from_thousandths(figure_at(self.given, slot.num))

    def registered_target(self, slot: AskedFigure) -> Decimal | None:
        """What the unit registered itself."""
        return _from_thousandths(figure_at(self.registered, slot.num))

    def own_target(self, slot: AskedFigure) -> Decimal | None:
        """What the level above gave to the unit; else what it registered itself."""
        given = self.given_target(slot)
        return self.registered_target(slot) if given is None else given

    def bounds(self, slot: AskedFigure) -> tuple[Decimal | None, Decimal | None]:
        """The bound it is judged by (and the upper end of a range): its own; else the issuer's where that holds for
        each by itself (a share) or this is the issuer. The issuer's count is for all together, never for one of them.
        """
        own = self.own_target(slot) if self.parent_id is not None else None
        if own is not None:
            return own, own
        is_for_each = self.parent_id is None or slot.kind in SAME_FOR_EACH
        return (slot.low, slot.high) if is_for_each else (None, None)

    def bound_words(self, slot: AskedFigure) -> str:
        """The bound as a sentence's end; "" without one."""
        low, high = self.bounds(slot)
        return bound_text(slot.comparator or Comparator.GE, low, high, slot.unit_word)


def plain_of(slot: AskedFigure) -> Callable[[Row], str]:
    """How the cell of a figure is written in a table of thousands of cells: the words of ``row.amount(slot).plain``,
    of sums and shares straight from the list. Digits and signs only: nothing in it needs to be escaped."""
    num, den = slot.num, slot.den
    if slot.kind in SUMMED_KINDS and not slot.scale:
        return lambda row: format_number(figure_at(row.figures, num))
    if slot.kind == IndicatorKind.RATIO:

        def share(row: Row) -> str:
            figures = row.figures
            return format_share(figure_at(figures, num), figure_at(figures, den))

        return share
    return lambda row: row.amount(slot).plain


def _from_thousandths(figure: int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure).scaleb(-3)


COLUMNS = (
    *("request_id", "unit_id", "parent_id", "path", "level", "kind", "is_leaf", "is_expected", "due_on"),
    *("unit__name", "unit__short_name", "unit__name_key"),
    *("report__id", "report__state", "report__revision", "report__submitted_on", "report__sent_values"),
    *("total__sums", "total__counts", "target__values", "target__given"),
    *("total__n_all", "total__n_done", "total__n_on_time", "total__n_returned", "total__computed_at"),
)
"""Where the fields of a ``Row`` come from."""


def _family(unit_id: int, own: tuple[int, ...], below: tuple[int, ...]) -> QuerySet[PeriodUnit, tuple[Any, ...]]:
    total = Q(unit__rollups__request_id=F("request_id"), unit__rollups__basis=Basis.LIVE)
    target = Q(unit__target_figures__request_id=F("request_id"))
    places = (
        PeriodUnit.objects.annotate(
            total=FilteredRelation("unit__rollups", condition=total),
            target=FilteredRelation("unit__target_figures", condition=target),
        )
        .filter(Q(unit_id=unit_id, request_id__in=own) | Q(parent_id=unit_id, request_id__in=below))
        .order_by("unit__name_key", "unit_id", "request_id")
    )
    return places.values_list(*COLUMNS)


family_of = Kept(_family)


def rows_of(unit_id: int, *, own: Sequence[int], below: Sequence[int]) -> list[Row]:
    """The unit in the requests ``own`` and the units directly below it in those of ``below``, by name. One query."""
    return [Row(*row) for row in family_of(unit_id, tuple(own), tuple(below))]


def child_rows(place: PeriodUnit) -> list[Row]:
    """The units directly below a place with their figures, by name. One query."""
    return rows_of(place.unit_id, own=(), below=(place.request_id,))
