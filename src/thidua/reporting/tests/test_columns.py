"""Sums of packed rows and judging in whole numbers: the same, to the last digit, as figure by figure."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from thidua.plans.choices import Comparator, Direction, IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.models import Slot
from thidua.reporting.models.figures import LARGEST, NOTHING, pack
from thidua.reporting.queries.adding import judged, of_totals, over_units
from thidua.reporting.queries.columns import MOST_SMALL, ColumnSums
from thidua.reporting.queries.judging import Judge, tallies

FIGURES = (None, 0, 1, -1, 7, 2**48 - 1, 2**48, -(2**48), LARGEST, NOTHING + 1, 123_456_789)


def summed(rows: list[list[int | None]], size: int) -> ColumnSums:
    found = ColumnSums(size)
    for row in rows:
        found.add(pack(row))
    return found


@pytest.mark.parametrize("seed", range(30))
def test_rows_added_whole_are_the_sums_of_their_figures(seed):
    dice = random.Random(seed)
    size = dice.randrange(1, 12)
    choices = FIGURES if seed % 3 else (0, 5, 2**47)
    lengths = (size,) if seed % 2 else (max(0, size - 2), size, size + 3)
    rows = [[dice.choice(choices) for _ in range(dice.choice(lengths))] for _ in range(dice.randrange(40))]
    cut = [row[:size] for row in rows]
    assert summed(rows, size).result() == over_units(cut, size)
    half = len(rows) // 2
    first, second = summed(rows[:half], size), summed(rows[half:], size)
    first.absorb(second)
    assert first.result() == of_totals([over_units(cut[:half], size), over_units(cut[half:], size)], size)


def test_more_small_rows_than_fit_into_one_sum_lose_no_digit():
    most = 2**48 - 1
    found = summed([[most, 0, 1]] * (MOST_SMALL + 3), 3)
    assert found.result() == ([most * (MOST_SMALL + 3), 0, MOST_SMALL + 3], [MOST_SMALL + 3] * 3)


def test_nobody_answered_is_not_zero():
    assert ColumnSums(2).result() == ([None, None], [0, 0])
    assert summed([[None, 0]], 2).result() == ([None, 0], [0, 1])


@pytest.mark.parametrize("kind", [one for one in IndicatorKind if one != IndicatorKind.WORDS])
@pytest.mark.parametrize("comparator", ["", *Comparator])
def test_a_report_judged_in_whole_numbers_is_judged_as_before(kind, comparator):
    dice = random.Random(f"{kind}{comparator}")
    for _ in range(60):
        low = dice.choice([None, Decimal(90), Decimal("66.667"), Decimal("33.3"), Decimal(0)])
        high = None if low is None else low + dice.choice([0, 1, 20])
        scale = dice.choice([0, 0, 2]) if kind in (IndicatorKind.COUNT, IndicatorKind.STOCK) else 0
        indicator = Indicator(direction=dice.choice(Direction.values))
        slot = Slot(
            num=0, den=1, kind=kind, comparator=comparator, low=low, high=high, scale=scale, indicator=indicator
        )
        row = [dice.choice([None, 0, 1, 2, 60, 90]), dice.choice([None, 0, 1, 3, 90, 100])]
        own = dice.choice([None, [1000, None], [66_667, None], [90_000], [None, None]])
        met, asked = judged([slot], row, own, 2)
        told = [tallies(one, 2) for one in Judge([slot]).verdicts(pack(row), own)]
        assert told == [[asked[0] or 0, 0], [met[0] or 0, 0]]
