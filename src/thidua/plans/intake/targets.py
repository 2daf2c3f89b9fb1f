"""Figures to reach: "Trên 90% CNVCLĐ …", "Kết nạp từ 1.800 – 2.000 đoàn viên". Rather none than an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.intake.draft import LIKELY, SURE, Target
from thidua.plans.intake.letters import folded
from thidua.plans.intake.numbers import NUMBER, WORD_NUMBER, value_of
from thidua.plans.intake.outline import AWARDS, CLOSING, CONTENTS, DUTIES, MEASURES, SITUATION, TARGETS, Outline, Para
from thidua.plans.intake.quotes import inside_quotes

_FREE = r"(?<![\w/.,])"
_PERCENT = re.compile(
    rf"{_FREE}(?:(?P<low>{NUMBER})\s*%?\s*(?P<joint>-|–|đến|tới|lên)\s*)?(?P<value>{NUMBER})\s*(?:%|phần trăm)"
)
_COUNT = re.compile(
    rf"{_FREE}(?:(?P<low>{NUMBER})\s*(?P<joint>-|–|đến|tới)\s*)?(?P<value>{NUMBER})(?![\d/%]|[.,]\d|\s*%)"
    rf"(?:\s*(?P<times>triệu|tỷ|tỉ|nghìn|ngàn)(?=\s))?\s*(?P<unit>{{units}})(?![^\W\d_])",
)
UNITS = (
    "đoàn viên ưu tú|quần chúng ưu tú|đoàn viên|đảng viên|hội viên|công đoàn cơ sở|công đoàn bộ phận|tổ công đoàn"
    "|nghiệp đoàn"
    "|CĐCS|CĐBP|căn nhà|ngôi nhà|nhà|lớp tập huấn|lớp học|lớp|lượt người|lượt cán bộ|lượt đoàn viên|lượt"
    "|người lao động|lao động"
    "|người|đ/c|đồng chí|cán bộ|công chức|viên chức|giáo viên|nhân viên|học sinh|sinh viên|em|cơ quan|đơn vị"
    "|doanh nghiệp|DN"
    "|sáng kiến kinh nghiệm|sáng kiến|đề tài|giải pháp|công trình|sản phẩm|phần việc|việc tốt|mô hình|điển hình"
    "|tấm gương|gương"
    "|buổi|cuộc thi|cuộc đối thoại|cuộc kiểm tra|cuộc|hội nghị|hội thi|hội thảo|hoạt động|tổ|nhóm|ban|triệu đồng"
    "|tỷ đồng|đồng"
    "|tin, bài|tin bài|bài viết|bài|tin|chuyên đề|tiết dạy|tiết|giải|huy chương|giờ dạy|tập thể|cá nhân|suất quà"
    "|suất học bổng|suất"
    "|phần quà|thẻ|xã|phường|thị trấn|thôn|hộ gia đình|hộ|gia đình|mái ấm|bản thỏa ước|bản|thỏa ước|TƯLĐTT|TƯLĐ"
    "|trường|cây|km|ha|m2|tấn|đợt|chương trình"
    "|văn bản|dự án|mô hình|câu lạc bộ|CLB|chi bộ|chi đoàn|trang thiết bị|phòng học|đồ dùng dạy học|đồ dùng|bộ"
    "|cháu|trẻ|con|thí sinh|đội|tiết mục|vườn|bếp ăn|đầu sách|quyển|cuốn|ngày công"
)
_COUNT = re.compile(_COUNT.pattern.replace("{units}", UNITS), re.IGNORECASE)
_WORDED = re.compile(
    rf"(?:ít nhất|tối thiểu)\s+(?:là\s+|có\s+|được\s+)?(?P<value>{WORD_NUMBER})\s+(?P<unit>{UNITS})(?![^\W\d_])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:nam|thang|ngay|quy|lan|lan thu|thu|khoa|so|dieu|khoan|giai doan|nhiem ky|muc|loai|hang|cap|lop|khoi|nhom"
    r"|tuan|hoc ky|bac|phu luc"
    r"|mau|trang|diem|nghi quyet|chuong trinh|de an|phong trao|cuoc van dong|chien dich|covid|the ky|ky|hk|phan"
    r"|dot|chi tieu|tieu chi|nd|tt)\s*$"
)
_CLAUSE = re.compile(r"[;](?:\s|$)|\.(?:\s|$)|\.{3}|\s\|\s|\s[-+]\s(?=[^\W\d_])")
_AT_MOST = re.compile(
    r"(?:khong qua|toi da|khong vuot qua|nhieu nhat|khong cao hon|khong nhieu hon|≤|<=)(?:\s*(?:la|den))?\s*$"
)
_AT_LEAST = re.compile(
    r"(?:it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|≥|>=)(?:\s*(?:la|dat|tu|co|duoc|la tu|dat tu))*\s*$"
)
_BELOW = re.compile(r"(?:xuong duoi|\bduoi|thap hon|it hon|<)(?:\s*muc)?\s*$")
_ABOVE = re.compile(r"(?:\btren|\bhon|\bvuot|>)(?:\s*muc)?\s*$")
_UP = re.compile(r"\s*(?:\([^)]{0,30}\)\s*)?tro (?:len|di)\b")
_FAR_UP = re.compile(r"[^.,;:()\d]{0,30}\btro len\b")
_DOWN = re.compile(r"\s*tro xuong\b")
_PAST = re.compile(
    r"(?:\bda (?:dat|co|duoc|hoan thanh|to chuc|ket nap)|so voi|nam truoc|cung ky|ket qua dat duoc|hien co"
    r"|tong so hien|so lieu|tinh den)"
)
_GOAL = re.compile(
    r"(?:phan dau|lua chon|ket nap|thanh lap|ho tro|xay dung|to chuc|boi duong|dao tao|gioi thieu|phat trien"
    r"|co it nhat|van dong|dang ky|dat|tap huan|van dong|moi)"
)


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    value: float
    high: float | None
    unit: str
    comparator: str


def targets(outline: Outline) -> tuple[Target, ...]:
    """All figures to reach, in the order of the text. Quotas of awards and past results are none."""
    out: list[Target] = []
    for para in outline.sections():
        if para.kind in (CLOSING, SITUATION):
            continue
        in_section = para.kind == TARGETS
        for low, high in _clauses(para.text):
            figures = list(_figures(para, low, high, in_section))
            out += [_target(para, figures, index, low, high, in_section) for index in range(len(figures))]
    return tuple(_without_doubles(out))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    low = 0
    for match in _CLAUSE.finditer(text):
        yield low, match.start()
        low = match.end()
    yield low, len(text)


def _figures(para: Para, low: int, high: int, in_section: bool) -> Iterator[_Figure]:
    text = para.text[:high]
    bare = folded(para.text)[:high]
    clause = bare[low:high]
    if _PAST.search(clause):
        return
    is_award = para.kind == AWARDS or "khen thuong" in clause
    for match in _PERCENT.finditer(text, max(low, para.body - para.start)):
        figure = _figure(match, bare, "%")
        if not inside_quotes(text, match.start()) and not (is_award and figure.comparator in ("<=", "<")):
            yield figure
    for match in _COUNT.finditer(text, max(low, para.body - para.start)):
        if inside_quotes(text, match.start()) or _ORDINAL.search(bare[: match.start()]):
            continue
        figure = _figure(match, bare, match["unit"])
        if in_section or _is_goal(figure, match, clause, para):
            yield figure
    for match in _WORDED.finditer(text, low):
        if in_section or para.kind in (DUTIES, CONTENTS, MEASURES):
            yield _Figure(match.start("value"), match.end(), value_of(match["value"]), None, match["unit"], ">=")


def _is_goal(figure: _Figure, match: re.Match[str], clause: str, para: Para) -> bool:
    """Outside the section of targets a counted noun is a target as a range or a least number near a goal's verb."""
    if para.kind not in (DUTIES, CONTENTS, MEASURES):
        return False
    return figure.comparator in ("between", ">=", ">") and bool(_GOAL.search(clause))


def _figure(match: re.Match[str], bare: str, unit: str) -> _Figure:
    times = match.groupdict().get("times")
    value = value_of(match["value"], times)
    low = value_of(match["low"], times) if match["low"] else None
    if (match["low"] and match["joint"] == "lên") or (low is not None and low >= value):
        low = None
    if unit.lower() in ("triệu đồng", "tỷ đồng"):
        times = unit.split()[0]
        value, low, unit = value_of(match["value"], times), low and value_of(match["low"], times), "đồng"
    before, after = bare[: match.start()], bare[match.end() :]
    if low is not None:
        return _Figure(match.start(), match.end(), low, value, unit, "between")
    return _Figure(match.start(), match.end(), value, None, unit, _comparator(before, after))


def _comparator(before: str, after: str) -> str:
    before = before[-40:]
    if _UP.match(after):
        return ">="
    if _FAR_UP.match(after) and before.rstrip().endswith(" tu"):
        return ">="
    if _DOWN.match(after) or _AT_MOST.search(before):
        return "<="
    if _AT_LEAST.search(before):
        return ">="
    if _BELOW.search(before):
        return "<"
    return ">" if _ABOVE.search(before) else "="


def _target(para: Para, figures: list[_Figure], index: int, low: int, high: int, in_section: bool) -> Target:
    figure = figures[index]
    text = para.text
    start = max(low, para.body - para.start)
    if index:
        between = text[figures[index - 1].end : figure.start]
        cut = between.rfind(", ") if ", " in between else between.rfind(" và ")
        start = figures[index - 1].end + max(cut, 0)
    end = high
    if index + 1 < len(figures):
        between = text[figure.end : figures[index + 1].start]
        cut = between.rfind(", ") if ", " in between else between.rfind(" và ")
        end = figure.end + (cut if cut >= 0 else len(between))
    if not in_section:
        start, end = _tightened(text, figure, start, end)
    quote = text[start:end]
    lead = len(quote) - len(quote.lstrip(" ,;-+"))
    quote = quote.strip(" ,;-+")
    return Target(
        quote=quote,
        comparator=figure.comparator,
        value=figure.value,
        value_high=figure.high,
        unit=figure.unit,
        subject=_subject(text, figure, start + lead, start + lead + len(quote)),
        in_target_section=in_section,
        span=(para.start + start + lead, para.start + start + lead + len(quote)),
        confidence=SURE if in_section else LIKELY,
        why="" if in_section else "Nằm ngoài mục chỉ tiêu.",
    )


def _tightened(text: str, figure: _Figure, start: int, end: int) -> tuple[int, int]:
    """In running text a quote holds the figure's own part of a long sentence only."""
    before = text[start : figure.start]
    if len(before) > 60:
        start += max(before.rfind(", ") + 2, before.rfind(" và ") + 4, 0)
    after = text[figure.end : end]
    if len(after) > 60:
        cuts = [cut for cut in (after.find(": "), after.find(" (")) if cut > 20]
        end = figure.end + min(cuts) if cuts else end
    return start, end


_SUBJECT_LEAD = re.compile(
    r"^(?:(?:và|Phấn đấu|phấn đấu|có|Có|đạt|Đạt|trên|Trên|từ|Từ|ít nhất|Ít nhất|tối thiểu|Tối thiểu|đến|hơn|Hơn)\s+)+"
)


def _subject(text: str, figure: _Figure, start: int, end: int) -> str:
    before = text[start : figure.start].strip(" ,:")
    after = re.sub(r"^\s*(?:trở lên|trở xuống)", "", text[figure.end : end]).strip(" ,.")
    before = re.sub(r"\s*(?:đạt|từ|trên|dưới|ít nhất|tối thiểu|không quá|xuống|là|có|đến|hơn|≥|≤|>|<|=)+$", "", before)
    before = re.sub(r"\s*(?:đạt|từ|xuống|là|có|đến)$", "", before).rstrip(" :,")
    unit = "" if figure.unit == "%" else f"{figure.unit} "
    words = f"{before} {unit}{after}" if before else f"{unit}{after}"
    return _SUBJECT_LEAD.sub("", words.strip())[:200]


def _without_doubles(found: list[Target]) -> Iterator[Target]:
    seen: set[tuple[int, int, float]] = set()
    for target in found:
        key = (*target.span, target.value)
        if key not in seen:
            seen.add(key)
            yield target
