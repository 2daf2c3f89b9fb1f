"""Pages of commendation, one module an audience."""
