"""Keep the uppermost movement of a family in line with the links between its members."""

from __future__ import annotations

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from thidua.plans.models import Movement, Plan, PlanItem


def settle_roots(thing: PlanItem | Plan) -> None:
    """After the links of a movement (or of a plan's movements) have changed: their ``root``, and that of all that
    answer them. Other kinds of items are left alone. Two statements, whatever their number."""
    if isinstance(thing, Plan):
        changed = Movement.objects.filter(plan=thing)
    elif isinstance(thing, Movement):
        changed = Movement.objects.filter(pk=thing.pk)
    else:
        return
    upper = Movement.objects.filter(pk=OuterRef("responds_to_id"))
    changed.update(root_id=Subquery(upper.values(top=Coalesce(F("root_id"), F("pk")))[:1]))
    roots = Movement.objects.filter(pk=OuterRef("root_id")).values("root_id")[:1]
    lower = Movement.objects.filter(root__in=changed.filter(root__isnull=False).values("pk"))
    lower.update(root_id=Subquery(roots))
    if isinstance(thing, Movement):
        thing.refresh_from_db(fields=["root"])
