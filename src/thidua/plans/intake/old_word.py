"""Text of Word 97–2003 files (.doc): the piece table of the file's own format, read through olefile."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile

from thidua.plans.intake.grid import lines_of
from thidua.plans.intake.unreadable import Unreadable

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_MOST_LETTERS = 4_000_000


def doc_text(data: bytes) -> str:
    """The main text of a .doc, a blank line between paragraphs. Raises Unreadable for what is no readable .doc.

    Source of the layout: Microsoft's published [MS-DOC], sections FibBase, FibRgFcLcb97 (fcClx), Clx and Pcd.
    """
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"):
            raise Unreadable("encrypted-word")
        if ole.exists("Workbook") or ole.exists("Book"):
            raise Unreadable("spreadsheet")
        if not ole.exists("WordDocument"):
            raise Unreadable("unknown")
        main = ole.openstream("WordDocument").read()
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & _ENCRYPTED:
            raise Unreadable("encrypted-word")
        table_name = "1Table" if flags & _SECOND_TABLE else "0Table"
        if not ole.exists(table_name):
            raise Unreadable("damaged")
        table = ole.openstream(table_name).read()
    try:
        length = struct.unpack_from("<i", main, 0x4C)[0]
        offset, size = struct.unpack_from("<ii", main, 0x01A2)
        text = "".join(_pieces(main, table[offset : offset + size]))
    except struct.error as error:
        raise Unreadable("damaged") from error
    return _plain(text[: min(length, _MOST_LETTERS)] if length > 0 else text[:_MOST_LETTERS])


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Unreadable("damaged")
    size = struct.unpack_from("<i", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + size]
    count = (len(pieces) - 4) // 12
    for index in range(count):
        first, last = struct.unpack_from("<ii", pieces, index * 4)
        place = struct.unpack_from("<I", pieces, (count + 1) * 4 + index * 8 + 2)[0]
        letters = last - first
        if letters < 0:
            raise Unreadable("damaged")
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            yield main[start : start + letters].decode("cp1252", "replace")
        else:
            yield main[place : place + letters * 2].decode("utf-16-le", "replace")


def _plain(text: str) -> str:
    """Field codes dropped, their results kept; paragraphs apart, tables as ``grid.lines_of`` sets them."""
    text = re.sub(r"\x13[^\x13\x14\x15]*\x14?", "", text).replace("\x15", "")
    text = text.replace("\x1e", "-").replace("\x1f", "").replace("\x0c", "\r").replace("\x0b", "\n")
    return "\n\n".join(_with_tables(text))


def _with_tables(text: str) -> Iterator[str]:
    """Paragraphs end with a carriage return, cells with a bell, a row with a second bell."""
    rows: list[list[str]] = []
    cells: list[str] = []
    parts = text.split("\x07")
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if cells and not part:
            rows.append(cells)
            cells = []
            continue
        if not cells and ("\r" in part or is_last):
            before, _, part = part.rpartition("\r") if not is_last else (part, "", "")
            yield from lines_of(rows)
            rows = []
            yield from before.split("\r")
        if not is_last:
            cells.append(part.replace("\r", "\n"))
    yield from lines_of([*rows, cells] if cells else rows)
