"""Launch of movements at a unit: launch gate, launch events, pilot units."""
