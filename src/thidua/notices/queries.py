"""Reads of notices: mine, how many unread, who waits for a digest."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.models import User
from thidua.common.actor import Actor
from thidua.notices.models import Digest, Notice, NoticeQuerySet


def unread_count(by: Actor) -> int:
    """How many notices the person has not read."""
    return Notice.objects.of(by.user_id).unread().count() if by.user_id else 0


def notices_of(by: Actor) -> NoticeQuerySet:
    """The person's notices, newest first."""
    return Notice.objects.of(by.user_id).order_by("-id")


def waiting_for_digest(day: dt.date) -> list[User]:
    """Active users with an e-mail address and unread notices not yet mailed, who got no e-mail that day."""
    waiting = Notice.objects.unread().filter(digest_sent_at__isnull=True).values("user_id")
    had = Digest.objects.filter(day=day).values("user_id")
    return list(
        User.objects.filter(pk__in=waiting, is_active=True).exclude(email="").exclude(pk__in=had).order_by("id")
    )
