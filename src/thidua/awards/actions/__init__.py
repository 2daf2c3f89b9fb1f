"""Every write of this room."""

from thidua.awards.actions.appraisal import (
    appraise_line,
    appraise_lines,
    close_dossier,
    finish_appraisal,
    receive_dossier,
    reopen_appraisal,
    return_dossier,
    word_line,
)
from thidua.awards.actions.awards import count_print, replace_award, revoke_award
from thidua.awards.actions.catalogue import load_catalogue, set_quota, set_quotas
from thidua.awards.actions.decisions import add_scan, add_signed_pdf, decide, undo_decision
from thidua.awards.actions.dossiers import (
    add_line,
    change_line,
    create_dossier,
    remove_line,
    submit_dossier,
    withdraw_dossier,
)

__all__ = [
    "add_line",
    "add_scan",
    "add_signed_pdf",
    "appraise_line",
    "appraise_lines",
    "change_line",
    "close_dossier",
    "count_print",
    "create_dossier",
    "decide",
    "finish_appraisal",
    "load_catalogue",
    "receive_dossier",
    "remove_line",
    "reopen_appraisal",
    "replace_award",
    "return_dossier",
    "revoke_award",
    "set_quota",
    "set_quotas",
    "submit_dossier",
    "undo_decision",
    "withdraw_dossier",
    "word_line",
]
