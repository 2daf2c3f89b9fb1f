"""The state of a target on a day: reached, on the way against the time gone, behind, no data. Pure functions.

Said in words and shape, not by colour alone; the same on every page and in every room.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.plans.choices import Comparator, Direction, IndicatorKind
from thidua.reporting.choices import Standing
from thidua.reporting.queries.adding import IS_ANSWER, Amount, AskedFigure, is_met

TONES = {
    Standing.REACHED: ("done", "circle-check"),
    Standing.ON_WAY: ("active", "progress-check"),
    Standing.BEHIND: ("late", "alert-triangle"),
    Standing.NO_DATA: ("quiet", "circle-dashed"),
}
LEVELS = (IndicatorKind.AVERAGE, IndicatorKind.HIGHEST, IndicatorKind.LOWEST)
"""A level has to hold as it stands: it does not grow with the days."""
ALL = Decimal(100)


@dataclass(frozen=True)
class TargetState:
    """A state with what a page needs to show it: ``words``, the ``tone`` and ``shape`` of its chip, and ``why`` in one
    sentence ("" where nothing was reported)."""

    code: str
    words: str
    why: str = ""

    @property
    def tone(self) -> str:
        """A tone of the chips."""
        return TONES[Standing(self.code)][0]

    @property
    def shape(self) -> str:
        """The icon: one of its own for each state."""
        return TONES[Standing(self.code)][1]

    @property
    def said(self) -> tuple[str, str, str]:
        """(words, tone, shape), as a chart is given it."""
        return self.words, self.tone, self.shape


def target_state(
    *,
    value: Decimal | None,
    comparator: str,
    low: Decimal | None,
    high: Decimal | None = None,
    kind: str = "",
    direction: str = "",
    unit_word: str = "",
    starts_on: dt.date,
    ends_on: dt.date,
    on: dt.date,
) -> TargetState | None:
    """How a figure (``Amount.value``: a share in per cent) stands against its bound; None without a bound.

    ``starts_on``–``ends_on`` is the time given for the target, ``on`` the day that the figure tells of. A floor is on
    the way while the figure has the same share of the bound as has gone of the time; a level (average, extreme) has to
    hold from the first day. A ceiling is within its limit until the time is over, and reached then. More than a range
    promised is reached, where more is better. A yes/no without a bound asks for all to say yes.
    """
    if kind in IS_ANSWER and low is None:
        comparator, low, unit_word = Comparator.GE, ALL, "%"
    if low is None or not comparator:
        return None
    if value is None:
        return TargetState(Standing.NO_DATA, Standing.NO_DATA.label)
    is_over = on >= ends_on
    top = ceiling_of(comparator, low, high, direction)
    met = is_met(comparator, low, high, value, direction)
    if top is not None:
        return _under_ceiling(bool(met), is_over, value, top, unit_word)
    if met:
        is_more = comparator == Comparator.BETWEEN and high is not None and value > high
        more = f", vượt mức trên {format_number(high)}" if is_more else ""
        return TargetState(Standing.REACHED, Standing.REACHED.label, f"{_of(value, low, unit_word)}{more}")
    if kind in LEVELS or is_over:
        return TargetState(Standing.BEHIND, Standing.BEHIND.label, f"{_of(value, low, unit_word)}, còn thiếu")
    needed = low * time_gone(starts_on, ends_on, on)
    standing = Standing.ON_WAY if value >= needed else Standing.BEHIND
    why = f"{_of(value, low, unit_word)}; đến {format_date(on)} cần {format_number(round(needed, 1))}"
    return TargetState(standing, standing.label, why)


def figure_state(
    slot: AskedFigure,
    told: Amount | None,
    *,
    bounds: tuple[Decimal | None, Decimal | None],
    direction: str,
    time_given: tuple[dt.date, dt.date],
    on: dt.date,
) -> TargetState | None:
    """As ``target_state``, of a figure asked in a request against the bounds that hold for the unit; a bound that came
    without a comparator is one to be reached."""
    return target_state(
        value=told.value if told else None,
        comparator=slot.comparator or Comparator.GE,
        low=bounds[0],
        high=bounds[1],
        kind=slot.kind,
        direction=direction,
        unit_word=slot.unit_word,
        starts_on=time_given[0],
        ends_on=time_given[1],
        on=on,
    )


def ceiling_of(comparator: str, low: Decimal, high: Decimal | None, direction: str) -> Decimal | None:
    """The figure that must not be passed; None where the bound is one to be reached."""
    if comparator in (Comparator.LE, Comparator.LT):
        return low
    if comparator == Comparator.EQ and (direction == Direction.LOWER or low == 0):
        return low
    return high if comparator == Comparator.BETWEEN and direction == Direction.LOWER else None


def time_gone(starts_on: dt.date, ends_on: dt.date, on: dt.date) -> Decimal:
    """The share of the days from the first to the last, both included, that has gone by at the end of a day: 0 to 1."""
    whole = (ends_on - starts_on).days + 1
    return Decimal(min(max((on - starts_on).days + 1, 0), whole)) / Decimal(max(whole, 1))


def _under_ceiling(is_met: bool, is_over: bool, value: Decimal, top: Decimal, unit_word: str) -> TargetState:
    why = f"{format_number(round(value, 1))}, giới hạn {format_number(top)} {unit_word}".strip()
    if not is_met:
        return TargetState(Standing.BEHIND, "vượt giới hạn", why)
    if is_over:
        return TargetState(Standing.REACHED, Standing.REACHED.label, why)
    return TargetState(Standing.ON_WAY, "đang trong giới hạn", why)


def _of(value: Decimal, low: Decimal, unit_word: str) -> str:
    return f"{format_number(round(value, 1))} trên {format_number(low)} {unit_word}".strip()
