"""Can this server do its work now: database, tables, background work, disk."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

LONGEST_WAIT = dt.timedelta(minutes=10)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Sign:
    """One thing that must be well: its name, whether it is, and what was seen."""

    name: str
    is_well: bool
    seen: str


def signs_of_readiness(now: dt.datetime) -> list[Sign]:
    """Database answers, all migrations applied, no background work waiting for over ten minutes, free disk."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = Sign("database", True, connection.vendor)
    except DatabaseError as error:
        return [Sign("database", False, type(error).__name__)]
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    waited = now - oldest.enqueued_at if oldest else dt.timedelta()
    free = shutil.disk_usage(settings.VAR).free
    return [
        database,
        Sign("migrations", missing == 0, f"{missing} missing"),
        Sign("worker", waited < LONGEST_WAIT, f"oldest task waits {int(waited.total_seconds())} s"),
        Sign("disk", free > LEAST_FREE_BYTES, f"{free // 2**20} MiB free"),
    ]
