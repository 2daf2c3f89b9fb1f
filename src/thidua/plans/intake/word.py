"""Text of .docx and .odt: paragraphs in order, tables read, automatic numbers of .docx put back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from thidua.plans.intake.fonts import Fonts
from thidua.plans.intake.grid import lines_of
from thidua.plans.intake.numbering import Numbering
from thidua.plans.intake.unreadable import Unreadable

_MOST_UNPACKED = 120 * 1024 * 1024
_MOST_XML = 40 * 1024 * 1024
_BOXED = ".//mc:Choice//w:txbxContent/w:p | .//w:pict[not(ancestor::mc:Fallback)]//w:txbxContent/w:p"


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, after a look at how large it would unpack. Raises Unreadable("bomb")."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("encrypted-word")
    sizes = [info.file_size for info in infos]
    text_sizes = [info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))]
    if len(infos) > 5000 or sum(sizes) > _MOST_UNPACKED or max(text_sizes, default=0) > _MOST_XML:
        raise Unreadable("bomb")
    return archive


def docx_text(data: bytes) -> str:
    """Text of a .docx, a blank line between paragraphs."""
    checked_zip(data).close()
    document = docx.Document(io.BytesIO(data))
    return "\n\n".join(_Reader(document).blocks())


class _Reader:
    """Walks a document with its numbers and its fonts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = Numbering.of(document)
        self.fonts = Fonts(document)

    def blocks(self, holder: Document | _Cell | None = None) -> Iterator[str]:
        """Paragraphs and tables in order, of the document or of one cell."""
        for block in (holder or self.document).iter_inner_content():
            if isinstance(block, Table):
                yield from lines_of([list(self.cells(row)) for row in block.rows])
            else:
                yield from self.paragraph(block)

    def paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        """The words with their number, then those of text boxes that hang on the paragraph."""
        text = self.fonts.words(paragraph)
        if text.strip():
            yield self.numbering.mark(paragraph) + text
        if not any(element.tag.endswith("}txbxContent") for element in paragraph._p.iter()):
            return
        for inner in paragraph._p.xpath(_BOXED):
            boxed = self.fonts.words(Paragraph(inner, paragraph._parent))
            if boxed.strip():
                yield boxed

    def cells(self, row: _Row) -> Iterator[str]:
        """Texts of a row's cells, a merged cell once."""
        before = None
        for cell in row.cells:
            if cell._tc is not before:
                before = cell._tc
                yield "\n".join(self.blocks(cell))


_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = _ODF + "text:1.0}", _ODF + "table:1.0}"


def odt_text(data: bytes) -> str:
    """Text of an .odt, a blank line between paragraphs."""
    with checked_zip(data) as archive:
        if "manifest:encryption-data" in archive.read("META-INF/manifest.xml").decode("utf-8", "replace"):
            raise Unreadable("encrypted-word")
        content = archive.read("content.xml")
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content[:2000]:
        raise Unreadable("damaged")
    return "\n\n".join(part for part in _odt_parts(parse_xml(content)) if part.strip())


def _odt_parts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield _odt_words(child)
        elif child.tag == f"{_TABLE}table":
            yield from _odt_table(child)
        elif child.tag not in (f"{_TEXT}tracked-changes", f"{_TEXT}note"):
            yield from _odt_parts(child)


def _odt_table(table: Any) -> Iterator[str]:
    rows = [
        ["\n".join(_odt_parts(cell)) for cell in row if cell.tag == f"{_TABLE}table-cell"]
        for row in table.iter(f"{_TABLE}table-row")
    ]
    yield from lines_of(rows)


def _odt_words(element: Any) -> str:
    out = [element.text or ""]
    for child in element:
        name = child.tag.removeprefix(_TEXT)
        if name == "s":
            out.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif name == "tab":
            out.append("    ")
        elif name == "line-break":
            out.append("\n")
        elif name != "note":
            out.append(_odt_words(child))
        out.append(child.tail or "")
    return "".join(out)
