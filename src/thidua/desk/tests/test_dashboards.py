"""Dashboards keep their limits however many units stand below, and their figures are those of the reports."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.text import capfirst

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.desk.queries.year import year_of
from thidua.desk.tests.factories import TODAY, make_year
from thidua.plans.choices import IndicatorKind
from thidua.plans.tests.factories import make_approved_plan
from thidua.reporting.actions import merge_rollups
from thidua.reporting.choices import PeriodKind
from thidua.reporting.tests.factories import make_request, make_submitted_report
from thidua.statistics.queries.picture import picture_of

pytestmark = pytest.mark.django_db
WHO_IS_ASKING = 3
"""Session, person, her appointments: asked once for every page."""
DATA_QUERIES = 8
HTML_BYTES = 90 * 1024


@pytest.fixture(autouse=True)
def _february():
    with clock.at(TODAY):
        yield


def lived_year(bases):
    """A year in which every query of a dashboard has something to find: plan, duties, reports, things that wait."""
    year = make_year(bases=bases)
    asked = make_request(year.district, by=year.officer, plan=year.plan)
    for chair, unit in zip(year.chairs, year.bases, strict=True):
        make_submitted_report(asked, unit, by=chair)
    merge_rollups(request_id=asked.pk)
    make_approved_plan(year.district, title="Kế hoạch tổ chức hội thi")
    return year, asked


@pytest.mark.parametrize("name", ["desk", "year_at_a_glance"])
@pytest.mark.parametrize("of_base", [False, True], ids=["upper", "base"])
def test_a_dashboard_keeps_its_limits_with_1_and_with_30_units(client, name, of_base, django_assert_max_num_queries):
    counts = []
    for bases in (1, 30):
        year, _ = lived_year(bases)
        client.force_login(make_user(year.bases[0] if of_base else year.district, *Role.values))
        with django_assert_max_num_queries(DATA_QUERIES + WHO_IS_ASKING) as found:
            answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert len(answer.content) <= HTML_BYTES
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_targets_of_the_year_are_the_totals_of_the_reports():
    year, asked = lived_year(3)
    seen = year_of(year.officer, on=TODAY)
    slots = {slot.target_id: slot for slot in asked.slots.all()}
    targets = list(year.plan.targets.order_by("order", "id"))
    assert len(seen.bullets) + len(seen.in_words) == len(targets) > 2
    numeric = [target for target in targets if target.low is not None]
    for target, bullet in zip(numeric, seen.bullets, strict=True):
        slot = slots[target.pk]
        num = slot.num + 1
        is_ratio = slot.kind == IndicatorKind.RATIO
        expected = round(Decimal(100 * num) / (slot.den + 1), 1) if is_ratio else 3 * num
        assert bullet.actual == expected, target.subject
        assert bullet.url == reverse("figure_parts", args=[asked.pk, year.district.pk, slot.num])
    assert [(one.request, one.expected, one.done) for one in seen.reports] == [(asked, 3, 3)]


def test_the_statistics_of_the_unit_say_what_its_year_says():
    year, asked = lived_year(3)
    seen = {bullet.label: bullet for bullet in year_of(year.officer, on=TODAY).bullets}
    picture = picture_of(year.officer, year.district.pk, {})
    assert picture
    lines = [line for line in picture.lines if line.bound is not None]
    assert len(lines) == len(seen) > 1
    for line in lines:
        bullet = seen[capfirst(line.label)]
        assert (line.value, line.bound, line.expected, line.on) == (
            bullet.actual,
            bullet.bound,
            bullet.expected,
            bullet.on,
        )
        assert line.state
        assert bullet.said == line.state.said == (line.state.words, line.state.tone, line.state.shape)
    assert picture.choice
    assert picture.choice.focus.pk == asked.pk
    assert [child.n_done for child in picture.children] == [1, 1, 1]


def test_a_union_sees_its_own_report_against_the_targets_of_its_own_plan():
    year, _ = lived_year(2)
    own = year_of(year.chairs[0], on=TODAY)
    assert own.plan
    assert own.plan.unit_id == year.bases[0].pk
    assert [bullet.actual for bullet in own.bullets] == [None] * len(own.bullets)
    assert own.reports == []


def test_reports_of_another_year_are_not_among_those_of_this_one():
    year, asked = lived_year(1)
    last = make_request(
        year.district,
        by=year.officer,
        title="Báo cáo năm 2020",
        kind=PeriodKind.YEAR,
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2020, 12, 31),
        due_on=dt.date(2021, 1, 15),
    )
    assert [one.request for one in year_of(year.officer, on=TODAY).reports] == [asked]
    assert [one.request for one in year_of(year.officer, on=dt.date(2020, 12, 31)).reports] == [last]
