"""Phases told by name alone: "Học kỳ I: …", "Giai đoạn 1 với chủ đề …", or "Thời gian: trong năm học"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import LIKELY, Phase
from thidua.plans.intake.outline import AWARDS, CLOSING, DUTIES, PHASES, SITUATION, Outline, Para

_NAMED = re.compile(
    r"(?:^\W*|[:;.,]\s+[-+]?\s*|\s(?:và|còn)\s)"
    r"(?P<name>(?P<kind>Đợt(?: thi đua)?|Giai đoạn|Chặng|Học k[ỳì]|Kỳ)\s+(?:thứ\s+)?"
    r"(?:\d|[IVX]{1,3}|nhất|một|hai|ba))(?=\s*(?::|\.\s|$)|\s+(?:với|có) chủ đề|\s+(?:sẽ|tổ chức|diễn ra|bắt đầu)\b)"
)
_PAPERWORK = re.compile(r"hồ sơ|nộp|báo cáo|bình xét|xét (?:tặng|khen|công nhận)|kiểm tra|\d%")
_WHOLE = re.compile(
    r"\W*(?:Thời gian[^:]{0,30}:\s*)?(?:Trong|Cả|Suốt)\s+(?:suốt\s+|cả\s+)?năm(?: học)?(?:\s[\d\s–-]+)?\W*"
)
_WHY = "Chỉ ghi tên, không ghi ngày. Hãy chọn ngày."


def bare_phases(outline: Outline) -> tuple[Phase, ...]:
    """Phases without any date, for a plan in which none with a date was found. A single name is none: it needs a
    second of its kind."""
    named = list(_named(outline))
    for kind in dict.fromkeys(kind for kind, _ in named):
        if len(alike := [phase for other, phase in named if other == kind]) > 1:
            return tuple(alike)
    return tuple(
        _phase("Cả đợt", para.words.strip(), para.body, para.end)
        for para in outline.sections()
        if para.kind == PHASES and not para.is_heading and _WHOLE.fullmatch(para.words)
    )[:1]


def _named(outline: Outline) -> Iterator[tuple[str, Phase]]:
    seen: set[str] = set()
    for para in outline.sections():
        if para.kind in (AWARDS, CLOSING, DUTIES, SITUATION) or _PAPERWORK.search(_head(para)):
            continue
        for match in _NAMED.finditer(para.text):
            if match["name"] not in seen:
                seen.add(match["name"])
                at = (para.start + match.start("name"), para.start + match.end("name"))
                yield match["kind"], _phase(match["name"], match["name"], *at)


def _head(para: Para) -> str:
    return para.text[:200] if _NAMED.match(para.text) else ""


def _phase(name: str, raw: str, start: int, end: int) -> Phase:
    return Phase(name=name, start=None, end=None, theme=None, raw=raw, span=(start, end), confidence=LIKELY, why=_WHY)
