"""The figures of the period before, and which figures changed much since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.common.numbers import format_number
from thidua.reporting.models import Report, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount
from thidua.reporting.queries.past import past_of


def last_amounts(report: Report, slots: Sequence[Slot]) -> dict[int, Amount]:
    """slot id → what the unit last told of the same figure (``past_of``, its own signature first). Four queries.

    Those without an earlier figure are not there.
    """
    last = past_of(report.request, slots, report.unit_id, signed=True)[report.unit_id].last
    return {slot.pk: last[slot.num].told for slot in slots if slot.num in last}


@dataclass(frozen=True)
class Jump:
    """A figure that changed much since the period before: by how much, and what was said of it."""

    slot: Slot
    change: str
    words: str

    @property
    def text(self) -> str:
        """With the name of the figure."""
        return f"{self.slot.label}: {self.change}"


def jump_of(slot: Slot, now: Amount, before: Amount | None, share: int, words: str = "") -> Jump | None:
    """The jump of one figure against the period before; None within ``share`` per cent, or with nothing to compare.

    A ratio is compared as its share in per cent. From 0 nothing can be said. ``share`` 0 = never.
    """
    if before is None or not share or slot.kind in IS_ANSWER or now.value is None or not before.value:
        return None
    change = (now.value - before.value) * 100 / before.value
    if abs(change) <= share:
        return None
    verb = "tăng" if change > 0 else "giảm"
    told = f"{verb} {format_number(abs(round(change)))} % so với kỳ trước ({before.own_text})"
    return Jump(slot, told, words.strip())
