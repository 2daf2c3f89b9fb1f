"""The officer's desk: one count of what waits; a report given back told as in the totals; reminders from the list."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.desk.actions import remind_late_units
from thidua.desk.queries import waiting
from thidua.desk.queries.duties_below import progress_by_unit
from thidua.desk.queries.officer import late_units_under, officer_desk
from thidua.desk.tests.factories import TODAY, make_year
from thidua.duties.actions import extend_duty
from thidua.duties.models import Duty
from thidua.notices.models import Notice
from thidua.plans.actions import return_plan, send_for_review
from thidua.plans.tests.factories import make_draft
from thidua.reporting.actions import merge_rollups, return_report
from thidua.reporting.tests.factories import make_submitted_report, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_back():
    """A report that was sent in time and returned, and the district's officer; the clock stands after the due day."""
    with clock.at(dt.date(2021, 7, 1)):
        report = make_submitted_report()
        asked = report.request
        officer = make_user(asked.unit, Role.OFFICER)
        make_user(report.unit, Role.CHAIR)
        return_report(by=actor_for(officer), report=report_of(asked, report.unit), remark="Xem lại số đoàn viên")
        merge_rollups(request_id=asked.pk)
    with clock.at(dt.date(2021, 7, 9)):
        yield report, officer


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.CLERK])
def test_the_badge_and_the_first_column_count_the_same_things(client, role):
    with clock.at(TODAY):
        year = make_year()
        drafter = make_actor(year.district, Role.OFFICER)
        send_for_review(by=drafter, plan=make_draft(year.district, by=drafter))
        user = make_user(year.district, role)
        by = actor_for(user)
        desk = officer_desk(by, on=TODAY)
        entries = sum(item.count for item in desk.waiting) + len(desk.cards)
        assert waiting.badges(by)[0] == desk.to_do == entries
        client.force_login(user)
        page = client.get("/").content.decode()
    badges = {int(found) for found in re.findall(r'<b class="count">(\d+)</b>', page)}
    assert badges == {entries}
    assert f"{entries} việc</p>" in page
    assert ("Kế hoạch chờ duyệt" in {item.label for item in desk.waiting}) == (role == Role.LEADER)


def test_a_plan_that_waits_alone_is_opened_at_once():
    with clock.at(TODAY):
        year = make_year()
        drafter, leader = make_actor(year.district, Role.OFFICER), make_actor(year.district, Role.LEADER)
        first = make_draft(year.district, by=drafter)
        send_for_review(by=drafter, plan=first)
        alone = next(one for one in officer_desk(leader, on=TODAY).waiting if one.label == "Kế hoạch chờ duyệt")
        send_for_review(by=drafter, plan=make_draft(year.district, by=drafter))
        both = next(one for one in officer_desk(leader, on=TODAY).waiting if one.label == "Kế hoạch chờ duyệt")
    assert (alone.count, alone.url) == (1, reverse("plan_page", args=[first.pk]))
    assert (both.count, both.url) == (2, reverse("plan_list"))


def test_a_plan_given_back_waits_for_its_drafters_with_the_remark_in_sight(client):
    with clock.at(TODAY):
        year = make_year()
        plan = make_draft(year.district, by=year.officer)
        send_for_review(by=year.officer, plan=plan)
        return_plan(by=make_actor(year.district, Role.LEADER), plan=plan, remark="Ghi rõ hạn nộp báo cáo")
        labels = {item.label for item in officer_desk(year.officer, on=TODAY).waiting}
        assert "Kế hoạch được trả lại, chờ sửa" in labels
        client.force_login(year.officer_user)
        page = client.get(reverse("plan_page", args=[plan.pk])).content.decode()
        assert "Được trả lại để sửa." in page.partition("phát động được")[0]
        send_for_review(by=year.officer, plan=plan)
        assert "Được trả lại" not in client.get(reverse("plan_page", args=[plan.pk])).content.decode()


def test_the_badge_of_a_chair_counts_her_duties():
    with clock.at(TODAY):
        chair = make_year().chairs[1]
        assert waiting.badges(chair)[0] == Duty.objects.open().filter(unit_id=chair.unit_id).count()


def test_a_report_given_back_is_told_on_the_desk_as_in_the_totals(client, given_back):
    report, user = given_back
    by, today = actor_for(user), clock.today()
    client.force_login(user)
    totals = client.get(reverse("rollup_page", args=[report.request_id, by.unit_id])).content.decode()
    assert "đã nộp, đang trả lại – chờ gửi lại" in totals
    (late,) = late_units_under(by, on=today)
    assert (late.unit_id, late.duties, late.given_back) == (report.unit_id, 0, 1)
    assert late.words == "1 báo cáo đang trả lại – chờ gửi lại"
    page = client.get(reverse("duties_below"), {"tinh-trang": "tra-lai"}).content.decode()
    assert "đang trả lại – chờ gửi lại" in page
    assert ">1 dòng" in page
    assert [row.done for row in officer_desk(by, on=today).grid] == [1]
    (unit,) = progress_by_unit(by, on=today)
    assert (unit.given, unit.done, unit.late, unit.given_back) == (1, 0, 0, 1)


def test_a_report_given_back_is_reminded_in_its_own_words(given_back):
    report, user = given_back
    duty = Duty.objects.get(unit=report.unit, kind="report")
    assert remind_late_units(by=actor_for(user), duty_id=duty.pk) == 1
    assert Notice.objects.filter(text__endswith="đang trả lại – chờ gửi lại.").exists()


def test_the_list_of_duties_below_leads_to_each_and_reminds_of_one(client):
    with clock.at(TODAY):
        year = make_year()
        late = Duty.objects.late_on(TODAY).filter(unit=year.bases[1]).first()
        client.force_login(year.officer_user)
        page = client.get(reverse("duties_below"), {"tinh-trang": "cham"}).content.decode()
        assert f'href="{reverse("duty_page", args=[late.pk])}"' in page
        assert f'name="duty" value="{late.pk}"' in page
        client.post(reverse("remind"), {"duty": late.pk})
        assert Notice.objects.filter(text__contains="nhắc").count() == 1
        client.force_login(User.objects.get(pk=make_actor(year.district, Role.VIEWER).user_id))
        assert 'name="duty"' not in client.get(reverse("duties_below")).content.decode()


def test_the_day_of_a_report_is_moved_only_where_the_request_is(given_back):
    report, user = given_back
    duty = Duty.objects.get(unit=report.unit, kind="report")
    with pytest.raises(Refusal, match="mục Báo cáo"):
        extend_duty(by=actor_for(user), duty=duty, due_on=report.place.due_on, reason="Xin thêm ngày")
