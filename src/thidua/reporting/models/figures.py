"""The column that holds a row's figures: one flat list of whole numbers by slot, packed as 64-bit integers.

None ("not answered") is kept apart from zero by the smallest 64-bit number, which no figure can be. Lists of different
length are padded by their readers (slots are append-only). Why packed and not JSON: docs/adr (figures of reports).
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Any, cast

from django.db import models

NOTHING = -(2**63)
LARGEST = 2**63 - 1
Figures = list[int | None]


def pack(figures: Figures) -> bytes:
    """Figures as bytes, little-endian. Errors: OverflowError for a figure beyond 64 bits."""
    try:
        packed = array("q", cast("list[int]", figures))
    except TypeError:
        packed = array("q", [NOTHING if figure is None else figure for figure in figures])
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(data: bytes | memoryview) -> Figures:
    """The figures that ``pack`` made."""
    packed = array("q")
    packed.frombytes(bytes(data))
    if sys.byteorder == "big":
        packed.byteswap()
    figures: Figures = [*packed]
    return [None if figure == NOTHING else figure for figure in figures] if NOTHING in figures else figures


if TYPE_CHECKING:
    _Packed = models.Field[Any, Any]
else:
    _Packed = models.BinaryField


class FiguresField(_Packed):
    """A list of figures by slot (``list[int | None]``)."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Figures | None:
        """Bytes of the database → figures."""
        return None if value is None else unpack(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Figures → bytes of the database."""
        if isinstance(value, list):
            value = pack(value)
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Figures | None:
        """No figures yet, unless the column may be empty."""
        return None if self.null else []

    def value_to_string(self, obj: Any) -> str:
        """For serialisers: the figures as text."""
        return repr(self.value_from_object(obj))
