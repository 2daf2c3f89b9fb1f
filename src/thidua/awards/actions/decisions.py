"""Record a decision, take it back within a minute, add its signed paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from thidua.awards.actions.dossiers import KIND, tell_proposers
from thidua.awards.choices import DecisionWay
from thidua.awards.lifecycle import APPRAISED, UNDONE
from thidua.awards.models import Award, Decision, Dossier
from thidua.awards.policies import may_decide, may_manage_decision, may_record_decision, may_undo
from thidua.awards.queries.certificates import CODE_KIND
from thidua.awards.queries.decisions import DecisionDraft, decision_draft
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal, require
from thidua.documents.actions import (
    attach,
    attach_signed_pdf,
    issue_document,
    new_verification_codes,
    register_paper_number,
    take_number,
    void_document,
)
from thidua.documents.choices import AttachmentUse, DocumentKind
from thidua.documents.lifecycle import NUMBERED
from thidua.documents.models import Attachment, OfficialDocument
from thidua.duties.actions import fulfil_duties, reopen_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import changed_meanwhile, move, move_all, record
from thidua.organisation.models import Unit

DECISION_KIND = "award_decision"


@transaction.atomic
def decide(
    *,
    by: Actor,
    dossiers: Sequence[Dossier],
    decided_on: dt.date,
    signer_name: str,
    signer_post: str,
    way: str = DecisionWay.PAPER,
    number: int | None = None,
    title: str = "",
    scan: tuple[str, bytes] | None = None,
    with_scans_of: Decision | None = None,
) -> Decision:
    """Give the form to every passed line of these appraised dossiers (same form, same year) by one decision.

    ``way`` PAPER: signed on paper, ``number`` as the clerk gave it; SYSTEM: the product gives the next number, the
    paper is signed afterwards. Awards, golden book numbers and codes of certificates come into being at once.
    ``scan`` (name, bytes) is the signed paper, if it is at hand; a scan that cannot be kept stops the whole.
    ``with_scans_of`` is an undone decision of the same paper, whose scans go over to this one.
    Errors: Refusal of the policy; no or mixed dossiers; nobody passed; an achievement already awarded (each named);
    no number, a number taken, a day to come; no signer; ``changed_meanwhile``.
    """
    require(may_decide(by) if way == DecisionWay.SYSTEM else may_record_decision(by))
    unit, draft = _checked(by, dossiers)
    _require_words(way, number, signer_name, signer_post)
    decision = Decision.objects.create(
        unit=unit,
        form=draft.form,
        way=way,
        year=draft.year,
        title=squeeze(title)[:300] or f"Về việc tặng {draft.form.heading.lower()} năm {draft.year}",
        decided_at=clock.now(),
        state_since=clock.now(),
        decided_by_token=by.token,
    )
    decision.document = _numbered(by, decision, way, number, decided_on, (signer_name, signer_post))
    Decision.objects.filter(pk=decision.pk).update(document=decision.document)
    decision.dossiers.set(draft.dossiers)
    _award(by, decision, draft, decided_on)
    _close(by, decision, draft)
    if scan is not None:
        add_scan(by=by, decision=decision, name=scan[0], data=scan[1])
    elif with_scans_of is not None:
        _take_over_scans(by, decision, with_scans_of)
    return decision


def _take_over_scans(by: Actor, decision: Decision, undone: Decision) -> None:
    """The scans of an undone decision of the unit belong to the decision now recorded from the same paper."""
    if undone.state != UNDONE or undone.unit_id != decision.unit_id or decision.way != DecisionWay.PAPER:
        raise Refusal("Bản quét của lần ghi trước không giữ được. Hãy chọn lại tệp.", "no_scan", "scan")
    found = Attachment.objects.filter(owner_kind=DECISION_KIND, owner_id=undone.pk)
    names = ", ".join(found.order_by("pk").values_list("name", flat=True))
    if found.update(owner_id=decision.pk):
        record(
            by=by,
            event="attachment.moved",
            subject_kind=DECISION_KIND,
            subject_id=decision.pk,
            text=f"Giữ bản quét của lần ghi đã rút lại: {names}",
            data={"from": undone.pk},
        )


def _close(by: Actor, decision: Decision, draft: DecisionDraft) -> None:
    """Move the dossiers on, fulfil the duty to decide, write the line of the journal."""
    citation = decision.document.citation if decision.document else ""
    move_all(draft.dossiers, "decide", by=by, remark=citation)
    fulfil_duties(
        by=by,
        unit_id=decision.unit_id,
        kind=DutyKind.DECIDE_AWARDS,
        subject_kind=KIND,
        subject_ids=[dossier.pk for dossier in draft.dossiers],
    )
    tell_proposers(draft.dossiers, f"đã có {citation}", f"decided:{decision.pk}")
    record(
        by=by,
        event="award_decision.recorded",
        subject_kind=DECISION_KIND,
        subject_id=decision.pk,
        text=f"{citation}: {len(draft.awards)} được khen",
        data={"awards": len(draft.awards), "dossiers": [dossier.pk for dossier in draft.dossiers]},
    )


def _checked(by: Actor, dossiers: Sequence[Dossier]) -> tuple[Unit, DecisionDraft]:
    if not dossiers:
        raise Refusal("Hãy chọn ít nhất một hồ sơ đã thẩm định.", "no_dossiers", "dossiers")
    if any(not by.is_unit(dossier.to_unit_id) for dossier in dossiers):
        raise Refusal("Chỉ đơn vị khen thưởng được quyết định các hồ sơ này.", "other_unit")
    for dossier in dossiers:
        if dossier.state != APPRAISED:
            label = dossier.state_info.label.lower()
            raise Refusal(f"“{dossier.title}” đang ở trạng thái “{label}” nên chưa quyết định được.", "wrong_state")
    if len({(dossier.form_id, dossier.year) for dossier in dossiers}) > 1:
        raise Refusal("Một quyết định chỉ tặng một hình thức của một năm. Hãy chọn các hồ sơ cùng loại.", "mixed")
    draft = decision_draft(dossiers)
    if draft is None or not draft.awards:
        raise Refusal("Không có ai đạt tiêu chuẩn trong các hồ sơ này.", "nobody")
    reasons = [
        Reason("no_double", f"{one.line.full_name} đã được khen cho thành tích này ({one.earlier}).")
        for one in draft.conflicts
    ]
    seen: set[tuple[int | None, int | None, str]] = set()
    for one in draft.awards:
        key = (one.line.person_id, one.line.collective_id, squeeze(one.line.achievement_on_paper).lower())
        if key in seen:
            reasons.append(Reason("twice", f"{one.line.full_name} có tên hai lần với cùng một thành tích."))
        seen.add(key)
    if reasons:
        raise Refusal(reasons)
    return draft.unit, draft


def _require_words(way: str, number: int | None, signer_name: str, signer_post: str) -> None:
    reasons = []
    if way == DecisionWay.PAPER and number is None:
        reasons.append(Reason("no_number", "Hãy ghi số của quyết định đã ký.", "number"))
    if not squeeze(signer_name):
        reasons.append(Reason("no_signer", "Hãy ghi họ tên người ký quyết định.", "signer_name"))
    if not squeeze(signer_post):
        reasons.append(Reason("no_post", "Hãy ghi chức vụ người ký quyết định.", "signer_post"))
    if reasons:
        raise Refusal(reasons)


def _numbered(
    by: Actor, decision: Decision, way: str, number: int | None, on: dt.date, signer: tuple[str, str]
) -> OfficialDocument:
    words: dict[str, Any] = {
        "unit": decision.unit,
        "kind": DocumentKind.DECISION,
        "on": on,
        "subject": decision.title,
        "signer_name": signer[0],
        "signer_post": signer[1],
        "on_behalf": f"TM. {decision.unit.collective_body}",
        "owner_kind": DECISION_KIND,
        "owner_id": decision.pk,
    }
    if way == DecisionWay.SYSTEM or number is None:
        return take_number(by=by, **words)
    kept = _given_back(decision, number, on.year)
    if kept is None:
        return register_paper_number(by=by, number=number, **words)
    if on > clock.today():
        raise Refusal("Ngày quyết định chưa tới. Hãy ghi ngày hôm nay hoặc ngày đã ký.", "future_day", "decided_on")
    # The paper of a decision that was recorded and taken back: the same number, told anew.
    kept.issued_on, kept.subject, kept.owner_id = on, decision.title, decision.pk
    kept.signer_name, kept.signer_post = squeeze(signer[0]), squeeze(signer[1])
    kept.save(update_fields=["issued_on", "subject", "owner_id", "signer_name", "signer_post", "search_text"])
    return kept


def _given_back(decision: Decision, number: int, year: int) -> OfficialDocument | None:
    undone = Decision.objects.filter(unit=decision.unit, state=UNDONE).values("pk")
    return OfficialDocument.objects.filter(
        unit=decision.unit,
        kind=DocumentKind.DECISION,
        number=number,
        year=year,
        owner_kind=DECISION_KIND,
        owner_id__in=undone,
    ).first()


def _award(by: Actor, decision: Decision, draft: DecisionDraft, on: dt.date) -> None:
    awards = []
    for one in draft.awards:
        line = one.line
        awards.append(
            Award(
                decision=decision,
                form=draft.form,
                line=line,
                person_id=line.person_id,
                unit_id=line.collective_id or line.dossier.unit_id,
                recipient=line.name_on_paper,
                recipient_line=line.line_on_paper,
                unit_name=line.unit_name,
                achievement=line.achievement_on_paper,
                sex=line.sex,
                is_direct_worker=line.is_direct_worker,
                is_leader=line.is_leader,
                year=draft.year,
                awarded_on=on,
                golden_book_number=one.number,
                state_since=clock.now(),
            ).prepare()
        )
    Award.objects.bulk_create(awards, batch_size=200)
    new_verification_codes(by=by, kind=CODE_KIND, subject_ids=[award.pk for award in awards])


@transaction.atomic
def undo_decision(*, by: Actor, decision: Decision) -> Decision:
    """Take back a decision just recorded: its awards vanish, its dossiers wait for a decision again.

    A number given by the product is voided on record; a number of a paper may be recorded again. Errors: Refusal of
    ``may_undo`` (after a minute); certificates already printed; the signed paper already added.
    """
    require(may_undo(by, decision))
    document = decision.document
    _claim_unprinted(decision)
    if decision.way == DecisionWay.SYSTEM and document is not None:
        void_document(by=by, document=document, reason="Rút lại quyết định khen thưởng vừa ghi")
    Award.objects.filter(decision=decision).delete()
    dossiers = list(decision.dossiers.all())
    move_all(dossiers, "undo", by=by)
    reopen_duties(
        by=by,
        unit_id=decision.unit_id,
        kind=DutyKind.DECIDE_AWARDS,
        subject_kind=KIND,
        subject_ids=[dossier.pk for dossier in dossiers],
    )
    move(decision, "undo", by=by, document=None)
    return decision


def _claim_unprinted(decision: Decision) -> None:
    """Hold every award of the decision, none of them printed. A print at the same moment is waited for and wins; one
    that comes later waits and finds nothing to print. Errors: Refusal where one is printed."""
    awards = Award.objects.filter(decision=decision)
    if awards.filter(printed_times=0).update(printed_times=0) != awards.count():
        raise Refusal("Đã in giấy của quyết định này nên không rút lại được. Hãy thu hồi từng giấy.", "printed")


@transaction.atomic
def add_scan(*, by: Actor, decision: Decision, name: str, data: bytes) -> Attachment:
    """Keep the scan of the signed decision; a decision that waited for it is issued by that.

    Errors: Refusal of ``may_manage_decision``; the faults of the file.
    """
    require(may_manage_decision(by, decision))
    attachment = attach(
        by=by,
        unit=decision.unit,
        owner_kind=DECISION_KIND,
        owner_id=decision.pk,
        use=AttachmentUse.SCAN,
        name=name,
        data=data,
    )
    _issue(by, decision)
    return attachment


@transaction.atomic
def add_signed_pdf(*, by: Actor, decision: Decision, name: str, data: bytes) -> Attachment:
    """Keep the electronically signed decision with what its signatures say; it is issued by that.

    Errors: Refusal of ``may_manage_decision``; unsigned, changed or partly covered files.
    """
    require(may_manage_decision(by, decision))
    attachment, _ = attach_signed_pdf(
        by=by, unit=decision.unit, owner_kind=DECISION_KIND, owner_id=decision.pk, name=name, data=data
    )
    _issue(by, decision)
    return attachment


def _issue(by: Actor, decision: Decision) -> None:
    if decision.document is None:
        raise changed_meanwhile(decision)
    if decision.document.state == NUMBERED:
        issue_document(by=by, document=decision.document)
