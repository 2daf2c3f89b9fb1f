"""The totals of a unit with the rows they are made of: one page for every level, from the country down to a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.urls import reverse

from thidua.common import clock
from thidua.common.numbers import format_number
from thidua.organisation.models import paths_above
from thidua.plans.choices import SUMMED_KINDS, IndicatorKind
from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import GIVEN_BACK, REPORT, RETURNED
from thidua.reporting.models import Figures, PeriodUnit, Report, ReportRequest, Rollup, Slot, TargetFigure
from thidua.reporting.queries.adding import SAME_FOR_EACH, Amount, amount, bound_text, change_words, figure_at
from thidua.reporting.queries.boards import marks_below
from thidua.reporting.queries.given import given_figures
from thidua.reporting.queries.progress import time_given
from thidua.reporting.queries.states import TargetState, ceiling_of, target_state


@dataclass(frozen=True)
class ChildRow:
    """One unit directly below: its figures (sums, or its own), and how complete it is."""

    place: PeriodUnit
    report: Report | None
    figures: Figures | None
    counts: Figures | None
    n_all: int
    n_done: int
    n_returned: int
    own_targets: Figures | None
    given: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The unit's short name."""
        return self.place.unit.title

    @property
    def sort_name(self) -> str:
        """For sorting by name."""
        return self.place.unit.name_key

    @property
    def url(self) -> str:
        """Where its figures come from: the next level's page, or the very report."""
        if not self.place.is_leaf:
            return reverse("rollup_page", args=[self.place.request_id, self.place.unit_id])
        is_sent = self.report is not None and self.report.is_counted
        return reverse("report_page", args=[self.report.pk]) if self.report and is_sent else ""

    @property
    def state_words(self) -> str:
        """ "5/6 đã nộp", "đã nộp", "đã nộp, đang trả lại – chờ gửi lại", "chưa nộp", "được miễn"."""
        if not self.place.is_leaf:
            return f"{self.n_done}/{self.n_all} đã nộp"
        if self.n_returned:
            return f"đã nộp, {REPORT.states[RETURNED].label.lower()}"
        if self.figures is not None:
            return "đã nộp"
        return "chưa nộp" if self.place.is_expected else "không phải nộp"

    def amount(self, slot: Slot) -> Amount:
        """Its figure of a slot; of people counted once each, what it told itself."""
        if slot.kind == IndicatorKind.DISTINCT and self.report is not None:
            return amount(slot, self.report.sent_values)
        return amount(slot, self.figures, self.counts)

    def own_target(self, slot: Slot) -> Decimal | None:
        """What the unit itself registered."""
        own = figure_at(self.own_targets, slot.num)
        return None if own is None else Decimal(own).scaleb(-3)

    def given_target(self, slot: Slot) -> Decimal | None:
        """What the level above gave to it."""
        return self.given.get(slot.num)


@dataclass(frozen=True)
class SlotTotal:
    """One figure of a unit: live total, what the level below signed, its target, and beside it what the units below
    registered themselves and what they were given (``registered``, ``given``)."""

    slot: Slot
    live: Amount
    signed: Amount
    met: int
    judged: int
    registered: Decimal | None
    given: Decimal | None
    bound: Decimal | None
    bound_words: str
    url: str
    state: TargetState | None = None

    @property
    def differs(self) -> bool:
        """The signed figures of the level below say something else than the live sum."""
        return self.signed.num is not None and (self.signed.num, self.signed.den) != (self.live.num, self.live.den)

    @property
    def difference(self) -> str:
        """By how much the live sum differs from what the level below has signed: "+5"; "" where it cannot be told."""
        return change_words(self.signed.num, self.live.num, self.slot.scale)

    @property
    def registered_text(self) -> str:
        """The sum of the targets registered below."""
        return "–" if self.registered is None else f"{format_number(self.registered)} {self.slot.unit_word}".strip()

    @property
    def given_text(self) -> str:
        """The sum of what the units below were given."""
        return "–" if self.given is None else f"{format_number(self.given)} {self.slot.unit_word}".strip()

    @property
    def is_ceiling(self) -> bool:
        """The bound must not be passed."""
        bound = self.bound if self.bound is not None else self.slot.low
        direction = self.slot.indicator.direction
        return bound is not None and ceiling_of(self.slot.comparator, bound, self.slot.high, direction) is not None


@dataclass(frozen=True)
class Overview:
    """The page of one unit in one request."""

    request: ReportRequest
    place: PeriodUnit
    above: list[PeriodUnit]
    totals: list[SlotTotal]
    rows: list[ChildRow]
    row: Rollup | None
    waiting: int
    on: dt.datetime | None

    @property
    def slots(self) -> list[Slot]:
        """The figures asked."""
        return [total.slot for total in self.totals]


def overview_of(place: PeriodUnit) -> Overview:
    """Totals and children of a place that has others below it, in eight queries. ``place`` comes with request, unit."""
    asked = place.request
    slots = list(Slot.objects.filter(request=asked).select_related("indicator", "target__phase", "target__plan"))
    kept = {row.basis: row for row in Rollup.objects.filter(request=asked, unit_id=place.unit_id)}
    live, signed = kept.get(Basis.LIVE), kept.get(Basis.SIGNED)
    rows, registered, given = _family(place)
    own = _Own(registered, given, _own_report(place, slots))
    totals = [_total(place, slot, (live, signed), rows, own) for slot in slots]
    steps = paths_above(place.path)
    above = list(PeriodUnit.objects.filter(request=asked, path__in=steps).select_related("unit").order_by("path"))
    waiting = marks_below(asked, place.path)
    return Overview(asked, place, above, totals, rows, live, waiting, live.computed_at if live else None)


def _own_report(place: PeriodUnit, slots: Sequence[Slot]) -> Report | None:
    """What the unit itself sent, read only where a figure is asked that is not added up."""
    if all(slot.kind != IndicatorKind.DISTINCT for slot in slots):
        return None
    return Report.objects.filter(place=place).first()


def child_rows(place: PeriodUnit) -> list[ChildRow]:
    """The units directly below a place with their figures, by name, in four queries."""
    return _family(place)[0]


def _family(place: PeriodUnit) -> tuple[list[ChildRow], Figures | None, Mapping[int, Decimal]]:
    """The units directly below with their figures; of the unit itself what it registered and what it was given."""
    asked_id, unit_id = place.request_id, place.unit_id
    places = list(
        PeriodUnit.objects.filter(request_id=asked_id, parent_id=unit_id)
        .select_related("unit", "report")
        .defer("report__values", "unit__search_text")
        .order_by("unit__name_key", "id")
    )
    inner = [one.unit_id for one in places if not one.is_leaf]
    totals = Rollup.objects.filter(request_id=asked_id, basis=Basis.LIVE, unit_id__in=inner)
    rollups = {row.unit_id: row for row in totals.defer("met", "judged")}
    units = [unit_id, *(one.unit_id for one in places)]
    targets = dict(TargetFigure.objects.filter(request_id=asked_id, unit_id__in=units).values_list("unit_id", "values"))
    given = given_figures(place.request, units)
    rows = []
    for one in places:
        one.request = place.request
        row = _child(one, rollups.get(one.unit_id), targets.get(one.unit_id))
        rows.append(replace(row, given=given[one.unit_id]) if one.unit_id in given else row)
    return rows, targets.get(unit_id), given.get(unit_id, {})


def _child(place: PeriodUnit, row: Rollup | None, own_targets: Figures | None) -> ChildRow:
    report = place.report
    if not place.is_leaf:
        if row is None:
            return ChildRow(place, report, None, None, 0, 0, 0, own_targets)
        return ChildRow(place, report, row.sums, row.counts, row.n_all, row.n_done, row.n_returned, own_targets)
    is_sent = report.is_counted
    return ChildRow(
        place=place,
        report=report,
        figures=report.sent_values,
        counts=None,
        n_all=int(place.is_expected),
        n_done=int(place.is_expected and is_sent),
        n_returned=int(is_sent and report.state in GIVEN_BACK),
        own_targets=own_targets,
    )


@dataclass(frozen=True)
class _Own:
    """What the unit itself has: its own target, what it was given, its own report where that is needed."""

    registered: Figures | None
    given: Mapping[int, Decimal]
    report: Report | None

    def bound(self, slot: Slot) -> Decimal | None:
        """Its target: what it was given, else what it registered."""
        figure = figure_at(self.registered, slot.num)
        return self.given.get(slot.num, None if figure is None else Decimal(figure).scaleb(-3))


def _total(
    place: PeriodUnit, slot: Slot, kept: tuple[Rollup | None, Rollup | None], rows: Sequence[ChildRow], own: _Own
) -> SlotTotal:
    live, signed = kept
    registered = [one for row in rows if (one := row.own_target(slot)) is not None]
    given = [one for row in rows if (one := row.given_target(slot)) is not None]
    bound, high = slot.low, slot.high
    if place.parent_id is not None and slot.kind not in SAME_FOR_EACH:
        bound = high = own.bound(slot)
    reached = amount(slot, live.sums if live else None, live.counts if live else [])
    if slot.kind == IndicatorKind.DISTINCT:
        reached = amount(slot, own.report.sent_values if own.report else None)
    return SlotTotal(
        slot=slot,
        live=reached,
        signed=amount(slot, signed.sums if signed else None, signed.counts if signed else []),
        met=figure_at(live.met, slot.num) or 0 if live else 0,
        judged=figure_at(live.judged, slot.num) or 0 if live else 0,
        registered=sum(registered, Decimal(0)) if registered and slot.kind in SUMMED_KINDS else None,
        given=sum(given, Decimal(0)) if given and slot.kind in SUMMED_KINDS else None,
        bound=bound,
        bound_words=bound_text(slot.comparator, bound, high, slot.unit_word),
        url=reverse("figure_parts", args=[place.request_id, place.unit_id, slot.num]),
        state=_state(place.request, slot, reached, bound, high),
    )


def _state(
    asked: ReportRequest, slot: Slot, reached: Amount, bound: Decimal | None, high: Decimal | None
) -> TargetState | None:
    target = slot.target
    starts_on, ends_on = time_given(target.plan, target) if target else (asked.starts_on, asked.ends_on)
    return target_state(
        value=reached.value,
        comparator=slot.comparator,
        low=bound,
        high=high,
        kind=slot.kind,
        direction=slot.indicator.direction,
        unit_word=slot.unit_word,
        starts_on=starts_on,
        ends_on=ends_on,
        on=min(clock.today(), asked.ends_on),
    )
