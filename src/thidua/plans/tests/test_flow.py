"""From a draft to issued: each step with all its effects, each refusal with its reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.lifecycle import ISSUED, VOIDED
from thidua.documents.models import Attachment, OfficialDocument
from thidua.documents.tests.samples import png_picture
from thidua.duties.choices import DutyKind, Recurrence
from thidua.duties.models import Duty
from thidua.journal.queries import story_of
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district
from thidua.plans.actions import (
    add_duty,
    add_item,
    approve_plan,
    close_plan,
    confirm_receipt,
    issue_plan,
    number_plan,
    return_plan,
    send_for_review,
    withdraw_plan,
)
from thidua.plans.choices import Audience
from thidua.plans.models import Movement, Plan, PlanReceipt
from thidua.plans.queries import nearer_plan, plans_to_follow
from thidua.plans.tests.factories import make_approved_plan, make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)


def test_send_return_and_approve_walk_the_states_and_give_the_leader_a_duty():
    _, district, _ = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer)
    send_for_review(by=officer, plan=plan)
    duty = Duty.objects.get(kind=DutyKind.APPROVE_PLAN, unit=district)
    assert duty.fulfilled_at is None
    assert Notice.objects.filter(user_id=leader.user_id).exists()
    return_plan(by=leader, plan=plan, remark="Ghi rõ hạn nộp")
    duty.refresh_from_db()
    assert (plan.state, bool(duty.fulfilled_at)) == ("draft", True)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    assert plan.state == "approved"
    assert [step.label for step in story_of(plan)] == ["Trình lãnh đạo", "Trả lại", "Trình lãnh đạo", "Phê duyệt"]


def test_each_step_refuses_who_may_not():
    province, district, _ = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer)
    with pytest.raises(Refusal, match="Chỉ Liên đoàn Lao động quận Ba Đình"):
        send_for_review(by=make_actor(province, Role.CHAIR), plan=plan)
    with pytest.raises(Refusal, match="chỉ được xem"):
        send_for_review(by=leader, plan=plan)
    with pytest.raises(Refusal, match="Không thể “phê duyệt”"):
        approve_plan(by=leader, plan=plan)
    send_for_review(by=officer, plan=plan)
    with pytest.raises(Refusal, match="do lãnh đạo"):
        approve_plan(by=officer, plan=plan)
    with pytest.raises(Refusal, match="ghi ý kiến"):
        return_plan(by=leader, plan=plan, remark="  ")
    with pytest.raises(Refusal, match="không sửa được"):
        add_item(by=officer, plan=plan, model=Movement, name="Phong trào mới")


def test_the_second_leader_is_told_who_was_faster():
    _, district, _ = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER, full_name="Lê Thị Nhanh")
    plan = make_draft(district, by=officer)
    send_for_review(by=officer, plan=plan)
    stale = Plan.objects.get(pk=plan.pk)
    approve_plan(by=leader, plan=plan)
    with pytest.raises(Refusal, match="Lê Thị Nhanh"):
        approve_plan(by=leader, plan=stale)


def test_issue_on_paper_keeps_number_scan_receipts_and_duties():
    _, district, base = make_tree()
    other = make_base(district)
    plan = make_approved_plan(district, with_duties=True, lower_due_on=dt.date(2021, 1, 31))
    officer, chair = make_actor(district, Role.OFFICER), make_actor(base)
    scan = ("ban-ky.png", png_picture())
    issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY, scan=scan)
    assert (plan.state, plan.number_text, plan.issued_on) == ("issued", "03/KH-LĐLĐ", DAY)
    document = OfficialDocument.objects.get(owner_kind="plan", owner_id=plan.pk)
    assert (document.state, document.number_text) == (ISSUED, "03/KH-LĐLĐ")
    assert Attachment.objects.get(owner_kind="plan", owner_id=plan.pk).use == "scan"
    assert set(plan.receipts.values_list("unit_id", flat=True)) == {base.pk, other.pk}
    mine = {duty.kind: duty for duty in Duty.objects.filter(unit=base).exclude(kind=DutyKind.PLAN_DUTY)}
    assert mine[DutyKind.MAKE_PLAN].due_on == dt.date(2021, 1, 31)
    assert mine[DutyKind.REGISTER_LAUNCH].due_on == dt.date(2021, 2, 10)
    assert {DutyKind.CONFIRM_PLAN, DutyKind.REGISTER_TITLES} <= set(mine)
    after_phases = Duty.objects.filter(unit=base, kind=DutyKind.PLAN_DUTY).order_by("occurrence")
    assert [duty.due_on for duty in after_phases] == [dt.date(2021, 6, 30), dt.date(2021, 12, 31)]
    assert Duty.objects.filter(unit=district, kind=DutyKind.PLAN_DUTY).count() == 1
    assert Notice.objects.filter(user_id=chair.user_id, text__contains="đã ban hành").count() == 1
    assert mine[DutyKind.MAKE_PLAN].origin == "Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021"


def test_a_bad_scan_stops_the_issue_and_nothing_changes():
    _, district, base = make_tree()
    plan = make_approved_plan(district, with_duties=True)
    officer = make_actor(district, Role.OFFICER)
    with pytest.raises(Refusal, match="là một chương trình"):
        issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY, scan=("a.pdf", b"MZ" + b"\0" * 99))
    plan = Plan.objects.get(pk=plan.pk)
    assert (plan.state, plan.number_text) == ("approved", "")
    assert not Duty.objects.filter(unit=base).exists()
    assert not OfficialDocument.objects.exists()


def test_issue_refuses_without_number_signer_or_dated_duty():
    _, district, _ = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer, signer_name="")
    add_duty(by=officer, plan=plan, text="Báo cáo kết quả", audience=Audience.BASE)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    with pytest.raises(Refusal) as refused:
        issue_plan(by=officer, plan=plan)
    assert {"no_signer", "no_number", "duty_without_day"} <= set(refused.value.codes)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_a_number_that_is_taken_is_refused_and_named():
    _, district, _ = make_tree()
    make_issued_plan(district, number_text="03/KH-LĐLĐ")
    plan = make_approved_plan(district)
    with pytest.raises(Refusal, match="Số 03 đã dùng"):
        issue_plan(by=make_actor(district, Role.OFFICER), plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY)
    with pytest.raises(Refusal, match="Không đọc được số"):
        issue_plan(by=make_actor(district, Role.OFFICER), plan=plan, number_text="số ba", issued_on=DAY)


def test_a_returned_plan_voids_the_number_taken_for_it():
    _, district, _ = make_tree()
    plan = make_approved_plan(district)
    document = number_plan(by=make_actor(district, Role.OFFICER), plan=plan, on=DAY)
    return_plan(by=make_actor(district, Role.LEADER), plan=plan, remark="Sửa chỉ tiêu")
    document.refresh_from_db()
    assert (document.state, plan.number_text, plan.state) == (VOIDED, "", "draft")


def test_the_whole_subtree_receives_it_by_choice():
    province, district, base = make_tree()
    make_issued_plan(province, number_text="63/KH-LĐLĐ", whole_subtree=True)
    assert set(PlanReceipt.objects.values_list("unit_id", flat=True)) == {district.pk, base.pk}


def test_duties_of_the_base_reach_it_also_from_the_province():
    province, _, base = make_tree()
    make_issued_plan(province, with_duties=True)
    assert Duty.objects.filter(unit=base, kind=DutyKind.REGISTER_LAUNCH).exists()
    assert not Duty.objects.filter(unit=base, kind=DutyKind.MAKE_PLAN).exists()


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        (Recurrence.HALF_YEARLY, [dt.date(2021, 6, 30), dt.date(2021, 12, 31)]),
        (Recurrence.YEARLY, [dt.date(2021, 12, 31)]),
        (Recurrence.QUARTERLY, [dt.date(2021, month, day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))]),
        (Recurrence.STANDING, [None]),
    ],
)
def test_a_recurring_duty_is_one_row_an_occurrence(recurrence, days):
    _, district, base = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer)
    add_duty(by=officer, plan=plan, text="Báo cáo", audience=Audience.BASE, recurrence=recurrence)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    issue_plan(by=officer, plan=plan, take_next=True, issued_on=DAY)
    duties = Duty.objects.filter(unit=base, kind=DutyKind.PLAN_DUTY).order_by("occurrence")
    assert [duty.due_on for duty in duties] == days


def test_confirm_receipt_fulfils_the_duty_and_refuses_a_second_time():
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    receipt = PlanReceipt.objects.get(plan=plan, unit=base)
    with pytest.raises(Refusal, match="Chỉ đơn vị nhận"):
        confirm_receipt(by=make_actor(district), receipt=receipt)
    chair = make_actor(base)
    confirm_receipt(by=chair, receipt=receipt)
    assert Duty.objects.get(unit=base, kind=DutyKind.CONFIRM_PLAN).fulfilled_at
    with pytest.raises(Refusal, match="đã xác nhận"):
        confirm_receipt(by=chair, receipt=receipt)


def test_withdraw_takes_the_duties_back_and_close_ends_the_plan():
    _, district, base = make_tree()
    leader = make_actor(district, Role.LEADER)
    plan = make_issued_plan(district, with_duties=True)
    with pytest.raises(Refusal, match="lý do"):
        withdraw_plan(by=leader, plan=plan, reason="")
    withdraw_plan(by=leader, plan=plan, reason="Ban hành nhầm")
    assert plan.state == "withdrawn"
    assert not Duty.objects.open().filter(unit=base).exists()
    second = make_issued_plan(district, number_text="04/KH-LĐLĐ")
    close_plan(by=make_actor(district, Role.OFFICER), plan=second)
    assert second.state == "closed"


def test_a_withdrawn_plan_asks_for_another_only_where_none_is_left():
    province, district, _ = make_tree()
    leader, officer = make_actor(district, Role.LEADER), make_actor(district, Role.OFFICER)
    top = make_issued_plan(province, number_text="63/KH-LĐLĐ", issued_on=DAY)
    first = make_issued_plan(district, parent=top, number_text="03/KH-LĐLĐ", issued_on=DAY)
    second = make_issued_plan(district, parent=top, number_text="05/KH-LĐLĐ", issued_on=DAY)
    asked = Duty.objects.open().filter(unit=district, kind=DutyKind.MAKE_PLAN)
    withdraw_plan(by=leader, plan=second, reason="Thành phố giao lại chỉ tiêu")
    assert not asked.exists()
    assert Notice.objects.filter(user_id=officer.user_id, text__contains="đã được thu hồi: Thành phố").count() == 1
    withdraw_plan(by=leader, plan=first, reason="Ban hành nhầm")
    assert asked.exists()


def test_nobody_is_led_to_a_nearer_plan_that_was_withdrawn():
    province, district, base = make_tree()
    top = make_issued_plan(province, number_text="63/KH-LĐLĐ", issued_on=DAY)
    nearer = make_issued_plan(district, parent=top, issued_on=DAY)
    chair = make_actor(base)
    assert (nearer_plan(chair, top), list(plans_to_follow(chair))) == (nearer, [nearer])
    withdraw_plan(by=make_actor(district, Role.LEADER), plan=nearer, reason="Ban hành nhầm")
    assert (nearer_plan(chair, top), list(plans_to_follow(chair))) == (None, [top])


def test_a_withdrawn_plan_tells_its_reason_to_the_units_below_and_asks_nothing(client):
    _, district, base = make_tree()
    plan = make_issued_plan(district, with_duties=True)
    chair = make_actor(base)
    withdraw_plan(by=make_actor(district, Role.LEADER), plan=plan, reason="Ban hành nhầm")
    client.force_login(User.objects.get(pk=chair.user_id))
    page = client.get(reverse("plan_page", args=[plan.pk])).content.decode()
    assert "Lý do: “Ban hành nhầm”. Việc giao theo kế hoạch này không phải làm nữa, trừ báo cáo" in page
    assert "Xác nhận đã nhận kế hoạch" not in page
    assert "Lập kế hoạch của đơn vị" not in page
    with pytest.raises(Refusal, match="không phải xác nhận nữa"):
        confirm_receipt(by=chair, receipt=PlanReceipt.objects.get(plan=plan, unit=base))
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    board = client.get(reverse("lower_plans", args=[plan.pk])).content.decode()
    assert "Không còn đơn vị nào phải lập kế hoạch" in board


def test_the_remark_of_a_returned_plan_stands_where_it_is_mended(client):
    _, district, _ = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer)
    send_for_review(by=officer, plan=plan)
    return_plan(by=leader, plan=plan, remark="Ghi rõ hạn nộp")
    client.force_login(User.objects.get(pk=officer.user_id))
    for name, arguments in (("plan_page", ()), ("plan_block", ("dot",)), ("plan_review", ())):
        assert "Ghi rõ hạn nộp" in client.get(reverse(name, args=[plan.pk, *arguments])).content.decode(), name


def test_a_thousand_units_receive_a_plan_with_few_statements(count_queries):
    province, district, _ = make_tree()
    few = make_approved_plan(district, with_duties=True)
    wide = make_district(province, "Liên đoàn Lao động quận rộng")
    for _ in range(40):
        make_base(wide)
    many = make_approved_plan(wide, with_duties=True)
    counts = [
        count_queries(
            lambda plan=plan: issue_plan(
                by=make_actor(plan.unit, Role.OFFICER), plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY
            )
        )
        for plan in (few, many)
    ]
    assert counts[0] == counts[1]
    assert Duty.objects.filter(unit__parent=wide, kind=DutyKind.MAKE_PLAN).count() == 40


def test_days_are_lived_on_the_products_clock():
    _, district, _ = make_tree()
    with clock.at(DAY):
        plan = make_approved_plan(district)
        with pytest.raises(Refusal, match="chưa tới"):
            issue_plan(
                by=make_actor(district, Role.OFFICER), plan=plan, number_text="3/KH", issued_on=dt.date(2021, 1, 8)
            )
