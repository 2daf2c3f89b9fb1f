"""Merging in the worker."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from thidua.reporting.actions.merging import merge_rollups
from thidua.reporting.queries.waiting import is_task_waiting


@task()
def merge_request(request_id: int) -> int:
    """Recompute the totals behind the waiting marks of a request; may run twice. Output: how many marks were taken."""
    taken = 0
    while merged := merge_rollups(request_id=request_id):
        taken += merged
    return taken


def merge_soon(request_ids: Iterable[int]) -> None:
    """Let the worker merge these requests once the present transaction is committed."""
    for request_id in sorted(set(request_ids)):
        transaction.on_commit(functools.partial(_enqueue, request_id))


def _enqueue(request_id: int) -> None:
    """One waiting task for all who send in the same second: it has not begun, so that it will see their marks too."""
    if not is_task_waiting(merge_request.module_path, [request_id]):
        merge_request.enqueue(request_id)
