"""The figures of the period before, and which figures changed much since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.common.numbers import format_number
from thidua.reporting.models import Report, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, amount, same_as
from thidua.reporting.queries.asked import slots_by_figure


def last_amounts(report: Report, slots: Sequence[Slot]) -> dict[int, Amount]:
    """slot id → what the unit last reported for the same figure in an earlier period of the same kind. Two queries.

    Those without an earlier figure are not there. Only counting reports; the latest period wins.
    """
    asked = report.request
    before = (
        Report.objects.counting()
        .filter(unit_id=report.unit_id, request__kind=asked.kind, request__ends_on__lt=asked.ends_on)
        .exclude(pk=report.pk)
        .select_related("request")
        .order_by("-request__ends_on", "-id")[:12]
    )
    earlier = list(reversed(before))
    slot_of = slots_by_figure(one.request_id for one in earlier)
    found: dict[int, Amount] = {}
    for slot in slots:
        for one in earlier:
            other = slot_of.get((one.request_id, same_as(slot)))
            told = amount(other, one.sent_values) if other else None
            if told is not None and told.num is not None:
                found[slot.pk] = told
    return found


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
