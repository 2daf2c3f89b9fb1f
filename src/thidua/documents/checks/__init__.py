"""Is an uploaded file usable, and what do the signatures of a PDF say."""
