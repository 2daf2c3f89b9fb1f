"""A unit draws from those below: figures with a click, passages with the unit's name; who is missing is named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.reporting import actions
from thidua.reporting.models import Report, Rollup
from thidua.reporting.queries.adding import figure_at
from thidua.reporting.queries.drawing import PAGE, drawing_of
from thidua.reporting.queries.texts import texts_of
from thidua.reporting.tests.factories import fill, make_request, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def make_world(bases: int = 3, **fields: Any) -> SimpleNamespace:
    """City > district > bases, asked by the city."""
    city = make_province()
    district = make_district(city, "Quận Một")
    units = [make_base(district, f"Cơ sở {number:02d}") for number in range(1, bases + 1)]
    asked = make_request(city, **fields)
    officer = make_actor(district, Role.OFFICER, Role.LEADER)
    return SimpleNamespace(city=city, district=district, bases=units, asked=asked, officer=officer)


def send(world: Any, unit: Any, *figures: int, words: str = "Hoàn thành tốt đợt 1.") -> None:
    by = make_actor(unit)
    fill(report_of(world.asked, unit), *figures, by=by, results=words)
    actions.submit_report(by=by, report=report_of(world.asked, unit))


def own(world: Any) -> Report:
    return report_of(world.asked, world.district)


@pytest.fixture
def two_of_three() -> Any:
    world = make_world()
    send(world, world.bases[0], 10, 90, 100, 100, words="Kết nạp mười đoàn viên mới.")
    send(world, world.bases[1], 20, 95, 100, 118, words="Mở lớp an toàn lao động.")
    actions.merge_rollups(request_id=world.asked.pk)
    return world


def test_figures_are_taken_one_by_one_or_all_together(two_of_three):
    report = own(two_of_three)
    assert actions.take_totals(by=two_of_three.officer, report=report, version=report.version, places=(1, 2)) == 2
    assert own(two_of_three).values == [None, 185, 200, None]
    report = own(two_of_three)
    assert actions.take_totals(by=two_of_three.officer, report=report, version=report.version) == 2
    assert own(two_of_three).values == [30, 185, 200, 218]
    with pytest.raises(Refusal) as refused:
        actions.take_totals(by=two_of_three.officer, report=own(two_of_three), version=own(two_of_three).version)
    assert set(refused.value.codes) == {"nothing_to_take"}


def test_passages_are_appended_with_the_unit_s_name_and_not_twice(two_of_three):
    report = own(two_of_three)
    question = drawing_of(two_of_three.officer, report).question
    assert question is not None
    pks = [unit.pk for unit in two_of_three.bases]
    fill(report, by=two_of_three.officer, results="Quận có hai điểm sáng.")
    report = own(two_of_three)
    taken = actions.take_texts(
        by=two_of_three.officer, report=report, version=report.version, question=question, unit_ids=pks
    )
    assert taken == 2
    assert texts_of([report])[report.pk][question.code].split("\n") == [
        "Quận có hai điểm sáng.",
        f"{two_of_three.bases[0].title}: Kết nạp mười đoàn viên mới.",
        f"{two_of_three.bases[1].title}: Mở lớp an toàn lao động.",
    ]
    assert [one.is_taken for one in drawing_of(two_of_three.officer, own(two_of_three)).pieces] == [True, True]
    with pytest.raises(Refusal) as refused:
        actions.take_texts(
            by=two_of_three.officer,
            report=own(two_of_three),
            version=own(two_of_three).version,
            question=question,
            unit_ids=pks,
        )
    assert set(refused.value.codes) == {"nothing_chosen"}


def test_the_page_names_who_is_missing_searches_and_takes_without_scripts(two_of_three):
    client = Client()
    client.force_login(make_user(two_of_three.district, Role.OFFICER, Role.LEADER))
    url = reverse("report_draw", args=[two_of_three.asked.pk])
    page = client.get(url).content.decode()
    missing = two_of_three.asked.places.get(unit=two_of_three.bases[2])
    assert reverse("place_page", args=[missing.pk]) in page
    assert reverse("request_remind", args=[two_of_three.asked.pk]) in page
    assert "Kết nạp mười đoàn viên mới." in page
    found = client.get(url + "?tim=an+toan").content.decode()
    assert "Mở lớp an toàn lao động." in found
    assert "Kết nạp mười đoàn viên mới." not in found
    version = str(own(two_of_three).version)
    answer = client.post(url, {"so": "tat-ca", "version": version}, follow=True)
    assert "Đã lấy 4 số đã cộng vào báo cáo." in answer.content.decode()
    stale = client.post(url, {"don-vi": [str(two_of_three.bases[0].pk)], "version": version})
    assert stale.status_code in (302, 422)
    data = {"don-vi": [str(two_of_three.bases[1].pk)], "version": str(own(two_of_three).version)}
    assert "Đã lấy 1 đoạn" in client.post(url, data, follow=True).content.decode()
    assert client.post(url, {"version": str(own(two_of_three).version)}).status_code == 422


def test_the_form_leads_there_after_saving_what_was_typed(two_of_three):
    client = Client()
    client.force_login(make_user(two_of_three.district, Role.OFFICER, Role.LEADER))
    report = own(two_of_three)
    pk = two_of_three.asked.pk
    data = {f"o-{pk}-0": "31", f"o-{pk}-1": "", f"o-{pk}-2": "", f"o-{pk}-3": "", f"v-{report.pk}": str(report.version)}
    answer = client.post(reverse("report_fill", args=[pk]), data | {"draw": "1"})
    assert answer.url == reverse("report_draw", args=[pk])
    assert own(two_of_three).values[0] == 31


def test_hundreds_of_units_are_paged_with_the_same_number_of_queries():
    counts = []
    for bases in (1, PAGE + 1):
        world = make_world(bases)
        for unit in world.bases:
            send(world, unit, 1, 1, 2, 3)
        actions.merge_rollups(request_id=world.asked.pk)
        client = Client()
        client.force_login(make_user(world.district, Role.OFFICER))
        url = reverse("report_draw", args=[world.asked.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url).content.decode()
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
    assert world.bases[-1].title not in page
    assert world.bases[-1].title in client.get(url + "?trang=2").content.decode()


KINDS = {
    IndicatorKind.COUNT: (3, 4),
    IndicatorKind.RATIO: (9, 8),
    IndicatorKind.STOCK: (30, 40),
    IndicatorKind.YES_NO: (1, 0),
    IndicatorKind.HIGHEST: (7, 5),
    IndicatorKind.LOWEST: (7, 5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_total_opens_over_three_levels_down_to_the_figure_of_the_very_report(kind):
    city = make_province()
    by = make_actor(city, Role.OFFICER)
    names = {"numerator_name": "Số đạt", "denominator_name": "tổng số"} if kind == IndicatorKind.RATIO else {}
    indicator = ensure_indicator(by=by, name="Số liệu thử", kind=kind, unit_word="người", **names)
    district = make_district(city, "Quận Một")
    units = [make_base(district, name) for name in ("Cơ sở A", "Cơ sở B")]
    asked = make_request(city, indicators=[indicator])
    world = SimpleNamespace(asked=asked)
    for unit, figure in zip(units, KINDS[kind], strict=True):
        send(world, unit, *((figure, 10) if kind == IndicatorKind.RATIO else (figure,)))
    actions.merge_rollups(request_id=asked.pk)
    client = Client()
    client.force_login(make_user(city, Role.OFFICER))
    top = reverse("figure_parts", args=[asked.pk, city.pk, 0])
    middle = reverse("figure_parts", args=[asked.pk, district.pk, 0])
    assert f'href="{middle}"' in client.get(top).content.decode()
    page = client.get(middle).content.decode()
    for unit in units:
        report = report_of(asked, unit)
        deep = f"{reverse('report_page', args=[report.pk])}#so-0"
        assert f'href="{deep}"' in page
        assert 'id="so-0"' in client.get(deep).content.decode()
    rows = {row.unit_id: row.sums for row in Rollup.objects.filter(request=asked, basis="live")}
    expected = {IndicatorKind.HIGHEST: 7, IndicatorKind.LOWEST: 5}.get(kind, sum(KINDS[kind]))
    assert figure_at(rows[city.pk], 0) == figure_at(rows[district.pk], 0) == expected
    if kind not in (IndicatorKind.HIGHEST, IndicatorKind.LOWEST):
        assert sum(report_of(asked, unit).sent_values[0] for unit in units) == expected
