"""Load the supplied register into the database; what is there already is brought up to date."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from thidua.common.actor import Actor
from thidua.journal.actions import record
from thidua.norms.actions.rows import BASE_SALARIES, FOUNDINGS, NORMS, REPLACED, day
from thidua.norms.models import BaseSalary, FoundingYear, LegalNorm


@transaction.atomic
def load_register(*, by: Actor | None) -> int:
    """Load norms, founding years and base salaries as supplied. Output: the number of norms.

    ``by`` is None where the product loads its own register (first start, tests).
    """
    for code, number, kind, title, issuer, signed, start, end, confidence, note in NORMS:
        LegalNorm.objects.update_or_create(
            code=code,
            defaults={
                "number": number,
                "kind": kind,
                "title": title,
                "issuer": issuer,
                "signed_on": day(signed),
                "effective_from": day(start),
                "effective_to": day(end),
                "confidence": confidence,
                "note": note,
            },
        )
    ids = dict(LegalNorm.objects.values_list("code", "pk"))
    for old, new in REPLACED.items():
        LegalNorm.objects.filter(code=old).update(replaced_by=ids[new])
    for name, founded, keys, unless in FOUNDINGS:
        for key in keys:
            FoundingYear.objects.update_or_create(
                key=key, defaults={"name": name, "unless": unless, "founded_on": dt.date.fromisoformat(founded)}
            )
    for start, amount, number in BASE_SALARIES:
        BaseSalary.objects.update_or_create(
            valid_from=dt.date.fromisoformat(start), defaults={"amount": amount, "norm_number": number}
        )
    if by:
        record(by=by, event="norms.loaded", subject_kind="norms", subject_id=0, data={"norms": len(NORMS)})
    return len(NORMS)
