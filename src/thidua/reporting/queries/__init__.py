"""Reads of reporting. What other rooms use is named here."""

from thidua.reporting.queries.boards import (
    Completeness,
    completeness,
    missing_units,
    open_requests_for,
    reports_to_sign,
    waiting_asks,
    waiting_reports,
)
from thidua.reporting.queries.lists import Watched, asked_of, watched
from thidua.reporting.queries.progress import RequestFigures, TargetProgress, requests_of_year, target_progress
from thidua.reporting.queries.proposals import waiting_proposals
from thidua.reporting.queries.states import TargetState, target_state, time_gone

__all__ = [
    "Completeness",
    "RequestFigures",
    "TargetProgress",
    "TargetState",
    "Watched",
    "asked_of",
    "completeness",
    "missing_units",
    "open_requests_for",
    "reports_to_sign",
    "requests_of_year",
    "target_progress",
    "target_state",
    "time_gone",
    "waiting_asks",
    "waiting_proposals",
    "waiting_reports",
    "watched",
]
