"""Which figure held on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from thidua.norms.choices import ParameterKind
from thidua.norms.models import Parameter


@dataclass(frozen=True)
class Figure:
    """A figure with the day from which the next of its kind holds (None: it holds on)."""

    row: Parameter
    until: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """True when it is the figure of that day."""
        return self.row.valid_from <= day and (self.until is None or day < self.until)


def figure_on(kind: str, day: dt.date) -> Decimal | None:
    """The figure of that kind in force that day, or None before the first one known."""
    row = Parameter.objects.filter(kind=kind, valid_from__lte=day).order_by("-valid_from").first()
    return row.amount if row else None


def base_salary_on(day: dt.date) -> int | None:
    """The base salary (đồng a month) in force that day, or None before the first one known."""
    amount = figure_on(ParameterKind.BASE_SALARY, day)
    return int(amount) if amount is not None else None


def most_movements_on(day: dt.date) -> int | None:
    """How many movements of a unit may run at once before people are told, or None where no figure is kept."""
    amount = figure_on(ParameterKind.MOVEMENTS_AT_ONCE, day)
    return int(amount) if amount is not None else None


def figures_with_ends() -> list[Figure]:
    """All figures, by kind, the youngest first, each with the day on which the next takes over."""
    out: list[Figure] = []
    following: Parameter | None = None
    for row in Parameter.objects.order_by("kind", "-valid_from"):
        until = following.valid_from if following and following.kind == row.kind else None
        out.append(Figure(row, until))
        following = row
    return out
