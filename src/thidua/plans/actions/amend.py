"""Amend an issued plan: a version with its own number and date that takes the place of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Case, Value, When

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import carry_over_duties, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.plans.actions.compose import create_plan
from thidua.plans.actions.copying import copy_contents
from thidua.plans.actions.roots import settle_roots
from thidua.plans.models import GESTURES, ITEM_MODELS, Plan, PlanDuty, PlanItem, PlanReceipt
from thidua.plans.policies import may_amend
from thidua.plans.queries.contents import contents_of

KEPT = (
    *("kind", "year_theme", "theme", "place", "lower_due_on", "signer_on_behalf", "signer_post", "signer_name"),
    *("outside_parent_number", "outside_parent_on", "outside_parent_issuer", "part_of", "promise", "is_sample"),
)
"""What of the head an amending version takes over."""
STAYS = {"amends", "based_on"}
"""Links that name one version of a plan, not the plan as it lives on."""


@transaction.atomic
def begin_amendment(*, by: Actor, plan: Plan) -> Plan:
    """A draft that repeats an issued plan and will replace it when it is issued. Errors: Refusal of ``may_amend``."""
    require(may_amend(by, plan))
    kept = {name: getattr(plan, name) for name in KEPT}
    try:
        with transaction.atomic():
            new = create_plan(by=by, title=plan.title, year=plan.year, parent=plan.parent, amends=plan, **kept)
    except IntegrityError as error:  # somebody began one between the question and the writing
        raise Refusal(
            "Người khác vừa tạo bản điều chỉnh của kế hoạch này. Hãy mở bản đó.", "amendment_begun"
        ) from error
    copy_contents(new, contents_of(plan))
    record(by=by, event="plan.amendment_begun", subject_kind="plan", subject_id=new.pk, text=plan.origin)
    return new


def supersede(*, by: Actor, plan: Plan) -> None:
    """``plan`` has been issued and takes the place of the one it amends: whatever hangs on that one (lower plans,
    sub-plans, launches, registrations, reports, nominations) hangs on this one; its duties go over too. Call it in the
    transaction that issues. Errors: ``wrong_state`` when the earlier version is not in force any more.
    """
    old = plan.amends
    if old is None:
        return
    require_now(old.LIFECYCLE.allows("amend", old.state), old)
    move(old, "amend", by=by, remark=f"Thay bằng {plan.origin}")
    _hand_over(Plan, {old.pk: plan.pk}, plan)
    for model in ITEM_MODELS.values():
        _hand_over(model, _pairs(model, plan), plan)
    settle_roots(plan)
    withdraw_duties(by=by, subject_kind="plan", subject_id=old.pk, kind=DutyKind.CONFIRM_PLAN)
    carry_over_duties(
        by=by,
        subject_kind="plan",
        places={old.pk: plan.pk},
        kinds=(DutyKind.MAKE_PLAN, *GESTURES),
    )
    kept = _pairs(PlanDuty, plan)
    carry_over_duties(by=by, subject_kind="plan_duty", places=kept)
    for duty_id in PlanDuty.objects.filter(plan=old).exclude(pk__in=kept).values_list("id", flat=True):
        withdraw_duties(by=by, subject_kind="plan_duty", subject_id=duty_id)


def _pairs(model: type[PlanItem], plan: Plan) -> dict[int, int]:
    """Item of the earlier version → the item that repeats it."""
    manager: Any = model._default_manager
    rows = manager.filter(plan=plan, copied_from__plan_id=plan.amends_id)
    return dict(rows.values_list("copied_from_id", "id"))


def _hand_over(model: type[models.Model], places: dict[int, int], plan: Plan) -> None:
    """Let everything outside the two versions that points to an old row point to the new one; a statement a link."""
    if not places:
        return
    inside = {PlanReceipt, *ITEM_MODELS.values()}
    for relation in _links_to(model):
        other: Any = relation.related_model
        name = relation.field.name
        if name in STAYS or (model is Plan and other in inside):
            continue
        rows = other._base_manager.filter(**{f"{name}__in": list(places)})
        if other in inside:
            rows = rows.exclude(plan__in=[plan.pk, plan.amends_id])
        whens = [When(**{f"{name}_id": old}, then=Value(new)) for old, new in places.items()]
        rows.update(**{f"{name}_id": Case(*whens, output_field=models.BigIntegerField())})


def _links_to(model: type[models.Model]) -> Iterable[Any]:
    return (field for field in model._meta.get_fields(include_hidden=True) if field.auto_created and field.one_to_many)
