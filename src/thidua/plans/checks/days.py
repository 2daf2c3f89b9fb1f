"""Dates and phases: days that exist, phases in order, years that add up."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Any

from thidua.common.dates import format_date
from thidua.norms.queries import foundings_of
from thidua.plans.checks.finding import Finding
from thidua.plans.models import Phase, PlanItem
from thidua.plans.queries.contents import Contents

_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/])")
_YEARS = re.compile(r"(?<![\d/.])(\d{2,3})\s+năm\s+([^,;.()\n]{5,110})")
_RANGE = re.compile(r"(\d{4})\D+?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})")


def every_date_is_in_the_calendar(contents: Contents) -> Iterator[Finding]:
    """No 31/02/2021 in any text of the plan; an unread date in a quote counts until a person has set the day."""
    for item in contents.items:
        for text in _texts(item):
            for found in _DAY.finditer(text):
                if not _exists(*(int(part) for part in found.groups())):
                    yield Finding(
                        "impossible_date",
                        f"Ngày {found.group()} không có trong lịch.",
                        "Hãy sửa lại ngày này.",
                        item.anchor,
                    )


def every_phase_ends_after_it_begins(contents: Contents) -> Iterator[Finding]:
    """No phase with its last day before its first."""
    for phase in contents.phases:
        if phase.starts_on and phase.ends_on and phase.ends_on < phase.starts_on:
            yield Finding(
                "phase_ends_before_it_begins",
                f"“{phase.name}” kết thúc ({format_date(phase.ends_on)}) trước khi bắt đầu "
                f"({format_date(phase.starts_on)}).",
                "Hãy sửa ngày đầu hoặc ngày cuối.",
                phase.anchor,
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
            )


def years_add_up(contents: Contents) -> Iterator[Finding]:
    """A printed count of years agrees with the printed range, and with the year of the event itself."""
    seen: set[tuple[int, str]] = set()
    counted = list(_counted(contents))
    foundings = foundings_of([words for _, _, words, _ in counted])
    for (item, years, words, printed), founding in zip(counted, foundings, strict=True):
        right = printed
        source = f"theo khoảng thời gian ghi trong ngoặc là {printed} năm"
        if founding is not None and (printed is None or founding.years_on(contents.plan.year) == years):
            right = founding.years_on(contents.plan.year)
            source = f"{founding.name} có từ {format_date(founding.day)}, đến năm {contents.plan.year} là {right} năm"
        if printed is not None and printed != years:
            right, source = printed, f"theo khoảng thời gian ghi trong ngoặc là {printed} năm"
            if founding is not None:
                right = founding.years_on(contents.plan.year)
                source += f"; {founding.name} có từ {format_date(founding.day)}, đến năm nay là {right} năm"
        if right is None or (right == years and printed in (None, years)) or (years, words[:20]) in seen:
            continue
        seen.add((years, words[:20]))
        yield Finding(
            "years_do_not_add_up",
            f"Số năm chưa khớp: “{years} năm {words.strip()}”, nhưng {source}.",
            "Hãy sửa số năm hoặc khoảng thời gian.",
            item.anchor,
        )


def _counted(contents: Contents) -> Iterator[tuple[PlanItem, int, str, int | None]]:
    """Every "n năm …": where it stands, n, the words after it, and the years of the range printed beside it."""
    for item in contents.commemorations:
        found = _YEARS.search(item.event)
        years = item.years or (int(found.group(1)) if found else None)
        if years:
            words = found.group(2) if found else item.event
            yield item, years, words, _range(item.date_range)
    for other in [*contents.phases, *contents.blocks, *contents.duties]:
        for text in _texts(other):
            for found in _YEARS.finditer(text):
                yield other, int(found.group(1)), found.group(2), _range(text[found.end() : found.end() + 40])


def _range(text: str) -> int | None:
    bare = text.lstrip(" (")
    found = _RANGE.search(bare) if bare[:1].isdigit() else None
    return int(found.group(2)) - int(found.group(1)) if found else None


def _dated(contents: Contents) -> list[Any]:
    """The phases that have both days, in their order."""
    phases = [phase for phase in contents.phases if phase.starts_on and phase.ends_on]
    return sorted(phases, key=lambda phase: (phase.starts_on, phase.ends_on))


def _texts(item: PlanItem) -> list[str]:
    names = ("text", "theme", "name", "criteria", "subject", "event", "date_range", "value")
    texts = [str(getattr(item, name)) for name in names if getattr(item, name, "")]
    is_unread = (isinstance(item, Phase) and not item.is_dated) or not getattr(item, "is_dated", True)
    return [*texts, item.quote] if is_unread else texts


def _exists(day: int, month: int, year: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
