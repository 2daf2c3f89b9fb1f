"""A unit asks for more time or to have its report reopened; those above answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.notices.models import Notice
from thidua.reporting.actions import (
    answer_ask,
    ask_about_report,
    drop_ask,
    exempt_unit,
    extend_unit,
    remind_missing,
    return_report,
    submit_report,
)
from thidua.reporting.choices import AskKind
from thidua.reporting.models import PeriodUnit, Remark, Report, ReportAsk
from thidua.reporting.queries.boards import waiting_asks
from thidua.reporting.tests.factories import fill, make_ask, make_request, report_of

pytestmark = pytest.mark.django_db
LATER = dt.date(2021, 7, 20)


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def officer_above(ask: ReportAsk):
    return make_actor(ask.report.request.unit, Role.OFFICER)


def draft() -> Report:
    asked = make_request()
    return report_of(asked, asked.places.get(is_leaf=True).unit)


def test_asking_for_time_tells_those_above_and_waits_for_them():
    report = draft()
    officer = make_user(report.request.unit, Role.OFFICER)
    ask = ask_about_report(
        by=make_actor(report.unit, Role.CLERK), report=report, kind=AskKind.EXTEND, reason=" Mất điện ", due_on=LATER
    )
    assert (ask.state, ask.reason, ask.due_on) == ("asked", "Mất điện", LATER)
    assert "đề nghị gia hạn tới 20/07/2021 “Báo cáo sơ kết đợt 1 năm 2021”: Mất điện" in (
        Notice.objects.get(user=officer).text
    )
    assert list(waiting_asks(officer_above(ask))) == [ask]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "ghi lý do"),
        ({"due_on": dt.date(2021, 7, 5)}, "sau hạn hiện nay \\(05/07/2021\\)"),
        ({"due_on": None}, "sau hạn hiện nay"),
    ],
)
def test_asking_for_time_wants_a_reason_and_a_later_day(fields, words):
    report = draft()
    given = {"reason": "Mất điện", "due_on": LATER} | fields
    with pytest.raises(Refusal, match=words):
        ask_about_report(by=make_actor(report.unit), report=report, kind=AskKind.EXTEND, **given)
    assert not ReportAsk.objects.exists()


def test_one_of_a_kind_waits_and_it_may_be_taken_back():
    ask = make_ask()
    with pytest.raises(Refusal, match="đang chờ cấp trên trả lời"):
        make_ask(ask.report)
    with pytest.raises(Refusal, match="Chỉ đơn vị đã đề nghị"):
        drop_ask(by=officer_above(ask), ask=ask)
    drop_ask(by=make_actor(ask.report.unit), ask=ask)
    assert ReportAsk.objects.get().state == "dropped"
    make_ask(ask.report)


def test_granting_time_moves_the_day_of_the_unit_and_of_its_duty():
    ask = make_ask()
    clerk = make_user(ask.report.unit, Role.CLERK)
    answer_ask(by=officer_above(ask), ask=ask, is_granted=True, due_on=dt.date(2021, 7, 12))
    place = PeriodUnit.objects.get(report=ask.report)
    assert (place.due_on, place.reason) == (dt.date(2021, 7, 12), "Mất điện một tuần")
    assert Duty.objects.get(unit=ask.report.unit, kind="report").due_on == dt.date(2021, 7, 12)
    kept = ReportAsk.objects.get()
    assert (kept.state, kept.answer) == ("granted", "Hạn mới: 12/07/2021")
    told = Notice.objects.get(user=clerk).text
    assert told.endswith("đồng ý gia hạn tới 12/07/2021 “Báo cáo sơ kết đợt 1 năm 2021”.")


def test_being_freed_is_asked_and_granted_and_nothing_is_owed_then(client):
    report = draft()
    chair = make_user(report.unit, Role.CHAIR)
    client.force_login(chair)
    fill_page = reverse("report_fill", args=[report.request_id])
    assert "Xin miễn báo cáo" in client.get(fill_page).text
    ask = ask_about_report(by=make_actor(report.unit), report=report, kind=AskKind.EXEMPT, reason="Ngừng hoạt động")
    page = client.get(fill_page).text
    assert "Đơn vị đề nghị miễn báo cáo: “Ngừng hoạt động”." in page
    assert ("Xin miễn báo cáo" in page, "Xin gia hạn nộp" in page) == (False, True)
    answer_ask(by=officer_above(ask), ask=ask, is_granted=True)
    place = PeriodUnit.objects.get(report=report)
    assert (place.is_expected, place.reason) == (False, "Ngừng hoạt động")
    assert Duty.objects.get(unit=report.unit, kind="report").exempted_at is not None
    assert Notice.objects.get(user=chair).text.endswith("đồng ý miễn báo cáo “Báo cáo sơ kết đợt 1 năm 2021”.")
    page = client.get(fill_page).text
    assert "Đơn vị được miễn báo cáo kỳ này." in page
    assert ("Còn thiếu" in page, "Nếu vẫn báo cáo: còn" in page) == (False, True)
    assert "Xin gia hạn nộp" not in page
    with pytest.raises(Refusal, match="đã được miễn"):
        ask_about_report(
            by=make_actor(report.unit), report=report_of(report.request, report.unit), kind=AskKind.EXTEND,
            reason="Mất điện", due_on=LATER,
        )  # fmt: skip


def test_a_unit_is_told_when_those_above_move_its_day_or_free_it_unasked():
    report = draft()
    chair, officer = make_user(report.unit, Role.CHAIR), make_actor(report.request.unit, Role.OFFICER)
    extend_unit(by=officer, place=report.place, due_on=LATER, reason="Bão số 3")
    exempt_unit(by=officer, place=PeriodUnit.objects.get(report=report), reason="Chưa hoạt động lại")
    told = [one.text for one in Notice.objects.filter(user=chair).order_by("pk")]
    assert told[0].endswith("gia hạn nộp “Báo cáo sơ kết đợt 1 năm 2021” tới 20/07/2021: Bão số 3")
    assert told[1].endswith("miễn cho đơn vị “Báo cáo sơ kết đợt 1 năm 2021”: Chưa hoạt động lại")


def test_who_is_freed_no_longer_waits_for_more_time():
    more_time = make_ask()
    freedom = make_ask(more_time.report, kind=AskKind.EXEMPT)
    answer_ask(by=officer_above(freedom), ask=freedom, is_granted=True)
    assert dict(ReportAsk.objects.values_list("kind", "state")) == {"extend": "dropped", "exempt": "granted"}


def test_what_is_given_unasked_answers_the_ask_that_waits_for_it():
    freedom = make_ask(kind=AskKind.EXEMPT)
    place, officer = PeriodUnit.objects.get(report=freedom.report), officer_above(freedom)
    more_time = make_ask(freedom.report)
    extend_unit(by=officer, place=place, due_on=more_time.due_on - dt.timedelta(days=1), reason="Bão số 3")
    assert set(ReportAsk.objects.values_list("state", flat=True)) == {"asked"}
    extend_unit(by=officer, place=place, due_on=more_time.due_on, reason="Bão số 3")
    assert ReportAsk.objects.get(kind="extend").state == "granted"
    exempt_unit(by=officer, place=place, reason="Chưa hoạt động lại")
    assert ReportAsk.objects.get(kind="exempt").state == "granted"


def test_a_refusal_names_the_day_that_was_asked_for():
    ask = make_ask()
    clerk = make_user(ask.report.unit, Role.CLERK)
    answer_ask(by=officer_above(ask), ask=ask, is_granted=False, answer="Thành phố cần số", due_on=dt.date(2021, 7, 8))
    assert "không đồng ý gia hạn tới 20/07/2021" in Notice.objects.get(user=clerk).text


def test_a_day_that_is_given_again_is_told_again():
    report = draft()
    chair, officer = make_user(report.unit, Role.CHAIR), make_actor(report.request.unit, Role.OFFICER)
    for day in (LATER, LATER + dt.timedelta(days=5), LATER):
        extend_unit(by=officer, place=PeriodUnit.objects.get(report=report), due_on=day, reason="Bão số 3")
    told = [one.text.rpartition(" tới ")[2][:10] for one in Notice.objects.filter(user=chair).order_by("pk")]
    assert told == ["20/07/2021", "25/07/2021", "20/07/2021"]


def test_a_reminder_names_the_day_of_the_very_unit():
    report = draft()
    chair, officer = make_user(report.unit, Role.CHAIR), make_actor(report.request.unit, Role.OFFICER)
    PeriodUnit.objects.filter(report=report).update(due_on=LATER)
    remind_missing(by=officer, asked=report.request)
    assert "hạn 20/07/2021, đơn vị chưa nộp" in Notice.objects.get(user=chair).text


def test_refusing_wants_words_and_changes_no_day():
    ask = make_ask()
    with pytest.raises(Refusal, match="lý do không đồng ý"):
        answer_ask(by=officer_above(ask), ask=ask, is_granted=False)
    answer_ask(by=officer_above(ask), ask=ask, is_granted=False, answer="Thành phố cần số đúng hạn")
    assert ReportAsk.objects.get().state == "refused"
    assert PeriodUnit.objects.get(report=ask.report).due_on == dt.date(2021, 7, 5)
    with pytest.raises(Refusal, match="không đồng ý"):
        answer_ask(by=officer_above(ask), ask=ask, is_granted=True)


def test_reopening_is_asked_with_a_reason_and_returns_the_report():
    ask = make_ask(kind=AskKind.REOPEN)
    answer_ask(by=officer_above(ask), ask=ask, is_granted=True)
    report = Report.objects.get(pk=ask.report_id)
    assert (report.state, ReportAsk.objects.get().state) == ("returned", "granted")
    assert Remark.objects.get().text == "Mở lại theo đề nghị của đơn vị: Mất điện một tuần"


def test_what_has_nothing_left_to_ask_ends_by_itself():
    ask = make_ask()
    fill(ask.report, 1, 2, 3, 4)
    submit_report(by=make_actor(ask.report.unit), report=ask.report)
    assert ReportAsk.objects.get().state == "dropped"
    again = make_ask(kind=AskKind.REOPEN)
    return_report(by=officer_above(again), report=again.report, remark="Sửa giúp")
    assert ReportAsk.objects.get(pk=again.pk).state == "dropped"


def test_a_report_still_in_hand_is_not_asked_to_be_reopened_nor_a_sent_one_for_time():
    report = draft()
    with pytest.raises(Refusal, match="không cần đề nghị mở lại"):
        ask_about_report(by=make_actor(report.unit), report=report, kind=AskKind.REOPEN, reason="Sai")
    fill(report, 1, 2, 3, 4)
    submit_report(by=make_actor(report.unit), report=report)
    with pytest.raises(Refusal, match="không cần gia hạn"):
        ask_about_report(by=make_actor(report.unit), report=report, kind=AskKind.EXTEND, reason="Sai", due_on=LATER)


def test_the_pages_ask_and_answer():
    report = draft()
    unit, above = Client(), Client()
    unit.force_login(make_user(report.unit, Role.CLERK))
    above.force_login(make_user(report.request.unit, Role.OFFICER))
    url = reverse("ask_new", args=[report.pk, "gia-han"])
    assert "Hạn nộp hiện nay 05/07/2021" in unit.get(url).content.decode()
    answer = unit.post(url, {"due_on": "01/07/2021", "reason": "Mất điện"})
    assert answer.status_code == 422
    page = unit.post(url, {"due_on": "20/07/2021", "reason": "Mất điện"}, follow=True).content.decode()
    assert "Rút đề nghị" in page
    ask = ReportAsk.objects.get()
    address = reverse("ask_page", args=[ask.pk])
    assert address in above.get(reverse("report_inbox")).content.decode()
    assert "Trả lời đơn vị" in above.get(address).content.decode()
    page = above.post(address, {"verdict": "yes", "due_on": "20/07/2021", "answer": ""}, follow=True).content.decode()
    assert "Được đồng ý: Hạn mới: 20/07/2021" in page
    assert PeriodUnit.objects.get(report=report).due_on == LATER
