"""The short ways to write a figure say what the long way says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.common.numbers import format_share
from thidua.plans.choices import IndicatorKind
from thidua.reporting.models import Slot
from thidua.reporting.queries.rows import Row, plain_of
from thidua.reporting.tables.reports import bare_of
from thidua.ui.tables import Column, render_rows

FIGURES = (None, 0, 1, 7, 10, 999, 1_234, 45_678_901, 10**15, -3)


def row(figures, *, is_leaf, counts=None):
    given = {"is_leaf": is_leaf, "sent": figures, "sums": figures, "counted": counts, "total_done": 3}
    return Row(**{**dict.fromkeys(Row._fields), **given})


@given(st.integers(0, 10**12), st.integers(0, 10**9))
def test_a_share_of_whole_numbers_is_that_of_decimals(num, den):
    assert format_share(num, den) == format_share(Decimal(num), den)


@pytest.mark.parametrize(("num", "den"), [(-5, 1000), (5, -1000), (-1, 8), (None, 4), (4, None), (0, 0)])
def test_a_share_of_what_is_below_zero_or_missing_is_that_of_decimals(num, den):
    assert format_share(num, den) == format_share(None if num is None else Decimal(num), den)


@pytest.mark.parametrize("kind", IndicatorKind.values)
@pytest.mark.parametrize("scale", [0, 2])
def test_a_cell_says_what_the_amount_says(kind, scale):
    slot = Slot(kind=kind, num=0, den=1 if kind in ("ratio", "average") else None, scale=scale)
    for num in FIGURES:
        for figures in ([num, 8], [num, 0], [num], [], None):
            for one in (row(figures, is_leaf=True), row(figures, is_leaf=False, counts=[4, 4])):
                told = one.amount(slot).plain
                assert plain_of(slot)(one) == told
                assert render_rows([Column("f", "", bare_of(slot), phone="bare")], [one]) == f"<tr><td>{told}</td></tr>"
