"""How figures add up over units and over periods, and how they are shown. Pure functions.

Only mergeable parts are stored: a percentage is never stored as the only value, never summed, never averaged. Over
units every place of the list is summed, with a count of the units that answered beside it (None is not zero). Over
periods it depends on the kind: sums of counts, money and both parts of a ratio; the last of a stock and of a yes/no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.common.numbers import format_number, format_share
from thidua.plans.choices import Comparator, IndicatorKind
from thidua.reporting.models.figures import Figures
from thidua.reporting.models.requests import Slot

LAST_WINS = (IndicatorKind.STOCK, IndicatorKind.YES_NO, IndicatorKind.WORDS)
IS_ANSWER = (IndicatorKind.YES_NO, IndicatorKind.WORDS)


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


def over_units(rows: Iterable[Figures], size: int) -> tuple[Figures, Figures]:
    """The sums by place of what units answered, and how many answered. Nobody answered → None, 0."""
    sums: Figures = [None] * size
    counts = [0] * size
    for row in rows:
        for place, figure in enumerate(row[:size]):
            if figure is not None:
                sums[place] = (sums[place] or 0) + figure
                counts[place] += 1
    return sums, list(counts)


def of_totals(rows: Iterable[tuple[Figures, Figures]], size: int) -> tuple[Figures, Figures]:
    """The sums and counts by place of rows that are sums and counts themselves."""
    sums: Figures = [None] * size
    counts = [0] * size
    for row_sums, row_counts in rows:
        for place in range(min(size, len(row_sums))):
            figure = row_sums[place]
            if figure is not None:
                sums[place] = (sums[place] or 0) + figure
            counts[place] += figure_at(row_counts, place) or 0
    return sums, list(counts)


@dataclass(frozen=True)
class Amount:
    """A figure ready to be shown or judged: numerator, denominator, and how many units answered.

    ``answered`` is 1 or 0 for a single unit. ``num`` is None where nobody answered.
    """

    kind: str
    num: int | None
    den: int | None = None
    answered: int = 0
    unit_word: str = ""
    scale: int = 0

    @property
    def value(self) -> Decimal | None:
        """The one number to compare with a bound: the count, the share in per cent; None where there is none."""
        if self.num is None:
            return None
        if self.kind == IndicatorKind.RATIO:
            return Decimal(self.num) * 100 / Decimal(self.den) if self.den else None
        if self.kind in IS_ANSWER:
            return Decimal(self.num) * 100 / Decimal(self.answered) if self.answered else None
        return Decimal(self.num).scaleb(-self.scale)

    @property
    def shown_value(self) -> Decimal | None:
        """``value`` for charts, to the place that ``text`` shows."""
        return None if self.value is None else round(self.value, 1).normalize()

    @property
    def text(self) -> str:
        """ "1.234 người" · "10,8 % (109/1.010)" · "5/6 đơn vị" · "–"."""
        if self.num is None:
            return "–"
        if self.kind == IndicatorKind.RATIO:
            parts = f"{format_number(self.num)}/{format_number(self.den)}"
            return f"{format_share(self.num, self.den)} ({parts})"
        if self.kind in IS_ANSWER:
            return f"{format_number(self.num)}/{format_number(self.answered)} đơn vị"
        return f"{format_number(self.value)} {self.unit_word}".strip()

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
        return format_number(self.value)


def amount(slot: Slot, figures: Figures | None, counts: Figures | None = None) -> Amount:
    """The figure of a slot in a row; with ``counts`` the row is a sum over units."""
    num, den = figure_at(figures, slot.num), figure_at(figures, slot.den)
    answered = (figure_at(counts, slot.num) or 0) if counts is not None else int(num is not None)
    return Amount(slot.kind, num, den, answered, slot.unit_word, slot.scale)


def over_periods(amounts: Sequence[Amount]) -> Amount | None:
    """One figure of several periods, given in the order of time. None where nothing was reported.

    Count, money, ratio: sums of each part. Stock, yes/no, words: the last period that somebody answered.
    """
    told = [one for one in amounts if one.num is not None]
    if not told:
        return None
    last = told[-1]
    if last.kind in LAST_WINS:
        return last
    den = sum(one.den or 0 for one in told) if last.kind == IndicatorKind.RATIO else None
    answered = max(one.answered for one in told)
    return Amount(last.kind, sum(one.num or 0 for one in told), den, answered, last.unit_word, last.scale)


def is_met(comparator: str, low: Decimal | None, high: Decimal | None, value: Decimal | None) -> bool | None:
    """Does a figure reach its bound? None where there is no bound or no figure."""
    if value is None or low is None or not comparator:
        return None
    if comparator == Comparator.GT:
        return value > low
    if comparator == Comparator.GE:
        return value >= low
    if comparator == Comparator.EQ:
        return value == low
    if comparator == Comparator.LE:
        return value <= low
    if comparator == Comparator.LT:
        return value < low
    return high is not None and low <= value <= high


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


def judged(slots: Sequence[Slot], row: Figures, own_targets: Figures | None, size: int) -> tuple[Figures, Figures]:
    """For one unit that fills in figures: 1 at the slots whose target it met, 1 at those where it has a target.

    Its own target (thousandths) counts where it has one; a share or a yes/no is judged by the issuer's bound else. A
    count without an own target is not judged: the issuer's count is for all units together.
    """
    met, has_target = [0] * size, [0] * size
    for slot in slots:
        verdict = verdict_of(slot, row, figure_at(own_targets, slot.num))
        if verdict is not None:
            has_target[slot.num], met[slot.num] = 1, int(verdict)
    return list(met), list(has_target)


def verdict_of(slot: Slot, row: Figures, own: int | None) -> bool | None:
    """Does a unit's figure reach its own target (thousandths), or else the issuer's bound? None = not judged."""
    low = Decimal(own).scaleb(-3) if own is not None else slot.low if slot.kind == IndicatorKind.RATIO else None
    if low is None:
        return None
    high = slot.high if own is None else low
    return is_met(slot.comparator or Comparator.GE, low, high, amount(slot, row).value)
