"""What a file really is, told from its content, never from its name."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_UPLOAD_BYTES = 20 * 1024 * 1024

OOXML_WORD = "docx"
KINDS = {
    "docx": ("Word (.docx)", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("Excel (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": ("OpenDocument (.odt)", "application/vnd.oasis.opendocument.text"),
    "ods": ("OpenDocument (.ods)", "application/vnd.oasis.opendocument.spreadsheet"),
    "ole": ("Word hoặc Excel đời cũ (.doc, .xls)", "application/x-ole-storage"),
    "rtf": ("RTF (.rtf)", "application/rtf"),
    "pdf": ("PDF (.pdf)", "application/pdf"),
    "png": ("ảnh PNG", "image/png"),
    "jpeg": ("ảnh JPEG", "image/jpeg"),
    "text": ("văn bản thuần (.txt)", "text/plain"),
    "zip": ("tệp nén (.zip)", "application/zip"),
    "program": ("chương trình", "application/octet-stream"),
    "empty": ("tệp rỗng", "application/octet-stream"),
    "unknown": ("loại không rõ", "application/octet-stream"),
}


def sniff(data: bytes) -> str:
    """The kind (a key of KINDS) of these bytes. A zip is opened to tell .docx from .odt; nothing is executed."""
    if not data:
        return "empty"
    head = data[:8]
    if head.startswith(b"MZ") or head.startswith(b"\x7fELF"):
        return "program"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    return "text" if _is_text(data) else "unknown"


def mime(kind: str) -> str:
    """The media type that goes with a kind."""
    return KINDS[kind][1]


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    declared = part.read(80).decode("ascii", "replace")
                return {"application/vnd.oasis.opendocument.text": "odt"}.get(
                    declared.strip(), "ods" if "spreadsheet" in declared else "zip"
                )
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, EOFError, ValueError):
        return "unknown"
    return "zip"


def _is_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return b"\x00" not in sample and control * 100 <= len(sample)
