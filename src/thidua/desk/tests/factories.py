"""A district with three unions in different places of the year, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.campaigns.actions import register_launch
from thidua.campaigns.tests.factories import outside_movement
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.actions import open_feed
from thidua.duties.tests.factories import make_duty
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province
from thidua.plans.actions import cascade_plan, issue_own_plan
from thidua.plans.models import Plan
from thidua.plans.tests.factories import make_issued_plan
from thidua.registrations.actions import add_lines, start_registration, submit_registration

ISSUED_ON = dt.date(2021, 1, 7)
TODAY = dt.date(2021, 2, 20)


@dataclass(frozen=True)
class Year:
    """The plan, who acts, and the unions: the first ``ready`` of them have plan, launch and titles."""

    plan: Plan
    district: Unit
    bases: list[Unit]
    officer_user: User
    chair_users: list[User]

    @property
    def officer(self) -> Actor:
        """The district's officer."""
        found = actor_for(self.officer_user)
        assert found
        return found

    @property
    def chairs(self) -> list[Actor]:
        """The chairs of the unions."""
        return [actor for user in self.chair_users if (actor := actor_for(user))]


def make_year(bases: int = 3, ready: int = 1) -> Year:
    """A district's plan of 07/01/2021 with its duties; the clock is the caller's from there on."""
    with clock.at(ISSUED_ON):
        district = make_district(make_province())
        units = [make_base(district, f"Công đoàn cơ sở Công ty {number}") for number in range(1, bases + 1)]
        plan = make_issued_plan(district, with_duties=True)
        officer = make_user(district, Role.OFFICER, full_name="Hoàng Thu Trang")
        chairs = [make_user(unit, Role.CHAIR) for unit in units]
    year = Year(plan, district, units, officer, chairs)
    with clock.at(dt.date(2021, 1, 20)):
        for chair, unit in zip(year.chairs[:ready], units, strict=False):
            _make_ready(chair, unit, plan)
    return year


def _make_ready(chair: Actor, unit: Unit, plan: Plan) -> None:
    own = cascade_plan(by=chair, plan=plan)
    issue_own_plan(by=chair, plan=own, take_next=True, issued_on=dt.date(2021, 1, 20))
    register_launch(by=chair, plan=own, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=50)
    people = [make_person(unit, is_direct_worker=True) for _ in range(2)]
    registration = start_registration(by=chair, plan=own)
    add_lines(by=chair, registration=registration, people=people, title="good_worker")
    submit_registration(by=chair, registration=registration)


def _duty() -> tuple[dict[str, Any], Unit]:
    duty = make_duty(due_on=TODAY)
    return {"pk": duty.pk}, duty.unit


def _feed() -> tuple[dict[str, Any], Unit]:
    unit = make_duty(due_on=clock.today()).unit
    return {"token": open_feed(by=make_actor(unit))}, unit


EXAMPLES = {
    **dict.fromkeys(("movement_page", "movement_units_sheet"), outside_movement),
    "duty_open": _duty,
    "calendar_feed": _feed,
}
