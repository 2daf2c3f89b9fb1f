"""Every write of reporting. What other rooms use is named here."""

from thidua.reporting.actions.answering import accept_report, open_report, return_report
from thidua.reporting.actions.filling import save_draft, save_drafts, submit_report, submit_reports, withdraw_report
from thidua.reporting.actions.merging import merge_everything, merge_rollups, rebuild_rollups
from thidua.reporting.actions.requests import (
    close_request,
    exempt_unit,
    extend_unit,
    open_request,
    rehome_unit,
    remind_missing,
    reopen_request,
)
from thidua.reporting.actions.targets import refresh_target_figures
from thidua.reporting.actions.typing_in import type_in_report

__all__ = [
    "accept_report",
    "close_request",
    "exempt_unit",
    "extend_unit",
    "merge_everything",
    "merge_rollups",
    "open_report",
    "open_request",
    "rebuild_rollups",
    "refresh_target_figures",
    "rehome_unit",
    "remind_missing",
    "reopen_request",
    "return_report",
    "save_draft",
    "save_drafts",
    "submit_report",
    "submit_reports",
    "type_in_report",
    "withdraw_report",
]
