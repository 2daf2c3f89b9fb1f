"""Dates and phases: days that exist, phases in order and in their year."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Any

from thidua.common.dates import format_date
from thidua.plans.checks.finding import Add, Edit, Finding, Mend, called
from thidua.plans.checks.sources import gate_rule
from thidua.plans.choices import Audience, HeadName
from thidua.plans.models import HeadField, LegalBasis, Phase, PlanItem
from thidua.plans.queries.contents import Contents

_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?![\d/])")
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_SHORT_DAY = re.compile(
    r"(?:ngày|trước|đến|hạn|từ|hết)\s+(\d{1,2})\s*/\s*(\d{1,2})(?![\d/.-]|\s*[/.-]\s*\d|\s*[-–]?\s*[A-ZĐ]{2})",
    re.IGNORECASE,
)
CALENDAR = "Theo lịch: tháng có 28 đến 31 ngày, tháng 2 có 29 ngày chỉ trong năm nhuận."
ORDER = "Một đợt thi đua bắt đầu trước rồi mới kết thúc; việc sau mỗi đợt tính theo ngày cuối của đợt."
IN_LINE = "Các đợt nối nhau thì mỗi kết quả chỉ thuộc một đợt, không đếm hai lần và không bỏ sót."


def every_date_is_in_the_calendar(contents: Contents) -> Iterator[Finding]:
    """No 31/02/2021 in any text of the plan; an unread date in a quote counts until a person has set the day."""
    for item in contents.items:
        said: set[str] = set()
        for text in _texts(item):
            for words in _impossible(text, contents.plan.year):
                if words not in said:
                    said.add(words)
                    yield Finding(
                        "impossible_date",
                        f"{called(item)}: ngày {words} không có trong lịch.",
                        "Hãy sửa lại ngày này.",
                        item.anchor,
                        why=CALENDAR,
                    )


def every_phase_ends_after_it_begins(contents: Contents) -> Iterator[Finding]:
    """No phase with its last day before its first."""
    for phase in contents.phases:
        if phase.starts_on and phase.ends_on and phase.ends_on < phase.starts_on:
            swapped = {"starts_on": phase.ends_on, "ends_on": phase.starts_on}
            yield Finding(
                "phase_ends_before_it_begins",
                f"“{phase.name}” kết thúc ({format_date(phase.ends_on)}) trước khi bắt đầu "
                f"({format_date(phase.starts_on)}).",
                "Hãy sửa ngày đầu hoặc ngày cuối.",
                phase.anchor,
                why=ORDER,
                mends=(Mend("Đổi chỗ hai ngày", (Edit(phase, swapped),)),),
            )


def phases_do_not_overlap(contents: Contents) -> Iterator[Finding]:
    """Each phase begins after the one before has ended."""
    for before, after in itertools.pairwise(_dated(contents)):
        if after.starts_on <= before.ends_on:
            yield Finding(
                "phases_overlap",
                f"“{after.name}” bắt đầu {format_date(after.starts_on)} khi “{before.name}” chưa kết thúc "
                f"({format_date(before.ends_on)}).",
                "Hãy kiểm tra lại ngày của hai đợt.",
                after.anchor,
                why=IN_LINE,
            )


def phases_leave_no_gap(contents: Contents) -> Iterator[Finding]:
    """Each phase begins on the day after the one before has ended."""
    for before, after in itertools.pairwise(_dated(contents)):
        if after.starts_on > before.ends_on + dt.timedelta(days=1):
            yield Finding(
                "phases_leave_a_gap",
                f"Giữa “{before.name}” (hết {format_date(before.ends_on)}) và “{after.name}” "
                f"(từ {format_date(after.starts_on)}) có khoảng trống.",
                "Hãy kiểm tra lại, hoặc giữ nguyên nếu đúng ý.",
                after.anchor,
                why=IN_LINE,
            )


def phases_lie_in_the_year(contents: Contents) -> Iterator[Finding]:
    """No phase begins before or ends after the plan's year."""
    year = contents.plan.year
    for phase in _dated(contents):
        if phase.starts_on.year != year or phase.ends_on.year != year:
            yield Finding(
                "phase_outside_year",
                f"“{phase.name}” ({phase.span_words}) nằm ngoài năm {year} của kế hoạch.",
                "Hãy kiểm tra lại năm.",
                phase.anchor,
                why=f"Kế hoạch này là của năm {year}; báo cáo và chỉ tiêu năm tính trong năm đó.",
                mends=_moved_to(phase, year),
            )


def every_phase_is_dated(contents: Contents) -> Iterator[Finding]:
    """There is a phase, and each has both days."""
    if not contents.phases:
        yield Finding(
            "no_phase",
            "Kế hoạch chưa có đợt thi đua.",
            "Hãy thêm đợt, có ngày đầu và ngày cuối.",
            "phase",
            why=gate_rule(contents.plan),
            add=Add("phase", "Thêm đợt thi đua"),
        )
    for phase in contents.phases:
        if not phase.is_dated:
            yield Finding(
                "phase_not_dated",
                f"“{phase.name}” chưa đủ ngày đầu và ngày cuối ({phase.span_words}).",
                "Hãy chọn ngày, hoặc bỏ đợt này nếu không phải đợt thi đua.",
                phase.anchor,
                why=gate_rule(contents.plan),
                mends=_whole_months(phase),
            )


def every_duty_has_a_day(contents: Contents) -> Iterator[Finding]:
    """Each duty has a day, a recurrence, or was said to have none."""
    for duty in contents.duties:
        if not duty.is_dated and duty.audience not in (Audience.OTHER, Audience.GIVEN):
            mends = [Mend("Ghi “chưa có hạn”", (Edit(duty, {"has_no_date": True}),))]
            if day := _last_of(duty.due_month):
                mends.insert(0, Mend(f"Hạn cuối tháng: {format_date(day)}", (Edit(duty, {"due_on": day}),)))
            yield Finding(
                "duty_without_day",
                f"{called(duty, 70)} {duty.due_words}.",
                "Hãy chọn ngày, chọn lặp lại, hoặc “chưa có hạn”.",
                duty.anchor,
                why="Khi ban hành, mỗi nhiệm vụ thành một việc có hạn trên bàn của đơn vị thực hiện.",
                mends=tuple(mends),
            )


def _moved_to(phase: Any, year: int) -> tuple[Mend, ...]:
    """The same days in the plan's year, where both ends lie in one other year."""
    if phase.starts_on.year != phase.ends_on.year or phase.starts_on > phase.ends_on:
        return ()
    try:
        days = {"starts_on": phase.starts_on.replace(year=year), "ends_on": phase.ends_on.replace(year=year)}
    except ValueError:
        return ()
    return (Mend(f"Đổi cả hai ngày sang năm {year}", (Edit(phase, days),)),)


def _whole_months(phase: Phase) -> tuple[Mend, ...]:
    """From the first day of the first month to the last day of the last, where only months are known."""
    first, last = phase.starts_on or _first_of(phase.start_month), phase.ends_on or _last_of(phase.end_month)
    if first is None or last is None or last < first:
        return ()
    words = f"Từ {format_date(first)} đến hết {format_date(last)}"
    return (Mend(words, (Edit(phase, {"starts_on": first, "ends_on": last}),)),)


def _first_of(month: str) -> dt.date | None:
    """The first day of a month as "2024-03"; None for anything else."""
    try:
        return dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _last_of(month: str) -> dt.date | None:
    """The last day of a month as "2024-03"; None for anything else."""
    first = _first_of(month)
    return first and first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _dated(contents: Contents) -> list[Any]:
    """The phases that have both days, in their order."""
    phases = [phase for phase in contents.phases if phase.starts_on and phase.ends_on]
    return sorted(phases, key=lambda phase: (phase.starts_on, phase.ends_on))


def _texts(item: PlanItem) -> list[str]:
    """The item's sentences; its quote, too, while the day that stands there was not read."""
    names = ("text", "theme", "name", "criteria", "subject", "event", "date_range", "value")
    texts = [str(getattr(item, name)) for name in names if getattr(item, name, "")]
    return [*texts, item.quote] if _is_unread(item) else texts


def _is_unread(item: PlanItem) -> bool:
    if isinstance(item, HeadField):
        return item.name in (HeadName.DAY, HeadName.LOWER_DUE) and not item.value
    if isinstance(item, LegalBasis):
        return item.signed_on is None and not item.is_confirmed
    return not getattr(item, "is_dated", True)


def _impossible(text: str, year: int) -> Iterator[str]:
    """The dates of a text that no calendar has; without a year, the plan's is meant."""
    for pattern in (_DAY, _LONG_DAY, _SHORT_DAY):
        for found in pattern.finditer(text):
            day, month, *rest = (int(part) for part in found.groups() if part)
            if not _exists(day, month, rest[0] if rest else year):
                yield "/".join(part for part in found.groups() if part)


def _exists(day: int, month: int, year: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
