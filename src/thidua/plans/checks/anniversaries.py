"""Counts of years: "130 năm … 19/5/1980 – 19/5/2020" against its range and against the founding days of the register,
with a printed range or without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.norms.queries import Founding, foundings_of
from thidua.plans.checks.finding import Edit, Finding, Mend, called, texts_of
from thidua.plans.choices import HeadName
from thidua.plans.models import Commemoration, HeadField, PlanItem
from thidua.plans.queries.contents import Contents

_YEARS = re.compile(r"(?<![\d/.])(\d{2,3})\s+năm\s+([^,;.()\n]{5,110})")
_END = r"(?:(?P<{0}d>\d{{1,2}})\s*[/.-]\s*(?P<{0}m>\d{{1,2}})\s*[/.-]\s*)?(?P<{0}y>\d{{4}})"
_RANGE = re.compile(rf"[\s(,:–-]*(?:ngày\s+)?{_END.format('a')}\s*[-–—]+\s*(?:ngày\s+)?{_END.format('b')}(?!\d)")
_ONE_DAY = re.compile(r"[\s(,:–-]*(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(\d{4})(?!\d)")
_DAY_INSIDE = re.compile(r"\s(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_NEAR = 7
"""Words from "năm" on within which the event is named."""
ARITHMETIC = "Số năm bằng năm kết thúc trừ năm bắt đầu của khoảng thời gian đã ghi."


@dataclass(frozen=True)
class Range:
    """A printed range: its years, day and month of its begin (None where only years stand), and where the first year
    stands in its text."""

    first: int
    last: int
    day: tuple[int, int] | None
    text: str
    year_at: tuple[int, int]


@dataclass(frozen=True)
class Count:
    """One "n năm …": the item, what is counted, and where n and the range stand: (field, start, end)."""

    item: PlanItem
    years: int
    words: str
    range: Range | None
    year: int
    number_at: tuple[str, int, int] | None
    range_at: tuple[str, int, int] | None

    def edits(self, founding: Founding) -> list[tuple[str, int, int, str]]:
        """(field, start, end, new words) so that the count and the range's first year are right."""
        out = []
        if self.number_at and self.years != founding.years_on(self.year):
            out.append((*self.number_at, str(founding.years_on(self.year))))
        if self.range_at and self.range and self.range.first != founding.day.year:
            out.append((*self.range_at, str(founding.day.year)))
        return out


def years_add_up(contents: Contents) -> Iterator[Finding]:
    """A printed count of years agrees with the printed range, and with the year of the event itself."""
    counts = [count for item in contents.items for count in _counts(item, contents.plan.year)]
    foundings = foundings_of([f"năm {count.words}" for count in counts], within=_NEAR)
    known: dict[tuple[Founding, int, int], list[Count]] = defaultdict(list)
    unknown: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count, named in zip(counts, foundings, strict=True):
        if named and _is_meant(count, named):
            if _is_wrong(count, named):
                known[named, count.years, count.year].append(count)
        elif count.range and count.range.last - count.range.first != count.years:
            unknown[search_text(count.words)[:20], count.years].append(count)
    for (founding, _, _), places in known.items():
        yield _against_the_register(places, founding)
    for places in unknown.values():
        if found := places[0].range:
            yield _against_the_range(places, found)


def _is_meant(count: Count, founding: Founding) -> bool:
    """Whether the event of the register is the one that is counted: a printed range with another day is another's."""
    found = count.range
    if founding.years_on(count.year) < 1:
        return False
    if found is None:
        return True
    if found.day is not None:
        return found.day == (founding.day.day, founding.day.month)
    is_sound = found.last - found.first == count.years
    return not is_sound or found.first == founding.day.year


def _is_wrong(count: Count, founding: Founding) -> bool:
    is_right_range = count.range is None or count.range.first == founding.day.year
    return count.years != founding.years_on(count.year) or not is_right_range


def _against_the_register(counts: list[Count], founding: Founding) -> Finding:
    """One finding for the same words wherever they stand, and one mend for all these places."""
    count = counts[0]
    right = founding.years_on(count.year)
    event = f"{founding.name} là {format_date(founding.day)}"
    if count.years == right:
        text = f"{_said(counts)}: {event}."
    else:
        text = f"{_said(counts)}, nhưng {event}, đến năm {count.year} là {right} năm."
    wrong = next((one.range for one in counts if one.range and one.range.first != founding.day.year), None)
    if wrong:
        text += f" Khoảng thời gian “{wrong.text}” phải bắt đầu từ năm {founding.day.year}."
    return Finding(
        "years_do_not_add_up",
        text,
        "Hãy sửa số năm hoặc khoảng thời gian.",
        count.item.anchor,
        why=f"Theo sổ ngày kỷ niệm của phần mềm (nguồn: {founding.source or 'chưa ghi'}).",
        mends=(_mend(counts, founding, bool(wrong)),),
    )


def _against_the_range(counts: list[Count], found: Range) -> Finding:
    """The event is in no register: count and range differ, and only a person knows which is right."""
    return Finding(
        "years_do_not_add_up",
        f"{_said(counts)}, nhưng khoảng thời gian đã ghi ({found.text}) là {found.last - found.first} năm.",
        "Hãy sửa số năm hoặc khoảng thời gian.",
        counts[0].item.anchor,
        why=ARITHMETIC,
    )


def _said(counts: list[Count]) -> str:
    """Where it stands and what it says: "Đợt thi đua “Đợt 2” và 1 chỗ khác: “68 năm Cách mạng Tháng 8”"."""
    items = list({count.item.anchor: count.item for count in counts}.values())
    more = f" và {len(items) - 1} chỗ khác" if len(items) > 1 else ""
    return f"{called(items[0])}{more}: “{counts[0].years} năm {' '.join(counts[0].words.split())[:90].strip()}”"


def _mend(counts: list[Count], founding: Founding, is_range_wrong: bool) -> Mend:
    right = founding.years_on(counts[0].year)
    changes: dict[str, tuple[PlanItem, list[tuple[str, int, int, str]], bool]] = {}
    for count in counts:
        item, spans, _ = changes.get(count.item.anchor, (count.item, [], False))
        changes[item.anchor] = (item, spans + count.edits(founding), count.years != right)
    edits = tuple(
        Edit(item, _fields(item, spans, right if is_off else None)) for item, spans, is_off in changes.values()
    )
    parts = [f"Đổi thành {right} năm"] if counts[0].years != right else []
    if is_range_wrong:
        parts.append(f"{'lấy' if parts else 'Lấy'} năm đầu là {founding.day.year}")
    return Mend(", ".join(parts), edits)


def _fields(item: PlanItem, spans: list[tuple[str, int, int, str]], years: int | None) -> dict[str, Any]:
    """The changed sentences of an item, the later spans first so that the earlier ones keep their places."""
    fields: dict[str, Any] = {}
    for name, start, end, new in sorted(spans, key=lambda span: -span[1]):
        text = fields.get(name, _sentence(item, name))
        fields[name] = text[:start] + new + text[end:]
    if isinstance(item, Commemoration) and item.years and years is not None:
        fields["years"] = years
    return fields


def _sentence(item: PlanItem, name: str) -> str:
    return str(getattr(item.plan if isinstance(item, HeadField) else item, name))


def _counts(item: PlanItem, year: int) -> Iterator[Count]:
    """Every "n năm …" of an item, with the range printed beside it."""
    if isinstance(item, Commemoration):
        yield from _of_commemoration(item, year)
        return
    if isinstance(item, HeadField):
        held = {HeadName.TITLE: "title", HeadName.THEME: "theme"}.get(HeadName(item.name))
        texts = [(held, str(getattr(item.plan, held)))] if held else []
    else:
        texts = texts_of(item)
    for name, text in texts:
        for found in _YEARS.finditer(text):
            yield _count(item, name, text, found, year)


def _count(item: PlanItem, name: str, text: str, found: re.Match[str], year: int) -> Count:
    after = found.end(2)
    inside = _DAY_INSIDE.search(text, found.start(2), after)
    if inside:
        after = inside.start()
    printed = _range(text, after)
    day = _ONE_DAY.match(text, after)
    return Count(
        item,
        int(found.group(1)),
        text[found.start(2) : after],
        printed,
        printed.last if printed else int(day.group(1)) if day else year,
        (name, *found.span(1)),
        (name, *printed.year_at) if printed else None,
    )


def _of_commemoration(item: Commemoration, year: int) -> Iterator[Count]:
    """The item's own count and range; where they stand only in its words, those."""
    found = _YEARS.search(item.event)
    held = _count(item, "event", item.event, found, year) if found else None
    years = item.years or (held.years if held else None)
    if not years:
        return
    printed = _range(item.date_range, 0)
    celebrated = item.celebrated_on.year if item.celebrated_on else year
    if printed is None and held is not None:
        on = held.year if held.range else celebrated
        yield Count(item, years, held.words, held.range, on, held.number_at, held.range_at)
        return
    yield Count(
        item,
        years,
        held.words if held else item.event,
        printed,
        printed.last if printed else celebrated,
        held.number_at if held else None,
        ("date_range", *printed.year_at) if printed else None,
    )


def _range(text: str, at: int) -> Range | None:
    found = _RANGE.match(text, at)
    if found is None:
        return None
    first, last = int(found["ay"]), int(found["by"])
    day = (int(found["ad"]), int(found["am"])) if found["ad"] and found["am"] else None
    return Range(first, last, day, found.group().strip(" (,:"), found.span("ay"))
