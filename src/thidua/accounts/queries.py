"""Who is who: the actor of a request, the units a person may act for, the people to tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet

from thidua.accounts.choices import VERBS_BY_ROLE, Role, Verb
from thidua.accounts.models import Appointment, EmailCode, User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, no, require
from thidua.organisation.models import Unit, UnitQuerySet

MOST_CODE_TRIES = 5
"""How many wrong codes spend a code."""
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
TYPED_IN_VERBS = frozenset({str(Verb.VIEW), str(Verb.VIEW_DOSSIERS), str(Verb.PREPARE), str(Verb.SUBMIT)})


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


def users_by_unit(unit_ids: Iterable[int], *verbs: str) -> dict[int, list[User]]:
    """Unit → the active users who hold a role with one of the verbs there today; one query for any number of units.

    Every unit asked for is a key, with an empty list where nobody holds such a role.
    """
    found: dict[int, list[User]] = {unit_id: [] for unit_id in unit_ids}
    roles = [role for role, held in VERBS_BY_ROLE.items() if held & set(verbs)]
    appointments = Appointment.objects.valid_on(clock.today()).filter(
        unit_id__in=list(found), role__in=roles, user__is_active=True
    )
    for appointment in appointments.select_related("user").order_by("unit_id", "user_id"):
        if appointment.user not in found[appointment.unit_id]:
            found[appointment.unit_id].append(appointment.user)
    return found


def users_of(units: UnitQuerySet, *verbs: str) -> QuerySet[User]:
    """The active users who hold a role with one of the verbs today at one of the units of that query."""
    roles = [role for role, held in VERBS_BY_ROLE.items() if held & set(verbs)]
    held = Appointment.objects.valid_on(clock.today()).filter(unit__in=units, role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True)


def typing_in_verdict(by: Actor, unit: Unit) -> Verdict:
    """The rule behind ``policies.may_type_in``: a unit below, the verb, and the unit is still there."""
    if not by.is_above(unit.path):
        return no("not_below", f"{unit.title} không phải đơn vị cấp dưới của {by.unit_name}.")
    if not by.can(Verb.TYPE_IN):
        return no("no_verb", "Vai trò của bạn không được nhập thay đơn vị cấp dưới.")
    if unit.valid_to is not None and unit.valid_to < clock.today():
        return no("dissolved", f"{unit.title} đã kết thúc hoạt động, không nhập thay được nữa.")
    return YES


def actor_typing_in(by: Actor, unit: Unit) -> Actor:
    """The officer acting for a lower unit ("nhập thay"): that unit's prepare and submit, her own name and token.

    Errors: Refusal of ``may_type_in``. What she does is journalled as typed in (``journal.queries.typed_in_entries``).
    """
    require(typing_in_verdict(by, unit))
    return dataclasses.replace(
        by,
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        unit_level=unit.level,
        verbs=TYPED_IN_VERBS,
        typed_in_for=True,
        home_unit_id=by.unit_id,
    )


def personal_actor(user: User) -> Actor:
    """The user for her own account's sake (codes, password), also when she holds no role."""
    return actor_for(user) or Actor(
        user_id=user.pk,
        name=user.full_name,
        unit_id=0,
        unit_name="",
        unit_path="-",
        unit_level="",
        token=user.token,
    )


def appointments_at(unit: Unit) -> list[Appointment]:
    """Who holds which role at the unit today, chair and leaders first."""
    order = {role: index for index, role in enumerate(Role.values)}
    held = Appointment.objects.valid_on(clock.today()).filter(unit=unit).select_related("user", "unit")
    return sorted(held, key=lambda appointment: (order[appointment.role], appointment.pk))


def appointments_of(user_ids: set[int]) -> dict[int, list[Appointment]]:
    """user id → her appointments that hold today, everywhere."""
    held: dict[int, list[Appointment]] = {user_id: [] for user_id in user_ids}
    for appointment in Appointment.objects.valid_on(clock.today()).filter(user__in=user_ids).select_related("unit"):
        held[appointment.user_id].append(appointment)
    return held


def past_appointments_at(unit: Unit) -> list[Appointment]:
    """Who held which role at the unit before, latest first, at most 50."""
    past = Appointment.objects.filter(unit=unit, valid_to__lt=clock.today()).select_related("user", "unit")
    return list(past.order_by("-valid_to", "-id")[:50])


def sample_people() -> list[Appointment]:
    """The sample people of a demo with their roles, upper units first, one line a person and unit."""
    held = (
        Appointment.objects.valid_on(clock.today())
        .filter(user__is_sample=True, user__is_active=True)
        .select_related("user", "unit")
        .order_by("unit__path", "id")
    )
    first: dict[int, Appointment] = {}
    for appointment in held:
        first.setdefault(appointment.user_id, appointment)
    return list(first.values())


def recovery_codes_of(user: User) -> list[str]:
    """The user's unused recovery codes; none where the second factor is off."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(kept.wrap().get_unused_codes()) if kept else []


def sessions_of(user: User) -> list[UserSession]:
    """The user's sessions, the one seen last first."""
    return list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-id"))


def can_send_mail() -> bool:
    """Has this server a mail server to speak to?"""
    return settings.EMAIL_BACKEND != NO_MAIL


def waiting_email_code(user: User) -> EmailCode | None:
    """The code sent last to an address of the user, while it can still be typed in."""
    last = EmailCode.objects.filter(user=user).order_by("-id").first()
    if last is None or last.used_at or last.expires_at <= clock.now() or last.tries >= MOST_CODE_TRIES:
        return None
    return last
