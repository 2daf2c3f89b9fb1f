"""The desk of who only administers: units that nobody serves yet, codes to hand out, imports that wait to be saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.choices import Role, Verb
from thidua.accounts.models import Appointment, OneTimeCode, User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import ImportBatch, Unit, valid_on
from thidua.ui.counting import length_of

SHOWN = 12
"""So many lines of each list; the number of all stands above them."""
ADMINISTERS = frozenset({str(Role.ADMIN), str(Role.VIEWER)})


@dataclass(frozen=True)
class AdministratorDesk:
    """The three lists, the first lines of each, and how many each has in all."""

    units: list[Unit]
    units_count: int
    appointments: list[Appointment]
    appointments_count: int
    imports: list[ImportBatch]
    imports_count: int

    @property
    def to_do(self) -> int:
        """What the menu's badge says."""
        return self.units_count + self.appointments_count + self.imports_count


def only_administers(by: Actor) -> bool:
    """True for an administrator who holds no role of the unit's own work: its duties are not hers to do."""
    return by.can(Verb.MANAGE_UNITS) and by.roles <= ADMINISTERS


def administrator_desk(by: Actor) -> AdministratorDesk:
    """What waits for the administrator, in four queries whatever the number of units."""
    units, appointments, imports = lists_of(by)
    counts = Unit.objects.filter(pk=by.unit_id).values_list(*map(length_of, (units, appointments, imports)))[0]
    return AdministratorDesk(
        list(units.order_by("name_key", "pk")[:SHOWN]),
        counts[0],
        list(appointments.select_related("user", "unit").order_by("unit__path", "pk")[:SHOWN]),
        counts[1],
        list(imports.select_related("unit").order_by("-state_since")[:SHOWN]),
        counts[2],
    )


def lists_of(by: Actor) -> tuple[QuerySet[Unit], QuerySet[Appointment], QuerySet[ImportBatch]]:
    """Of the own unit and those directly below it (further down there are administrators and officers of their own):
    living units where nobody holds a role; roles of people who never signed in and have no code that still works;
    imports that were read and wait for the word to save."""
    today = clock.today()
    near = Q(unit_id=by.unit_id) | Q(unit__parent_id=by.unit_id)
    held = Appointment.objects.valid_on(today)
    codes = OneTimeCode.objects.filter(used_at__isnull=True, expires_at__gt=clock.now())
    newcomers = User.objects.filter(~Exists(codes.filter(user=OuterRef("pk"))), is_active=True, must_set_password=True)
    units = Unit.objects.filter(valid_on(today), ~Exists(held.filter(unit=OuterRef("pk"))), parent_id=by.unit_id)
    return units, held.filter(near, user__in=newcomers), ImportBatch.objects.filter(near, state="read")
