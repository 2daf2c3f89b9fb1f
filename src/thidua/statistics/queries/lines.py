"""The figures of one unit against its targets, over the chosen periods, beside those of the year before. No queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.common import clock
from thidua.reporting.choices import PeriodKind
from thidua.reporting.queries.adding import STEADY, Amount, figure_at, over_periods
from thidua.reporting.queries.progress import requests_that_count
from thidua.reporting.queries.rows import Row
from thidua.reporting.queries.states import TargetState, figure_state, time_gone
from thidua.statistics.queries.asked import Asked
from thidua.statistics.queries.choice import Choice, Period
from thidua.ui.addresses import address


@dataclass(frozen=True)
class Step:
    """One group of bars: a period of this year beside the same one of the year before."""

    words: str
    now: Amount | None
    before: Amount | None


@dataclass(frozen=True)
class Line:
    """One figure of the unit: ``told`` over the ``counted`` periods (None = nothing reported), ``before`` = the same of
    the year before, ``women``/``direct`` of whom, ``url`` = the list that it adds up from."""

    number: int
    slot: Asked
    counted: tuple[Period, ...]
    told: Amount | None
    before: Amount | None
    bound: Decimal | None
    bound_words: str
    state: TargetState | None
    on: dt.date
    expected: Decimal | None
    women: int | None
    direct: int | None
    steps: tuple[Step, ...]
    url: str

    @property
    def key(self) -> int:
        """The indicator, by which the figure is found again in other periods."""
        return self.slot.indicator_id

    @property
    def label(self) -> str:
        """What is counted."""
        return self.slot.label

    @property
    def value(self) -> Decimal | None:
        """The number to set beside the bound."""
        return self.told.shown_value if self.told else None

    @property
    def share(self) -> Decimal | None:
        """The part of the bound that is reached, in per cent; None where nothing can be divided or must stay below."""
        return share_of(self.told, self.bound, self.slot)

    @property
    def has_steps(self) -> bool:
        """There is something to compare with: two periods, or the year before."""
        return sum((step.now is not None) + (step.before is not None) for step in self.steps) > 1


def share_of(told: Amount | None, bound: Decimal | None, slot: Asked) -> Decimal | None:
    """Value over bound in per cent, of a bound that is to be reached."""
    if told is None or told.value is None or not bound or slot.is_ceiling:
        return None
    return told.value * 100 / bound


def counted_periods(
    periods: Sequence[Period], rows: Mapping[int, Row], slots: Mapping[int, Mapping[int, Asked]], key: int
) -> list[Period]:
    """The periods of a year whose figures of one indicator make up the unit's year, no day twice: a figure that only
    the half-year asks counts though phases have told others."""
    told = {period.pk for period in periods if _told_in(period, rows, slots, key) is not None}
    in_time: list[Any] = sorted(periods, key=lambda one: (one.starts_on, one.pk))
    found: list[Any] = list(requests_that_count(in_time, told))
    return found


def _told_in(period: Period, rows: Mapping[int, Row], slots: Mapping[int, Mapping[int, Asked]], key: int) -> int | None:
    slot, row = slots.get(period.pk, {}).get(key), rows.get(period.pk)
    return row.amount(slot).num if slot is not None and row is not None else None


def by_indicator(slots: Mapping[int, Sequence[Asked]]) -> dict[int, dict[int, Asked]]:
    """request → indicator → figure asked."""
    return {pk: {one.indicator_id: one for one in asked} for pk, asked in slots.items()}


def told_over(
    periods: Sequence[Period], rows: Mapping[int, Row], slots: Mapping[int, Mapping[int, Asked]], key: int
) -> Amount | None:
    """One unit's figure over these periods; None where it has reported nothing."""
    found = []
    for period in periods:
        slot, row = slots.get(period.pk, {}).get(key), rows.get(period.pk)
        if slot is not None and row is not None and row.figures is not None:
            found.append(row.amount(slot))
    return over_periods(found)


def lines_of(choice: Choice, rows: Mapping[int, Row], slots: Mapping[int, Sequence[Asked]]) -> list[Line]:
    """Every figure asked in the chosen periods. ``rows``: the unit's, by request."""
    indexed = by_indicator(slots)
    found = {one.indicator_id: one for period in _shown(choice, rows) for one in slots[period.pk]}
    counted: dict[int, list[Period]] = {}
    for key in found:
        counted[key] = [choice.asked] if choice.asked else counted_periods(choice.periods, rows, indexed, key)
        if counted[key]:
            found[key] = indexed[counted[key][-1].pk].get(key, found[key])
    ordered = sorted(found.values(), key=lambda one: (one.order, one.request_id))
    return [
        _line(choice, number, slot, counted[slot.indicator_id], rows, indexed)
        for number, slot in enumerate(ordered, start=1)
    ]


def _shown(choice: Choice, rows: Mapping[int, Row]) -> Sequence[Period]:
    """The period asked; of the whole year those that have told something, in time, else the one in focus."""
    if choice.asked is not None:
        return [choice.asked]
    told = [one for one in choice.periods if (row := rows.get(one.pk)) is not None and row.figures is not None]
    return told or [choice.focus]


def _line(
    choice: Choice,
    number: int,
    slot: Asked,
    counted: Sequence[Period],
    rows: Mapping[int, Row],
    slots: Mapping[int, Mapping[int, Asked]],
) -> Line:
    key = slot.indicator_id
    told = told_over(counted, rows, slots, key)
    row = rows.get(slot.request_id)
    bound, high = row.bounds(slot) if row else (None, None)
    on = min([clock.today(), *(one.ends_on for one in counted[-1:])])
    given = slot.time_given or time_of(choice, counted)
    return Line(
        number=number,
        slot=slot,
        counted=tuple(counted),
        told=told,
        before=told_over(aligned(choice, counted, rows, slots, key), rows, slots, key),
        bound=bound,
        bound_words=row.bound_words(slot) if row and bound is not None else "",
        state=figure_state(
            slot, told, bounds=(bound, high), direction=slot.indicator__direction, time_given=given, on=on
        ),
        on=on,
        expected=_expected(slot, bound, given, on),
        women=_of_whom(counted, rows, slots, key, "women"),
        direct=_of_whom(counted, rows, slots, key, "direct"),
        steps=steps_of_year(choice, rows, slots, key),
        url=f"{address('picture_indicator', choice.unit_id, key)}?{choice.query}",
    )


def _of_whom(
    periods: Sequence[Period],
    rows: Mapping[int, Row],
    slots: Mapping[int, Mapping[int, Asked]],
    key: int,
    part: str,
) -> int | None:
    found = []
    kind = ""
    for period in periods:
        slot, row = slots.get(period.pk, {}).get(key), rows.get(period.pk)
        figure = figure_at(row.figures, getattr(slot, part)) if slot and row else None
        if figure is not None:
            found.append(figure)
            kind = slot.kind if slot else kind
    if not found:
        return None
    return sum(found) if kind in STEADY else found[-1]


def time_of(choice: Choice, counted: Sequence[Period]) -> tuple[dt.date, dt.date]:
    """The first and the last day of what is shown."""
    if choice.asked is None or not counted:
        return dt.date(choice.year, 1, 1), dt.date(choice.year, 12, 31)
    return counted[0].starts_on, counted[-1].ends_on


def _expected(slot: Asked, bound: Decimal | None, given: tuple[dt.date, dt.date], on: dt.date) -> Decimal | None:
    """Where a sum should be by that day in even steps over the time given; None for kinds that do not grow."""
    if bound is None or slot.is_ceiling or slot.kind not in STEADY or on >= given[1]:
        return None
    return (bound * time_gone(*given, on)).quantize(Decimal("0.1"))


def _places(periods: Sequence[Period]) -> dict[tuple[str, int], Period]:
    """(kind, how many before it of that kind) → period: what makes the second phase of two years the same."""
    found: dict[tuple[str, int], Period] = {}
    numbers: dict[str, int] = {}
    for period in sorted(periods, key=lambda one: (one.ends_on, one.pk)):
        number = numbers.get(period.kind, 0)
        numbers[period.kind] = number + 1
        found[period.kind, number] = period
    return found


def aligned(
    choice: Choice,
    counted: Sequence[Period],
    rows: Mapping[int, Row],
    slots: Mapping[int, Mapping[int, Asked]],
    key: int,
) -> list[Period]:
    """The periods of the year before that stand beside the counted ones; of the whole year all that count."""
    if choice.asked is None:
        return counted_periods(choice.before, rows, slots, key)
    place = next(key for key, period in _places(choice.periods).items() if period.pk == choice.asked.pk)
    last = _places(choice.before).get(place)
    return [last] if last and counted else []


def steps_of_year(
    choice: Choice, rows: Mapping[int, Row], slots: Mapping[int, Mapping[int, Asked]], key: int
) -> tuple[Step, ...]:
    """The periods of the year in the order of time, each beside the same one of the year before."""
    now, before = _places(choice.periods), _places(choice.before)
    kinds = {kind.value: place for place, kind in enumerate(PeriodKind)}
    months = {place: (now.get(place) or before[place]).ends_on.month for place in {*now, *before}}
    places = sorted(months, key=lambda place: (place[0] == PeriodKind.YEAR, months[place], kinds[place[0]], place[1]))
    found = []
    for place in places:
        period = now.get(place) or before[place]
        told = told_over([now[place]], rows, slots, key) if place in now else None
        last = told_over([before[place]], rows, slots, key) if place in before else None
        if told is not None or last is not None:
            found.append(Step(period.words, told, last))
    return tuple(found)
