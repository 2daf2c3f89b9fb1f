"""Lists of units and people in the order that a Vietnamese reader looks them up in."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from thidua.common.text import name_key, sort_key
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_unit

QUARTERS = ["LĐLĐ Quận 1", "LĐLĐ Quận 2", "LĐLĐ Quận 02 B", "LĐLĐ Quận 10", "LĐLĐ Quận 11", "LĐLĐ Quận 100"]


def test_letters_come_before_tones_and_d_before_đ():
    names = ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Băng", "Bâng", "Da", "Đa", "Ê", "Ô", "Ơ"]
    names.reverse()
    assert sorted(names, key=sort_key) == names[::-1]


def test_people_sort_by_given_name_first():
    names = ["Trần Văn An", "Nguyễn Thị Bình", "Lê Bình"]
    assert sorted(names, key=name_key) == ["Trần Văn An", "Lê Bình", "Nguyễn Thị Bình"]


def test_numbers_sort_by_their_size():
    mixed = [*QUARTERS[3:], *QUARTERS[:3]]
    assert sorted(mixed, key=sort_key) == QUARTERS
    assert sort_key("Tổ 007") == sort_key("Tổ 7")
    assert sorted(["Kho 123456789012", "Kho 9", "Kho 0", "Kho"], key=sort_key) == [
        "Kho", "Kho 0", "Kho 9", "Kho 123456789012",
    ]  # fmt: skip


@pytest.mark.django_db
def test_units_of_before_are_put_in_order_too():
    for name in reversed(QUARTERS):
        make_unit(name=name)
    Unit.objects.update(name_key="cũ")
    importlib.import_module("thidua.organisation.migrations.0004_numbers_in_order").sort_numbers(apps, None)
    assert list(Unit.objects.order_by("name_key").values_list("name", flat=True)) == QUARTERS
