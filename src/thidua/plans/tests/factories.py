"""Plans for tests and for other rooms' tests, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.duties.choices import DutyKind, Recurrence
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import (
    add_block,
    add_duty,
    add_movement,
    add_phase,
    add_recipient,
    add_target,
    approve_plan,
    begin_amendment,
    cascade_plan,
    create_plan,
    drop_item,
    issue_plan,
    propose_allocation,
    send_for_review,
    set_allocations,
)
from thidua.plans.actions.indicator_rows import INDICATORS
from thidua.plans.actions.indicators import add_indicator
from thidua.plans.choices import Audience, Section, Sector
from thidua.plans.models import Allocation, Indicator, Plan


def make_shipped_indicator(code: str) -> Indicator:
    """An indicator of the product's own; made anew where a test against a running server has emptied the tables."""
    name, kind, unit_word, fields = next((row[1], row[2], row[3], row[4]) for row in INDICATORS if row[0] == code)
    defaults = {"name": name, "kind": kind, "unit_word": unit_word, **fields}
    return Indicator.objects.get_or_create(code=code, defaults=defaults)[0]


def make_draft(unit: Unit, *, by: Actor | None = None, year: int = 2021, **fields: Any) -> Plan:
    """A draft with everything that the launch gate asks for: two phases, a ratio, a count and a target in words."""
    by = by or make_actor(unit, Role.OFFICER)
    fields = {"signer_post": "CHỦ TỊCH", "signer_name": "Nguyễn Xuân Trọng"} | fields
    title = fields.pop("title", f"Phát động phong trào thi đua năm {year}")
    plan = create_plan(by=by, title=title, year=year, **fields)
    add_block(by=by, plan=plan, section=Section.PURPOSE, text="Đẩy mạnh các phong trào thi đua yêu nước.")
    add_block(
        by=by, plan=plan, section=Section.CONTENT, text="Thi đua tăng năng suất lao động.", sector=Sector.ENTERPRISE
    )
    add_block(by=by, plan=plan, section=Section.CONTENT, text="Thi đua cải cách hành chính.", sector=Sector.PUBLIC)
    add_block(by=by, plan=plan, section=Section.MEASURE, text="Tuyên truyền sâu rộng đến người lao động.")
    add_phase(
        by=by, plan=plan, name="Đợt 1", starts_on=dt.date(year, 1, 1), ends_on=dt.date(year, 6, 30), theme="Mừng Đảng"
    )
    add_phase(by=by, plan=plan, name="Đợt 2", starts_on=dt.date(year, 7, 1), ends_on=dt.date(year, 12, 31))
    add_movement(by=by, plan=plan, name="Lao động giỏi, lao động sáng tạo", criteria="Có sáng kiến được công nhận")
    add_target(
        by=by,
        plan=plan,
        subject="người lao động được phổ biến kế hoạch",
        comparator=">=",
        low=90,
        unit_word="%",
    )
    add_target(by=by, plan=plan, subject="đoàn viên kết nạp mới", comparator=">=", low=50, unit_word="đoàn viên")
    add_target(by=by, plan=plan, subject="Hoàn thành dự toán được giao", is_qualitative=True)
    return plan


def add_plan_duties(plan: Plan, by: Actor, *, year: int = 2021) -> None:
    """Duties of the level below and of the issuer, as union plans give them."""
    add_duty(
        by=by,
        plan=plan,
        text="Đăng ký lịch phát động",
        audience=Audience.BASE,
        kind=DutyKind.REGISTER_LAUNCH,
        due_on=dt.date(year, 2, 10),
    )
    add_duty(
        by=by,
        plan=plan,
        text="Đăng ký danh hiệu thi đua",
        audience=Audience.BASE,
        kind=DutyKind.REGISTER_TITLES,
        due_on=dt.date(year, 2, 28),
    )
    add_duty(
        by=by,
        plan=plan,
        text="Sơ kết và báo cáo kết quả",
        audience=Audience.BASE,
        recurrence=Recurrence.AFTER_PHASE,
    )
    add_duty(by=by, plan=plan, text="Chọn đơn vị phát động điểm", audience=Audience.ISSUER, due_on=dt.date(year, 2, 15))
    add_recipient(by=by, plan=plan, name="Các CĐCS trực thuộc", remark="(để th.hiện)")


def make_approved_plan(unit: Unit, *, year: int = 2021, with_duties: bool = False, **fields: Any) -> Plan:
    """A plan that the leader has approved."""
    officer, leader = make_actor(unit, Role.OFFICER), make_actor(unit, Role.LEADER)
    plan = make_draft(unit, by=officer, year=year, **fields)
    if with_duties:
        add_plan_duties(plan, officer, year=year)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    return plan


def make_issued_plan(
    unit: Unit | None = None,
    *,
    year: int = 2021,
    number_text: str = "03/KH-LĐLĐ",
    issued_on: dt.date | None = None,
    with_duties: bool = False,
    whole_subtree: bool = False,
    **fields: Any,
) -> Plan:
    """A plan of the unit issued on paper to the units below (by default on 07/01 of its year, or today if earlier).

    ``with_duties`` adds the duties of ``add_plan_duties``; without them the units below get only "xác nhận" and "xây
    dựng kế hoạch".
    """
    unit = unit or make_district(make_province())
    plan = make_approved_plan(unit, year=year, with_duties=with_duties, **fields)
    day = issued_on or min(dt.date(year, 1, 7), clock.today())
    officer = make_actor(unit, Role.OFFICER)
    issue_plan(by=officer, plan=plan, number_text=number_text, issued_on=day, whole_subtree=whole_subtree)
    return plan


def make_tree() -> tuple[Unit, Unit, Unit]:
    """A province, a district under it and a grassroots union under that."""
    province = make_province()
    district = make_district(province)
    return province, district, make_base(district)


def _draft() -> tuple[dict[str, int], Unit]:
    plan = make_draft(make_tree()[1])
    return {"pk": plan.pk}, plan.unit


def _approved() -> tuple[dict[str, int], Unit]:
    plan = make_approved_plan(make_tree()[1])
    return {"pk": plan.pk}, plan.unit


def _issued() -> tuple[dict[str, int], Unit]:
    plan = make_issued_plan(make_tree()[1], with_duties=True)
    return {"pk": plan.pk}, plan.unit


def _cascaded() -> tuple[dict[str, int], Unit]:
    _, district, base = make_tree()
    own = cascade_plan(by=make_actor(base), plan=make_issued_plan(district))
    return {"pk": own.pk}, base


def _head() -> tuple[dict[str, object], Unit]:
    arguments, unit = _draft()
    return arguments | {"name": "theme"}, unit


def _new_item() -> tuple[dict[str, object], Unit]:
    arguments, unit = _draft()
    return arguments | {"kind": "target"}, unit


def _item() -> tuple[dict[str, object], Unit]:
    plan = make_draft(make_tree()[1])
    return {"kind": "target", "pk": plan.targets.all()[0].pk}, plan.unit


def _dropped() -> tuple[dict[str, object], Unit]:
    plan = make_draft(make_tree()[1])
    dropped = drop_item(by=make_actor(plan.unit, Role.OFFICER), item=plan.targets.all()[0])
    return {"pk": dropped.pk}, plan.unit


def _file() -> tuple[dict[str, int], Unit]:
    plan = make_draft(make_tree()[1])
    kept = attach(
        by=make_actor(plan.unit),
        unit=plan.unit,
        owner_kind="plan",
        owner_id=plan.pk,
        use=AttachmentUse.SOURCE,
        name="ke-hoach.txt",
        data="Kế hoạch".encode(),
    )
    return {"pk": plan.pk, "file_pk": kept.pk}, plan.unit


def _block() -> tuple[dict[str, object], Unit]:
    arguments, unit = _draft()
    return arguments | {"code": "chi-tieu"}, unit


def _amendment() -> tuple[dict[str, int], Unit]:
    plan = make_issued_plan(make_tree()[1])
    return {"pk": begin_amendment(by=make_actor(plan.unit, Role.OFFICER), plan=plan).pk}, plan.unit


def _numeric() -> tuple[dict[str, int], Unit]:
    plan = make_issued_plan(make_tree()[1])
    return {"pk": plan.pk, "target_pk": plan.targets.filter(low__isnull=False)[0].pk}, plan.unit


def make_allocation(*, amount: int = 30) -> Allocation:
    """What a district's plan gives of its target in numbers to its one base union."""
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    target = plan.targets.get(subject="đoàn viên kết nạp mới")
    set_allocations(by=make_actor(district, Role.OFFICER), target=target, amounts={base.pk: Decimal(amount)})
    return Allocation.objects.select_related("target__plan", "unit").get(target=target, unit=base)


def _given() -> tuple[dict[str, int], Unit]:
    allocation = make_allocation()
    return {"pk": allocation.pk}, allocation.unit


def _asked() -> tuple[dict[str, int], Unit]:
    allocation = make_allocation()
    by = make_actor(allocation.unit)
    made = propose_allocation(by=by, allocation=allocation, amount=Decimal(20), reason="Đơn hàng giảm")
    return {"pk": made.pk}, allocation.target.plan.unit


def _indicator() -> tuple[dict[str, int], Unit]:
    unit = make_tree()[1]
    row = add_indicator(
        by=make_actor(unit, Role.OFFICER), name="Buổi gặp mặt đã tổ chức", kind="count", unit_word="buổi"
    )
    return {"pk": row.pk}, unit


EXAMPLES = {
    **dict.fromkeys(("indicator_page", "indicator_retire"), _indicator),
    **dict.fromkeys(("allocation_board", "allocation_given"), _issued),
    **dict.fromkeys(("allocation_target", "allocation_by_members", "allocation_sheet"), _numeric),
    **dict.fromkeys(("allocation_upload", "allocation_save"), _numeric),
    "allocation_propose": _given,
    "allocation_answer": _asked,
    **dict.fromkeys(("plan_page", "plan_review", "plan_confirm", "plan_mend", "plan_send", "plan_tree"), _draft),
    **dict.fromkeys(("plan_approve", "plan_return", "plan_number", "plan_issue"), _approved),
    **dict.fromkeys(("plan_withdraw", "plan_close", "plan_signed_paper", "plan_pdf", "plan_word"), _issued),
    **dict.fromkeys(("lower_plans", "lower_plans_excel", "lower_remind", "receipt_confirm", "plan_cascade"), _issued),
    **dict.fromkeys(("plan_amend", "plan_repeat"), _issued),
    **dict.fromkeys(("plan_blocks", "plan_discard", "plan_link"), _draft),
    "plan_block": _block,
    "plan_changes": _amendment,
    "own_plan": _cascaded,
    "head_edit": _head,
    "item_add": _new_item,
    **dict.fromkeys(("item_edit", "item_confirm", "item_drop"), _item),
    "item_restore": _dropped,
    "plan_file": _file,
}
