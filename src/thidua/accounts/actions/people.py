"""Users and the roles they hold: made, appointed, ended, handed over."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from thidua.accounts.actions.sessions import end_sessions_of
from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, User
from thidua.accounts.policies import may_appoint, may_end_appointment, may_give_role, may_hand_over
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, all_of, require
from thidua.journal.actions import name_person, record
from thidua.organisation.models import Person, Unit


@transaction.atomic
def create_account(
    *,
    by: Actor | None,
    username: str,
    full_name: str,
    password: str | None = None,
    email: str = "",
    person: Person | None = None,
) -> User:
    """Create a user with a normalised user name. Without a password she first signs in with a one-time code.

    ``by`` is None only for the first administrator. Errors: Refusal when the user name is taken.
    """
    if User.objects.filter(username=username).exists():
        raise Refusal(f"Đã có tài khoản dùng “{username}”. Hãy tìm người đó và phân công vai trò.", "taken", "username")
    email = email or (username if "@" in username else "")
    user = User.objects.create_user(
        username, full_name, password, email=email, person=person, must_set_password=password is None
    )
    name_person(token=user.token, name=full_name)
    if by:
        record(by=by, event="user.created", subject_kind="user", subject_id=user.pk)
    return user


def mark_as_sample(*, user: User) -> None:
    """Offer the user by role on the sign-in page of a demo (never shown in service)."""
    user.is_sample = True
    user.save(update_fields=["is_sample"])


@transaction.atomic
def appoint(*, by: Actor | None, user: User, unit: Unit, role: str, post: str = "") -> Appointment:
    """Give a user a role at a unit from today. ``by`` is None only for the first administrator and in factories.

    Errors: Refusal of ``may_give_role``; ``held_already`` when she already holds it.
    """
    if by:
        require(may_give_role(by, unit, role, user))
    if Appointment.objects.filter(user=user, unit=unit, role=role, valid_to__isnull=True).exists():
        raise Refusal(f"{user.full_name} đang giữ vai trò này tại {unit.name}.", "held_already", "role")
    try:
        with transaction.atomic():
            given = Appointment.objects.create(user=user, unit=unit, role=role, post=post, valid_from=clock.today())
    except IntegrityError as error:
        raise Refusal(f"{user.full_name} đang giữ vai trò này tại {unit.name}.", "held_already", "role") from error
    if by:
        text = f"{Role(role).label} tại {unit.name}"
        record(by=by, event="user.appointed", subject_kind="user", subject_id=user.pk, unit_id=unit.pk, text=text)
    return given


def _found_or_made(by: Actor, username: str, full_name: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        return create_account(by=by, username=username, full_name=full_name)
    if user.full_name.casefold() != full_name.casefold():
        raise Refusal(
            f"“{username}” là tài khoản của người khác, không phải {full_name}. Hãy kiểm tra lại số hoặc họ tên.",
            "other_name",
            "username",
        )
    return user


@transaction.atomic
def enrol(*, by: Actor, unit: Unit, username: str, full_name: str, role: str, post: str = "") -> User:
    """Give a role to the account with that user name, made now where there is none. Output: the user.

    Errors: Refusal of ``appoint``; ``other_name`` when the account belongs to somebody of another name.
    """
    require(may_appoint(by, unit, role))
    user = _found_or_made(by, username, full_name)
    appoint(by=by, user=user, unit=unit, role=role, post=post)
    return user


@transaction.atomic
def end_appointment(*, by: Actor, appointment: Appointment) -> None:
    """End a role today (yesterday is its last day). Errors: Refusal of ``may_end_appointment``."""
    require(may_end_appointment(by, appointment))
    _end(appointment)
    record(
        by=by,
        event="user.role_ended",
        subject_kind="user",
        subject_id=appointment.user_id,
        unit_id=appointment.unit_id,
        text=f"{appointment.get_role_display()} tại {appointment.unit.name}",
    )


def _end(appointment: Appointment) -> None:
    """Its last day is yesterday; a role given today leaves no day and is taken out of the list."""
    last_day = clock.today() - dt.timedelta(days=1)
    if last_day < appointment.valid_from:
        appointment.delete()
        return
    appointment.valid_to = last_day
    appointment.save(update_fields=["valid_to"])


@transaction.atomic
def hand_over(*, by: Actor, unit: Unit, from_user: User, to_user: User) -> list[Appointment]:
    """The successor gets every role of the one who leaves at the unit; the old roles and sessions end.

    Open work stays with the unit (duties, drafts and reports belong to it), so it is the successor's at once.
    Output: her appointments. Errors: Refusal of ``may_hand_over``; ``same_person``.
    """
    if from_user.pk == to_user.pk:
        raise Refusal("Người nhận bàn giao phải là người khác.", "same_person", "to_user")
    held = list(
        Appointment.objects.valid_on(clock.today()).filter(user=from_user, unit=unit).select_related("unit", "user")
    )
    require(may_hand_over(by, unit, held))
    require(all_of(*(may_give_role(by, unit, old.role, to_user) for old in held)))
    given = []
    for old in held:
        _end(old)
        has = Appointment.objects.filter(user=to_user, unit=unit, role=old.role, valid_to__isnull=True).first()
        given.append(
            has
            or Appointment.objects.create(
                user=to_user, unit=unit, role=old.role, post=old.post, valid_from=clock.today()
            )
        )
    end_sessions_of(by=by, user=from_user)
    record(
        by=by,
        event="user.handed_over",
        subject_kind="user",
        subject_id=from_user.pk,
        unit_id=unit.pk,
        text=f"Bàn giao {len(given)} vai trò tại {unit.name}",
        data={"to_user": to_user.pk},
    )
    return given


@transaction.atomic
def create_successor_and_hand_over(*, by: Actor, unit: Unit, from_user: User, username: str, full_name: str) -> User:
    """``hand_over`` to the account with that user name, made now where there is none. Output: the successor."""
    held = list(Appointment.objects.valid_on(clock.today()).filter(user=from_user, unit=unit).select_related("unit"))
    require(may_hand_over(by, unit, held))
    successor = _found_or_made(by, username, full_name)
    hand_over(by=by, unit=unit, from_user=from_user, to_user=successor)
    return successor
