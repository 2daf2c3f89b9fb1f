"""What must not stand in a log: the secret part of a calendar's address, which opens it to whoever reads it."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/lich/rieng/)[^/\s\"']+")


class HideCalendarAddresses(logging.Filter):
    """Puts "…" in the place of every secret of a calendar's address in a record, its traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        hidden = _SECRET.sub(r"\1…", text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _SECRET.sub(r"\1…", record.exc_text)
        return True
