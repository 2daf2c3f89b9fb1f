"""Marks: which units have a change that is not yet in the totals above them."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.common import clock
from thidua.reporting.models import RollupDirty


def mark_dirty(*, request_id: int, unit_ids: Iterable[int]) -> None:
    """Note that the totals above these units are behind. Called inside the action that changed a report or a place."""
    moment = clock.now()
    RollupDirty.objects.bulk_create(
        [RollupDirty(request_id=request_id, unit_id=unit_id, marked_at=moment) for unit_id in unit_ids],
        batch_size=1000,
    )
