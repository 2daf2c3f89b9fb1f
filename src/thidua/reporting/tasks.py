"""Merging in the worker."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from thidua.reporting.actions.merging import merge_rollups


@task()
def merge_request(request_id: int) -> int:
    """Recompute the totals behind the waiting marks of a request; may run twice. Output: how many marks were taken."""
    return merge_rollups(request_id=request_id)


def merge_soon(request_ids: Iterable[int]) -> None:
    """Let the worker merge these requests once the present transaction is committed."""
    for request_id in sorted(set(request_ids)):
        transaction.on_commit(functools.partial(merge_request.enqueue, request_id))
