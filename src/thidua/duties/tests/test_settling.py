"""Duties that recur, follow their paper, and pass to a successor."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.queries import system_actor
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.actions import (
    adjust_duties,
    complete_duty,
    exempt_from_duty,
    extend_duty,
    fulfil_duties,
    give_duty_to,
    hand_over_duties,
    reopen_duties,
    withdraw_duties,
)
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.duties.tests.factories import make_duty
from thidua.journal.models import Entry
from thidua.organisation.actions import dissolve_unit
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
JUNE, DECEMBER = dt.date(2021, 6, 30), dt.date(2021, 12, 31)
TWO = [(1, JUNE, "đợt 1"), (2, DECEMBER, "đợt 2")]


@pytest.fixture
def units():
    district = make_district(make_province())
    return [make_base(district), make_base(district)]


def settle(units, occurrences, title="Sơ kết và báo cáo"):
    """Bring the duties of these units in line. Output: how many were dated anew, dropped or given."""
    counts = adjust_duties(
        by=system_actor(units[0]),
        units=Unit.objects.filter(pk__in=[unit.pk for unit in units]),
        kind=DutyKind.PLAN_DUTY,
        subject_kind="plan_duty",
        subject_id=7,
        title=title,
        origin="Kế hoạch 03/KH-LĐLĐ",
        days={number: due_on for number, due_on, _ in occurrences},
        occasions={number: words for number, _, words in occurrences},
    )
    return counts["redated"] + counts["dropped"] + counts["given"]


def of(unit):
    rows = Duty.objects.filter(unit=unit, withdrawn_at__isnull=True).order_by("occurrence")
    return [(duty.occurrence, duty.due_on, duty.origin_words) for duty in rows]


def test_each_unit_gets_one_duty_an_occurrence_once(units):
    assert settle(units, TWO) == 4
    assert settle(units, TWO) == 0
    assert of(units[1]) == [
        (1, JUNE, "Kế hoạch 03/KH-LĐLĐ, đợt 1"),
        (2, DECEMBER, "Kế hoạch 03/KH-LĐLĐ, đợt 2"),
    ]


def test_an_open_duty_follows_the_new_day_and_calendars_hear_of_it(units):
    settle(units, TWO)
    assert settle(units, [(1, dt.date(2021, 7, 31), "đợt 1"), TWO[1]]) == 2
    duty = Duty.objects.get(unit=units[0], occurrence=1)
    assert (duty.due_on, duty.first_due_on, duty.revision) == (dt.date(2021, 7, 31), dt.date(2021, 7, 31), 1)
    assert Duty.objects.get(unit=units[0], occurrence=2).revision == 0


def test_an_occurrence_that_fell_away_is_withdrawn_only_where_it_is_open(units):
    settle(units, TWO)
    done = Duty.objects.get(unit=units[0], occurrence=2)
    complete_duty(by=make_actor(units[0]), duty=done)
    assert settle(units, TWO[:1]) == 1
    assert len(of(units[0])) == 2
    assert len(of(units[1])) == 1


def test_an_extended_occurrence_keeps_the_later_of_its_days(units):
    settle(units, TWO)
    officer = make_actor(units[0].parent, Role.OFFICER)
    with clock.at(JUNE):
        for unit, days in zip(units, (5, 60), strict=True):
            duty = Duty.objects.select_related("unit").get(unit=unit, occurrence=1)
            extend_duty(by=officer, duty=duty, due_on=JUNE + dt.timedelta(days=days), reason="Dịch bệnh")
    settle(units, [(1, dt.date(2021, 7, 31), "đợt 1"), TWO[1]])
    assert [of(unit)[0][1] for unit in units] == [dt.date(2021, 7, 31), dt.date(2021, 8, 29)]
    assert of(units[0])[1][1] == DECEMBER, "the other occurrence is not extended"


def test_an_exempted_unit_stays_exempted(units):
    settle(units, TWO)
    duty = Duty.objects.select_related("unit").get(unit=units[0], occurrence=1)
    exempt_from_duty(by=make_actor(units[0].parent, Role.OFFICER), duty=duty, reason="Đang ngừng sản xuất")
    assert settle(units, TWO) == 0
    duty.refresh_from_db()
    assert duty.exempted_at
    assert duty.revision == 1


def test_withdrawing_leaves_what_was_done(units):
    settle(units, TWO)
    done = Duty.objects.get(unit=units[0], occurrence=1)
    complete_duty(by=make_actor(units[0]), duty=done)
    assert withdraw_duties(by=system_actor(units[0]), subject_kind="plan_duty", subject_id=7) == 3
    done.refresh_from_db()
    assert done.withdrawn_at is None


def dissolve(unit, successor=None):
    admin = make_actor(unit.parent, Role.ADMIN)
    dissolve_unit(by=admin, unit=unit, last_day=dt.date(2021, 5, 31), successor=successor)


def test_the_successor_takes_over_what_it_has_not_itself(units, on_day):
    old, heir = units
    settle([heir], TWO[:1])
    for number, due_on, words in TWO:
        give_duty_to(
            by=system_actor(old),
            units=Unit.objects.filter(pk=old.pk),
            kind=DutyKind.PLAN_DUTY,
            subject_kind="plan_duty",
            subject_id=7,
            title="Sơ kết và báo cáo",
            due_on=due_on,
            occurrence=number,
            occasion=words,
        )
    make_duty(old, kind=DutyKind.REGISTER_TITLES, due_on=JUNE, subject_id=3)
    report = make_duty(old, kind=DutyKind.REPORT, due_on=JUNE, subject_id=4)
    on_day("2021-05-31")
    dissolve(old, heir)
    assert hand_over_duties() == 0, "its last day is still its own"
    on_day("2021-06-01")
    assert hand_over_duties() == 1
    assert hand_over_duties() == 0
    assert [number for number, _, _ in of(heir)] == [1, 2]
    taken = Duty.objects.get(unit=heir, occurrence=2)
    assert taken.inherited_from == old
    assert [duty.pk for duty in Duty.objects.open().filter(unit=old)] == [report.pk]
    line = Entry.objects.filter(event="duty.handed_over").get()
    assert "nhận 1 việc, thu hồi 2 việc" in line.text


def test_without_a_successor_the_duties_end(units, on_day):
    settle(units[:1], TWO)
    on_day("2021-05-31")
    dissolve(units[0])
    on_day("2021-06-01")
    assert hand_over_duties() == 1
    assert not Duty.objects.open().filter(unit=units[0]).exists()


def test_what_was_settled_meanwhile_is_neither_extended_nor_freed(units):
    base = units[0]
    duty = make_duty(base, due_on=JUNE)
    above = make_actor(base.parent, Role.OFFICER)
    seen = Duty.objects.select_related("unit").get(pk=duty.pk)
    exempt_from_duty(by=above, duty=Duty.objects.get(pk=duty.pk), reason="Đang sáp nhập")
    with clock.at(dt.date(2021, 6, 1)), pytest.raises(Refusal, match="vừa được làm xong"):
        extend_duty(by=above, duty=seen, due_on=DECEMBER, reason="Xin thêm ngày")
    with pytest.raises(Refusal, match="vừa được làm xong"):
        exempt_from_duty(by=above, duty=seen, reason="Lần hai")
    duty.refresh_from_db()
    assert (duty.due_on, duty.reason) == (JUNE, "Đang sáp nhập")
    assert Entry.objects.filter(subject_kind="duty", subject_id=str(duty.pk)).count() == 1


def test_duties_that_are_due_again_tell_the_calendars(units):
    duty = make_duty(units[0], due_on=JUNE)
    about = {"kind": duty.kind, "subject_kind": duty.subject_kind, "unit_id": duty.unit_id}
    by = system_actor(units[0])
    fulfil_duties(by=by, subject_ids=[duty.subject_id], **about)
    assert reopen_duties(by=by, subject_ids=[duty.subject_id], **about) == 1
    duty.refresh_from_db()
    assert (duty.fulfilled_at, duty.revision) == (None, 2)
