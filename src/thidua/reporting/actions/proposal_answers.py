"""The side of the unit that holds a difficulty or proposal: give it to somebody, pass it up, answer it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_of, users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import normalise, search_text, squeeze
from thidua.common.verdicts import Refusal
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.duties.actions import fulfil_duty, give_duty, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.notices.actions import tell_all
from thidua.organisation.models import Unit
from thidua.reporting import policies
from thidua.reporting.actions.proposals import ANSWER, SUBJECT, Upload, reach, tell_of, unit_above
from thidua.reporting.models import Proposal

NOBODY: dict[str, Any] = {"assigned_unit_id": None, "assigned_user_id": None, "assigned_words": "", "due_on": None}


@transaction.atomic
def assign_proposal(
    *,
    by: Actor,
    proposal: Proposal,
    due_on: dt.date,
    unit: Unit | None = None,
    user: User | None = None,
    words: str = "",
) -> None:
    """Say who prepares the answer until when: a unit below, a person of the own unit, or a department in words.

    It becomes a duty of that unit. Errors: Refusal of ``may_assign_proposal``; ``nobody``; ``day_gone``;
    ``not_below`` for a unit that is neither the own nor below it; ``not_of_unit`` for a person who does not prepare
    at the own unit; ``asker`` for the unit that asks.
    """
    require_now(policies.may_assign_proposal(by, proposal), proposal)
    words = squeeze(words)
    if due_on < clock.today():
        raise Refusal("Hạn trả lời phải từ hôm nay trở đi.", "day_gone", "due_on")
    _check_whom(by, proposal, unit, user, words)
    withdraw_duties(by=by, subject_kind=SUBJECT, subject_id=proposal.pk)
    move(
        proposal,
        "assign",
        by=by,
        remark=", ".join(one for one in (unit.title if unit else "", words) if one),
        assigned_unit_id=unit.pk if unit else None,
        assigned_user_id=user.pk if user else None,
        assigned_words=words,
        due_on=due_on,
        rounds=F("rounds") + 1,
    )
    proposal.refresh_from_db()
    _give(by, proposal, user)


def _give(by: Actor, proposal: Proposal, user: User | None) -> None:
    """The duty of whom it was given to, and the notice."""
    worker, due_on = proposal.assigned_unit_id or by.unit_id, proposal.due_on
    reach(proposal, worker)
    give_duty(
        by=by,
        unit_ids=[worker],
        kind=DutyKind.ANSWER_PROPOSAL,
        subject_kind=SUBJECT,
        subject_id=proposal.pk,
        title=f"Trả lời kiến nghị của {proposal.unit.title}",
        origin=f"{by.unit_name} giao" if worker != by.unit_id else "",
        due_on=due_on,
        occurrence=proposal.rounds,
    )
    people = [user] if user else users_with(Verb.PREPARE, unit_id=worker)
    day = format_date(due_on)
    tell_of(proposal, people, f"{by.unit_name} giao trả lời kiến nghị “{proposal.title}”, hạn {day}", "assigned")


def _check_whom(by: Actor, proposal: Proposal, unit: Unit | None, user: User | None, words: str) -> None:
    if unit is None and user is None and not words:
        raise Refusal("Hãy chọn người, đơn vị, hoặc ghi ban, bộ phận được giao.", "nobody", "whom")
    if unit is not None and unit.pk == proposal.unit_id:
        raise Refusal("Không giao cho chính đơn vị kiến nghị trả lời.", "asker", "whom")
    if unit is not None and not by.is_above(unit.path):
        raise Refusal(f"{unit.title} không phải đơn vị cấp dưới của {by.unit_name}.", "not_below", "whom")
    if user is not None and user not in users_with(Verb.PREPARE, unit_id=by.unit_id):
        raise Refusal("Người này không có vai trò soạn thảo tại đơn vị.", "not_of_unit", "whom")


@transaction.atomic
def pass_up_proposal(*, by: Actor, proposal: Proposal, remark: str) -> None:
    """Send it on to the unit above, with what the own unit thinks of it. The asker is told who holds it now.

    Errors: Refusal of ``may_pass_up``; without a remark.
    """
    require_now(policies.may_pass_up(by, proposal), proposal)
    if not remark.strip():
        raise Refusal("Hãy ghi ý kiến của đơn vị để cấp trên biết vì sao chuyển lên.", "remark_missing", "remark")
    above = unit_above(Unit.objects.select_related("parent").get(pk=by.unit_id))
    withdraw_duties(by=by, subject_kind=SUBJECT, subject_id=proposal.pk)
    move(proposal, "pass_up", by=by, remark=normalise(remark).strip(), holder_id=above.pk, **NOBODY)
    proposal.holder = above
    reach(proposal, above.pk)
    receivers = users_with(Verb.RECEIVE, unit_id=above.pk)
    tell_of(
        proposal, receivers, f"{by.unit_name} chuyển lên kiến nghị của {proposal.unit.title}: {proposal.title}", "up"
    )
    askers = users_with(Verb.PREPARE, unit_id=proposal.unit_id)
    tell_of(proposal, askers, f"{by.unit_name} đã chuyển kiến nghị “{proposal.title}” lên {above.title}", "up")


@transaction.atomic
def draft_answer(*, by: Actor, proposal: Proposal, answer: str, file: Upload | None = None) -> None:
    """Hand the prepared answer to the unit that holds the proposal. Errors: Refusal of ``may_draft_answer``; empty."""
    require_now(policies.may_draft_answer(by, proposal), proposal)
    answer = _answer(answer)
    move(proposal, "draft_answer", by=by, draft=answer)
    fulfil_duty(
        by=by,
        unit_id=by.unit_id,
        kind=DutyKind.ANSWER_PROPOSAL,
        subject_kind=SUBJECT,
        subject_id=proposal.pk,
        occurrence=proposal.rounds,
    )
    _attach(by, proposal, file)
    receivers = users_with(Verb.RECEIVE, unit_id=proposal.holder_id or 0)
    tell_of(proposal, receivers, f"Đã có dự thảo trả lời kiến nghị “{proposal.title}”", "drafted")


@transaction.atomic
def answer_proposal(
    *,
    by: Actor,
    proposal: Proposal,
    answer: str,
    is_public: bool = False,
    public_question: str = "",
    hides_name: bool = False,
    file: Upload | None = None,
) -> None:
    """Answer the asker; with ``is_public`` all units below read question and answer, so that it is answered once.

    ``public_question``: the question as the others read it (else as it was asked). The asker's wish not to be named
    is kept; ``hides_name`` adds to it. Errors: Refusal of ``may_answer_proposal``; an empty answer; a public question
    that names a unit that is not to be named.
    """
    require_now(policies.may_answer_proposal(by, proposal), proposal)
    answer, question = _answer(answer), normalise(public_question).strip()
    hides = proposal.hides_name or hides_name
    asked = question or f"{proposal.title}. {proposal.text}"
    if is_public and hides:
        _check_hidden(proposal, asked, "public_question")
        _check_hidden(proposal, answer, "answer")
    withdraw_duties(by=by, subject_kind=SUBJECT, subject_id=proposal.pk)
    move(
        proposal,
        "answer",
        by=by,
        answer=answer,
        draft="",
        answered_by_id=by.unit_id,
        answered_on=clock.today(),
        is_public=is_public,
        public_question=question if is_public else "",
        hides_name=hides,
        public_search=search_text(asked, answer) if is_public else "",
    )
    _attach(by, proposal, file)
    askers = users_with(Verb.PREPARE, unit_id=proposal.unit_id)
    tell_of(proposal, askers, f"{by.unit_name} đã trả lời kiến nghị “{proposal.title}”", "answered")
    if is_public:
        _publish(by, proposal)


def _check_hidden(proposal: Proposal, text: str, field: str) -> None:
    told = squeeze(text).casefold()
    if any(name and name.casefold() in told for name in (proposal.unit.name, proposal.unit.short_name)):
        raise Refusal(
            f"Đơn vị không muốn nêu tên, nhưng đoạn này nhắc đến {proposal.unit.title}. Hãy viết lại cho mọi đơn vị.",
            "names_the_asker",
            field,
        )


def _publish(by: Actor, proposal: Proposal) -> None:
    below = Unit.objects.under(by.unit_path).valid_on(clock.today()).exclude(pk=proposal.unit_id)
    tell_all(
        users=users_of(below, Verb.PREPARE),
        text=f"{by.unit_name} giải đáp cho mọi đơn vị: {squeeze(proposal.shown_question)}"[:500],
        url=reverse("answer_page", args=[proposal.pk]),
        key=f"proposal.published:{proposal.pk}:{proposal.version}",
    )
    record(
        by=by,
        event="proposal.published",
        subject_kind=SUBJECT,
        subject_id=proposal.pk,
        text="Công bố trả lời cho mọi đơn vị cấp dưới",
    )


def _answer(text: str) -> str:
    text = normalise(text).strip()
    if not text:
        raise Refusal("Chưa có lời trả lời.", "answer_missing", "answer")
    return text


def _attach(by: Actor, proposal: Proposal, file: Upload | None) -> None:
    if file is not None:
        attach(
            by=by,
            unit=Unit.objects.get(pk=by.unit_id),
            owner_kind=ANSWER,
            owner_id=proposal.pk,
            use=AttachmentUse.EVIDENCE,
            name=file[0],
            data=file[1],
        )
