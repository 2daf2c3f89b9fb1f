"""Every write of accounts, by noun: people and roles, one-time codes, e-mail addresses, sessions, forms sent."""

from thidua.accounts.actions.codes import IssuedCode, first_sign_in, issue_one_time_code
from thidua.accounts.actions.email import confirm_email, remove_email, send_email_code
from thidua.accounts.actions.forms import (
    drop_kept_form,
    forget_old_forms,
    keep_answer,
    keep_form,
    release_form,
    reserve_form,
)
from thidua.accounts.actions.people import (
    appoint,
    create_account,
    create_successor_and_hand_over,
    end_appointment,
    enrol,
    hand_over,
    mark_as_sample,
)
from thidua.accounts.actions.sessions import drop_second_factor, end_other_sessions, end_session, end_sessions_of

__all__ = [
    "IssuedCode",
    "appoint",
    "confirm_email",
    "create_account",
    "create_successor_and_hand_over",
    "drop_kept_form",
    "drop_second_factor",
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
    "keep_form",
    "mark_as_sample",
    "release_form",
    "remove_email",
    "reserve_form",
    "send_email_code",
]
