"""Writes on an award once given: print, revoke, replace."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from thidua.awards.choices import RevokeReason
from thidua.awards.models import Award, Decision
from thidua.awards.policies import may_print, may_replace, may_revoke
from thidua.awards.queries.certificates import CODE_KIND
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import new_verification_codes
from thidua.journal.actions import move, record


@transaction.atomic
def count_print(*, by: Actor, decision: Decision, awards: Sequence[Award], is_reissue: bool = False) -> list[Award]:
    """Count a print of these certificates of one decision. ``is_reissue``: given again for a lost or spoilt one, which
    the certificate then says. Output: the awards as they are now. Errors: Refusal of ``may_print``; none to print;
    one that is no longer valid."""
    require(may_print(by, decision))
    ids = [award.pk for award in awards]
    if not ids:
        raise Refusal("Quyết định này không còn giấy nào có hiệu lực để in.", "nothing_to_print")
    rows = Award.objects.valid().filter(decision=decision, pk__in=ids)
    changed = rows.update(
        printed_times=F("printed_times") + 1,
        printed_at=clock.now(),
        reissue=F("reissue") + (1 if is_reissue else 0),
    )
    if changed != len(ids):
        raise Refusal("Có giấy đã bị thu hồi hoặc thay thế nên không in được. Hãy tải lại trang.", "not_valid")
    record(
        by=by,
        event="award.reissued" if is_reissue else "award.printed",
        subject_kind="award" if len(ids) == 1 else "award_decision",
        subject_id=ids[0] if len(ids) == 1 else decision.pk,
        text=f"In {len(ids)} giấy",
        data={"awards": len(ids)},
    )
    found = Award.objects.filter(pk__in=ids).select_related("form", "unit", "decision__unit", "decision__document")
    return list(found.order_by("golden_book_number", "id"))


@transaction.atomic
def revoke_award(*, by: Actor, award: Award, category: str, reason: str) -> Award:
    """Take an award back. ``category`` (RevokeReason) is public, ``reason`` stays inside. The achievement may then be
    proposed again. Errors: Refusal of ``may_revoke``; no reason; an unknown category; ``changed_meanwhile``."""
    require(may_revoke(by, award))
    reason = squeeze(reason)[:300]
    if category not in RevokeReason.values:
        raise Refusal("Hãy chọn loại lý do thu hồi.", "no_category", "category")
    if not reason:
        raise Refusal("Hãy ghi rõ lý do thu hồi.", "no_reason", "reason")
    move(award, "revoke", by=by, remark=reason, revoke_reason=category, reason=reason, ended_on=clock.today())
    return award


@transaction.atomic
def replace_award(
    *,
    by: Actor,
    award: Award,
    reason: str,
    recipient: str = "",
    recipient_line: str | None = None,
    achievement: str = "",
) -> Award:
    """Replace a certificate by a corrected one of the same decision and golden book number, with a code of its own.

    Empty fields keep the old words. Output: the new award. Errors: Refusal of ``may_replace``; no reason; nothing
    corrected; ``changed_meanwhile``.
    """
    require(may_replace(by, award))
    reason = squeeze(reason)[:300]
    if not reason:
        raise Refusal("Hãy ghi giấy cũ sai ở đâu.", "no_reason", "reason")
    words = {
        "recipient": squeeze(recipient)[:200] or award.recipient,
        "recipient_line": award.recipient_line if recipient_line is None else squeeze(recipient_line)[:300],
        "achievement": squeeze(achievement)[:400] or award.achievement,
    }
    if all(getattr(award, field) == value for field, value in words.items()):
        raise Refusal("Chưa sửa gì so với giấy cũ. Hãy sửa chỗ sai rồi lưu.", "nothing_changed", "recipient")
    copied = ("decision_id", "form_id", "line_id", "person_id", "unit_id", "unit_name", "sex", "is_direct_worker")
    more = ("is_leader", "year", "awarded_on", "golden_book_number")
    move(award, "replace", by=by, remark=reason, reason=reason, ended_on=clock.today())
    fresh = Award(**{field: getattr(award, field) for field in copied + more}, **words, state_since=clock.now())
    fresh.save()
    Award.objects.filter(pk=award.pk).update(replaced_by=fresh)
    award.replaced_by = fresh
    new_verification_codes(by=by, kind=CODE_KIND, subject_ids=[fresh.pk])
    record(
        by=by,
        event="award.corrected",
        subject_kind="award",
        subject_id=fresh.pk,
        unit_id=fresh.unit_id,
        text="Thay giấy khen",
        data={"replaces": award.pk},
    )
    return fresh
