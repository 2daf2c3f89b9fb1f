"""Bytes of a plain text → the text: UTF-8, UTF-16 with or without its mark, Windows-1258 or an older encoding."""

from __future__ import annotations

import codecs

from thidua.plans.intake import legacy


def decoded(data: bytes) -> str:
    """The text in the encoding that its bytes speak for. Never raises."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if is_bare_utf16(data):
        return data.decode("utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return legacy.decoded(data)


def is_bare_utf16(data: bytes) -> bool:
    """Whether the bytes look like UTF-16 without a mark: even length, every second byte of blanks and figures zero."""
    sample = data[:4096]
    if len(sample) < 64 or len(data) % 2:
        return False
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    return max(odd, even) * 4 > len(sample) // 2 and min(odd, even) * 50 < len(sample)
