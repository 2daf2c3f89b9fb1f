"""Dates as Vietnamese people write and read them: 30/06/2021, "còn 5 ngày", tháng 3/2024."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")


class NotADate(ValueError):
    """The text is not a day of the calendar. ``str(error)`` is the sentence for the person."""


def parse_date(text: str) -> dt.date:
    """Read "30/6/2021" (or ISO) as a day. Errors: NotADate with a Vietnamese sentence ("31/02/2021")."""
    found = text.strip()
    if match := _DATE.match(found):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.match(found):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise NotADate(f"Không đọc được ngày “{found}”. Hãy viết ngày/tháng/năm, ví dụ 30/06/2021.")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise NotADate(f"Ngày {found} không có trong lịch. Hãy kiểm tra lại ngày và tháng.") from error


def format_date(day: dt.date | None) -> str:
    """30/06/2021; "–" for none."""
    return day.strftime("%d/%m/%Y") if day else "–"


def long_date(day: dt.date) -> str:
    """ "ngày 07 tháng 01 năm 2021" as Decree 30/2020 writes it: a zero before days < 10 and months 1–2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def due_in_words(due_on: dt.date | None, today: dt.date) -> str:
    """ "còn 5 ngày", "hạn hôm nay", "chậm 3 ngày", "chưa có hạn". Late is counted in calendar days."""
    if due_on is None:
        return "chưa có hạn"
    days = (due_on - today).days
    if days == 0:
        return "hạn hôm nay"
    return f"còn {days} ngày" if days > 0 else f"chậm {-days} ngày"
