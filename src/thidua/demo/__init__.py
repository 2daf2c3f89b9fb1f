"""A living sample year, lived through the actions."""
