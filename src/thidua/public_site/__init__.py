"""Pages that anyone may open: verification of certificates."""
