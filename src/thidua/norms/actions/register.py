"""Load the supplied register; what is there already is brought up to date, but for rows that a person has changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.journal.actions import record
from thidua.norms.actions.rows import NORMS, REPLACED, norm_fields
from thidua.norms.actions.rows_of_days import FOUNDINGS, PARAMETERS, founding_fields, parameter_fields
from thidua.norms.models import FoundingYear, Kept, LegalNorm, Parameter
from thidua.norms.policies import may_edit_register


@transaction.atomic
def load_register(*, by: Actor | None) -> int:
    """Load norms, founding days and figures as supplied. Output: the number of norms.

    ``by`` is None where the product loads its own register (first start, tests). Rows that an administrator has
    changed stay as she left them. Errors: Refusal of ``may_edit_register``.
    """
    if by:
        require(may_edit_register(by))
    for norm in NORMS:
        _supply(LegalNorm, {"code": norm[0]}, norm_fields(norm))
    ids = dict(LegalNorm.objects.values_list("code", "pk"))
    for old, new in REPLACED.items():
        LegalNorm.objects.filter(code=old, is_edited=False).update(replaced_by=ids[new])
    for founding in FOUNDINGS:
        _supply(FoundingYear, {"name": founding[0]}, founding_fields(founding))
    for figure in PARAMETERS:
        key = {"kind": figure[0], "valid_from": dt.date.fromisoformat(figure[1])}
        _supply(Parameter, key, parameter_fields(figure))
    if by:
        record(by=by, event="norms.loaded", subject_kind="norms", subject_id=0, data={"norms": len(NORMS)})
    return len(NORMS)


def _supply(model: type[Kept], key: dict[str, Any], fields: dict[str, Any]) -> None:
    manager = model._default_manager
    if not manager.filter(**key, is_edited=True).exists():
        manager.update_or_create(**key, defaults=fields)
