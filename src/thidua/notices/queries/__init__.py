"""Reads of notices."""

from thidua.notices.queries.letters import daily_letter
from thidua.notices.queries.mine import (
    lines_by_heading,
    notices_of,
    to_be_mailed,
    told_by_key,
    unread_count,
    unread_notices,
    waiting_for_digest,
    wants_mail,
)

__all__ = [
    "daily_letter",
    "lines_by_heading",
    "notices_of",
    "to_be_mailed",
    "told_by_key",
    "unread_count",
    "unread_notices",
    "waiting_for_digest",
    "wants_mail",
]
