"""Shares of a whole by a key, to the last unit. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def shares_by_key(total: Decimal, weights: Mapping[int, Decimal], *, places: int = 0) -> dict[int, Decimal]:
    """The total shared out in proportion to the weights, with so many decimals; the parts add up to the total exactly.

    What rounding leaves over goes to those whose share was cut most, of equals to the one with the smaller key. Without
    any weight above zero nothing is shared out: {}.
    """
    wanted = {key: weight for key, weight in weights.items() if weight > 0}
    whole = sum(wanted.values(), Decimal(0))
    if not whole:
        return {}
    step = Decimal(1).scaleb(-places)
    exact = {key: total * weight / whole for key, weight in wanted.items()}
    found = {key: one // step * step for key, one in exact.items()}
    left = int((total - sum(found.values(), Decimal(0))) // step)
    for key in sorted(exact, key=lambda one: (found[one] - exact[one], one))[:left]:
        found[key] += step
    rest = total - sum(found.values(), Decimal(0))
    if rest:  # the total itself has more decimals than its parts
        found[min(found)] += rest
    return found
