"""A file's bytes → its text, or why it is not read. The real kind is told from the content, never from the name."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from thidua.common.files import MAX_UPLOAD_BYTES, sniff
from thidua.plans.intake import legacy, markup, old_word, pdf, plain_text, word
from thidua.plans.intake.refusals import Refused, refuse
from thidua.plans.intake.unreadable import Unreadable

_REFUSED_KINDS = {
    "empty": "empty",
    "program": "program",
    "xlsx": "spreadsheet",
    "ods": "spreadsheet",
    "png": "picture",
    "jpeg": "picture",
    "zip": "archive",
}
_READERS: dict[str, Callable[[bytes], str]] = {
    "docx": word.docx_text,
    "odt": word.odt_text,
    "ole": old_word.doc_text,
    "rtf": markup.rtf_text,
    "pdf": pdf.pdf_text,
    "text": plain_text.decoded,
}
_TYPED = "Văn bản gõ bằng bảng mã cũ {charset} đã được chuyển sang Unicode. Hãy xem lại tên riêng và chữ hoa."
# What the libraries throw at damaged files; everything else would be a fault of ours.
_DAMAGE = (
    BadZipFile,
    ParseError,
    zlib.error,
    ValueError,
    KeyError,
    OSError,
    IndexError,
    AttributeError,
    RuntimeError,
    EOFError,
)


@dataclass(frozen=True)
class ReadText:
    """The text of a file, its kind (a key of `thidua.common.files.KINDS`) and remarks for the person."""

    text: str
    kind: str
    messages: tuple[str, ...] = ()


def read_text(data: bytes, name: str) -> ReadText | Refused:
    """Read the text out of an uploaded file. ``name`` is only quoted in the refusal's sentence."""
    if len(data) > MAX_UPLOAD_BYTES:
        return refuse("too-big", name)
    kind = sniff(data)
    if kind == "unknown" and plain_text.is_bare_utf16(data):
        kind = "text"
    if kind in _REFUSED_KINDS:
        return refuse(_REFUSED_KINDS[kind], name)
    if kind not in _READERS:
        return refuse("damaged" if data.startswith(b"PK\x03\x04") else "unknown", name)
    try:
        text = _READERS[kind](data)
    except Unreadable as odd:
        return refuse(odd.code, name)
    except _DAMAGE:
        return refuse("damaged", name)
    if kind == "text" and markup.is_html(text):
        text, kind = markup.html_text(text), "text"
    text, charsets = legacy.recovered(text)
    return ReadText(text, kind, tuple(_TYPED.format(charset=charset) for charset in charsets))
