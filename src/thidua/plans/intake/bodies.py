"""Who issues a plan: the last body of the left column, else who "ban hành kế hoạch" in the preamble."""

from __future__ import annotations

import re

from thidua.plans.intake.draft import LIKELY, Fact
from thidua.plans.intake.head import BYLINE, ISSUED, OWN_NUMBER
from thidua.plans.intake.letters import folded
from thidua.plans.intake.marks import DOC_TYPES, is_capitals
from thidua.plans.intake.outline import Outline

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
    r"|đề nghị|trân trọng|chỉ thị|thống nhất|kính trình)"
)
_SAYS = re.compile(
    rf"(?P<body>{_BODY_WORDS}(?:(?!\b(?:về|ngày)\b|\bsố\s+\d+\s*/)[^.;:“”(),]|\([A-ZĐ]{{2,10}}\))*?)\s+{_VERBS}\b"
)
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


def issuing_body(outline: Outline) -> Fact | None:
    """Who issues the plan: the last body of the left column, else who "ban hành kế hoạch" in the preamble."""
    if is_joint(outline) and (found := _preamble_body(outline)) and " và " in found.value:
        return found
    return _column_body(outline) or _preamble_body(outline) or _byline_body(outline)


def is_joint(outline: Outline) -> bool:
    """Whether two bodies issue a plan together."""
    return outline.type_at is not None and "LIÊN TỊCH" in outline.paras[outline.type_at].text.upper()


def _byline_body(outline: Outline) -> Fact | None:
    """The body that stands before the day below a title: "Ban Giám đốc Viện, 02/9/2026"."""
    first, last = outline.title
    for para in outline.paras[last : last + 1] if last > first else ():
        if match := BYLINE.match(para.text):
            span = (para.start + match.start("body"), para.start + match.end("body"))
            return Fact(value=match["body"], span=span, confidence=LIKELY)
    return None


def _column_body(outline: Outline) -> Fact | None:
    groups: list[list[tuple[str, int, int]]] = []
    for para in outline.head()[:14]:
        if ISSUED.search(para.text) or (OWN_NUMBER.search(para.text) and not is_capitals(para.text[:12])):
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
