"""Receipts of an issued plan."""

from __future__ import annotations

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.duties.actions import fulfil_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import record
from thidua.plans.models import PlanReceipt
from thidua.plans.policies import may_confirm_receipt


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
