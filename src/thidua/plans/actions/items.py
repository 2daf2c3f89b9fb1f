"""Add, change, confirm and drop what stands in a plan."""

from __future__ import annotations

import datetime as dt
from copy import copy
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max

from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.duties.choices import DutyKind, Recurrence
from thidua.journal.actions import record
from thidua.organisation.actions import checked
from thidua.organisation.models import Unit
from thidua.plans.actions.roots import settle_roots
from thidua.plans.choices import Audience, Direction, IndicatorKind, Section, Sector
from thidua.plans.models import (
    ITEM_MODELS,
    SURE,
    Block,
    Commemoration,
    Indicator,
    LegalBasis,
    Movement,
    Phase,
    Plan,
    PlanAwardForm,
    PlanDuty,
    PlanItem,
    Recipient,
    Target,
)
from thidua.plans.policies import may_change_item, may_edit
from thidua.plans.queries.changes import words_of
from thidua.plans.queries.days import celebrated_on
from thidua.plans.queries.edits import last_edit_of
from thidua.plans.queries.indicators import kind_for, matching_indicator

Item = TypeVar("Item", bound=PlanItem)


@transaction.atomic
def add_item(
    *, by: Actor, plan: Plan, model: type[Item], quote: str = "", start: int | None = None, **fields: Any
) -> Item:
    """Add one item at the end of its kind, confirmed. ``quote``: the sentence of the source it was picked from,
    ``start``: where in the source it begins (without it, where it is first found).

    Errors: Refusal of ``may_edit``; ``invalid`` with the field and the model's sentence.
    """
    require(may_edit(by, plan))
    unknown = set(fields) - set(model.EDITABLE) - {"due_month", "start_month", "end_month"}
    if unknown:
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
    last = model._default_manager.filter(plan=plan).aggregate(last=Max("order"))["last"]
    if start is None or plan.source_text[start : start + len(quote)] != quote:
        start = plan.source_text.find(quote)
    place = {"span_start": start, "span_end": start + len(quote)} if quote and start >= 0 else {}
    base = {"plan": plan, **model.belonging(plan)}
    item = model(order=(last or 0) + 1, quote=quote, is_confirmed=True, **base, **place, **fields)
    checked(item)
    item.save()
    _complete(by, item)
    settle_roots(item)
    record(by=by, event="plan_item.added", subject_kind=f"plan_{model.CODE}", subject_id=item.pk, text=str(item)[:300])
    return item


def add_basis(
    *, by: Actor, plan: Plan, text: str, number: str = "", signed_on: dt.date | None = None, issuer: str = ""
) -> LegalBasis:
    """Add a document that the plan carries out."""
    return add_item(by=by, plan=plan, model=LegalBasis, text=text, number=number, signed_on=signed_on, issuer=issuer)


def add_block(*, by: Actor, plan: Plan, section: str, text: str, sector: str = Sector.ALL) -> Block:
    """Add a paragraph to a section (``choices.Section``)."""
    return add_item(by=by, plan=plan, model=Block, section=Section(section), text=text, sector=sector)


def add_phase(
    *, by: Actor, plan: Plan, name: str, starts_on: dt.date | None, ends_on: dt.date | None, theme: str = ""
) -> Phase:
    """Add a phase; both days included."""
    return add_item(by=by, plan=plan, model=Phase, name=name, starts_on=starts_on, ends_on=ends_on, theme=theme)


def add_movement(*, by: Actor, plan: Plan, name: str, criteria: str = "", **fields: Any) -> Movement:
    """Add a movement. ``fields``: scope, sector, launched_by, responds_to."""
    return add_item(by=by, plan=plan, model=Movement, name=name, criteria=criteria, **fields)


def add_target(
    *,
    by: Actor,
    plan: Plan,
    subject: str,
    comparator: str = "",
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    unit_word: str = "",
    is_qualitative: bool = False,
    indicator: Indicator | None = None,
    phase: Phase | None = None,
) -> Target:
    """Add a target; without an indicator, one of the same name is taken or made."""
    return add_item(
        by=by,
        plan=plan,
        model=Target,
        subject=subject,
        comparator=comparator,
        low=low,
        high=high,
        unit_word=unit_word,
        is_qualitative=is_qualitative,
        indicator=indicator,
        phase=phase,
    )


def add_duty(
    *,
    by: Actor,
    plan: Plan,
    text: str,
    audience: str,
    kind: str = DutyKind.PLAN_DUTY,
    due_on: dt.date | None = None,
    recurrence: str = Recurrence.NONE,
    has_no_date: bool = False,
    actor_text: str = "",
) -> PlanDuty:
    """Add a duty with a last day in time, a recurrence, or "chưa có hạn"."""
    return add_item(
        by=by,
        plan=plan,
        model=PlanDuty,
        text=text,
        audience=audience,
        kind=kind,
        due_on=due_on,
        recurrence=recurrence,
        has_no_date=has_no_date,
        actor_text=actor_text or Audience(audience).label,
    )


def add_recipient(*, by: Actor, plan: Plan, name: str, remark: str = "", unit: Unit | None = None) -> Recipient:
    """Add a line of "Nơi nhận"."""
    return add_item(by=by, plan=plan, model=Recipient, name=name, remark=remark, unit=unit)


def add_award_form(*, by: Actor, plan: Plan, name: str) -> PlanAwardForm:
    """Add an award form that the plan offers."""
    return add_item(by=by, plan=plan, model=PlanAwardForm, name=name)


def add_commemoration(
    *, by: Actor, plan: Plan, event: str, years: int | None = None, date_range: str = ""
) -> Commemoration:
    """Add an anniversary."""
    return add_item(
        by=by,
        plan=plan,
        model=Commemoration,
        event=event,
        years=years,
        date_range=date_range,
        celebrated_on=celebrated_on(date_range),
    )


@transaction.atomic
def update_item(*, by: Actor, item: PlanItem, version: int, **fields: Any) -> PlanItem:
    """Set fields of an item and confirm it. ``version`` is the one the person has seen.

    Errors: Refusal of ``may_edit``; ``edited_meanwhile`` with who was faster and both texts; ``invalid``.
    """
    require(may_change_item(by, item))
    model = type(item)
    mine = copy(item)
    for name, value in fields.items():
        if name not in model.EDITABLE:
            raise ValueError(f"{model.__name__} has no {name}")
        setattr(mine, name, value)
    checked(mine)
    changed = model._default_manager.filter(pk=item.pk, version=version).update(
        **fields, is_confirmed=True, version=F("version") + 1
    )
    if not changed:
        raise _edited_meanwhile(item, mine)
    item.refresh_from_db()
    _complete(by, item)
    settle_roots(item)
    _record(by, "plan_item.changed", item)
    return item


@transaction.atomic
def confirm_item(*, by: Actor, item: PlanItem) -> PlanItem:
    """Say that an item was read rightly. Errors: Refusal of ``may_edit``; ``lacks`` where a day is still to be set."""
    require(may_edit(by, item.plan))
    if item.lacks:
        raise Refusal(f"Mục này còn thiếu {item.lacks}. Hãy bấm “Sửa”, điền rồi lưu.", "lacks")
    type(item)._default_manager.filter(pk=item.pk).update(is_confirmed=True)
    item.is_confirmed = True
    _complete(by, item)
    _record(by, "plan_item.confirmed", item)
    return item


@transaction.atomic
def unconfirm_item(*, by: Actor, item: PlanItem) -> PlanItem:
    """Take a confirmation back: the item waits for a person again. Errors: Refusal of ``may_edit``."""
    require(may_edit(by, item.plan))
    type(item)._default_manager.filter(pk=item.pk).update(is_confirmed=False)
    item.is_confirmed = False
    _record(by, "plan_item.reopened", item)
    return item


@transaction.atomic
def confirm_items(*, by: Actor, plan: Plan, kind: str = "", only_sure: bool = False) -> int:
    """Confirm all items of a kind (a key of ITEM_MODELS; "" for every kind) in one step. Output: how many.

    Those that lack a day wait for it; ``only_sure`` leaves also those that the reader doubted.
    """
    require(may_edit(by, plan))
    count = 0
    for model in [ITEM_MODELS[kind]] if kind else ITEM_MODELS.values():
        manager: Any = model._default_manager
        found = manager.filter(plan=plan, is_confirmed=False)
        if only_sure:
            found = found.filter(confidence__gte=SURE, why="")
        items = [item for item in found if not item.lacks]
        count += manager.filter(pk__in=[item.pk for item in items]).update(is_confirmed=True)
        for item in items:
            _complete(by, item)
    record(
        by=by, event="plan.items_confirmed", subject_kind="plan", subject_id=plan.pk, data={"kind": kind, "n": count}
    )
    return count


@transaction.atomic
def ensure_indicator(*, by: Actor, name: str, kind: str, unit_word: str = "", **fields: Any) -> Indicator:
    """The indicator of that name that the unit may use, or a new one of the unit. ``fields``: direction,
    numerator_name, denominator_name."""
    found = matching_indicator(by, name, kind)
    if found is not None:
        return found
    code = f"u{by.unit_id}-{Indicator.objects.filter(owner_id=by.unit_id).count() + 1}"
    while Indicator.objects.filter(code=code).exists():
        code += "b"
    return Indicator.objects.create(
        code=code, name=squeeze(name)[:300], kind=kind, unit_word=unit_word[:40], owner_id=by.unit_id, **fields
    )


@transaction.atomic
def complete_targets(*, by: Actor, plan: Plan) -> None:
    """Every target of the plan says what is counted for it: those left without an indicator get one now."""
    for target in Target.objects.filter(plan=plan, indicator__isnull=True):
        _complete(by, target)


def _complete(by: Actor, item: PlanItem) -> None:
    """A confirmed target always says what is counted for it."""
    if not isinstance(item, Target) or item.indicator_id is not None:
        return
    direction = Direction.LOWER if item.comparator in ("<", "<=") else Direction.HIGHER
    kind = IndicatorKind.WORDS if item.is_qualitative else kind_for(item.unit_word)
    extra = {}
    if kind == IndicatorKind.RATIO:
        extra = {"numerator_name": f"Số đạt: {item.subject}"[:200], "denominator_name": "Tổng số"}
    item.indicator = ensure_indicator(
        by=by, name=item.subject, kind=kind, unit_word=item.unit_word, direction=direction, **extra
    )
    Target.objects.filter(pk=item.pk).update(indicator=item.indicator)


def _edited_meanwhile(item: PlanItem, mine: PlanItem) -> Refusal:
    stored = type(item)._default_manager.filter(pk=item.pk).first()
    if stored is None:
        return Refusal(
            f"Trong lúc bạn sửa, người khác đã bỏ mục này. Bản của bạn: “{mine.headline}”. Hãy thêm lại nếu vẫn cần.",
            "dropped_meanwhile",
        )
    return Refusal(
        f"Trong lúc bạn sửa, {last_edit_of(item).name} đã sửa mục này. "
        f"Bản đang lưu: “{words_of(stored)}”. Bản của bạn: “{words_of(mine)}”. Hãy xem lại rồi lưu bản đúng.",
        "edited_meanwhile",
    )


def _record(by: Actor, event: str, item: PlanItem) -> None:
    record(by=by, event=event, subject_kind=f"plan_{item.CODE}", subject_id=item.pk, text=str(item)[:300])
