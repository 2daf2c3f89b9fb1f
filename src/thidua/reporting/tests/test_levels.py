"""Completeness and timeliness per unit that consolidates, and reminders below a chosen one, never twice a day."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import exempt_unit, merge_rollups, remind_missing
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.levels import level_lines
from thidua.reporting.tests.factories import make_request, make_submitted_report

pytestmark = pytest.mark.django_db
# Due on 05/07/2021.


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


@pytest.fixture
def world() -> Any:
    """City > A (4 bases: one in time, one late, one exempt, one missing), B (1 base, missing)."""
    with clock.at(dt.date(2021, 7, 1)):
        city = make_province()
        a, b = make_district(city, "Quận A"), make_district(city, "Quận B")
        bases = [make_base(a, f"Cơ sở A{number}") for number in range(1, 5)] + [make_base(b, "Cơ sở B1")]
        asked = make_request(city)
        officer = make_actor(city, Role.OFFICER)
        make_submitted_report(asked, bases[0])
        exempt_unit(by=officer, place=asked.places.get(unit=bases[2]), reason="Đang ngừng việc")
    with clock.at(dt.date(2021, 7, 8)):
        make_submitted_report(asked, bases[1])
    merge_rollups(request_id=asked.pk)
    return SimpleNamespace(asked=asked, city=city, a=a, b=b, bases=bases, officer=officer)


def place_of(world: Any, unit: Any) -> PeriodUnit:
    return world.asked.places.select_related("unit", "request").get(unit=unit)


def test_each_unit_that_consolidates_tells_sent_in_time_late_and_overdue(world):
    with clock.at(dt.date(2021, 7, 17)):
        lines = level_lines(place_of(world, world.city))
    assert [(line.place.unit, line.words) for line in lines] == [
        (world.b, "0/1 đã nộp · 1 quá hạn chưa nộp (lâu nhất 12 ngày)"),
        (world.a, "2/3 đã nộp · 1 đúng hạn · 1 nộp chậm · 1 quá hạn chưa nộp (lâu nhất 12 ngày)"),
    ]
    with clock.at(dt.date(2021, 7, 5)):
        assert level_lines(place_of(world, world.city))[0].overdue == 0
    assert level_lines(place_of(world, world.a)) == []


def test_a_reminder_below_a_chosen_unit_reaches_only_those_who_lack_it_there(world):
    people = {unit.pk: make_user(unit, Role.CHAIR) for unit in (*world.bases, world.a, world.b)}
    with clock.at(dt.date(2021, 7, 8)):
        count = remind_missing(by=world.officer, asked=world.asked, below=place_of(world, world.a))
    told = set(Notice.objects.filter(key__startswith="report.reminded").values_list("user_id", flat=True))
    assert count == 2
    assert told == {people[world.bases[3].pk].pk, people[world.a.pk].pk}


def test_nobody_is_reminded_twice_a_day_by_whomever(world):
    chair = make_user(world.bases[3], Role.CHAIR)
    district = make_actor(world.a, Role.OFFICER)
    with clock.at(dt.date(2021, 7, 8)):
        assert remind_missing(by=district, asked=world.asked) == 1
        assert remind_missing(by=world.officer, asked=world.asked) == 3
        for by in (district, world.officer):
            with pytest.raises(Refusal) as refused:
                remind_missing(by=by, asked=world.asked)
            assert set(refused.value.codes) == {"reminded_today"}
    assert Notice.objects.filter(user=chair, key__startswith="report.reminded").count() == 1
    with clock.at(dt.date(2021, 7, 9)):
        assert remind_missing(by=district, asked=world.asked) == 1
    assert Notice.objects.filter(user=chair, key__startswith="report.reminded").count() == 2


def test_the_board_drills_down_and_reminds_there(world, on_day):
    on_day("2021-07-17")
    client = Client()
    client.force_login(make_user(world.city, Role.OFFICER))
    url = reverse("request_board", args=[world.asked.pk])
    page = client.get(url).content.decode()
    below = f"{url}?duoi={world.a.pk}"
    assert below in page
    assert "2/3 đã nộp · 1 đúng hạn · 1 nộp chậm · 1 quá hạn chưa nộp (lâu nhất 12 ngày)" in page
    page = client.get(below).content.decode()
    assert "Cơ sở A4" in page
    assert "Cơ sở B1" not in page
    assert f"duoi={world.a.pk}&amp;loc=thieu#list" in page
    remind = reverse("request_remind", args=[world.asked.pk])
    answer = client.post(remind, {"duoi": str(world.a.pk)}, follow=True)
    assert answer.redirect_chain[-1][0] == below
    assert "Đã nhắc 2 đơn vị" in answer.content.decode()
    assert "Nhắc 17/07/2021" in answer.content.decode()
    stranger = make_base(make_district(make_province("Tỉnh khác")))
    assert client.get(f"{url}?duoi={stranger.pk}").status_code == 404
    assert client.post(remind, {"duoi": str(stranger.pk)}).status_code == 404
