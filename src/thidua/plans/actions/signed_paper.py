"""The signed paper of a plan: the scan of what was signed in ink, or the PDF that was signed electronically."""

from __future__ import annotations

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.common.verdicts import Reason, Refusal, require
from thidua.documents.actions import attach, attach_signed_pdf
from thidua.documents.choices import AttachmentUse
from thidua.plans.intake.pdf import pdf_text
from thidua.plans.intake.unreadable import Unreadable
from thidua.plans.models import Plan
from thidua.plans.policies import may_add_signed_paper

Upload = tuple[str, bytes]
"""A file as the browser sent it: its name and its bytes."""


@transaction.atomic
def add_signed_paper(*, by: Actor, plan: Plan, scan: Upload | None = None, signed: Upload | None = None) -> None:
    """Keep the signed paper of a plan that was issued without it. Errors: Refusal of ``may_add_signed_paper``;
    ``no_file``; those of ``keep_signed_paper``."""
    require(may_add_signed_paper(by, plan))
    if scan is None and signed is None:
        raise Refusal("Chưa chọn tệp nào. Hãy chọn bản quét, hoặc tệp PDF đã ký số.", "no_file", "scan")
    keep_signed_paper(by=by, plan=plan, scan=scan, signed=signed)


def keep_signed_paper(*, by: Actor, plan: Plan, scan: Upload | None, signed: Upload | None) -> None:
    """Keep what was given of the two; called in the transaction of who issues. Errors: Refusal of the file, named by
    its field ("scan", "signed"): of another kind, unsigned, altered after signing, of another plan."""
    if signed is not None:
        _keep_signed(by, plan, *signed)
    if scan is not None:
        name, data = scan
        use = AttachmentUse.SCAN
        try:
            attach(by=by, unit=plan.unit, owner_kind="plan", owner_id=plan.pk, use=use, name=name, data=data)
        except Refusal as refusal:
            raise _beside(refusal, "scan") from refusal


def _keep_signed(by: Actor, plan: Plan, name: str, data: bytes) -> None:
    if not _is_of(plan, data):
        raise Refusal(
            f"Tệp “{name}” không phải của kế hoạch này: trong tệp không có số {plan.number_text} và không có trích yếu "
            f"“{plan.title}”. Hãy chọn đúng tệp đã ký. Nếu đúng là tệp này mà máy không đọc được chữ trong tệp, hãy "
            "chọn tệp ở ô “Bản quét đã ký, đóng dấu”.",
            "other_plan",
            "signed",
        )
    try:
        attach_signed_pdf(by=by, unit=plan.unit, owner_kind="plan", owner_id=plan.pk, name=name, data=data)
    except Refusal as refusal:
        raise _beside(refusal, "signed") from refusal


def _is_of(plan: Plan, data: bytes) -> bool:
    """Does the paper bear the plan's number or its title? One without readable text is believed."""
    try:
        text = _letters(pdf_text(data))
    except Unreadable:
        return True
    return any(_letters(words) in text for words in (plan.number_text, plan.title) if words)


def _letters(words: str) -> str:
    return search_text(words).replace(" ", "")


def _beside(refusal: Refusal, field: str) -> Refusal:
    reasons = (Reason(one.code, one.text, field, one.url, one.link) for one in refusal.reasons)
    return Refusal(tuple(reasons))
