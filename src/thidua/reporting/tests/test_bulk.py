"""Many rows at once: written over what stands, found and read one after the other, alike on both databases."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions.bulk import ROWS_AT_ONCE, put_rows
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup
from thidua.reporting.models.figures import pack
from thidua.reporting.queries.among import Among
from thidua.reporting.queries.streaming import streamed
from thidua.reporting.queries.totals import LISTS, NUMBERS
from thidua.reporting.tests.factories import make_request

pytestmark = pytest.mark.django_db
KEY = ("request_id", "unit_id", "basis")
FIELDS = (*KEY, *LISTS, *NUMBERS, "computed_at")


def row(asked: ReportRequest, unit: Unit, figure: int) -> tuple:
    figures = (pack([figure, None]), pack([1, 0]), pack([]), pack([-figure, 2**62]))
    return (asked.pk, unit.pk, "live", *figures, figure, 2, 1, 0, clock.now())


def test_rows_are_put_in_or_written_over_by_their_key():
    asked = make_request()
    one, two, three = (make_base(make_district(make_province())) for _ in range(3))
    put_rows(Rollup, FIELDS, [row(asked, one, 3), row(asked, two, 4)], unique=KEY)
    first = dict(Rollup.objects.filter(unit__in=[one, two]).values_list("unit_id", "pk"))
    put_rows(Rollup, FIELDS, [row(asked, two, 5), row(asked, three, 6)], unique=KEY)
    found = Rollup.objects.filter(unit__in=[one, two, three]).order_by("unit_id")
    assert [(total.unit_id, total.sums, total.n_all) for total in found] == [
        (one.pk, [3, None], 3),
        (two.pk, [5, None], 5),
        (three.pk, [6, None], 6),
    ]
    assert {**first, three.pk: found[2].pk} == {total.unit_id: total.pk for total in found}
    assert (found[1].counts, found[1].met, found[1].judged, found[1].n_returned) == ([1, 0], [], [-5, 2**62], 0)


def test_more_rows_than_go_at_once_all_arrive_and_none_is_no_statement(django_assert_num_queries):
    first = make_request()
    requests = [
        ReportRequest(
            unit=first.unit, title=str(number), kind=first.kind, opened_at=first.opened_at,
            starts_on=first.starts_on, ends_on=first.ends_on, due_on=first.due_on,
        )
        for number in range(ROWS_AT_ONCE + 3)
    ]  # fmt: skip
    made = ReportRequest.objects.bulk_create(requests)
    with django_assert_num_queries(0):
        put_rows(Rollup, FIELDS, [], unique=KEY)
    put_rows(Rollup, FIELDS, [row(asked, first.unit, asked.pk) for asked in made], unique=KEY)
    told = Rollup.objects.filter(request__in=made).values_list("request_id", "sums")
    assert dict(told) == {asked.pk: [asked.pk, None] for asked in made}


def test_a_row_that_breaks_another_constraint_is_told_as_django_tells_it():
    asked = make_request()
    wrong = row(asked, asked.unit, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        put_rows(Rollup, FIELDS, [(*wrong[:7], -1, *wrong[8:])], unique=KEY)


def test_rows_read_one_after_the_other_are_those_of_the_queryset():
    asked = make_request()
    Report.objects.filter(request=asked).update(values=[1, None, 2, 3])
    is_draft = ExpressionWrapper(Q(state="draft"), output_field=BooleanField())
    reports = Report.objects.filter(request=asked).order_by("pk")
    rows = reports.values_list("pk", "place__is_leaf", "state", is_draft, "place__parent__parent_id", "submitted_on")
    assert list(streamed(rows)) == list(rows)
    assert {(type(one[1]), type(one[3])) for one in streamed(rows)} == {(bool, bool)}
    assert list(streamed(rows.none())) == []


def test_whoever_breaks_off_in_the_middle_leaves_the_connection_free():
    asked = make_request()
    rows = Report.objects.filter(request=asked).values_list("pk", "values")

    def break_off() -> None:
        for _ in streamed(rows):
            raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        break_off()
    assert len(list(streamed(rows))) == Report.objects.filter(request=asked).count() > 0


def test_rows_among_very_many_numbers_are_found_as_with_in():
    asked = make_request()
    places = PeriodUnit.objects.filter(request=asked)
    units = list(places.values_list("unit_id", flat=True))
    many = {*units[:-1], *range(10**9, 10**9 + 40_000)}
    assert set(places.filter(Among("unit_id", many)).values_list("unit_id", flat=True)) == set(units[:-1])
    below = Report.objects.filter(Among("place__parent_id", [asked.unit_id]), request=asked)
    assert list(below) == list(Report.objects.filter(place__parent_id=asked.unit_id, request=asked)) != []
    assert not places.filter(Among("unit_id", [])).exists()
    deleted, _ = Report.objects.filter(Among("pk", [-1])).delete()
    assert deleted == 0
