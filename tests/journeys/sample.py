"""The sample year as the ground of a journey: lived through the actions up to a day, then walked in the browser."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.models import User
from thidua.demo import story


def live_until(day: str) -> None:
    """Live every scene of the sample year before that day ("2021-07-14"), each on its own day."""
    until = dt.date.fromisoformat(day)
    for scene in story.STORY:
        if scene.day < until:
            story.play(scene)


def person(username: str) -> User:
    """The sample person of that user name (``thidua.demo.world``)."""
    return User.objects.get(username=username)
