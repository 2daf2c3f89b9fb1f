"""Pages of reporting: filling in, receiving, boards, totals."""
