"""Inside the unit: present, hand back, sign and send; what those above see of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.journal.models import MoveLog
from thidua.notices.models import Notice
from thidua.reporting.actions import (
    accept_report,
    hand_back_report,
    merge_rollups,
    present_report,
    return_report,
    save_draft,
    submit_report,
    type_in_report,
)
from thidua.reporting.models import Report, Rollup
from thidua.reporting.policies import may_hand_back, may_present, may_save
from thidua.reporting.tests.factories import PNG, fill, make_presented_report, make_request, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def signed_in(report: Report, *roles: str) -> Client:
    client = Client()
    client.force_login(make_user(report.unit, *roles))
    return client


def returned_report() -> Report:
    report = make_presented_report()
    submit_report(by=make_actor(report.unit), report=report)
    return_report(by=make_actor(report.request.unit, Role.OFFICER), report=report, remark="Xem lại số mới")
    return report


def test_a_clerk_presents_the_chair_is_told_and_the_clerk_cannot_change_it_any_more():
    asked = make_request()
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    chair, clerk = make_user(report.unit, Role.CHAIR), make_actor(report.unit, Role.CLERK, full_name="Lê Thị Sớm")
    fill(report, 1, 2, 3, 4, by=clerk)
    present_report(by=clerk, report=report)
    assert Report.objects.get(pk=report.pk).state == "signing"
    assert Notice.objects.get(user=chair).text.startswith("Lê Thị Sớm trình ký “Báo cáo sơ kết đợt 1 năm 2021”")
    with pytest.raises(Refusal, match="đang trình ký"):
        save_draft(by=clerk, report=report, version=report.version, figures={0: 9})
    assert Duty.objects.get(unit=report.unit, kind="report").fulfilled_at is None


def test_an_unfinished_report_is_not_presented():
    asked = make_request()
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    with pytest.raises(Refusal, match="Còn thiếu: Kết quả nổi bật"):
        present_report(by=make_actor(report.unit, Role.CLERK), report=report)
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_the_chair_hands_back_with_a_word_and_the_next_presenting_clears_it():
    report = make_presented_report()
    clerk_user = make_user(report.unit, Role.CLERK)
    chair = make_actor(report.unit)
    with pytest.raises(Refusal, match="ghi vài lời"):
        hand_back_report(by=chair, report=report, remark=" ")
    hand_back_report(by=chair, report=report, remark="Bổ sung số nữ")
    kept = Report.objects.get(pk=report.pk)
    assert (kept.state, kept.handed_back) == ("draft", "Bổ sung số nữ")
    assert "Bổ sung số nữ" in Notice.objects.get(user=clerk_user).text
    present_report(by=make_actor(report.unit, Role.CLERK), report=kept)
    assert Report.objects.get(pk=report.pk).handed_back == ""


def test_the_chair_may_correct_a_presented_report_and_sign_it():
    report = make_presented_report()
    chair = make_actor(report.unit)
    save_draft(by=chair, report=report, version=report.version, figures={0: 7})
    submit_report(by=chair, report=report)
    sent = Report.objects.get(pk=report.pk)
    assert (sent.state, sent.sent_values[0]) == ("submitted", 7)
    assert list(MoveLog.objects.filter(kind="report").order_by("id").values_list("move", flat=True)) == [
        "present",
        "submit",
    ]


def test_a_returned_report_keeps_counting_while_it_is_presented_again_and_handed_back():
    report = returned_report()
    clerk = make_actor(report.unit, Role.CLERK)
    present_report(by=clerk, report=report)
    assert report.state == "signing_again"
    merge_rollups(request_id=report.request_id)
    total = Rollup.objects.get(request=report.request, unit=report.request.unit, basis="live")
    assert (total.n_done, total.n_returned, total.sums) == (1, 1, [1, 2, 3, 4])
    hand_back_report(by=make_actor(report.unit), report=report, remark="Chưa khớp")
    assert Report.objects.get(pk=report.pk).state == "returned"


def test_those_above_see_nothing_of_a_report_that_was_never_sent():
    report = make_presented_report()
    above = make_actor(report.request.unit, Role.OFFICER)
    assert not Report.objects.visible_to(above).exists()
    client = Client()
    client.force_login(make_user(report.request.unit, Role.OFFICER))
    assert client.get(reverse("report_page", args=[report.pk])).status_code == 404
    assert "Đang trình ký" not in client.get(reverse("report_inbox")).content.decode()
    assert "Chưa nộp" in client.get(reverse("request_board", args=[report.request_id])).content.decode()


def test_those_above_do_not_read_the_moves_inside():
    report = returned_report()
    inside = signed_in(report, Role.CLERK).get(reverse("report_page", args=[report.pk])).content.decode()
    client = Client()
    client.force_login(make_user(report.request.unit, Role.OFFICER))
    above = client.get(reverse("report_page", args=[report.pk])).content.decode()
    assert ": Trình ký" in inside
    assert ": Trình ký" not in above
    assert ": Trả lại – “Xem lại số mới”" in above


def test_an_officer_above_may_type_in_what_lies_before_the_chair():
    report = make_presented_report()
    type_in_report(
        by=make_actor(report.request.unit, Role.OFFICER), report=report, version=report.version,
        figures={0: 5}, words={}, texts={}, scan_name="giay.png", scan=PNG,
    )  # fmt: skip
    assert Report.objects.get(pk=report.pk).sent_values[0] == 5


@pytest.mark.parametrize(
    ("role", "state", "present", "hand_back", "save"),
    [
        (Role.CLERK, "draft", True, False, True),
        (Role.OFFICER, "draft", True, False, True),
        (Role.CHAIR, "draft", False, False, True),
        (Role.LEADER, "draft", False, False, True),
        (Role.VIEWER, "draft", False, False, False),
        (Role.CLERK, "signing", False, False, False),
        (Role.CHAIR, "signing", False, True, True),
        (Role.LEADER, "signing_again", False, True, True),
        (Role.CLERK, "returned", True, False, True),
        (Role.CHAIR, "submitted", False, False, False),
        (Role.CLERK, "accepted", False, False, False),
    ],
)
def test_who_may_present_hand_back_and_save_when(role, state, present, hand_back, save):
    asked = make_request()
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    report.state = state
    by: Actor = make_actor(report.unit, role)
    assert bool(may_present(by, report)) is present
    assert bool(may_hand_back(by, report)) is hand_back
    assert bool(may_save(by, report)) is save


def test_an_accepted_report_is_reopened_with_a_reason_and_the_story_says_so():
    report = make_presented_report()
    submit_report(by=make_actor(report.unit), report=report)
    officer = make_actor(report.request.unit, Role.OFFICER)
    accept_report(by=officer, report=report)
    return_report(by=officer, report=report, remark="Số liệu gửi nhầm tháng")
    moved = MoveLog.objects.filter(kind="report").latest("id")
    assert (moved.move, moved.remark, report.state) == ("reopen", "Số liệu gửi nhầm tháng", "returned")


def test_the_pages_lead_a_clerk_to_present_and_the_chair_to_sign():
    asked = make_request()
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    fill(report, 1, 2, 3, 4)
    clerk, chair = signed_in(report, Role.CLERK), signed_in(report, Role.CHAIR)
    fill_url, page_url = reverse("report_fill", args=[asked.pk]), reverse("report_page", args=[report.pk])
    page = clerk.get(fill_url).content.decode()
    assert 'name="present"' in page
    assert 'name="send"' not in page
    data = {f"o-{asked.pk}-{place}": figure for place, figure in enumerate("1234")}
    data |= {f"v-{report.pk}": str(report.version), "results": "Tốt", "present": "1"}
    assert "Đã trình ký 1 báo cáo" in clerk.post(fill_url, data, follow=True).content.decode()
    assert clerk.get(fill_url).headers["Location"] == page_url
    seen = chair.get(fill_url, follow=True).content.decode()
    assert "Đang trình ký." in seen
    assert 'name="send"' in chair.get(f"{fill_url}?sua=1").content.decode()
    answer = chair.post(reverse("report_hand_back", args=[report.pk]), {"remark": "Sửa số nữ"}, follow=True)
    assert "Sửa số nữ" in answer.content.decode()
    present_report(by=make_actor(report.unit, Role.CLERK), report=Report.objects.get(pk=report.pk))
    signed = chair.post(reverse("report_sign", args=[report.pk]), follow=True).content.decode()
    assert "Đã ký và nộp báo cáo" in signed
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_the_desk_says_that_it_waits_for_the_signature():
    report = make_presented_report()
    page = signed_in(report, Role.CHAIR).get("/").content.decode()
    assert "Xem và ký" in page
    assert "đang chờ chủ tịch hoặc lãnh đạo đơn vị ký" in page
