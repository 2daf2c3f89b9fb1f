"""The units' own targets, taken from their own issued plans."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from thidua.plans.models import Target
from thidua.reporting.models import Figures, ReportRequest, Slot, TargetFigure
from thidua.reporting.queries.adding import list_size


@transaction.atomic(savepoint=False)
def refresh_target_figures(*, asked: ReportRequest, unit_ids: Iterable[int] | None = None) -> int:
    """Write the units' own targets by slot in thousandths, from their running plans of the year of the period.

    ``unit_ids`` None = every unit of the frozen tree but the issuer. Output: how many units have one.
    """
    targets = Target.objects.filter(
        plan__state="issued",
        plan__year=asked.ends_on.year,
        indicator__slots__request=asked,
        low__isnull=False,
        plan__unit__report_places__request=asked,
    ).exclude(plan__unit_id=asked.unit_id)
    if unit_ids is not None:
        targets = targets.filter(plan__unit_id__in=list(unit_ids))
    found = list(targets.order_by("plan_id", "id").values_list("plan__unit_id", "indicator__slots__num", "low"))
    if not found:
        return 0
    size = list_size(Slot.objects.filter(request=asked))
    rows: dict[int, Figures] = {}
    for unit_id, num, low in found:
        row = rows.setdefault(unit_id, [None] * size)
        if low is not None:
            row[num] = int(low.scaleb(3))
    TargetFigure.objects.bulk_create(
        [TargetFigure(request=asked, unit_id=unit_id, values=row) for unit_id, row in rows.items()],
        update_conflicts=True,
        unique_fields=["request", "unit"],
        update_fields=["values"],
        batch_size=500,
    )
    return len(rows)
