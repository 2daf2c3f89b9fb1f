"""Checks of dates and phases: what is right, what is wrong, where, and the one-click mend."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.plans.actions import add_basis, add_block, add_duty, add_phase
from thidua.plans.checks import Finding, findings_for
from thidua.plans.choices import Audience, Section
from thidua.plans.models import Phase, PlanDuty
from thidua.plans.policies import issue_gate
from thidua.plans.tests.factories import add_plan_duties, make_draft, make_tree

pytestmark = pytest.mark.django_db
DAY = dt.date


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER)


@pytest.fixture
def plan(district, officer):
    made = make_draft(district, by=officer)
    add_plan_duties(made, officer)
    return made


def found_of(plan, code: str, moment: str = "issue") -> list[Finding]:
    return [finding for finding in findings_for(plan, moment, with_number=False) if finding.code == code]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nộp trước ngày 31/02/2021 nhé", "31/02/2021"),
        ("Nộp trước ngày 31.4.2021", "31/4/2021"),
        ("Hoàn thành ngày 29 tháng 02 năm 2021", "29/02/2021"),
        ("Báo cáo trước ngày 31/6", "31/6"),
        ("Ngày 15/13/2021", "15/13/2021"),
        ("Nộp ngày 28/02/2021", ""),
        ("Ngày 29 tháng 02 năm 2020", ""),
        ("Công văn số 31/02-KH và tỷ lệ 31/02", ""),
        ("Từ 30/6 đến 31/12", ""),
    ],
)
def test_every_date_is_in_the_calendar(plan, officer, text, words):
    block = add_block(by=officer, plan=plan, section=Section.CONTENT, text=text)
    found = found_of(plan, "impossible_date")
    assert [finding.anchor for finding in found] == ([block.anchor] if words else [])
    if words:
        assert f"ngày {words} không có trong lịch" in found[0].text
        assert "Đoạn “" in found[0].text
        assert found[0].is_error


def test_a_date_that_was_not_read_counts_until_a_person_has_set_the_day(plan, officer):
    duty = add_duty(by=officer, plan=plan, text="Nộp báo cáo", audience=Audience.ISSUER)
    PlanDuty.objects.filter(pk=duty.pk).update(quote="Nộp báo cáo trước ngày 31/02/2021")
    basis = add_basis(by=officer, plan=plan, text="Kế hoạch của tỉnh")
    type(basis).objects.filter(pk=basis.pk).update(quote="Kế hoạch ngày 30/02/2021", is_confirmed=False)
    assert {finding.anchor for finding in found_of(plan, "impossible_date")} == {duty.anchor, basis.anchor}
    PlanDuty.objects.filter(pk=duty.pk).update(due_on=DAY(2021, 2, 28))
    type(basis).objects.filter(pk=basis.pk).update(is_confirmed=True)
    assert not found_of(plan, "impossible_date")


def test_every_phase_ends_after_it_begins(plan, officer):
    one_day = add_phase(by=officer, plan=plan, name="Ngày hội", starts_on=DAY(2021, 9, 2), ends_on=DAY(2021, 9, 2))
    assert not found_of(plan, "phase_ends_before_it_begins")
    one_day.delete()
    phase = add_phase(by=officer, plan=plan, name="Đợt 3", starts_on=DAY(2021, 9, 2), ends_on=DAY(2021, 9, 1))
    (found,) = found_of(plan, "phase_ends_before_it_begins")
    assert (found.anchor, found.is_error, [mend.label for mend in found.mends]) == (
        phase.anchor,
        True,
        ["Đổi chỗ hai ngày"],
    )
    assert not issue_gate(plan, with_number=False)


def test_every_duty_has_a_day(plan, officer):
    duty = add_duty(by=officer, plan=plan, text="Báo cáo kết quả", audience=Audience.BASE)
    (found,) = found_of(plan, "duty_without_day")
    assert (found.anchor, [mend.label for mend in found.mends]) == (duty.anchor, ["Ghi “chưa có hạn”"])
    PlanDuty.objects.filter(pk=duty.pk).update(due_month="2021-02")
    (found,) = found_of(plan, "duty_without_day")
    assert [mend.label for mend in found.mends] == ["Hạn cuối tháng: 28/02/2021", "Ghi “chưa có hạn”"]
    PlanDuty.objects.filter(pk=duty.pk).update(has_no_date=True)
    assert not found_of(plan, "duty_without_day")


def test_a_duty_of_another_office_needs_no_day(plan, officer):
    add_duty(by=officer, plan=plan, text="Phối hợp", audience=Audience.OTHER)
    assert not found_of(plan, "duty_without_day")


def test_every_phase_is_dated(plan):
    assert not found_of(plan, "phase_not_dated", "launch")
    Phase.objects.filter(plan=plan, name="Đợt 1").update(starts_on=None, start_month="2021-01")
    (found,) = found_of(plan, "phase_not_dated", "launch")
    assert found.is_error
    assert "tháng 1/2021" in found.text
    assert [mend.label for mend in found.mends] == ["Từ 01/01/2021 đến hết 30/06/2021"]
    assert not found_of(plan, "phase_not_dated")[0].is_error
    Phase.objects.filter(plan=plan, name="Đợt 1").update(start_month="")
    assert found_of(plan, "phase_not_dated")[0].mends == ()


@pytest.mark.parametrize(
    ("starts_on", "code"),
    [
        (DAY(2021, 7, 1), ""),
        (DAY(2021, 6, 30), "phases_overlap"),
        (DAY(2021, 6, 1), "phases_overlap"),
        (DAY(2021, 7, 2), "phases_leave_a_gap"),
    ],
)
def test_phases_do_not_overlap_and_leave_no_gap(plan, starts_on, code):
    phase = Phase.objects.get(plan=plan, name="Đợt 2")
    Phase.objects.filter(pk=phase.pk).update(starts_on=starts_on)
    found = findings_for(plan, "launch", with_number=False)
    assert [(finding.code, finding.anchor, finding.is_error) for finding in found] == (
        [(code, phase.anchor, False)] if code else []
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "labels"),
    [
        (DAY(2021, 7, 1), DAY(2022, 1, 31), []),
        (DAY(2020, 7, 1), DAY(2020, 12, 31), ["Đổi cả hai ngày sang năm 2021"]),
        (DAY(2020, 2, 29), DAY(2020, 12, 31), []),
    ],
)
def test_phases_lie_in_the_year(plan, starts_on, ends_on, labels):
    assert not found_of(plan, "phase_outside_year")
    Phase.objects.filter(plan=plan, name="Đợt 2").update(starts_on=starts_on, ends_on=ends_on)
    (found,) = found_of(plan, "phase_outside_year")
    assert not found.is_error
    assert [mend.label for mend in found.mends] == labels
    assert issue_gate(plan, with_number=False)
