"""Reads of notices: mine, how many unread, my digests, who waits for an e-mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from thidua.accounts.models import User
from thidua.common.actor import Actor
from thidua.notices.models import Digest, DigestLine, MailChoice, Notice, NoticeQuerySet

MAILED_WITHIN = dt.timedelta(days=30)
"""An unread notice older than this is not mailed any more (somebody who was without an e-mail address for months)."""


def unread_notices(by: Actor) -> NoticeQuerySet:
    """The notices that the person has not read."""
    return Notice.objects.of(by.user_id or 0).unread()


def unread_count(by: Actor) -> int:
    """How many notices the person has not read."""
    return unread_notices(by).count()


def told_by_key(keys: Iterable[str]) -> dict[str, list[User]]:
    """Who was told of each of these occasions, to be told how it went on; people who are gone are left out."""
    found: dict[str, list[User]] = {}
    told = Notice.objects.filter(key__in=list(keys), user__is_active=True).select_related("user").order_by("id")
    for notice in told:
        found.setdefault(notice.key, []).append(notice.user)
    return found


def notices_of(by: Actor) -> NoticeQuerySet:
    """The person's notices, newest first."""
    return Notice.objects.of(by.user_id).order_by("-id")


def wants_mail(by: Actor) -> bool:
    """Has the person not said that she does without the daily e-mail?"""
    return not MailChoice.objects.filter(user_id=by.user_id or 0, wants_mail=False).exists()


def lines_by_heading(digest: Digest) -> list[tuple[str, list[DigestLine]]]:
    """The lines of a digest under their headings, in order."""
    found: list[tuple[str, list[DigestLine]]] = []
    for line in digest.lines.all():
        if not found or found[-1][0] != line.heading:
            found.append((line.heading, []))
        found[-1][1].append(line)
    return found


def to_be_mailed(user: User, day: dt.date) -> NoticeQuerySet:
    """The notices that the user's e-mail of that day has to carry."""
    return (
        Notice.objects.of(user.pk)
        .unread()
        .filter(digest_sent_at__isnull=True, created_at__date__gte=day - MAILED_WITHIN)
        .order_by("id")
    )


def waiting_for_digest(day: dt.date) -> list[User]:
    """Active users with an e-mail address who want mail, got none that day, and have something to be told: a digest of
    the day, or notices unread and not mailed."""
    of_user = {"user_id": OuterRef("pk")}
    today = Digest.objects.filter(**of_user, day=day)
    notices = Notice.objects.filter(**of_user, read_at__isnull=True, digest_sent_at__isnull=True)
    notices = notices.filter(created_at__date__gte=day - MAILED_WITHIN)
    return list(
        User.objects.filter(Q(Exists(today)) | Q(Exists(notices)), is_active=True)
        .exclude(email="")
        .exclude(Exists(today.filter(claimed_at__isnull=False)))
        .exclude(Exists(MailChoice.objects.filter(**of_user, wants_mail=False)))
        .order_by("id")
    )
