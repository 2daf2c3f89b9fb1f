"""January and February: the district's plan is reviewed and issued; unions make theirs, register launches, titles."""

from __future__ import annotations

import datetime as dt

from thidua.campaigns.actions import pick_pilot, register_launch
from thidua.campaigns.models import Launch
from thidua.demo import world
from thidua.duties.choices import DutyKind
from thidua.organisation.models import Person
from thidua.plans.actions import (
    approve_plan,
    cascade_plan,
    confirm_items,
    confirm_receipt,
    issue_own_plan,
    issue_plan,
    register_movement,
    respond_to_movement,
    send_for_review,
    update_item,
)
from thidua.plans.choices import Launcher
from thidua.plans.models import Movement, PlanReceipt
from thidua.plans.policies import may_respond
from thidua.registrations.actions import add_collective, add_lines, start_registration, submit_registration

DUE = {
    DutyKind.MAKE_PLAN: dt.date(2021, 1, 31),
    DutyKind.REGISTER_LAUNCH: dt.date(2021, 2, 10),
    DutyKind.REGISTER_TITLES: dt.date(2021, 2, 28),
}
# The first two unions have nothing left to do at the launch; the last two have not begun.
WITH_PLAN = 4
PLACES = ("Hội trường tầng 2", "Xưởng 1", "Nhà văn hoá phường Ngọc Khánh", "Hội trường nhà trường")
TITLES = ("good_worker", "creative_labour", "good_deed", "women_dual_role")


def officer_reviews() -> None:
    """Undated duties get a day or "chưa có hạn"; the choice of model launches, read as a number that each union would
    owe, becomes a target answered in words; everything is confirmed."""
    officer = world.actor(world.OFFICER)
    plan = world.plan(world.DISTRICT_PLAN)
    for duty in plan.plan_duties.all():
        if not duty.is_dated:
            day = DUE.get(DutyKind(duty.kind))
            given = {"due_on": day} if day else {"has_no_date": True}
            update_item(by=officer, item=duty, version=duty.version, **given)
    for target in plan.targets.exclude(unit_word="%"):
        in_words = {"is_qualitative": True, "comparator": "", "low": None, "high": None, "unit_word": ""}
        update_item(by=officer, item=target, version=target.version, **in_words)
    confirm_items(by=officer, plan=plan)
    send_for_review(by=officer, plan=plan)


def plan_goes_out() -> None:
    """The leader approves; the plan goes out under its number to the unions below."""
    plan = world.plan(world.DISTRICT_PLAN)
    approve_plan(by=world.actor(world.LEADER), plan=plan)
    issue_plan(by=world.actor(world.OFFICER), plan=plan, number_text=world.DISTRICT_PLAN, issued_on=dt.date(2021, 1, 7))


def movements_are_answered() -> None:
    """The city registers a movement of the Prime Minister; the district answers it, and the city's two of its own."""
    register_movement(
        by=world.actor(world.CITY_OFFICER),
        name="Cả nước chung tay vì người nghèo – Không để ai bị bỏ lại phía sau",
        launcher=Launcher.PRIME_MINISTER,
        criteria="Có việc làm cụ thể giúp đoàn viên, người lao động có hoàn cảnh khó khăn",
        starts_on=dt.date(2021, 1, 4),
    )
    officer = world.actor(world.OFFICER)
    for movement in Movement.objects.filter(unit__code=world.CITY).select_related("plan__unit", "unit").order_by("id"):
        if may_respond(officer, movement):
            respond_to_movement(by=officer, movement=movement)


def unions_make_their_plans() -> None:
    """Four unions make their own plans; the other two have only confirmed that they received it."""
    plan = world.plan(world.DISTRICT_PLAN)
    for number, chair in enumerate(world.chairs()):
        receipt = PlanReceipt.objects.get(plan=plan, unit_id=chair.unit_id)
        confirm_receipt(by=chair, receipt=receipt)
        if number < WITH_PLAN:
            own = cascade_plan(by=chair, plan=plan)
            issue_own_plan(by=chair, plan=own, take_next=True, issued_on=dt.date(2021, 1, 18))


def unions_register_launches() -> None:
    """Three launches are registered; the district picks one of them as a model launch."""
    for number, chair in enumerate(world.chairs()[:3]):
        register_launch(
            by=chair,
            plan=world.own_plan(chair),
            held_on=dt.date(2021, 2, 19) + dt.timedelta(days=number),
            starts_at=dt.time(8 + number, 0),
            place=PLACES[number],
            expected_people=(300, 420, 150)[number],
        )
    officer = world.actor(world.OFFICER)
    pick_pilot(by=officer, launch=Launch.objects.get(unit__code="BD-MAYHT"))


def unions_register_titles() -> None:
    """Two lists are sent, a third is being drawn up."""
    for number, chair in enumerate(world.chairs()[:3]):
        registration = start_registration(by=chair, plan=world.own_plan(chair))
        people = list(Person.objects.filter(unit_id=chair.unit_id, is_leader=False).order_by("id"))
        for offset, title in enumerate(TITLES[:3]):
            add_lines(by=chair, registration=registration, people=people[offset::3][:5], title=title)
        add_collective(by=chair, registration=registration, title="excellent_base_union")
        if number < 2:
            submit_registration(by=chair, registration=registration)
