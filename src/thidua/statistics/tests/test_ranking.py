"""Ranks: ties told, units without data apart, less is better where less is asked; no queries."""

import datetime as dt
from decimal import Decimal

from thidua.reporting.queries.adding import Amount
from thidua.statistics.queries.asked import Asked
from thidua.statistics.queries.children import Basis, Child, rankings_of
from thidua.statistics.queries.lines import share_of

SLOT = Asked(
    request_id=1, order=1, indicator_id=1, label="Người được phổ biến", kind="ratio", unit_word="%", comparator=">=",
    low=Decimal(90), high=None, num=0, den=1, women=None, direct=None, scale=0, takes_last=False,
    indicator__direction="higher", target__plan__year=2021, target__phase__starts_on=None, target__phase__ends_on=None,
)  # fmt: skip


def child(number, score, level="base"):
    value = None if score is None else Decimal(score)
    return Child(number, f"Đơn vị {number}", "", f"{number:03d}", level, True, {}, None, None, None, value, "")


def ranks(scores, **basis):
    children = [child(number, score) for number, score in enumerate(scores, start=1)]
    (found,) = rankings_of(children, Basis(SLOT, by_share=True, **basis))
    return [(one.rank, one.is_tied, one.child.unit_id) for one in found.ranked], [one.unit_id for one in found.apart]


def test_the_best_comes_first_and_equal_figures_share_a_rank():
    assert ranks([80, 95, 95, 70]) == ([(1, True, 2), (1, True, 3), (3, False, 1), (4, False, 4)], [])


def test_who_has_no_data_stands_apart_and_is_no_zero():
    assert ranks([None, 0, 50]) == ([(1, False, 3), (2, False, 2)], [1])


def test_where_less_is_better_the_smallest_comes_first():
    assert ranks([3, 1, 1], low_first=True)[0] == [(1, True, 2), (1, True, 3), (3, False, 1)]


def test_levels_are_ranked_apart():
    children = [child(1, 10, "base"), child(2, 20, "upper"), child(3, 30, "base")]
    found = rankings_of(children, Basis(SLOT, by_share=False))
    assert [(one.title, [place.child.unit_id for place in one.ranked]) for one in found] == [
        ("Công đoàn cấp trên trực tiếp cơ sở", [2]),
        ("Công đoàn cơ sở", [3, 1]),
    ]


def test_the_share_of_a_bound_comes_from_numerator_and_denominator():
    told = Amount("ratio", 109, 1010)
    assert share_of(told, Decimal(90), SLOT) == Decimal(109) * 100 / Decimal(1010) * 100 / 90
    assert share_of(None, Decimal(90), SLOT) is None
    assert share_of(told, None, SLOT) is None
    assert share_of(told, Decimal(90), SLOT._replace(comparator="<=")) is None


def test_the_time_given_is_that_of_the_phase_else_the_year_of_the_plan():
    assert SLOT.time_given == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    first, last = dt.date(2021, 1, 1), dt.date(2021, 6, 30)
    phase = SLOT._replace(target__phase__starts_on=first, target__phase__ends_on=last)
    assert phase.time_given == (first, last)
    assert SLOT._replace(target__plan__year=None).time_given is None
