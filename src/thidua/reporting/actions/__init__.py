"""Every write of reporting. What other rooms use is named here."""

from thidua.reporting.actions.answering import accept_report, open_report, return_report
from thidua.reporting.actions.asks import answer_ask, ask_about_report, drop_ask
from thidua.reporting.actions.corrections import amend_report
from thidua.reporting.actions.drawing import take_texts, take_totals
from thidua.reporting.actions.filling import save_draft, save_drafts, submit_report, submit_reports, withdraw_report
from thidua.reporting.actions.forms import AskedLine, AskedQuestion, load_forms, retire_form, save_form
from thidua.reporting.actions.history import save_history
from thidua.reporting.actions.imports import drop_import, keep_import, save_import
from thidua.reporting.actions.merging import merge_everything, merge_rollups, rebuild_rollups
from thidua.reporting.actions.papers import attach_to_report, number_report, take_out_file
from thidua.reporting.actions.proposal_answers import (
    answer_proposal,
    assign_proposal,
    draft_answer,
    pass_up_proposal,
)
from thidua.reporting.actions.proposals import (
    ask_again,
    change_proposal,
    drop_proposal,
    end_proposal,
    lift_proposal,
    send_proposal,
    send_proposals_of,
    withdraw_proposal,
    write_proposal,
)
from thidua.reporting.actions.reminding import remind_missing
from thidua.reporting.actions.requests import (
    close_request,
    exempt_unit,
    extend_unit,
    open_request,
    rehome_unit,
    reopen_request,
)
from thidua.reporting.actions.rules import set_request_rules
from thidua.reporting.actions.signing import hand_back_report, present_report, present_reports
from thidua.reporting.actions.targets import refresh_target_figures
from thidua.reporting.actions.typing_in import type_in_report

__all__ = [
    "AskedLine",
    "AskedQuestion",
    "accept_report",
    "amend_report",
    "answer_ask",
    "answer_proposal",
    "ask_about_report",
    "ask_again",
    "assign_proposal",
    "attach_to_report",
    "change_proposal",
    "close_request",
    "draft_answer",
    "drop_ask",
    "drop_import",
    "drop_proposal",
    "end_proposal",
    "exempt_unit",
    "extend_unit",
    "hand_back_report",
    "keep_import",
    "lift_proposal",
    "load_forms",
    "merge_everything",
    "merge_rollups",
    "number_report",
    "open_report",
    "open_request",
    "pass_up_proposal",
    "present_report",
    "present_reports",
    "rebuild_rollups",
    "refresh_target_figures",
    "rehome_unit",
    "remind_missing",
    "reopen_request",
    "retire_form",
    "return_report",
    "save_draft",
    "save_drafts",
    "save_form",
    "save_history",
    "save_import",
    "send_proposal",
    "send_proposals_of",
    "set_request_rules",
    "submit_report",
    "submit_reports",
    "take_out_file",
    "take_texts",
    "take_totals",
    "type_in_report",
    "withdraw_proposal",
    "withdraw_report",
    "write_proposal",
]
