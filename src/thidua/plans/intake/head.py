"""The heading of a plan: number, date, place, issuing body, kind, title, year, theme."""

from __future__ import annotations

import re

from thidua.plans.intake.dates import dates_in
from thidua.plans.intake.draft import DOUBTFUL, LIKELY, SURE, Fact
from thidua.plans.intake.letters import CAPITALS, folded
from thidua.plans.intake.marks import DOC_TYPES, is_capitals
from thidua.plans.intake.outline import PHASES, SUBJECT_LINE, Outline, Para

_NUMBER = re.compile(
    r"\b[Ss](?:[ốỐoôÔ]|[6ó](?=\s*:))\s*[:.]?\s*(?P<n>\d[\d ]{0,6}[a-z]?)\s*(?:/\s*(?P<y>\d{4})\s*)?(?:(?P<sep>[/-])"
    r"|(?=(?:KH|CTr|HD|QĐ)\s*/))\s*"
    r"(?P<tail>[A-ZĐƯ][^\s,;().–-]*(?:\s*[-–&.]\s*[A-ZĐƯ][^\s,;().–-]*|[-&.][a-z][^\s,;().–-]*)*)"
)
_ISSUED = re.compile(
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
_NO_PLACE = re.compile(
    r"\b(?:ban hành|kế hoạch|quyết định|vừa|đã|về|ngày|cập nhật|[Đđ]ăng|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b"
    r"|\d{3}|\d\s?[:h]\s?\d",
    re.IGNORECASE,
)
# The heading of the state and its like beside the issuing body's, folded.
_STATE = re.compile(
    r"cong hoa xa hoi\s*chu nghia viet nam|chu nghia viet nam|cong hoa xa hoi|doc lap.*|dang cong san viet nam"
    r"|(?<!hanh )(?<!bch )doan tncs ho chi minh(?=\s+(?:bch|ban)\b|\W*$)"
)
_BODY_LINE = re.compile(
    r"(?:Ủ|U|Ỷ)Y? ?BAN|UỶ BAN|UBND|TỔNG|LIÊN|LĐLĐ"
    r"|CÔNG (?:ĐOÀN|TY|AN)|CĐ|SỞ|PHÒNG|TRƯỜNG|BỘ|BAN|HỘI|ĐOÀN|ĐỘI|ĐẢNG|CỤC|CHI"
    r"|VĂN PHÒNG|TRUNG TÂM"
    r"|NGHIỆP ĐOÀN|BCH|CỤM|KHỐI|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|QUẬN ỦY|BỆNH VIỆN|TẬP ĐOÀN|VIỆN|ĐẠI HỌC|HỌC VIỆN"
    r"|NGÂN HÀNG|THỦ TƯỚNG|(?:QUÂN|SƯ|LỮ|TRUNG|TIỂU|HẢI|BINH) ĐOÀN|QUÂN KHU|ĐỒN|XÍ NGHIỆP|NHÀ MÁY|CHI NHÁNH"
)
# Beside the words of the state a body may stand in small letters: "Liên đội trường THCS A   Độc lập - Tự do".
_MIXED_BODY = re.compile(
    r"(?:Liên đội|Liên đoàn|LĐLĐ|Công đoàn|CĐCS|Trường|Chi đoàn|Đoàn|Ban|Hội|Phòng|Sở|Tổ|Ủy ban|UBND)\s[^.;:]{3,70}$"
)
# Lines in capitals that name no body: kinds of documents, parts of a web page, slogans.
_NO_BODIES = (
    *DOC_TYPES,
    "TIN TỨC",
    "TRANG CHỦ",
    "GIỚI THIỆU",
    "VĂN BẢN",
    "TOÀN ĐẢNG",
    "TOÀN DÂN",
    "CHÀO MỪNG",
    "NHIỆT LIỆT",
)
_NUMBER_LINE = re.compile(r"S(?:Ố|Ô|O)\s*[:.\d]|SỐ$")
# A line of the left column that names no body by itself: "CÔNG ĐOÀN CƠ SỞ" over "CÔNG TY CỔ PHẦN MAY …".
_GOES_ON = re.compile(r"CÔNG ĐOÀN(?: CƠ SỞ| BỘ PHẬN)?|CĐCS|NGHIỆP ĐOÀN(?: CƠ SỞ)?|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BCH|BTV")
# Under the line of its body: "HỘI LHPN HUYỆN SÔNG MÂY" over "BAN THƯỜNG VỤ".
_PART = re.compile(r"BAN (?:CHẤP HÀNH|THƯỜNG VỤ)|BCH|BTV")
_BODY_WORDS = (
    r"(?:Ban Thường vụ|Ban Chấp hành|Ban thường vụ|Ban chấp hành|BTV|BCH|Thường trực"
    r"|Hội đồng [Tt]hi đua,?\s*(?:[-–]\s*)?[Kk]hen thưởng|Hội đồng|Ủy ban|Uỷ ban|UBND"
    r"|Liên đoàn [Ll]ao động|LĐLĐ|Bệnh viện|Trung tâm|Học viện|Đại học|Công ty|Tổng công ty|Tập đoàn|Công an"
    r"|Huyện đoàn|Tỉnh đoàn|Thành đoàn|Huyện ủy|Tỉnh ủy|Ban (?=[A-ZĐ])"
    r"|Công đoàn|Trường|Sở|Phòng|Liên đội|Đoàn trường|Đoàn Thanh niên|Hiệu trưởng|Bộ|Tổng Liên đoàn"
    r"|Hội(?! (?:nghị|thi|thảo)\b)|Khối|Cụm"
    r"|Cục|Chi cục|Đảng ủy)"
)
_VERBS = (
    r"(?:ban hành|xây dựng|phát động|triển khai|tổ chức|đề ra|lập kế hoạch|hướng dẫn|đưa ra|thực hiện|yêu cầu"
    r"|đề nghị|trân trọng)"
)
_SAYS = re.compile(
    rf"(?P<body>{_BODY_WORDS}(?:(?!\b(?:về|ngày)\b|\bsố\s+\d+\s*/)[^.;:“”(),]|\([A-ZĐ]{{2,10}}\))*?)\s+{_VERBS}\b"
)
_THEME = re.compile(r"[Cc](?:hủ|HỦ) (?:đề|ĐỀ)(?P<of>[^“”.;]{0,60}?)\s*[:\-–]?\s*“(?P<theme>[^“”]{8,400})”")
_THEME_HEADING = re.compile(r"chu de(?: (?:thi dua|phong trao|dot|nam \d{4}))*\W*$")
_OTHERS = re.compile(
    r"(?:ke hoach|huong dan|chuong trinh|quyet dinh|chi thi|nghi quyet|nghi dinh|thong tu|cong van|van ban|thong bao)$"
)
_LED_TO_THEME = re.compile(r"\W*(?:Phong trào|Đợt)(?: thi đua)?(?: [^“”.;\d]{0,60})? (?:có|với|mang|lấy) $")
_UNQUOTED_THEME = re.compile(
    r"Chủ đề(?: (?:thi đua|phong trào(?: thi đua)?|đợt thi đua|của (?:phong trào|đợt)(?: thi đua)?|năm \d{4}))*"
    r"\s*(?::|là)\s*(?P<theme>[^“”:.]{12,300}?)\s*(?:\.(?=\s|$)|$)"
)
_CITED_NUMBER = re.compile(r"\bsố\s*:?\s*\d+")
_ISSUES_NOW = re.compile(r"ban hành|xây dựng|phát động|lập kế hoạch")
_ISSUES = re.compile(r"(?:như sau|sau đây|sau)\s*[:.]?\s*$")
_FIRST_LINES = 600
_FIRST_YEAR = 2000  # no plan that is read is older
_YEAR = re.compile(r"(?:năm học\s*|năm\s*|NĂM HỌC\s*|NĂM\s*)(?P<y>(?:19|20)\d{2})")


# "LIÊN ĐOÀN LAO ĐỘNG TỈNH A CĐCS TRƯỜNG B": two lines of the left column run together.
_SECOND_BODY = re.compile(
    r"\s+(?=(?:CĐCS|CÔNG ĐOÀN|TRƯỜNG|SỞ|BAN CHẤP HÀNH|BCH|LIÊN ĐỘI|ĐOÀN TRƯỜNG|CHI ĐOÀN|LIÊN ĐOÀN|LĐLĐ|PHÒNG"
    r"|HỘI (?:CCB|LHPN|NÔNG|CỰU|LIÊN)|ỦY BAN|ĐẢNG ỦY)\s)"
)
_UPPER_BODY = re.compile(
    r"TỔNG LIÊN|BCH|BAN CHẤP HÀNH|HỘI|ĐOÀN|LIÊN ĐOÀN|LĐLĐ|CĐGD|CÔNG ĐOÀN (?:NGÀNH|GIÁO|VIÊN|TỔNG)|SỞ|PHÒNG|UBND"
    r"|[ỦU][YỶ]? BAN|HUYỆN"
)
_OPEN_WORDS = {"TỔNG", "ĐOÀN", "CĐCS", "SỞ", "HÀNH", "VỤ", "VÀ", "VĂN", "CÁC"}


def doc_number(outline: Outline) -> Fact | None:
    """ "Số: 03 /KH - LĐLĐ" → "03/KH-LĐLĐ", looked for above the title."""
    for para in _head(outline):
        match = _NUMBER.search(para.text)
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
    if not found:
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
        return _letter(outline)
    para = outline.paras[outline.type_at]
    name = next((kind for kind in sorted(DOC_TYPES, key=len, reverse=True) if para.text.startswith(kind)), None)
    return Fact(value=name.capitalize(), span=(para.start, para.start + len(name))) if name else None


def _letter(outline: Outline) -> Fact | None:
    """An official letter: no kind, but a line "V/v …"."""
    for para in outline.paras[slice(*outline.title)]:
        if lead := SUBJECT_LINE.match(para.text):
            return Fact(value="Công văn", span=(para.start, para.start + lead.end()), confidence=LIKELY)
    return None


def title(outline: Outline) -> Fact | None:
    """What the plan is about, without its kind."""
    first, last = outline.title
    if first == last:
        return None
    paras = outline.paras[first:last]
    start = paras[0].start
    if kind := re.match(rf"(?:{'|'.join(sorted(DOC_TYPES, key=len, reverse=True))})\s+(?=\S)", paras[0].text):
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
    for para in (*outline.opening(), *outline.sections()[:6]):
        if match := re.search(r"\bnăm (?:học )?(?P<y>20\d{2})\b", para.text):
            span = (para.start + match.start(), para.start + match.end())
            return Fact(value=match["y"], span=span, confidence=DOUBTFUL, why="Suy từ phần mở đầu.")
    return _posted_year(outline)


def _posted_year(outline: Outline) -> Fact | None:
    """The year of the first whole date of an account: the day it appeared or tells of. Of an anniversary's two dates
    the second counts."""
    told = (find for find in dates_in(outline.text[:_FIRST_LINES]) if find.day and find.year and find.iso)
    posted = next((find for find in told if (find.year or 0) >= _FIRST_YEAR), None)
    if posted is None:
        return None
    return Fact(value=str(posted.year), span=posted.span, confidence=DOUBTFUL, why="Suy từ ngày đăng bài.")


def issuing_body(outline: Outline) -> Fact | None:
    """Who issues the plan: the last body of the left column, else who "ban hành kế hoạch" in the preamble."""
    return _column_body(outline) or _preamble_body(outline)


def theme(outline: Outline) -> Fact | None:
    """The theme of the whole plan; the themes of single phases belong to the phases."""
    opening = (*outline.paras[outline.title[0] : outline.body], *outline.opening())
    for para in (*opening, *outline.sections()):
        if para.kind == PHASES or re.match(r"\W*(?:Đợt|Giai đoạn|Chặng)\s+(?:\d|[IVX])", para.words):
            continue
        is_first = para in opening and (outline.type_at is None or bool(_ISSUES.search(para.text)))
        for match in _THEME.finditer(para.text):
            before = para.text[: match.start()]
            is_issuing = (
                is_first
                and before.endswith(("với ", "Với "))
                and (outline.type_at is None or not _is_of_another(before))
            )
            if is_issuing or _is_announced(para, match):
                span = (para.start + match.start("theme"), para.start + match.end("theme"))
                return Fact(value=match["theme"].strip(), span=span, confidence=LIKELY)
        if quoted := _quoted_under(outline, para):
            return quoted
        if said := _said_under(outline, para):
            return said
        if told := _UNQUOTED_THEME.match(para.words):
            span = (para.body + told.start("theme"), para.body + told.end("theme"))
            return Fact(value=told["theme"].strip(), span=span, confidence=DOUBTFUL, why="Chủ đề không có ngoặc kép.")
    return None


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
    span = (para.start + match.start("theme"), para.start + match.end("theme"))
    return Fact(value=match["theme"].strip(), span=span, confidence=LIKELY)


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


def _head(outline: Outline) -> tuple[Para, ...]:
    return outline.paras[: max(outline.title[0], 6)] if outline.type_at is None else outline.head()


def _issued(outline: Outline) -> tuple[Para, re.Match[str]] | None:
    after = outline.paras[outline.title[1] : outline.title[1] + 2] if outline.type_at is None else ()
    for para in (*_head(outline), *after):
        if len(para.text) >= _LONGEST_LINE:
            continue
        match = _ISSUED.search(para.text) or next(filter(None, (one.match(para.text) for one in _DATE_LINES)), None)
        if match and not _NO_PLACE.search(match["place"] or ""):
            return para, match
    return None


def _column_body(outline: Outline) -> Fact | None:
    groups: list[list[tuple[str, int, int]]] = []
    for para in outline.head()[:14]:
        if _ISSUED.search(para.text) or (_NUMBER.search(para.text) and not is_capitals(para.text[:12])):
            continue
        text = _without_state(para.text).strip(" *-–_.|")
        is_beside = text != para.text.strip(" *-–_.|") and bool(_MIXED_BODY.match(text))
        if not (is_beside or is_capitals(text)) or text.startswith(_NO_BODIES) or _NUMBER_LINE.match(text):
            continue
        at = para.start + max(para.text.find(text), 0)
        if groups and (not _BODY_LINE.match(text.upper()) or _GOES_ON.fullmatch(groups[-1][-1][0])):
            groups[-1].append((text, at, min(at + len(text), para.end)))
        else:
            groups.append([(text, at, min(at + len(text), para.end))])
    if not groups:
        return None
    own = groups.pop()
    if groups and len(own) == 1 and _PART.fullmatch(own[0][0]):
        own = groups[-1] + own
    value = " ".join(part[0] for part in own)
    start = own[0][1]
    if len(own) == 1 and (at := _own_part(value)):
        value, start = value[at:], start + at
    return Fact(value=value, span=(start, own[-1][2]))


def _without_state(line: str) -> str:
    """A line of the heading without the words of the state, however a scanner read their accents."""
    cuts = [match.span() for match in _STATE.finditer(folded(line)) if line[match.start()].isupper()]
    for low, high in reversed(cuts):
        line = line[:low] + line[high:]
    return line


def _own_part(line: str) -> int:
    """Where the issuing body begins on a line that also names the body above it; 0 where it names one body only."""
    for match in _SECOND_BODY.finditer(line):
        upper = line[: match.start()].split()
        if len(upper) >= 3 and _UPPER_BODY.match(line) and upper[-1] not in _OPEN_WORDS:
            return match.end()
    return 0


def _preamble_body(outline: Outline) -> Fact | None:
    """The body that "ban hành kế hoạch …": at the beginning of a sentence rather than behind a comma."""
    best: tuple[int, Fact] | None = None
    for para in outline.opening():
        for match in _SAYS.finditer(para.text):
            before = para.text[: match.start()]
            if not re.search(r"(?:^|[.;,]\s*)(?:-\s*)?(?:[Nn]ay,?\s+)?$", before):
                continue
            rank = 1 if before.rstrip().endswith((",", ";")) else 2
            value = re.split(r"\s+(?:đã|sẽ|nay|tiếp tục|vừa|có|phối hợp)\b", match["body"].strip(" ,"))[0]
            value = re.sub(r"\s*\([^)]*\)", "", value)
            span = (para.start + match.start(), para.start + match.start("body") + len(match["body"]))
            if best is None or rank >= best[0]:
                best = (rank, Fact(value=value, span=span, confidence=LIKELY))
    return best[1] if best else None
