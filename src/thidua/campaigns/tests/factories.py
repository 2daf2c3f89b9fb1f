"""Own plans and registered launches, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.campaigns.actions import register_launch
from thidua.campaigns.models import Launch
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import cascade_plan, issue_own_plan
from thidua.plans.models import Plan
from thidua.plans.tests.factories import make_issued_plan


def make_own_plan() -> tuple[Plan, Actor, Actor]:
    """A grassroots plan cascaded from its district's and issued; with the chair of it and the district's officer."""
    district = make_district(make_province())
    base = make_base(district)
    upper = make_issued_plan(district)
    chair, officer = make_actor(base), make_actor(district, Role.OFFICER)
    give_duty(
        by=officer,
        unit_ids=[base.pk],
        kind=DutyKind.REGISTER_LAUNCH,
        subject_kind="plan",
        subject_id=upper.pk,
        title="Đăng ký lịch phát động",
        due_on=dt.date(2021, 2, 15),
    )
    own = cascade_plan(by=chair, plan=upper)
    issue_own_plan(by=chair, plan=own, number_text="01/KH-CĐCS", issued_on=dt.date(2021, 1, 20))
    own.refresh_from_db()
    return own, chair, officer


def make_launch() -> tuple[Launch, Actor, Actor]:
    """A registered launch on 05/02/2021, with the chair who registered it and the district's officer."""
    plan, chair, officer = make_own_plan()
    launch = register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=120)
    return launch, chair, officer


EXAMPLES_ON = dt.date(2021, 2, 1)


def _plan() -> tuple[dict[str, int], Unit]:
    with clock.at(EXAMPLES_ON):
        plan, _, _ = make_own_plan()
    return {"plan_id": plan.pk}, plan.unit


def _upper_plan() -> tuple[dict[str, int], Unit]:
    with clock.at(EXAMPLES_ON):
        plan, _, _ = make_own_plan()
    assert plan.parent
    return {"plan_id": plan.parent_id}, plan.parent.unit


def _launch() -> tuple[dict[str, int], Unit]:
    with clock.at(EXAMPLES_ON):
        launch, _, _ = make_launch()
    return {"launch_id": launch.pk}, launch.unit


EXAMPLES = {
    "launch_start": _upper_plan,
    "launch_register": _plan,
    "launch_page": _launch,
    "launch_change": _launch,
    "launch_hold": _launch,
    "launch_cancel": _launch,
    "launch_pick": _launch,
}
