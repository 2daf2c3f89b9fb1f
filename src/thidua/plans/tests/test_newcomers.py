"""Units founded, moved, merged and revived while a plan runs: the timer gives and takes back, once."""

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.queries import system_actor
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.duties.actions import hand_over_duties
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.actions import merge_units, move_unit
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import close_plan, confirm_receipt, settle_newcomers
from thidua.plans.models import PlanReceipt
from thidua.plans.tests.factories import make_issued_plan

pytestmark = pytest.mark.django_db
ISSUED, LATER = "2021-01-07", "2021-03-01"


@pytest.fixture
def line(on_day):
    """A province, two districts with a running plan each and a base each; everybody settled; later that year."""
    on_day(ISSUED)
    province = make_province()
    districts = [make_district(province), make_district(province, "Liên đoàn Lao động quận Đống Đa")]
    bases = [make_base(district) for district in districts]
    plans = [
        make_issued_plan(district, number_text=f"0{number}/KH-LĐLĐ", with_duties=True)
        for number, district in enumerate(districts, start=3)
    ]
    settle_newcomers()
    on_day(LATER)
    return province, districts, bases, plans


def open_duties(unit, plan):
    return Duty.objects.open().filter(unit=unit, origin=plan.origin)


def asked_of(unit, plan):
    """What the unit has from the plan: kind, words, day."""
    rows = Duty.objects.filter(unit=unit, origin=plan.origin, withdrawn_at__isnull=True)
    return set(rows.values_list("kind", "title", "occurrence", "due_on"))


def told(user, what):
    return Notice.objects.filter(user=user, key__startswith=what)


def move(unit, to, day=LATER):
    move_unit(
        by=system_actor(Unit.objects.get(parent=None)), unit=unit, new_parent=to, from_day=dt.date.fromisoformat(day)
    )


def test_settling_units_that_have_everything_changes_nothing(line):
    before = (Duty.objects.count(), PlanReceipt.objects.count(), Notice.objects.count(), Entry.objects.count())
    assert settle_newcomers() == 0
    assert before == (Duty.objects.count(), PlanReceipt.objects.count(), Notice.objects.count(), Entry.objects.count())


def test_a_unit_founded_later_gets_the_receipt_and_what_is_not_overdue_once(line):
    _, districts, bases, plans = line
    founded = make_base(districts[0], valid_from=dt.date.fromisoformat(LATER))
    chair = make_user(founded)
    assert settle_newcomers() == 1
    assert PlanReceipt.objects.filter(plan=plans[0], unit=founded, confirmed_at=None).count() == 1
    elder = asked_of(bases[0], plans[0])
    today = dt.date.fromisoformat(LATER)
    assert asked_of(founded, plans[0]) == {row for row in elder if row[3] is None or row[3] >= today}
    assert any(row[3] and row[3] < today for row in elder)
    assert {kind for kind, *_ in asked_of(founded, plans[0])} >= {DutyKind.CONFIRM_PLAN}
    assert not asked_of(founded, plans[1])
    assert told(chair, "plan.joined").get().text.startswith(f"{districts[0].title} đang thực hiện {plans[0].name}")
    assert settle_newcomers() == 0
    assert told(chair, "plan.joined").count() == 1


def test_a_unit_to_be_founded_waits_for_its_day(line, on_day):
    founded = make_base(line[1][0], valid_from=dt.date(2021, 4, 1))
    assert settle_newcomers() == 0
    on_day("2021-04-01")
    assert settle_newcomers() == 1
    assert PlanReceipt.objects.filter(unit=founded).count() == 1


def test_a_unit_moved_between_districts_leaves_the_old_plan_and_joins_the_new(line):
    _, districts, bases, plans = line
    base, chair = bases[0], make_user(bases[0])
    done = open_duties(base, plans[0]).filter(kind=DutyKind.PLAN_DUTY).first()
    Duty.objects.filter(pk=done.pk).update(fulfilled_at=done.given_at)
    count = open_duties(base, plans[0]).count()
    move(base, districts[1])
    assert settle_newcomers() == 1
    assert not open_duties(base, plans[0]).exists()
    done.refresh_from_db()
    assert (bool(done.fulfilled_at), done.withdrawn_at) == (True, None)
    withdrawn = Duty.objects.filter(unit=base, origin=plans[0].origin, withdrawn_at__isnull=False)
    reason = f"Đơn vị không còn trực thuộc {districts[0].title}, nên thôi làm việc theo {plans[0].name}."
    assert set(withdrawn.values_list("reason", flat=True)) == {reason}
    assert withdrawn.count() == count
    assert set(withdrawn.values_list("revision", flat=True)) == {1}
    assert f"Đã thu hồi {count} việc chưa làm" in told(chair, "plan.left").get().text
    assert Entry.objects.get(event="duty.withdrawn").unit_id == base.pk
    assert PlanReceipt.objects.filter(unit=base).values_list("plan", flat=True).get() == plans[1].pk
    assert open_duties(base, plans[1]).filter(kind=DutyKind.CONFIRM_PLAN).count() == 1
    assert told(chair, "plan.joined").count() == 1
    assert settle_newcomers() == 0


def test_what_a_moved_unit_has_confirmed_stays_and_it_may_come_back(line, on_day):
    _, districts, bases, plans = line
    base = bases[0]
    confirm_receipt(by=make_actor(base), receipt=PlanReceipt.objects.get(unit=base))
    move(base, districts[1])
    settle_newcomers()
    assert PlanReceipt.objects.filter(unit=base, plan=plans[0], confirmed_at__isnull=False).count() == 1
    on_day("2021-03-15")
    move(base, districts[0], "2021-03-15")
    settle_newcomers()
    assert not open_duties(base, plans[1]).exists()
    assert not open_duties(base, plans[0]).filter(kind=DutyKind.CONFIRM_PLAN).exists()
    assert open_duties(base, plans[0]).exists()


def test_the_plan_of_the_province_stays_with_a_unit_that_moves_below_it(line, on_day):
    province, districts, bases, _ = line
    on_day(ISSUED)
    wide = make_issued_plan(province, number_text="01/KH-LĐLĐ", with_duties=True, whole_subtree=True)
    on_day(LATER)
    before = asked_of(bases[0], wide)
    move(bases[0], districts[1])
    settle_newcomers()
    assert asked_of(bases[0], wide) == before
    assert before
    assert PlanReceipt.objects.filter(plan=wide, unit=bases[0]).count() == 1


def test_a_merged_unit_hands_on_and_the_new_one_has_each_duty_once(line, on_day):
    province, districts, bases, plans = line
    merged = make_base(districts[0], "Công đoàn cơ sở hợp nhất", valid_from=dt.date.fromisoformat(LATER))
    merge_units(by=system_actor(province), units=[bases[0]], into=merged, last_day=dt.date.fromisoformat(LATER))
    on_day("2021-03-02")
    hand_over_duties()
    settle_newcomers()
    hand_over_duties()
    today = dt.date(2021, 3, 2)
    inherited = Duty.objects.filter(unit=merged, inherited_from=bases[0])
    assert inherited.exists()
    rows = list(Duty.objects.filter(unit=merged, withdrawn_at=None).values_list("kind", "subject_id", "occurrence"))
    assert len(rows) == len(set(rows))
    assert PlanReceipt.objects.filter(plan=plans[0], unit=merged).count() == 1
    assert open_duties(merged, plans[0]).exclude(inherited_from=bases[0]).exclude(due_on__lt=today).exists()
    assert not Duty.objects.open().filter(unit=bases[0]).exists()


def test_units_of_a_merged_district_follow_the_plan_of_the_other(line, on_day):
    province, districts, bases, plans = line
    merge_units(
        by=system_actor(province), units=[districts[0]], into=districts[1], last_day=dt.date.fromisoformat(LATER)
    )
    on_day("2021-03-02")
    settle_newcomers()
    assert not open_duties(bases[0], plans[0]).exists()
    assert open_duties(bases[0], plans[1]).exists()


def test_a_unit_revived_after_its_end_gets_what_runs_now(line, on_day):
    base = line[2][0]
    Unit.objects.filter(pk=base.pk).update(valid_to=dt.date.fromisoformat(LATER))
    on_day("2021-03-10")
    hand_over_duties()
    settle_newcomers()
    assert not Duty.objects.open().filter(unit=base).exists()
    Unit.objects.filter(pk=base.pk).update(valid_to=None)
    assert settle_newcomers() == 1
    assert open_duties(base, line[3][0]).exists()


@pytest.mark.parametrize("how", ["closed", "last year's"])
def test_a_plan_that_runs_no_more_asks_nothing_of_newcomers(line, on_day, how):
    districts, plans = line[1], line[3]
    if how == "closed":
        close_plan(by=make_actor(districts[0], Role.OFFICER), plan=plans[0])
    else:
        on_day("2022-02-01")
    founded = make_base(districts[0])
    assert settle_newcomers() == 1
    assert not Duty.objects.filter(unit=founded).exists()


def test_ten_newcomers_take_as_many_statements_as_one(line, count_queries):
    districts = line[1]
    make_base(districts[0])
    one = count_queries(settle_newcomers)
    for _ in range(10):
        make_base(districts[0])
    assert count_queries(settle_newcomers) == one
