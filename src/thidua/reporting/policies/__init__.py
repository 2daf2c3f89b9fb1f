"""May this person do this with a report, a request, a proposal now; and why not."""

from thidua.reporting.policies.reports import (
    may_answer,
    may_change_place,
    may_manage_request,
    may_open_request,
    may_rehome,
    may_remind,
    may_save,
    may_submit,
    may_type_in,
    may_withdraw,
)

__all__ = [
    "may_answer",
    "may_change_place",
    "may_manage_request",
    "may_open_request",
    "may_rehome",
    "may_remind",
    "may_save",
    "may_submit",
    "may_type_in",
    "may_withdraw",
]
