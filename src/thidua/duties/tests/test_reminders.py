"""On which day who is reminded of what, and by whose rule."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import appoint
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.duties.actions import (
    complete_duty,
    exempt_from_duty,
    extend_duty,
    finish_round,
    note_reminders,
    set_reminder_rule,
)
from thidua.duties.choices import DutyKind
from thidua.duties.models import ReminderRound, ReminderRule
from thidua.duties.queries import due_reminders, is_round_finished, rule_of
from thidua.duties.queries.reminders import step_on
from thidua.duties.tests.factories import make_duty
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 6, 30)


def day(offset):
    return DUE + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-8, None),
        (-7, -7),
        (-5, -7),
        (-1, -1),
        (0, 0),
        (1, 1),
        (6, 1),
        (7, 7),
        (13, 7),
        (14, 14),
        (21, 21),
        (56, 56),
        (57, None),
        (400, None),
    ],
)
def test_the_step_of_each_day_by_default(days, step):
    assert step_on(DUE, day(days), ReminderRule()) == step


def test_without_weekly_reminders_a_late_duty_falls_silent_after_the_last_step():
    rule = ReminderRule(days_before="3", is_on_the_day=False, days_after="2", is_weekly=False)
    assert [step_on(DUE, day(days), rule) for days in (-4, -3, 0, 2, 9, 10)] == [None, -3, -3, 2, 2, None]


@pytest.fixture
def base(on_day):
    on_day("2021-06-01")
    return make_base(make_district(make_province()))


def test_who_prepares_is_reminded_at_each_step_once(base, on_day):
    on_day("2021-06-23")
    clerk, viewer = make_user(base, Role.CLERK), make_user(base, Role.VIEWER)
    duty = make_duty(base, due_on=DUE)
    found = due_reminders(day(-7))
    assert [(one.duty, one.step) for one in found[clerk]] == [(duty, -7)]
    assert viewer not in found
    note_reminders(reminders=found[clerk], day=day(-7))
    assert due_reminders(day(-7)) == {}
    assert due_reminders(day(-6)) == {}
    assert [one.step for one in due_reminders(day(0))[clerk]] == [0], "the step of the day before was missed for good"


def test_the_same_step_cannot_be_noted_twice(base):
    clerk = make_user(base, Role.CLERK)
    make_duty(base, due_on=DUE)
    found = due_reminders(day(-7))[clerk]
    note_reminders(reminders=found, day=day(-7))
    with pytest.raises(IntegrityError), transaction.atomic():
        note_reminders(reminders=found, day=day(-7))


def test_done_exempted_and_undated_duties_call_for_nothing_and_an_extended_one_begins_anew(base, on_day):
    chair, officer = make_actor(base), make_actor(base.parent, Role.OFFICER)
    done, freed, moved = (make_duty(base, due_on=DUE, subject_id=number) for number in (1, 2, 3))
    make_duty(base, subject_id=4)
    complete_duty(by=chair, duty=done)
    exempt_from_duty(by=officer, duty=freed, reason="Không có lao động")
    user = User.objects.get(pk=chair.user_id)
    note_reminders(reminders=due_reminders(day(-7))[user], day=day(-7))
    extend_duty(by=officer, duty=moved, due_on=day(20), reason="Dịch bệnh")
    assert due_reminders(day(-6)) == {}
    assert [(one.duty.pk, one.step) for one in due_reminders(day(13))[user]] == [(moved.pk, -7)]


def test_a_leader_is_reminded_of_what_she_approves_and_nobody_else(base):
    clerk, leader = make_user(base, Role.CLERK), make_user(base, Role.LEADER)
    make_duty(base, kind=DutyKind.APPROVE_PLAN, due_on=DUE)
    found = due_reminders(DUE)
    assert leader in found
    assert clerk not in found


def test_a_person_of_two_units_gets_both(base):
    user, other = make_user(base), make_base(base.parent)
    appoint(by=None, user=user, unit=other, role=Role.CHAIR)
    make_duty(base, due_on=DUE)
    make_duty(other, due_on=day(1))
    assert [one.duty.unit for one in due_reminders(DUE)[user]] == [base, other]


def test_the_rule_of_the_unit_above_holds_until_the_unit_sets_its_own(base):
    chair, officer = make_actor(base), make_actor(base.parent, Role.OFFICER)
    set_reminder_rule(by=officer, days_before="14", is_on_the_day=True, days_after="", is_weekly=False)
    rule, is_own = rule_of(chair)
    assert (rule.steps, is_own) == ([-14, 0], False)
    make_duty(base, due_on=DUE)
    user = User.objects.get(pk=chair.user_id)
    assert [one.step for one in due_reminders(day(-14))[user]] == [-14]
    set_reminder_rule(by=chair, days_before="2", is_on_the_day=False, days_after="1", is_weekly=True)
    assert rule_of(chair)[1]
    assert user not in due_reminders(day(-14))


def test_who_does_not_remind_sets_no_rule(base):
    with pytest.raises(Refusal, match="chủ tịch hoặc cán bộ phụ trách"):
        set_reminder_rule(
            by=make_actor(base, Role.CLERK), days_before="2", is_on_the_day=True, days_after="1", is_weekly=True
        )


def test_the_page_of_the_rule_takes_days_and_says_what_is_wrong(base):
    client = Client()
    client.force_login(make_user(base))
    address = reverse("reminder_rule")
    answer = client.post(address, {"days_before": "một tuần", "days_after": "99"})
    assert answer.status_code == 422
    assert "cách nhau bằng dấu phẩy" in answer.content.decode()
    assert "từ 1 đến 56" in answer.content.decode()
    assert client.post(address, {"days_before": "3;10", "is_weekly": "on", "days_after": ""}).status_code == 302
    rule = ReminderRule.objects.get()
    assert (rule.days_before, rule.days_after, rule.is_on_the_day, rule.is_weekly) == ("10, 3", "", False, True)
    client.force_login(make_user(base, Role.CLERK))
    page = client.get(address).content.decode()
    assert "Lưu lịch nhắc" not in page
    assert "10, 3 ngày" in page


def test_the_round_of_a_day_is_finished_once():
    for _ in range(2):
        finish_round(day=DUE, people=3)
    assert ReminderRound.objects.count() == 1
    assert is_round_finished(DUE)
    assert not is_round_finished(day(1))


def test_many_units_cost_no_more_queries(base, count_queries):
    make_user(base)
    make_duty(base, due_on=DUE)
    few = count_queries(lambda: due_reminders(DUE))
    for _ in range(10):
        other = make_base(base.parent)
        make_user(other)
        make_duty(other, due_on=DUE)
    assert len(due_reminders(DUE)) == 11
    assert count_queries(lambda: due_reminders(DUE)) == few == 4
