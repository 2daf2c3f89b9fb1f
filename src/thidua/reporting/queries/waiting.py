"""What already waits in the queue of the worker."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult


def is_task_waiting(path: str, args: list[int]) -> bool:
    """A task of that name with these arguments stands in the queue and has not been begun."""
    waiting = DBTaskResult.objects.ready().filter(task_path=path).values_list("args_kwargs", flat=True)
    return any(one["args"] == args for one in waiting.order_by()[:200])
