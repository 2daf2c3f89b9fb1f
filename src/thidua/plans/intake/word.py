"""Text of .docx and .odt: paragraphs in order, tables read, automatic numbers of .docx put back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from thidua.plans.intake.numbering import Numbering
from thidua.plans.intake.unreadable import Unreadable

_MOST_UNPACKED = 120 * 1024 * 1024
_MOST_XML = 40 * 1024 * 1024
_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ)|[ĐÐ]ộc lập|Nơi nhận|NƠI NHẬN|\bTM\s*\.|\bKT\s*\.|\bTL\s*\.|ĐẢNG CỘNG SẢN")


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
    return "\n\n".join(_blocks(document, Numbering.of(document)))


def _blocks(holder: Document, numbering: Numbering) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block, numbering)
        else:
            yield from _paragraph(block, numbering)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> Iterator[str]:
    text = paragraph.text
    if text.strip():
        yield numbering.mark(paragraph) + text
    for inner in (
        paragraph._p.xpath(".//mc:Choice//w:txbxContent/w:p | .//w:pict[not(ancestor::mc:Fallback)]//w:txbxContent/w:p")
        if _has_box(paragraph)
        else ()
    ):
        boxed = Paragraph(inner, paragraph._parent).text
        if boxed.strip():
            yield boxed


def _has_box(paragraph: Paragraph) -> bool:
    return any(element.tag.endswith("}txbxContent") for element in paragraph._p.iter())


def _table(table: Table, numbering: Numbering) -> Iterator[str]:
    rows = [_cells(row, numbering) for row in table.rows]
    width = max((len(row) for row in rows), default=0)
    if (width <= 2 and (len(rows) <= 3 or width < 2)) or any(_LAYOUT.search(cell) for row in rows for cell in row):
        for column in range(width):
            for row in rows:
                if column < len(row) and row[column].strip():
                    yield row[column]
    else:
        for row in rows:
            yield " | ".join(re.sub(r"\s+", " ", cell).strip() for cell in row)


def _cells(row: _Row, numbering: Numbering) -> list[str]:
    """Texts of a row's cells, a merged cell once."""
    out: list[str] = []
    before = None
    for cell in row.cells:
        if cell._tc is before:
            continue
        before = cell._tc
        parts: list[str] = []
        for block in cell.iter_inner_content():
            if isinstance(block, Table):
                parts += list(_table(block, numbering))
            else:
                parts += list(_paragraph(block, numbering))
        out.append("\n".join(parts))
    return out


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
    width = max((len(row) for row in rows), default=0)
    if width <= 2 or any(_LAYOUT.search(cell) for row in rows for cell in row):
        for column in range(width):
            yield from (row[column] for row in rows if column < len(row))
    else:
        yield from (" | ".join(re.sub(r"\s+", " ", cell).strip() for cell in row) for row in rows)


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
