"""Opens every address as somebody who may: what ``test_limits`` and the journey over every page have in common."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.house.addresses import Address, examples
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province

NO_PAGE = (301, 302, 405)
"""Answers of addresses that have no page of their own: they lead on, or are only sent to."""


@dataclass(frozen=True)
class Opened:
    """The path of an address for one fresh example object, the unit it belongs to, and its person if it is personal."""

    path: str
    unit: Unit
    person: User | None = None
    names_an_object: bool = True


def example_of(address: Address) -> Opened:
    """Make the object of an address with the maker that its room registered in ``EXAMPLES``.

    The maker gives the arguments of the address, or a pair of these and the unit (or the person) the object belongs
    to; None in its place says that the arguments name no object (a format, a kind). A maker of a room below
    ``organisation`` may take a unit instead and use its number.
    """
    if not address.arguments:
        return Opened(reverse(address.name), a_base_unit())
    maker = examples(address)[address.name]
    unit = a_base_unit()
    made: Any = maker(unit) if inspect.signature(maker).parameters else maker()
    arguments, owner = made if isinstance(made, tuple) else (made, unit)
    path = reverse(address.name, kwargs=arguments)
    if isinstance(owner, User):
        return Opened(path, owner.appointments.get().unit, owner)
    return Opened(path, owner or unit, names_an_object=owner is not None)


def a_base_unit() -> Unit:
    """A grassroots union under a district under a province."""
    return make_base(make_district(make_province()))


def who_may_open(opened: Opened) -> tuple[User | None, int]:
    """Somebody who gets an answer: the person, one of the unit, else of a unit above it. With the status she got."""
    statuses = []
    above: Unit | None = opened.unit
    while above is not None:
        user = opened.person if opened.person and above == opened.unit else make_user(above, *Role.values)
        client = Client()
        client.force_login(user)
        answer = client.get(opened.path)
        if answer.status_code == 200 or answer.status_code in NO_PAGE:
            return user, answer.status_code
        statuses.append(answer.status_code)
        above = above.parent
    return None, statuses[0]
