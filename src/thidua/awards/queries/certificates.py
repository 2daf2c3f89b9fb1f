"""What anybody may learn from the code of a certificate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.awards.lifecycle import RECORDED, REPLACED, REVOKED
from thidua.awards.models import Award
from thidua.documents.lifecycle import ISSUED
from thidua.documents.models import VerificationCode
from thidua.documents.queries import find_code

CODE_KIND = "award"


@dataclass(frozen=True)
class PublicAward:
    """The public face of a certificate: name, unit, award, decision, issuer – nothing else of a person.

    ``state`` is "valid", "revoked" or "replaced"; ``successor_code`` leads to the certificate that replaced it.
    """

    code: str
    state: str
    recipient: str
    unit_name: str
    award_name: str
    heading: str
    decision_number: str
    decided_on: dt.date
    issuer: str
    reason: str
    ended_on: dt.date | None
    successor_code: str


def public_award(typed: str) -> PublicAward | None:
    """The certificate of a typed or scanned code; None for an unknown code, an undone or not yet signed decision."""
    code = find_code(typed)
    if code is None or code.kind != CODE_KIND:
        return None
    award = (
        Award.objects.select_related("form", "decision__document", "decision__unit")
        .filter(pk=code.subject_id, decision__state=RECORDED, decision__document__state=ISSUED)
        .first()
    )
    if award is None or award.decision.document is None:
        return None
    return PublicAward(
        code=code.grouped,
        state=award.state,
        recipient=award.recipient,
        unit_name=award.unit_name if award.person_id else "",
        award_name=award.form.name_from(award.decision.unit),
        heading=award.form.heading,
        decision_number=award.decision.document.number_text,
        decided_on=award.awarded_on,
        issuer=award.decision.unit.name,
        reason=award.get_revoke_reason_display() if award.state == REVOKED else "",
        ended_on=award.ended_on,
        successor_code=_code_of(award.replaced_by_id) if award.state == REPLACED else "",
    )


def _code_of(award_id: int | None) -> str:
    code = VerificationCode.objects.filter(kind=CODE_KIND, subject_id=award_id).first() if award_id else None
    return code.grouped if code else ""


def codes_of(award_ids: list[int] | QuerySet[Any, Any]) -> dict[int, VerificationCode]:
    """The codes of many awards by award id; of very many give a query of the ids."""
    found = VerificationCode.objects.filter(kind=CODE_KIND, subject_id__in=award_ids)
    return {code.subject_id: code for code in found}
