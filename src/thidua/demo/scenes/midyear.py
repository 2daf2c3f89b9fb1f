"""February to June: launches are held, the last unions follow, the lists of titles are answered."""

from __future__ import annotations

import datetime as dt

from thidua.campaigns.actions import hold_launch, register_launch
from thidua.campaigns.models import Launch
from thidua.demo import world
from thidua.demo.scenes.launching import TITLES
from thidua.organisation.models import Person
from thidua.plans.actions import cascade_plan, issue_own_plan
from thidua.registrations.actions import (
    accept_registration,
    add_lines,
    return_registration,
    start_registration,
    submit_registration,
)
from thidua.registrations.models import Registration

PARTICIPANTS = (286, 431, 148)


def launches_are_held() -> None:
    """The three registered launches were held."""
    for chair, participants in zip(world.chairs()[:3], PARTICIPANTS, strict=True):
        hold_launch(by=chair, launch=Launch.objects.get(unit_id=chair.unit_id), participants=participants)


def late_unions_follow() -> None:
    """Two more unions make their plans and register a launch, late; the last one still has none."""
    plan = world.plan(world.DISTRICT_PLAN)
    for chair in world.chairs()[3:5]:
        if not world.has_plan(chair):
            issue_own_plan(
                by=chair, plan=cascade_plan(by=chair, plan=plan), take_next=True, issued_on=dt.date(2021, 2, 24)
            )
        register_launch(
            by=chair,
            plan=world.own_plan(chair),
            held_on=dt.date(2021, 3, 5),
            place="Hội trường đơn vị",
            expected_people=40,
            form="with_meeting",
        )


def late_launches_are_held() -> None:
    """And held them with the March meeting."""
    for chair in world.chairs()[3:5]:
        hold_launch(by=chair, launch=Launch.objects.get(unit_id=chair.unit_id), participants=36)


def titles_are_answered() -> None:
    """The district accepts one list and returns another with a remark; more lists come in."""
    officer, chairs = world.actor(world.OFFICER), world.chairs()
    accept_registration(by=officer, registration=Registration.objects.get(unit_id=chairs[0].unit_id))
    returned = Registration.objects.get(unit_id=chairs[1].unit_id)
    return_registration(
        by=officer, registration=returned, remark="Danh sách còn thiếu Xưởng 2. Đề nghị bổ sung rồi gửi lại."
    )
    submit_registration(by=chairs[2], registration=Registration.objects.get(unit_id=chairs[2].unit_id))
    for chair in chairs[3:5]:
        registration = start_registration(by=chair, plan=world.own_plan(chair))
        people = list(Person.objects.filter(unit_id=chair.unit_id, is_leader=False).order_by("id"))
        add_lines(by=chair, registration=registration, people=people[:6], title=TITLES[0])
        submit_registration(by=chair, registration=registration)
        accept_registration(by=officer, registration=registration)


def returned_list_comes_back() -> None:
    """The returned list is completed, sent again and accepted."""
    officer, chair = world.actor(world.OFFICER), world.chairs()[1]
    registration = Registration.objects.get(unit_id=chair.unit_id)
    people = list(Person.objects.filter(unit_id=chair.unit_id, is_leader=False).order_by("-id"))
    add_lines(by=chair, registration=registration, people=people[:4], title=TITLES[3])
    submit_registration(by=chair, registration=registration)
    accept_registration(by=officer, registration=registration)
