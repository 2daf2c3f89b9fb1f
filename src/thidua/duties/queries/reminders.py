"""Whom to remind of which duty today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_by_unit
from thidua.common.actor import Actor
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty, Reminder, ReminderRound, ReminderRule
from thidua.organisation.models import PATH_STEP

SILENT_AFTER = 56
"""Days after its day from which a late duty is called to mind no more; it stays on the desk and in the lists."""
GRACE = 7
"""Days for which a reminder that could not be given on its day is still given."""
FURTHEST = 60
"""The longest a unit may be reminded before the day, in days."""
DOERS = {DutyKind.APPROVE_PLAN: Verb.APPROVE, DutyKind.APPRAISE: Verb.RECEIVE, DutyKind.DECIDE_AWARDS: Verb.DECIDE}
"""Who does a duty of that kind; of the others, who prepares."""


@dataclass(frozen=True)
class DueReminder:
    """One person is to be told of one duty: ``step`` days from its day (before it negative)."""

    user: User
    duty: Duty
    due_on: dt.date
    step: int


def is_round_finished(day: dt.date) -> bool:
    """Were all reminders of that day composed?"""
    return ReminderRound.objects.filter(day=day).exists()


def rule_of(by: Actor) -> tuple[ReminderRule, bool]:
    """The rule for the actor's unit, and whether it is the unit's own (else that of a unit above, or the default)."""
    rules = _rules()
    own = rules.get(by.unit_path)
    return (own, True) if own else (_rule_for(by.unit_path, rules), False)


def due_reminders(day: dt.date) -> dict[User, list[DueReminder]]:
    """Everybody who is to be told of something on that day and was not told yet, with the duties, soonest first.

    A duty has one step at a time: the last one that has come. So after days without a server nobody is told of the
    steps that were missed, but once of how it stands. Four queries, whatever the number of units.
    """
    first, last = day - dt.timedelta(days=SILENT_AFTER), day + dt.timedelta(days=FURTHEST)
    rules, told = _rules(), _told(first, last)
    steps = []
    open_duties = Duty.objects.open().filter(due_on__gte=first, due_on__lte=last)
    for duty in open_duties.select_related("unit").order_by("due_on", "id"):
        step = step_on(duty.due_on, day, _rule_for(duty.unit.path, rules)) if duty.due_on else None
        if step is not None:
            steps.append((duty, step))
    people = _people(duty for duty, _ in steps)
    found: dict[User, list[DueReminder]] = {}
    for duty, step in steps:
        for user in people[duty.pk]:
            if duty.due_on and (user.pk, duty.pk, duty.due_on, step) not in told:
                found.setdefault(user, []).append(DueReminder(user, duty, duty.due_on, step))
    return found


def step_on(due_on: dt.date, day: dt.date, rule: ReminderRule) -> int | None:
    """The step of the rule at which a duty of that day stands on ``day``; None between far ones and after the last."""
    days = (day - due_on).days
    steps = rule.steps
    if rule.is_weekly:
        start = max([step for step in steps if step > 0], default=0)
        steps = [*steps, *range(start + 7, SILENT_AFTER + 1, 7)]
    step = max((step for step in steps if step <= days), default=None)
    return step if step is not None and days - step <= GRACE and days <= SILENT_AFTER else None


def _rules() -> dict[str, ReminderRule]:
    return {rule.unit.path: rule for rule in ReminderRule.objects.select_related("unit")}


def _rule_for(path: str, rules: dict[str, ReminderRule]) -> ReminderRule:
    """The rule of the unit of that path, else of the nearest unit above that has one, else the default."""
    while path:
        if path in rules:
            return rules[path]
        path = path[:-PATH_STEP]
    return ReminderRule()


def _told(first: dt.date, last: dt.date) -> set[tuple[int, int, dt.date, int]]:
    rows = Reminder.objects.filter(due_on__gte=first, due_on__lte=last)
    return set(rows.values_list("user_id", "duty_id", "due_on", "step"))


def _people(duties: Iterable[Duty]) -> dict[int, list[User]]:
    """Duty → who does it: one query a verb."""
    by_verb: dict[str, list[Duty]] = {}
    for duty in duties:
        by_verb.setdefault(DOERS.get(DutyKind(duty.kind), Verb.PREPARE), []).append(duty)
    found: dict[int, list[User]] = {}
    for verb, group in by_verb.items():
        people = users_by_unit({duty.unit_id for duty in group}, verb)
        found.update({duty.pk: people[duty.unit_id] for duty in group})
    return found
