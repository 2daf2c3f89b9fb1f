"""What requests ask: their slots, each with its indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from thidua.reporting.models import Slot
from thidua.reporting.queries.adding import same_as
from thidua.ui.kept import Kept


def _asked(request_ids: tuple[int, ...]) -> QuerySet[Slot]:
    return Slot.objects.filter(request_id__in=request_ids).select_related("indicator")


def _with_targets(request_id: int) -> QuerySet[Slot]:
    return Slot.objects.filter(request_id=request_id).select_related("indicator", "target__phase", "target__plan")


asked_of = Kept(_asked)
slots_with_targets = Kept(_with_targets)
"""As ``slots_of``, each with the target that it asks about, its plan and phase. One query."""


def slots_of(request_id: int) -> list[Slot]:
    """The slots of one request in their order. One query."""
    return asked_of((request_id,))


def slots_by_request(request_ids: Iterable[int]) -> dict[int, list[Slot]]:
    """request id → its slots in their order; an empty list for one that asks nothing. One query."""
    found: dict[int, list[Slot]] = defaultdict(list)
    for slot in asked_of(tuple(request_ids)):
        found[slot.request_id].append(slot)
    return found


def slots_by_figure(request_ids: Iterable[int]) -> dict[tuple[int, tuple[str, str]], Slot]:
    """(request id, ``same_as``) → the slot that asks that figure there, whoever asked. One query."""
    return {
        (request_id, same_as(slot)): slot
        for request_id, slots in slots_by_request(request_ids).items()
        for slot in slots
    }
