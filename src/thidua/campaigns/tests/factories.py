"""Own plans and registered launches, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.campaigns.actions import attach_to_review, hold_launch, register_launch, write_review
from thidua.campaigns.models import Launch, Review
from thidua.campaigns.queries import slots_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.documents.tests.samples import png_picture
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import cascade_plan, issue_own_plan, register_movement
from thidua.plans.models import Movement, Plan
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


def make_held_launch() -> tuple[Launch, Actor, Actor]:
    """The same launch, held on its day with 118 people. The clock must stand on 06/02/2021 or later."""
    with clock.at(dt.date(2021, 2, 1)):
        launch, chair, officer = make_launch()
    hold_launch(by=chair, launch=launch, participants=118)
    return launch, chair, officer


def make_review(*, is_recorded: bool = True, **fields: Any) -> tuple[Review, Actor, Actor]:
    """The review of the first phase of a launched plan, held on 28/06/2021; recorded, or a draft."""
    launch, chair, officer = make_held_launch()
    given = {"held_on": dt.date(2021, 6, 28), "participants": 90, "direct_workers": 70, "results": "Đạt mục tiêu đợt 1"}
    movement = launch.plan.movements.get()
    review = write_review(
        by=chair,
        movement=movement,
        slot=slots_of(launch.plan, [])[0].key,
        movements=[movement],
        is_final_step=is_recorded,
        **given | fields,
    )
    return review, chair, officer


def make_outside_movement(unit: Unit, **fields: Any) -> Movement:
    """A movement of the Prime Minister that the unit's officer has registered."""
    given = {"launcher": "prime_minister", "document": "Quyết định 1/QĐ-TTg", "criteria": "Có việc làm cụ thể"}
    return register_movement(
        by=make_actor(unit, Role.OFFICER),
        name=fields.pop("name", "Cả nước chung tay vì người nghèo"),
        starts_on=dt.date(2021, 1, 4),
        **given | fields,
    )


EXAMPLES_ON = dt.date(2021, 2, 1)
REVIEWED_ON = dt.date(2021, 6, 30)


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


def _draft() -> tuple[dict[str, int], Unit]:
    with clock.at(REVIEWED_ON):
        review, _, _ = make_review(is_recorded=False)
    return {"review_id": review.pk}, review.unit


def _review() -> tuple[dict[str, int], Unit]:
    with clock.at(REVIEWED_ON):
        review, _, _ = make_review()
    return {"review_id": review.pk}, review.unit


def _review_file() -> tuple[dict[str, int], Unit]:
    with clock.at(REVIEWED_ON):
        review, chair, _ = make_review()
        kept = attach_to_review(by=chair, review=review, name="bien-ban.png", data=png_picture())
    return {"review_id": review.pk, "file_id": kept.pk}, review.unit


def _launched_movement() -> tuple[dict[str, int], Unit]:
    with clock.at(REVIEWED_ON):
        launch, _, _ = make_held_launch()
    return {"movement_id": launch.plan.movements.get().pk}, launch.unit


def outside_movement() -> tuple[dict[str, int], Unit]:
    with clock.at(EXAMPLES_ON):
        movement = make_outside_movement(make_district(make_province()))
    return {"movement_id": movement.pk}, movement.unit


EXAMPLES = {
    **dict.fromkeys(("movement_edit", "movement_respond", "movement_remind"), outside_movement),
    "review_start": _upper_plan,
    "pilot_list": _upper_plan,
    "review_new": _launched_movement,
    **dict.fromkeys(("review_edit", "review_record", "review_drop"), _draft),
    "review_page": _review,
    "review_file": _review_file,
    "launch_start": _upper_plan,
    "launch_register": _plan,
    "launch_page": _launch,
    "launch_change": _launch,
    "launch_hold": _launch,
    "launch_cancel": _launch,
    "launch_pick": _launch,
}
