"""Reads of long work."""

from __future__ import annotations

from thidua.common.actor import Actor
from thidua.jobs.models import Job


def recent_jobs(by: Actor) -> list[Job]:
    """The last 50 jobs of the person and her unit, newest first."""
    return list(Job.objects.visible_to(by).order_by("-id")[:50])
