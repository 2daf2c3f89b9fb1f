"""Every write of notices: tell, read, send the daily e-mail."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.notices.models import Digest, Notice
from thidua.notices.queries import waiting_for_digest

log = logging.getLogger(__name__)

MOST_IN_ONE_MAIL = 30
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def tell(*, users: Iterable[User], text: str, url: str = "", key: str) -> int:
    """Tell each of the users once for that key ("report.returned:17:2"); twice is once. Output: how many rows given.

    Call it inside the action's transaction: who is told of something that was rolled back would be told nonsense.
    """
    moment = clock.now()
    rows = [
        Notice(user_id=user.pk, key=key[:120], text=text[:500], url=url[:300], created_at=moment)
        for user in {user.pk: user for user in users}.values()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def mark_read(*, by: Actor, notice: Notice | None = None) -> int:
    """Mark one of the person's notices as read, or all. Output: how many were unread."""
    unread = Notice.objects.of(by.user_id).unread()
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=clock.now())


def send_digest(*, user: User, base_url: str) -> bool:
    """Send the user's one e-mail of the day with what she has not read. Output: whether there was something to send.

    The day is reserved by INSERT first; when the mail server fails, the reservation is undone and the error goes on.
    """
    day = clock.today()
    notices = list(Notice.objects.of(user.pk).unread().filter(digest_sent_at__isnull=True).order_by("id"))
    if not notices or not user.email:
        return False
    with transaction.atomic():
        try:
            with transaction.atomic():
                Digest.objects.create(user=user, day=day, sent_at=clock.now(), notices=len(notices))
        except IntegrityError:
            return False
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digest_sent_at=clock.now())
        _mail(user, notices, base_url).send()
    return True


def send_digests() -> int:
    """One e-mail to everybody who has something unread and got none today (a timer). Output: how many were sent.

    One address that the mail server refuses does not keep the others waiting; it is tried again at the next call.
    Where no mail server is set, nothing is sent and nothing is marked as sent.
    """
    if settings.EMAIL_BACKEND == NO_MAIL:
        return 0
    sent = 0
    for user in waiting_for_digest(clock.today()):
        try:
            sent += send_digest(user=user, base_url=settings.PUBLIC_URL)
        except (smtplib.SMTPException, OSError):
            log.exception("the daily e-mail could not be sent to user %s", user.pk)
    return sent


def _mail(user: User, notices: list[Notice], base_url: str) -> EmailMessage:
    lines = [f"Chào {user.full_name},", "", f"Bạn có {len(notices)} thông báo chưa đọc trong phần mềm Thi đua:", ""]
    for notice in notices[:MOST_IN_ONE_MAIL]:
        lines.append(f"- {notice.text}")
        if notice.url:
            lines.append(f"  {base_url}{notice.url}")
    if len(notices) > MOST_IN_ONE_MAIL:
        lines.append(f"- và {len(notices) - MOST_IN_ONE_MAIL} thông báo khác.")
    lines += ["", f"Xem tất cả: {base_url}", "", "Mỗi ngày nhiều nhất một thư. Đây là thư tự động, không cần trả lời."]
    subject = f"Thi đua: {len(notices)} thông báo chưa đọc"
    return EmailMessage(subject, "\n".join(lines), to=[user.email])
