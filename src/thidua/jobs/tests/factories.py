"""Jobs for tests, and the examples of this room's addresses."""

from __future__ import annotations

from typing import Any

from thidua.common.actor import Actor
from thidua.jobs.actions import start_job
from thidua.jobs.models import Job


def make_job(unit_id: int = 0, total: int = 4) -> Job:
    """A waiting job asked for by the product itself for that unit."""
    by = Actor(user_id=None, name="Hệ thống", unit_id=unit_id, unit_name="", unit_path="-", unit_level="")
    return start_job(by=by, kind="example", title="In 4 giấy khen", total=total)


def _job(unit: Any) -> dict[str, Any]:
    return {"pk": make_job(unit.pk).pk}


EXAMPLES = {"job_page": _job}
