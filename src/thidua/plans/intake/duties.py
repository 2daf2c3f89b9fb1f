"""Who has to do what: actors of the section "Tổ chức thực hiện", their duties, the days and the recurring reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.plans.intake.deadlines import deadline_in, recurrence_in
from thidua.plans.intake.draft import LIKELY, SURE, Duty, Fact
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import DASHED, DUTIES, UNMARKED, Outline, Para
from thidua.plans.intake.tables import rows_in

_LEAD_IN = re.compile(
    r"(?:(?:Trách nhiệm của|Trách nhiệm|Phân công|Đối với|Giao cho|Giao|Đề nghị|Yêu cầu|Riêng|Về phía"
    r"|Các cấp (?=công đoàn cơ sở))\s+)+"
)
_NOT_ACTOR = re.compile(
    r"(?:Tổ chức|Ban hành|Hội nghị|Hội thi|Đội ngũ|Giao lưu|Giao ban|Đoàn kết|Báo cáo|Bộ máy|Phòng,? chống"
    r"|Phòng ngừa|Hội thảo|Trường hợp|Đảng,"
    r"|Sở hữu|Các (?:giải pháp|biện pháp|nội dung|nhiệm vụ|chỉ tiêu|phong trào|hoạt động|hình thức|tiêu chí|bước"
    r"|mốc|văn bản|chế độ|danh hiệu|đợt)"
    r"|Cơ quan chủ trì|Đối tượng|Đơn vị tính|Cán bộ,? công chức,? viên chức thi đua|Khối lượng|Trung tâm của)"
)
_ACTOR = re.compile(
    r"(?:Các|Mỗi|Toàn thể|Từng|Mọi|Ban|Bộ phận|Văn phòng|VP|Phòng|Sở|Liên đoàn|LĐLĐ|Công đoàn|CĐCS|CĐ|CĐN"
    r"|Nghiệp đoàn|UBND|Ủy ban|Uỷ ban|UBKT|Hội đồng"
    r"|Thường trực|Hội|Trường|Hiệu trưởng|Phó [Hh]iệu trưởng|BGH|Tổ|Giáo viên|GVCN|GV|Chi đoàn|Chi bộ|Đoàn|Đội"
    r"|Liên đội|Đảng|Thủ trưởng|Chủ tịch|Người"
    r"|Công chức|Cấp (?:tỉnh|thành phố|huyện|quận|xã|cơ sở)"
    r"|Cơ quan|Đơn vị|Doanh nghiệp|Khối|Cụm|Trung tâm|Công an|Bộ|Cục|Chi cục|Mặt trận|MTTQ|UBMTTQ|Báo|Đài|Cổng"
    r"|Cán bộ|Đoàn viên|Học sinh|Sinh viên"
    r"|Bí thư|Trưởng|Bảo hiểm|Kho bạc|Thuế|Ngân hàng|Tỉnh đoàn|Thành đoàn|BCH|BTV|Kế toán|Thư ký|Tổng phụ trách"
    r"|TPT|Nhân viên|Lãnh đạo|Giám đốc|Thành viên"
    r"|Tạp chí|Nhà trường|Xí nghiệp|Công ty|Cấp ủy|Tiểu ban|Tổng cục|Vụ|Viện|Học viện|CBCCVC|CNVCLĐ|CBGVNV|Tập thể"
    r"|Cá nhân|Quân|Bệnh viện|Khoa)(?=[\s,:.]|$)"
)
_VERBS = (
    r"có trách nhiệm|có nhiệm vụ|căn cứ|xây dựng|phối hợp|chủ trì|hướng dẫn|tham mưu|triển khai|tổ chức|chỉ đạo"
    r"|phát huy|phân công|theo dõi|thường xuyên"
    r"|tăng cường|đẩy mạnh|tiếp tục|chủ động|tổng hợp|thực hiện|đăng ký|gửi|báo cáo|vận động|tuyên truyền"
    r"|quán triệt|kiểm tra|đôn đốc|chịu trách nhiệm"
    r"|nghiêm túc|tích cực|lựa chọn|bố trí|cử|lập|phổ biến|cụ thể hóa|nghiên cứu|giúp|thẩm định|đánh giá|xem xét"
    r"|phát động|tập trung|quan tâm|thống kê|nộp"
    r"|kịp thời|trên cơ sở|bám sát|rà soát|cập nhật|chuẩn bị|duy trì|ban hành|đề xuất|bình xét|họp|tiến hành"
    r"|khẩn trương|quyết định|tạo điều kiện|đảm bảo"
    r"|bảo đảm|hoàn thành|cần|phải|sẽ|dựa vào|dựa trên|tùy|tuỳ|đưa|lồng ghép|là cơ quan|là đầu mối|nêu cao"
    r"|gương mẫu|thông báo|đăng tải"
    r"|tham gia|hưởng ứng|thành lập|giao"
)
_INLINE = re.compile(rf"(?P<actor>[^:]{{3,170}}?)\s*,?\s+(?P<verb>(?:{_VERBS})(?![^\W\d_]))")
# A day in brackets behind the duty is its deadline, not its words.
_GIVEN_DAY = re.compile(r"\s*\(hạn(?: chót| cuối)?:? \d{1,2}/\d{1,2}/\d{4}\)(?=[.;/]*$)")
_NOUN_BEFORE = re.compile(r"(?:chức năng|công tác|phụ trách|được|ban|về|việc)$", re.IGNORECASE)
_BODIES_BEFORE = re.compile(r"(?:các|những|của|cấp|mỗi|và|bộ|mọi|thuộc|hai)$", re.IGNORECASE)


@dataclass
class Actor:
    """One actor with the paragraphs that tell its duties."""

    name: str
    span: tuple[int, int]
    texts: list[tuple[Para, int]]
    confidence: float


def actors(outline: Outline) -> tuple[Actor, ...]:
    """Actors in the order of the text, each once, with their paragraphs (and where the duty's text begins)."""
    found: list[Actor] = []
    current: Actor | None = None
    rows = rows_in(outline)
    depth = 0
    for para in outline.sections():
        if para.kind != DUTIES:
            current = None
            continue
        if para.start in rows:
            continue
        named = _named(outline, para, current, depth)
        if named:
            current, depth = named, para.rank
            found.append(named)
        elif current and not para.is_heading:
            if para.rank > depth or (para.rank == UNMARKED and depth < DASHED):
                current.texts.append((para, para.body))
        elif para.is_heading and para.rank <= depth:
            current = None
    return tuple(_merged(found))


def _named(outline: Outline, para: Para, current: Actor | None, depth: int) -> Actor | None:
    """The actor that this paragraph names, None if it names none or stands under one already."""
    is_under = current is not None and (para.rank > depth and depth < DASHED)
    if is_under and current and not current.texts and current.name.startswith("Các") and para.rank < DASHED:
        is_under = False  # "2. Các Ban" with "2.1. Ban Tuyên giáo: …" below
    words = para.words
    if para.is_heading or (para.lead and not is_under):
        name = para.lead.strip(" .:;")
        if is_actor(name):
            texts = [] if para.is_heading else [(para, para.start + _after_lead(para))]
            return Actor(_bare(name), _span(para, _bare(name)), texts, SURE)
        if para.is_heading:
            return None
    if is_under:
        return None
    bare = _LEAD_IN.sub("", words, count=1)
    if match := _inline(bare):
        name = match["actor"].strip(" ,")
        at = para.end - len(bare) + match.start("verb")
        return Actor(_bare(name), _span(para, _bare(name)), [(para, at)], LIKELY)
    return None


def _after_lead(para: Para) -> int:
    """Where the text after the lead and its colon begins, counted from the paragraph's start."""
    colon = para.text.find(":", para.body - para.start + len(para.lead))
    rest = para.text[colon + 1 :]
    return colon + 1 + len(rest) - len(rest.lstrip())


def _inline(words: str) -> re.Match[str] | None:
    if not is_actor(words[:170]):
        return None
    at = 0
    while match := _INLINE.match(words) if not at else re.compile(_INLINE.pattern).search(words, 0, 260):
        pattern = re.compile(rf"(?P<actor>.{{{at},170}}?)\s*,?\s+(?P<verb>(?:{_VERBS})(?![^\W\d_]))")
        match = pattern.match(words)
        if not match:
            return None
        is_noun = match["verb"] == "tổ chức" and _BODIES_BEFORE.search(match["actor"])
        if not is_noun and not _NOUN_BEFORE.search(match["actor"]) and not re.search(r"[.]\s", match["actor"]):
            return match
        at = match.end("verb")
        if at > 170:
            return None
    return None


def is_actor(words: str) -> bool:
    """Whether words begin with a body or a group of people: "Đối với Công đoàn cơ sở", "Sở Nội vụ"."""
    bare = _LEAD_IN.sub("", words.strip(), count=1)
    bare = bare[:1].upper() + bare[1:]
    return bool(_ACTOR.match(bare)) and not _NOT_ACTOR.match(bare) and "%" not in bare


def _bare(name: str) -> str:
    """The name without "Đối với", "Giao", "Đề nghị", "Trách nhiệm của"."""
    bare = _LEAD_IN.sub("", name, count=1).strip(" .:;,")
    return bare[:1].upper() + bare[1:]


def _span(para: Para, name: str) -> tuple[int, int]:
    at = para.text.find(name[1:]) - 1
    return (para.start + at, para.start + at + len(name)) if at >= 0 else (para.start, para.end)


def _merged(found: Iterable[Actor]) -> Iterator[Actor]:
    seen: dict[str, Actor] = {}
    for actor in found:
        key = re.sub(r"\W+", " ", folded(_LEAD_IN.sub("", actor.name))).strip()
        if key in seen:
            seen[key].texts.extend(actor.texts)
        else:
            seen[key] = actor
    yield from seen.values()


def duties(outline: Outline, found: tuple[Actor, ...], body: Fact | None, lend: dict[int, int]) -> tuple[Duty, ...]:
    """One duty per paragraph of each actor, with its day or recurrence where the paragraph tells one."""
    out: list[Duty] = []
    for actor in found:
        level = level_of(actor.name, body.value if body else "")
        for para, at in actor.texts:
            text = para.text[at - para.start :]
            due = deadline_in(text, lend)
            out.append(
                Duty(
                    actor=actor.name,
                    level=level,
                    text=_GIVEN_DAY.sub("", text),
                    deadline=due,
                    recurrence="" if due else recurrence_in(text),
                    span=(at, para.end),
                    confidence=actor.confidence,
                )
            )
    return tuple(out)


_LEVELS = (
    ("confederation", re.compile(r"tong lien doan")),
    (
        "base",
        re.compile(
            r"cong doan co so|\bcdcs\b|nghiep doan co so|cong doan truc thuoc|cong doan (?:cac )?(?:truong|co quan"
            r"|doanh nghiep)"
        ),
    ),
    ("section", re.compile(r"to cong doan|cong doan bo phan|\bcdbp\b")),
    (
        "upper",
        re.compile(
            r"cong doan cap tren|(?:lien doan lao dong|ldld) (?:cac )?(?:huyen|quan|thi xa|thanh pho thuoc"
            r"|tp thuoc)|(?:cong doan|cd) (?:nganh|xa|phuong|dac khu|khu|vien chuc|tong cong ty)|cac ldld"
        ),
    ),
    ("department", re.compile(r"^(?:giao )?(?:cac )?(?:ban |van phong|vp |uy ban kiem tra|ubkt|bo phan|phong )")),
    ("province", re.compile(r"(?:lien doan lao dong|ldld) (?:tinh|thanh pho|tp)|cong doan tinh")),
)


def level_of(actor: str, body: str) -> str:
    """A guess of the level that an actor's name speaks of; ``body`` is the issuing body's name."""
    bare = re.sub(r"\s+", " ", folded(_LEAD_IN.sub("", actor))).strip()
    own = re.sub(r"^(?:ban thuong vu|ban chap hanh|btv|bch)\s+", "", folded(body)).strip()
    if own and re.sub(r"^(?:ban thuong vu|btv)\s+", "", bare) == own:
        return "own"
    return next((level for level, pattern in _LEVELS if pattern.search(bare)), "other")
