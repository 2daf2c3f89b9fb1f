"""Receipts of an issued plan."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_by_unit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import fulfil_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import record
from thidua.notices.actions import tell
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.policies import may_confirm_receipt, may_remind
from thidua.plans.queries.board import lower_plan_board


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


@transaction.atomic
def remind_missing(*, by: Actor, plan: Plan) -> int:
    """Remind, in the product and in the daily e-mail, everybody who prepares at a unit below that has no plan yet.

    Output: how many units were reminded. A person is reminded once a day. Errors: Refusal of ``may_remind``;
    ``nobody_missing``.
    """
    require(may_remind(by, plan))
    rows = lower_plan_board(plan, by, status="missing")
    if not rows:
        raise Refusal("Không có đơn vị nào còn thiếu kế hoạch. Không cần nhắc.", "nobody_missing")
    people = users_by_unit([row.unit.pk for row in rows], Verb.PREPARE)
    url, today = reverse("plan_cascade", args=[plan.pk]), clock.today()
    for row in rows:
        due = due_in_words(row.duty.due_on, today)
        text = f"{by.unit_name} nhắc: đơn vị chưa có kế hoạch theo {plan.name} ({due})."
        tell(users=people.get(row.unit.pk, []), text=text, url=url, key=f"plan.remind:{plan.pk}:{today}")
    record(by=by, event="plan.reminded", subject_kind="plan", subject_id=plan.pk, data={"units": len(rows)})
    return len(rows)
