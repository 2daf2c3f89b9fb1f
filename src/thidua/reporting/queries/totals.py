"""The totals of parents, computed from their children in the frozen tree: what a merge writes and a check compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import RETURNED
from thidua.reporting.models import Figures, PeriodUnit, Report, Rollup, Slot, TargetFigure
from thidua.reporting.queries.adding import judged, list_size, of_totals, over_units, padded


@dataclass(frozen=True)
class Total:
    """One row of totals. ``met`` and ``judged`` count units by slot."""

    sums: Figures
    counts: Figures
    met: Figures
    judged: Figures
    n_all: int = 0
    n_done: int = 0
    n_on_time: int = 0
    n_returned: int = 0

    def equals(self, row: Rollup) -> bool:
        """The kept row holds the same, to the last digit."""
        size = max(len(self.sums), len(row.sums))
        return (
            padded(self.sums, size) == padded(row.sums, size)
            and all(
                [one or 0 for one in padded(mine, size)] == [one or 0 for one in padded(kept, size)]
                for mine, kept in ((self.counts, row.counts), (self.met, row.met), (self.judged, row.judged))
            )
            and (self.n_all, self.n_done, self.n_on_time, self.n_returned)
            == (row.n_all, row.n_done, row.n_on_time, row.n_returned)
        )


@dataclass
class _Children:
    """What stands directly under one parent: leaf reports and totals of the units that consolidate."""

    leaves: list[Report] = field(default_factory=list)
    signed: list[Report] = field(default_factory=list)
    live: list[Total] = field(default_factory=list)
    signed_totals: list[Total] = field(default_factory=list)


def totals_of(
    request_id: int, parent_ids: Sequence[int], *, from_reports: bool = False
) -> dict[tuple[int, str], Total]:
    """(unit, basis) → total of each of these parents, from their children's rows.

    Children that consolidate are read from their own roll-up rows, which must be up to date; with ``from_reports`` they
    are added up from the reports below them instead (slow, for checks).
    """
    slots = list(Slot.objects.filter(request_id=request_id))
    size = list_size(slots)
    families: dict[int, _Children] = {unit_id: _Children() for unit_id in parent_ids}
    leaf_targets = _read_reports(request_id, families)
    if from_reports:
        _add_up_below(request_id, families)
    else:
        _read_rollups(request_id, families)
    found: dict[tuple[int, str], Total] = {}
    for unit_id, family in families.items():
        own = _of_leaves(family.leaves, slots, leaf_targets, size)
        found[unit_id, Basis.LIVE] = _added([own, *family.live], size)
        found[unit_id, Basis.SIGNED] = _of_leaves([*family.leaves, *family.signed], slots, leaf_targets, size)
    return found


def _read_reports(request_id: int, families: dict[int, _Children]) -> dict[int, Figures]:
    """Put the reports of the direct children into their families. Output: unit id → own targets of the leaves."""
    reports = (
        Report.objects.filter(request_id=request_id, place__parent_id__in=list(families))
        .select_related("place")
        .only(
            *("sent_values", "state", "submitted_on", "unit_id", "request_id"),
            *("place__parent_id", "place__is_leaf", "place__is_expected", "place__due_on", "place__unit_id"),
        )
        .order_by("id")
    )
    for report in reports:
        family = families[report.place.parent_id or 0]
        (family.leaves if report.place.is_leaf else family.signed).append(report)
    rows = TargetFigure.objects.filter(
        request_id=request_id,
        unit__report_places__request_id=request_id,
        unit__report_places__parent_id__in=list(families),
        unit__report_places__is_leaf=True,
    )
    return dict(rows.values_list("unit_id", "values"))


def _read_rollups(request_id: int, families: dict[int, _Children]) -> None:
    places = PeriodUnit.objects.filter(request_id=request_id, parent_id__in=list(families), is_leaf=False)
    parents = dict(places.values_list("unit_id", "parent_id"))
    for row in Rollup.objects.filter(request_id=request_id, basis=Basis.LIVE, unit_id__in=list(parents)):
        families[parents[row.unit_id] or 0].live.append(
            Total(row.sums, row.counts, row.met, row.judged, row.n_all, row.n_done, row.n_on_time, row.n_returned)
        )


def _add_up_below(request_id: int, families: dict[int, _Children]) -> None:
    places = PeriodUnit.objects.filter(request_id=request_id, parent_id__in=list(families), is_leaf=False)
    by_parent: dict[int, list[int]] = defaultdict(list)
    for unit_id, parent_id in places.values_list("unit_id", "parent_id"):
        by_parent[parent_id or 0].append(unit_id)
    for parent_id, children in by_parent.items():
        below = totals_of(request_id, children, from_reports=True)
        families[parent_id].live += [below[child, Basis.LIVE] for child in children]


def _of_leaves(reports: Iterable[Report], slots: Sequence[Slot], own_targets: dict[int, Figures], size: int) -> Total:
    rows: list[Figures] = []
    met, has_target = [0] * size, [0] * size
    counted: dict[str, int] = defaultdict(int)
    for report in reports:
        counted["n_all"] += report.place.is_expected
        if report.sent_values is None:
            continue
        rows.append(report.sent_values)
        reached, asked = judged(slots, report.sent_values, own_targets.get(report.unit_id), size)
        met = [one + (more or 0) for one, more in zip(met, reached, strict=True)]
        has_target = [one + (more or 0) for one, more in zip(has_target, asked, strict=True)]
        counted["n_done"] += report.place.is_expected
        is_in_time = report.submitted_on is not None and report.submitted_on <= report.place.due_on
        counted["n_on_time"] += report.place.is_expected and is_in_time
        counted["n_returned"] += report.state == RETURNED
    sums, counts = over_units(rows, size)
    return Total(sums, counts, list(met), list(has_target), **counted)


def _added(totals: Sequence[Total], size: int) -> Total:
    sums, counts = of_totals(((total.sums, total.counts) for total in totals), size)
    met, _ = of_totals(((total.met, []) for total in totals), size)
    asked, _ = of_totals(((total.judged, []) for total in totals), size)
    numbers: dict[str, Any] = {
        name: sum(getattr(total, name) for total in totals) for name in ("n_all", "n_done", "n_on_time", "n_returned")
    }
    return Total(sums, counts, [one or 0 for one in met], [one or 0 for one in asked], **numbers)
