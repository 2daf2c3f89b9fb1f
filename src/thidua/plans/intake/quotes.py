"""Quotation marks of a paragraph, nested and unclosed ones too."""

from __future__ import annotations

from collections.abc import Iterator


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each quoted text without its marks. A second opening mark before the closing one means that the
    first was never closed: the inner quotation counts."""
    opened: int | None = None
    for index, char in enumerate(text):
        if char == "“":
            opened = index + 1
        elif char == "”" and opened is not None:
            if index > opened:
                yield opened, index
            opened = None


def inside_quotes(text: str, at: int) -> bool:
    """Whether a place lies inside a quotation of at most 300 letters."""
    opened = text.rfind("“", max(0, at - 300), at)
    closed = text.rfind("”", max(0, at - 300), at)
    return opened > closed
