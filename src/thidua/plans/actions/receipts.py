"""Receipts of an issued plan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import fulfil_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import record
from thidua.notices.actions import tell_all
from thidua.notices.queries import told_by_key
from thidua.organisation.models import Unit
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.policies import may_confirm_receipt, may_remind
from thidua.plans.queries.board import MISSING, lower_plan_rows, with_status
from thidua.plans.queries.lists import line_above

UNITS_AT_ONCE = 5000


@transaction.atomic
def confirm_receipt(*, by: Actor, receipt: PlanReceipt) -> None:
    """The unit has received the plan and knows it. Fulfils the duty to confirm. Errors: ``may_confirm_receipt``."""
    require(may_confirm_receipt(by, receipt))
    moment = clock.now()
    PlanReceipt.objects.filter(pk=receipt.pk, confirmed_at__isnull=True).update(confirmed_at=moment)
    receipt.confirmed_at = moment
    fulfil_duty(
        by=by, unit_id=receipt.unit_id, kind=DutyKind.CONFIRM_PLAN, subject_kind="plan", subject_id=receipt.plan_id
    )
    record(by=by, event="plan.received", subject_kind="plan", subject_id=receipt.plan_id, unit_id=receipt.unit_id)


def answer_above(*, by: Actor, plan: Plan) -> None:
    """Fulfil what the plans above asked of this unit: the plan that it carries out, and those that this one carries
    out, for a province may ask the grassroots union for the same plan as the union between them. Call it in the
    transaction that issues or links."""
    for above in line_above(plan):
        about: dict[str, Any] = {"by": by, "unit_id": plan.unit_id, "subject_kind": "plan", "subject_id": above.pk}
        fulfil_duty(kind=DutyKind.MAKE_PLAN, **about)
        PlanReceipt.objects.filter(plan=above, unit_id=plan.unit_id, confirmed_at__isnull=True).update(
            confirmed_at=clock.now()
        )
        fulfil_duty(kind=DutyKind.CONFIRM_PLAN, **about)


@transaction.atomic
def remind_missing(*, by: Actor, plan: Plan) -> int:
    """Remind, in the product and in the daily e-mail, everybody who prepares at a unit below that has no plan yet.

    Output: how many units lack it. A person is reminded once a day. Errors: Refusal of ``may_remind``;
    ``nobody_missing``; ``reminded_today`` and ``no_accounts`` when nobody new could be told.
    """
    require(may_remind(by, plan))
    missing = with_status(lower_plan_rows(plan, by), MISSING)
    # The units are read first: asked for inside the statement that tells their people, a server that has not yet
    # counted its tables (after an import, say) may compare every unit with every duty and every role.
    by_day: dict[dt.date | None, set[int]] = defaultdict(set)
    for unit_id, due_on in missing.order_by().values_list("unit_id", "due_on"):
        by_day[due_on].add(unit_id)
    if not by_day:
        raise Refusal("Không có đơn vị nào còn thiếu kế hoạch. Không cần nhắc.", "nobody_missing")
    count = sum(map(len, by_day.values()))
    today = clock.today()
    key, told = f"plan.remind:{plan.pk}:{today}", 0
    for due_on, unit_ids in by_day.items():
        text = f"{by.unit_name} nhắc: đơn vị chưa có kế hoạch theo {plan.name} ({due_in_words(due_on, today)})."
        told += _remind(plan, sorted(unit_ids), text, key=key)
    if not told:
        raise _nobody_told(key)
    record(by=by, event="plan.reminded", subject_kind="plan", subject_id=plan.pk, data={"units": count})
    return count


def _nobody_told(key: str) -> Refusal:
    if told_by_key([key]):
        words = "Hôm nay các đơn vị còn thiếu đều đã được nhắc. Mỗi ngày chỉ nhắc một lần, mai hãy nhắc lại."
        return Refusal(words, "reminded_today")
    words = "Các đơn vị còn thiếu chưa có tài khoản nào. Hãy cấp mã đăng nhập cho họ, hoặc nhắc bằng điện thoại."
    return Refusal(words, "no_accounts")


def _remind(plan: Plan, unit_ids: list[int], text: str, *, key: str) -> int:
    told = 0
    url = reverse("plan_cascade", args=[plan.pk])
    for start in range(0, len(unit_ids), UNITS_AT_ONCE):
        units = Unit.objects.filter(pk__in=unit_ids[start : start + UNITS_AT_ONCE])
        told += tell_all(users=users_of(units, Verb.PREPARE), text=text, url=url, key=key)
    return told
