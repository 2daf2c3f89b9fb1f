"""Issue a plan: number and date, the signed paper, and in the same transaction receipts and duties below."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import issue_document, register_paper_number
from thidua.duties.actions import adjust_duties, fulfil_duty, give_duty_to, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, require_now
from thidua.notices.actions import tell_all
from thidua.organisation.actions import insert_chosen
from thidua.organisation.models import UnitQuerySet
from thidua.plans.actions.amend import supersede
from thidua.plans.actions.cascade import adjust_own_plan
from thidua.plans.actions.compose import refuse_duplicate
from thidua.plans.actions.flow import approve_plan, document_kind, number_plan, numbered_document, send_for_review
from thidua.plans.actions.items import complete_targets
from thidua.plans.actions.receipts import answer_above
from thidua.plans.actions.signed_paper import Upload, keep_signed_paper
from thidua.plans.lifecycle import APPROVED, DRAFT, IN_REVIEW
from thidua.plans.models import GESTURES, Plan, PlanDuty, PlanReceipt
from thidua.plans.policies import issue_gate, may_issue, may_issue_own_plan
from thidua.plans.queries.asked import Asked, asked_by_line, own_plans_asked, title_of
from thidua.plans.queries.changes import differences_of, summary_of
from thidua.plans.queries.units import recipients_of

_NUMBER = re.compile(r"(\d{1,5})\s*/\s*(\S.*)$")


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
    require_now(may_issue(by, plan), plan)
    day = issued_on or plan.issued_on or clock.today()
    _give_number(by, plan, number_text, day, take_next)
    complete_targets(by=by, plan=plan)
    require(issue_gate(plan))
    keep_signed_paper(by=by, plan=plan, scan=scan, signed=signed)
    move(
        plan,
        "issue",
        by=by,
        number_text=plan.number_text,
        issued_on=plan.issued_on,
        goes_to_subtree=whole_subtree,
    )
    supersede(by=by, plan=plan)
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
    adjusted: dict[str, Any] | None = None,
) -> None:
    """The chair prepares, approves and issues in one step: walks the moves that are left, then as ``issue_plan``.

    ``adjusted`` is what she changed on the same page (as ``form`` of ``adjust_own_plan``); where the plan cannot be
    issued, it stays as it was before. Errors: Refusal of ``may_issue_own_plan``, of ``adjust_own_plan``; then as
    ``issue_plan``.
    """
    require_now(may_issue_own_plan(by, plan), plan)
    if adjusted is not None:
        adjust_own_plan(by=by, plan=plan, form=adjusted)
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
    plan.number_text, plan.issued_on = number, day
    refuse_duplicate(plan)


def _give_out(by: Actor, plan: Plan) -> None:
    """Receipts, duties below, and the fulfilled duty above; the same number of statements for one unit and for all."""
    below = recipients_of(plan)
    insert_chosen(PlanReceipt, below, taken={"unit_id": "id"}, plan_id=plan.pk, received_at=clock.now())
    duties = list(PlanDuty.objects.filter(plan=plan))
    if plan.amends_id:
        _ask_for_plans(by, plan, below, duties)
    for duty in duties:
        _settle(by, plan, asked_by_line(plan, duty))
    about: dict[str, Any] = {"by": by, "subject_kind": "plan", "subject_id": plan.pk, "origin": plan.origin}
    if below.exists():
        kind = DutyKind.CONFIRM_PLAN
        give_duty_to(units=below, kind=kind, title=title_of(plan, kind), **about)
        if not plan.amends_id:
            _ask_for_plans(by, plan, below, duties)
        tell_all(
            users=users_of(below, Verb.PREPARE),
            text=_announcement(plan),
            url=reverse("plan_page", args=[plan.pk]),
            key=f"plan.issued:{plan.pk}",
        )
    if plan.amends_id:
        _drop_gestures(by, plan, {duty.kind for duty in duties})
    if plan.parent_id:
        answer_above(by=by, plan=plan)
    if plan.promise_id:
        fulfil_duty(
            by=by,
            unit_id=plan.unit_id,
            kind=DutyKind.PLAN_DUTY,
            subject_kind="plan_duty",
            subject_id=plan.promise_id,
        )


def _ask_for_plans(by: Actor, plan: Plan, below: UnitQuerySet, duties: list[PlanDuty]) -> None:
    """Every unit below makes its plan, by the day of the plan's head; a line of the plan may name another day: it is
    given first, and what a unit has been given first it keeps."""
    _settle(by, plan, own_plans_asked(plan, below, duties))


def _announcement(plan: Plan) -> str:
    if plan.amends is None:
        return f"{plan.unit.title} đã ban hành {plan.name}: {plan.title}"
    changes = summary_of(differences_of(plan, plan.amends))
    return f"{plan.unit.title} đã điều chỉnh {plan.amends.name} bằng {plan.name}: {changes}. Mở để xem từng điểm."


def _settle(by: Actor, plan: Plan, asked: Asked | None) -> None:
    """Give a duty; where the plan amends another, bring what was given before in line with it."""
    if asked is None:
        return
    about: dict[str, Any] = {
        "by": by,
        "units": asked.units,
        "kind": asked.kind,
        "subject_kind": asked.subject_kind,
        "subject_id": asked.subject_id,
        "title": asked.title,
        "origin": plan.origin,
    }
    if plan.amends_id:
        drops = asked.kind != DutyKind.MAKE_PLAN
        adjust_duties(days=asked.days, occasions=asked.words, drop_others=drops, **about)
        return
    for number, due_on in asked.days.items():
        give_duty_to(due_on=due_on, occurrence=number, occasion=asked.words.get(number, ""), **about)


def _drop_gestures(by: Actor, plan: Plan, kinds: set[str]) -> None:
    """Registrations that the amended plan asks for no more."""
    for kind in set(GESTURES) - kinds:
        withdraw_duties(by=by, subject_kind="plan", subject_id=plan.pk, kind=kind)
