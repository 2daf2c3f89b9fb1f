"""What the timers do each morning: everybody's digest of what is due, then the e-mails."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from thidua.accounts.models import User
from thidua.common import clock
from thidua.desk.queries.reminders import LateBelow, digest_lines, late_below
from thidua.duties.actions import finish_round, note_reminders
from thidua.duties.queries import DueReminder, due_reminders, is_round_finished
from thidua.notices.actions import compose_digest, send_digests

FROM_HOUR = 7


def morning_round() -> int:
    """Remind and mail, from seven o'clock on; before that nothing. Output: how many e-mails were sent."""
    if clock.local(clock.now()).hour < FROM_HOUR:
        return 0
    remind_of_duties()
    return send_digests()


def remind_of_duties() -> int:
    """Compose the digest of today for everybody who has something to be reminded of. Output: how many people.

    May be run by several workers at once, killed and run again: a person's digest with the marks of what it tells is
    one transaction, and there is one a day.
    """
    day = clock.today()
    if is_round_finished(day):
        return 0
    due, below = due_reminders(day), late_below(day)
    news = {user for user, found in below.items() if any(one.is_news for one in found)}
    people = sorted({*due, *news}, key=lambda user: user.pk)
    told = sum(_compose(user, day, due.get(user, []), below.get(user, [])) for user in people)
    finish_round(day=day, people=told)
    return told


def _compose(user: User, day: dt.date, reminders: list[DueReminder], below: list[LateBelow]) -> bool:
    lines, summary = digest_lines(reminders, below, day)
    try:
        with transaction.atomic():
            if not compose_digest(user=user, day=day, lines=lines, summary=summary):
                return False
            note_reminders(reminders=reminders, day=day)
    except IntegrityError:
        # Told by another worker between our look and our word; her digest stands.
        return False
    return True
