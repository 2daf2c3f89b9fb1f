"""Merging: what is kept equals what a rebuild gives, whatever happened; a killed merger leaves nothing half."""

from __future__ import annotations

import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import (
    exempt_unit,
    merge_everything,
    merge_rollups,
    merging,
    rebuild_rollups,
    rehome_unit,
    return_report,
    withdraw_report,
)
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup, RollupDirty
from thidua.reporting.queries.totals import totals_of
from thidua.reporting.tests.factories import make_request, make_submitted_report, report_of

FIELDS = ("unit_id", "basis", "sums", "counts", "met", "judged", "n_all", "n_done", "n_on_time", "n_returned")


def rows(asked: ReportRequest) -> list[tuple]:
    return list(Rollup.objects.filter(request=asked).order_by("unit_id", "basis").values_list(*FIELDS))


def a_city(bases: int = 3) -> ReportRequest:
    city = make_province()
    for _ in range(2):
        district = make_district(city)
        for _ in range(bases):
            make_base(district)
    return make_request(city, by=make_actor(city, Role.OFFICER, Role.ADMIN))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_incremental_totals_equal_a_rebuild_after_random_corrections_and_moves(seed, on_day):
    on_day("2021-07-01")
    dice = random.Random(seed)
    asked = a_city()
    city = make_actor(asked.unit, Role.OFFICER, Role.ADMIN)
    leaves = list(PeriodUnit.objects.filter(request=asked, is_leaf=True).select_related("unit", "request"))
    chairs = {place.unit_id: make_actor(place.unit) for place in leaves}
    for _ in range(24):
        place = PeriodUnit.objects.select_related("unit", "request").get(pk=dice.choice(leaves).pk)
        report, chair = report_of(asked, place.unit), chairs[place.unit_id]
        what = dice.randrange(6)
        if report.state in ("draft", "returned") and what < 4:
            workers = dice.randrange(0, 500)
            figures = (dice.randrange(90), dice.randint(0, workers), workers, dice.randrange(900))
            make_submitted_report(asked, place.unit, figures, by=chair)
        elif report.state == "submitted" and what < 2:
            withdraw_report(by=chair, report=report)
        elif report.state == "submitted" and what < 4:
            return_report(by=city, report=report, remark="Xem lại")
        elif what == 4:
            inner = PeriodUnit.objects.filter(request=asked, is_leaf=False, parent__isnull=False)
            rehome_unit(by=city, place=place, new_parent=dice.choice(list(inner)), reason="Chuyển")
        elif dice.random() < 0.2:
            exempt_unit(by=city, place=place, reason="Tạm ngừng")
        if dice.random() < 0.5:
            merge_rollups(request_id=asked.pk)
    merge_rollups(request_id=asked.pk)
    kept = rows(asked)
    call_command("check_rollups")
    rebuild_rollups(request_id=asked.pk)
    assert rows(asked) == kept
    whole = Rollup.objects.get(request=asked, unit=asked.unit, basis="live")
    told = [one.sent_values for one in Report.objects.counting().filter(request=asked, place__is_leaf=True)]
    assert [sum(column) for column in zip(*told, strict=True)] == [one or 0 for one in whole.sums] or not told


@pytest.mark.django_db
def test_a_merger_that_dies_leaves_its_marks_and_the_next_start_goes_on(on_day):
    on_day("2021-07-01")
    asked = a_city(1)
    make_submitted_report(asked)
    before = rows(asked)

    class Killed(BaseException):
        pass

    def die():
        with transaction.atomic():
            merge_rollups(request_id=asked.pk)
            raise Killed

    with pytest.raises(Killed):
        die()
    assert rows(asked) == before
    assert RollupDirty.objects.count() == 1
    assert merge_everything() == 1
    assert Rollup.objects.get(request=asked, unit=asked.unit, basis="live").n_done == 1
    assert merge_everything() == 0


@pytest.mark.django_db
def test_merging_twice_changes_nothing(on_day):
    on_day("2021-07-01")
    asked = make_submitted_report().request
    merge_rollups(request_id=asked.pk)
    kept = rows(asked)
    RollupDirty.objects.create(request=asked, unit=asked.unit)
    merge_rollups(request_id=asked.pk)
    assert rows(asked) == kept


@pytest.mark.django_db
def test_a_wrong_total_is_found_and_rebuilt(on_day, capsys):
    on_day("2021-07-01")
    asked = make_submitted_report().request
    merge_rollups(request_id=asked.pk)
    call_command("check_rollups")
    Rollup.objects.filter(request=asked, basis="live").update(sums=[7, 7, 7, 7])
    with pytest.raises(CommandError, match="không khớp với báo cáo"):
        call_command("check_rollups")
    call_command("rebuild_rollups")
    call_command("check_rollups")
    assert Rollup.objects.get(request=asked, basis="live").sums == [1, 2, 3, 4]


@pytest.mark.django_db
def test_a_merge_asks_the_same_number_of_queries_for_few_and_many(on_day, count_queries):
    on_day("2021-07-01")
    few, many = make_request(), a_city(8)
    assert connection.vendor in ("sqlite", "postgresql")
    make_submitted_report(few)
    first = count_queries(lambda: merge_rollups(request_id=few.pk))
    for place in PeriodUnit.objects.filter(request=many, is_leaf=True).select_related("unit"):
        make_submitted_report(many, place.unit)
    second = count_queries(lambda: merge_rollups(request_id=many.pk))
    assert second <= 2 * first


@pytest.mark.django_db
def test_the_sweeper_asks_two_questions_of_a_request_where_nothing_waits(on_day, count_queries):
    on_day("2021-07-01")
    make_request()
    merge_everything()
    one = count_queries(merge_everything)
    for _ in range(3):
        make_request()
    merge_everything()
    assert count_queries(merge_everything) == one + 3 * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets one merger in at a time")
def test_who_was_overtaken_while_adding_up_writes_nothing_over_it(monkeypatch, on_day):
    on_day("2021-07-01")
    asked = a_city(1)
    merge_everything()
    make_submitted_report(asked)

    def slow(*args):
        added_up = totals_of(*args)
        monkeypatch.setattr(merging, "totals_of", totals_of)
        unit = asked.places.filter(is_leaf=True).order_by("path").last().unit
        make_submitted_report(asked, unit)
        assert merge_rollups(request_id=asked.pk) == 2
        return added_up

    monkeypatch.setattr(merging, "totals_of", slow)
    assert merge_rollups(request_id=asked.pk) == 0
    assert not RollupDirty.objects.exists()
    kept = rows(asked)
    rebuild_rollups(request_id=asked.pk)
    assert rows(asked) == kept
