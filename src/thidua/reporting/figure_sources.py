"""The one hatch upward: a higher room adds a function that knows a figure, so that nobody types what is known.

In its ``apps.py``: ``SOURCES.append(FigureSource("awards", "Khen thưởng", "KT-01", awards_given))``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class FigureSource:
    """Who knows the figure of an indicator: ``find(unit_id, starts_on, ends_on)`` → (num, den) or None."""

    room: str
    words: str
    indicator_code: str
    find: Callable[[int, dt.date, dt.date], tuple[int, int | None] | None]


SOURCES: list[FigureSource] = []


def source_for(indicator_code: str) -> FigureSource | None:
    """The first source of an indicator."""
    return next((source for source in SOURCES if source.indicator_code == indicator_code), None)
