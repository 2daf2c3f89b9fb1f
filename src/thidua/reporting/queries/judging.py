"""Judging many reports against their targets: what ``adding.verdict_of`` says of one, in whole numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence

from thidua.plans.choices import Comparator, IndicatorKind
from thidua.reporting.models.figures import Figures, unpack
from thidua.reporting.models.requests import Slot
from thidua.reporting.queries.adding import IS_ANSWER, figure_at, verdict_of

ONE_FIGURE = (IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.STOCK, *IS_ANSWER)
COMPARE: dict[str, Callable[[int, int], bool]] = {
    Comparator.GT: operator.gt,
    Comparator.GE: operator.ge,
    Comparator.EQ: operator.eq,
    Comparator.LE: operator.le,
    Comparator.LT: operator.lt,
}
Rule = Callable[[Figures, int | None], bool | None]


class Judge:
    """The slots of a request, made ready to judge report after report."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._always = [(slot.num, _rule(slot)) for slot in slots if slot.low is not None and _is_bound_for_each(slot)]
        self._rules = [(slot.num, _rule(slot)) for slot in slots]

    def verdicts(self, packed: bytes, own_targets: Figures | None) -> Iterator[tuple[int, bool]]:
        """(place, met) of every slot at which the unit of that packed row has a target."""
        rules = self._rules if own_targets else self._always
        if not rules:
            return
        row = unpack(packed)
        for place, rule in rules:
            verdict = rule(row, figure_at(own_targets, place))
            if verdict is not None:
                yield place, verdict


def _is_bound_for_each(slot: Slot) -> bool:
    """The issuer's bound holds for every unit by itself, not for all together."""
    return slot.kind == IndicatorKind.RATIO


def _rule(slot: Slot) -> Rule:
    """The slot's question as a function of (row, own target): quick where whole numbers will do."""
    compare = COMPARE.get(slot.comparator or Comparator.GE)
    bound = slot.low.scaleb(3) if slot.low is not None and _is_bound_for_each(slot) else None
    if compare is None or (bound is not None and bound != int(bound)) or not _is_quick(slot):
        return lambda row, own: verdict_of(slot, row, own)
    fixed = None if bound is None else int(bound)
    if slot.kind == IndicatorKind.RATIO:
        return _ratio_rule(slot, compare, fixed)
    factor = 100_000 if slot.kind in IS_ANSWER else 1000
    return _figure_rule(slot, compare, factor, 1 if slot.kind in IS_ANSWER else 10**slot.scale)


def _is_quick(slot: Slot) -> bool:
    return slot.kind in ONE_FIGURE or (slot.kind == IndicatorKind.RATIO and slot.den is not None)


def _ratio_rule(slot: Slot, compare: Callable[[int, int], bool], fixed: int | None) -> Rule:
    """num × 100 / den against thousandths, without dividing."""

    def rule(row: Figures, own: int | None) -> bool | None:
        bound = fixed if own is None else own
        num, den = figure_at(row, slot.num), figure_at(row, slot.den)
        return compare(num * 100_000, bound * den) if den and num is not None and bound is not None else None

    return rule


def _figure_rule(slot: Slot, compare: Callable[[int, int], bool], factor: int, parts: int) -> Rule:
    def rule(row: Figures, own: int | None) -> bool | None:
        num = figure_at(row, slot.num)
        return None if own is None or num is None else compare(num * factor, own * parts)

    return rule
