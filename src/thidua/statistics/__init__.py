"""Reads across rooms and exports; no models of its own."""
