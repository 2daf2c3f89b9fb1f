"""Put the items of a draft in another order; let an inherited one be the unit's own."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.journal.actions import record
from thidua.plans.choices import Source
from thidua.plans.models import Block, PlanItem
from thidua.plans.policies import may_edit, may_release


@transaction.atomic
def move_item(*, by: Actor, item: PlanItem, up: bool) -> bool:
    """Let an item change places with its neighbour of the same kind (a paragraph: of the same section). Output: False
    where it is the first or the last already. Errors: Refusal of ``may_edit``."""
    require(may_edit(by, item.plan))
    siblings = _siblings(item)
    place = next(index for index, one in enumerate(siblings) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        return False
    orders = sorted({one.order for one in siblings})
    if len(orders) < len(siblings):
        orders = list(range(1, len(siblings) + 1))
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for one, order in zip(siblings, orders, strict=True):
        one.order = order
    manager: Any = type(item)._default_manager
    manager.bulk_update(siblings, ["order"])
    record(by=by, event="plan_item.moved", subject_kind=f"plan_{item.CODE}", subject_id=item.pk, data={"up": int(up)})
    return True


@transaction.atomic
def release_item(*, by: Actor, item: PlanItem) -> PlanItem:
    """Let words taken over from the upper plan become the unit's own, so that they can be changed; the link stays.

    Errors: Refusal of ``may_release``.
    """
    require(may_release(by, item))
    manager: Any = type(item)._default_manager
    manager.filter(pk=item.pk).update(source=Source.OWN, version=F("version") + 1)
    item.refresh_from_db()
    record(
        by=by,
        event="plan_item.released",
        subject_kind=f"plan_{item.CODE}",
        subject_id=item.pk,
        text=str(item)[:300],
    )
    return item


def _siblings(item: PlanItem) -> list[Any]:
    manager: Any = type(item)._default_manager
    found = manager.filter(plan=item.plan)
    if isinstance(item, Block):
        found = found.filter(section=item.section)
    return list(found.order_by("order", "id"))
