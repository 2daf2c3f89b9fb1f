"""Make the own unit's plan from the plan of a unit above."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.journal.actions import record
from thidua.organisation.actions import checked
from thidua.organisation.models import Unit
from thidua.plans.actions.compose import create_plan, update_head
from thidua.plans.actions.copying import Change, as_inherited, copy_items
from thidua.plans.choices import Audience, Comparator, HeadName, Source
from thidua.plans.models import Allocation, LegalBasis, Phase, Plan, PlanItem, Recipient, Target
from thidua.plans.policies import may_cascade, may_edit
from thidua.plans.queries.contents import Contents, contents_of
from thidua.plans.queries.inheritance import allotted_duties, inheritance


@transaction.atomic
def cascade_plan(*, by: Actor, plan: Plan, title: str = "") -> Plan:
    """A draft of the actor's unit that carries out ``plan``: purposes, contents, measures, commemorations and movements
    of her sector as they are, phases and targets for her to fill; the duties that the plan gives to her level become
    her own unit's. The link is kept.

    Errors: Refusal of ``may_cascade``.
    """
    require(may_cascade(by, plan))
    unit = Unit.objects.get(pk=by.unit_id)
    own = create_plan(
        by=by,
        title=title or plan.title,
        year=plan.year,
        parent=plan,
        year_theme=plan.year_theme,
        theme=plan.theme,
        signer_post="CHỦ TỊCH",
        signer_name=by.name if "chair" in by.roles else "",
    )
    _inherit(own, contents_of(plan), unit)
    record(by=by, event="plan.cascaded", subject_kind="plan", subject_id=own.pk, text=plan.origin)
    return own


def _inherit(own: Plan, upper: Contents, unit: Unit) -> None:
    plan = upper.plan
    LegalBasis.objects.create(
        plan=own,
        text=f"{plan.kind} số {plan.number_text} ngày {plan.issued_on:%d/%m/%Y} của {plan.unit.name} – {plan.title}"[
            :500
        ],
        number=plan.number_text,
        signed_on=plan.issued_on,
        issuer=plan.unit.name,
        is_confirmed=True,
    )
    given = {one.target_id: one.amount for one in Allocation.objects.in_force().filter(unit=unit, target__plan=plan)}
    for items, source in inheritance(upper, unit):
        copy_items(own, items, change=_with_given(as_inherited(source), given))
    _own_duties(own, upper, unit)
    Recipient.objects.bulk_create(
        [
            Recipient(plan=own, order=1, name=plan.unit.name, remark="để b/c", unit_id=plan.unit_id, is_confirmed=True),
            Recipient(plan=own, order=2, name="Lưu: CĐ", is_confirmed=True),
        ]
    )


def _with_given(change: Change, given: dict[int, Decimal]) -> Change:
    """As ``change``; a target of which the unit was given a part begins with that part as its bound."""

    def changed(item: PlanItem) -> dict[str, Any]:
        fields = change(item)
        if isinstance(item, Target) and item.pk in given:
            fields |= {"low": given[item.pk], "high": None}
            if item.comparator == Comparator.BETWEEN:
                fields["comparator"] = Comparator.GE
        return fields

    return changed


def _own_duties(own: Plan, upper: Contents, unit: Unit) -> None:
    """What the upper plan gives to this level, as duties of the unit itself; its gestures upward stay with the plan
    above (registering, making a plan), so that nothing is asked twice."""

    def change(item: PlanItem) -> dict[str, Any]:
        is_dated = getattr(item, "is_dated", True)
        return {
            "source": Source.ALLOTTED,
            "actor_text": unit.name[:200],
            "audience": Audience.GIVEN,
            "has_no_date": getattr(item, "has_no_date", False) or not is_dated,
        }

    copy_items(own, allotted_duties(upper, unit), change=change)


@transaction.atomic
def adjust_own_plan(*, by: Actor, plan: Plan, form: dict[str, Any]) -> None:
    """Set bounds and days of a draft in one step. ``form``: "low-<id>", "high-<id>", "drop-<id>" of targets,
    "starts-<id>", "ends-<id>" of phases, "signer_post", "signer_name"; what is not in it stays.

    Errors: Refusal of ``may_edit``; ``invalid`` with the model's sentence.
    """
    require(may_edit(by, plan))
    for target in Target.objects.filter(plan=plan):
        if form.get(f"drop-{target.pk}"):
            target.delete()
            continue
        target.low = form.get(f"low-{target.pk}", target.low)
        target.high = form.get(f"high-{target.pk}", target.high)
        checked(target)
        target.save(update_fields=["low", "high"])
    for phase in Phase.objects.filter(plan=plan):
        phase.starts_on = form.get(f"starts-{phase.pk}", phase.starts_on)
        phase.ends_on = form.get(f"ends-{phase.pk}", phase.ends_on)
        checked(phase)
        phase.save(update_fields=["starts_on", "ends_on"])
    signer = {name: form[name] for name in ("signer_post", "signer_name") if name in form}
    if signer:
        update_head(by=by, plan=plan, name=HeadName.SIGNER, **signer)
    record(by=by, event="plan.adjusted", subject_kind="plan", subject_id=plan.pk)
