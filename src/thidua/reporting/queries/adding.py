"""How figures add up over units and over periods, and how they are shown. Pure functions.

Only mergeable parts are stored: a percentage is never stored as the only value, never summed, never averaged. Over
units every place of the list is summed, with a count of the units that answered beside it (None is not zero). Of a
highest or lowest value the extreme is kept. People counted once each (distinct) are not added up at all: one person may
stand in two units, so every level tells its own figure. Over periods: sums of counts, money, quantities and both parts
of a ratio or an average; the last of a stock, of a yes/no and of what is a state; the extreme of extremes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from thidua.common.numbers import format_number, format_share
from thidua.common.text import search_text
from thidua.plans.choices import TWO_PART_KINDS, Comparator, Direction, IndicatorKind
from thidua.reporting.models.figures import Figures
from thidua.reporting.models.requests import Slot

LAST_WINS = (IndicatorKind.STOCK, IndicatorKind.YES_NO, IndicatorKind.WORDS)
IS_ANSWER = (IndicatorKind.YES_NO, IndicatorKind.WORDS)
STEADY = (IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.QUANTITY)
"""Kinds that grow with the days of a period."""
SAME_FOR_EACH = (*TWO_PART_KINDS, IndicatorKind.HIGHEST, IndicatorKind.LOWEST, IndicatorKind.YES_NO)
"""Kinds of which each unit has the issuer's bound, where it has none of its own."""


def padded(figures: Figures | None, size: int) -> Figures:
    """The list at that length: slots appended later are unanswered."""
    found = list(figures or ())[:size]
    return found + [None] * (size - len(found))


def figure_at(figures: Figures | None, place: int | None) -> int | None:
    """The figure at a place; None where the list is shorter or there is no such place."""
    if figures is None or place is None or place >= len(figures):
        return None
    return figures[place]


def list_size(slots: Iterable[Slot]) -> int:
    """How long the lists of a request are."""
    return 1 + max((place for slot in slots for place in slot.places), default=-1)


def nothing_of(values: Iterable[int]) -> None:
    """What is told of figures that must not be put together."""
    return None


Fold = Callable[[Iterable[int]], int | None]
Folds = Mapping[int, Fold]
EXTREMES: dict[str, Fold] = {IndicatorKind.HIGHEST: max, IndicatorKind.LOWEST: min}
NOT_SUMMED: dict[str, Fold] = {**EXTREMES, IndicatorKind.DISTINCT: nothing_of}
NO_FOLDS: Folds = {}


def folds_of(slots: Iterable[Slot]) -> Folds:
    """The places that are not summed over units, each with what is done instead."""
    return {place: NOT_SUMMED[slot.kind] for slot in slots if slot.kind in NOT_SUMMED for place in slot.places}


def over_units(rows: Iterable[Figures], size: int, folds: Folds = NO_FOLDS) -> tuple[Figures, Figures]:
    """The sums by place of what units answered, and how many answered. Nobody answered → None, 0."""
    rows = list(rows)
    sums: Figures = [None] * size
    counts = [0] * size
    for row in rows:
        for place, figure in enumerate(row[:size]):
            if figure is not None:
                sums[place] = (sums[place] or 0) + figure
                counts[place] += 1
    _fold(sums, rows, folds)
    return sums, list(counts)


def of_totals(rows: Iterable[tuple[Figures, Figures]], size: int, folds: Folds = NO_FOLDS) -> tuple[Figures, Figures]:
    """The sums and counts by place of rows that are sums and counts themselves."""
    rows = list(rows)
    sums: Figures = [None] * size
    counts = [0] * size
    for row_sums, row_counts in rows:
        for place in range(min(size, len(row_sums))):
            figure = row_sums[place]
            if figure is not None:
                sums[place] = (sums[place] or 0) + figure
            counts[place] += figure_at(row_counts, place) or 0
    _fold(sums, [row_sums for row_sums, _ in rows], folds)
    return sums, list(counts)


def _fold(sums: Figures, rows: Sequence[Figures], folds: Folds) -> None:
    for place, fold in folds.items():
        told = [figure for row in rows if (figure := figure_at(row, place)) is not None]
        if place < len(sums):
            sums[place] = fold(told) if told else None


class AskedFigure(Protocol):
    """What is needed of a slot to show and to judge its figure."""

    @property
    def kind(self) -> str: ...
    @property
    def num(self) -> int: ...
    @property
    def den(self) -> int | None: ...
    @property
    def unit_word(self) -> str: ...
    @property
    def comparator(self) -> str: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def scale(self) -> int: ...
    @property
    def takes_last(self) -> bool: ...


class Amount(NamedTuple):
    """A figure ready to be shown or judged: numerator, denominator, and how many units answered.

    ``answered`` is 1 or 0 for a single unit. ``num`` is None where nobody answered.
    """

    kind: str
    num: int | None
    den: int | None = None
    answered: int = 0
    unit_word: str = ""
    scale: int = 0
    takes_last: bool = False

    @property
    def value(self) -> Decimal | None:
        """The one number to compare with a bound: the count, the share in per cent; None where there is none."""
        if self.num is None:
            return None
        if self.kind in TWO_PART_KINDS:
            times = 100 if self.kind == IndicatorKind.RATIO else 1
            return Decimal(self.num) * times / Decimal(self.den) if self.den else None
        if self.kind in IS_ANSWER:
            return Decimal(self.num) * 100 / Decimal(self.answered) if self.answered else None
        return Decimal(self.num).scaleb(-self.scale)

    @property
    def shown_value(self) -> Decimal | None:
        """``value`` for charts, to the place that ``text`` shows."""
        return None if self.value is None else round(self.value, max(1, self.scale)).normalize()

    @property
    def num_text(self) -> str:
        """The figure or numerator as it was typed."""
        return format_number(None if self.num is None else Decimal(self.num).scaleb(-self.scale))

    @property
    def den_text(self) -> str:
        """The denominator as it was typed."""
        return format_number(None if self.den is None else Decimal(self.den).scaleb(-self.scale))

    @property
    def parts_text(self) -> str:
        """ "109/1.010": numerator and denominator as they were typed."""
        return f"{self.num_text}/{self.den_text}"

    @property
    def text(self) -> str:
        """ "1.234 người" · "10,8 % (109/1.010)" · "7,5 triệu đồng (150/20)" · "5/6 đơn vị" · "–"."""
        if self.num is None:
            return "–"
        if self.kind in IS_ANSWER:
            return f"{format_number(self.num)}/{format_number(self.answered)} đơn vị"
        if self.kind == IndicatorKind.RATIO:
            return f"{self.plain} ({self.parts_text})"
        told = f"{self.plain} {self.unit_word}".strip()
        return f"{told} ({self.parts_text})" if self.kind == IndicatorKind.AVERAGE else told

    @property
    def own_text(self) -> str:
        """As ``text``, of a single unit: yes/no in words."""
        if self.kind in IS_ANSWER:
            return "–" if self.num is None else "Có" if self.num else "Không"
        return self.text

    @property
    def plain(self) -> str:
        """The figure alone, for a narrow cell: the share of a ratio without its parts."""
        if self.num is None:
            return "–"
        if self.kind == IndicatorKind.RATIO:
            return format_share(self.num, self.den)
        if self.kind in IS_ANSWER:
            return f"{self.num}/{self.answered}"
        if self.kind != IndicatorKind.AVERAGE and not self.scale:
            return format_number(self.num)
        return format_number(self.shown_value if self.kind == IndicatorKind.AVERAGE else self.value)


def amount(slot: AskedFigure, figures: Figures | None, counts: Figures | None = None) -> Amount:
    """The figure of a slot in a row; with ``counts`` the row is a sum over units."""
    num, den = figure_at(figures, slot.num), figure_at(figures, slot.den)
    answered = (figure_at(counts, slot.num) or 0) if counts is not None else int(num is not None)
    return Amount(slot.kind, num, den, answered, slot.unit_word, slot.scale, slot.takes_last)


def change_words(before: int | None, now: int | None, scale: int = 0) -> str:
    """ "+12", "−3"; "" where it is the same or cannot be told."""
    if before is None or now is None or before == now:
        return ""
    step = (now - before) / 10**scale if scale else now - before
    return f"{'+' if step > 0 else '−'}{format_number(abs(step))}"


def over_periods(amounts: Sequence[Amount]) -> Amount | None:
    """One figure of several periods, given in the order of time. None where nothing was reported.

    Count, money, quantity, ratio, average: sums of each part. Stock, yes/no, words and what is a state at the end of
    the period: the last period that somebody answered. Highest, lowest: the extreme. People counted once each: only
    where one period tells it, for the same person may stand in two.
    """
    told = [one for one in amounts if one.num is not None]
    if not told:
        return None
    last = told[-1]
    if len(told) == 1 or last.takes_last or last.kind in LAST_WINS:
        return last
    if last.kind == IndicatorKind.DISTINCT:
        return None
    answered = max(one.answered for one in told)
    if last.kind in EXTREMES:
        num = EXTREMES[last.kind](one.num or 0 for one in told)
        return last._replace(num=num, answered=answered)
    den = sum(one.den or 0 for one in told) if last.kind in TWO_PART_KINDS else None
    return last._replace(num=sum(one.num or 0 for one in told), den=den, answered=answered)


def adds_over_periods(slot: Slot) -> bool:
    """The year's figure may be taken from the sums of its phases: part by part, nothing that is a state or extreme."""
    return slot.kind in (*TWO_PART_KINDS, *STEADY) and not slot.takes_last


def is_met(
    comparator: str, low: Decimal | None, high: Decimal | None, value: Decimal | None, direction: str = ""
) -> bool | None:
    """Does a figure reach its bound? None where there is no bound or no figure.

    With the ``direction`` of what is counted, more than a range or an exact figure promised is met as well (2.100 new
    members where 1.800 to 2.000 were promised); without it the words are taken as they stand.
    """
    if value is None or low is None or not comparator:
        return None
    if comparator == Comparator.GT:
        return value > low
    if comparator == Comparator.GE:
        return value >= low
    if comparator == Comparator.LE:
        return value <= low
    if comparator == Comparator.LT:
        return value < low
    top = low if comparator == Comparator.EQ else high
    if direction == Direction.HIGHER and top != 0:
        return value >= low
    if direction == Direction.LOWER:
        return top is not None and value <= top
    return top is not None and low <= value <= top


def bound_text(comparator: str, low: Decimal | None, high: Decimal | None, unit_word: str) -> str:
    """ "từ 90 % trở lên", "trên 50 người", "từ 1.800 đến 2.000 đoàn viên"; "" without a bound."""
    if low is None or not comparator:
        return ""
    figure = f"{format_number(low)} {unit_word}".strip()
    if comparator == Comparator.BETWEEN:
        return f"từ {format_number(low)} đến {format_number(high)} {unit_word}".strip()
    if comparator == Comparator.GE:
        return f"từ {figure} trở lên"
    words = {Comparator.GT: "trên", Comparator.EQ: "đạt", Comparator.LE: "không quá", Comparator.LT: "dưới"}
    return f"{words[Comparator(comparator)]} {figure}"


def target_row(own: Figures, given: Figures | None) -> Figures:
    """What one unit is judged by, by place: what the level above gave it, else what it registered itself."""
    if not given:
        return own
    size = max(len(own), len(given))
    pairs = zip(padded(given, size), padded(own, size), strict=True)
    return [registered if allotted is None else allotted for allotted, registered in pairs]


def judged(slots: Sequence[Slot], row: Figures, own_targets: Figures | None, size: int) -> tuple[Figures, Figures]:
    """For one unit that fills in figures: 1 at the slots whose target it met, 1 at those where it has a target.

    Its own target (thousandths) counts where it has one; else a figure that does not add up to a whole (a share, an
    average, an extreme, a yes/no) is judged by the issuer's bound. A count without an own target is not judged: the
    issuer's count is for all units together. ``slots`` come with their indicators.
    """
    met, has_target = [0] * size, [0] * size
    for slot in slots:
        verdict = verdict_of(slot, row, figure_at(own_targets, slot.num))
        if verdict is not None:
            has_target[slot.num], met[slot.num] = 1, int(verdict)
    return list(met), list(has_target)


def verdict_of(slot: Slot, row: Figures, own: int | None) -> bool | None:
    """Does a unit's figure reach its own target (thousandths), or else the issuer's bound? None = not judged."""
    low = Decimal(own).scaleb(-3) if own is not None else slot.low if slot.kind in SAME_FOR_EACH else None
    if low is None:
        return None
    high = slot.high if own is None else low
    return is_met(slot.comparator or Comparator.GE, low, high, amount(slot, row).value, slot.indicator.direction)


def same_as(slot: Slot) -> tuple[str, str]:
    """What makes two slots the same figure: two issuers may keep an indicator each under the same name."""
    return slot.kind, search_text(slot.indicator.name)
