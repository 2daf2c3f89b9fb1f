"""Report requests, reports, frozen trees, roll-ups, completeness."""
