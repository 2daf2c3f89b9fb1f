"""Excel and CSV of reporting: totals and boards out, forms out and back in, figures of earlier periods in."""

from thidua.reporting.sheets.totals import (
    BOARD_HEADS,
    board_row,
    board_workbook,
    days_late,
    place_words,
    rollup_workbook,
)

__all__ = ["BOARD_HEADS", "board_row", "board_workbook", "days_late", "place_words", "rollup_workbook"]
