"""Tests that belong to no single room: about the code itself, journeys through all rooms, and what runs them."""
