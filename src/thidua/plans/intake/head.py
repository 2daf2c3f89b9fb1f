"""The heading of a plan: number, date, place, issuing body, kind, title, year, theme."""

from __future__ import annotations

import re

from thidua.plans.intake.dates import dates_in
from thidua.plans.intake.draft import DOUBTFUL, LIKELY, SURE, Fact
from thidua.plans.intake.letters import CAPITALS, folded
from thidua.plans.intake.marks import DOC_TYPES
from thidua.plans.intake.outline import SUBJECT_LINE, Outline, Para

OWN_NUMBER = re.compile(
    r"\b[Ss](?:[ốỐoôÔ]|[6ó](?=\s*:))\s*[:.]?\s*(?P<n>\d[\d ]{0,6}[a-z]?)\s*(?:/\s*(?P<y>\d{4})\s*)?(?:(?P<sep>[/-])"
    r"|(?=(?:KH|CTr|HD|QĐ)\s*/))\s*"
    r"(?P<tail>[A-ZĐƯ][^\s,;().–-]*(?:\s*[-–&.]\s*[A-ZĐƯ][^\s,;().–-]*|[-&.][a-z][^\s,;().–-]*)*)"
)
ISSUED = re.compile(
    r"(?P<place>[^,\n]{2,60}?)\s*,\s*(?:ngày|Ngày)\s*(?P<d>[\dlIO]{1,2}|[.…_ ]*)\s*tháng\s*"
    r"(?P<m>[\dlIO]{1,2}|[.…_ ]*)\s*,?\s*năm\s*(?P<y>(?:[1l]9|2[0Oo])[\dlIOo]{2})"
)
_MISREAD = str.maketrans("lIOo", "1100")  # digits as scanners read them
_ISSUED_SHORT = re.compile(
    r"(?P<place>[^,\n]{2,60}?)\s*,\s*(?:ngày\s*)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\W*$"
)
# A date line without its comma, its day or its place.
_ISSUED_BARE = re.compile(
    rf"\W*(?:(?P<place>(?:TP\.?\s?)?[{CAPITALS}][^,.;:\d]{{1,40}}?)\s+)?[Nn]gày\s*(?P<d>\d{{1,2}})\s*tháng\s*"
    r"(?P<m>\d{1,2})\s*,?\s*năm\s*(?P<y>20\d{2})\W*$"
)
_ISSUED_MONTH = re.compile(
    rf"\W*(?P<place>(?:TP\.?\s?)?[{CAPITALS}][^,;:\d]{{1,40}}?)\s*,\s*(?P<d>)tháng\s*(?P<m>\d{{1,2}})\s*năm\s*"
    r"(?P<y>20\d{2})\W*$"
)
_DATE_LINES = (_ISSUED_SHORT, _ISSUED_BARE, _ISSUED_MONTH)
_LONGEST_LINE = 200
BYLINE = re.compile(
    r"\W*(?P<body>(?:Thường trực|Ban|Hội đồng|UBND|Ủy ban|LĐLĐ|Liên đoàn|Công đoàn|Trường|Sở|Phòng|Bệnh viện|Công ty)"
    r"\s[^.;:,\d]{3,80}?)\s*,\s*(?:ngày\s*)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\W*$"
)
_NO_PLACE = re.compile(
    r"\b(?:ban hành|kế hoạch|quyết định|vừa|đã|về|ngày|cập nhật|[Đđ]ăng|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b"
    r"|\d{3}|\d\s?[:h]\s?\d",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:ke hoach|huong dan|chuong trinh|quyet dinh|chi thi|nghi quyet|nghi dinh|thong tu|cong van|van ban|thong bao)$"
)
_KIND_IN_TITLE = re.compile(
    rf"({'|'.join(kind.capitalize() for kind in DOC_TYPES)})\s+"
    r"(?=(?:về|phát động|tổ chức|thi đua|thực hiện|triển khai)\b)"
)
_FIRST_LINES = 600
_FIRST_YEAR = 2000  # no plan that is read is older
_SPAN = re.compile(r"[Gg]iai đoạn\s*(?P<y>20\d{2})\s*(?:[-–]|đến)\s*20\d{2}")
_LAUNCHED = re.compile(rf"phát động[^.;]{{0,150}}{_SPAN.pattern}")
_YEAR = re.compile(r"(?:năm học\s*|năm\s*|NĂM HỌC\s*|NĂM\s*)(?P<y>(?:19|20)\d{2})")


def doc_number(outline: Outline) -> Fact | None:
    """ "Số: 03 /KH - LĐLĐ" → "03/KH-LĐLĐ", looked for above the title."""
    for para in _head(outline):
        match = OWN_NUMBER.search(para.text)
        if match and _is_own_number(para, match, outline.type_at is not None):
            year = f"/{match['y']}" if match["y"] else ""
            tail = re.sub(r"\s+", "", match["tail"]).replace("–", "-").rstrip(".-")
            value = f"{match['n'].replace(' ', '')}{year}{match['sep'] or ''}{tail}"
            return Fact(value=value, span=(para.start + match.start("n"), para.start + match.end()))
    return None


def _is_own_number(para: Para, match: re.Match[str], has_type: bool) -> bool:
    """Whether a number is the document's own: "Chỉ thị số 04" behind other words is another's."""
    before = folded(para.text[: match.start()]).strip(" -–*:")
    if _OTHERS.search(before):
        return before in ("ke hoach", "huong dan", "chuong trinh", "quyet dinh")
    return has_type or match.start() == 0 or match[0][2:4].strip()[:1] == ":"


def issue_date(outline: Outline) -> Fact | None:
    """The date line "Nơi, ngày 07 tháng 01 năm 2021"; with a blank day only the month is given."""
    found = _issued(outline)
    if not found:
        return None
    para, match = found
    day, month, year = (match[part].translate(_MISREAD).strip(" ._…") for part in "dmy")
    parts = [year] + ([f"{int(month):02d}"] if month else []) + ([f"{int(day):02d}"] if month and day else [])
    if not month:
        return None
    value = "-".join(parts)
    if day and not any(find.iso == value for find in dates_in(f"{int(day)}/{int(month)}/{year}")):
        return None
    why = "" if day else "Ngày ban hành còn bỏ trống trong văn bản."
    return Fact(
        value=value,
        span=(para.start + (match.end("place") + 2 if match["place"] else 0), para.start + match.end()),
        why=why,
        confidence=SURE if day else LIKELY,
    )


def place(outline: Outline) -> Fact | None:
    """Where the plan was issued, from the date line."""
    found = _issued(outline)
    if not found or BYLINE.match(found[0].text):
        return None
    para, match = found
    value = (match["place"] or "").strip(" *(")
    value = re.split(r"(?:Hạnh phúc|HẠNH PHÚC)\s*", value)[-1]
    value = re.sub(r"^.*\b(?:[A-ZĐ]{2,}-[A-ZĐ]{2,}|Trang \d+)[\s*]+", "", value).strip()
    at = max(para.text.find(value), 0)
    return Fact(value=value, span=(para.start + at, para.start + at + len(value))) if value else None


def doc_type(outline: Outline) -> Fact | None:
    """ "Kế hoạch", "Hướng dẫn" …"""
    if outline.type_at is None:
        return _letter(outline) or _kind_of_title(outline)
    para = outline.paras[outline.type_at]
    name = next((kind for kind in sorted(DOC_TYPES, key=len, reverse=True) if para.text.startswith(kind)), None)
    return Fact(value=name.capitalize(), span=(para.start, para.start + len(name))) if name else None


def _letter(outline: Outline) -> Fact | None:
    """An official letter: no kind, but a line "V/v …"."""
    for para in outline.paras[slice(*outline.title)]:
        if lead := SUBJECT_LINE.match(para.text):
            return Fact(value="Công văn", span=(para.start, para.start + lead.end()), confidence=LIKELY)
    return None


def _kind_of_title(outline: Outline) -> Fact | None:
    """The kind that a title in small letters begins with: "Chỉ thị về tổ chức phong trào thi đua"."""
    for para in outline.paras[slice(*outline.title)]:
        if match := _KIND_IN_TITLE.match(para.text):
            return Fact(value=match[1], span=(para.start, para.start + match.end(1)), confidence=LIKELY)
    return None


def title(outline: Outline) -> Fact | None:
    """What the plan is about, without its kind."""
    first, last = outline.title
    if first == last:
        return None
    paras = outline.paras[first:last]
    start = paras[0].start
    kind = re.match(rf"(?:{'|'.join(sorted(DOC_TYPES, key=len, reverse=True))})\s+(?=\S)", paras[0].text)
    if kind := kind or (_KIND_IN_TITLE.match(paras[0].text) if outline.type_at is None else None):
        start += kind.end()
    if lead := SUBJECT_LINE.match(paras[0].text):
        start += lead.end()
    printed = outline.text[start : paras[-1].end].replace("\n", " ")
    start += len(printed) - len(printed.lstrip(" .:-–"))
    value = printed.strip(" .:-–")
    is_sure = outline.type_at is not None
    if len(value) < 8:
        return None
    return Fact(
        value=value,
        span=(start, paras[-1].end),
        confidence=SURE if is_sure else DOUBTFUL,
        why="" if is_sure else "Không thấy dòng ghi loại văn bản, nên tên kế hoạch có thể chưa đúng.",
    )


def year(outline: Outline, named: Fact | None, issued: Fact | None) -> Fact | None:
    """The year that the plan is for (the first of a school year): told in the title, else the year of issue."""
    if named and (match := _YEAR.search(named.value)):
        at = max(outline.text.find(match[0], named.span[0]), named.span[0])
        return Fact(value=match["y"], span=(at, at + len(match[0])))
    if issued:
        return Fact(value=issued.value[:4], span=issued.span, confidence=LIKELY, why="Lấy theo năm ban hành.")
    if named and (match := re.search(r"[-–]\s*\d{1,2}/\d{1,2}/(?P<y>20\d{2})\s*\)?", named.value)):
        return Fact(value=match["y"], span=named.span, confidence=DOUBTFUL, why="Suy từ ngày kỷ niệm trong tên.")
    if named and (match := _SPAN.search(named.value)):
        return Fact(value=match["y"], span=named.span, confidence=LIKELY, why="Năm đầu của giai đoạn.")
    for para in (*outline.opening(), *outline.sections()[:6]):
        if match := re.search(r"\bnăm (?:học )?(?P<y>20\d{2})\b", para.text):
            span = (para.start + match.start(), para.start + match.end())
            return Fact(value=match["y"], span=span, confidence=DOUBTFUL, why="Suy từ phần mở đầu.")
    return _posted_year(outline) or _launched_year(outline)


def _launched_year(outline: Outline) -> Fact | None:
    """The first year of the stretch that an account says a movement is launched for."""
    for para in outline.sections():
        if match := _LAUNCHED.search(para.text):
            span = (para.start + match.start("y"), para.start + match.end("y"))
            return Fact(value=match["y"], span=span, confidence=DOUBTFUL, why="Năm đầu của giai đoạn.")
    return None


def _posted_year(outline: Outline) -> Fact | None:
    """The year of the first whole date of an account: the day it appeared or tells of. Of an anniversary's two dates
    the second counts."""
    told = (find for find in dates_in(outline.text[:_FIRST_LINES]) if find.day and find.year and find.iso)
    posted = next((find for find in told if (find.year or 0) >= _FIRST_YEAR), None)
    if posted is None:
        return None
    return Fact(value=str(posted.year), span=posted.span, confidence=DOUBTFUL, why="Suy từ ngày đăng bài.")


def _head(outline: Outline) -> tuple[Para, ...]:
    return outline.paras[: max(outline.title[0], 6)] if outline.type_at is None else outline.head()


def _issued(outline: Outline) -> tuple[Para, re.Match[str]] | None:
    after = outline.paras[outline.title[1] : outline.title[1] + 2] if outline.type_at is None else ()
    for para in (*_head(outline), *after):
        if len(para.text) >= _LONGEST_LINE:
            continue
        match = ISSUED.search(para.text) or next(filter(None, (one.match(para.text) for one in _DATE_LINES)), None)
        if match and not _NO_PLACE.search(match["place"] or ""):
            return para, match
    return None
