"""What was asked in several requests at once, as the pages of statistics need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from thidua.plans.choices import Comparator, Direction
from thidua.reporting.models import Slot
from thidua.reporting.queries.states import ceiling_of


class Asked(NamedTuple):
    """One figure of one request, without what a page does not need of it."""

    request_id: int
    order: int
    indicator_id: int
    label: str
    kind: str
    unit_word: str
    comparator: str
    low: Decimal | None
    high: Decimal | None
    num: int
    den: int | None
    women: int | None
    direct: int | None
    scale: int
    takes_last: bool
    indicator__direction: str
    target__plan__year: int | None
    target__phase__starts_on: dt.date | None
    target__phase__ends_on: dt.date | None

    @property
    def is_ceiling(self) -> bool:
        """The bound must not be passed."""
        return self.low is not None and self.ceiling(self.low, self.high) is not None

    def ceiling(self, low: Decimal, high: Decimal | None) -> Decimal | None:
        """The figure that must not be passed; None where it is one to be reached."""
        return ceiling_of(self.comparator or Comparator.GE, low, high, self.indicator__direction)

    @property
    def less_is_better(self) -> bool:
        """The smallest figure is the best."""
        return self.is_ceiling or self.indicator__direction == Direction.LOWER

    @property
    def time_given(self) -> tuple[dt.date, dt.date] | None:
        """The days given for its target: those of its phase, else the plan's year; None without a target."""
        if self.target__phase__starts_on and self.target__phase__ends_on:
            return self.target__phase__starts_on, self.target__phase__ends_on
        year = self.target__plan__year
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None


def asked_in(request_ids: Sequence[int]) -> dict[int, list[Asked]]:
    """What was asked in these requests, in order: request → figures. One query."""
    found: dict[int, list[Asked]] = {pk: [] for pk in request_ids}
    rows = Slot.objects.filter(request_id__in=request_ids).order_by("request_id", "order", "id")
    for row in rows.values_list(*Asked._fields):
        found[row[0]].append(Asked(*row))
    return found
