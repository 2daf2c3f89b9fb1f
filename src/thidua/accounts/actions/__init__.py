"""Every write of accounts, by noun: people and their roles, one-time codes, sessions, forms already sent."""

from thidua.accounts.actions.codes import IssuedCode, first_sign_in, issue_one_time_code
from thidua.accounts.actions.forms import forget_old_forms, keep_answer, release_form, reserve_form
from thidua.accounts.actions.people import (
    appoint,
    create_account,
    create_successor_and_hand_over,
    end_appointment,
    enrol,
    hand_over,
    mark_as_sample,
)
from thidua.accounts.actions.sessions import end_other_sessions, end_session, end_sessions_of

__all__ = [
    "IssuedCode",
    "appoint",
    "create_account",
    "create_successor_and_hand_over",
    "end_appointment",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "enrol",
    "first_sign_in",
    "forget_old_forms",
    "hand_over",
    "issue_one_time_code",
    "keep_answer",
    "mark_as_sample",
    "release_form",
    "reserve_form",
]
