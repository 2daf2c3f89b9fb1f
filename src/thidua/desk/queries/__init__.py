"""Reads across rooms for the pages that compose them."""
