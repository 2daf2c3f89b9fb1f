"""Make a plan, set its head, link it to the plan above."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal, require
from thidua.journal.actions import record
from thidua.organisation.actions import checked
from thidua.organisation.models import Unit
from thidua.plans.actions.receipts import answer_above
from thidua.plans.choices import HeadName
from thidua.plans.lifecycle import CLOSED, GONE, ISSUED
from thidua.plans.models import HeadField, Plan
from thidua.plans.policies import may_edit, may_link, may_prepare
from thidua.plans.queries.edits import last_edit_of

HEAD_FIELDS: dict[str, tuple[str, ...]] = {
    HeadName.NUMBER: ("number_text",),
    HeadName.DAY: ("issued_on",),
    HeadName.PLACE: ("place",),
    HeadName.KIND: ("kind",),
    HeadName.TITLE: ("title",),
    HeadName.YEAR: ("year",),
    HeadName.YEAR_THEME: ("year_theme",),
    HeadName.THEME: ("theme",),
    HeadName.PARENT: ("outside_parent_number", "outside_parent_on", "outside_parent_issuer"),
    HeadName.SIGNER: ("signer_on_behalf", "signer_post", "signer_name"),
    HeadName.LOWER_DUE: ("lower_due_on",),
    HeadName.ISSUER: (),
}
"""Which fields of the plan stand behind each line of the head."""


@transaction.atomic
def create_plan(
    *,
    by: Actor,
    title: str,
    year: int,
    kind: str = "Kế hoạch",
    parent: Plan | None = None,
    is_sample: bool = False,
    **fields: Any,
) -> Plan:
    """Start a draft of the actor's unit. ``fields``: year_theme, theme, place, lower_due_on, signer_*, number_text,
    issued_on, outside_parent_*, amends, part_of, promise, based_on. Place and "thay mặt" come from the unit where they
    are not given.

    Errors: Refusal of ``may_prepare``; ``duplicate`` when the unit has a plan of that number in that year.
    """
    require(may_prepare(by))
    unit = Unit.objects.get(pk=by.unit_id)
    fields.setdefault("place", unit.place)
    fields.setdefault("signer_on_behalf", f"TM. {unit.collective_body}")
    plan = Plan(
        unit=unit,
        title=squeeze(title)[:500],
        year=year,
        kind=squeeze(kind)[:40] or "Kế hoạch",
        parent=parent,
        is_sample=is_sample,
        prepared_by_id=by.user_id,
        **fields,
    )
    refuse_duplicate(plan)
    checked(plan, exclude=("prepared_by",))
    plan.save()
    _make_head(plan)
    record(by=by, event="plan.created", subject_kind="plan", subject_id=plan.pk, text=plan.title)
    return plan


@transaction.atomic
def update_head(*, by: Actor, plan: Plan, name: str, version: int | None = None, **values: Any) -> HeadField:
    """Set one line of the head (HeadName) and confirm it. ``values`` are the fields of ``HEAD_FIELDS[name]``; for
    PARENT also ``parent`` (a plan of a unit above, or None). ``version`` is the one the person has seen.

    Errors: Refusal of ``may_edit``; ``edited_meanwhile`` with both texts; ``invalid`` with the model's sentence.
    """
    require(may_edit(by, plan))
    head, _ = HeadField.objects.get_or_create(plan=plan, name=name)
    allowed = {*HEAD_FIELDS[name], *(("parent",) if name == HeadName.PARENT else ())}
    for field, value in values.items():
        if field not in allowed:
            raise ValueError(f"{field} does not belong to {name}")
        setattr(plan, field, value)
    refuse_duplicate(plan)
    checked(plan, exclude=("prepared_by",))
    said = head_value(plan, name) if HEAD_FIELDS[name] else head.value
    seen = head.version if version is None else version
    changed = HeadField.objects.filter(pk=head.pk, version=seen).update(
        value=said, is_confirmed=True, version=F("version") + 1
    )
    if not changed:
        raise Refusal(
            f"Trong lúc bạn sửa, {last_edit_of(head).name} đã sửa “{head.get_name_display()}”. "
            f"Bản đang lưu: “{head.value}”. Bản của bạn: “{said}”. Hãy xem lại rồi lưu bản đúng.",
            "edited_meanwhile",
        )
    plan.save(update_fields=list(values) or None)
    head.refresh_from_db()
    record(by=by, event="plan.head_changed", subject_kind="plan_head", subject_id=head.pk, text=str(head)[:300])
    return head


@transaction.atomic
def link_parent(*, by: Actor, plan: Plan, parent: Plan) -> None:
    """Link a plan to the upper plan that it carries out, also after it was issued (the outside reference stays).

    An amendment of it that is being written is linked with it. Where this one is issued, what the plans above asked of
    the unit is fulfilled. Errors: Refusal of ``may_link``; ``not_above`` when the parent is not a plan in force of a
    unit above.
    """
    require(may_link(by, plan))
    if (
        parent.state not in (ISSUED, CLOSED)
        or parent.unit_id == by.unit_id
        or not by.unit_path.startswith(parent.unit.path)
    ):
        raise Refusal("Kế hoạch cấp trên phải là kế hoạch còn hiệu lực của đơn vị cấp trên.", "not_above", "parent")
    if not Plan.objects.filter(pk=plan.pk, parent__isnull=True).update(parent=parent):
        raise Refusal("Người khác vừa gắn kế hoạch này với kế hoạch cấp trên. Hãy mở lại trang để xem.", "has_parent")
    versions = Plan.objects.filter(amends=plan, parent__isnull=True).exclude(state__in=GONE)
    linked = [plan.pk, *versions.values_list("pk", flat=True)]
    Plan.objects.filter(pk__in=linked).update(parent=parent)
    plan.parent = parent
    HeadField.objects.filter(plan__in=linked, name=HeadName.PARENT).update(value=parent.origin[:700])
    if plan.is_out:
        answer_above(by=by, plan=plan)
    record(by=by, event="plan.linked", subject_kind="plan", subject_id=plan.pk, text=parent.origin)


def head_value(plan: Plan, name: str) -> str:
    """What a line of the head says, in words."""
    if name == HeadName.PARENT:
        if plan.parent:
            return f"{plan.parent.origin} ({plan.parent.unit.name})"
        day = f"ngày {format_date(plan.outside_parent_on)}" if plan.outside_parent_on else ""
        return " ".join(part for part in (plan.outside_parent_number, day, plan.outside_parent_issuer) if part)
    if name == HeadName.SIGNER:
        return " – ".join(part for part in (plan.signer_on_behalf, plan.signer_post, plan.signer_name) if part)
    values = [getattr(plan, field) for field in HEAD_FIELDS[name]]
    return " ".join(format_date(v) if isinstance(v, dt.date) else str(v) for v in values if v not in (None, ""))


def refuse_duplicate(plan: Plan) -> None:
    """Refuse a second plan of a number in a year, with a link to the first: people see all plans of their unit."""
    if not plan.number_text:
        return
    same = Plan.objects.filter(unit_id=plan.unit_id, year=plan.year, number_text=plan.number_text).exclude(pk=plan.pk)
    other = same.first()
    if other is None:
        return
    text = (
        f"Đơn vị đã có {other.name} năm {plan.year} ({other.state_info.label.lower()}). "
        "Hãy mở kế hoạch đó, hoặc kiểm tra lại số."
    )
    url = reverse("plan_page", args=[other.pk])
    raise Refusal((Reason("duplicate", text, "number_text", url, f"Mở {other.name}"),))


def _make_head(plan: Plan) -> None:
    names = (
        *(HeadName.TITLE, HeadName.YEAR, HeadName.YEAR_THEME, HeadName.THEME),
        *(HeadName.PARENT, HeadName.SIGNER, HeadName.LOWER_DUE),
    )
    rows = [
        HeadField(plan=plan, name=name, value=head_value(plan, name)[:700], order=order, is_confirmed=True)
        for order, name in enumerate(names)
        if head_value(plan, name) or name == HeadName.SIGNER
    ]
    try:
        HeadField.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refusal("Kế hoạch này đã có phần đầu.", "has_head") from error
