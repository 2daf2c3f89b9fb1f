"""The one clock. Nothing else in the product asks for the time.

``now()`` is an aware UTC instant, ``today()`` the civil day in Vietnam (Asia/Ho_Chi_Minh). Tests and the demo put
the clock to another day with ``at(...)``; a demo server reads its stage's day from the file named by the setting
``CLOCK_FILE`` (empty in service), so that the server and its worker live on the same day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_fixed: ContextVar[dt.datetime | None] = ContextVar("thidua_clock", default=None)
_file_cache: dict[str, tuple[float, dt.timedelta]] = {}


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    return dt.datetime.now(dt.UTC) + _offset()


def today() -> dt.date:
    """The present civil day in Vietnam."""
    return now().astimezone(VIETNAM).date()


def local(moment: dt.datetime) -> dt.datetime:
    """The same instant on a Vietnamese clock."""
    return moment.astimezone(VIETNAM)


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Stand the clock still at that instant (a date means 09:00 in Vietnam) inside the block."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(9, 0), VIETNAM)
    mark = _fixed.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _fixed.reset(mark)


def set_day(day: dt.date | None) -> None:
    """Put the clock of a demo server and its worker to that day, running on from the present time of day.

    ``None`` returns to the real day. Errors: RuntimeError where ``CLOCK_FILE`` is not set (a server in service).
    """
    name = getattr(settings, "CLOCK_FILE", "")
    if not name:
        raise RuntimeError("The clock can be set only where CLOCK_FILE names a file.")
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    real_day = dt.datetime.now(VIETNAM).date()
    days = (day - real_day).days if day else 0
    spare = path.with_suffix(".new")
    spare.write_text(f"{days}\n", encoding="ascii")
    spare.replace(path)


def _offset() -> dt.timedelta:
    name = getattr(settings, "CLOCK_FILE", "")
    if not name:
        return dt.timedelta()
    try:
        changed = Path(name).stat().st_mtime_ns
    except OSError:
        return dt.timedelta()
    cached = _file_cache.get(name)
    if cached is None or cached[0] != changed:
        text = Path(name).read_text(encoding="ascii").strip() or "0"
        cached = (changed, dt.timedelta(days=int(text)))
        _file_cache[name] = cached
    return cached[1]
