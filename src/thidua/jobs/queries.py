"""Reads of long work."""

from __future__ import annotations

from thidua.common.actor import Actor
from thidua.jobs.models import Job, JobFile, JobFileQuerySet, JobQuerySet


def recent_jobs(by: Actor) -> list[Job]:
    """The last 50 jobs of the person and her unit, newest first."""
    return list(Job.objects.visible_to(by).order_by("-id")[:50])


def own_jobs(by: Actor, kind: str, subject: str = "") -> JobQuerySet:
    """What the person herself asked for of that kind (about that subject), newest first."""
    found = Job.objects.filter(user_id=by.user_id, kind=kind).exclude(user_id=None)
    return (found.filter(subject=subject) if subject else found).order_by("-id")


def kept_files(by: Actor, kind: str, subject: str) -> JobFileQuerySet:
    """The files that came out of the person's own jobs of that kind about that subject and are still kept."""
    found = JobFile.objects.visible_to(by).kept().filter(job__kind=kind, job__subject=subject)
    return found.select_related("job").order_by("-job_id")
