"""The way of a plan between its drafters, the leader and the archive."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_of, users_with
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.documents.actions import take_number, void_document
from thidua.documents.choices import DocumentKind
from thidua.documents.lifecycle import NUMBERED
from thidua.documents.models import OfficialDocument
from thidua.duties.actions import fulfil_duty, give_duty, reopen_duty, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, require_now
from thidua.notices.actions import tell, tell_all
from thidua.organisation.models import Unit
from thidua.plans.lifecycle import GONE, ISSUED
from thidua.plans.models import Plan
from thidua.plans.policies import (
    may_approve,
    may_close,
    may_discard,
    may_number,
    may_return,
    may_send_for_review,
    may_withdraw,
)
from thidua.plans.queries.board import own_plans_after
from thidua.plans.queries.lists import line_above

DOCUMENT_KINDS = {
    "hướng dẫn": DocumentKind.GUIDANCE,
    "chương trình": DocumentKind.PROGRAMME,
    "thông báo": DocumentKind.NOTICE,
}
"""Kinds of papers that plans come as; everything else is numbered as a plan."""


@transaction.atomic
def send_for_review(*, by: Actor, plan: Plan) -> None:
    """Hand the draft to the leader, who gets a duty. Errors: Refusal of ``may_send_for_review``; changed meanwhile."""
    require_now(may_send_for_review(by, plan), plan)
    move(plan, "send_for_review", by=by)
    about: dict[str, Any] = {
        "unit_id": plan.unit_id,
        "kind": DutyKind.APPROVE_PLAN,
        "subject_kind": "plan",
        "subject_id": plan.pk,
    }
    if not reopen_duty(by=by, **about):
        about["unit_ids"] = [about.pop("unit_id")]
        give_duty(by=by, title=f"Phê duyệt kế hoạch: {plan.title}", origin=plan.name, **about)
    _tell(by, plan, users_with(Verb.APPROVE, unit_id=plan.unit_id), f"{by.name} trình duyệt {plan.name}.", "review")


@transaction.atomic
def discard_plan(*, by: Actor, plan: Plan) -> None:
    """Give up a draft; its number, if one was read from a file, is free for another. It stays in the journal.

    Errors: Refusal of ``may_discard``; changed meanwhile.
    """
    require_now(may_discard(by, plan), plan)
    move(plan, "discard", by=by, number_text="", issued_on=None)


@transaction.atomic
def return_plan(*, by: Actor, plan: Plan, remark: str) -> None:
    """Give the plan back to its drafters; a number taken for it is voided on record.

    Errors: Refusal of ``may_return``; ``remark_missing``; changed meanwhile.
    """
    require_now(may_return(by, plan), plan)
    if not remark.strip():
        raise Refusal("Hãy ghi ý kiến để người soạn biết cần sửa gì.", "remark_missing", "remark")
    move(plan, "return", by=by, remark=remark)
    _close_review(by, plan)
    _tell(by, plan, users_with(Verb.PREPARE, unit_id=plan.unit_id), f"{plan.name} được trả lại: {remark}", "return")
    document = numbered_document(plan)
    if document is not None:
        void_document(by=by, document=document, reason=f"Kế hoạch bị trả lại: {remark}"[:300])
        Plan.objects.filter(pk=plan.pk).update(number_text="", issued_on=None)
        plan.number_text, plan.issued_on = "", None


@transaction.atomic
def approve_plan(*, by: Actor, plan: Plan, remark: str = "") -> None:
    """The leader approves. Errors: Refusal of ``may_approve``; changed meanwhile."""
    require_now(may_approve(by, plan), plan)
    move(plan, "approve", by=by, remark=remark)
    _close_review(by, plan)
    _tell(
        by, plan, users_with(Verb.ISSUE, unit_id=plan.unit_id), f"{plan.name} đã được duyệt, chờ ban hành.", "approve"
    )


@transaction.atomic
def number_plan(*, by: Actor, plan: Plan, on: dt.date) -> OfficialDocument:
    """Take the next number for an approved plan, so that it can be printed with it and signed.

    Errors: Refusal of ``may_number`` here and in ``documents``; ``has_number`` when one was taken already.
    """
    require_now(may_number(by, plan), plan)
    if numbered_document(plan) is not None:
        raise Refusal(f"Kế hoạch đã lấy số {plan.number_text}.", "has_number")
    document = take_number(
        by=by,
        unit=plan.unit,
        kind=document_kind(plan),
        on=on,
        subject=plan.title,
        signer_name=plan.signer_name,
        signer_post=plan.signer_post,
        on_behalf=plan.signer_on_behalf,
        owner_kind="plan",
        owner_id=plan.pk,
    )
    Plan.objects.filter(pk=plan.pk).update(number_text=document.number_text, issued_on=on)
    plan.number_text, plan.issued_on = document.number_text, on
    return document


@transaction.atomic
def close_plan(*, by: Actor, plan: Plan, remark: str = "") -> None:
    """End an issued plan; what is open of its duties stays, but nobody has to make a plan after it any more (the board
    goes on showing who did not). ``remark``: how it went, in a sentence.

    Errors: Refusal of ``may_close``.
    """
    require_now(may_close(by, plan), plan)
    move(plan, "close", by=by, remark=remark)
    withdraw_duties(by=by, subject_kind="plan", subject_id=plan.pk, kind=DutyKind.MAKE_PLAN)


@transaction.atomic
def withdraw_plan(*, by: Actor, plan: Plan, reason: str) -> None:
    """Take back an issued plan; the open duties that it gave are withdrawn, the duty to make it is open again where no
    other plan of the unit answers it. The units below are told, and who prepares at the own unit.

    Errors: Refusal of ``may_withdraw``; ``reason_missing``.
    """
    require_now(may_withdraw(by, plan), plan)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do thu hồi.", "reason_missing", "reason")
    move(plan, "withdraw", by=by, remark=reason)
    withdraw_duties(by=by, subject_kind="plan", subject_id=plan.pk)
    for duty_id in plan.plan_duties.values_list("id", flat=True):
        withdraw_duties(by=by, subject_kind="plan_duty", subject_id=duty_id)
    received = Unit.objects.filter(plan_receipts__plan=plan)
    tell_all(
        users=users_of(received, Verb.PREPARE),
        text=f"{plan.unit.title} đã thu hồi {plan.name}: {reason}",
        url=reverse("plan_page", args=[plan.pk]),
        key=f"plan.withdrawn:{plan.pk}",
    )
    text = f"{plan.name} đã được thu hồi: {reason}"
    _tell(by, plan, users_with(Verb.PREPARE, unit_id=plan.unit_id), text, "withdraw")
    for above in line_above(plan):
        others = own_plans_after(above).filter(unit_id=plan.unit_id).exclude(state__in=GONE)
        if above.state == ISSUED and not others.exists():
            about: dict[str, Any] = {"unit_id": plan.unit_id, "subject_kind": "plan", "subject_id": above.pk}
            reopen_duty(by=by, kind=DutyKind.MAKE_PLAN, **about)


def numbered_document(plan: Plan) -> OfficialDocument | None:
    """The document whose number was taken for this plan and is not issued yet."""
    return OfficialDocument.objects.filter(owner_kind="plan", owner_id=plan.pk, state=NUMBERED).first()


def document_kind(plan: Plan) -> str:
    """The kind under which the plan is numbered."""
    return DOCUMENT_KINDS.get(plan.kind.strip().lower(), DocumentKind.PLAN)


def _close_review(by: Actor, plan: Plan) -> None:
    fulfil_duty(by=by, unit_id=plan.unit_id, kind=DutyKind.APPROVE_PLAN, subject_kind="plan", subject_id=plan.pk)


def _tell(by: Actor, plan: Plan, users: list[User], text: str, what: str) -> None:
    """Tell the others: who did it herself needs no notice of it."""
    others = [user for user in users if user.pk != by.user_id]
    tell(users=others, text=text, url=reverse("plan_page", args=[plan.pk]), key=f"plan.{what}:{plan.pk}:{plan.version}")
