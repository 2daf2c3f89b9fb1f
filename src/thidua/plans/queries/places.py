"""From a reading's finds to what a plan keeps: days, audiences, kinds of duty, sectors. Guesses, for a person."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from thidua.common.text import fold
from thidua.duties.choices import DutyKind, Recurrence
from thidua.plans.choices import Audience, Sector
from thidua.plans.intake import draft

AUDIENCES = {
    "own": Audience.ISSUER,
    "department": Audience.ISSUER,
    "upper": Audience.UPPER,
    "base": Audience.BASE,
    "section": Audience.BASE,
    "province": Audience.CHILDREN,
}
SECTORS = {"enterprise": Sector.ENTERPRISE, "administrative": Sector.PUBLIC, "general": Sector.ALL}
_BEFORE = re.compile(r"truoc\s+(?:ngay\s+)?(\d{1,2})[/.-](\d{1,2})")
_KINDS = (
    (DutyKind.REGISTER_LAUNCH, re.compile(r"dang ky lich|dang ky (?:to chuc )?phat dong|lich (?:to chuc )?phat dong")),
    (DutyKind.REGISTER_TITLES, re.compile(r"dang ky.{0,60}danh hieu|dang ky (?:thi dua|giao uoc)")),
    (DutyKind.PICK_PILOTS, re.compile(r"chon.{0,40}phat dong (?:thi dua )?diem|chon.{0,20}don vi diem")),
    (DutyKind.REVIEW, re.compile(r"to chuc (?:hoi nghi )?(?:so|tong) ket")),
    (
        DutyKind.MAKE_PLAN,
        re.compile(r"xay dung (?:va )?(?:ban hanh )?ke hoach|lap ke hoach|gui ke hoach|ban hanh ke hoach"),
    ),
)


@dataclass(frozen=True)
class Day:
    """What a partial ISO text says: a day, or only a month ("2024-03"), or neither (``why`` tells)."""

    on: dt.date | None = None
    month: str = ""
    why: str = ""


def day_of(iso: str | None) -> Day:
    """ "2021-01-07" → the day; "2024-03" → the month; "2025-Q4", "2021-02-31" → why not."""
    if not iso:
        return Day()
    parts = [int(part) for part in iso.split("-") if part.isdigit()]
    if len(parts) == 3:
        try:
            return Day(on=dt.date(*parts))
        except ValueError:
            return Day(why=f"Ngày {parts[2]:02d}/{parts[1]:02d}/{parts[0]} không có trong lịch. Hãy chọn lại ngày.")
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", iso):
        roman = ("I", "II", "III", "IV")[int(quarter[2]) - 1]
        return Day(why=f"Văn bản chỉ ghi quý {roman}/{quarter[1]}. Hãy chọn ngày.")
    if len(parts) == 2:
        return Day(month=iso[:7], why=f"Văn bản chỉ ghi tháng {parts[1]}/{parts[0]}. Hãy chọn ngày.")
    return Day(why="Văn bản chỉ ghi năm. Hãy chọn ngày.")


def last_day_in_time(day: dt.date, text: str) -> dt.date:
    """ "trước ngày 20/02" is due through 19/02; every other wording includes the day."""
    return day - dt.timedelta(days=1) if _says_before(day, text) else day


def named_last_day(due_on: dt.date, text: str) -> dt.date | None:
    """The day that the words name where they say "trước ngày …" and the last day in time is the one before it."""
    named = due_on + dt.timedelta(days=1)
    return named if _says_before(named, text) else None


def _says_before(day: dt.date, text: str) -> bool:
    found = _BEFORE.finditer(fold(text))
    return any((int(one.group(1)), int(one.group(2))) == (day.day, day.month) for one in found)


def audience_of(level: str) -> str:
    """Whose duty it is, from the reader's guess of the level."""
    return AUDIENCES.get(level, Audience.OTHER)


def recurrence_of(word: str) -> str:
    """The recurrence that a reading names."""
    return word if word in Recurrence.values else (Recurrence.STANDING if word == "other" else Recurrence.NONE)


def kind_of(text: str) -> str:
    """What gesture a duty's text asks for."""
    bare = fold(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(bare)), DutyKind.PLAN_DUTY)


def clauses_of(find: draft.Duty) -> list[tuple[str, str, int]]:
    """(kind, text, where it begins in the find) for each gesture that one paragraph asks for, split at ";"."""
    out: list[tuple[str, str, int]] = []
    at = 0
    for part in find.text.split(";"):
        text = part.strip()
        kind = kind_of(text)
        if text and (not out or (kind != out[-1][0] and kind != DutyKind.PLAN_DUTY)):
            out.append((kind, text, at + len(part) - len(part.lstrip())))
        elif text:
            last_kind, last_text, start = out[-1]
            out[-1] = (last_kind, f"{last_text}; {text}", start)
        at += len(part) + 1
    return out
