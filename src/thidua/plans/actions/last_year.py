"""Make this year's plan from an earlier one of the own unit."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.plans.actions.compose import create_plan
from thidua.plans.actions.copying import copy_contents, copy_items
from thidua.plans.models import LegalBasis, Plan
from thidua.plans.policies import may_repeat
from thidua.plans.queries.last_year import last_year


@transaction.atomic
def create_from_last_year(
    *, by: Actor, plan: Plan, year: int, parent: Plan | None = None, kept_bases: Collection[int] = ()
) -> Plan:
    """A draft for ``year`` from an own plan of an earlier year: days moved on, the year's words changed, anniversaries
    counted again. The upper plan and the bases are asked anew: ``parent``, and the ids of the bases that still hold.

    Errors: Refusal of ``may_repeat``; ``not_later`` where the year is not after the plan's.
    """
    require(may_repeat(by, plan))
    if year <= plan.year:
        raise Refusal(f"Năm mới phải sau năm {plan.year}.", "not_later", "year")
    moved = last_year(plan, year)
    new = create_plan(
        by=by,
        title=moved.title,
        year=year,
        kind=plan.kind,
        theme=moved.theme,
        parent=parent,
        based_on=plan,
        place=plan.place,
        lower_due_on=moved.step.day(plan.lower_due_on),
        signer_on_behalf=plan.signer_on_behalf,
        signer_post=plan.signer_post,
        signer_name=plan.signer_name,
        is_sample=plan.is_sample,
    )
    copy_contents(new, moved.contents, change=moved.step.change, left=(LegalBasis,))
    copy_items(new, [basis for basis in moved.bases if basis.pk in kept_bases])
    record(by=by, event="plan.repeated", subject_kind="plan", subject_id=new.pk, text=plan.origin)
    return new
