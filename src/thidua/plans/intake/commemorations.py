"""Anniversaries: "kỷ niệm 91 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2021)", with or without the dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import LIKELY, Commemoration
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline, Para

_PART = r"(?:(?P<{0}d>\d{{1,2}})\s*[/.-]\s*)?(?:(?P<{0}m>\d{{1,2}})\s*[/.-]\s*)?(?P<{0}y>\d{{4}})"
_RANGE = re.compile(rf"(?P<range>(?<!\d){_PART.format('a')}\s*[-–]\s*{_PART.format('b')}(?!\d))")
_COUNTED = re.compile(
    r"(?:[Kk][ỷỉ] niệm\s+(?:lần thứ\s+)?)?(?<!\d)(?P<years>\d{1,4})(?:\s+năm\b|\s+(?=[Nn]gày|[Tt]hành lập))"
)
_EVENT = re.compile(
    r"(?P<event>(?:(?:[Kk]ỷ|[Kk]ỉ) niệm\s+(?:lần thứ\s+)?)?(?P<years>\d{1,4})(?:th|st|nd)?\s+[Nn]ăm,?\s+"
    r"(?=[Nn]gày|[Tt]hành|[Cc]ách|[Gg]iải|[Ss]inh|[Cc]ông đoàn|[Tt]ruyền|[Cc]hiến|[Qq]uốc|[Tt]hống|[Tt]oàn|[Kk]hởi"
    r"|[Pp]hong trào|[Bb]ác|[Cc]hủ tịch|[Tt]ái lập|[Hh]ội|[Đđ]ảng"
    r"|[Đđ]oàn|[Nn]hà giáo|[Tt]ổng tuyển cử|[Tt]hực hiện|[Xx]ây dựng|[Nn]am|[Đđ]iện Biên|[Mm]ặt trận)[^.;:()“”]{3,170})"
)
_NAMED = re.compile(r"[Kk][ỷỉ] niệm\s")
_STOP = re.compile(
    r"\s*(?:,\s*(?:chào mừng|kỷ niệm|hướng tới|phấn đấu|lập thành tích|\d{1,3} năm|thi đua|góp phần|tiến tới"
    r"|đẩy mạnh|gắn)|,?\s*(?:sẽ|và|của huyện|với các)\s+(?:có|\d{1,3} năm|triển khai|kỷ niệm|chào mừng|các|lập)"
    r"|\s-\s|,\s*(?=\d)).*$"
)
_TERM = re.compile(r"giai doan|nhiem ky|nam hoc|khoa|ke hoach \d+ nam")


def commemorations(outline: Outline) -> tuple[Commemoration, ...]:
    """Each anniversary once; one with its dates stands before the same without."""
    dated: list[Commemoration] = []
    bare: list[Commemoration] = []
    for para in outline.paras[outline.title[0] : outline.tail]:
        ranges = list(_ranges(para))
        dated += ranges
        bare += _without_dates(para, [found.span for found in ranges])
    out: list[Commemoration] = []
    for found in [*dated, *bare]:
        if not any(_same(found, kept) for kept in out):
            out.append(found)
    return tuple(sorted(out, key=lambda found: found.span))


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
    for match in _EVENT.finditer(para.text):
        if any(low <= para.start + match.start() < high for low, high in taken):
            continue
        event = _STOP.sub("", match["event"]).strip(" ,")
        event = re.split(r",\s|\s+(?=và \d{1,3} năm)", event)[0] if len(event) > 60 else event
        years = int(match["years"])
        is_told = "niệm" in match["event"] or re.search(
            r"(?:chào mừng|kỷ niệm|kỉ niệm|mừng|,|và|;)\s*$", para.text[: match.start()]
        )
        if (
            years < 2
            or not is_told
            or re.search(r"(?:trong|qua|sau|hơn|gần|kế hoạch|giai đoạn)\s*$", para.text[: match.start()])
        ):
            continue
        yield Commemoration(
            event=event,
            years=years,
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
        set(re.findall(r"\w+", folded(find.event))) - {"ky", "niem", "nam", "ngay"} for find in (one, other)
    )
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))
