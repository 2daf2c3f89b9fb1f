"""Load the supplied catalogue and rules; set quotas."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thidua.awards.actions.rows import FORMS, RULES, form_fields, rule_fields
from thidua.awards.models import AwardForm, EligibilityRule, Quota
from thidua.awards.policies import may_set_quota
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.norms.actions import load_register
from thidua.norms.models import LegalNorm
from thidua.organisation.models import Unit
from thidua.plans.models import Plan

MOST = 9999


@transaction.atomic
def load_catalogue(*, by: Actor | None) -> int:
    """Load award forms and rules as supplied (and the norms they cite). Output: the number of rules.

    ``by`` is None where the product loads its own catalogue (first start, tests).
    """
    load_register(by=by)
    for order, row in enumerate(FORMS, start=1):
        AwardForm.objects.update_or_create(code=row[0], defaults=form_fields(row, order))
    forms = dict(AwardForm.objects.values_list("code", "pk"))
    norms = dict(LegalNorm.objects.values_list("code", "pk"))
    for order, rule in enumerate(RULES, start=1):
        EligibilityRule.objects.update_or_create(
            code=rule[0],
            defaults=rule_fields(rule, order) | {"form_id": forms.get(rule[1]), "norm_id": norms.get(rule[7])},
        )
    if by:
        record(by=by, event="awards.loaded", subject_kind="award_catalogue", subject_id=0, data={"rules": len(RULES)})
    return len(RULES)


@transaction.atomic
def set_quota(
    *, by: Actor, form: AwardForm, year: int, most: int | None, unit: Unit | None = None, plan: Plan | None = None
) -> Quota | None:
    """Keep at most ``most`` awards of a form for a unit in a year; without ``unit`` for each unit that has none of its
    own; ``most`` None takes the quota away. Errors: Refusal of ``may_set_quota``; a number out of range."""
    require(may_set_quota(by, unit))
    if most is not None and not 0 <= most <= MOST:
        raise Refusal("Số lượng phân bổ phải từ 0 đến 9.999.", "quota_range", "most")
    key: dict[str, Any] = {"giver_id": by.unit_id, "form": form, "year": year, "unit": unit}
    if most is None:
        Quota.objects.filter(**key).delete()
        quota = None
    else:
        quota, _ = Quota.objects.update_or_create(**key, defaults={"most": most, "plan": plan})
    record(
        by=by,
        event="quota.set",
        subject_kind="award_form",
        subject_id=form.pk,
        unit_id=unit.pk if unit else None,
        text=f"{form.name} năm {year}: {'không giới hạn' if most is None else most}",
    )
    return quota
