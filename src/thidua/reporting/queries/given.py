"""What units were given of the targets asked in a request ("được giao"), and what they reached the year before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from thidua.common.text import search_text
from thidua.plans.lifecycle import ISSUED
from thidua.plans.models import Allocation, Indicator, Target
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, ReportRequest, Rollup, Slot
from thidua.reporting.queries.adding import Amount, amount, over_periods
from thidua.reporting.queries.progress import requests_that_count

Given = dict[int, dict[int, Decimal]]


def places_asked(asked: ReportRequest, targets: QuerySet[Target]) -> dict[int, Slot]:
    """Indicator of these targets → the figure asked that counts the same thing: the very indicator, else one of the
    same name, kind and unit, which another issuer keeps as its own. Indicators that are not asked are left out.
    Two queries."""
    slots = list(Slot.objects.filter(request=asked).select_related("indicator").order_by("-order", "-id"))
    kinds = {slot.kind for slot in slots}
    known = Indicator.objects.filter(pk__in=targets.values("indicator_id"), kind__in=kinds)
    by_itself = {slot.indicator_id: slot for slot in slots}
    by_name = {_same(slot.indicator): slot for slot in slots}
    found = {one.pk: by_itself.get(one.pk) or by_name.get(_same(one)) for one in known}
    return {pk: slot for pk, slot in found.items() if slot is not None}


def _same(indicator: Indicator) -> tuple[str, str, str]:
    return indicator.kind, search_text(indicator.name), search_text(indicator.unit_word)


def given_figures(asked: ReportRequest, unit_ids: Collection[int] | None = None) -> Given:
    """Unit id → place of the figure → what the plan above it gave to the unit, in three queries.

    Of running plans of the year of the period; None = every unit of the frozen tree. Where plans above give the same
    thing, the target asked here counts, else the one of the very indicator, else the younger plan.
    """
    allotted = Allocation.objects.filter(
        target__plan__state=ISSUED, target__plan__year=asked.ends_on.year, unit__report_places__request=asked
    )
    if unit_ids is not None:
        allotted = allotted.filter(unit_id__in=list(unit_ids))
    places = places_asked(asked, Target.objects.filter(pk__in=allotted.values("target_id")))
    rows = allotted.filter(target__indicator_id__in=list(places)).select_related("target")
    given: Given = defaultdict(dict)
    for row in sorted(rows.order_by("target__plan_id", "id"), key=lambda one: _nearness(one.target, places)):
        given[row.unit_id][_place(row.target, places).num] = row.amount
    return dict(given)


def _place(target: Target, places: dict[int, Slot]) -> Slot:
    return places[target.indicator_id or 0]


def _nearness(target: Target, places: dict[int, Slot]) -> tuple[bool, bool]:
    """How surely a target is the one asked; the surer one comes later and stays."""
    slot = _place(target, places)
    return slot.target_id == target.pk, slot.indicator_id == target.indicator_id


def last_year_results(target: Target) -> dict[int, Decimal]:
    """What each unit directly below reached for the same indicator in the year before the plan's, over the requests of
    the plan's unit that make up that year; unit id → figure. Units without one are left out. Four queries."""
    plan = target.plan
    if target.indicator is None:
        return {}
    slots = Slot.objects.filter(
        indicator=target.indicator, request__unit_id=plan.unit_id, request__ends_on__year=plan.year - 1
    ).select_related("request")
    by_request = {slot.request_id: slot for slot in slots.order_by("request__starts_on", "request_id")}
    told = Rollup.objects.filter(request__in=list(by_request), basis=Basis.LIVE, unit_id=plan.unit_id, n_done__gt=0)
    answered = set(told.values_list("request_id", flat=True))
    counted = requests_that_count([slot.request for slot in by_request.values()], answered)
    figures: dict[int, list[Amount]] = defaultdict(list)
    rows = _rows_below(plan.unit_id, [one.pk for one in counted])
    for request in counted:
        slot = by_request[request.pk]
        for unit_id, values, counts in rows.get(request.pk, ()):
            figures[unit_id].append(amount(slot, values, counts))
    totals = {unit_id: over_periods(amounts) for unit_id, amounts in figures.items()}
    return {unit_id: one.value for unit_id, one in totals.items() if one is not None and one.value is not None}


def _rows_below(unit_id: int, requests: Sequence[int]) -> dict[int, list[tuple[int, Any, Any]]]:
    """Request → (unit directly below, its figures, their counts): live sums, or its own sent report."""
    found: dict[int, list[tuple[int, Any, Any]]] = defaultdict(list)
    places = PeriodUnit.objects.filter(request_id__in=requests, parent_id=unit_id)
    leaves = places.filter(is_leaf=True, report__sent_values__isnull=False)
    for request_id, child, values in leaves.values_list("request_id", "unit_id", "report__sent_values"):
        found[request_id].append((child, values, None))
    below = Q(unit__report_places__parent_id=unit_id, unit__report_places__request_id=F("request_id"))
    sums = Rollup.objects.filter(below, request_id__in=requests, basis=Basis.LIVE)
    for row in sums:
        found[row.request_id].append((row.unit_id, row.sums, row.counts))
    return found
