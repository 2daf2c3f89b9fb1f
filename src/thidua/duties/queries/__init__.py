"""Reads of duties."""

from thidua.duties.queries.feeds import asks_too_often, feed_hash, feed_of, feed_to_read, shown_in_feed
from thidua.duties.queries.lists import (
    Completeness,
    completeness_of,
    done_duties_of,
    due_between,
    open_duties_of,
    origins_of,
)
from thidua.duties.queries.reminders import DueReminder, due_reminders, is_round_finished, rule_of

__all__ = [
    "Completeness",
    "DueReminder",
    "asks_too_often",
    "completeness_of",
    "done_duties_of",
    "due_between",
    "due_reminders",
    "feed_hash",
    "feed_of",
    "feed_to_read",
    "is_round_finished",
    "open_duties_of",
    "origins_of",
    "rule_of",
    "shown_in_feed",
]
