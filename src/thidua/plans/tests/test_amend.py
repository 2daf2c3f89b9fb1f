"""Amending an issued plan: a version with its own number, told below; duties kept, re-dated, dropped, given."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import YES, Refusal
from thidua.duties.actions import complete_duty, extend_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district
from thidua.plans.actions import (
    add_duty,
    approve_plan,
    begin_amendment,
    cascade_plan,
    close_plan,
    create_plan,
    discard_plan,
    drop_item,
    issue_own_plan,
    issue_plan,
    link_parent,
    send_for_review,
    update_item,
    withdraw_plan,
)
from thidua.plans.choices import Audience
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.queries import contents_of, differences_of, lower_plan_board, parent_found, plans_for, summary_of
from thidua.plans.tests.factories import make_approved_plan, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 4, 1)


def amended(plan: Plan, *, number: str = "15/KH-LĐLĐ", change=lambda new, by: None) -> Plan:
    officer, leader = make_actor(plan.unit, Role.OFFICER), make_actor(plan.unit, Role.LEADER)
    new = begin_amendment(by=officer, plan=plan)
    change(new, officer)
    send_for_review(by=officer, plan=new)
    approve_plan(by=leader, plan=new)
    issue_plan(by=officer, plan=new, number_text=number, issued_on=DAY)
    plan.refresh_from_db()
    return new


def test_the_draft_repeats_the_plan_and_a_second_one_is_refused():
    _, district, _ = make_tree()
    plan = make_issued_plan(district, with_duties=True, lower_due_on=dt.date(2021, 1, 31))
    officer = make_actor(district, Role.OFFICER)
    new = begin_amendment(by=officer, plan=plan)
    assert (new.state, new.amends, new.number_text, new.lower_due_on) == ("draft", plan, "", plan.lower_due_on)
    assert differences_of(new, plan) == []
    before, after = contents_of(plan), contents_of(new)
    for (_, old), (_, copies) in zip(before.groups[1:], after.groups[1:], strict=True):
        assert [item.copied_from_id for item in copies] == [item.pk for item in old]
    with pytest.raises(Refusal, match="Đã có bản điều chỉnh"):
        begin_amendment(by=officer, plan=plan)
    with pytest.raises(Refusal, match="Chỉ Liên đoàn"):
        begin_amendment(by=make_actor(make_base(district)), plan=plan)
    with pytest.raises(Refusal, match="chỉ được xem"):
        begin_amendment(by=make_actor(district, Role.LEADER), plan=plan)
    with pytest.raises(Refusal, match="Không thể “thay bằng bản điều chỉnh”"):
        begin_amendment(by=officer, plan=make_approved_plan(district))


def test_it_takes_the_place_of_the_earlier_one_with_all_that_hangs_on_it():
    _, district, base = make_tree()
    plan = make_issued_plan(district, with_duties=True)
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=plan)
    issue_own_plan(by=chair, plan=own, number_text="01/KH-CĐCS", issued_on=dt.date(2021, 1, 20))
    new = amended(plan)
    own.refresh_from_db()
    assert (plan.state, new.state, new.number_text) == ("amended", "issued", "15/KH-LĐLĐ")
    assert own.parent == new
    assert own.movements.get().responds_to == new.movements.get()
    assert Duty.objects.get(unit=base, kind=DutyKind.MAKE_PLAN).fulfilled_at
    row = next(lower_plan_board(new, make_actor(district, Role.OFFICER)))
    assert (row.unit, row.plan_id) == (base, own.pk)
    assert PlanReceipt.objects.filter(plan=new, unit=base, confirmed_at__isnull=True).exists()
    confirm = Duty.objects.open().get(unit=base, kind=DutyKind.CONFIRM_PLAN)
    assert confirm.subject_id == new.pk
    with pytest.raises(Refusal, match="đã có kế hoạch thực hiện"):
        cascade_plan(by=chair, plan=new)


def test_duties_are_kept_redated_dropped_and_given_with_a_line_in_the_journal():
    _, district, base = make_tree()
    done, patient = make_base(district, "Công đoàn B"), make_base(district, "Công đoàn C")
    upper = make_issued_plan(district, with_duties=True)
    officer = make_actor(district, Role.OFFICER)
    chosen = upper.plan_duties.get(text="Chọn đơn vị phát động điểm")
    report = upper.plan_duties.get(text="Sơ kết và báo cáo kết quả")
    first = {duty.unit_id: duty for duty in Duty.objects.filter(subject_id=report.pk, occurrence=1)}
    complete_duty(by=make_actor(done), duty=first[done.pk])
    extend_duty(by=officer, duty=first[patient.pk], due_on=dt.date(2027, 9, 1), reason="Xin lùi")

    def change(new: Plan, by) -> None:
        drop_item(by=by, item=new.plan_duties.get(copied_from=chosen))
        drop_item(by=by, item=new.plan_duties.get(kind=DutyKind.REGISTER_TITLES))
        phase = new.phases.get(name="Đợt 1")
        update_item(by=by, item=phase, version=1, ends_on=dt.date(2021, 7, 31))
        update_item(by=by, item=new.phases.get(name="Đợt 2"), version=1, starts_on=dt.date(2021, 8, 1))
        add_duty(by=by, plan=new, text="Tổ chức hội thi", audience=Audience.BASE, due_on=dt.date(2021, 9, 30))

    new = amended(upper, change=change)
    mine = Duty.objects.filter(unit=base, withdrawn_at__isnull=True)
    assert mine.get(kind=DutyKind.REGISTER_LAUNCH).subject_id == new.pk
    assert not mine.filter(kind=DutyKind.REGISTER_TITLES).exists()
    again = Duty.objects.filter(subject_kind="plan_duty", subject_id=new.plan_duties.get(copied_from=report).pk)
    assert {duty.due_on for duty in again.filter(occurrence=1, unit=base)} == {dt.date(2021, 7, 31)}
    assert again.get(occurrence=1, unit=done).due_on == dt.date(2021, 6, 30)
    assert again.get(occurrence=1, unit=patient).due_on == dt.date(2027, 9, 1)
    assert mine.get(title="Tổ chức hội thi").due_on == dt.date(2021, 9, 30)
    assert Duty.objects.get(subject_id=chosen.pk, kind=DutyKind.PLAN_DUTY).withdrawn_at
    line = Entry.objects.get(event="duty.adjusted", text="Sơ kết và báo cáo kết quả")
    assert line.data == {"kept": 5, "redated": 1, "dropped": 0, "given": 0}


def test_the_units_below_are_told_what_changed():
    _, district, base = make_tree()
    chair = make_actor(base)
    plan = make_issued_plan(district)
    new = amended(plan, change=lambda new, by: update_item(by=by, item=new.targets.get(low=50), version=1, low=80))
    notice = Notice.objects.get(user_id=chair.user_id, text__contains="đã điều chỉnh Kế hoạch 03/KH-LĐLĐ bằng")
    assert "sửa 1 mục" in notice.text
    differences = differences_of(new, plan)
    assert summary_of(differences) == "sửa 1 mục"
    assert ("từ 50 đoàn viên" in differences[0].before, "từ 80 đoàn viên" in differences[0].after) == (True, True)


def test_an_amended_lower_plan_is_not_late_because_of_its_second_date():
    _, district, base = make_tree()
    upper = make_issued_plan(district, lower_due_on=dt.date(2021, 1, 31))
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=upper)
    issue_own_plan(by=chair, plan=own, number_text="01/KH-CĐCS", issued_on=dt.date(2021, 1, 20))
    new = begin_amendment(by=chair, plan=own)
    issue_own_plan(by=chair, plan=new, number_text="05/KH-CĐCS", issued_on=DAY)
    row = next(lower_plan_board(upper, make_actor(district, Role.OFFICER)))
    assert (row.plan_id, row.status) == (new.pk, "has")


def test_a_version_of_a_plan_that_is_no_longer_in_force_is_not_issued():
    _, district, _ = make_tree()
    plan = make_issued_plan(district)
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    new = begin_amendment(by=officer, plan=plan)
    close_plan(by=officer, plan=plan)
    send_for_review(by=officer, plan=new)
    approve_plan(by=leader, plan=new)
    with pytest.raises(Refusal, match="đã kết thúc"):
        issue_plan(by=officer, plan=Plan.objects.get(pk=new.pk), number_text="15/KH-LĐLĐ", issued_on=DAY)
    new.refresh_from_db()
    assert new.state == "approved"


def test_an_amendment_begun_by_mistake_is_discarded_and_another_may_begin(client):
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    officer = make_actor(district, Role.OFFICER)
    new = begin_amendment(by=officer, plan=plan)
    with pytest.raises(Refusal, match="Chỉ Liên đoàn"):
        discard_plan(by=make_actor(base), plan=new)
    client.force_login(User.objects.get(pk=officer.user_id))
    answer = client.post(reverse("plan_discard", args=[new.pk]))
    new.refresh_from_db()
    plan.refresh_from_db()
    assert (answer.url, new.state, plan.state) == (reverse("plan_list"), "discarded", "issued")
    assert new not in plans_for(officer)
    assert begin_amendment(by=officer, plan=plan).amends == plan
    with pytest.raises(Refusal, match="Không thể “bỏ bản thảo”"):
        discard_plan(by=officer, plan=plan)


def test_a_withdrawn_plan_is_told_below():
    _, district, base = make_tree()
    chair = make_actor(base)
    plan = make_issued_plan(district)
    withdraw_plan(by=make_actor(district, Role.LEADER), plan=plan, reason="Ban hành nhầm")
    assert Notice.objects.get(user_id=chair.user_id, text__contains="đã thu hồi").text.endswith("Ban hành nhầm")


def test_amending_takes_the_same_statements_for_one_unit_and_for_many(count_queries):
    province, district, _ = make_tree()
    few = make_issued_plan(district, with_duties=True)
    wide = make_district(province, "Liên đoàn Lao động quận rộng")
    for _ in range(30):
        make_base(wide)
    many = make_issued_plan(wide, with_duties=True)
    counts = []
    for plan in (few, many):
        officer, leader = make_actor(plan.unit, Role.OFFICER), make_actor(plan.unit, Role.LEADER)
        new = begin_amendment(by=officer, plan=plan)
        send_for_review(by=officer, plan=new)
        approve_plan(by=leader, plan=new)
        counts.append(
            count_queries(
                lambda new=new, by=officer: issue_plan(by=by, plan=new, number_text="15/KH-LĐLĐ", issued_on=DAY)
            )
        )
    assert counts[0] == counts[1]
    assert Duty.objects.open().filter(unit__parent=wide, kind=DutyKind.MAKE_PLAN).count() == 30


def test_an_amendment_goes_by_itself_to_those_who_had_the_earlier_one(client):
    province = make_tree()[0]
    plan = make_issued_plan(province, whole_subtree=True)
    officer, leader = make_actor(province, Role.OFFICER), make_actor(province, Role.LEADER)
    new = begin_amendment(by=officer, plan=plan)
    send_for_review(by=officer, plan=new)
    approve_plan(by=leader, plan=new)
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(reverse("plan_issue", args=[new.pk]))
    assert page.context["form"].initial["whole_subtree"] is True
    assert page.context["form"]["whole_subtree"].value() is True


def test_a_plan_is_linked_once_with_its_amendment_and_only_to_a_plan_in_force():
    _, district, base = make_tree()
    upper, taken_back = make_issued_plan(district), make_issued_plan(district, number_text="09/KH-LĐLĐ")
    chair = make_actor(base)
    own = make_issued_plan(base, number_text="01/KH-CĐCS")
    new = begin_amendment(by=chair, plan=own)
    withdraw_plan(by=make_actor(district), plan=taken_back, reason="Nhầm")
    with pytest.raises(Refusal, match="còn hiệu lực"):
        link_parent(by=chair, plan=own, parent=taken_back)
    seen = Plan.objects.select_related("unit").get(pk=own.pk)
    link_parent(by=chair, plan=own, parent=upper)
    new.refresh_from_db()
    assert new.parent == upper
    with pytest.raises(Refusal, match="Người khác vừa gắn"):
        link_parent(by=chair, plan=seen, parent=upper)
    with pytest.raises(Refusal, match="đã gắn với"):
        link_parent(by=chair, plan=own, parent=upper)


def test_who_begins_the_same_amendment_a_moment_later_is_told(monkeypatch):
    _, district, _ = make_tree()
    plan = make_issued_plan(district)
    officer = make_actor(district, Role.OFFICER)
    begin_amendment(by=officer, plan=plan)
    monkeypatch.setattr("thidua.plans.actions.amend.may_amend", lambda by, plan: YES)
    monkeypatch.setattr("thidua.plans.actions.compose.checked", lambda plan, exclude: plan)
    with pytest.raises(Refusal, match="vừa tạo bản điều chỉnh"):
        begin_amendment(by=officer, plan=plan)
    assert Plan.objects.filter(amends=plan).count() == 1


def test_closing_asks_nobody_for_a_plan_any_more_and_the_board_still_tells_who_had_none():
    _, district, base = make_tree()
    idle = make_base(district)
    plan = make_issued_plan(district, lower_due_on=dt.date(2021, 1, 31))
    chair = make_actor(base)
    issue_own_plan(by=chair, plan=cascade_plan(by=chair, plan=plan), number_text="01/KH-CĐCS", issued_on=DAY)
    close_plan(by=make_actor(district, Role.OFFICER), plan=plan)
    assert not Duty.objects.open().filter(kind=DutyKind.MAKE_PLAN).exists()
    rows = {row.unit.pk: row.status for row in lower_plan_board(plan, make_actor(district, Role.OFFICER))}
    assert rows == {base.pk: "has_late", idle.pk: "late"}


def test_a_reference_to_an_amended_plan_leads_to_the_version_in_force():
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    chair = make_actor(base)
    own = create_plan(by=chair, title="Thi đua", year=2021, outside_parent_number=plan.number_text)
    assert parent_found(chair, own) == plan
    new = amended(plan)
    assert parent_found(chair, own) == new


def test_an_amendment_is_not_withdrawn_for_no_plan_would_be_in_force(client):
    _, district, _ = make_tree()
    plan = make_issued_plan(district)
    new = amended(plan)
    leader = make_actor(district, Role.LEADER)
    with pytest.raises(Refusal, match="không còn bản nào có hiệu lực"):
        withdraw_plan(by=leader, plan=new, reason="Nhầm")
    new.refresh_from_db()
    assert (plan.state, new.state) == ("amended", "issued")
    client.force_login(User.objects.get(pk=leader.user_id))
    page = client.get(reverse("plan_page", args=[new.pk])).content.decode()
    assert "không còn bản nào có hiệu lực" in page
    again = amended(new, number="16/KH-LĐLĐ")
    assert (new.state, again.state) == ("amended", "issued")
    close_plan(by=make_actor(district, Role.OFFICER), plan=again)
    assert again.state == "closed"
