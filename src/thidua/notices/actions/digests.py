"""The digest of a day: composed once, mailed at most once."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.queries import can_send_mail
from thidua.common import clock
from thidua.common.dates import format_date
from thidua.notices.models import Digest, DigestLine, Notice
from thidua.notices.queries import daily_letter, to_be_mailed, waiting_for_digest

log = logging.getLogger(__name__)

REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)
"""Errors with which the mail server says that it has not taken the letter."""
Line = tuple[str, str, str]
"""Heading, words, page."""


@transaction.atomic
def compose_digest(*, user: User, day: dt.date, lines: Iterable[Line], summary: str) -> bool:
    """Give the user the digest of that day with these lines, and a notice (``summary``) that leads to it.

    Output: False, and nothing done, when she has one for that day: another worker was quicker, or the e-mail of the
    day has gone. What is told then waits for the next day.
    """
    moment = clock.now()
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=user, day=day, composed_at=moment)
    except IntegrityError:
        return False
    rows = [
        DigestLine(digest=digest, place=place, heading=heading[:120], text=text[:700], url=url[:300])
        for place, (heading, text, url) in enumerate(lines)
    ]
    DigestLine.objects.bulk_create(rows)
    # The notice itself is never mailed: the e-mail carries the lines it leads to.
    Notice.objects.create(
        user=user,
        key=f"digest:{day}",
        text=f"Việc cần nhớ ngày {format_date(day)}: {summary}."[:500],
        url=reverse("digest_page", args=[digest.pk]),
        created_at=moment,
        digest_sent_at=moment,
    )
    return True


def send_digests() -> int:
    """One e-mail to everybody who is to be told something and got none today (a timer). Output: how many were sent.

    One address that the mail server refuses does not keep the others waiting; it is tried again at the next call.
    Where no mail server is set, or it does not answer, nothing is sent and nothing is marked as sent.
    """
    waiting = waiting_for_digest(clock.today()) if can_send_mail() else []
    if not waiting:
        return 0
    server = get_connection()
    sent = 0
    try:
        for user in waiting:
            server.open()
            sent += _send_one(user, server)
    except (smtplib.SMTPException, OSError):
        log.exception("the mail server cannot be reached")
    finally:
        server.close()
    return sent


def _send_one(user: User, server: BaseEmailBackend) -> int:
    """Send one letter: claimed and committed first, so that no second worker and no restart sends it again."""
    claimed = _claim(user)
    if claimed is None:
        return 0
    digest, notices = claimed
    try:
        server.send_messages([daily_letter(user, digest, notices, settings.PUBLIC_URL)])
    except REFUSED:
        log.exception("the daily e-mail to user %s was refused", user.pk)
        _give_back(digest, notices)
        server.close()
        return 0
    except (smtplib.SMTPException, OSError):
        # The line broke in mid-letter: it may have arrived. It is not sent twice; the digest stands in the product.
        log.exception("the daily e-mail to user %s may not have arrived", user.pk)
        server.close()
        return 0
    Digest.objects.filter(pk=digest.pk).update(sent_at=clock.now())
    return 1


@transaction.atomic
def _claim(user: User) -> tuple[Digest, list[Notice]] | None:
    """Take the user's e-mail of the day, with the notices it carries; None when somebody has taken it."""
    day, moment = clock.today(), clock.now()
    notices = list(to_be_mailed(user, day))
    Digest.objects.bulk_create([Digest(user=user, day=day, composed_at=moment)], ignore_conflicts=True)
    mine = Digest.objects.filter(user=user, day=day, claimed_at__isnull=True)
    if not mine.update(claimed_at=moment, notices=len(notices)):
        return None
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digest_sent_at=moment)
    return Digest.objects.get(user=user, day=day), notices


@transaction.atomic
def _give_back(digest: Digest, notices: list[Notice]) -> None:
    """The letter was refused for certain: it may be tried again."""
    Digest.objects.filter(pk=digest.pk).update(claimed_at=None)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digest_sent_at=None)
