"""What is told of a plan's head outside its heading: by the press ("Ngày 10/9/2021, UBND huyện ban hành Kế hoạch số
239/KH-UBND …"), or in brackets under the title of a plan that a decision issued ("Kèm theo Quyết định số …")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from thidua.plans.intake.acting import BODY, NAME, without_name
from thidua.plans.intake.bases import NUMBER_OF_DOCUMENT
from thidua.plans.intake.dates import DateFind, dates_in
from thidua.plans.intake.draft import DOUBTFUL, LIKELY, SURE, Fact
from thidua.plans.intake.outline import Outline, Para

_WHY = "Theo bài viết về kế hoạch, không phải từ đầu văn bản."
_DATE = r"\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|tháng\s*\d{1,2}(?:\s*năm\s*\d{4})?|/\s*\d{1,2}(?![\d/]))"
_BODY = (
    r"(?:(?:Ban Thường vụ|Ban Chấp hành|BTV|BCH|Thường trực|Hội đồng|Ủy ban|Uỷ ban|UBND|Tổng Liên đoàn|Tổng LĐLĐ"
    r"|Liên đoàn|LĐLĐ|Công đoàn|CĐCS|Chủ tịch|Thủ tướng|Phó Thủ tướng|Trung tâm|Bệnh viện|Khối|Cụm"
    r"|Công an|Công ty|Tổng [Cc]ông ty|Tập đoàn|Tổng cục|Ngân hàng|Kho bạc|Đoàn"
    r"|(?:Tỉnh|Thành|Huyện|Quận) đoàn|Trung ương|Thành ủy|Quận ủy|Đại học|Học viện|Viện|Nhà máy|Bảo hiểm xã hội|Ban"
    r"|Thống đốc|Bộ trưởng|Sở|Phòng|Trường|Bộ|Hội|Cục|Đảng ủy|Huyện ủy|Tỉnh ủy)"
    r"(?:\s+(?:[^\s.;:,“”()]+(?:\.[^\s.;:,“”()]+)*|\([A-ZĐƯ]{2,12}\))){0,14}?)"
)
_KIND = r"(?P<kind>[Kk]ế hoạch|[Hh]ướng dẫn|[Cc]hương trình|[Cc]hỉ thị|[Vv]ăn bản|[Cc]ông văn|[Qq]uyết định)"
_WITH = r"(?:\s+(?:liên tịch|liên ngành|phối hợp))?"
_ISSUED = re.compile(
    rf"(?:[Nn]gày\s+(?P<before>{_DATE})\s*(?:vừa qua)?\s*,?\s*)?"
    rf"(?P<body>{_BODY})\s+(?:(?:vừa|đã|mới|có|ký)\s+)*(?:ban hành|xây dựng|ký|có)\s+"
    rf"{_KIND}{_WITH}\s+(?:(?:số\s*:?\s*(?=\d)|(?=\d+\s*/))(?P<number>{NUMBER_OF_DOCUMENT}|\d{{1,4}}(?=,?\s+ngày))"
    rf"(?:\s*,?\s*\(?ngày\s+(?P<after>{_DATE}))?"
    r"|(?=(?:[Tt]riển khai|[Tt]ổ chức|[Pp]hát động|[Hh]ưởng ứng|[Tt]hực hiện|[Vv]ề\b)))"
)
_ISSUED_WITH = re.compile(
    rf"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\s+{_KIND}\s+số\s*:?\s*(?P<number>{NUMBER_OF_DOCUMENT})"
    rf"\s*,?\s*ngày\s+(?P<after>{_DATE})(?:\s*của\s+(?P<body>[^()]{{3,90}}?))?\s*\)?\s*$"
)
# "Theo Kế hoạch 314/KH-UBND về …, UBND tỉnh yêu cầu …": told of by its number only.
_BY_NUMBER = re.compile(
    rf"(?:^|[-–.]\s)Theo\s+{_KIND}\s+(?:số\s*:?\s*)?(?P<number>{NUMBER_OF_DOCUMENT})(?:\s*,?\s*ngày\s+(?P<after>{_DATE}))?"
    r"\s+(?=về\s)(?P<body>(?!))?"
)
# "Theo kế hoạch số 215/KHLT-CĐ do Công đoàn Công ty ban hành ngày 28/9/2021, …".
_BY_ISSUER = re.compile(
    rf"(?:^|[-–.]\s)Theo\s+{_KIND}\s+(?:số\s*:?\s*)?(?P<number>{NUMBER_OF_DOCUMENT})\s+(?:do|của)\s+(?P<body>[^.;:,]{{3,90}}?)"
    rf"(?:\s+(?:ban hành|ký))?\s*,?\s*(?:vào\s+)?ngày\s+(?P<after>{_DATE})"
)
_SIGNS = r"\s+(?:(?:vừa|đã|mới|có|ký)\s+)*(?:ban hành|ký|phê duyệt|xây dựng)\b"
# "Kế hoạch thi đua chuyên đề … vừa được Ban Nội chính ban hành", "chương trình … do Phó Chủ tịch UBND … vừa ký".
_OFFICE = r"UBND(?:\s[^\s.;:,“”()]+(?:\.[^\s.;:,“”()]+)*){1,4}?"
_ISSUED_BY = re.compile(
    rf"{_KIND}(?P<about>\s(?:(?!\s(?:số|vừa|đã|mới|được|do)\s)[^.;:]){{5,200}}?)"
    rf"\s+(?:(?:vừa|đã|mới)\s+)*(?:được|do)\s+"
    rf"(?:(?:Phó\s)?[Cc]hủ tịch\s(?:thường trực\s)?(?P<office>{_OFFICE}){NAME}"
    rf"|{BODY}){_SIGNS}"
)
# "Theo hướng dẫn vừa ban hành của Công đoàn ngành, …".
_ISSUED_OF = re.compile(
    rf"\b[Tt]heo\s+{_KIND}\s+(?:vừa|mới|đã)?\s*(?:được\s+)?ban hành\s+của\s+(?P<body>[^.;:,“”()]{{3,90}})(?=,)"
)
# "… ban hành Kế hoạch số 12/KH-LĐLĐ ngày 5/1/2024 về phát động phong trào thi đua năm 2024, với 02 đợt cụ thể".
_ABOUT = re.compile(
    r"\s*,?\s*(?:gửi\s[^.;:,“”]{3,80},\s*)?(?:về\s+(?:việc\s+)?)?"
    r"(?P<about>(?:“[^“”]{3,200}”|(?!(?:,\s*| )(?:với|nhằm|trong đó|theo đó|gồm|yêu cầu|phấn đấu|cụ thể|đến)\s)"
    r"[^.;:“”]){12,300})"
)
_YEAR = re.compile(r"\bnăm (?P<y>20\d{2})\b|[-–]\s*\d{1,2}/\d{1,2}/(?P<z>20\d{2})")
_LATE_MONTH = 11
_FIRST_LINES = 300
_FIRST_PARAS = 8
_WEEKS_LATER = 28


@dataclass(frozen=True)
class Told:
    """What is told of the plan's head; all None where the text has a heading of its own."""

    number: Fact | None = None
    date: Fact | None = None
    body: Fact | None = None
    kind: Fact | None = None
    title: Fact | None = None


def told(outline: Outline, *, has_heading: bool) -> Told:
    """Number, date, body and kind told in the first sentences. ``has_heading``: the text has a number or a date line
    of its own, so that what it tells is told of other documents."""
    if has_heading:
        return Told()
    first = outline.title[0]
    for para in outline.paras[: max(first + 6, 6)]:
        if match := _ISSUED_WITH.match(para.text):
            return _with_reason(_told(outline, para, match), "Theo dòng “Kèm theo …” dưới tên kế hoạch.", SURE)
        match = _ISSUED.search(para.text)
        if match and (outline.type_at is None or match["before"]):
            return _told(outline, para, match)
    paras = outline.paras[: first + 4] if outline.type_at is None and not outline.has_sections else ()
    found = next(
        ((para, match) for para in paras if (match := _BY_ISSUER.search(para.text) or _BY_NUMBER.search(para.text))),
        None,
    )
    if found:
        return _told(outline, *found)
    return next(
        filter(None, map(_kind_and_body, outline.paras[:_FIRST_PARAS] if outline.type_at is None else ())), Told()
    )


def _kind_and_body(para: Para) -> Told | None:
    """Kind, subject and body of a plan that an account tells of without a number or a day."""
    if match := _ISSUED_BY.search(para.text):
        about = match["about"].strip()
        return Told(
            body=_fact(para, match, *(("body", match["body"]) if match["body"] else ("office", match["office"]))),
            kind=_fact(para, match, "kind", match["kind"].capitalize()),
            title=_fact(para, match, "about", about) if "thi đua" in about.lower() else None,
        )
    if match := _ISSUED_OF.search(para.text):
        return Told(
            body=_fact(para, match, "body", match["body"].strip()),
            kind=_fact(para, match, "kind", match["kind"].capitalize()),
        )
    return None


def _told(outline: Outline, para: Para, match: re.Match[str]) -> Told:
    number = re.sub(r"\s+", "", match["number"] or "").replace("–", "-").rstrip("-/.")
    return Told(
        number=_fact(para, match, "number", number) if number else None,
        date=_date(outline, para, match),
        body=_fact(para, match, "body", without_name(match["body"])) if match["body"] else None,
        kind=_fact(para, match, "kind", match["kind"].capitalize()),
        title=_title(para, match.end()),
    )


def _title(para: Para, at: int) -> Fact | None:
    """What the plan is about, told behind its kind, number and day."""
    match = _ABOUT.match(para.text, at)
    if match is None or "thi đua" not in match["about"].lower():
        return None
    value = match["about"].strip(" ,")
    start = para.start + match.start("about")
    return Fact(value=value, span=(start, start + len(value)), confidence=LIKELY, why=_WHY)


def _with_reason(found: Told, why: str, confidence: float) -> Told:
    return Told(
        **{
            name: replace(fact, why=why, confidence=confidence) if fact else None
            for name, fact in vars(found).items()
            if name != "kind"
        }
    )


def _date(outline: Outline, para: Para, match: re.Match[str]) -> Fact | None:
    named = match.groupdict()
    group = "before" if named.get("before") else "after" if named.get("after") else ""
    found = next(dates_in(match[group]), None) if group else None
    if found is None:
        return None
    if found.iso:
        return _fact(para, match, group, found.iso)
    # "Ngày 20/1, … ban hành Kế hoạch … năm 2024": late in a year the plan may be that of the next one.
    if posted := _posted(outline, found):
        return replace(_fact(para, match, group, posted), confidence=DOUBTFUL)
    year = _YEAR.search(para.text, match.end())
    if year is None or (found.month or 12) >= _LATE_MONTH:
        return None
    told_day = replace(found, year=int(year["y"] or year["z"]))
    return replace(_fact(para, match, group, told_day.iso), confidence=DOUBTFUL) if told_day.iso else None


def _posted(outline: Outline, told_day: DateFind) -> str | None:
    """The ISO day with the year of the first whole date above, the day the account appeared: at most weeks later."""
    for posted in dates_in(outline.text[:_FIRST_LINES]):
        if posted.year and posted.day and posted.iso and (iso := replace(told_day, year=posted.year).iso):
            if told_day.day is None:
                return None
            apart = (dt.date.fromisoformat(posted.iso) - dt.date.fromisoformat(iso)).days
            return iso if 0 <= apart <= _WEEKS_LATER else None
    return None


def _fact(para: Para, match: re.Match[str], group: str, value: str) -> Fact:
    span = (para.start + match.start(group), para.start + match.end(group))
    return Fact(value=value, span=span, confidence=LIKELY, why=_WHY)
