"""One movement with all that belongs to it: the own unit's part, the units that answer it, titles, reviews."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from thidua.campaigns.models import Launch
from thidua.campaigns.queries import Slot, slots_of
from thidua.campaigns.queries.family import Family, Totals, UnitRow
from thidua.common.actor import Actor
from thidua.organisation.models import Unit
from thidua.plans.models import Movement
from thidua.plans.queries.movements import own_response
from thidua.registrations.models import RegistrationLine
from thidua.ui.charts import Dot, Phase, Timeline
from thidua.ui.counting import length_of

SENT = ("submitted", "returned", "accepted")


@dataclass
class Beside:
    """What the list of units shows of those on the page, filled once the page is cut."""

    rows: dict[int, UnitRow] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)


class MovementFamily(Family):
    """As ``Family``, with the titles that people registered for under the family's plans."""

    def lines(self) -> QuerySet[RegistrationLine]:
        """The lines of people on sent lists."""
        return RegistrationLine.objects.filter(
            registration__plan__in=self.members.values("plan"),
            registration__state__in=SENT,
            person__isnull=False,
        )

    def with_titles(self) -> Q:
        """Which units have people registered for titles."""
        return Q(Exists(self.lines().filter(registration__unit=OuterRef("pk"))))

    def figures(self) -> tuple[Totals, int]:
        """The totals and the number of people registered, in one statement."""
        people = self.lines().filter(registration__unit__in=self.units)
        totals, (registered,) = self.totals(length_of(people, distinct="person_id"))
        return totals, registered

    def beside(self, units: list[Unit]) -> Beside:
        """What is shown of these units: four statements, whatever their number."""
        people = self.lines().filter(registration__unit__in=[unit.pk for unit in units]).order_by()
        counts = people.values_list("registration__unit").annotate(Count("person", distinct=True))
        return Beside(self.rows_of(units), dict(counts))


@dataclass(frozen=True)
class OwnPart:
    """The part of a movement that the actor's unit plays: its own movement, launch, reviews owed and made."""

    movement: Movement
    launch: Launch | None
    slots: list[Slot]
    is_running: bool

    @property
    def launched_on(self) -> dt.date | None:
        """The day it was launched; None while it was not."""
        if self.movement.plan_id is None:
            return self.movement.starts_on
        return self.launch.held_on if self.launch and self.launch.state == "held" else None


def own_movement(by: Actor, movement: Movement) -> Movement | None:
    """The movement itself where it is the actor's unit's, else what her unit answers it with."""
    if movement.unit_id == by.unit_id:
        return movement
    return own_response(by, movement) if not by.covers(movement.unit.path) else None


def part_of(movement: Movement, *, on: dt.date) -> OwnPart:
    """The launch and the reviews of one unit's movement. Three queries."""
    launch = None
    if movement.plan_id is not None:
        standing = Launch.objects.standing().filter(plan_id=movement.plan_id, unit_id=movement.unit_id)
        launch = standing.first()
    return OwnPart(movement, launch, slots_of(movement.plan, [movement]), movement.is_running_on(on))


def movement_line(part: OwnPart, *, on: dt.date, with_dots: bool) -> Timeline | None:
    """The year of a movement: its phases, and ``with_dots`` its launch and its reviews; None where it has no phases."""
    phases = [slot.phase for slot in part.slots if slot.phase and slot.phase.starts_on and slot.phase.ends_on]
    plan = part.movement.plan
    if not phases or plan is None:
        return None
    dots = [_dot(slot) for slot in part.slots if slot.due_on]
    if part.launch:
        tone = "done" if part.launch.state == "held" else "late" if part.launch.held_on < on else "waiting"
        url = reverse("launch_page", args=[part.launch.pk])
        dots.insert(0, Dot("Phát động", part.launch.held_on, tone, part.launch.state_info.label.lower(), url))
    return Timeline(
        title=f"Năm {plan.year}",
        starts_on=dt.date(plan.year, 1, 1),
        ends_on=dt.date(plan.year, 12, 31),
        today=on,
        phases=tuple(
            Phase(one.name, one.starts_on, one.ends_on, one.theme, reverse("plan_page", args=[plan.pk]))
            for one in phases
            if one.starts_on and one.ends_on
        ),
        marks=(),
        dots=tuple(dots) if with_dots else (),
    )


def _dot(slot: Slot) -> Dot:
    day = slot.due_on or dt.date(slot.year, 12, 31)
    if slot.review is not None and slot.is_recorded:
        url = reverse("review_page", args=[slot.review.pk])
        return Dot(slot.title, slot.review.held_on, "done", "đã ghi nhận", url)
    return Dot(slot.title, day, "late" if slot.is_late else "waiting", slot.due_words, reverse("review_list"))
