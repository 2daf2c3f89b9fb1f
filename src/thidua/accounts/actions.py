"""Every write of accounts: users, appointments, one-time codes."""

from __future__ import annotations

from django.db import transaction

from thidua.accounts.models import Appointment, User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
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
    user = User.objects.create_user(
        username, full_name, password, email=email, person=person, must_set_password=password is None
    )
    name_person(token=user.token, name=full_name)
    if by:
        record(by=by, event="user.created", subject_kind="user", subject_id=user.pk)
    return user


@transaction.atomic
def appoint(*, by: Actor | None, user: User, unit: Unit, role: str, post: str = "") -> Appointment:
    """Give a user a role at a unit from today. Errors: Refusal when she already holds it."""
    if Appointment.objects.filter(user=user, unit=unit, role=role, valid_to__isnull=True).exists():
        raise Refusal(f"{user.full_name} đang giữ vai trò này tại {unit.name}.", "held_already")
    appointment = Appointment.objects.create(user=user, unit=unit, role=role, post=post, valid_from=clock.today())
    if by:
        record(by=by, event="user.appointed", subject_kind="user", subject_id=user.pk, unit_id=unit.pk, text=role)
    return appointment
