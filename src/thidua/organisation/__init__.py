"""The dated tree of union units, their figures, and their people; merges, splits, imports from Excel."""
