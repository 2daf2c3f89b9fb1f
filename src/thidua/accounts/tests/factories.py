"""Users and actors for tests, made through the room's actions."""

from __future__ import annotations

import itertools

from thidua.accounts.actions import appoint, create_account, mark_as_sample
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.common.actor import Actor
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province

PASSWORD = "Thi-dua-yeu-nuoc-1948"
_numbers = itertools.count(1)


def make_user(unit: Unit, *roles: str, full_name: str = "") -> User:
    """A user with a password (PASSWORD) and these roles (by default chair) at the unit."""
    number = next(_numbers)
    user = create_account(
        by=None, username=f"09{number:08d}", full_name=full_name or f"Trần Văn {number}", password=PASSWORD
    )
    for role in roles or (Role.CHAIR,):
        appoint(by=None, user=user, unit=unit, role=role)
    return user


def make_actor(unit: Unit, *roles: str, full_name: str = "") -> Actor:
    """An actor of a fresh user with these roles (by default chair) at the unit."""
    actor = actor_for(make_user(unit, *roles, full_name=full_name), unit.pk)
    assert actor is not None
    return actor


def _account_at_a_base() -> tuple[User, Unit]:
    unit = make_base(make_district(make_province()))
    return make_user(unit, Role.CHAIR), unit


def _at_unit() -> tuple[dict[str, int], Unit]:
    _, unit = _account_at_a_base()
    return {"pk": unit.pk}, unit


def _at_unit_of_user() -> tuple[dict[str, int], Unit]:
    user, unit = _account_at_a_base()
    return {"pk": unit.pk, "user_pk": user.pk}, unit


def _of_appointment() -> tuple[dict[str, int], Unit]:
    user, unit = _account_at_a_base()
    return {"pk": user.appointments.get().pk}, unit


def _sample_person() -> dict[str, int]:
    user, _ = _account_at_a_base()
    mark_as_sample(user=user)
    return {"pk": user.pk}


EXAMPLES = {
    "sample_sign_in": _sample_person,
    "unit_accounts": _at_unit,
    "account_add": _at_unit,
    "code_issue": _at_unit_of_user,
    "account_hand_over": _at_unit_of_user,
    "role_end": _of_appointment,
}
