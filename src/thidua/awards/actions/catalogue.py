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
FIRST_YEAR, LAST_YEAR = 2000, 2100


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
    own; ``most`` None takes the quota away. Errors: Refusal of ``may_set_quota``; ``quota_range``, ``year_range``."""
    require(may_set_quota(by, unit))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"Năm phân bổ phải từ {FIRST_YEAR} đến {LAST_YEAR}. Hãy chọn lại năm.", "year_range", "year")
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


@transaction.atomic
def set_quotas(*, by: Actor, form: AwardForm, year: int, common: int | None, single: dict[Unit, int | None]) -> int:
    """Keep a whole page of quotas of a form and year, all or none: ``common`` for each unit that has none of its own,
    ``single`` for named units; None takes one away. Output: how many were changed. Errors: those of ``set_quota``."""
    require(may_set_quota(by, None))
    kept = Quota.objects.filter(giver_id=by.unit_id, form=form, year=year).values_list("unit_id", "most")
    held: dict[int | None, int] = dict(kept.iterator())
    wanted: list[tuple[Unit | None, int | None]] = [(None, common), *single.items()]
    changes = [(unit, most) for unit, most in wanted if most != held.get(unit.pk if unit else None)]
    for unit, most in changes:
        set_quota(by=by, form=form, year=year, most=most, unit=unit)
    return len(changes)
