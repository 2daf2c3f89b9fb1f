"""Make the own unit's plan from the plan of a unit above."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.duties.choices import DutyKind
from thidua.journal.actions import record
from thidua.organisation.actions import checked
from thidua.organisation.models import Unit
from thidua.plans.actions.compose import create_plan, update_head
from thidua.plans.choices import Audience, HeadName, Section, Sector
from thidua.plans.models import Block, Commemoration, LegalBasis, Movement, Phase, Plan, PlanDuty, Recipient, Target
from thidua.plans.policies import may_cascade, may_edit
from thidua.plans.queries.contents import Contents, contents_of

INHERITED_SECTIONS = (Section.PURPOSE, Section.CONTENT, Section.MEASURE)


@transaction.atomic
def cascade_plan(*, by: Actor, plan: Plan, title: str = "") -> Plan:
    """A draft of the actor's unit that carries out ``plan``: purposes, contents and movements of her sector, phases,
    targets, measures; the duties that the plan gives to her level become her own unit's. The link is kept.

    Errors: Refusal of ``may_cascade``.
    """
    require(may_cascade(by, plan))
    unit = Unit.objects.get(pk=by.unit_id)
    own = create_plan(
        by=by,
        title=title or plan.title,
        year=plan.year,
        parent=plan,
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
    sectors = _sectors(unit)
    _copy(own, [phase for phase in upper.phases if phase.is_dated], Phase, "name", "theme", "starts_on", "ends_on")
    _copy(own, [b for b in upper.blocks if b.section in INHERITED_SECTIONS and b.sector in sectors], Block, *_BLOCK)
    _copy(own, upper.commemorations, Commemoration, "event", "years", "date_range", "celebrated_on")
    _copy(own, upper.targets, Target, *_TARGET)
    _answer_movements(own, plan, [movement for movement in upper.movements if movement.sector in sectors])
    _own_duties(own, upper, unit)
    Recipient.objects.bulk_create(
        [
            Recipient(
                plan=own, order=1, name=plan.unit.name, remark="(để b/c)", unit_id=plan.unit_id, is_confirmed=True
            ),
            Recipient(plan=own, order=2, name="Lưu: CĐ", is_confirmed=True),
        ]
    )


def _answer_movements(own: Plan, upper: Plan, movements: list[Movement]) -> None:
    """Own movements in response to those of the upper plan."""
    Movement.objects.bulk_create(
        [
            Movement(
                plan=own,
                order=order,
                name=movement.name,
                scope=movement.scope,
                sector=movement.sector,
                launched_by=movement.launched_by or upper.unit.name,
                criteria=movement.criteria,
                responds_to_id=movement.pk,
                is_confirmed=True,
            )
            for order, movement in enumerate(movements, start=1)
        ]
    )


_BLOCK = ("section", "sector", "text")
_TARGET = ("subject", "comparator", "low", "high", "unit_word", "is_qualitative", "indicator_id")


def _copy(own: Plan, items: list[Any], model: Any, *names: str) -> None:
    rows = [
        model(plan=own, order=order, is_confirmed=True, **{name: getattr(item, name) for name in names})
        for order, item in enumerate(items, start=1)
    ]
    model.objects.bulk_create(rows)


def _own_duties(own: Plan, upper: Contents, unit: Unit) -> None:
    """What the upper plan gives to this level, as duties of the unit itself; its gestures upward stay with the plan
    above (registering, making a plan), so that nothing is asked twice."""
    mine = {Audience.CHILDREN, Audience(unit.level) if unit.level in ("upper", "base") else Audience.CHILDREN}
    duties = [duty for duty in upper.duties if duty.audience in mine and duty.kind == DutyKind.PLAN_DUTY]
    PlanDuty.objects.bulk_create(
        [
            PlanDuty(
                plan=own,
                order=order,
                actor_text=unit.name[:200],
                audience=Audience.GIVEN,
                kind=DutyKind.PLAN_DUTY,
                text=duty.text,
                due_on=duty.due_on,
                recurrence=duty.recurrence,
                has_no_date=duty.has_no_date or not duty.is_dated,
                is_confirmed=True,
            )
            for order, duty in enumerate(duties, start=1)
        ]
    )


def _sectors(unit: Unit) -> set[str]:
    """The sectors whose contents concern the unit; an upper unit has both below it."""
    if unit.level in ("base", "section"):
        return {Sector.ALL, Sector.ENTERPRISE if unit.is_enterprise else Sector.PUBLIC}
    return {Sector.ALL, Sector.ENTERPRISE, Sector.PUBLIC}


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
