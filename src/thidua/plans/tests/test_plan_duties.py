"""What a plan's duty with a recurrence becomes: one dated duty of each body and occurrence."""

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.duties.choices import DutyKind, Recurrence
from thidua.duties.models import Duty
from thidua.organisation.tests.factories import make_base
from thidua.plans.actions import add_duty, issue_plan, withdraw_plan
from thidua.plans.choices import Audience
from thidua.plans.models import PlanDuty
from thidua.plans.tests.factories import make_approved_plan, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(on_day):
    on_day("2021-01-07")
    _, district, base = make_tree()
    return district, [base, make_base(district)]


def issue_with(district, recurrence, *, on=dt.date(2021, 1, 7), kind=DutyKind.PLAN_DUTY, audience=Audience.BASE):
    """An issued plan with one duty of that recurrence."""
    plan = make_approved_plan(district)
    officer = make_actor(district, Role.OFFICER)
    PlanDuty.objects.filter(plan=plan).delete()
    plan.state = "draft"
    duty = add_duty(by=officer, plan=plan, text="Báo cáo kết quả", audience=audience, recurrence=recurrence, kind=kind)
    plan.state = "approved"
    issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=on)
    return plan, duty


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (Recurrence.AFTER_PHASE, [(dt.date(2021, 6, 30), "đợt 1"), (dt.date(2021, 12, 31), "đợt 2")]),
        (
            Recurrence.HALF_YEARLY,
            [(dt.date(2021, 6, 30), "6 tháng đầu năm 2021"), (dt.date(2021, 12, 31), "6 tháng cuối năm 2021")],
        ),
        (
            Recurrence.QUARTERLY,
            [
                (dt.date(2021, 3, 31), "quý I/2021"),
                (dt.date(2021, 6, 30), "quý II/2021"),
                (dt.date(2021, 9, 30), "quý III/2021"),
                (dt.date(2021, 12, 31), "quý IV/2021"),
            ],
        ),
        (Recurrence.YEARLY, [(dt.date(2021, 12, 31), "năm 2021")]),
        (Recurrence.STANDING, [(None, "")]),
    ],
)
def test_each_occurrence_is_a_duty_of_each_body_with_its_day_and_words(tree, recurrence, expected):
    district, bases = tree
    plan, duty = issue_with(district, recurrence)
    for base in bases:
        rows = Duty.objects.filter(unit=base, subject_kind="plan_duty", subject_id=duty.pk).order_by("occurrence")
        assert [(row.due_on, row.occasion) for row in rows] == expected
    assert rows[0].origin_words == ", ".join(words for words in (plan.origin, expected[0][1]) if words)


def test_months_that_had_ended_when_the_plan_was_issued_are_not_asked_for(tree, on_day):
    on_day("2021-04-02")
    _, duty = issue_with(tree[0], Recurrence.MONTHLY, on=dt.date(2021, 4, 1))
    found = Duty.objects.filter(unit=tree[1][0], subject_id=duty.pk, subject_kind="plan_duty").order_by("occurrence")
    assert [row.occasion for row in found] == [f"tháng {month}/2021" for month in range(4, 13)]


def test_a_gesture_with_a_recurrence_is_made_once(tree):
    issue_with(tree[0], Recurrence.YEARLY, kind=DutyKind.REGISTER_TITLES)
    duty = Duty.objects.get(unit=tree[1][0], kind=DutyKind.REGISTER_TITLES)
    assert (duty.occurrence, duty.due_on) == (0, dt.date(2021, 12, 31))


def test_withdrawing_the_plan_withdraws_every_open_occurrence(tree):
    district, bases = tree
    plan = make_issued_plan(district, with_duties=True)
    withdraw_plan(by=make_actor(district, Role.LEADER), plan=plan, reason="Ban hành nhầm")
    assert not Duty.objects.open().filter(unit__in=bases).exists()
