"""Reads of movements: the register, what answers what, how many run at once."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.norms.queries import most_movements_on
from thidua.organisation.models import Unit, path_end, paths_above
from thidua.plans.lifecycle import GONE
from thidua.plans.models import Movement, MovementQuerySet

MINE, ABOVE, BELOW, ALL = "cua-minh", "cap-tren", "cap-duoi", "tat-ca"
TOP = Coalesce("root_id", "pk")
"""The uppermost movement of a family, by which all its movements are known."""


def movement_register(by: Actor) -> MovementQuerySet:
    """Standing movements that the actor may see: of her unit, above and below; with unit, plan, upper movement.

    Each has ``top`` (the uppermost movement of its family) and ``own_id`` (the own unit's standing movement of that
    family, None without one).
    """
    own = Movement.objects.standing().annotate(top=TOP).filter(unit_id=by.unit_id, top=OuterRef("top")).order_by("-pk")
    found = Movement.objects.visible_to(by).standing().select_related("unit", "plan", "responds_to__unit")
    return found.annotate(top=TOP).annotate(own_id=Subquery(own.values("pk")[:1]))


def each_once(rows: MovementQuerySet, by: Actor) -> MovementQuerySet:
    """Of a register, what the unit runs and what it could still answer: a movement that comes down through several
    levels stands there once, as the own unit's or else as that of the nearest unit above."""
    line = [*paths_above(by.unit_path), by.unit_path]
    family = Movement.objects.standing().annotate(top=TOP).filter(top=OuterRef("top"), unit__path__in=line)
    nearer = family.filter(unit__path__gt=OuterRef("unit__path"))
    return rows.filter(unit__path__in=line).exclude(Exists(nearer))


def answers_below(by: Actor, movements: list[Movement]) -> dict[int, int]:
    """How many units directly below the actor's answer the families of these rows of a register: ``top`` → count."""
    tops = {getattr(one, "top", one.pk) for one in movements}
    children = Unit.objects.filter(parent_id=by.unit_id).valid_on(clock.today())
    found = Movement.objects.standing().filter(root_id__in=tops, unit__in=children).order_by()
    return dict(found.values_list("root_id").annotate(Count("unit", distinct=True)))


def whose(rows: MovementQuerySet, by: Actor, which: str) -> MovementQuerySet:
    """Those of the own unit, of the units above, of those below, or all."""
    if which == ALL:
        return rows
    if which == MINE:
        return rows.filter(unit_id=by.unit_id)
    if which == ABOVE:
        return rows.filter(unit__path__in=paths_above(by.unit_path))
    return rows.filter(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))


def own_response(by: Actor, movement: Movement) -> Movement | None:
    """The own unit's movement of the same family that is not gone, a running one before a draft; None without one."""
    found = Movement.objects.family_of(movement).filter(unit_id=by.unit_id).exclude(plan__state__in=GONE)
    rows = sorted(found.select_related("plan", "unit"), key=lambda one: (one.is_running_on(clock.today()), one.pk))
    return rows[-1] if rows else None


def namesake(by: Actor, movement: Movement) -> Movement | None:
    """A running movement of the own unit that has the same name and answers none yet."""
    own = Movement.objects.filter(unit_id=by.unit_id, responds_to__isnull=True).running_on(clock.today())
    name = search_text(movement.name)
    return next((one for one in own.select_related("plan").order_by("-pk") if search_text(one.name) == name), None)


def running_at_once(by: Actor) -> list[str]:
    """The names of the movements that the unit runs now, each once, where they are more than the register's figure;
    an empty list where all is well."""
    today = clock.today()
    most = most_movements_on(today)
    own = Movement.objects.filter(unit_id=by.unit_id).running_on(today).of_year(today.year)
    names = {search_text(name): name for name in own.values_list("name", flat=True)}
    return sorted(names.values()) if most is not None and len(names) > most else []
