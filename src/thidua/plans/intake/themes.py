"""The theme of a whole plan."""

from __future__ import annotations

import re

from thidua.plans.intake.draft import DOUBTFUL, LIKELY, Fact
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import AWARDS, CLOSING, PHASES, SITUATION, TARGETS, Outline, Para

_THEME = re.compile(r"[Cc](?:hủ|HỦ) (?:đề|ĐỀ)(?P<of>[^“”.;]{0,60}?)\s*[:\-–]?\s*“(?P<theme>[^“”]{8,400})”")
_THEME_HEADING = re.compile(r"chu de(?: (?:thi dua|phong trao|dot|nam \d{4}))*\W*$")
_LED_TO_THEME = re.compile(r"\W*(?:Phong trào|Đợt)(?: thi đua)?(?: [^“”.;\d]{0,60})? (?:có|với|mang|lấy) $")
_UNQUOTED_THEME = re.compile(
    r"Chủ đề(?: (?:thi đua|phong trào(?: thi đua)?|đợt thi đua|của (?:phong trào|đợt)(?: thi đua)?|năm \d{4}))*"
    r"\s*(?::|là)\s*(?P<theme>[^“”:.]{12,300}?)\s*(?:\.(?=\s|$)|$)"
)
_WITH = re.compile(r"(?:[Vv]ới|[Mm]ang|[Cc]ó|[Ll]ấy|[Tt]heo)\s+$")
_PHASE = re.compile(
    r"(?:[Đđ]ợt|[Gg]iai đoạn|[Cc]hặng|[Hh]ọc kỳ|GĐ)\s+(?:thứ\s+)?(?:\d(?!\d)|[IVX]|nhất|hai|ba|một)[^.]*$"
)
# "Hội thi … với chủ đề “…”": no movement's.
_OTHER_EVENT = re.compile(
    r"(?:[Hh]ội (?:thi|thảo|diễn|trại|nghị)|[Cc]uộc thi|[Dd]iễn đàn|[Tt]riển lãm|[Tt]ọa đàm|[Tt]oạ đàm"
    r"|[Gg]ian hàng|[Tt]uần lễ|[Ll]iên hoan)[^.;:“”]{0,80}$"
)
_OF_MOVEMENT = re.compile(r"(?:[Pp]hong trào|[Đđ]ợt|[Pp]hát động)(?: thi đua)[^.;:“”]{0,120}\s(?:với|mang|có|lấy) $")
_CARRIES_OUT = re.compile(r"(?:thực hiện|triển khai|theo|gắn với|hưởng ứng|với)\s+$")
_FIRST_PARAS = 8
_CITED_NUMBER = re.compile(r"\bsố\s*:?\s*\d+")
_ISSUES_NOW = re.compile(r"ban hành|xây dựng|phát động|lập kế hoạch")
_ISSUES = re.compile(r"(?:như sau|sau đây|sau)\s*[:.]?\s*$")


def theme(outline: Outline) -> Fact | None:
    """The theme of the whole plan; the themes of single phases belong to the phases."""
    is_account = outline.type_at is None and not outline.has_sections
    titled = outline.paras[slice(*outline.title)]
    opening = (*outline.paras[outline.title[0] : outline.body], *outline.opening())
    opening = (*opening, *(outline.sections()[:_FIRST_PARAS] if is_account else ()))
    for para in (*opening, *outline.sections()):
        if para.kind == PHASES or re.match(r"\W*(?:Đợt|Giai đoạn|Chặng)\s+(?:\d|[IVX])", para.words):
            continue
        for match in _THEME.finditer(para.text):
            is_told = para in opening and _is_told(outline, para, match, is_titled=para in titled)
            if is_told or _is_announced(para, match) or _is_of_movement(para, match):
                return _fact(para, match)
        if quoted := _quoted_under(outline, para):
            return quoted
        if said := _said_under(outline, para):
            return said
        if told := _UNQUOTED_THEME.match(para.words):
            span = (para.body + told.start("theme"), para.body + told.end("theme"))
            return Fact(value=told["theme"].strip(), span=span, confidence=DOUBTFUL, why="Chủ đề không có ngoặc kép.")
    return None


def _fact(para: Para, match: re.Match[str]) -> Fact:
    span = (para.start + match.start("theme"), para.start + match.end("theme"))
    return Fact(value=match["theme"].strip(), span=span, confidence=LIKELY)


def _is_told(outline: Outline, para: Para, match: re.Match[str], *, is_titled: bool) -> bool:
    """Whether a theme of the title, of the preamble or of an account's first sentences is that of the plan."""
    before = para.text[: match.start()]
    if not _WITH.search(before) or _PHASE.search(before) or _OTHER_EVENT.search(before):
        return False
    if outline.type_at is None or is_titled:
        return True
    return bool(_ISSUES.search(para.text) or _ISSUES_NOW.search(before)) and not _is_of_another(before)


def _is_of_movement(para: Para, match: re.Match[str]) -> bool:
    """ "phong trào thi đua … với chủ đề “…”", "tiếp tục thực hiện chủ đề năm: “…”" in a section of work."""
    before = para.text[: match.start()]
    if para.kind in (AWARDS, CLOSING, SITUATION, TARGETS) or _PHASE.search(before):
        return False
    return bool(_OF_MOVEMENT.search(before) or ("năm" in match["of"].split() and _CARRIES_OUT.search(before)))


def _quoted_under(outline: Outline, para: Para) -> Fact | None:
    """The quoted paragraph under a heading "Chủ đề thi đua"."""
    heading = outline.parent_heading(para)
    quoted = re.fullmatch(r"\W*(?P<theme>[^“”]{8,400})”\W*", para.words)
    if quoted and heading and _THEME_HEADING.match(folded(heading.words)):
        span = (para.body + quoted.start("theme"), para.body + quoted.end("theme"))
        return Fact(value=quoted["theme"].strip(), span=span, confidence=LIKELY)
    return None


def _said_under(outline: Outline, para: Para) -> Fact | None:
    """The theme told in a sentence under such a heading: "Tiếp tục thực hiện chủ đề “…”"."""
    heading = outline.parent_heading(para)
    if heading is None or not _THEME_HEADING.match(folded(heading.words)) or not (match := _THEME.search(para.text)):
        return None
    return _fact(para, match)


def _is_of_another(before: str) -> bool:
    """Whether the theme is told of a document that is cited, not of this plan: nobody issues anything in between."""
    cited = [match.end() for match in _CITED_NUMBER.finditer(before)]
    issues = [match.end() for match in _ISSUES_NOW.finditer(before)]
    return bool(cited) and max(issues, default=-1) < cited[-1]


def _is_announced(para: Para, match: re.Match[str]) -> bool:
    """Whether the paragraph itself begins with "Chủ đề …", or the title holds it."""
    before = para.text[: match.start()]
    return (
        match.start() - (para.body - para.start) <= 2
        or bool(_LED_TO_THEME.match(before))
        or before.endswith((" – ", " - "))
        or (before.endswith(". ") and para.text[match.start()].isupper())
    )
