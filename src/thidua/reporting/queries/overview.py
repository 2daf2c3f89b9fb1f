"""The totals of a unit with the rows they are made of: one page for every level, from the country down to a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from thidua.common import clock
from thidua.common.numbers import format_number
from thidua.organisation.models import paths_above
from thidua.plans.choices import SUMMED_KINDS, IndicatorKind
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, ReportRequest, Rollup, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, amount, change_words, figure_at
from thidua.reporting.queries.asked import slots_with_targets
from thidua.reporting.queries.boards import marks_below
from thidua.reporting.queries.progress import time_of_figure
from thidua.reporting.queries.rows import Row, rows_of
from thidua.reporting.queries.states import TargetState, ceiling_of, figure_state
from thidua.ui.addresses import address
from thidua.ui.kept import Kept


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
        """The signed figures of the level below say something else than the live sum; not where each level answers for
        itself."""
        if self.slot.kind in (*IS_ANSWER, IndicatorKind.DISTINCT):
            return False
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
    rows: list[Row]
    row: Rollup | None
    waiting: int
    on: dt.datetime | None

    @property
    def slots(self) -> list[Slot]:
        """The figures asked."""
        return [total.slot for total in self.totals]


def _kept(request_id: int, unit_id: int) -> QuerySet[Rollup]:
    return Rollup.objects.filter(request_id=request_id, unit_id=unit_id)


def _above(request_id: int, *paths: str) -> QuerySet[PeriodUnit]:
    return PeriodUnit.objects.filter(request_id=request_id, path__in=paths).select_related("unit").order_by("path")


totals_of_unit = Kept(_kept)
places_above = Kept(_above)


def overview_of(place: PeriodUnit) -> Overview:
    """Totals and children of a place that has others below it, in five queries. ``place`` comes with request, unit."""
    asked = place.request
    slots = slots_with_targets(asked.pk)
    kept = {row.basis: row for row in totals_of_unit(asked.pk, place.unit_id)}
    live, signed = kept.get(Basis.LIVE), kept.get(Basis.SIGNED)
    family = rows_of(place.unit_id, own=(asked.pk,), below=(asked.pk,))
    mine = next(row for row in family if row.unit_id == place.unit_id)
    rows = [row for row in family if row.unit_id != place.unit_id]
    aimed = [row for row in rows if row.registered or row.given]
    totals = [_total(asked, slot, mine, (live, signed), aimed) for slot in slots]
    above = places_above(asked.pk, *paths_above(place.path))
    waiting = marks_below(asked, place.path)
    return Overview(asked, place, above, totals, rows, live, waiting, live.computed_at if live else None)


def _total(
    asked: ReportRequest, slot: Slot, mine: Row, kept: tuple[Rollup | None, Rollup | None], aimed: Sequence[Row]
) -> SlotTotal:
    """``aimed``: the units below that have targets of their own."""
    live, signed = kept
    registered = [one for row in aimed if (one := row.registered_target(slot)) is not None]
    given = [one for row in aimed if (one := row.given_target(slot)) is not None]
    bound, high = mine.bounds(slot)
    is_promised = mine.parent_id is not None and mine.own_target(slot) is not None
    reached = mine.amount(slot)
    return SlotTotal(
        slot=slot,
        live=reached,
        signed=amount(slot, signed.sums if signed else None, signed.counts if signed else []),
        met=figure_at(live.met, slot.num) or 0 if live else 0,
        judged=figure_at(live.judged, slot.num) or 0 if live else 0,
        registered=sum(registered, Decimal(0)) if registered and slot.kind in SUMMED_KINDS else None,
        given=sum(given, Decimal(0)) if given and slot.kind in SUMMED_KINDS else None,
        bound=bound,
        bound_words=mine.bound_words(slot),
        url=address("figure_parts", asked.pk, mine.unit_id, slot.num),
        state=figure_state(
            slot,
            reached,
            bounds=(bound, high),
            direction=slot.indicator.direction,
            time_given=time_of_figure(asked, slot, is_promised=is_promised),
            on=min(clock.today(), asked.ends_on),
        ),
    )
