"""Lists of reporting."""

from thidua.reporting.tables.reports import board_table, inbox_table, rollup_table

__all__ = ["board_table", "inbox_table", "rollup_table"]
