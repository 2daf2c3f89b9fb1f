"""How figures add up, kind by kind (count, money, ratio, yes/no, stock, units that met, words)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.models import Slot
from thidua.reporting.models.figures import LARGEST, pack, unpack
from thidua.reporting.queries.adding import (
    Amount,
    amount,
    bound_text,
    folds_of,
    is_met,
    judged,
    of_totals,
    over_periods,
    over_units,
    padded,
    target_row,
)

COUNT, MONEY, RATIO = IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.RATIO
YES_NO, STOCK, WORDS = IndicatorKind.YES_NO, IndicatorKind.STOCK, IndicatorKind.WORDS
AVERAGE, QUANTITY = IndicatorKind.AVERAGE, IndicatorKind.QUANTITY
HIGHEST, LOWEST, DISTINCT = IndicatorKind.HIGHEST, IndicatorKind.LOWEST, IndicatorKind.DISTINCT


def test_figures_survive_packing_and_null_is_not_zero():
    figures = [0, None, 1, -5, LARGEST, None]
    assert unpack(pack(figures)) == figures
    assert unpack(pack([])) == []


def test_every_place_is_summed_over_units_with_the_number_of_answers():
    assert over_units([[1, None, 0], [2, None, None], [3]], 3) == ([6, None, 0], [3, 0, 1])


def test_totals_add_up_as_the_units_under_them_do():
    one, two = over_units([[1, None], [2, 5]], 2), over_units([[4, 0]], 2)
    assert of_totals([one, two], 2) == over_units([[1, None], [2, 5], [4, 0]], 2)


def test_a_ratio_is_summed_by_its_parts_never_by_its_per_cents():
    sums, _ = over_units([[9, 10], [100, 1000]], 2)
    slot = Slot(kind=RATIO, num=0, den=1)
    assert amount(slot, sums).text == "10,8 % (109/1.010)"


def test_a_ratio_over_nothing_has_no_value():
    assert Amount(RATIO, 0, 0, 1).value is None
    assert Amount(RATIO, 0, 0, 1).text == "– (0/0)"


@pytest.mark.parametrize(
    ("kind", "periods", "num", "den"),
    [
        (COUNT, [(3, None), (4, None)], 7, None),
        (MONEY, [(3_000_000_000, None), (4_000_000_000, None)], 7_000_000_000, None),
        (RATIO, [(9, 10), (100, 1000)], 109, 1010),
        (STOCK, [(300, None), (310, None)], 310, None),
        (STOCK, [(300, None), (None, None)], 300, None),
        (YES_NO, [(1, None), (0, None)], 0, None),
        (WORDS, [(0, None), (1, None)], 1, None),
        (QUANTITY, [(125, None), (250, None)], 375, None),
        (AVERAGE, [(150, 20), (900, 100)], 1050, 120),
        (HIGHEST, [(7, None), (9, None), (8, None)], 9, None),
        (LOWEST, [(7, None), (5, None), (8, None)], 5, None),
        (DISTINCT, [(7, None), (None, None)], 7, None),
    ],
)
def test_over_periods_each_kind_by_its_own_rule(kind, periods, num, den):
    total = over_periods([Amount(kind, one, other, int(one is not None)) for one, other in periods])
    assert (total.num, total.den) == (num, den)


def test_a_state_is_not_added_over_periods_though_its_parts_are_over_units():
    halves = [Amount(RATIO, 9, 10, 1, takes_last=True), Amount(RATIO, 8, 10, 1, takes_last=True)]
    assert over_periods(halves).text == "80 % (8/10)"


def test_people_counted_once_each_are_never_added():
    assert over_periods([Amount(DISTINCT, 7, None, 1), Amount(DISTINCT, 8, None, 1)]) is None
    slots = [Slot(kind=DISTINCT, num=0, women=1), Slot(kind=COUNT, num=2)]
    one, two = over_units([[3, 1, 3]], 3, folds_of(slots)), over_units([[4, 2, 4]], 3, folds_of(slots))
    assert one == ([None, None, 3], [1, 1, 1])
    assert of_totals([one, two], 3, folds_of(slots)) == ([None, None, 7], [2, 2, 2])


def test_extremes_are_those_of_the_units_at_every_level():
    slots = [Slot(kind=HIGHEST, num=0), Slot(kind=LOWEST, num=1)]
    folds = folds_of(slots)
    one, two = over_units([[3, 3], [9, 5]], 2, folds), over_units([[7, 1], [None, None]], 2, folds)
    assert (one, two) == (([9, 3], [2, 2]), ([7, 1], [1, 1]))
    assert of_totals([one, two], 2, folds) == ([9, 1], [3, 3])


def test_an_average_is_the_weighted_sum_over_the_weight():
    sums, _ = over_units([[1500, 100], [150, 20]], 2)
    told = amount(Slot(kind=AVERAGE, num=0, den=1, unit_word="triệu đồng"), sums)
    assert told.text == "13,8 triệu đồng (1.650/120)"
    scaled = amount(Slot(kind=AVERAGE, num=0, den=1, scale=1, unit_word="triệu đồng"), [1500, 200])
    assert (scaled.value, scaled.text) == (Decimal("7.5"), "7,5 triệu đồng (150/20)")


def test_what_a_unit_is_judged_by_is_given_or_else_registered():
    assert target_row([1, None, 3], None) == [1, None, 3]
    assert target_row([1, None, 3], [None, 5]) == [1, 5, 3]


def test_nothing_reported_gives_nothing():
    assert over_periods([Amount(COUNT, None)]) is None
    assert Amount(COUNT, None).text == "–"


def test_answers_are_told_as_units_or_in_words():
    assert Amount(YES_NO, 5, None, 6).text == "5/6 đơn vị"
    assert Amount(WORDS, 1, None, 1).own_text == "Có"
    assert Amount(YES_NO, 0, None, 1).own_text == "Không"


def test_a_scaled_quantity_keeps_its_decimals():
    told = Amount(COUNT, 985, None, 1, "ha", 1)
    assert (told.value, told.text) == (Decimal("98.5"), "98,5 ha")


@pytest.mark.parametrize(
    ("comparator", "value", "met"),
    [
        (">", 90, False), (">", 91, True), (">=", 90, True), ("=", 90, True), ("<=", 90, True), ("<", 90, False),
        ("between", 95, True), ("between", 101, False), ("", 90, None),
    ],
)  # fmt: skip
def test_a_bound_is_met_as_its_words_say(comparator, value, met):
    assert is_met(comparator, Decimal(90), Decimal(100), Decimal(value)) is met


@pytest.mark.parametrize(
    ("comparator", "direction", "value", "met"),
    [
        ("between", "higher", 101, True), ("between", "higher", 89, False), ("between", "lower", 80, True),
        ("between", "lower", 101, False), ("=", "higher", 91, True), ("=", "lower", 89, True),
        ("=", "lower", 91, False),
    ],
)  # fmt: skip
def test_more_than_promised_is_met_where_more_is_better(comparator, direction, value, met):
    assert is_met(comparator, Decimal(90), Decimal(100), Decimal(value), direction) is met
    assert is_met("=", Decimal(0), None, Decimal(1), "higher") is False


def test_a_bound_is_told_in_words():
    assert bound_text(">=", Decimal(90), None, "%") == "từ 90 % trở lên"
    assert bound_text("between", Decimal(1800), Decimal(2000), "đoàn viên") == "từ 1.800 đến 2.000 đoàn viên"
    assert bound_text("", Decimal(1), None, "") == ""


def test_units_that_met_are_judged_by_their_own_target_or_by_a_common_share():
    count, ratio = (
        Slot(kind=COUNT, num=0, comparator=">=", low=Decimal(50), indicator=Indicator()),
        Slot(kind=RATIO, num=1, den=2, comparator=">=", low=Decimal(90), indicator=Indicator()),
    )
    assert judged([count, ratio], [10, 95, 100], None, 3) == ([0, 1, 0], [0, 1, 0])
    assert judged([count, ratio], [10, 80, 100], [10_000, None, None], 3) == ([1, 0, 0], [1, 1, 0])


def test_lists_of_different_length_are_padded():
    assert padded([1], 3) == [1, None, None]
    assert padded(None, 1) == [None]
