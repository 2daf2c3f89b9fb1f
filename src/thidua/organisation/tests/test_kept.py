"""A kept statement gives what its queryset would, for any values; and refuses what it cannot carry."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import DecimalField, ExpressionWrapper, QuerySet
from django.db.models.functions import Cast

from thidua.organisation.choices import ImportKind
from thidua.organisation.models import ImportBatch, ImportRow, Unit
from thidua.organisation.tests.factories import make_unit
from thidua.ui.kept import LONGEST, Kept

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_queryset_for_each_value() -> None:
    city, ward = make_unit(name="Thành phố"), make_unit(name="Phường")
    named = Kept(lambda pk, name: Unit.objects.filter(pk=pk, name=name).values_list("pk", "name"))
    assert named(city.pk, "Thành phố") == [(city.pk, "Thành phố")]
    assert named(ward.pk, "Phường") == [(ward.pk, "Phường")]
    assert named(ward.pk, "Thành phố") == []


def test_instances_come_with_what_was_selected_beside_them(django_assert_num_queries) -> None:
    city = make_unit(name="Thành phố")
    ward = make_unit(name="Phường", parent=city)
    below = Kept(lambda parent: Unit.objects.filter(parent_id=parent).select_related("parent"))
    for _ in range(2):
        with django_assert_num_queries(1):
            found = below(city.pk)
            assert [(one, one.parent) for one in found] == [(ward, city)]


def test_a_list_may_have_any_length() -> None:
    units = [make_unit() for _ in range(4)]
    among = Kept(lambda pks: Unit.objects.filter(pk__in=pks).order_by("pk").values_list("pk"))
    for many in (0, 1, 3, 4):
        chosen = tuple(unit.pk for unit in units[:many])
        assert among(chosen) == [(pk,) for pk in chosen]
    assert len(among(tuple(range(1, 10**6, 10**6 // LONGEST // 2)))) <= len(units)


def test_days_are_asked_as_days() -> None:
    early, late = make_unit(valid_from=dt.date(2019, 5, 4)), make_unit(valid_from=dt.date(2021, 5, 4))
    since = Kept(lambda day: Unit.objects.filter(valid_from__gte=day).order_by("pk").values_list("pk", "valid_from"))
    assert since(dt.date(2019, 5, 4)) == [(early.pk, early.valid_from), (late.pk, late.valid_from)]
    assert since(dt.date(2019, 5, 5)) == [(late.pk, late.valid_from)]


def test_values_of_every_kind_are_those_of_the_queryset() -> None:
    unit = make_unit(valid_from=dt.date(2019, 5, 4))
    columns = ["mã", {"số": [1, None, True]}]
    batch = ImportBatch.objects.create(
        kind=ImportKind.UNITS, unit=unit, file_name="Đơn vị.xlsx", ignored_columns=columns
    )
    ImportRow.objects.create(batch=batch, number=7, cells=["một", None], problems=[], is_known=True)

    def build(pk: int) -> QuerySet[ImportRow, tuple[object, ...]]:
        share = Cast("number", DecimalField(max_digits=9, decimal_places=3)) / 8
        return (
            ImportRow.objects.filter(batch_id=pk)
            .annotate(share=ExpressionWrapper(share, DecimalField(max_digits=9, decimal_places=3)))
            .values_list(
                *("number", "cells", "problems", "is_known", "share", "batch__file_name", "batch__created_at"),
                *("batch__ignored_columns", "batch__unit__valid_from", "batch__unit__parent_id"),
            )
        )

    kept = Kept(build)
    assert kept(batch.pk) == list(build(batch.pk))
    assert [type(one) for one in kept(batch.pk)[0]] == [type(one) for one in build(batch.pk)[0]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs_postgresql
def test_a_page_that_only_reads_may_be_the_first_on_a_new_connection() -> None:
    told = []
    named = Kept(lambda name: Unit.objects.filter(name=name).values_list("pk"))
    connection.close()
    listening = connection.execute_wrapper(lambda execute, sql, *rest: told.append(sql) or execute(sql, *rest))
    with listening, connection.cursor() as cursor:
        named("Phường")
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)
    assert [sql.split()[0] for sql in told] == ["SELECT", "SHOW"]


def test_a_queryset_is_built_once_for_each_shape_of_its_values(monkeypatch) -> None:
    monkeypatch.setattr(Kept, "is_checked", False)
    built = []

    def build(pk: int, others: tuple[int, ...]) -> QuerySet[Unit, tuple[int]]:
        built.append(others)
        return (Unit.objects.filter(pk=pk) | Unit.objects.filter(pk__in=others)).values_list("pk")

    kept = Kept(build)
    for values in ((1, (2, 3)), (4, (5, 6)), (7, (8,)), (9, (10,))):
        kept(*values)
    assert len(built) == 2


def test_a_value_that_something_is_computed_of_is_refused() -> None:
    start = Kept(lambda name: Unit.objects.filter(name__startswith=name).values_list("pk"))
    with pytest.raises(TypeError, match="1 of the values"):
        start("Công đoàn")


def test_the_tests_notice_a_branch_on_a_value() -> None:
    kept = Kept(
        lambda pk, wants_name: (
            Unit.objects.filter(pk=pk, name=wants_name) if wants_name else Unit.objects.filter(pk=pk)
        ).values_list("pk")
    )
    kept(1, "Phường")
    with pytest.raises(AssertionError, match="more with its values"):
        kept(1, "")
