"""Files that are kept, as downloads."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse


def stored_file(file: FieldFile, *, name: str, mime: str) -> FileResponse:
    """A kept file as a download under that name, sent in pieces; nothing is shown in the browser, nothing is kept on
    the way. The caller has asked its policy."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
