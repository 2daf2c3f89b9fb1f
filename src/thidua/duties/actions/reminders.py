"""Reminders: who was told of what, and on which days a unit wants to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.duties.models import Reminder, ReminderRound, ReminderRule
from thidua.duties.policies import may_set_reminders
from thidua.duties.queries.reminders import DueReminder
from thidua.journal.actions import record


def note_reminders(*, reminders: Iterable[DueReminder], day: dt.date) -> None:
    """Remember that these were told. Errors: IntegrityError when one of them was told already (by another worker):
    call it in the transaction that tells, so that the telling is undone too."""
    Reminder.objects.bulk_create(
        [
            Reminder(user_id=one.user.pk, duty_id=one.duty.pk, due_on=one.due_on, step=one.step, day=day)
            for one in reminders
        ],
        batch_size=500,
    )


def finish_round(*, day: dt.date, people: int) -> None:
    """Remember that all reminders of the day are composed; a second worker's word changes nothing."""
    ReminderRound.objects.bulk_create(
        [ReminderRound(day=day, finished_at=clock.now(), people=people)], ignore_conflicts=True
    )


@transaction.atomic
def set_reminder_rule(
    *, by: Actor, days_before: str, is_on_the_day: bool, days_after: str, is_weekly: bool
) -> ReminderRule:
    """Set on which days the unit, and units below without a rule of their own, are reminded of their duties.

    Errors: Refusal of ``may_set_reminders``.
    """
    require(may_set_reminders(by))
    fields = {
        "days_before": days_before,
        "is_on_the_day": is_on_the_day,
        "days_after": days_after,
        "is_weekly": is_weekly,
    }
    rule, _ = ReminderRule.objects.update_or_create(unit_id=by.unit_id, defaults=fields)
    record(
        by=by,
        event="reminders.set",
        subject_kind="unit",
        subject_id=by.unit_id,
        unit_id=by.unit_id,
        text=f"trước hạn {days_before or '–'}, khi chậm {days_after or '–'}",
    )
    return rule
