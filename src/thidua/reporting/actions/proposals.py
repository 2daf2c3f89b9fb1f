"""The asker's side of a difficulty or proposal: write, send, draw back, ask again; and lifting one from a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.text import normalise, squeeze
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.journal.actions import move, record, require_now
from thidua.notices.actions import tell
from thidua.organisation.models import Unit
from thidua.reporting import policies
from thidua.reporting.choices import ProposalKind
from thidua.reporting.lifecycle import DRAFT, WAITING
from thidua.reporting.models import Proposal, ProposalStop, Report
from thidua.reporting.queries.narrative import narrative_of
from thidua.ui.kept import Kept

SUBJECT, ANSWER = "proposal", "proposal_answer"
"""Owner kinds of files: what the asker attached, what goes with the answer."""
Upload = tuple[str, bytes]
"""A file as the browser sent it: its name and its bytes."""
FIELDS = ("kind", "title", "text", "hides_name")


@transaction.atomic
def write_proposal(
    *,
    by: Actor,
    title: str,
    text: str,
    kind: str = ProposalKind.PROPOSAL,
    hides_name: bool = False,
    report: Report | None = None,
    file: Upload | None = None,
    sends: bool = False,
) -> Proposal:
    """Write a difficulty or proposal of the own unit. With a ``report`` still being written it goes up with it.

    ``sends``: send it at once. Errors: Refusal of ``may_propose``; of a report of another unit; with ``sends`` of
    ``may_send_proposal``; those of the file.
    """
    require(policies.may_propose(by))
    if report is not None and report.unit_id != by.unit_id:
        raise Refusal("Chỉ ghi được kiến nghị trong báo cáo của chính đơn vị.", "not_own")
    proposal = Proposal(unit_id=by.unit_id, report=report)
    _set(proposal, {"kind": kind, "title": title, "text": text, "hides_name": hides_name})
    proposal.save()
    record(by=by, event="proposal.written", subject_kind=SUBJECT, subject_id=proposal.pk, text=proposal.title)
    _attach(by, proposal, file)
    if sends:
        send_proposal(by=by, proposal=proposal)
    return proposal


@transaction.atomic
def change_proposal(
    *, by: Actor, proposal: Proposal, file: Upload | None = None, sends: bool = False, **fields: Any
) -> None:
    """Change what was not sent. ``fields``: kind, title, text, hides_name. Errors: as ``write_proposal``."""
    require_now(policies.may_change_proposal(by, proposal), proposal)
    _set(proposal, fields)
    proposal.save()
    record(by=by, event="proposal.changed", subject_kind=SUBJECT, subject_id=proposal.pk, text=proposal.title)
    _attach(by, proposal, file)
    if sends:
        send_proposal(by=by, proposal=proposal)


def _set(proposal: Proposal, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields:
            value = fields[name]
            setattr(proposal, name, squeeze(value) if name == "title" else value)
    proposal.text = normalise(proposal.text).strip()
    checked(proposal, exclude=("unit", "report", "holder"))


def _attach(by: Actor, proposal: Proposal, file: Upload | None) -> None:
    if file is not None:
        attach(
            by=by,
            unit=proposal.unit,
            owner_kind=SUBJECT,
            owner_id=proposal.pk,
            use=AttachmentUse.EVIDENCE,
            name=file[0],
            data=file[1],
        )


@transaction.atomic
def drop_proposal(*, by: Actor, proposal: Proposal) -> None:
    """Throw away what was not sent. Errors: Refusal of ``may_change_proposal``."""
    require_now(policies.may_change_proposal(by, proposal), proposal)
    record(by=by, event="proposal.dropped", subject_kind=SUBJECT, subject_id=proposal.pk, text=proposal.title)
    proposal.delete()


@transaction.atomic
def send_proposal(*, by: Actor, proposal: Proposal) -> None:
    """Send it to the unit above. Errors: Refusal of ``may_send_proposal``."""
    require_now(policies.may_send_proposal(by, proposal), proposal)
    _send(by, proposal)


def _send(by: Actor, proposal: Proposal) -> None:
    holder = unit_above(proposal.unit)
    move(proposal, "send", by=by, holder_id=holder.pk, sent_on=clock.today())
    reach(proposal, holder.pk)
    tell_of(
        proposal,
        users_with(Verb.RECEIVE, unit_id=holder.pk),
        f"{proposal.unit.title} gửi {proposal.get_kind_display().lower()}: {proposal.title}",
        "sent",
    )


def _unsent(report_id: int, unit_id: int) -> QuerySet[Proposal]:
    return Proposal.objects.filter(report_id=report_id, unit_id=unit_id, state=DRAFT).select_related("unit")


unsent_of = Kept(_unsent)


def send_proposals_of(*, by: Actor, report: Report) -> int:
    """Send what was written beside a report, together with it. Called by the sending of the report, in its
    transaction; who may send the report may send these. Output: how many."""
    waiting = unsent_of(report.pk, report.unit_id)
    if waiting and report.unit.parent_id is not None:
        for proposal in waiting:
            _send(by, proposal)
    return len(waiting)


def unit_above(unit: Unit) -> Unit:
    """The unit directly above. Errors: Refusal at the top."""
    if unit.parent is None:
        raise Refusal(f"{unit.title} không có công đoàn cấp trên trong phần mềm để gửi kiến nghị.", "at_the_top")
    return unit.parent


def reach(proposal: Proposal, unit_id: int) -> None:
    """From now on that unit sees the proposal."""
    ProposalStop.objects.get_or_create(proposal=proposal, unit_id=unit_id, defaults={"reached_on": clock.today()})


def tell_of(proposal: Proposal, users: Sequence[User], text: str, event: str) -> None:
    """A notice that leads to the proposal; once for a step."""
    tell(
        users=users,
        text=f"{text}."[:500],
        url=reverse("proposal_page", args=[proposal.pk]),
        key=f"proposal.{event}:{proposal.pk}:{proposal.version}",
    )


@transaction.atomic
def withdraw_proposal(*, by: Actor, proposal: Proposal) -> None:
    """Draw it back to change it. Errors: Refusal of ``may_withdraw_proposal``."""
    require_now(policies.may_withdraw_proposal(by, proposal), proposal)
    move(proposal, "withdraw", by=by, report_id=None)
    proposal.stops.all().delete()


@transaction.atomic
def ask_again(*, by: Actor, proposal: Proposal, reason: str) -> None:
    """The answer does not settle it: it waits again where it was answered. Errors: Refusal of ``may_ask_again``;
    without a reason. What was published stays readable until the next answer."""
    require_now(policies.may_ask_again(by, proposal), proposal)
    if not reason.strip():
        raise Refusal("Hãy ghi điều còn chưa được giải đáp.", "reason_missing", "reason")
    move(proposal, "ask_again", by=by, remark=reason.strip())
    tell_of(
        proposal,
        users_with(Verb.RECEIVE, unit_id=proposal.holder_id or 0),
        f"{proposal.unit.title} hỏi lại về “{proposal.title}”",
        "asked_again",
    )


@transaction.atomic
def end_proposal(*, by: Actor, proposal: Proposal) -> None:
    """Close what was answered: by the asker, or by the unit that answered. Errors: Refusal of ``may_end_proposal``."""
    require_now(policies.may_end_proposal(by, proposal), proposal)
    move(proposal, "end", by=by)


@transaction.atomic
def lift_proposal(
    *, by: Actor, report: Report, passage: str, title: str, kind: str = ProposalKind.PROPOSAL
) -> Proposal:
    """Take a passage of a sent report out as an item of its own: the unit above holds it at once; the asker is told.

    ``passage`` stands in the report word for word (blanks and line ends do not matter). Errors: Refusal of
    ``may_lift``; ``not_in_report``; ``lifted_already`` where the same passage was taken out before.
    """
    require(policies.may_lift(by, report))
    passage = normalise(passage).strip()
    told = squeeze(" ".join(text for _, text in narrative_of(report)))
    if not passage or squeeze(passage) not in told:
        raise Refusal(
            "Đoạn này không có trong báo cáo. Hãy chép nguyên văn một đoạn trong phần bằng lời của báo cáo.",
            "not_in_report",
            "passage",
        )
    if Proposal.objects.filter(report=report, text=passage).exists():
        raise Refusal("Đoạn này đã được ghi thành kiến nghị rồi.", "lifted_already", "passage")
    proposal = Proposal(unit=report.unit, report=report, lifted_by_id=by.unit_id, holder_id=by.unit_id, state=WAITING)
    proposal.sent_on = clock.local(report.submitted_at).date() if report.submitted_at else clock.today()
    _set(proposal, {"kind": kind, "title": title, "text": passage})
    proposal.save()
    reach(proposal, by.unit_id)
    record(
        by=by,
        event="proposal.lifted",
        subject_kind=SUBJECT,
        subject_id=proposal.pk,
        unit_id=report.unit_id,
        text=proposal.title,
        data={"report": report.pk},
    )
    people = users_with(Verb.PREPARE, unit_id=report.unit_id)
    words = f"{by.unit_name} đã ghi nhận để giải quyết, từ báo cáo “{report.request.title}”: {proposal.title}"
    tell_of(proposal, people, words, "lifted")
    return proposal
