"""What a reader of one format raises when it knows why it cannot read on."""

from __future__ import annotations


class Unreadable(Exception):
    """``code`` is a code of `refusals`. Caught in `files.read_text`; never leaves the reader."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
