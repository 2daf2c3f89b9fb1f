"""Tell people something, once; they read it; they choose whether it comes by e-mail too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.notices.models import MailChoice, Notice
from thidua.organisation.actions import insert_chosen


def tell(*, users: Iterable[User], text: str, url: str = "", key: str) -> int:
    """Tell each of the users once for that key ("report.returned:17:2"); twice is once. Output: how many rows given.

    Call it inside the action's transaction: who is told of something that was rolled back would be told nonsense.
    """
    return tell_each([Tiding(users, text, url, key)])


@dataclass(frozen=True)
class Tiding:
    """One thing to tell, and whom."""

    users: Iterable[User]
    text: str
    url: str
    key: str


def tell_each(tidings: Iterable[Tiding]) -> int:
    """As ``tell``, for many things at once, in a few statements. Output: how many rows given."""
    moment = clock.now()
    rows = [
        Notice(user_id=pk, key=one.key[:120], text=one.text[:500], url=one.url[:300], created_at=moment)
        for one in tidings
        for pk in dict.fromkeys(user.pk for user in one.users)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def tell_all(*, users: QuerySet[User], text: str, url: str = "", key: str) -> int:
    """As ``tell``, for everybody whom a query finds, in one statement."""
    return insert_chosen(
        Notice,
        users,
        taken={"user_id": "id"},
        key=key[:120],
        text=text[:500],
        url=url[:300],
        created_at=clock.now(),
    )


def mark_read(*, by: Actor, notice: Notice | None = None) -> int:
    """Mark one of the person's notices as read, or all. Output: how many were unread."""
    unread = Notice.objects.of(by.user_id).unread()
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=clock.now())


def choose_mail(*, by: Actor, wants_mail: bool) -> None:
    """The person wants the e-mail of the day, or not; in the product she is told all the same."""
    MailChoice.objects.update_or_create(user_id=by.user_id or 0, defaults={"wants_mail": wants_mail})
