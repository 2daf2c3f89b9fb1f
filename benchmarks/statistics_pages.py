"""The picture of a unit and its table of figures against an empty signed-in page, in the whole handler.

Goals (G4): 34 units × 50 figures within 3 times, 128 × 50 within 6 times the empty page. The product shows no more rows
on one page than 90 KB hold; here the table of 128 units is shown whole, so that the goal is measured as it is set.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client, override_settings
from django.urls import reverse

from benchmarks.nation import Nation, add_period, plant
from benchmarks.pages import EMPTY
from benchmarks.pairs import Paired, paired
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.models import Unit
from thidua.reporting.actions import rebuild_rollups
from thidua.statistics.tables import matrix

GOALS = {34: 3, 128: 6}


@dataclass(frozen=True)
class Wide:
    """A unit with about so many units directly below it."""

    pk: int
    units: int


def measure() -> Iterator[Paired | str]:
    """The units whose children are nearest to 34 and to 128 in number; each page against the empty one."""
    nation = plant("S")
    asked = add_period(nation, 0)
    rebuild_rollups(request_id=asked.pk)
    matrix.BODY_BYTES = 200_000
    for wide in (_nearest(nation, units) for units in GOALS):
        user = make_user(Unit.objects.get(pk=wide.pk), Role.OFFICER)
        client = Client()
        client.force_login(user)
        with override_settings(ROOT_URLCONF="benchmarks.pages"):
            for name in ("picture_figures", "picture"):
                path = f"{reverse(name, args=[wide.pk])}?ky={asked.pk}"
                size = len(client.get(path).content) / 1024
                words = f"{name}, {wide.units} × 50 ({size:.0f} KB)"
                line = paired(words, functools.partial(client.get, path), functools.partial(client.get, EMPTY))
                yield line
                if name == "picture_figures" and line.has_verdict:
                    goal = min(GOALS.items(), key=lambda pair: abs(pair[0] - wide.units))[1]
                    yield f"goal × {goal}: {'reached' if line.ratio <= goal else 'missed'}"


def _nearest(nation: Nation, units: int) -> Wide:
    """The unit with the number of children nearest to ``units``."""
    below: dict[int, int] = {}
    for place in nation.places:
        if place.parent is not None:
            below[place.parent] = below.get(place.parent, 0) + 1
    best = min(below, key=lambda pk: abs(below[pk] - units))
    return Wide(best, below[best])
