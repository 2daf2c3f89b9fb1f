"""One figure of a unit by type of union: the reports below it, split by the kind frozen with the period."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, Q
from django.db.models.functions import Cast

from thidua.organisation.choices import UnitKind
from thidua.reporting.models import PeriodUnit
from thidua.reporting.models.figures import NOTHING
from thidua.reporting.queries.adding import LAST_WINS, NOT_SUMMED, Amount
from thidua.statistics.queries.asked import Asked
from thidua.statistics.queries.choice import Period
from thidua.statistics.queries.picture import Picture

MOST_UNITS = 25_000
"""Base unions up to which the split is worked out while the page is asked for; the largest province has fewer."""
ANSWER = struct.Struct("<q")


@dataclass(frozen=True)
class OfKind:
    """The part of one type of union: its name, how many unions answered, their figure."""

    kind: str
    units: int
    told: Amount

    @property
    def label(self) -> str:
        """The type in words."""
        return UnitKind(self.kind).label if self.kind in UnitKind.values else self.kind


def kinds_of(picture: Picture) -> list[OfKind] | None:
    """The chosen figure by type of union, adding up to the unit's own; None where too many unions stand below.

    Of a stock and of a yes or no the last period told, as for the unit as a whole. One query.
    """
    line, row = picture.chosen, picture.row
    if line is None or line.told is None or row is None or row.is_leaf:
        return []
    if row.n_all > MOST_UNITS:
        return None
    told = [one for one in line.counted if _figure_of(picture, one) is not None]
    periods = told[-1:] if line.slot.kind in LAST_WINS or line.slot.takes_last else told
    if line.slot.kind in NOT_SUMMED:
        return []
    sums: dict[str, list[int]] = {}
    seen: dict[str, set[int]] = {}
    for kind, unit_id, request_id, packed in _reports(periods):
        slot = picture.slots[request_id][line.key]
        num = _at(packed, slot.num)
        if num is None:
            continue
        found = sums.setdefault(kind, [0, 0])
        found[0] += num
        found[1] += _at(packed, slot.den) or 0
        seen.setdefault(kind, set()).add(unit_id)
    parts = [
        OfKind(kind, len(seen[kind]), _amount(line.slot, num, den, len(seen[kind])))
        for kind, (num, den) in sums.items()
    ]
    return sorted(parts, key=lambda one: (-one.units, one.kind))


def _figure_of(picture: Picture, period: Period) -> int | None:
    slot = picture.slots.get(period.pk, {}).get(picture.chosen.key) if picture.chosen else None
    row = picture.mine.get(period.pk)
    return row.amount(slot).num if slot and row else None


def _reports(periods: list[Period]) -> Any:
    """(kind, unit, request, packed figures) of every sent report below the unit in these periods."""
    below = Q(pk__in=[])
    for period in periods:
        below |= Q(request_id=period.pk, path__startswith=period.path)
    return (
        PeriodUnit.objects.filter(below, is_leaf=True, report__sent_values__isnull=False)
        .annotate(packed=Cast("report__sent_values", BinaryField()))
        .values_list("kind", "unit_id", "request_id", "packed")
        .iterator(chunk_size=2000)
    )


def _at(packed: bytes, place: int | None) -> int | None:
    """One figure of a packed list, the others left packed."""
    if place is None or len(packed) < 8 * (place + 1):
        return None
    figure: int = ANSWER.unpack_from(packed, 8 * place)[0]
    return None if figure == NOTHING else figure


def _amount(slot: Asked, num: int, den: int, answered: int) -> Amount:
    return Amount(
        slot.kind, num, den if slot.den is not None else None, answered, slot.unit_word, slot.scale, slot.takes_last
    )
