"""Mend what a check has found, by one click, where the right value is known."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.plans.actions.compose import update_head
from thidua.plans.actions.items import confirm_item, update_item
from thidua.plans.checks import Edit, mend_called
from thidua.plans.models import HeadField, Plan
from thidua.plans.policies import may_edit


@transaction.atomic
def mend_finding(*, by: Actor, plan: Plan, key: str) -> str:
    """Do what the mend of that key (``checks.Mend.key``) says: set and confirm its items. Output: the mend's words.

    Errors: Refusal of ``may_edit``; ``already_mended`` when the checks offer it no longer (somebody mended or changed
    the items meanwhile); those of the items' own actions.
    """
    require(may_edit(by, plan))
    mend = mend_called(plan, key)
    if mend is None:
        raise Refusal(
            "Chỗ này đã được sửa, hoặc nội dung vừa thay đổi. Hãy xem lại danh sách rồi chọn lại.", "already_mended"
        )
    for edit in mend.edits:
        _apply(by, plan, edit)
    record(by=by, event="plan.mended", subject_kind="plan", subject_id=plan.pk, text=mend.label)
    return mend.label


def _apply(by: Actor, plan: Plan, edit: Edit) -> None:
    seen = edit.item
    if isinstance(seen, HeadField) and edit.fields:
        update_head(by=by, plan=plan, name=seen.name, version=seen.version, **edit.fields)
        return
    manager: Any = type(seen)._default_manager
    item = manager.get(pk=seen.pk)
    item.plan = plan
    if edit.fields:
        update_item(by=by, item=item, version=seen.version, **edit.fields)
    else:
        confirm_item(by=by, item=item)
