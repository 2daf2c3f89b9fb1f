"""Accounts of a plan in the press: "Ngày 10/9/2021, UBND huyện ban hành Kế hoạch số 239/KH-UBND phát động …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.plans.intake.bases import NUMBER_OF_DOCUMENT
from thidua.plans.intake.dates import dates_in
from thidua.plans.intake.draft import LIKELY, Fact
from thidua.plans.intake.outline import Outline, Para

_WHY = "Theo bài viết về kế hoạch, không phải từ đầu văn bản."
_DATE = r"\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|tháng\s*\d{1,2}\s*năm\s*\d{4})"
_BODY = (
    r"(?:(?:Ban Thường vụ|Ban Chấp hành|BTV|BCH|Thường trực|Hội đồng|Ủy ban|Uỷ ban|UBND|Tổng Liên đoàn|Liên đoàn"
    r"|LĐLĐ|Công đoàn"
    r"|Sở|Phòng|Trường|Bộ|Hội|Cục|Đảng ủy|Huyện ủy|Tỉnh ủy)(?:\s+[^\s.;:,“”()]+){0,14}?)"
)
_ISSUED = re.compile(
    rf"(?:[Nn]gày\s+(?P<before>{_DATE})\s*,?\s*)?(?P<body>{_BODY})\s+(?:(?:vừa|đã|mới|có)\s+)*(?:ban hành|xây dựng)\s+"
    rf"(?P<kind>[Kk]ế hoạch|[Hh]ướng dẫn|[Cc]hương trình|[Cc]hỉ thị|[Vv]ăn bản"
    rf"|[Cc]ông văn)\s+số\s*:?\s*(?P<number>{NUMBER_OF_DOCUMENT})"
    rf"(?:\s*,?\s*ngày\s+(?P<after>{_DATE}))?"
)


@dataclass(frozen=True)
class Told:
    """What an account says of the plan's head; all None in a text that is the plan itself."""

    number: Fact | None = None
    date: Fact | None = None
    body: Fact | None = None
    kind: Fact | None = None


def told(outline: Outline) -> Told:
    """Number, date, body and kind told in the first sentences of a text that has no heading of its own."""
    if outline.type_at is not None:
        return Told()
    for para in outline.paras[:6]:
        if match := _ISSUED.search(para.text):
            number = re.sub(r"\s+", "", match["number"]).replace("–", "-").rstrip("-/.")
            return Told(
                number=_fact(para, match, "number", number),
                date=_date(para, match),
                body=_fact(para, match, "body", match["body"]),
                kind=_fact(para, match, "kind", match["kind"].capitalize()),
            )
    return Told()


def _date(para: Para, match: re.Match[str]) -> Fact | None:
    group = "before" if match["before"] else "after" if match["after"] else ""
    found = next(dates_in(match[group]), None) if group else None
    return _fact(para, match, group, found.iso) if found and found.iso else None


def _fact(para: Para, match: re.Match[str], group: str, value: str) -> Fact:
    span = (para.start + match.start(group), para.start + match.end(group))
    return Fact(value=value, span=span, confidence=LIKELY, why=_WHY)
