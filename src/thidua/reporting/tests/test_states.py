"""The state of a target on a day: floors, ranges, ceilings, levels, answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from thidua.plans.choices import IndicatorKind
from thidua.reporting.queries import target_state, time_gone
from thidua.reporting.queries.states import ceiling_of
from thidua.ui.components.basics import target_chip

JANUARY, JUNE, DECEMBER = dt.date(2021, 1, 1), dt.date(2021, 6, 30), dt.date(2021, 12, 31)


def state(value, comparator, low, high=None, *, on=JUNE, kind=IndicatorKind.COUNT, direction="higher"):
    return target_state(
        value=None if value is None else Decimal(value),
        comparator=comparator,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        kind=kind,
        direction=direction,
        starts_on=JANUARY,
        ends_on=DECEMBER,
        on=on,
    )


@pytest.mark.parametrize(
    ("value", "on", "words"),
    [
        (None, JUNE, "chưa có số liệu"),
        (0, JUNE, "chậm tiến độ"),
        (892, JUNE, "chậm tiến độ"),
        (893, JUNE, "đang đúng tiến độ"),
        (1800, JUNE, "đạt"),
        (1799, DECEMBER, "chậm tiến độ"),
        (1799, DECEMBER + dt.timedelta(days=30), "chậm tiến độ"),
        (2100, JUNE, "đạt"),
    ],
)
def test_a_range_is_judged_against_the_time_gone(value, on, words):
    assert state(value, "between", 1800, 2000, on=on).words == words


def test_why_names_the_figures_and_the_day():
    assert state(1000, ">=", 1800).why == "1.000 trên 1.800; đến 30/06/2021 cần 892,6"
    assert state(2100, "between", 1800, 2000).why == "2.100 trên 1.800, vượt mức trên 2.000"


@pytest.mark.parametrize(
    ("value", "on", "code", "words"),
    [
        (0, JUNE, "on_way", "đang trong giới hạn"),
        (1, JUNE, "behind", "vượt giới hạn"),
        (0, DECEMBER, "reached", "đạt"),
        (1, DECEMBER, "behind", "vượt giới hạn"),
        (None, DECEMBER, "no_data", "chưa có số liệu"),
    ],
)
def test_a_ceiling_is_kept_until_the_time_is_over(value, on, code, words):
    found = state(value, "<", 1, on=on, kind=IndicatorKind.RATIO, direction="lower")
    assert (found.code, found.words) == (code, words)


def test_exactly_nothing_is_a_ceiling_and_so_is_a_range_where_less_is_better():
    assert state(0, "=", 0).words == "đang trong giới hạn"
    assert state(1, "=", 0).words == "vượt giới hạn"
    assert ceiling_of("between", Decimal(3), Decimal(5), "lower") == 5
    assert state(6, "between", 3, 5, direction="lower").words == "vượt giới hạn"


def test_a_level_has_to_hold_from_the_first_day():
    assert state(7, ">=", 8, kind=IndicatorKind.AVERAGE).code == "behind"
    assert state(8, ">=", 8, kind=IndicatorKind.AVERAGE).code == "reached"


def test_answers_without_a_bound_ask_for_everybody_to_say_yes():
    assert state(100, "", None, kind=IndicatorKind.WORDS).code == "reached"
    assert state(60, "", None, kind=IndicatorKind.YES_NO).code == "on_way"
    assert state(10, "", None, kind=IndicatorKind.YES_NO).code == "behind"


def test_without_a_bound_there_is_no_state():
    assert state(5, "", None) is None


def test_the_time_gone_counts_both_days():
    assert time_gone(JANUARY, JANUARY, JANUARY) == 1
    assert time_gone(JUNE, DECEMBER, JANUARY) == 0
    assert time_gone(JANUARY, DECEMBER, JUNE) == Decimal(181) / Decimal(365)


def test_each_state_has_a_shape_of_its_own():
    values = [(None, JUNE), (0, JUNE), (900, JUNE), (1800, JUNE)]
    shapes = {state(value, ">=", 1800, on=on).shape for value, on in values}
    assert len(shapes) == 4
    chip = target_chip(state(1000, ">=", 1800), with_why=True)
    assert "đang đúng tiến độ" in chip
    assert "cần 892,6" in chip
    assert target_chip(None) == ""
    assert "không bằng số" in target_chip(None, "không bằng số")
