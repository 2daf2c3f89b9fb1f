"""Whose movement a press account tells of: the body that calls for it, asks for it or sets its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import DOUBTFUL, Fact
from thidua.plans.intake.letters import CAPITALS, SMALL
from thidua.plans.intake.outline import Outline, Para

_WHY = "Theo bài viết: cơ quan phát động hoặc giao chỉ tiêu."
_NO_BODY = (
    r"(?!(?:Hội|HỘI) (?:nghị|thi|thảo|trường|trại|diễn)\b|Đoàn (?:viên|kết|kiểm|công tác|đại biểu)\b|Công đoàn viên"
    r"|[Tt]rường hợp|Phòng,? chống|Bộ phận|Ban (?:tổ chức|giám khảo|đầu)\b|Khối lượng|Ngành nghề|Tổng (?:kết|số|giá)\b)"
)
_HEADS = (
    r"[Tt]rường|Ban [Tt]hường vụ|Ban [Cc]hấp hành|Đoàn Chủ tịch|BTV|BCH|Thường trực|Hội đồng|Ủy ban|Uỷ ban|UBND|UBMTTQ"
    r"|Tổng LĐLĐ|Tổng LĐ|Tổng Công ty|Tổng công ty|Tổng cục|Tổng|Liên đoàn|LĐLĐ|Công đoàn|CĐCS|CĐ|Bộ Chỉ huy|Quân khu"
    r"|Thủ tướng|Chủ tịch UBND|Trung ương|Trung tâm|Bệnh viện|Khối|Cụm|Sở|Phòng|Nhà trường|Bộ|Hội|Cục|Chi cục"
    r"|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Quận ủy|(?:Tỉnh|Thành|Huyện|Quận) [Đđ]oàn|Đoàn"
    r"|ĐTN|Công ty|Tập đoàn|Công an|Ngành|Đại học|Học viện|Liên đội|Ban|Thống đốc|Bộ trưởng"
    r"|Viện|Ngân hàng|Kho bạc|Bảo hiểm xã hội|BHXH|Tòa án|Toà án|Thanh tra|Kiểm toán|Hải quan|Văn phòng|Chính phủ"
    r"|Chủ tịch nước|(?:Quân|Sư|Lữ|Trung|Tiểu|Binh) đoàn|Đồn|Bộ đội|BĐBP|Quân chủng"
    r"|Xí nghiệp|Nhà máy|Chi nhánh|Chi đoàn"
    r"|Chi hội|Chi bộ|Đảng bộ|Thị (?:đoàn|ủy)|Mặt trận|Nghiệp đoàn|Điện lực|Hợp tác xã"
)
_ENDS = r"vừa|đã|sẽ|cũng|tiếp tục|đang|và các cấp|được|phối hợp|lấy|về|cho|để|nhằm|khi|nêu|mong|luôn|tại"
# What names a body, and up to fourteen words behind it.
BODY = (
    rf"{_NO_BODY}(?P<body>(?:{_HEADS})"
    rf"(?:(?!\s(?:{_ENDS})\b)\s(?:[^\s.;:,“”()]+(?:\.[^\s.;:,“”()]+)*|-|\([A-ZĐƯ&]{{2,12}}\))){{0,14}}?)"
)
_ASIDE = r"(?:\s*\([^()]{0,250}\))?"
_SOON = r"(?:\s+(?:cũng|vừa|đã|sẽ|đang|tiếp tục|mới|chính thức|long trọng|phối hợp(?: với| cùng)? [^.;,]{3,80}?))*"
_CALLS = (
    r"(?:phát động|tổ chức (?:lễ |hội nghị |lễ ký |ký )?(?:phát động|giao|ký)|ra (?:quân|lời kêu gọi)|ban hành|đề ra"
    r"|đặt ra|đưa ra|phấn đấu|kêu gọi|vận động|ký kết|yêu cầu|đề nghị|triển khai|chỉ đạo|hướng dẫn|giao chỉ tiêu"
    r"|xác định|đặt (?:mục|chỉ) tiêu|chỉ thị|thống nhất|tổng kết|tổ chức|gồm|cho biết|chia)"
)
_LED = (
    r"(?:^|\b(?:thay mặt|đại diện(?: cho)?)\s|[.;,:–-]\s|\b[Tt]heo(?: đó)?[,:]?\s"
    r"|\([A-ZĐƯ ]{2,12}\)\s*[-–]?\s*|\d{1,2}[/.-]\d{4},?\s|năm \d{4},?\s)"
)
_ACTS = re.compile(rf"{_LED}{BODY}{_ASIDE}\s*,?{_SOON}\s+{_CALLS}\b")
_PASSIVE = re.compile(rf"\b(?:do|được|là (?:chỉ tiêu|mục tiêu)(?: mà)?)\s+{BODY}{_SOON}\s+{_CALLS}\b")
_BY = re.compile(rf"\bTheo\s+{BODY}(?=,)")
# Where nobody else acts: "Huyện Sông Mây phát động …".
_PLACE_ACTS = re.compile(
    rf"{_LED}(?P<body>(?:Tỉnh|Thành phố|TP|Huyện|Quận|Thị xã|Xã|Phường)"
    rf"(?:\s[{CAPITALS}\d][^\s.;:,“”()]*){{1,4}}){_SOON}"
    r"\s+(?:phát động|ra quân|ban hành)\b"
)
_SURNAMES = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Trịnh|Đào|Lương|Phùng"
    r"|Vương|Hồ(?! Chí Minh))"
)
NAME = rf"\s{_SURNAMES}(?:\s[{CAPITALS}][{SMALL}]+){{1,3}}"
_OFFICER = re.compile(rf"((?:Chủ tịch|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Thống đốc)\s.+?){NAME}$")
_FIRST = 8
_MOST = 30
_GENERIC = re.compile(r"(?:[Nn]hà trường|[Cc]ông ty|[Đđ]ơn vị)$")
_SHORTEST = 4
_FIRST_LETTERS = 3000
_COMMON = re.compile(rf"(?:Hội|Sở|Bộ|Ban|Khối|Cụm|Phòng|Trường|Đoàn|Tổng|Ngành|Công ty)(?:\s[^{CAPITALS}\d]*)?$")


def without_name(body: str) -> str:
    """An officer who issues a plan, without the own name: "Chủ tịch UBND tỉnh Nguyễn Văn A"."""
    officer = _OFFICER.match(body)
    return officer[1] if officer else body


def acting_body(outline: Outline) -> Fact | None:
    """The body of an account without a heading: the first that acts, in the active before the passive voice."""
    if outline.type_at is not None or outline.has_sections:
        return None
    paras = [para for para in outline.paras[:_MOST] if len(para.text) > _SHORTEST]
    for some in (paras[:_FIRST], paras[_FIRST:]):
        for pattern in (_ACTS, _PASSIVE, _BY, _PLACE_ACTS):
            for para in some:
                if found := next(_in(para, pattern), None):
                    return found
    return None


def fuller(outline: Outline, found: Fact) -> Fact:
    """The same body by the proper name that an account tells next: "Hội đồng … Nhà trường", "Hội đồng … Trường A"."""
    generic = _GENERIC.search(found.value)
    if generic is None or generic.start() == 0 or outline.type_at is not None or outline.has_sections:
        return found
    begins = found.value[: generic.start()]
    for para in outline.paras[:_FIRST]:
        for other in _in(para, _ACTS):
            if other.value.startswith(begins) and len(other.value) > len(found.value):
                return other
    return found


def _in(para: Para, pattern: re.Pattern[str]) -> Iterator[Fact]:
    for match in pattern.finditer(para.text, 0, _FIRST_LETTERS):
        name = match["body"].strip()
        name = without_name(name)
        if not _COMMON.match(name):
            span = (para.start + match.start("body"), para.start + match.start("body") + len(name))
            yield Fact(value=name, span=span, confidence=DOUBTFUL, why=_WHY)
