"""Difficulties and proposals: what waits, what the unit sent, what was answered for everybody."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.organisation.models import Unit
from thidua.reporting.lifecycle import ASSIGNED, DRAFTED, UNANSWERED, WAITING
from thidua.reporting.models import Proposal, Report

WITH_ALL = ("unit", "holder", "assigned_unit", "assigned_user", "answered_by", "report", "report__request")
AGES = (7, 15, 30, 60)
MOST_UNITS = 500
NEVER = dt.date(9999, 12, 31)
"""The place in the queue of what waits for nobody."""


def waiting_proposals(by: Actor) -> QuerySet[Proposal]:
    """Those that the actor's unit has to look at: just come, or with a draft of the answer; the oldest first."""
    return (
        Proposal.objects.visible_to(by)
        .filter(holder_id=by.unit_id, state__in=(WAITING, DRAFTED))
        .exclude(unit_id=by.unit_id)
        .order_by("sent_on", "id")
    )


def proposals_for(by: Actor) -> QuerySet[Proposal]:
    """All that the actor's unit sent or that came to it; ``queue_on`` puts what waits for longest first."""
    queue_on = Case(When(state__in=UNANSWERED, then=F("sent_on")), default=Value(NEVER), output_field=DateField())
    return Proposal.objects.visible_to(by).select_related(*WITH_ALL).annotate(queue_on=queue_on)


def drafts_beside(report_id: int, unit_id: int) -> list[Proposal]:
    """What the unit wrote beside a report of its own, sent or not, in the order of writing."""
    return list(Proposal.objects.filter(report_id=report_id, unit_id=unit_id).order_by("id"))


def items_of(by: Actor, report: Report) -> QuerySet[Proposal]:
    """What of a report goes up, or was taken out, as an item of its own, as far as the actor sees it."""
    return Proposal.objects.visible_to(by).filter(report=report).order_by("id")


def proposal_counts(by: Actor) -> dict[str, int]:
    """How many of those that came to the unit wait, are being worked on, and wait for over 15 days."""
    old = clock.today() - dt.timedelta(days=15)
    return (
        Proposal.objects.received_by(by)
        .filter(holder_id=by.unit_id)
        .aggregate(
            waiting=Count("id", filter=Q(state__in=(WAITING, DRAFTED))),
            assigned=Count("id", filter=Q(state=ASSIGNED)),
            late=Count("id", filter=Q(state=ASSIGNED, due_on__lt=clock.today())),
            old=Count("id", filter=Q(state__in=UNANSWERED, sent_on__lte=old)),
        )
    )


def published_answers(by: Actor, words: str = "") -> QuerySet[Proposal]:
    """Answers for everybody below a unit at or above the actor's that hold all these words, latest first."""
    found = Proposal.objects.published_to(by).select_related("unit", "answered_by")
    for word in search_text(words).split():
        found = found.filter(public_search__contains=word)
    return found.order_by("-answered_on", "-id")


def look_alikes(by: Actor, title: str, *, most: int = 3) -> list[Proposal]:
    """Published answers that share the most words with a title; those that share at least half of its longer words."""
    words = {word for word in search_text(title).split() if len(word) > 2}
    if not words:
        return []
    any_word = Q()
    for word in words:
        any_word |= Q(public_search__contains=word)
    found = [
        (sum(word in one.public_search for word in words), one)
        for one in Proposal.objects.published_to(by).filter(any_word).select_related("unit", "answered_by")[:200]
    ]
    near = sorted((pair for pair in found if 2 * pair[0] >= len(words)), key=lambda pair: (-pair[0], -pair[1].pk))
    return [one for _, one in near[:most]]


def whom_choices(by: Actor, proposal: Proposal) -> list[tuple[str, str]]:
    """(key, words) of whom a proposal may be given to: people who prepare at the own unit, then the units directly
    below without the asker."""
    people = [(f"nguoi-{user.pk}", user.full_name) for user in users_with(Verb.PREPARE, unit_id=by.unit_id)]
    units = Unit.objects.filter(parent_id=by.unit_id).valid_on(clock.today()).exclude(pk=proposal.unit_id)
    below = [(f"donvi-{unit.pk}", unit.title) for unit in units.order_by("name_key")[:MOST_UNITS]]
    return people + below
