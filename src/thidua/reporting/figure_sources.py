"""The one hatch upward: a higher room adds a function that knows a figure, so that nobody types what is known.

In its ``apps.py``: ``SOURCES.append(FigureSource("awards", "các quyết định", "NQ07-3", rows, visible, told))``.
A figure is the length of a list: the same rows are counted for the figure and shown behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from thidua.common.actor import Actor


@dataclass(frozen=True)
class FigureSource:
    """Who knows the share of an indicator, and by which records.

    ``rows(unit_id, starts_on, ends_on)`` is the queryset of all records of the unit and those below it in the period:
    each counts in the denominator, those annotated ``is_counted`` in the numerator. ``visible(rows, by)`` narrows them
    to what a person may see; ``told(row)`` is (name, detail, address or "") of one. ``words`` name the records.
    """

    room: str
    words: str
    indicator_code: str
    rows: Callable[[int, dt.date, dt.date], Any]
    visible: Callable[[Any, Actor], Any]
    told: Callable[[Any], tuple[str, str, str]]

    def find(self, unit_id: int, starts_on: dt.date, ends_on: dt.date) -> tuple[int, int | None] | None:
        """(numerator, denominator) of a unit in a period, in one query."""
        found = self.rows(unit_id, starts_on, ends_on).order_by()
        counted = found.aggregate(whole=Count("pk"), part=Count("pk", filter=Q(is_counted=True)))
        return counted["part"], counted["whole"]


SOURCES: list[FigureSource] = []


def source_for(indicator_code: str) -> FigureSource | None:
    """The first source of an indicator."""
    return next((source for source in SOURCES if source.indicator_code == indicator_code), None)
