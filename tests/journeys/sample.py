"""The sample year as the ground of a journey: lived through the actions up to a day, then walked in the browser."""

from __future__ import annotations

import datetime as dt

from tests.journeys.snapshots import Snapshot, bring_back, keep
from thidua.accounts.models import User
from thidua.demo import story

_lived: dict[dt.date, Snapshot] = {}


def live_until(day: str) -> None:
    """Live every scene of the sample year before that day ("2021-07-14"), each on its own day, in an empty database.

    What was lived once in this process is brought back and lived on from.
    """
    until = dt.date.fromisoformat(day)
    known = max((one for one in _lived if one <= until), default=dt.date.min)
    if known in _lived:
        bring_back(_lived[known])
    for scene in story.STORY:
        if known <= scene.day < until:
            story.play(scene)
    if until not in _lived:
        _lived[until] = keep()


def person(username: str) -> User:
    """The sample person of that user name (``thidua.demo.world``)."""
    return User.objects.get(username=username)
