"""How far its cells spread of a spreadsheet is looked at before anything makes room for them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,9})$")
_VALUES = frozenset({"v", "is", "f", "t"})


@dataclass
class _Spread:
    """The furthest row and column that hold a value; ``row`` and ``column`` are where the reader stands."""

    rows: int = 0
    columns: int = 0
    row: int = 0
    column: int = 0
    row_step: int = 1

    def filled(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    def excel(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = _number(attributes.get("r"), self.row + 1)
            self.column = 0
        elif name == "c":
            found = _PLACE.match(attributes.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
            self.row = int(found[2]) if found else self.row
        elif name in _VALUES:
            self.filled(self.row, self.column)

    def open_document(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table":
            self.row = self.column = 0
        elif name == "table-row":
            self.row_step = _number(values.get("number-rows-repeated"), 1)
            self.row, self.column = self.row + self.row_step, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += _number(values.get("number-columns-repeated"), 1)
            if "value-type" in values:
                self.filled(self.row, self.column)


def cells_to_make_room_for(data: bytes, kind: str, *, most_allowed: int = 0) -> int:
    """Rows × columns up to the furthest cell with a value, of the widest sheet. ``kind``: xlsx or ods.

    Up to ``most_allowed`` a quick look suffices, which may count a few cells without a value.

    One stray value in the last cell of an Excel sheet spans 17 thousand million cells. Errors: ValueError when the
    file is no sound XML.
    """
    most = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if kind == "ods" and name == "content.xml":
                spread = _read(archive, name, is_excel=False)
            elif kind == "xlsx" and name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
                quick = _at_most(archive.read(name))
                if quick is not None and quick <= most_allowed:
                    most = max(most, quick)
                    continue
                spread = _read(archive, name, is_excel=True)
            else:
                continue
            most = max(most, spread.rows * spread.columns)
    return most


_CELLS = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACES = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,9})"')


def _at_most(sheet: bytes) -> int | None:
    """No more than so many rows × columns, told without looking at each cell; None where only a close look can tell.

    Every cell must say where it stands. Empty cells with a format count here, so that the answer may be too large.
    """
    places = _PLACES.findall(sheet)
    if not places or len(places) != len(_CELLS.findall(sheet)):
        return None
    letters = {column for column, _ in places}
    return max(_column(one.decode()) for one in letters) * max(int(row) for _, row in places)


def _read(archive: zipfile.ZipFile, name: str, *, is_excel: bool) -> _Spread:
    spread, parser = _Spread(), expat.ParserCreate()
    parser.StartElementHandler = spread.excel if is_excel else spread.open_document
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except expat.ExpatError as error:
        raise ValueError(name) from error
    return spread


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _column(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place
