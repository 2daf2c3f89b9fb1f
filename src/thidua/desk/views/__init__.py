"""Pages of the desk, one file an audience."""
