"""Users and actors for tests, made through the room's actions."""

from __future__ import annotations

import itertools

from thidua.accounts.actions import appoint, create_account
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.common.actor import Actor
from thidua.organisation.models import Unit

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
