"""Long work with progress that a person can leave and come back to."""
