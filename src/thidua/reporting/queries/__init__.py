"""Reads of reporting. What other rooms use is named here."""

from thidua.reporting.queries.boards import (
    Completeness,
    completeness,
    missing_units,
    open_requests_for,
    waiting_reports,
)
from thidua.reporting.queries.lists import Watched, asked_of, watched
from thidua.reporting.queries.progress import RequestFigures, TargetProgress, requests_of_year, target_progress

__all__ = [
    "Completeness",
    "RequestFigures",
    "TargetProgress",
    "Watched",
    "asked_of",
    "completeness",
    "missing_units",
    "open_requests_for",
    "requests_of_year",
    "target_progress",
    "waiting_reports",
    "watched",
]
