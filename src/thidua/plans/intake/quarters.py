"""Phases told by quarters and halves of a year, as their months: "Đợt 1: Quý I/2024", "6 tháng đầu năm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import LIKELY, Phase
from thidua.plans.intake.outline import PHASES, Para

_NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHICH = r"(?:IV|I{1,3}|[1-4])(?![^\W\d_]|\d)"
_OF_YEAR = r"(?:\s*(?:/|-|,?\s*năm(?: học)?)?\s*(?P<year{0}>20\d{{2}})(?!\d))?"
_QUARTERS = re.compile(
    rf"[Qq]u[ýí]\s*(?P<first>{_WHICH}){_OF_YEAR.format(1)}"
    rf"(?:(?:\s*,\s*(?:quý\s*)?{_WHICH})*\s*(?:,|và|-|–|đến(?: hết)?|tới)\s*(?:quý\s*)?"
    rf"(?P<last>{_WHICH}){_OF_YEAR.format(2)})?"
)
_HALF = re.compile(
    r"(?:(?P<count>0?[369])|(?P<word>sáu|ba|chín)) tháng (?P<part>đầu|cuối)(?: của)? năm" + _OF_YEAR.format(1)
)
_LEAD = re.compile(r"[\s:.,(–-]*(?:[Tt]hi đua\s+|[Tt]hực hiện\s+)?(?:[Tt]rong\s+|[Tt]ừ\s+|[Tt]hời gian:?\s*)?")
_STOPS = re.compile(r"\s*(?:[):;.,|–-]|$|với\b|chào mừng\b|thi đua\b|nhằm\b|tập trung\b|là\b|lập thành tích\b)")
_ITEM = re.compile(r"\W*(?=(?:[Qq]u[ýí]|0?[369] tháng|[Ss]áu tháng)\s)")
_WORK = re.compile(
    r"\s*[:(,–-]*\s*(?:[Tt]iến hành |[Tt]ổ chức )?(?:sơ kết|tổng kết|báo cáo|đánh giá|nộp|gửi|kiểm tra)", re.I
)
_WHY = "Thời gian ghi theo quý hoặc nửa năm. Hãy kiểm tra ngày bắt đầu và ngày kết thúc."

_MANY = 2

Stretch = tuple[str, str, int]


def stretch(text: str, at: int, year: int | None) -> Stretch | None:
    """(first month, last month, where it stops) of the quarters or the part of a year told from ``at`` on."""
    lead = _LEAD.match(text, at)
    place = lead.end() if lead else at
    found = _quarters(text, place, year) or _half(text, place, year)
    return found if found and _STOPS.match(text, found[2]) and not _WORK.match(text, found[2]) else None


def _quarters(text: str, at: int, year: int | None) -> Stretch | None:
    match = _QUARTERS.match(text, at)
    if match is None:
        return None
    first, last = _NUMBERS[match["first"]], _NUMBERS[match["last"] or match["first"]]
    ends = int(match["year2"] or match["year1"] or year or 0)
    begins = int(match["year1"] or 0) or ends - (first > last)
    if not ends or (begins, first) > (ends, last):
        return None
    return f"{begins}-{3 * first - 2:02d}", f"{ends}-{3 * last:02d}", match.end()


def _half(text: str, at: int, year: int | None) -> Stretch | None:
    match = _HALF.match(text, at)
    told = int(match["year1"] or year or 0) if match else 0
    if match is None or not told:
        return None
    count = int(match["count"] or {"ba": 3, "sáu": 6, "chín": 9}[match["word"]])
    first, last = (1, count) if match["part"] == "đầu" else (13 - count, 12)
    return f"{told}-{first:02d}", f"{told}-{last:02d}", match.end()


def quarter_items(paras: tuple[Para, ...], year: int | None) -> tuple[Phase, ...]:
    """For a plan without any other phase, the items of its section of time that begin with a quarter or a half: two or
    more of them, or the only stretch of that section."""
    found = tuple(_items(paras, year))
    others = sum(para.kind == PHASES and not para.is_heading for para in paras) - len(found)
    return found if len(found) > 1 or others < _MANY else ()


def _items(paras: tuple[Para, ...], year: int | None) -> Iterator[Phase]:
    for para in paras:
        if para.kind != PHASES or not (told := _told(para, year)):
            continue
        start, end, stop = told
        name = para.text[para.body - para.start : stop].strip(" :.,;()")
        yield Phase(
            name=name[:60],
            start=start,
            end=end,
            theme=None,
            raw=name,
            span=(para.body, para.start + stop),
            confidence=LIKELY,
            why=_WHY,
        )


def _told(para: Para, year: int | None) -> Stretch | None:
    at = para.body - para.start
    if lead := re.match(r"[Tt]hời gian[^:;.\d]{0,40}:", para.words):
        at += lead.end()
    elif not _ITEM.match(para.words):
        return None
    return stretch(para.text, at, year)
