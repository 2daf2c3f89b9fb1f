"""Reads of calendar addresses and of what their calendars show."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.cache import cache

from thidua.accounts.models import Appointment
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.models import CalendarFeed, Duty, DutyQuerySet

KEPT = dt.timedelta(days=400)
"""How far back a calendar shows duties; what was dropped stays in it as cancelled for as long."""
MOST = 2000


def feed_hash(token: str) -> str:
    """What is kept of the secret part of an address. It has 256 random bits, so that a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(by: Actor) -> CalendarFeed | None:
    """The person's living calendar address for the unit she acts for."""
    return CalendarFeed.objects.filter(user_id=by.user_id or 0, unit_id=by.unit_id, revoked_at__isnull=True).first()


def feed_to_read(token: str) -> tuple[CalendarFeed | None, bool]:
    """The feed of that secret, and whether it may still be read: not revoked, the person active and with a role at
    the unit today. (None, False) for a secret that was never given."""
    feed = CalendarFeed.objects.filter(token_hash=feed_hash(token)).select_related("user", "unit").first()
    if feed is None:
        return None, False
    held = Appointment.objects.valid_on(clock.today()).filter(user_id=feed.user_id, unit_id=feed.unit_id)
    return feed, feed.revoked_at is None and feed.user.is_active and held.exists()


def shown_in_feed(feed: CalendarFeed) -> DutyQuerySet:
    """The dated duties of the feed's unit, dropped ones too (they are shown as cancelled), soonest first."""
    since = clock.today() - KEPT
    return Duty.objects.filter(unit_id=feed.unit_id, due_on__gte=since).order_by("due_on", "id")[:MOST]


def asks_too_often(key: str, *, most: int, seconds: int) -> bool:
    """True when ``key`` (an address of the net, a feed) has asked more than ``most`` times within a span of
    ``seconds``. Counts this asking."""
    name = f"calendar-asks:{key}"
    cache.add(name, 0, timeout=seconds)
    try:
        count = cache.incr(name)
    except ValueError:  # the span ended between the two calls
        return False
    return bool(count > most)
