"""Each check: what it finds, where, and what is all right."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.norms.actions import load_register
from thidua.plans.actions import (
    add_basis,
    add_block,
    add_commemoration,
    add_duty,
    add_movement,
    add_phase,
    add_recipient,
    add_target,
    create_plan,
    update_head,
)
from thidua.plans.checks import findings_for
from thidua.plans.choices import Audience, HeadName, Section
from thidua.plans.models import Block, Movement, Phase, Target
from thidua.plans.policies import issue_gate, launch_gate
from thidua.plans.tests.factories import add_plan_duties, make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER)


@pytest.fixture
def plan(district, officer):
    """A plan with nothing to find but what each test puts in."""
    made = make_draft(district, by=officer)
    add_plan_duties(made, officer)
    return made


def codes(plan, moment="issue") -> set[str]:
    return {finding.code for finding in findings_for(plan, moment, with_number=False)}


def test_a_whole_plan_has_no_finding(plan):
    assert findings_for(plan, "issue", with_number=False) == []
    assert findings_for(plan, "launch", with_number=False) == []


def test_every_date_is_in_the_calendar(plan, officer):
    block = add_block(by=officer, plan=plan, section=Section.CONTENT, text="Nộp trước ngày 31/02/2021 nhé")
    found = findings_for(plan, with_number=False)[0]
    assert (found.code, found.anchor, found.is_error) == ("impossible_date", block.anchor, True)
    assert "31/02/2021" in found.text


def test_every_phase_ends_after_it_begins(plan, officer):
    add_phase(by=officer, plan=plan, name="Đợt 3", starts_on=dt.date(2021, 9, 2), ends_on=dt.date(2021, 9, 1))
    assert "phase_ends_before_it_begins" in codes(plan)
    assert not issue_gate(plan, with_number=False)


def test_the_plan_has_a_signer(plan, officer):
    update_head(by=officer, plan=plan, name=HeadName.SIGNER, signer_name="")
    assert "no_signer" in codes(plan)


def test_the_plan_has_a_number_once_it_is_issued(plan):
    assert {finding.code for finding in findings_for(plan)} == {"no_number"}


def test_every_duty_has_a_day(plan, officer):
    duty = add_duty(by=officer, plan=plan, text="Báo cáo kết quả", audience=Audience.BASE)
    found = findings_for(plan, with_number=False)[0]
    assert (found.code, found.anchor) == ("duty_without_day", duty.anchor)


@pytest.mark.parametrize(
    ("model", "narrow", "code"),
    [
        (Block, {"section": Section.PURPOSE}, "no_objective"),
        (Target, {}, "no_target"),
        (Block, {"section": Section.CONTENT}, "no_contents"),
        (Block, {"section": Section.MEASURE}, "no_measures"),
        (Phase, {}, "no_phase"),
    ],
)
def test_the_launch_gate_warns_on_issue_and_stops_the_launch(plan, model, narrow, code):
    model.objects.filter(plan=plan, **narrow).delete()
    assert code in codes(plan)
    assert issue_gate(plan, with_number=False)
    plan.number_text, plan.issued_on = "03/KH-LĐLĐ", dt.date(2021, 1, 7)
    assert [reason.code for reason in launch_gate(plan).reasons] == [code]


def test_every_phase_is_dated(plan):
    Phase.objects.filter(plan=plan, name="Đợt 1").update(starts_on=None, start_month="2021-01")
    found = [finding for finding in findings_for(plan, "launch", with_number=False) if finding.is_error]
    assert [finding.code for finding in found] == ["phase_not_dated"]
    assert "tháng 2021-01" in found[0].text


def test_phases_that_overlap_or_leave_a_gap_or_lie_outside_the_year(plan):
    Phase.objects.filter(plan=plan, name="Đợt 2").update(starts_on=dt.date(2021, 6, 1))
    assert "phases_overlap" in codes(plan)
    Phase.objects.filter(plan=plan, name="Đợt 2").update(starts_on=dt.date(2021, 8, 1))
    assert "phases_leave_a_gap" in codes(plan)
    Phase.objects.filter(plan=plan, name="Đợt 2").update(ends_on=dt.date(2022, 1, 31))
    assert "phase_outside_year" in codes(plan)
    assert issue_gate(plan, with_number=False)


@pytest.mark.parametrize(
    ("year", "event", "years", "date_range", "is_wrong"),
    [
        (2020, "130 năm Ngày sinh Chủ tịch Hồ Chí Minh", 130, "19/5/1980 – 19/5/2020", True),
        (2020, "130 năm Ngày sinh Chủ tịch Hồ Chí Minh", 130, "19/5/1890 – 19/5/2020", False),
        (2014, "68 năm Cách mạng Tháng 8", 68, "", True),
        (2014, "69 năm Cách mạng Tháng 8", 69, "", False),
        (2014, "85 năm Công đoàn Việt Nam", 85, "", False),
        (2021, "60 năm thành lập quận Ba Đình", 60, "1961 – 2021", False),
    ],
)
def test_years_add_up(district, officer, year, event, years, date_range, is_wrong):
    load_register(by=officer)
    plan = create_plan(by=officer, title="Phát động thi đua", year=year)
    add_commemoration(by=officer, plan=plan, event=event, years=years, date_range=date_range)
    assert ("years_do_not_add_up" in codes(plan)) is is_wrong


def test_years_are_also_read_out_of_the_themes_of_phases(district, officer):
    load_register(by=officer)
    plan = create_plan(by=officer, title="Phát động thi đua", year=2014)
    phase = add_phase(
        by=officer,
        plan=plan,
        name="Đợt 2",
        starts_on=dt.date(2014, 7, 1),
        ends_on=dt.date(2014, 12, 31),
        theme="chào mừng 68 năm Cách mạng Tháng 8 và Quốc khánh 2/9",
    )
    found = [finding for finding in findings_for(plan) if finding.code == "years_do_not_add_up"]
    assert [finding.anchor for finding in found] == [phase.anchor]
    assert "69 năm" in found[0].text


def test_norms_are_in_force(plan, officer):
    load_register(by=officer)
    plan.issued_on = dt.date(2021, 1, 7)
    alive = add_basis(by=officer, plan=plan, text="Nghị định 91/2017/NĐ-CP", number="91/2017/NĐ-CP")
    assert "norm_not_in_force" not in codes(plan)
    plan.issued_on = dt.date(2025, 1, 7)
    found = [finding for finding in findings_for(plan, with_number=False) if finding.code == "norm_not_in_force"]
    assert [finding.anchor for finding in found] == [alive.anchor]


def test_every_body_has_a_duty(plan):
    plan.plan_duties.filter(audience=Audience.BASE).delete()
    assert "body_without_duty" in codes(plan)


def test_every_recipient_is_known(plan, officer):
    add_recipient(by=officer, plan=plan, name="Các CĐCS trực thuộc")
    add_recipient(by=officer, plan=plan, name="Phòng Nội vụ quận")
    assert "recipient_is_no_unit" not in codes(plan)
    add_recipient(by=officer, plan=plan, name="Công đoàn cơ sở Công ty Không Có")
    assert "recipient_is_no_unit" in codes(plan)


def test_every_movement_has_criteria(plan, officer):
    add_movement(by=officer, plan=plan, name="Xanh, sạch, đẹp")
    assert "movement_without_criteria" in codes(plan)


def test_few_movements_run(plan, officer, district):
    for name in ("Giỏi việc nước", "Xanh, sạch, đẹp"):
        add_movement(by=officer, plan=plan, name=name, criteria="Có")
    assert "many_movements" not in codes(plan)
    make_issued_plan(district, number_text="09/KH-LĐLĐ")
    assert "many_movements" in codes(plan)
    assert Movement.objects.count() == 4


def test_no_share_exceeds_the_whole(plan, officer):
    add_target(by=officer, plan=plan, subject="đoàn viên tham gia", comparator=">=", low=110, unit_word="%")
    assert "share_above_hundred" in codes(plan)
