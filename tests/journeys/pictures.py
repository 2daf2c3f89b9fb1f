"""Small pictures: a PNG of a browser written again with at most 256 colours, in plain Python.

A page has few colours; the rest are shades at the edges of letters, which move to the nearest colour kept.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

MAGIC = b"\x89PNG\r\n\x1a\n"
COLOURS = 128


def small(png: bytes) -> bytes:
    """The same picture, 8 bit RGB or RGBA in, palette out. Errors: ValueError for another kind of PNG."""
    chunks = list(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    if depth != 8 or kind not in (2, 6):
        raise ValueError("Only 8 bit RGB and RGBA pictures are made smaller.")
    size = 3 if kind == 2 else 4
    rows = _unfiltered(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), width, height, size)
    pixels = [[bytes(row[at : at + 3]) for at in range(0, width * size, size)] for row in rows]
    counts = Counter(pixel for row in pixels for pixel in row)
    kept = [colour for colour, _ in counts.most_common(COLOURS)]
    place = {colour: number for number, colour in enumerate(kept)}
    for colour in counts:
        if colour not in place:
            place[colour] = min(range(len(kept)), key=lambda number: _distance(kept[number], colour))
    data = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(data, 9)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(kept)), (b"IDAT", body), (b"IEND", b""))
    return MAGIC + b"".join(_chunk(name, part) for name, part in parts)


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(MAGIC)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(data: bytes, width: int, height: int, size: int) -> Iterator[bytearray]:
    """The rows without PNG's filters (specification, section 9)."""
    length = width * size
    before = bytearray(length)
    for number in range(height):
        at = number * (length + 1)
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + length])
        for place in range(length):
            left = row[place - size] if place >= size else 0
            if kind == 1:
                row[place] = (row[place] + left) & 255
            elif kind == 2:
                row[place] = (row[place] + before[place]) & 255
            elif kind == 3:
                row[place] = (row[place] + (left + before[place]) // 2) & 255
            elif kind == 4:
                corner = before[place - size] if place >= size else 0
                row[place] = (row[place] + _nearest(left, before[place], corner)) & 255
        before = row
        yield row


def _nearest(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    ways = (abs(guess - left), abs(guess - above), abs(guess - corner))
    return (left, above, corner)[ways.index(min(ways))]
