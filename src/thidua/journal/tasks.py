"""Sealing by the worker."""

from __future__ import annotations

from django_tasks import task

from thidua.journal.actions import seal_everything


@task()
def seal_all() -> int:
    """Seal everything older than the commit horizon. Output: how many seals."""
    return seal_everything()
