"""Dates and periods in running text: "07 tháng 01 năm 2021", "31/12/2020", "tháng 4 năm 2026", "từ … đến …"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.plans.intake.draft import Span

_DAY = re.compile(
    r"(?P<wd>\d{1,2})\s*tháng\s*(?P<wm>\d{1,2})(?:\s*năm\s*(?P<wy>\d{4}))?"
    r"|(?<![\d/.])(?:(?<!-)|(?<=\d{4}-))(?P<d>\d{1,2})\s*(?P<sep>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<y>\d{4})(?![\d/]|\s*/)"
    r"|(?:(?<=ngày )|(?<=[Tt]ừ ))(?P<nd>\d{1,2})[-.](?P<nm>\d{1,2})(?![\d/-]|\.\d)"
    r"|(?<![\d/-])(?P<iy>20\d{2})-(?P<im>\d{2})-(?P<id>\d{2})(?![\d-])"
    r"|[Tt]háng\s*(?P<mm>\d{1,2})\s*(?:/|-|\.|,?\s*năm)\s*(?P<my>\d{4})(?![\d/])"
    r"|(?<![\d/.])(?P<sm>\d{1,2})\s*/\s*(?P<sy>\d{4})(?![\d/]|\s*/)"
    r"|(?:(?<![\d/.,-])|(?<=\d/\d-)|(?<=\d/\d\d-))(?P<sd>\d{1,2})\s*/\s*(?P<sdm>\d{1,2})(?![\d/]|\s*/|[.,]\d|\s*%)"
    r"|[Tt]háng\s*(?P<om>\d{1,2})(?![\d/.]\d|\d|/)"
    r"|năm\s*(?P<oy>(?:19|20)\d{2})(?![\d/]|\s*[-–]\s*\d{4})"
    r"|(?<=năm 20\d{2} đến )(?P<ey>20\d{2})(?![\d/.,]\d|\d)"
    r"|[Qq]u[ýí]\s*(?P<q>IV|I{1,3}|[1-4])(?![^\W\d_]|\d)(?:\s*(?:/|-|,?\s*năm)?\s*(?P<qy>20\d{2})(?!\d))?"
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_PERIOD_JOIN = re.compile(
    r"\s*,?\s*(?:(?:đến|tới|cho đến|–|-)\s*(?:hết\s*)?(?:ngày\s*|tháng\s*(?=\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]))?|–"
    r"|-)\s*"
    # "bắt đầu từ ngày 15/10/2022; kết thúc: Ngày 20/11/2022"
    r"|\s*[;,.]?\s*(?:và\s+)?(?:[Tt]hời gian\s+)?[Kk]ết thúc\s*(?:vào\s*)?:?\s*(?:[Nn]gày\s*)?"
)

_ONE_MONTH = re.compile(
    r"(?:[Tt]ừ|[Tt]rong)\s+(?:các\s+)?(?:ngày\s+)?(?P<first>\d{1,2})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?"
    r"(?P<last>\d{1,2}(?:\s*tháng\s*\d{1,2}(?:\s*năm\s*\d{4})?|\s*[/-]\s*\d{1,2}(?:\s*[/-]\s*\d{4})?))"
    r"(?![\d/]|\s*-\s*\d|[.,]\d|\s*%)"
)


@dataclass(frozen=True)
class DateFind:
    """A date as far as it is told. ``iso`` is "2021-01-07", "2024-03", "2025-Q4" or "2025"; None while no year is
    known."""

    span: Span
    day: int | None
    month: int | None
    year: int | None
    quarter: int | None = None

    @property
    def iso(self) -> str | None:
        """The ISO text, as precise as the date is; None for a day that is not in the calendar or without a year."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}-Q{self.quarter}" if self.quarter else f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        try:
            return dt.date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return None

    @property
    def first(self) -> str | None:
        """The ISO text of when it begins: the first month of a quarter."""
        return f"{self.year:04d}-{3 * self.quarter - 2:02d}" if self.year and self.quarter else self.iso

    @property
    def last(self) -> str | None:
        """The ISO text of when it ends: the last month of a quarter."""
        return f"{self.year:04d}-{3 * self.quarter:02d}" if self.year and self.quarter else self.iso

    @property
    def day_after(self) -> str | None:
        """The ISO text of the next day; that of the date itself where it tells no day."""
        if not (self.iso and self.day):
            return self.iso
        return (dt.date.fromisoformat(self.iso) + dt.timedelta(days=1)).isoformat()


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[DateFind]:
    """All dates of a stretch of text, in order; days and months that cannot be are left out."""
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        group = {key: int(value) for key, value in match.groupdict().items() if value and value.isdigit()}
        day = next((group[k] for k in ("wd", "d", "nd", "id", "sd") if k in group), None)
        month = next((group[k] for k in ("wm", "m", "nm", "im", "mm", "sm", "sdm", "om") if k in group), None)
        year = next((group[k] for k in ("wy", "y", "iy", "my", "sy", "oy", "ey", "qy") if k in group), None)
        if (
            (month is None or 1 <= month <= 12)
            and (day is None or 1 <= day <= 31)
            and (not year or 1900 <= year < 2100)
        ):
            quarter = _QUARTERS.get(match["q"]) or int(match["q"]) if match["q"] else None
            yield DateFind(match.span(), day, month, year, quarter)


@dataclass(frozen=True)
class Period:
    """From a date to a date, with the words as printed."""

    span: Span
    start: DateFind
    end: DateFind


def periods_in(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> Iterator[Period]:
    """Pairs of dates joined by "đến", "tới" or a dash. A missing month or year is borrowed from the other side, then
    from ``year``, a missing day's month too: "từ ngày 08 đến ngày 10 tháng 12"."""
    of_a_month = list(_of_a_month(text, start, len(text) if end is None else end))
    yield from (_completed(period.start, period.end, year, period.span) for period in of_a_month)
    taken = [period.span for period in of_a_month]
    found = [find for find in dates_in(text, start, end) if not any(low <= find.span[0] < high for low, high in taken)]
    index = 0
    while index + 1 < len(found):
        first, second = found[index], found[index + 1]
        joint = text[first.span[1] : second.span[0]]
        if _PERIOD_JOIN.fullmatch(joint):
            yield _completed(first, second, year)
            index += 2
        else:
            index += 1


def _of_a_month(text: str, start: int, end: int) -> Iterator[Period]:
    """Periods whose first day stands without its month."""
    for match in _ONE_MONTH.finditer(text, start, end):
        last = next(dates_in(match["last"].replace("-", "/")), None)
        day = int(match["first"])
        if last and last.day and last.month and 1 <= day < last.day:
            low, high = match.span("first")[0], match.end()
            yield Period((low, high), replace(last, span=match.span("first"), day=day), replace(last, span=(low, high)))


def _completed(first: DateFind, second: DateFind, year: int | None, span: Span | None = None) -> Period:
    first_year, second_year = first.year, second.year
    if second_year is None:
        second_year = first_year or year
    if first_year is None:
        first_year = second_year
        if first_year and first.month and second.month and first.month > second.month and second.year is not None:
            first_year -= 1
    return Period(
        span or (first.span[0], second.span[1]), replace(first, year=first_year), replace(second, year=second_year)
    )


def lent(found: DateFind, years: dict[int, int]) -> DateFind:
    """The date with the year that ``years`` lends to its month, or to the last month of its quarter."""
    return with_year(found, years.get(found.month or 3 * (found.quarter or 0)))


def with_year(found: DateFind, year: int | None) -> DateFind:
    """The date with a borrowed year where it has none."""
    return found if found.year or not year else replace(found, year=year)
