"""The picture of one unit: the same for the country, a province, a commune and a factory. Five queries, whatever the
number of units below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from thidua.awards.queries import AwardFilter, Share, awards_of_year
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.organisation.models import Unit
from thidua.reporting.lifecycle import DRAFT
from thidua.reporting.models import RollupDirty
from thidua.reporting.queries.rows import Row, rows_of
from thidua.reporting.queries.tree import steps_of
from thidua.statistics.queries.asked import Asked, asked_in
from thidua.statistics.queries.children import Basis, Child, Ranking, children_of, rankings_of
from thidua.statistics.queries.choice import Choice, choice_of, places_of
from thidua.statistics.queries.lines import Line, by_indicator, lines_of
from thidua.ui.counting import length_of

TARGET = "chi-tieu"


@dataclass(frozen=True)
class Picture:
    """Everything on the page, already read. ``choice`` None = the unit stands in no period yet (``below`` leads on)."""

    unit: Unit
    above: list[Unit]
    choice: Choice | None
    row: Row | None
    lines: list[Line]
    slots: dict[int, dict[int, Asked]]
    mine: dict[int, Row]
    chosen: Line | None
    children: list[Child]
    basis: Basis | None
    rankings: list[Ranking]
    waiting: int
    direct: Share
    women: Share
    computed_at: dt.datetime | None
    below: list[Unit]

    @property
    def is_leaf(self) -> bool:
        """The unit fills in figures itself."""
        return self.row is not None and self.row.is_leaf

    @property
    def report_url(self) -> str:
        """The very report, of a unit that fills in figures itself and has sent it."""
        row = self.row
        is_sent = row is not None and row.is_leaf and row.report_id and row.report_state != DRAFT
        return reverse("report_page", args=[row.report_id]) if row and is_sent else ""


def picture_of(by: Actor, unit_id: int, params: Mapping[str, str], *, all_periods: bool = False) -> Picture | None:
    """The picture of a unit as the query string asks for it; None where the actor may not see the unit.

    ``all_periods``: the units below with every period of the year and of the year before, not only with those shown.
    """
    places = places_of(by, unit_id)
    choice = choice_of(unit_id, places, params)
    if choice is None:
        return _without_periods(by, unit_id)
    own = [one.pk for one in (*choice.periods, *choice.before)]
    shown = [choice.asked.pk] if choice.asked else [one.pk for one in choice.periods]
    slots = asked_in(own)
    rows = rows_of(unit_id, own=own, below=own if all_periods else shown)
    return _drawn(by, choice, rows, slots, whole_number(params.get(TARGET, "")))


def _drawn(by: Actor, choice: Choice, rows: list[Row], slots: dict[int, list[Asked]], wanted: int | None) -> Picture:
    """The picture out of the rows read; ``wanted`` = the indicator by which units are ranked."""
    mine = {row.request_id: row for row in rows if row.unit_id == choice.unit_id}
    lines = lines_of(choice, mine, slots)
    chosen, indexed = _chosen(lines, wanted), by_indicator(slots)
    below = [row for row in rows if row.unit_id != choice.unit_id]
    children, basis = children_of(below, chosen, choice.focus, indexed, choice.url(0))
    units = _above(by, choice)
    head: Any = units[-1]
    return Picture(
        unit=head,
        above=units[:-1],
        choice=choice,
        row=mine.get(choice.focus.pk),
        lines=lines,
        slots=indexed,
        mine=mine,
        chosen=chosen,
        children=children,
        basis=basis,
        rankings=rankings_of(children, basis),
        waiting=head.n_waiting,
        direct=_share(head, choice.year, "direct", head.n_direct),
        women=_share(head, choice.year, "women", head.n_women),
        computed_at=max((row.computed_at for row in rows if row.computed_at), default=None),
        below=[],
    )


def _chosen(lines: list[Line], wanted: int | None) -> Line | None:
    """The line by which units are ranked: the one asked for, else the first with a bound, else the first in numbers."""
    for line in lines:
        if line.key == wanted:
            return line
    bounded = [line for line in lines if line.bound is not None]
    return next(iter(bounded or [line for line in lines if line.slot.kind != "words"] or lines), None)


def _above(by: Actor, choice: Choice) -> list[Unit]:
    """The line of units from the actor's down to this one, each with the counts of the page, in one query."""
    steps = steps_of(choice.focus.path)
    steps = steps[steps.index(by.unit_id) :] if by.unit_id in steps else steps[-1:]
    path = Unit.objects.filter(pk=choice.unit_id).values("path")[:1]
    inside = Q(unit__path__gte=path) & Q(unit__path__lt=Concat(path, Value(":")))
    counts = {
        "n_waiting": length_of(_marks(choice), distinct="unit_id"),
        "n_awarded": length_of(awards_of_year(by, choice.year, "person").filter(inside)),
        "n_direct": length_of(awards_of_year(by, choice.year, "direct").filter(inside)),
        "n_women": length_of(awards_of_year(by, choice.year, "women").filter(inside)),
    }
    # The unit itself last: the frozen path says the order, today's may be another.
    order = {unit_id: place for place, unit_id in enumerate(steps)}
    found = list(Unit.objects.filter(pk__in=steps).annotate(**counts))
    return sorted(found, key=lambda unit: order[unit.pk])


def _marks(choice: Choice) -> QuerySet[RollupDirty]:
    """Changes at or below the unit that the totals of the page do not hold yet."""
    shown = Q()
    for period in {choice.focus, *(choice.periods if choice.asked is None else (choice.asked,))}:
        shown |= Q(request_id=period.pk, unit__report_places__path__startswith=period.path)
    return RollupDirty.objects.filter(shown, unit__report_places__request_id=F("request_id"))


def _share(unit: Any, year: int, group: str, part: int) -> Share:
    lists = [AwardFilter(year, name, under=unit.pk).url for name in (group, "person")]
    return Share(part, unit.n_awarded, *lists)


def _without_periods(by: Actor, unit_id: int) -> Picture | None:
    """A unit at or below the actor's that stands in no period yet, with the units below it that may have some."""
    unit = Unit.objects.visible_to(by).filter(pk=unit_id, path__startswith=by.unit_path).first()
    if unit is None:
        return None
    above = [one for one in Unit.objects.filter(path__in=unit.ancestor_paths) if by.covers(one.path)]
    below = list(Unit.objects.under(unit.path).filter(parent=unit).valid_on(clock.today()).order_by("name_key")[:200])
    none = Share(0, 0, "", "")
    above.sort(key=lambda one: one.path)
    return Picture(unit, above, None, None, [], {}, {}, None, [], None, [], 0, none, none, None, below)
