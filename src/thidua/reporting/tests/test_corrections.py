"""Corrections run upward: a signed report stays as it was signed, shows what changed below, and may be amended."""

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
from thidua.reporting import actions, policies
from thidua.reporting.models import Difference, Report, Rollup, SignedPart
from thidua.reporting.queries.corrections import comparison_of, difference_of
from thidua.reporting.tests.factories import fill, make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db
LATER = dt.date(2021, 7, 3)
# Places of the list: new members | informed, workers | members at the end.


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


@pytest.fixture
def signed() -> Any:
    """City > district > A, B. Both sent; the district signed 30 and had it accepted."""
    city = make_province()
    district = make_district(city, "Quận Một")
    a, b = make_base(district, "Cơ sở A"), make_base(district, "Cơ sở B")
    asked = make_request(city)
    make_submitted_report(asked, a, (10, 90, 100, 100))
    make_submitted_report(asked, b, (20, 95, 100, 118))
    actions.merge_rollups(request_id=asked.pk)
    leader = make_actor(district, Role.LEADER, Role.OFFICER)
    make_submitted_report(asked, district, (30, 185, 200, 218), by=leader)
    actions.merge_rollups(request_id=asked.pk)
    officer = make_actor(city, Role.OFFICER)
    actions.accept_report(by=officer, report=report_of(asked, district))
    return SimpleNamespace(asked=asked, city=city, district=district, a=a, b=b, leader=leader, officer=officer)


def test_what_was_sent_in_time_stays_in_time_when_it_is_corrected_later(signed):
    report = report_of(signed.asked, signed.a)
    report.place.due_on = report.submitted_on
    report.place.save()
    correct(signed, 15, 90, 100, 100)
    report = report_of(signed.asked, signed.a)
    assert (report.revision, report.submitted_on) == (2, report.place.due_on)
    assert clock.local(report.submitted_at).date() == LATER
    assert Rollup.objects.get(request=signed.asked, unit=signed.district, basis="live").n_on_time == 2


def test_a_report_returned_after_its_day_is_not_called_late(signed):
    report = report_of(signed.asked, signed.a)
    with clock.at(LATER):
        actions.return_report(by=signed.leader, report=report, remark="Xem lại")
    report.place.due_on = report.submitted_on
    report.place.save()
    client = Client()
    client.force_login(make_user(signed.a, Role.CHAIR))
    with clock.at(LATER):
        for address in (reverse("report_fill", args=[signed.asked.pk]), reverse("report_list")):
            page = client.get(address).text
            assert "chậm" not in page.partition("<main")[2], address
    assert "Đang sửa bản đã nộp" in client.get(reverse("report_fill", args=[signed.asked.pk])).text


def test_what_was_drawn_back_counts_from_its_next_sending(signed):
    report = report_of(signed.asked, signed.b)
    chair = make_actor(signed.b)
    Report.objects.filter(pk=report.pk).update(opened_at=None)
    actions.withdraw_report(by=chair, report=report_of(signed.asked, signed.b))
    with clock.at(LATER):
        actions.submit_report(by=chair, report=report_of(signed.asked, signed.b))
    assert report_of(signed.asked, signed.b).submitted_on == LATER


def correct(world: Any, *figures: int) -> None:
    """Return A's report, have it sent anew with these figures, add up."""
    report = report_of(world.asked, world.a)
    with clock.at(LATER):
        actions.return_report(by=world.leader, report=report, remark="Xem lại")
        chair = make_actor(world.a)
        fill(report_of(world.asked, world.a), *figures, by=chair)
        actions.submit_report(by=chair, report=report_of(world.asked, world.a))
        actions.merge_rollups(request_id=world.asked.pk)


def own(world: Any) -> Report:
    return report_of(world.asked, world.district)


def test_without_a_correction_nothing_differs(signed):
    assert not Difference.objects.exists()
    found = difference_of(own(signed))
    assert (found.is_known, found.differing, found.corrections) == (True, [], [])
    assert (found.done_then, found.done_now) == ("2/2", "2/2")


def test_a_correction_below_changes_no_signed_figure_and_says_who_changed_what(signed):
    correct(signed, 15, 90, 100, 100)
    report = own(signed)
    assert (report.state, report.sent_values) == ("accepted", [30, 185, 200, 218])
    assert Rollup.objects.get(request=signed.asked, unit=signed.district, basis="live").sums == [35, 185, 200, 218]
    assert Rollup.objects.get(request=signed.asked, unit=signed.city, basis="signed").sums == [30, 185, 200, 218]
    (line,) = difference_of(report).differing
    assert (line.signed.num, line.then.num, line.now.num, line.change) == (30, 30, 35, "+5")
    (part,) = line.parts
    assert (part.name, part.then.num, part.now.num) == (signed.a.title, 10, 15)
    assert part.url == f"{reverse('report_page', args=[report_of(signed.asked, signed.a).pk])}#so-0"
    (one,) = difference_of(report).corrections
    assert (one.report.unit, one.words) == (signed.a, "nộp lại (lần 2)")


def test_the_unit_and_the_level_above_are_told_once(signed):
    people = [make_user(signed.district, Role.OFFICER), make_user(signed.city, Role.OFFICER)]
    correct(signed, 15, 90, 100, 100)
    correct(signed, 16, 90, 100, 100)
    told = [Notice.objects.filter(user=user, key__startswith="report.differs").count() for user in people]
    assert told == [1, 1]
    assert Difference.objects.get().number == 1


def test_a_correction_taken_back_settles_the_difference(signed):
    correct(signed, 15, 90, 100, 100)
    correct(signed, 10, 90, 100, 100)
    assert not Difference.objects.exists()


def cancel_out(world: Any) -> None:
    """B sends five fewer after A has sent five more."""
    report = report_of(world.asked, world.b)
    actions.return_report(by=world.leader, report=report, remark="Xem lại")
    fill(report_of(world.asked, world.b), 15, 95, 100, 118)
    actions.submit_report(by=make_actor(world.b), report=report_of(world.asked, world.b))
    actions.merge_rollups(request_id=world.asked.pk)


def test_whoever_was_told_of_a_difference_is_told_when_corrections_cancel_out_and_when_it_comes_again(signed):
    told = [make_user(signed.district, Role.OFFICER), make_user(signed.city, Role.OFFICER)]
    correct(signed, 15, 90, 100, 100)
    newcomer = make_user(signed.district, Role.OFFICER)
    cancel_out(signed)
    assert not Difference.objects.exists()
    settled = Notice.objects.filter(text__contains="Không còn chênh lệch")
    assert set(settled.values_list("user_id", flat=True)) >= {user.pk for user in told}
    assert not settled.filter(user=newcomer).exists()
    assert {one.url for one in settled} == {reverse("report_difference", args=[own(signed).pk])}
    page = client_of(signed.district, Role.OFFICER).get(settled[0].url).content.decode()
    assert "Các lần sửa của cấp dưới bù trừ nhau" in page
    assert "Lập bản sửa đổi" not in page
    correct(signed, 17, 90, 100, 100)
    for user in told:
        assert Notice.objects.filter(user=user, text__contains="Báo cáo đã ký giữ nguyên").count() == 2


def test_two_corrections_that_cancel_out_are_still_named(signed):
    correct(signed, 15, 90, 100, 100)
    cancel_out(signed)
    (line,) = difference_of(own(signed)).differing
    assert [(part.then.num, part.now.num) for part in line.parts] == [(10, 15), (20, 15)]
    assert line.change == ""


def test_an_amended_version_takes_the_new_sums_keeps_the_old_one_and_tells_above(signed):
    city_officer = make_user(signed.city, Role.OFFICER)
    correct(signed, 15, 90, 100, 100)
    actions.amend_report(by=signed.leader, report=own(signed), reason="Cơ sở A đính chính")
    report = own(signed)
    assert (report.state, report.values, report.sent_values) == ("returned", [35, 185, 200, 218], [30, 185, 200, 218])
    assert Notice.objects.filter(user=city_officer, text__contains="mở lại").count() == 1
    actions.submit_report(by=signed.leader, report=own(signed))
    actions.merge_rollups(request_id=signed.asked.pk)
    report = own(signed)
    assert (report.revision, report.sent_values) == (2, [35, 185, 200, 218])
    assert not Difference.objects.exists()
    assert Rollup.objects.get(request=signed.asked, unit=signed.city, basis="signed").sums == [35, 185, 200, 218]
    compared = comparison_of(report, {}, None, None)
    assert compared is not None
    assert [(line.before.num, line.after.num, line.change) for line in compared.lines if line.differs] == [
        (30, 35, "+5")
    ]
    assert SignedPart.objects.filter(report=report, number=1).count() == 3


def test_figures_changed_by_hand_are_not_overwritten_by_the_sums(signed):
    report = own(signed)
    actions.return_report(by=signed.officer, report=report, remark="Xem lại")
    make_submitted_report(signed.asked, signed.district, (31, 185, 200, 218), by=signed.leader)
    correct(signed, 15, 91, 100, 100)
    lines = difference_of(own(signed)).differing
    assert [line.was_changed_by_hand for line in lines] == [True, False]
    actions.amend_report(by=signed.leader, report=own(signed), reason="Cơ sở A đính chính")
    assert own(signed).values == [31, 186, 200, 218]


def test_a_late_report_after_the_signing_is_named_as_late(signed):
    c = make_base(signed.district, "Cơ sở C")
    asked = make_request(signed.city, title="Lần hai")
    for unit, row in ((signed.a, (1, 1, 2, 3)), (signed.b, (2, 1, 2, 3))):
        make_submitted_report(asked, unit, row)
    actions.merge_rollups(request_id=asked.pk)
    make_submitted_report(asked, signed.district, (3, 2, 4, 6), by=signed.leader)
    with clock.at(LATER):
        make_submitted_report(asked, c, (4, 1, 2, 3))
    actions.merge_rollups(request_id=asked.pk)
    found = difference_of(report_of(asked, signed.district))
    assert [one.words for one in found.corrections] == ["nộp sau khi cấp trên đã ký"]
    assert (found.done_then, found.done_now) == ("2/3", "3/3")
    assert [(part.name, part.then.num, part.now.num) for part in found.differing[0].parts] == [(c.title, None, 4)]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("city", "not_own"),
        ("viewer", "no_verb"),
        ("leaf", "no_units_below"),
        ("unchanged", "no_difference"),
        ("closed", "closed"),
    ],
)
def test_who_may_not_amend_is_told_why(signed, who, code):
    if who != "unchanged":
        correct(signed, 15, 90, 100, 100)
    report, by = own(signed), signed.leader
    if who == "city":
        by = signed.officer
    elif who == "viewer":
        by = make_actor(signed.district, Role.VIEWER)
    elif who == "leaf":
        report, by = report_of(signed.asked, signed.a), make_actor(signed.a)
    elif who == "closed":
        actions.close_request(by=signed.officer, asked=signed.asked)
        report = own(signed)
    assert [reason.code for reason in policies.may_amend(by, report).reasons] == [code]


def test_after_closing_a_correction_is_refused_with_what_to_do(signed):
    actions.close_request(by=signed.officer, asked=signed.asked)
    with pytest.raises(Refusal) as refused:
        actions.return_report(by=signed.leader, report=report_of(signed.asked, signed.a), remark="Xem lại")
    assert f"đề nghị {signed.city.title} mở lại kỳ" in refused.value.reasons[0].text


def client_of(unit: Any, *roles: str) -> Client:
    client = Client()
    client.force_login(make_user(unit, *roles))
    return client


def test_the_pages_show_the_difference_to_the_unit_and_above_and_lead_to_the_amended_version(signed):
    correct(signed, 15, 90, 100, 100)
    report = own(signed)
    url = reverse("report_difference", args=[report.pk])
    ours, above = client_of(signed.district, Role.OFFICER, Role.LEADER), client_of(signed.city, Role.OFFICER)
    for client in (ours, above):
        assert url in client.get(reverse("report_page", args=[report.pk])).content.decode()
        page = client.get(url).content.decode()
        assert "10 → 15" in page
        assert "nộp lại (lần 2)" in page
    rollup = reverse("rollup_page", args=[signed.asked.pk, signed.city.pk])
    assert url in above.get(rollup).content.decode()
    assert "Mở lại để sửa đổi" not in above.get(url).content.decode()
    assert above.post(url, {"reason": "Thử"}).status_code == 404
    assert ours.post(url, {"reason": ""}).status_code == 422
    answer = ours.post(url, {"reason": "Cơ sở A đính chính", "takes_totals": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("report_fill", args=[signed.asked.pk])
    actions.submit_report(by=signed.leader, report=own(signed))
    page = above.get(reverse("report_revisions", args=[report.pk])).content.decode()
    assert "Lần 1 so với lần 2" in page
    assert "+5" in page
