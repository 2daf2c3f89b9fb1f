"""What an issued plan asks of whom: its lines as duties, and the plan that each unit below makes after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.duties.choices import DutyKind
from thidua.organisation.models import UnitQuerySet
from thidua.plans.choices import Audience
from thidua.plans.models import Plan, PlanDuty
from thidua.plans.queries.days import occurrences_of
from thidua.plans.queries.units import audience_units


@dataclass(frozen=True)
class Asked:
    """A duty for the units of a query. ``days``: occurrence → last day in time; ``words``: occurrence → "đợt 1"."""

    units: UnitQuerySet
    kind: str
    subject_kind: str
    subject_id: int
    title: str
    days: dict[int, dt.date | None]
    words: dict[int, str] = field(default_factory=dict)


def asked_by_line(plan: Plan, duty: PlanDuty) -> Asked | None:
    """One line of the plan, for every unit whose duty it is, once an occurrence; None for bodies that have no list.

    A plan of its own that the issuer promises is an ordinary duty of the issuer.
    """
    if duty.audience in (Audience.OTHER, Audience.GIVEN):
        return None
    is_promise = duty.kind == DutyKind.MAKE_PLAN and duty.audience == Audience.ISSUER
    kind = DutyKind.PLAN_DUTY if is_promise else duty.kind
    units, found = audience_units(plan, duty.audience), occurrences_of(plan, duty)
    days, words = {one.number: one.due_on for one in found}, {one.number: one.words for one in found}
    if kind == DutyKind.PLAN_DUTY:
        return Asked(units, kind, "plan_duty", duty.pk, duty.text, days, words)
    if kind == DutyKind.REVIEW:
        return Asked(units, kind, "plan", plan.pk, title_of(plan, kind), days, words)
    # A gesture with a page of its own is made once, by the first day that the plan names.
    day = duty.due_on or next((one.due_on for one in found), None)
    return Asked(units, kind, "plan", plan.pk, title_of(plan, kind), {0: day})


def own_plans_asked(plan: Plan, below: UnitQuerySet, duties: Sequence[PlanDuty]) -> Asked | None:
    """The plan that every unit below makes, by the day of the plan's head or of a line; None for a sub-plan."""
    if plan.part_of_id is not None:
        return None
    kind = DutyKind.MAKE_PLAN
    named = [duty.due_on for duty in duties if duty.kind == kind and duty.due_on]
    due_on = plan.lower_due_on or (min(named) if named else None)
    return Asked(below, kind, "plan", plan.pk, title_of(plan, kind), {0: due_on})


def title_of(plan: Plan, kind: str) -> str:
    """The words of a gesture that has a page of its own, short enough for a phone."""
    words = {
        DutyKind.CONFIRM_PLAN: f"Xác nhận đã nhận {plan.name}: {plan.title}",
        DutyKind.MAKE_PLAN: f"Xây dựng kế hoạch của đơn vị theo {plan.name}",
        DutyKind.REGISTER_LAUNCH: f"Đăng ký lịch phát động theo {plan.name}",
        DutyKind.REGISTER_TITLES: f"Đăng ký danh hiệu thi đua theo {plan.name}",
        DutyKind.REVIEW: f"Sơ kết, tổng kết phong trào theo {plan.name}",
        DutyKind.PICK_PILOTS: f"Chọn đơn vị phát động điểm theo {plan.name}",
    }
    return words[DutyKind(kind)]
