"""Judging many reports against their targets: what ``adding.verdict_of`` says of one, in whole numbers."""

from __future__ import annotations

import operator
import struct
import sys
from collections.abc import Callable, Sequence

from thidua.plans.choices import Comparator, Direction, IndicatorKind
from thidua.reporting.models.figures import NOTHING, Figures, unpack
from thidua.reporting.models.requests import Slot
from thidua.reporting.queries.adding import EXTREMES, IS_ANSWER, SAME_FOR_EACH, STEADY, figure_at, list_size, verdict_of
from thidua.reporting.queries.columns import WIDTH, at_length

ONE_FIGURE = (*STEADY, IndicatorKind.STOCK, *EXTREMES, *IS_ANSWER)
Compare = Callable[[int, int], bool]
COMPARE: dict[str, Compare] = {
    Comparator.GT: operator.gt,
    Comparator.GE: operator.ge,
    Comparator.LE: operator.le,
    Comparator.LT: operator.lt,
}
TALLY = 32
"""Bits in which the units judged at one place are counted: room for four thousand million."""
Row = Sequence[int]
"""A row as it is kept: 64-bit figures, ``NOTHING`` for "not answered"."""
Rule = Callable[[Row, int | None], bool | None]


class Judge:
    """The slots of a request, made ready to judge report after report."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._bytes = WIDTH * list_size(slots)
        self._rules = [(slot.num, _rule(slot)) for slot in slots]
        for_all = [slot for slot in slots if slot.low is not None and _is_bound_for_each(slot)]
        self._shares = [share for slot in for_all if (share := _share(slot)) is not None]
        self._others = [(slot.num, _rule(slot)) for slot in for_all if _share(slot) is None]

    def verdicts(self, packed: bytes, own_targets: Figures | None) -> tuple[int, int]:
        """At how many places the unit of that packed row has a target, and met it: each a one in the ``TALLY`` bits of
        its place, so that the numbers of many units add up to how many were judged and met (``tallies``)."""
        rules = self._rules if own_targets else self._others
        judged = met = 0
        if not rules and not self._shares:
            return judged, met
        row = _figures(packed if len(packed) >= self._bytes else at_length(packed, self._bytes // WIDTH))
        for place, rule in rules:
            verdict = rule(row, figure_at(own_targets, place) if own_targets else None)
            if verdict is not None:
                judged += 1 << TALLY * place
                met += verdict << TALLY * place
        if own_targets:
            return judged, met
        for num, den, compare, bound, one in self._shares:
            part, whole = row[num], row[den]
            if part != NOTHING and whole != NOTHING and whole:
                judged += one
                if compare(part * 100_000, bound * whole):
                    met += one
        return judged, met


def tallies(added: int, size: int) -> list[int]:
    """The sum of many verdicts, place by place (``TALLY`` bits each: an ``I``)."""
    return [*struct.unpack(f"<{size}I", added.to_bytes(size * TALLY // 8, "little"))]


def _figures(packed: bytes) -> Row:
    """The figures without making a list of them, where the machine keeps numbers as the column does."""
    return memoryview(packed).cast("q") if sys.byteorder == "little" else [_kept(one) for one in unpack(packed)]


def _kept(figure: int | None) -> int:
    return NOTHING if figure is None else figure


def _is_bound_for_each(slot: Slot) -> bool:
    """The issuer's bound holds for every unit by itself, not for all together."""
    return slot.kind in SAME_FOR_EACH


def _exactly(slot: Slot) -> Compare:
    """What "đạt 80" asks: where more is better, more will do; of nothing, no more."""
    if slot.indicator.direction == Direction.HIGHER:
        return lambda value, bound: value >= bound if bound else value <= bound
    return operator.le


def _rule(slot: Slot) -> Rule:
    """The slot's question as a function of (row, own target): quick where whole numbers will do."""
    comparator = slot.comparator or Comparator.GE
    compare = _exactly(slot) if comparator == Comparator.EQ else COMPARE.get(comparator)
    bound = slot.low.scaleb(3) if slot.low is not None and _is_bound_for_each(slot) else None
    if compare is None or (bound is not None and bound != int(bound)) or not _is_quick(slot):
        return lambda row, own: verdict_of(slot, [None if one == NOTHING else one for one in row], own)
    fixed = None if bound is None else int(bound)
    if slot.den is not None:
        return _ratio_rule(slot.num, slot.den, compare, fixed)
    factor = 100_000 if slot.kind in IS_ANSWER else 1000
    return _figure_rule(slot.num, compare, (factor, 1 if slot.kind in IS_ANSWER else 10**slot.scale), fixed)


def _share(slot: Slot) -> tuple[int, int, Compare, int, int] | None:
    """A share held against one bound for all, made ready to be compared without a call: where its two figures stand,
    how and with how many thousandths it is compared, its one among the verdicts. None for any other question."""
    compare = COMPARE.get(slot.comparator or Comparator.GE)
    if compare is None or slot.low is None or slot.den is None or not _is_quick(slot):
        return None
    bound = slot.low.scaleb(3)
    return (slot.num, slot.den, compare, int(bound), 1 << TALLY * slot.num) if bound == int(bound) else None


def _is_quick(slot: Slot) -> bool:
    return (slot.kind in ONE_FIGURE and slot.den is None) or (slot.kind == IndicatorKind.RATIO and slot.den is not None)


def _ratio_rule(num: int, den: int, compare: Compare, fixed: int | None) -> Rule:
    """num × 100 / den against thousandths, without dividing."""

    def rule(row: Row, own: int | None) -> bool | None:
        bound = fixed if own is None else own
        part, whole = row[num], row[den]
        if bound is None or part == NOTHING or whole == NOTHING or not whole:
            return None
        return compare(part * 100_000, bound * whole)

    return rule


def _figure_rule(num: int, compare: Compare, factors: tuple[int, int], fixed: int | None) -> Rule:
    """A figure × the first factor against thousandths × the second."""
    factor, parts = factors

    def rule(row: Row, own: int | None) -> bool | None:
        bound, figure = fixed if own is None else own, row[num]
        return None if bound is None or figure == NOTHING else compare(figure * factor, bound * parts)

    return rule
