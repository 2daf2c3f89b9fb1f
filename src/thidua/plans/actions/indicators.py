"""Keep the register of indicators: add, correct, retire, take back into use."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal, require
from thidua.journal.actions import record
from thidua.plans.actions.indicator_rows import INDICATORS
from thidua.plans.choices import TWO_PART_KINDS
from thidua.plans.models import Indicator
from thidua.plans.policies import may_add_indicator, may_keep_indicator
from thidua.plans.queries.indicators import match_among

FIXED = ("kind", "scale", "takes_last")
"""What cannot change once an indicator exists: figures were added up by it."""


@transaction.atomic
def load_indicators() -> None:
    """The indicators that the product brings along, where they are not there yet; what stands is left as it is."""
    rows = [
        Indicator(code=code, name=name, kind=kind, unit_word=unit_word, **fields)
        for code, name, kind, unit_word, fields in INDICATORS
    ]
    Indicator.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def add_indicator(*, by: Actor, is_shared: bool = False, **fields: Any) -> Indicator:
    """Add an indicator of the own unit, or (``is_shared``) one of the whole product's. ``fields``: those of the model.

    Errors: Refusal of ``may_add_indicator``; ``name_taken`` for a second one of that name and kind in use; a ratio or
    average without the names of its parts; ``invalid``.
    """
    require(may_add_indicator(by, is_shared=is_shared))
    row = Indicator(owner_id=None if is_shared else by.unit_id, is_edited=is_shared, **fields)
    row.name = squeeze(row.name)
    row.code = _free_code("c" if is_shared else f"u{by.unit_id}")
    _settle(by, row)
    row.save()
    _record(by, "indicator.added", row)
    return row


@transaction.atomic
def edit_indicator(*, by: Actor, indicator: Indicator, version: int, **fields: Any) -> Indicator:
    """Correct what an indicator says of itself; how it adds up stays. ``version`` is the one the person has seen.

    Errors: Refusal of ``may_keep_indicator``; ``fixed``; as ``add_indicator``; ``edited_meanwhile``.
    """
    require(may_keep_indicator(by, indicator))
    mine = copy(indicator)
    for name, value in fields.items():
        if name in FIXED and value != getattr(indicator, name):
            raise Refusal(
                "Cách cộng của chỉ tiêu đã dùng thì không đổi được. Hãy ngừng dùng và thêm chỉ tiêu mới.", "fixed", name
            )
        setattr(mine, name, value)
    _settle(by, mine)
    if not Indicator.objects.filter(pk=indicator.pk, version=version).update(version=F("version") + 1):
        raise Refusal("Người khác vừa sửa chỉ tiêu này. Hãy mở lại trang rồi sửa.", "edited_meanwhile")
    mine.version = version + 1
    mine.is_edited = mine.owner_id is None
    mine.save()
    _record(by, "indicator.changed", mine)
    return mine


@transaction.atomic
def retire_indicator(*, by: Actor, indicator: Indicator, is_retired: bool) -> None:
    """Take an indicator out of use, or back into it; what was reported stays as it is.

    Errors: Refusal of ``may_keep_indicator``.
    """
    require(may_keep_indicator(by, indicator))
    indicator.retired_on = clock.today() if is_retired else None
    is_edited = indicator.owner_id is None
    Indicator.objects.filter(pk=indicator.pk).update(
        retired_on=indicator.retired_on, version=F("version") + 1, is_edited=is_edited
    )
    _record(by, "indicator.retired" if is_retired else "indicator.revived", indicator)


def _settle(by: Actor, row: Indicator) -> None:
    faults = []
    if row.kind in TWO_PART_KINDS:
        for name, words in (("numerator_name", "Tử số đếm gì"), ("denominator_name", "Mẫu số đếm gì")):
            if not getattr(row, name).strip():
                faults.append(Reason("part_unnamed", f"Hãy ghi “{words}” cho tỷ lệ hoặc bình quân.", name))
    else:
        row.numerator_name = row.denominator_name = ""
        row.takes_last = False
    others = Indicator.objects.visible_to(by).in_use().exclude(pk=row.pk)
    if match_among(list(others), row.name, row.kind):
        faults.append(Reason("name_taken", "Đã có chỉ tiêu cùng tên, cùng cách cộng. Hãy dùng chỉ tiêu đó.", "name"))
    if faults:
        raise Refusal(faults)
    checked(row)


def _free_code(prefix: str) -> str:
    number = Indicator.objects.filter(code__startswith=f"{prefix}-").count() + 1
    while Indicator.objects.filter(code=f"{prefix}-{number}").exists():
        number += 1
    return f"{prefix}-{number}"


def _record(by: Actor, event: str, row: Indicator) -> None:
    record(by=by, event=event, subject_kind="indicator", subject_id=row.pk, text=row.name[:300])
