"""Last year's plan for this year: days a year on, words of the year, anniversaries counted again. Pure but for the
catalogue of founding years, which the caller reads."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.common.text import fold
from thidua.norms.queries import Founding
from thidua.plans.models import (
    Block,
    Commemoration,
    Movement,
    Phase,
    PlanAwardForm,
    PlanDuty,
    PlanItem,
    Target,
)
from thidua.plans.queries.places import named_last_day

_YEARS_OF = re.compile(r"(?<![\d/.,])(\d{1,3})(\s+năm\s+)([^,;.()\n“”\"]{5,110})")
_RANGE = re.compile(r"((?:\d{1,2}[/.-]\d{1,2}[/.-])?\d{4}\s*[-–]\s*(?:\d{1,2}[/.-]\d{1,2}[/.-])?)(\d{4})")
_SPAN_BEFORE = re.compile(r"\d{4}\s*[-–]\s*$")
_SPAN_AFTER = re.compile(r"\s*[-–]\s*\d{4}")
_CITED = re.compile(r"\d\s*[-/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2}[^,;.()\n]{0,40}$")
_FEAST = re.compile(r"(?:ky niem|chao mung|mung|lap thanh tich)[^.;]{0,60}$")
_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
TEXTS: dict[type[PlanItem], tuple[str, ...]] = {
    Block: ("text",),
    Phase: ("name", "theme"),
    PlanDuty: ("text",),
    Target: ("subject",),
    Movement: ("name", "criteria"),
    Commemoration: ("event", "date_range"),
    PlanAwardForm: ("name",),
}
"""The words of each kind in which a year may stand."""


@dataclass(frozen=True)
class YearOn:
    """The step from the plan of ``year`` to that of ``year + years``; ``founding`` finds an event by its words."""

    year: int
    founding: Callable[[str], Founding | None]
    years: int = 1

    @staticmethod
    def phrases(texts: list[str]) -> list[str]:
        """The words after "n năm" in these texts: what ``founding`` will be asked."""
        return [found[3] for text in texts for found in _YEARS_OF.finditer(text)]

    @property
    def to(self) -> int:
        """The new plan's year."""
        return self.year + self.years

    def day(self, day: dt.date | None) -> dt.date | None:
        """The same day of the later year; 29/02 becomes 28/02."""
        return day and day.replace(
            year=day.year + self.years, day=min(day.day, _last(day.year + self.years, day.month))
        )

    def end(self, day: dt.date | None) -> dt.date | None:
        """As ``day``; the end of February stays the end of February."""
        moved = self.day(day)
        if day and moved and day.month == 2 and day.day == _last(day.year, 2):
            return moved.replace(day=_last(moved.year, 2))
        return moved

    def month(self, month: str) -> str:
        """ "2024-03" → "2025-03"; a month stays a month."""
        return f"{int(month[:4]) + self.years}{month[4:]}" if month else ""

    def due(self, duty: PlanDuty) -> dt.date | None:
        """The last day in time: "trước ngày 01/3" is due on the day before it in every year."""
        if duty.due_on is None:
            return None
        named = named_last_day(duty.due_on, duty.text)
        if named is None:
            return self.end(duty.due_on)
        moved = self.day(named)
        return moved and moved - dt.timedelta(days=1)

    def text(self, text: str) -> str:
        """The words for the later year: the plan's own year in days, months and names, and its lunar name (Tân Sửu);
        what a cited paper bears, a span of years and other years stay. Anniversaries are counted again."""
        return self._count(self._lunar(self._year_words(text)))

    def _lunar(self, text: str) -> str:
        names = {lunar_name(year): lunar_name(year + self.years) for year in (self.year, self.year + 1)}
        return re.sub("|".join(names), lambda found: names[found.group()], text)

    def _year_words(self, text: str) -> str:
        pattern = re.compile(
            rf"(?:(?<!\d)(?P<day>\d{{1,2}})(?P<cut>[/.-])(?P<month>\d{{1,2}})(?P=cut)"
            rf"|(?<![\w/.-])(?P<only>\d{{1,2}}|I{{1,3}}|IV)(?P<slash>[/-])"
            rf"|(?<![\d/.–-]))(?P<year>{self.year})(?![\d/])"
        )
        return pattern.sub(lambda found: self._moved(found, text), text)

    def _moved(self, found: re.Match[str], text: str) -> str:
        before, after = text[max(0, found.start() - 70) : found.start()], text[found.end() :]
        is_bare = not found["day"] and not found["only"]
        if _CITED.search(before) or (is_bare and (_SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after))):
            return found.group()
        if found["day"]:
            day = min(int(found["day"]), _last_or_31(self.to, int(found["month"])))
            width = len(found["day"])
            return f"{day:0{width}d}{found['cut']}{found['month']}{found['cut']}{self.to}"
        return f"{found.group()[: -len(found['year'])]}{self.to}"

    def _count(self, text: str) -> str:
        return _YEARS_OF.sub(lambda found: self._counted(found, text), text)

    def _counted(self, found: re.Match[str], text: str) -> str:
        years, words = int(found[1]), found[3]
        founding = self.founding(words)
        before = fold(text[max(0, found.start() - 120) : found.start()])
        after = text[found.end() : found.end() + 45]
        if founding is not None and abs(founding.years_on(self.year) - years) <= 2:
            right = founding.years_on(self.to)
        elif _FEAST.search(before) or self._is_range(after, years):
            right = years + self.years
        else:
            return found.group()
        return f"{right:0{len(found[1])}d}{found[2]}{words}"

    def _is_range(self, text: str, years: int) -> bool:
        """A range beside it that ends in the plan's year (or the new one, where it was moved already)."""
        found = re.match(r"\s*\(?[^()]{0,14}?(\d{4})[^()]{1,14}?(\d{4})\)?", text)
        return bool(
            found and int(found[2]) in (self.year, self.to) and int(found[2]) - int(found[1]) in (years, years + 1)
        )

    def date_range(self, text: str) -> str:
        """ "28/7/1929 - 28/7/2021" → "28/7/1929 - 28/7/2022": only the end moves on."""
        return _RANGE.sub(lambda found: f"{found[1]}{self.to}" if int(found[2]) == self.year else found.group(), text)

    def change(self, item: PlanItem) -> dict[str, Any]:
        """The fields of an item that differ in the later year."""
        answer: dict[str, Any] = {name: self.text(getattr(item, name)) for name in TEXTS.get(type(item), ())}
        if isinstance(item, Phase):
            answer |= {"starts_on": self.day(item.starts_on), "ends_on": self.end(item.ends_on)}
            answer |= {"start_month": self.month(item.start_month), "end_month": self.month(item.end_month)}
        elif isinstance(item, PlanDuty):
            answer |= {"due_on": self.due(item), "due_month": self.month(item.due_month)}
        elif isinstance(item, Movement):
            answer |= {"root_id": None}
            answer |= {"responds_to_id": None, "response": item.responds_to.name if item.responds_to else item.response}
        elif isinstance(item, Commemoration):
            answer |= self._commemoration(item)
        return {"source": "own", **answer}

    def _commemoration(self, item: Commemoration) -> dict[str, Any]:
        answer: dict[str, Any] = {"celebrated_on": self.day(item.celebrated_on)}
        answer["date_range"] = self.date_range(item.date_range)
        printed = re.search(r"(?<!\d)(\d{1,3})(?=\s+năm)", item.event)
        years = item.years or (int(printed[1]) if printed else None)
        if years:
            founding = self.founding(item.event)
            right = founding.years_on(self.to) if founding else years + self.years
            counts = re.compile(r"(?<!\d)(\d{1,3})(?=\s+năm)")
            answer["event"] = counts.sub(
                lambda found: str(right if int(found[1]) == years else int(found[1]) + self.years),
                self._year_words(item.event),
            )
            answer["years"] = right if item.years else None
        return answer


def lunar_name(year: int) -> str:
    """The name of the lunar year that begins in that year: 2021 → "Tân Sửu"."""
    return f"{_STEMS[(year + 6) % 10]} {_BRANCHES[(year + 8) % 12]}"


def years_left(text: str, year: int) -> list[str]:
    """Years before ``year`` that the words still name, besides spans and cited papers: a person should look at them."""
    found = []
    for match in re.finditer(r"(?<![\d/–-])(?<!\d\s[-–]\s)((?:\d{1,2}[/.-]){0,2}(20\d\d))(?![\d/]|\s*[-–]\s*\d)", text):
        if int(match[2]) < year and not _CITED.search(text[max(0, match.start() - 70) : match.start()]):
            found.append(match[1])
    return found


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _last_or_31(year: int, month: int) -> int:
    return _last(year, month) if 1 <= month <= 12 else 31
