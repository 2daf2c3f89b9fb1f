"""The units' targets: their own from their issued plans, and what the plans above them give."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from thidua.plans.models import Target
from thidua.reporting.models import Figures, ReportRequest, Slot, TargetFigure
from thidua.reporting.queries.adding import list_size
from thidua.reporting.queries.given import given_figures


@transaction.atomic(savepoint=False)
def refresh_target_figures(*, asked: ReportRequest, unit_ids: Iterable[int] | None = None) -> int:
    """Write the units' own targets, from their running plans of the year of the period, and what running plans above
    gave to them; by slot in thousandths.

    ``unit_ids`` None = every unit of the frozen tree (own targets: but the issuer). Output: how many units
    have one.
    """
    unit_ids = None if unit_ids is None else list(unit_ids)
    targets = Target.objects.filter(
        plan__state="issued",
        plan__year=asked.ends_on.year,
        indicator__slots__request=asked,
        low__isnull=False,
        plan__unit__report_places__request=asked,
    ).exclude(plan__unit_id=asked.unit_id)
    if unit_ids is not None:
        targets = targets.filter(plan__unit_id__in=unit_ids)
    found = list(targets.order_by("plan_id", "id").values_list("plan__unit_id", "indicator__slots__num", "low"))
    given = given_figures(asked, unit_ids)
    if not found and not given:
        return 0
    size = list_size(Slot.objects.filter(request=asked))
    rows: dict[int, Figures] = {}
    for unit_id, num, low in found:
        row = rows.setdefault(unit_id, [None] * size)
        if low is not None:
            row[num] = _thousandths(low)
    TargetFigure.objects.bulk_create(
        [
            TargetFigure(
                request=asked,
                unit_id=unit_id,
                values=rows.get(unit_id, [None] * size),
                given=_row(given[unit_id], size) if unit_id in given else None,
            )
            for unit_id in sorted({*rows, *given})
        ],
        update_conflicts=True,
        unique_fields=["request", "unit"],
        update_fields=["values", "given"],
        batch_size=500,
    )
    return len({*rows, *given})


def _row(amounts: dict[int, Decimal], size: int) -> Figures:
    return [_thousandths(amounts[place]) if place in amounts else None for place in range(size)]


def _thousandths(figure: Decimal) -> int:
    return int(figure.scaleb(3))
