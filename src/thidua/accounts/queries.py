"""Who is who: the actor of a request, the units a person may act for, the people to tell."""

from __future__ import annotations

from thidua.accounts.choices import VERBS_BY_ROLE
from thidua.accounts.models import Appointment, User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import Unit


def open_appointments(user: User) -> list[Appointment]:
    """The user's appointments that hold today, upper units first."""
    return list(
        Appointment.objects.valid_on(clock.today())
        .filter(user=user, unit__valid_from__lte=clock.today())
        .select_related("unit")
        .order_by("unit__path", "id")
    )


def actor_for(user: User, unit_id: int | None = None) -> Actor | None:
    """The actor of that user at that unit (by default her first); None when she holds no appointment there today."""
    return actor_among(user, open_appointments(user), unit_id)


def actor_among(user: User, appointments: list[Appointment], unit_id: int | None = None) -> Actor | None:
    """As ``actor_for``, from appointments already read."""
    if not appointments:
        return None
    wanted = unit_id if unit_id is not None else appointments[0].unit_id
    held = [appointment for appointment in appointments if appointment.unit_id == wanted]
    return build_actor(user, held[0].unit, {appointment.role for appointment in held}) if held else None


def build_actor(user: User, unit: Unit, roles: set[str]) -> Actor:
    """The frozen actor with the verbs of those roles."""
    verbs: frozenset[str] = frozenset()
    for role in roles:
        verbs |= VERBS_BY_ROLE[role]
    return Actor(
        user_id=user.pk,
        name=user.full_name,
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        unit_level=unit.level,
        roles=frozenset(roles),
        verbs=frozenset(str(verb) for verb in verbs),
        token=user.token,
    )


def system_actor(unit: Unit) -> Actor:
    """The product itself, acting for a unit: jobs and timers. Holds every verb, has no name of a person."""
    return Actor(
        user_id=None,
        name="Hệ thống",
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        unit_level=unit.level,
        verbs=frozenset(str(verb) for verbs in VERBS_BY_ROLE.values() for verb in verbs),
    )


def users_with(verb: str, *, unit_id: int) -> list[User]:
    """The active users who hold a role with that verb at that unit today, for notices."""
    roles = [role for role, verbs in VERBS_BY_ROLE.items() if verb in verbs]
    return list(
        User.objects.filter(
            is_active=True,
            appointments__in=Appointment.objects.valid_on(clock.today()).filter(unit_id=unit_id, role__in=roles),
        )
        .distinct()
        .order_by("id")
    )
