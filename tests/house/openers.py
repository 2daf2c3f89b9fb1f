"""Opens every address as somebody who may: what ``test_limits`` and the journey over every page have in common."""

from __future__ import annotations

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


def path_and_unit(address: Address) -> tuple[str, Unit]:
    """The path of an address, with a fresh example where it needs one, and the unit whose people should see it."""
    if not address.arguments:
        return reverse(address.name), make_base(make_district(make_province()))
    made: Any = examples(address)[address.name]()
    arguments, unit = made if isinstance(made, tuple) else (made, None)
    return reverse(address.name, kwargs=arguments), unit or make_base(make_district(make_province()))


def who_may_open(path: str, unit: Unit) -> tuple[User | None, int]:
    """Somebody who gets an answer at that path: of the unit, else of a unit above it. With the status she got."""
    statuses = []
    above: Unit | None = unit
    while above is not None:
        user = make_user(above, *Role.values)
        client = Client()
        client.force_login(user)
        answer = client.get(path)
        if answer.status_code == 200 or answer.status_code in NO_PAGE:
            return user, answer.status_code
        statuses.append(answer.status_code)
        above = above.parent
    return None, statuses[0]
