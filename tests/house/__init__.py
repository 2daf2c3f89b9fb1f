"""Tests about the code itself: floors, shelves, sizes, addresses, documents, settings."""
