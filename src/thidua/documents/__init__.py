"""Numbered official documents, attachments, Word and PDF rendering, signatures, verification codes."""
