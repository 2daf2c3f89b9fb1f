"""Named phases that tell less than two days: "Đợt 1: đến hết ngày 27/02/2024", "Đợt 2: tháng 10 năm 2023", "Giai đoạn 1
(2021 - 2023)"."""

from __future__ import annotations

import re

from thidua.plans.intake.dates import DateFind, dates_in, lent, with_year
from thidua.plans.intake.draft import DOUBTFUL, LIKELY, Phase
from thidua.plans.intake.outline import AWARDS, CLOSING, DUTIES, PHASES, SITUATION, Para
from thidua.plans.intake.quarters import stretch

_LEAD = r"[\s:.,(–-]*(?:[Tt]hời gian[^:;.]{0,30}:\s*)?"
_UNTIL = re.compile(rf"{_LEAD}(?:[Tt]ừ nay\s+)?(?:cho\s+)?(?:[Đđ]ến|[Tt]ới)\s+(?:hết\s+)?(?:ngày\s+)?(?=[\dt])")
_SINCE = re.compile(rf"{_LEAD}(?:[Tt]ừ|[Kk]ể từ|[Bb]ắt đầu từ)\s+(?:ngày\s+)?(?=[\dt])")
# "27/3/2021 đến kết thúc năm học": no word before the day, words behind it.
_UNTIL_WORDS = re.compile(rf"{_LEAD}(?:[Tt]ừ\s+)?(?:ngày\s+)?(?=\d)")
_WORDS_END = re.compile(r"\s*(?:đến|tới|-|–)\s*(?:khi|hết|kết thúc|cuối|lúc)\b")
_MONTH = re.compile(rf"{_LEAD}(?:[Tt]rong\s+|[Dd]iễn ra\s+)?(?:(?:các|cả)\s+)?(?=[Tt]háng\s*\d)")
_MONTHS = re.compile(
    r"[Tt]háng\s*(?P<first>\d{1,2})(?:\s*,\s*(?:tháng\s*)?\d{1,2})*\s*(?:,|và|-|–)\s*(?:tháng\s*)?(?P<last>\d{1,2})"
    r"(?:\s*(?:/|-|\.|,?\s*năm)\s*(?P<year>20\d{2}))?(?![\d/])"
)
_YEARS = re.compile(
    rf"{_LEAD}(?:[Tt]ừ\s+)?(?:[Nn]ăm\s+)?(?P<first>20\d{{2}})\s*(?:[-–]|đến)\s*(?:hết\s+)?(?:năm\s+)?(?P<last>20\d{{2}})"
    r"(?=\s*(?:[):;.,–-]|$))"
)
_STOPS = re.compile(r"\s*(?:[):;.,|–-]|$|với\b|chào mừng\b|thi đua\b|nhằm\b|tập trung\b|là đợt\b)")
_WORK = re.compile(r"sơ kết|tổng kết|báo cáo|đánh giá|nộp|gửi|kiểm tra", re.IGNORECASE)
_BEGINS = re.compile(r"\W*(?:[Tt]hời (?:gian|điểm)\s+)?[Bb]ắt đầu\s*(?:từ\s*)?:?\s*(?:từ\s*)?(?:[Nn]gày\s*)?(?=[\dt])")
_BEGUN = re.compile(
    r"(?:[Pp]hát động|[Bb]ắt đầu|[Tt]hực hiện|[Tt]riển khai)(?:\s+(?:kể\s+)?từ)\s+(?:ngày\s+)?(?=[\dt])"
)
_ENDS = re.compile(r"\W*(?:[Tt]hời (?:gian|điểm)\s+)?[Kk]ết thúc\s*(?:vào\s*)?:?\s*(?:[Nn]gày\s*)?(?=[\dt])")
_WHY = "Chỉ ghi một phần thời gian. Hãy kiểm tra ngày bắt đầu và ngày kết thúc."


def half_phase(para: Para, label: re.Match[str], year: int | None, lend: dict[int, int]) -> Phase | None:
    """The phase that a label at the beginning of its paragraph or cell tells with one date, a month or years."""
    before = para.text[: label.start()]
    is_first = label.start() <= para.body - para.start or before.endswith((". ", "; ", ": ", "| "))
    if para.kind in (AWARDS, CLOSING, DUTIES, SITUATION) or not is_first:
        return None
    found = _told(para.text, label.end(), year, lend)
    if found is None:
        return None
    start, end, stop = found
    name = re.sub(r"\s+", " ", label["name"])
    return Phase(
        name=name[0].upper() + name[1:],
        start=start,
        end=end,
        theme=None,
        raw=para.text[label.end() : stop].strip(" :(–-"),
        span=(para.start + label.start(), para.start + stop),
        confidence=LIKELY if start and end else DOUBTFUL,
        why=_WHY,
    )


def _told(text: str, at: int, year: int | None, lend: dict[int, int]) -> tuple[str | None, str | None, int] | None:
    """(start, end, where it stops) of what stands behind a label."""
    if told := stretch(text, at, year):
        return told
    if years := _YEARS.match(text, at):
        return (years["first"], years["last"], years.end()) if years["first"] <= years["last"] else None
    if lead := _UNTIL_WORDS.match(text, at):
        find = next(dates_in(text, lead.end(), lead.end() + 20), None)
        if find and find.span[0] == lead.end() and find.day and _WORDS_END.match(text, find.span[1]):
            iso = with_year(lent(find, lend), year).iso
            return (iso, None, find.span[1]) if iso else None
    for pattern, side in ((_UNTIL, "end"), (_SINCE, "start"), (_MONTH, "both")):
        if not (lead := pattern.match(text, at)):
            continue
        if side == "both" and _WORK.search(text[at : at + 60]):
            return None
        if side == "both" and (months := _MONTHS.match(text, lead.end())):
            return _months(months, year, lend)
        find = next(dates_in(text, lead.end(), lead.end() + 40), None)
        if find is None or find.span[0] > lead.end() + 1 or not _STOPS.match(text, find.span[1]):
            continue
        iso = with_year(lent(find, lend), year).iso
        if iso and (side != "both" or find.month):
            return None if side == "end" else iso, None if side == "start" else iso, find.span[1]
    return None


def _months(match: re.Match[str], year: int | None, lend: dict[int, int]) -> tuple[str, str, int] | None:
    """ "tháng 9, 10, 11/2022"."""
    first, last = int(match["first"]), int(match["last"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    told = int(match["year"]) if match["year"] else None
    ends = with_year(lent(DateFind((0, 0), None, last, told), lend), year)
    begins = DateFind((0, 0), None, first, ends.year and ends.year - (first > last))
    return (begins.iso, ends.iso, match.end()) if begins.iso and ends.iso else None


def begun_and_ended(para: Para, following: Para | None, year: int | None, lend: dict[int, int]) -> Phase | None:
    """A phase whose first and last day stand in two items: "Thời gian bắt đầu: …", "Thời gian kết thúc: …"."""
    if following is None:
        return None
    start, end = _dated(_BEGINS, para, year, lend), _dated(_ENDS, following, year, lend)
    if not (start and end):
        return None
    return Phase(
        name="Cả đợt",
        start=start,
        end=end,
        theme=None,
        raw=f"{para.words} {following.words}",
        span=(para.body, following.end),
        confidence=LIKELY,
        why=_WHY,
    )


def begun(paras: tuple[Para, ...], year: int | None, lend: dict[int, int]) -> tuple[Phase, ...]:
    """For a plan without any other phase, the day from which on it is carried out: "phát động từ 15/3/2021"."""
    for para in paras:
        lead = _BEGUN.search(para.text) if para.kind == PHASES else None
        find = next(dates_in(para.text, lead.end(), lead.end() + 40), None) if lead else None
        if lead and find and find.span[0] == lead.end() and (iso := with_year(lent(find, lend), year).iso):
            raw, at = para.text[lead.start() : find.span[1]], para.start + lead.start()
            span = (at, para.start + find.span[1])
            return (
                Phase(
                    name="Cả đợt", start=iso, end=None, theme=None, raw=raw, span=span, confidence=DOUBTFUL, why=_WHY
                ),
            )
    return ()


# "chia thành 2 giai đoạn: 2024 - 2025 và giai đoạn 2026 đến năm 2030".
_STAGES = re.compile(
    r"(?:chia|gồm|qua|theo)(?: (?:thành|làm|ra))? (?:0?[2-5]|hai|ba|bốn) (?:giai đoạn|đợt|chặng)[^.;]*"
)
_STAGE = re.compile(r"(?P<first>20\d{2})\s*(?:[-–]|đến)\s*(?:hết\s+)?(?:năm\s+)?(?P<last>20\d{2})(?!\d)")


def stages(paras: tuple[Para, ...]) -> tuple[Phase, ...]:
    """For a plan without any other phase, two stretches of years or more that a sentence divides it into."""
    for para in paras:
        if para.kind in (AWARDS, CLOSING, SITUATION) or not (told := _STAGES.search(para.text)):
            continue
        found = list(_STAGE.finditer(para.text, told.start(), told.end()))
        if len(found) > 1:
            return tuple(_stage(para, match, number) for number, match in enumerate(found, 1))
    return ()


def _stage(para: Para, match: re.Match[str], number: int) -> Phase:
    span = (para.start + match.start(), para.start + match.end())
    return Phase(
        name=f"Giai đoạn {number}",
        start=match["first"],
        end=match["last"],
        theme=None,
        raw=match[0],
        span=span,
        confidence=LIKELY,
        why=_WHY,
    )


def _dated(lead: re.Pattern[str], para: Para, year: int | None, lend: dict[int, int]) -> str | None:
    """The only date of a paragraph that begins with such words."""
    told = lead.match(para.words)
    found = list(dates_in(para.words, told.end())) if told else []
    return with_year(lent(found[0], lend), year).iso if len(found) == 1 else None
