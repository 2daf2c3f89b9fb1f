"""Frozen trees: whose child a unit was on the first day of a period, and what a place's path says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.common.actor import PATH_STEP
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, UnitParent
from thidua.reporting.models import PeriodUnit
from thidua.ui.kept import Kept


@dataclass(frozen=True)
class Branch:
    """A unit at its place in a tree of a period."""

    unit: Unit
    parent_id: int | None
    path: str
    is_leaf: bool
    is_expected: bool


def steps_of(path: str) -> tuple[int, ...]:
    """The numbers of the units on the way from the root down to the place, itself included."""
    return tuple(int(path[at : at + PATH_STEP]) for at in range(0, len(path), PATH_STEP))


def is_below(unit_id: int, path: str) -> bool:
    """True when the place lies strictly below that unit's."""
    return unit_id in steps_of(path)[:-1]


def step(unit_id: int) -> str:
    """The step of a unit in a frozen path."""
    return f"{unit_id:0{PATH_STEP}d}"


def tree_of(root: Unit, starts_on: dt.date, ends_on: dt.date) -> list[Branch]:
    """The issuer and its subtree as of the first day of the period, from the root down.

    A unit that moved after that day stays with its old parent; a unit founded later comes in under its first parent. A
    unit that had ended before the period is left out; one that ends within it keeps its place but owes no report.
    Sections and groups inside a base union report to their union, not here.
    """
    units = {
        unit.pk: unit
        for unit in Unit.objects.filter(valid_from__lte=ends_on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=starts_on))
        .exclude(level=UnitLevel.SECTION)
        .only("parent_id", "level", "kind", "valid_to")
    }
    children: dict[int, list[int]] = defaultdict(list)
    for unit_id, parent_id in _parents_on(starts_on, units).items():
        if parent_id is not None:
            children[parent_id].append(unit_id)
    found: list[Branch] = []
    waiting: deque[tuple[int, int | None, str]] = deque([(root.pk, None, step(root.pk))])
    while waiting:
        unit_id, parent_id, path = waiting.popleft()
        unit = units.get(unit_id) or root
        below = [] if unit.level == UnitLevel.BASE else sorted(children[unit_id])
        is_there = unit.valid_to is None or unit.valid_to >= ends_on
        found.append(Branch(unit, parent_id, path, not below and parent_id is not None, is_there))
        waiting += [(child, unit_id, path + step(child)) for child in below]
    return found


def _parents_on(day: dt.date, units: dict[int, Unit]) -> dict[int, int | None]:
    """unit id → parent id on that day; of a unit founded later, its first parent."""
    parents: dict[int, int | None] = {unit_id: unit.parent_id for unit_id, unit in units.items()}
    links = UnitParent.objects.order_by("unit_id", "-valid_from").values_list("unit_id", "parent_id", "valid_from")
    fixed: set[int] = set()
    for unit_id, parent_id, valid_from in links:
        if unit_id in parents and unit_id not in fixed:
            parents[unit_id] = parent_id
            if valid_from <= day:
                fixed.add(unit_id)
    return parents


def _place(own_unit: int, request_id: int, unit_id: int) -> QuerySet[PeriodUnit]:
    places = PeriodUnit.objects.visible_to_unit(own_unit).filter(request_id=request_id, unit_id=unit_id)
    return places.select_related("request", "request__unit", "unit", "parent")


place_seen_by = Kept(_place)
"""The place of a unit in a request, with both and who stands above; nothing where the unit given first may not see
it."""
