"""Lists of reporting."""

from thidua.reporting.tables.proposals import answer_table, proposal_table
from thidua.reporting.tables.reports import board_table, inbox_table, rollup_table

__all__ = ["answer_table", "board_table", "inbox_table", "proposal_table", "rollup_table"]
