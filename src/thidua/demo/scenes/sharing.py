"""January and June: a number is shared out from the city to the districts to the unions; one asks for another share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.plans.actions import (
    add_block,
    add_phase,
    add_target,
    allocate_by_key,
    approve_plan,
    confirm_receipt,
    create_plan,
    ensure_indicator,
    issue_plan,
    propose_allocation,
    send_for_review,
    set_allocations,
)
from thidua.plans.choices import IndicatorKind, Section
from thidua.plans.models import Allocation, Indicator, Plan, PlanReceipt, Target
from thidua.plans.queries.allocations import members_below

NEW_MEMBERS = "Đoàn viên kết nạp mới"
OF_THE_CITY = {world.DISTRICT: Decimal(120), world.NEIGHBOUR: Decimal(80)}
WHY_LESS = (
    "Quý II công ty thiếu đơn hàng, giảm 90 lao động thời vụ và dừng tuyển mới đến hết tháng 8. Đề nghị giao 45 đoàn "
    "viên; phần còn lại đơn vị phấn đấu trong năm 2022."
)


def new_members(by: Actor) -> Indicator:
    """What is counted: the same indicator in every plan and report of the sample."""
    return ensure_indicator(by=by, name=NEW_MEMBERS, kind=IndicatorKind.COUNT, unit_word="đoàn viên")


def promise_new_members(by: Actor, plan: Plan, low: int) -> Target:
    """A target that is a number, to be carried by the units below together."""
    indicator = new_members(by)
    return add_target(
        by=by, plan=plan, subject=NEW_MEMBERS.lower(), comparator=">=", low=low, unit_word="đoàn viên",
        indicator=indicator,
    )  # fmt: skip


def city_shares_out() -> None:
    """The city gives each district its part by hand."""
    officer = world.actor(world.CITY_OFFICER)
    target = world.sum_target(world.CITY_PLAN)
    set_allocations(
        by=officer, target=target, amounts={world.unit(code).pk: amount for code, amount in OF_THE_CITY.items()}
    )


def district_plans_new_members() -> None:
    """The district makes a plan of its own for the number it was given, and shares it out by members."""
    officer = world.actor(world.OFFICER)
    plan = create_plan(
        by=officer,
        title="Phát triển đoàn viên, công đoàn cơ sở năm 2021",
        year=2021,
        parent=world.plan(world.CITY_PLAN),
        part_of=world.plan(world.DISTRICT_PLAN),
        is_sample=True,
        signer_post="CHỦ TỊCH",
        signer_name="Nguyễn Đức Long",
    )
    for section, text in (
        (Section.PURPOSE, "Vận động người lao động tự nguyện gia nhập Công đoàn, gắn với chăm lo việc làm, đời sống."),
        (Section.CONTENT, "Tuyên truyền, kết nạp đoàn viên mới tại các doanh nghiệp, trường học, nghiệp đoàn."),
        (Section.MEASURE, "Giao chỉ tiêu đến từng công đoàn cơ sở; theo dõi theo đợt thi đua."),
    ):
        add_block(by=officer, plan=plan, section=section, text=text)
    add_phase(by=officer, plan=plan, name="Đợt 1", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 6, 30))
    add_phase(by=officer, plan=plan, name="Đợt 2", starts_on=dt.date(2021, 7, 1), ends_on=dt.date(2021, 12, 31))
    promise_new_members(officer, plan, int(OF_THE_CITY[world.DISTRICT]))
    send_for_review(by=officer, plan=plan)
    approve_plan(by=world.actor(world.LEADER), plan=plan)
    issue_plan(by=officer, plan=plan, number_text=world.GROWTH_PLAN, issued_on=dt.date(2021, 1, 14))
    allocate_by_key(
        by=officer,
        target=world.sum_target(world.GROWTH_PLAN),
        weights=members_below(plan),
        key_words="số đoàn viên",
    )
    for chair in world.chairs():
        confirm_receipt(by=chair, receipt=PlanReceipt.objects.get(plan=plan, unit_id=chair.unit_id))


def union_asks_for_less() -> None:
    """A union that has lost workers asks for a smaller share; the district has not answered yet."""
    chair = world.chairs()[1]
    given = Allocation.objects.get(target=world.sum_target(world.GROWTH_PLAN), unit_id=chair.unit_id)
    propose_allocation(by=chair, allocation=given, amount=Decimal(45), reason=WHY_LESS)
