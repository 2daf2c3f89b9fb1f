"""The private addresses of calendars: made, renewed, revoked."""

from __future__ import annotations

import secrets

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import require
from thidua.duties.models import CalendarFeed
from thidua.duties.policies import may_hold_feed
from thidua.duties.queries import feed_hash
from thidua.journal.actions import record

TOKEN_BYTES = 32


@transaction.atomic
def open_feed(*, by: Actor) -> str:
    """Make a calendar address for the person and the unit she acts for; the one she had there is revoked.

    Output: the secret part of the address (43 letters, 256 bits), known to nobody after this; only its hash is kept.
    Errors: Refusal of ``may_hold_feed``.
    """
    require(may_hold_feed(by))
    _revoke(by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(
        user_id=by.user_id or 0, unit_id=by.unit_id, token_hash=feed_hash(token), created_at=clock.now()
    )
    record(by=by, event="calendar.opened", subject_kind="unit", subject_id=by.unit_id, unit_id=by.unit_id)
    return token


@transaction.atomic
def revoke_feed(*, by: Actor) -> bool:
    """Close the person's calendar address for the unit she acts for. Output: whether there was one."""
    found = _revoke(by)
    if found:
        record(by=by, event="calendar.revoked", subject_kind="unit", subject_id=by.unit_id, unit_id=by.unit_id)
    return bool(found)


def _revoke(by: Actor) -> int:
    held = CalendarFeed.objects.filter(user_id=by.user_id or 0, unit_id=by.unit_id, revoked_at__isnull=True)
    return held.update(revoked_at=clock.now())
