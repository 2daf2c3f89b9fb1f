"""Reads of reporting. What other rooms use is named here."""

from thidua.reporting.queries.boards import (
    Completeness,
    completeness,
    missing_units,
    open_requests_for,
    waiting_reports,
)
from thidua.reporting.queries.lists import Watched, asked_of
from thidua.reporting.queries.progress import TargetProgress, target_progress

__all__ = [
    "Completeness",
    "TargetProgress",
    "Watched",
    "asked_of",
    "completeness",
    "missing_units",
    "open_requests_for",
    "target_progress",
    "waiting_reports",
]
