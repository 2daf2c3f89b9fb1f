"""Every write of duties: give, fulfil, extend, exempt, withdraw; hand over, remind; addresses of calendars."""

from thidua.duties.actions.feeds import open_feed, revoke_feed
from thidua.duties.actions.giving import (
    adjust_duties,
    carry_over_duties,
    complete_duty,
    exempt_from_duty,
    extend_duty,
    fulfil_duties,
    fulfil_duty,
    fulfil_duty_of_units,
    give_duty,
    give_duty_to,
    reopen_duties,
    reopen_duty,
    withdraw_duties,
    withdraw_from_unit,
)
from thidua.duties.actions.reminders import finish_round, note_reminders, set_reminder_rule
from thidua.duties.actions.successors import hand_over_duties

__all__ = [
    "adjust_duties",
    "carry_over_duties",
    "complete_duty",
    "exempt_from_duty",
    "extend_duty",
    "finish_round",
    "fulfil_duties",
    "fulfil_duty",
    "fulfil_duty_of_units",
    "give_duty",
    "give_duty_to",
    "hand_over_duties",
    "note_reminders",
    "open_feed",
    "reopen_duties",
    "reopen_duty",
    "revoke_feed",
    "set_reminder_rule",
    "withdraw_duties",
    "withdraw_from_unit",
]
