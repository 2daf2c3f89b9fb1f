"""Anniversaries: "kỷ niệm 91 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2021)", with or without the dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.plans.intake.draft import LIKELY, Commemoration
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline, Para

_PART = r"(?:(?P<{0}d>\d{{1,2}})\s*[/.-]\s*)?(?:(?P<{0}m>\d{{1,2}})\s*[/.-]\s*)?(?P<{0}y>\d{{4}})"
_RANGE = re.compile(rf"(?P<range>(?<!\d){_PART.format('a')}\s*[-–]\s*{_PART.format('b')}(?!\d))")
_COUNTED = re.compile(
    r"(?:[Kk][ỷỉ] niệm\s+(?:lần thứ\s+)?)?(?<!\d)(?P<years>\d{1,4})(?:\s+năm\b|\s+(?=Ngày|[Tt]hành lập))"
)
_EVENT_WORDS = re.compile(
    r"(?:[Nn]gày|[Tt]hành|[Cc]ách|[Gg]iải|[Ss]inh|[Cc]ông đoàn|[Tt]ruyền|[Cc]hiến|[Qq]uốc|[Tt]hống|[Tt]oàn|[Kk]hởi"
    r"|[Pp]hong trào|[Bb]ác|[Cc]hủ tịch|[Tt]ái lập|[Hh]ội|[Đđ]ảng|[Đđ]oàn|[Nn]hà giáo|[Tt]ổng tuyển cử"
    r"|[Đđ]iện Biên|[Mm]ặt trận"
    r"|[Nn]am kỳ|[Tt]ổng|[Cc]hính|[Ll]ực)"
)
_NAMED = re.compile(r"[Kk][ỷỉ] niệm\s")
_STOP = re.compile(
    r"[.;:()“”]|\s-\s|\s–\s|,?\s+(?:và\s+)?(?:chào mừng|kỷ niệm|kỉ niệm|hướng tới|phấn đấu|lập thành tích|góp phần"
    r"|tiến tới|gắn với|thi đua"
    r"|sẽ có|triển khai|đề nghị|với các|và các|và triển khai|của huyện)\b|,\s+(?=\d|sẽ)|\s\d{1,2}/\d{1,2}/"
)
_TERM = re.compile(r"giai doan|nhiem ky|nam hoc|khoa|ke hoach \d+ nam|(?<!niem )\b(?:0?5|10) nam\W*$")


_TOLD = re.compile(r"(?:chào mừng|kỷ niệm|kỉ niệm|mừng|,|và|;|:)\s*$")


def commemorations(outline: Outline) -> tuple[Commemoration, ...]:
    """Each anniversary once; one with its dates stands before the same without."""
    dated: list[Commemoration] = []
    bare: list[Commemoration] = []
    for para in (*_title(outline), *outline.paras[outline.title[1] : outline.tail]):
        ranges = list(_ranges(para))
        dated += ranges
        bare += _without_dates(para, [found.span for found in ranges])
    out: list[Commemoration] = []
    for found in [*dated, *bare]:
        if not any(_same(found, kept) for kept in out):
            out.append(found)
    return tuple(sorted(out, key=lambda found: found.span))


def _title(outline: Outline) -> tuple[Para, ...]:
    """The lines of the title as one: the count may stand on one line and its dates on the next."""
    lines = outline.paras[slice(*outline.title)]
    if not lines:
        return ()
    start, end = lines[0].start, lines[-1].end
    return (replace(lines[0], end=end, text=outline.text[start:end].replace("\n", " ")),)


def _ranges(para: Para) -> Iterator[Commemoration]:
    low = 0
    for match in _RANGE.finditer(para.text):
        years = _years_apart(match)
        before = para.text[low : match.start()].rstrip(" (")
        low += max(before.rfind("; "), before.rfind(". "), before.rfind("("), before.rfind(")"), -1) + 1
        segment = para.text[low : match.start()].rstrip(' (,”"')
        start = _event_start(segment, years) if years and not _TERM.search(folded(segment[-25:])) else None
        if start is not None:
            counted = _COUNTED.match(segment, start)
            yield Commemoration(
                event=segment[start:],
                years=int(counted["years"]) if counted else years,
                date_range=match["range"].strip(),
                span=(para.start + low + start, para.start + match.end()),
            )
        low = match.end()


def _event_start(segment: str, years: int) -> int | None:
    """Where the event's words begin: at the count that fits the dates, else at the last count, else at "kỷ niệm"."""
    counts = list(_COUNTED.finditer(segment))
    fitting = [match for match in counts if int(match["years"]) == years]
    if fitting or counts:
        return (fitting[0] if fitting else counts[-1]).start()
    named = list(_NAMED.finditer(segment))
    return named[-1].start() if named else None


def _years_apart(match: re.Match[str]) -> int:
    """Whole years between two dates of the same day; 0 where the days differ."""
    same_day = all(int(match[f"a{part}"] or 0) == int(match[f"b{part}"] or 0) for part in "dm")
    return max(int(match["by"]) - int(match["ay"]), 0) if same_day else 0


def _without_dates(para: Para, taken: list[tuple[int, int]]) -> Iterator[Commemoration]:
    text = para.text
    counts = list(_COUNTED.finditer(text))
    for match, following in zip(counts, [*counts[1:], None], strict=False):
        words = len(text[match.end() :]) - len(text[match.end() :].lstrip(" ,"))
        at = match.end() + words
        if any(low <= para.start + match.start() < high for low, high in taken) or not _EVENT_WORDS.match(text, at):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if int(match["years"]) < 2 or not ("niệm" in match[0] or _TOLD.search(before)):
            continue
        stop = _STOP.search(text, at)
        end = min(
            len(text), at + 160, stop.start() if stop else len(text), following.start() if following else len(text)
        )
        event = re.sub(r"[\s,]+(?:và|cùng)?\s*$", "", text[match.start() : end])
        yield Commemoration(
            event=event,
            years=int(match["years"]),
            date_range=None,
            span=(para.start + match.start(), para.start + match.start() + len(event)),
            confidence=LIKELY,
        )


def _same(one: Commemoration, other: Commemoration) -> bool:
    if one.years != other.years:
        return False
    if one.date_range and other.date_range:
        return re.sub(r"\s", "", one.date_range) == re.sub(r"\s", "", other.date_range)
    mine, theirs = (
        set(re.findall(r"\w+", folded(find.event))) - {"ky", "niem", "nam", "ngay", "thanh", "lap", "va"}
        for find in (one, other)
    )
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))
