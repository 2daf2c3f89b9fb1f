"""How the figures of a request are checked: from which change on a word is asked for, which figures add up to which."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.plans.choices import IndicatorKind
from thidua.reporting import policies
from thidua.reporting.actions.freezing import SUBJECT
from thidua.reporting.models import ReportRequest, Slot

LARGEST_SHARE = 1000
ADDABLE = (IndicatorKind.COUNT, IndicatorKind.STOCK, IndicatorKind.MONEY)
"""What may be a total or a part of one: plain figures (a share adds up to nothing)."""


@transaction.atomic
def set_request_rules(*, by: Actor, asked: ReportRequest, jump_share: int, part_of: Mapping[int, int | None]) -> None:
    """Set how the figures of a request are checked. ``jump_share`` in per cent, 0 = never ask; ``part_of`` slot id →
    id of the slot that it is a part of, or None.

    Errors: Refusal of ``may_set_rules``; a share below 0 or above 1.000; a total that is a part itself, or of another
    kind than its parts.
    """
    require(policies.may_set_rules(by, asked))
    if not 0 <= jump_share <= LARGEST_SHARE:
        raise Refusal("Mức tăng, giảm phải từ 0 đến 1.000 %.", "share", "jump_share")
    slots = {slot.pk: slot for slot in Slot.objects.filter(request=asked)}
    for pk, total_pk in part_of.items():
        slot = slots[pk]
        slot.part_of_id = None if total_pk is None else slots[total_pk].pk
    for slot in slots.values():
        _refuse_impossible(slot, slots)
    asked.jump_share = jump_share
    asked.save(update_fields=["jump_share"])
    Slot.objects.bulk_update(slots.values(), ["part_of"])
    record(
        by=by,
        event="report_request.rules_set",
        subject_kind=SUBJECT,
        subject_id=asked.pk,
        text=f"Giải thích khi tăng, giảm quá {jump_share} %",
        data={"jump_share": jump_share, "parts": {pk: one.part_of_id for pk, one in slots.items() if one.part_of_id}},
    )


def _refuse_impossible(slot: Slot, slots: Mapping[int, Slot]) -> None:
    if slot.part_of_id is None:
        return
    field = f"cong-{slot.pk}"
    total = slots[slot.part_of_id]
    if total.pk == slot.pk or total.part_of_id is not None:
        raise Refusal(f"“{total.label}” không thể vừa là tổng vừa là một phần.", "total_is_part", field)
    if slot.kind not in ADDABLE or total.kind != slot.kind:
        raise Refusal(f"“{slot.label}” không cộng được vào “{total.label}”: hai số khác loại.", "kinds_differ", field)
