"""What the pages that edit an item have in common: its form, the values for its action, two editors' texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.verdicts import Refusal
from thidua.plans import actions
from thidua.plans.actions.compose import HEAD_FIELDS
from thidua.plans.forms import ITEM_FORMS, HeadForm, ItemForm, TargetForm
from thidua.plans.models import HeadField, Movement, Phase, Plan, PlanDuty, PlanItem
from thidua.plans.queries import first_day, last_day, last_edit_of
from thidua.ui.forms import Form

MEANWHILE = "edited_meanwhile"


def initial_of(item: PlanItem) -> dict[str, Any]:
    """The values of an item as its form shows them."""
    values = {name: getattr(item, name) for name in item.EDITABLE if name not in ("indicator", "phase", "unit")}
    for name in ("indicator", "phase", "unit", "responds_to"):
        if name in item.EDITABLE:
            values[name] = str(getattr(item, f"{name}_id") or "")
    if isinstance(item, Movement):
        values["audience"] = item.audience_kinds
    return values | {"version": item.version} | _days_of(item)


def _days_of(item: PlanItem) -> dict[str, dt.date]:
    """Days for those that the text gives only as a month: its first day to begin, its last day to end or be due."""
    asked = []
    if isinstance(item, Phase):
        asked = [("starts_on", first_day(item.start_month)), ("ends_on", last_day(item.end_month))]
    elif isinstance(item, PlanDuty) and not item.is_dated:
        asked = [("due_on", last_day(item.due_month))]
    return {name: day for name, day in asked if day and getattr(item, name) is None}


def guessed_days(item: PlanItem) -> str:
    """What the form has filled in by itself, for the person to check; empty when nothing."""
    days = _days_of(item)
    if not days:
        return ""
    said = " đến ".join(format_date(day) for day in days.values())
    return f"Văn bản chỉ ghi tháng. Đã điền sẵn {said}; sửa lại nếu khác rồi lưu."


def form_of(by: Actor, plan: Plan, item: PlanItem, data: Any = None) -> Form:
    """The form of an item, or of a line of the head; bound when there is data."""
    if isinstance(item, HeadField):
        names = HEAD_FIELDS[item.name]
        initial: dict[str, Any] = {field: getattr(plan, field) for field in names}
        initial |= {"version": item.version, "parent": str(plan.parent_id or "")}
        return HeadForm(data, by=by, plan=plan, name=item.name, names=names, initial=initial)
    return ITEM_FORMS[item.CODE](data, by=by, plan=plan, initial=initial_of(item))


def save_item(by: Actor, plan: Plan, item: PlanItem, form: Any) -> PlanItem:
    """Save a checked form: a line of the head, or an item with the version that the person has seen."""
    version = form.cleaned_data["version"]
    if isinstance(item, HeadField):
        seen = version if item.pk else None
        return actions.update_head(by=by, plan=plan, name=item.name, version=seen, **form.values())
    return actions.update_item(by=by, item=item, version=version or 0, **values_of(by, form))


def values_of(by: Actor, form: ItemForm) -> dict[str, Any]:
    """The values for the action; a new indicator that was asked for is made first."""
    fields = form.fields_for_action()
    if isinstance(form, TargetForm) and form.new_kind:
        fields["indicator"] = actions.ensure_indicator(
            by=by, name=fields["subject"], kind=form.new_kind, unit_word=fields["unit_word"]
        )
    return fields


@dataclass(frozen=True)
class Clash:
    """Two people have edited one item: each field as it is kept and as this person wrote it."""

    name: str
    at: dt.datetime | None
    rows: list[tuple[str, str, str]]


def clash_of(by: Actor, item: PlanItem, form: Form, refusal: Refusal) -> Clash | None:
    """Both texts, and the form made ready to be sent again over the version that is kept now; None for a refusal of
    another kind. ``item`` is read anew."""
    if MEANWHILE not in {reason.code for reason in refusal.reasons}:
        return None
    item.refresh_from_db()
    item.plan.refresh_from_db()
    kept = form_of(by, item.plan, item)
    data: Any = form.data
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            continue
        theirs = _words(field, kept.get_initial_for_field(kept.fields[name], name))
        many = isinstance(field, forms.MultipleChoiceField)
        mine = _words(field, data.getlist(name) if many else data.get(name, ""))
        if theirs != mine:
            rows.append((str(field.label), theirs or "–", mine or "–"))
    again = data.copy()
    again["version"] = str(item.version)
    form.data = again
    who = last_edit_of(item)
    return Clash(who.name, who.at, rows)


def _words(field: forms.Field, value: Any) -> str:
    """The value of a field as a person reads it."""
    if isinstance(field, forms.MultipleChoiceField):
        labels = _labels(field)
        return ", ".join(str(labels.get(one, one)) for one in value or ())
    if isinstance(field, forms.ChoiceField):
        return str(_labels(field).get(str(value or ""), value or "")).strip("–")
    if isinstance(field, forms.BooleanField):
        return "có" if value in (True, "on", "true", "True") else "không"
    if isinstance(value, dt.date):
        return format_date(value)
    return "" if value is None else str(field.prepare_value(value)).strip().replace("\r\n", "\n")


def _labels(field: Any) -> dict[str, Any]:
    return {str(code): words for code, words in field.choices}
