"""Issue a plan: number and date, the signed paper, and in the same transaction receipts and duties below."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_by_unit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import attach, attach_signed_pdf, issue_document, register_paper_number
from thidua.documents.choices import AttachmentUse
from thidua.duties.actions import fulfil_duty, give_duty
from thidua.duties.choices import DutyKind, Recurrence
from thidua.journal.actions import move
from thidua.notices.actions import tell
from thidua.plans.actions.flow import approve_plan, document_kind, number_plan, numbered_document, send_for_review
from thidua.plans.actions.items import complete_targets
from thidua.plans.lifecycle import APPROVED, DRAFT, IN_REVIEW
from thidua.plans.models import Plan, PlanDuty, PlanReceipt
from thidua.plans.policies import issue_gate, may_issue, may_issue_own_plan
from thidua.plans.queries.days import occurrences_of
from thidua.plans.queries.units import recipients_of, units_of_audience

_NUMBER = re.compile(r"(\d{1,5})\s*/\s*(\S.*)$")
Upload = tuple[str, bytes]
"""A file as the browser sent it: its name and its bytes."""


@transaction.atomic
def issue_plan(
    *,
    by: Actor,
    plan: Plan,
    number_text: str = "",
    issued_on: dt.date | None = None,
    take_next: bool = False,
    scan: Upload | None = None,
    signed: Upload | None = None,
    whole_subtree: bool = False,
) -> None:
    """Issue an approved plan. The number is the one taken before (``number_plan``), or ``number_text`` as signed on
    paper, or the next one (``take_next``). ``scan`` is the signed and stamped paper, ``signed`` the signed PDF.

    In the same transaction every unit below gets its receipt and every body that the plan names its duties. Errors:
    Refusal of ``may_issue``; of ``issue_gate``, one reason a finding; of the numbering; of the files.
    """
    require(may_issue(by, plan))
    day = issued_on or plan.issued_on or clock.today()
    _give_number(by, plan, number_text, day, take_next)
    complete_targets(by=by, plan=plan)
    require(issue_gate(plan))
    if signed is not None:
        name, data = signed
        attach_signed_pdf(by=by, unit=plan.unit, owner_kind="plan", owner_id=plan.pk, name=name, data=data)
    if scan is not None:
        name, data = scan
        attach(by=by, unit=plan.unit, owner_kind="plan", owner_id=plan.pk, use=AttachmentUse.SCAN, name=name, data=data)
    move(
        plan,
        "issue",
        by=by,
        number_text=plan.number_text,
        issued_on=plan.issued_on,
        goes_to_subtree=whole_subtree,
    )
    _give_out(by, plan)


@transaction.atomic
def issue_own_plan(
    *,
    by: Actor,
    plan: Plan,
    number_text: str = "",
    issued_on: dt.date | None = None,
    take_next: bool = False,
    scan: Upload | None = None,
) -> None:
    """The chair prepares, approves and issues in one step: walks the moves that are left, then as ``issue_plan``.

    Errors: Refusal of ``may_issue_own_plan``; then as ``issue_plan``.
    """
    require(may_issue_own_plan(by, plan))
    if plan.state == DRAFT:
        send_for_review(by=by, plan=plan)
    if plan.state == IN_REVIEW:
        approve_plan(by=by, plan=plan)
    if plan.state == APPROVED:
        issue_plan(by=by, plan=plan, number_text=number_text, issued_on=issued_on, take_next=take_next, scan=scan)


def _give_number(by: Actor, plan: Plan, number_text: str, day: dt.date, take_next: bool) -> None:
    document = numbered_document(plan)
    number_text = squeeze(number_text)
    if document is not None:
        issue_document(by=by, document=document)
        return
    if number_text:
        found = _NUMBER.match(number_text)
        if not found:
            raise Refusal(
                f"Không đọc được số “{number_text}”. Hãy viết số và ký hiệu, ví dụ 03/KH-LĐLĐ.",
                "number",
                "number_text",
            )
        document = register_paper_number(
            by=by,
            unit=plan.unit,
            kind=document_kind(plan),
            number=int(found.group(1)),
            symbol=found.group(2),
            on=day,
            subject=plan.title,
            signer_name=plan.signer_name,
            signer_post=plan.signer_post,
            on_behalf=plan.signer_on_behalf,
            owner_kind="plan",
            owner_id=plan.pk,
        )
    elif take_next:
        document = number_plan(by=by, plan=plan, on=day)
        issue_document(by=by, document=document)
    else:
        return
    number = document.number_text
    if Plan.objects.filter(unit_id=plan.unit_id, year=plan.year, number_text=number).exclude(pk=plan.pk).exists():
        raise Refusal(f"Đơn vị đã có kế hoạch số {number} năm {plan.year}.", "duplicate", "number_text")
    plan.number_text, plan.issued_on = number, day


def _give_out(by: Actor, plan: Plan) -> None:
    """Receipts, duties below, and the fulfilled duty above."""
    below = list(recipients_of(plan).order_by("path").values_list("id", flat=True))
    moment = clock.now()
    PlanReceipt.objects.bulk_create(
        [PlanReceipt(plan=plan, unit_id=unit_id, received_at=moment) for unit_id in below],
        ignore_conflicts=True,
        batch_size=1000,
    )
    duties = list(PlanDuty.objects.filter(plan=plan))
    for duty in duties:
        _give(by, plan, duty)
    about: dict[str, Any] = {"by": by, "subject_kind": "plan", "subject_id": plan.pk, "origin": plan.origin}
    if below:
        give_duty(
            unit_ids=below, kind=DutyKind.CONFIRM_PLAN, title=f"Xác nhận đã nhận {plan.name}: {plan.title}", **about
        )
        give_duty(
            unit_ids=below,
            kind=DutyKind.MAKE_PLAN,
            title=_title(plan, DutyKind.MAKE_PLAN),
            due_on=plan.lower_due_on or _due_of(duties, DutyKind.MAKE_PLAN),
            **about,
        )
        tell(
            users=[user for users in users_by_unit(below, Verb.PREPARE).values() for user in users],
            text=f"{plan.unit.title} đã ban hành {plan.name}: {plan.title}",
            url=reverse("plan_page", args=[plan.pk]),
            key=f"plan.issued:{plan.pk}",
        )
    if plan.parent_id:
        fulfil_duty(
            by=by, unit_id=plan.unit_id, kind=DutyKind.MAKE_PLAN, subject_kind="plan", subject_id=plan.parent_id
        )
        PlanReceipt.objects.filter(plan_id=plan.parent_id, unit_id=plan.unit_id, confirmed_at__isnull=True).update(
            confirmed_at=moment
        )
        fulfil_duty(
            by=by, unit_id=plan.unit_id, kind=DutyKind.CONFIRM_PLAN, subject_kind="plan", subject_id=plan.parent_id
        )


def _give(by: Actor, plan: Plan, duty: PlanDuty) -> None:
    """One line of the plan to every unit whose duty it is, once an occurrence."""
    unit_ids = units_of_audience(plan, duty.audience)
    if not unit_ids:
        return
    if duty.kind == DutyKind.MAKE_PLAN and duty.audience == "issuer":
        unit_ids = []
    is_own_kind = duty.kind == DutyKind.PLAN_DUTY
    subject_kind, subject_id = ("plan_duty", duty.pk) if is_own_kind else ("plan", plan.pk)
    occurrences = occurrences_of(plan, duty)
    if not is_own_kind and duty.recurrence == Recurrence.NONE:
        occurrences = [(0, duty.due_on)]
    for number, due_on in occurrences:
        give_duty(
            by=by,
            unit_ids=unit_ids,
            kind=duty.kind,
            subject_kind=subject_kind,
            subject_id=subject_id,
            title=duty.text if is_own_kind else _title(plan, duty.kind),
            origin=plan.origin,
            due_on=due_on,
            occurrence=number,
        )


def _title(plan: Plan, kind: str) -> str:
    """The words of a gesture that has a page of its own, short enough for a phone."""
    words = {
        DutyKind.MAKE_PLAN: f"Xây dựng kế hoạch của đơn vị theo {plan.name}",
        DutyKind.REGISTER_LAUNCH: f"Đăng ký lịch phát động theo {plan.name}",
        DutyKind.REGISTER_TITLES: f"Đăng ký danh hiệu thi đua theo {plan.name}",
    }
    return words[DutyKind(kind)]


def _due_of(duties: list[PlanDuty], kind: str) -> dt.date | None:
    days = [duty.due_on for duty in duties if duty.kind == kind and duty.due_on]
    return min(days) if days else None
