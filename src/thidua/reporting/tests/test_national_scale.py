"""A hundredth of the country with fifty figures each: totals equal sums made otherwise, and what one page, one merge,
one request costs is counted. Times are measured by ``./thidua bench reporting``, never here."""

from __future__ import annotations

import datetime as dt

import pytest
from benchmarks.nation import PLACES, SENT, Nation, add_period, plant
from benchmarks.reporting_writes import ask_all, column_sums, drafts
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.reporting.actions import merge_everything, merge_rollups, rebuild_rollups, submit_report
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup, RollupDirty
from thidua.reporting.queries.adding import over_units
from thidua.reporting.queries.overview import overview_of

pytestmark = pytest.mark.django_db
DASHBOARD_BYTES, DASHBOARD_QUERIES = 90 * 1024, 8
OF_WHAT_WAS_BEFORE = 3
OF_THE_FRAME = 6
"""Statements that every signed-in page makes: session, user, roles, counts of the menu."""


@pytest.fixture
def country(on_day) -> tuple[Nation, ReportRequest]:
    on_day("2021-03-20")
    nation = plant("S")
    asked = add_period(nation, 0)
    rebuild_rollups(request_id=asked.pk)
    return nation, asked


def place_of(asked: ReportRequest, unit_id: int) -> PeriodUnit:
    return PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit_id=unit_id)


def live(asked: ReportRequest, unit_id: int) -> Rollup:
    return Rollup.objects.get(request=asked, unit_id=unit_id, basis=Basis.LIVE)


def test_the_totals_of_all_levels_are_sums_made_otherwise(country):
    nation, asked = country
    whole = live(asked, 1)
    assert whole.sums == column_sums(asked)
    assert whole.n_all == len(nation.bases) == 1250
    assert abs(whole.n_done / whole.n_all - SENT) < 0.03
    for place in [*nation.by_size(UnitLevel.PROVINCE), *nation.by_size(UnitLevel.UPPER)[:5]]:
        leaves = Report.objects.counting().filter(request=asked, place__path__startswith=place.path)
        rows = list(leaves.filter(place__is_leaf=True).values_list("sent_values", flat=True))
        row = live(asked, place.pk)
        assert (row.sums, row.counts) == over_units(rows, PLACES)


def test_reports_sent_one_after_the_other_give_what_a_rebuild_gives(country):
    _, asked = country
    work = drafts(asked, 40)
    for number, (by, report_id) in enumerate(work):
        submit_report(by=by, report=Report.objects.select_related("request", "unit", "place").get(pk=report_id))
        if number % 7 == 0:
            merge_rollups(request_id=asked.pk)
    merge_everything()
    fields = ("unit_id", "basis", "sums", "counts", "met", "judged", "n_all", "n_done", "n_on_time", "n_returned")
    kept = list(Rollup.objects.order_by("unit_id", "basis").values_list(*fields))
    assert lost_totals(request_id=asked.pk) == []
    rebuild_rollups(request_id=asked.pk)
    assert list(Rollup.objects.order_by("unit_id", "basis").values_list(*fields)) == kept
    assert live(asked, 1).sums == column_sums(asked)


def test_a_merge_writes_the_totals_above_the_report_and_no_other(country):
    _, asked = country
    Rollup.objects.update(computed_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    place = PeriodUnit.objects.filter(request=asked, is_leaf=True).order_by("-path").first()
    RollupDirty.objects.create(request=asked, unit_id=place.unit_id)
    merge_rollups(request_id=asked.pk)
    written = Rollup.objects.filter(computed_at__year=2021, computed_at__month=3)
    steps = [int(place.path[at : at + 7]) for at in range(0, len(place.path) - 7, 7)]
    assert sorted(written.values_list("unit_id", flat=True)) == sorted(steps * 2)


def test_a_page_of_any_unit_costs_the_same_statements_and_stays_small(country):
    nation, asked = country
    client = Client()
    client.force_login(make_user(Unit.objects.get(pk=1), Role.OFFICER))
    shown = [1, nation.by_size(UnitLevel.PROVINCE)[0].pk, nation.by_size(UnitLevel.UPPER)[0].pk]
    statements, pages = set(), set()
    for unit_id in shown:
        place = place_of(asked, unit_id)
        with CaptureQueriesContext(connection) as caught:
            overview_of(place)
        statements.add(len(caught))
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(reverse("rollup_page", args=[asked.pk, unit_id]))
        pages.add(len(caught))
        assert answer.status_code == 200
        assert len(answer.content) <= DASHBOARD_BYTES
    assert len(PeriodUnit.objects.filter(request=asked, parent_id=shown[1])) > 20
    assert max(statements) <= DASHBOARD_QUERIES
    assert max(pages) <= DASHBOARD_QUERIES + OF_WHAT_WAS_BEFORE + OF_THE_FRAME


def test_asking_the_country_takes_as_few_statements_as_asking_a_district(country):
    nation, _ = country
    asked, words = ask_all(nation)
    assert int(words.split(" s, ")[1].split()[0]) <= 45
    assert asked.places.count() == len(nation.places)
    assert asked.reports.count() == len(nation.places) - 1
    assert Rollup.objects.filter(request=asked).count() == 2 * asked.places.filter(is_leaf=False).count()
    assert live(asked, 1).n_all == len(nation.bases)
