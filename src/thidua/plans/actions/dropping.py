"""Take an item out of a draft, and take it back as it was."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.plans.models import ITEM_MODELS, DroppedItem, PlanItem
from thidua.plans.policies import may_change_item, may_edit
from thidua.plans.queries.changes import words_of
from thidua.plans.queries.edits import last_edit_of


@transaction.atomic
def drop_item(*, by: Actor, item: PlanItem, version: int | None = None) -> DroppedItem:
    """Take an item out of the draft; its words stay in the source text, and ``restore_item`` brings it back.
    ``version`` is the one the person has seen.

    Errors: Refusal of ``may_change_item``; ``edited_meanwhile`` where somebody has changed it since.
    """
    require(may_change_item(by, item))
    if version is not None:
        _require_seen(item, version)
    dropped = DroppedItem.objects.create(
        plan_id=item.plan.pk,
        code=item.CODE,
        item_id=item.pk,
        words=item.headline[:300],
        values={
            field.attname: field.value_from_object(item)
            for field in item._meta.concrete_fields
            if not field.primary_key and field.name != "plan"
        },
        links=list(_links_to(item)),
        dropped_at=clock.now(),
    )
    _record(by, "plan_item.dropped", item)
    item.delete()
    return dropped


def _require_seen(item: PlanItem, version: int) -> None:
    """Refuse where somebody has changed or dropped the item since that version; else hold it against others."""
    manager: Any = type(item)._default_manager
    if manager.filter(pk=item.pk, version=version).update(version=models.F("version") + 1):
        return
    stored = manager.select_related("plan").filter(pk=item.pk).first()
    if stored is None:
        raise Refusal("Mục này vừa được người khác bỏ khỏi bản thảo.", "dropped_meanwhile")
    raise Refusal(
        f"Trong lúc bạn xem, {last_edit_of(stored).name} đã sửa mục này thành: “{words_of(stored)}”. Mục chưa bị bỏ; "
        "nếu vẫn muốn bỏ, hãy bấm lại.",
        "edited_meanwhile",
    )


@transaction.atomic
def restore_item(*, by: Actor, dropped: DroppedItem) -> PlanItem:
    """Bring a dropped item back under its old key, with what pointed at it.

    Errors: Refusal of ``may_edit``; ``restored_meanwhile`` where somebody has brought it back already.
    """
    require(may_edit(by, dropped.plan))
    if not DroppedItem.objects.filter(pk=dropped.pk).delete()[0]:
        raise Refusal("Mục này đã được lấy lại rồi. Hãy mở lại trang để xem.", "restored_meanwhile")
    model = ITEM_MODELS[dropped.code]
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.attname in dropped.values:
            values[field.attname] = _value(field, dropped.values[field.attname])
    values |= {"pk": dropped.item_id, "plan": dropped.plan}
    item = model(**values)
    item.save(force_insert=True)
    for label, name, keys in dropped.links:
        manager: Any = apps.get_model(label)._default_manager
        manager.filter(pk__in=keys, **{f"{name}__isnull": True}).update(**{name: item})
    _record(by, "plan_item.restored", item)
    return item


def _links_to(item: PlanItem) -> Any:
    """The rows that lose their pointer when the item goes."""
    for link in item._meta.related_objects:
        if getattr(link, "on_delete", None) is models.SET_NULL:
            other: Any = link.related_model
            keys = list(other._default_manager.filter(**{link.field.name: item}).values_list("pk", flat=True))
            if keys:
                yield [other._meta.label, link.field.name, keys]


def _value(field: Any, value: Any) -> Any:
    """A kept value as the field holds it; a pointer to something that is gone by now is empty."""
    if field.remote_field is None:
        return field.to_python(value)
    target = field.remote_field.model._default_manager
    return value if value is None or target.filter(pk=value).exists() else None


def _record(by: Actor, event: str, item: PlanItem) -> None:
    record(by=by, event=event, subject_kind=f"plan_{item.CODE}", subject_id=item.pk, text=str(item)[:300])
