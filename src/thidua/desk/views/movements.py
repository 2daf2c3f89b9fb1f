"""A page per movement: what it is, the own unit's part, who answers it, its year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.campaigns import policies as campaigns
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.desk.queries import movements as queries
from thidua.desk.queries.waiting import GRASSROOTS
from thidua.desk.tables import unit_table
from thidua.plans import policies as plans
from thidua.plans.models import Movement
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Table
from thidua.ui.workbooks import excel_response, workbook_of

STRETCH = 200
"""Units read at once for a spreadsheet."""


def _find(by: Actor, movement_id: int) -> Movement:
    found = Movement.objects.visible_to(by).select_related("unit", "plan__unit", "responds_to__unit", "root__unit")
    return get_object_or_404(found.defer("plan__source_text", "plan__reading_notes"), pk=movement_id)


@reads
def movement_page(request: ActingRequest, movement_id: int) -> HttpResponse:
    """The same page for every level, within what the actor may see; her own union's part first."""
    by, today = request.actor, clock.today()
    movement = _find(by, movement_id)
    is_lower = not by.covers(movement.unit.path)
    own = queries.own_movement(by, movement)
    part = queries.part_of(own or movement, on=today)
    context: dict[str, Any] = {
        "movement": movement,
        "part": part,
        "is_mine": movement.unit_id == by.unit_id,
        "own": own,
        "is_lower": is_lower,
        "is_running": movement.is_running_on(today),
        "line": queries.movement_line(part, on=today, with_dots=own is not None or not is_lower),
        "may_respond": plans.may_respond(by, movement) if own is None else None,
        "may_change": plans.may_change_movement(by, movement),
        "table": None,
    }
    if by.unit_level not in GRASSROOTS and movement.unit.level not in GRASSROOTS:
        context |= _units(request, by, movement)
    return render(request, "desk/movement.html", context)


def _units(request: ActingRequest, by: Actor, movement: Movement) -> dict[str, Any]:
    family = queries.MovementFamily(movement, by)
    beside = queries.Beside()
    table = unit_table(request.GET, family, beside)
    found = family.beside(table.rows)
    beside.rows, beside.people = found.rows, found.people
    totals, registered = family.figures()
    return {
        "table": table,
        "totals": totals,
        "registered": registered,
        "late_tone": "late" if totals.late else "",
        "may_remind": campaigns.may_remind_reviews(by, movement),
    }


@reads
def movement_units_sheet(request: ActingRequest, movement_id: int) -> HttpResponse:
    """The units beside the movement as Excel, with the filters of the page."""
    by = request.actor
    movement = _find(by, movement_id)
    family = queries.MovementFamily(movement, by)
    beside = queries.Beside()
    table = unit_table(request.GET, family, beside)
    title = f"Các đơn vị hưởng ứng phong trào “{movement.name}” – {movement.unit.title}"
    data = workbook_of(table.columns, _plain_rows(table, family, beside), title=title)
    return excel_response(data, f"huong-ung-phong-trao-{movement.pk}")


def _plain_rows(table: Table, family: queries.MovementFamily, beside: queries.Beside) -> Iterator[list[Any]]:
    for stretch in Paginator(table.all_rows.order_by("path"), STRETCH):
        units = list(stretch)
        found = family.beside(units)
        beside.rows, beside.people = found.rows, found.people
        yield from ([column.plain(unit) for column in table.columns] for unit in units)
