"""Work that a killed worker left behind is given back to the queue when that worker is started again."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction

TRIES = 3
"""A piece of work that killed its worker this often is given up."""


def own_worker_id() -> str:
    """The lasting name of this server's worker, kept in ``var``."""
    path = Path(settings.VAR) / "worker_id"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(8), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def give_back(worker_id: str) -> int:
    """Put what that worker was doing when it died back into the queue; call it only while the worker is not running.

    Returns how many pieces of work were given back. A task may therefore run twice: tasks must stand that.
    """
    given, results = 0, apps.get_model("django_tasks_database", "DBTaskResult").objects
    with transaction.atomic():
        for work in results.running():
            if not work.worker_ids or work.worker_ids[-1] != worker_id:
                continue
            if len(work.worker_ids) >= TRIES:
                work.set_failed(RuntimeError(f"the worker died {TRIES} times while doing this"))
                continue
            results.filter(pk=work.pk).update(status="READY", started_at=None)
            given += 1
    return given
