"""The units' targets: their own from their issued plans, and what the plans above them give.

Plans stand below this room and call nobody here: what they changed is fetched, when a request opens, before every merge
and by a timer.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from thidua.common import clock
from thidua.journal.actions import COMMIT_HORIZON
from thidua.plans.lifecycle import ISSUED
from thidua.plans.models import Plan, Target
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.models import Figures, PeriodUnit, ReportRequest, Slot, TargetFigure
from thidua.reporting.queries.adding import list_size
from thidua.reporting.queries.given import given_figures, places_asked

UNITS_AT_ONCE = 500


def catch_up_targets(*, asked: ReportRequest) -> set[int]:
    """Take over what plans of the year of the period have changed since the last time: issued, amended, withdrawn, or
    shared out anew; mark the totals above as behind. Output: the units whose targets are others now. Two queries, and
    nothing written, where nothing has changed.
    """
    moment = clock.now()
    units = units_behind(asked)
    changed: set[int] = set()
    if not units:
        return changed
    with transaction.atomic(savepoint=False):
        for start in range(0, len(units), UNITS_AT_ONCE):
            changed |= refresh_target_figures(asked=asked, unit_ids=units[start : start + UNITS_AT_ONCE])
        ReportRequest.objects.filter(pk=asked.pk).update(targets_as_of=moment)
        mark_dirty(request_id=asked.pk, unit_ids=sorted(changed))
    asked.targets_as_of = moment
    return changed


def units_behind(asked: ReportRequest) -> list[int]:
    """The units whose targets may have changed since they were taken over: those of a plan that changed, and those
    directly below it where it has been shared out. Two queries where there are none.

    No transaction stays open longer than ``COMMIT_HORIZON``: so much later than it says may its change become visible.
    """
    since = asked.targets_as_of - COMMIT_HORIZON if asked.targets_as_of else None
    plans = Plan.objects.filter(year=asked.ends_on.year, unit__report_places__request=asked)
    shared = plans.filter(targets__shared_at__isnull=False)
    if since is not None:
        plans = plans.filter(state_since__gte=since)
        shared = shared.filter(Q(state_since__gte=since) | Q(targets__shared_at__gte=since))
    parents = set(shared.values_list("unit_id", flat=True))
    below = PeriodUnit.objects.filter(request=asked, parent_id__in=parents).values_list("unit_id", flat=True)
    return sorted({*plans.values_list("unit_id", flat=True), *(below if parents else ())})


@transaction.atomic(savepoint=False)
def refresh_target_figures(*, asked: ReportRequest, unit_ids: Iterable[int] | None = None) -> set[int]:
    """Write the units' own targets, from their running plans of the year of the period, and what running plans above
    gave to them; by slot in thousandths.

    ``unit_ids`` None = every unit of the frozen tree (own targets: but the issuer). Output: the units whose row is
    another now.
    """
    unit_ids = None if unit_ids is None else list(unit_ids)
    wanted = _rows(asked, unit_ids)
    kept = TargetFigure.objects.filter(request=asked)
    if unit_ids is not None:
        kept = kept.filter(unit_id__in=unit_ids)
    before = {unit_id: (values, given) for unit_id, values, given in kept.values_list("unit_id", "values", "given")}
    fresh = {unit_id: row for unit_id, row in wanted.items() if before.get(unit_id) != row}
    gone = [unit_id for unit_id in before if unit_id not in wanted]
    kept.filter(unit_id__in=gone).delete()
    TargetFigure.objects.bulk_create(
        [
            TargetFigure(request=asked, unit_id=unit_id, values=values, given=given)
            for unit_id, (values, given) in sorted(fresh.items())
        ],
        update_conflicts=True,
        unique_fields=["request", "unit"],
        update_fields=["values", "given"],
        batch_size=500,
    )
    return {*fresh, *gone}


def _rows(asked: ReportRequest, unit_ids: list[int] | None) -> dict[int, tuple[Figures, Figures | None]]:
    """Unit → its own targets and what it was given, by slot; units with neither are not there."""
    targets = Target.objects.filter(
        plan__state=ISSUED,
        plan__year=asked.ends_on.year,
        low__isnull=False,
        plan__unit__report_places__request=asked,
    ).exclude(plan__unit_id=asked.unit_id)
    if unit_ids is not None:
        targets = targets.filter(plan__unit_id__in=unit_ids)
    places = places_asked(asked, targets)
    wanted = targets.filter(indicator_id__in=list(places)).order_by("plan_id", "id")
    found = [
        (unit_id, places[indicator_id].num, low)
        for unit_id, indicator_id, low in wanted.values_list("plan__unit_id", "indicator_id", "low")
        if indicator_id is not None
    ]
    given = given_figures(asked, unit_ids)
    if not found and not given:
        return {}
    size = list_size(Slot.objects.filter(request=asked))
    own: dict[int, Figures] = {}
    for unit_id, num, low in found:
        row = own.setdefault(unit_id, [None] * size)
        if low is not None:
            row[num] = _thousandths(low)
    return {
        unit_id: (own.get(unit_id, [None] * size), _row(given[unit_id], size) if unit_id in given else None)
        for unit_id in {*own, *given}
    }


def _row(amounts: dict[int, Decimal], size: int) -> Figures:
    return [_thousandths(amounts[place]) if place in amounts else None for place in range(size)]


def _thousandths(figure: Decimal) -> int:
    return int(figure.scaleb(3))
