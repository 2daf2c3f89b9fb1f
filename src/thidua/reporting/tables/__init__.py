"""Lists of reporting."""

from thidua.reporting.tables.proposals import answer_table, proposal_table
from thidua.reporting.tables.reports import (
    INBOX_COLUMNS,
    board_table,
    inbox_table,
    is_wide_list,
    rollup_table,
    totals_list,
)

__all__ = [
    "INBOX_COLUMNS",
    "answer_table",
    "board_table",
    "inbox_table",
    "is_wide_list",
    "proposal_table",
    "rollup_table",
    "totals_list",
]
