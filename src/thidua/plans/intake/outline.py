"""The skeleton of a plan: heading of the document, preamble, sections with their items, the end."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from thidua.plans.intake.grid import CUT
from thidua.plans.intake.letters import folded
from thidua.plans.intake.marks import (
    ARABIC,
    ARTICLE,
    DASH,
    DOC_TYPES,
    HEAD_LINE,
    LETTER,
    ROMAN,
    SIGN,
    is_capitals,
    item_mark,
)

PURPOSE, TARGETS, CONTENTS, PHASES, MEASURES, DUTIES, AWARDS, AUDIENCE, SITUATION, CLOSING = (
    "purpose",
    "targets",
    "contents",
    "phases",
    "measures",
    "duties",
    "awards",
    "audience",
    "situation",
    "closing",
)
UNMARKED = 9
DASHED = 7
ARABIC_RANK = 2

_KINDS = (
    (AWARDS, re.compile(r"khen thuong|\bthuong\b|co cau giai|danh hieu thi dua|so luong (?:de nghi|xet)")),
    (PURPOSE, re.compile(r"muc dich|yeu cau|y nghia|quan diem")),
    (DUTIES, re.compile(r"to chuc thuc hien|trach nhiem|phan cong|^thuc hien$")),
    (TARGETS, re.compile(r"chi tieu|muc tieu|muc phan dau|dang ky thi dua")),
    (CONTENTS, re.compile(r"noi dung")),
    (PHASES, re.compile(r"thoi gian|cac dot|tien do|lo trinh|giai doan|thoi diem|phan ky|ke hoach thuc hien")),
    (MEASURES, re.compile(r"giai phap|bien phap|hinh thuc to chuc")),
    (CONTENTS, re.compile(r"tieu chi|tieu chuan|nhiem vu|chu de")),
    (SITUATION, re.compile(r"dac diem|tinh hinh|thuan loi|kho khan|ket qua")),
    (AUDIENCE, re.compile(r"doi tuong|pham vi")),
)
_BODIES = re.compile(r"\([^)]*\)|\b(?:hoi dong|ban|phong|luat) thi dua\W+khen thuong")
_CLOSING = re.compile(
    r"(?:Trên đây|Căn cứ (?:vào )?(?:nội dung )?(?:K|k)ế hoạch này|Nhận được|Trong quá trình|Đề nghị các|Yêu cầu các"
    r"|(?:Ban |BTV|BCH|LĐLĐ|Liên đoàn|Công đoàn|UBND|Ủy ban|Lãnh đạo|Nhà trường)[^.;:]{0,90}? (?:đề nghị|yêu cầu"
    r"|mong|kêu gọi|tin tưởng))"
)
_PREAMBLE = re.compile(
    r"(?:-\s*)?(?:Căn cứ|Thực hiện|Nhằm|Năm \d{4} (?:là|có)|Để |Hưởng ứng|Triển khai thực hiện|Tiếp tục|Kính gửi"
    r"|Phát huy|Trên cơ sở"
    r"|Xét |Theo |Thiết thực|Chào mừng|Kỷ niệm \d+ năm.{120}|Trong (?:năm|những|thời)|Được sự|Nay |Vừa qua"
    r"|Ban Thường vụ|Công đoàn .{80}"
    r"|Liên đoàn Lao động .{80}|Trường .{80}|Ủy ban nhân dân .{80})"
)
_TITLES = re.compile(r"(?:ve |cac )*danh hieu(?: thi dua)?$")
_ARTICLE = re.compile(r"Điều 1\b")
# "- Chỉ tiêu: mỗi CĐCS có 02 sáng kiến": an item that is a section of its own.
_TARGETS_ITEM = re.compile(r"(?:cac )?(?:chi tieu|muc tieu)(?: thi dua| phan dau| cu the)?")
# "Khen thưởng: …", "Thời gian thi đua: …": an unmarked paragraph that is a section of its own.
_LABELLED = re.compile(
    r"(?:hinh thuc |cong tac )?khen thuong|thoi gian(?: thi dua| thuc hien| phat dong)?|to chuc thuc hien"
    r"|(?:cac )?(?:bien phap|giai phap)(?: thuc hien| chu yeu)?"
    r"|(?:cac )?(?:chi tieu|muc tieu)(?: thi dua| phan dau| cu the)?"
    r"|noi dung(?: thi dua)?|phan cong(?: nhiem vu)?"
)
_CONTENTS_FOLLOW = re.compile(r"\bnoi dung\b[^.;:]{0,60}:\s*$")
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH SÁCH|BIỂU|Biểu mẫu|MẪU|Mẫu số)\b")
_TYPES = rf"(?:{'|'.join(sorted(DOC_TYPES, key=len, reverse=True))})(?![^\W\d_])"
_LEAD = re.compile(r"([^:]{3,170}?)\s*:\s+(?=\S)")


@dataclass(frozen=True)
class Para:
    """One paragraph. ``body`` is where its text begins after the mark; ``lead`` the words before a first colon."""

    start: int
    body: int
    end: int
    text: str
    rank: int
    is_heading: bool = False
    lead: str = ""
    kind: str = ""
    own_kind: str = ""
    parents: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The text without its mark."""
        return self.text[self.body - self.start :]


@dataclass(frozen=True)
class Outline:
    """Paragraphs and the parts: title, preamble up to ``body``, sections up to ``tail``, the end up to ``stop``."""

    text: str
    paras: tuple[Para, ...]
    type_at: int | None
    title: tuple[int, int]
    body: int
    tail: int
    stop: int

    def head(self) -> tuple[Para, ...]:
        """Paragraphs above the title."""
        return self.paras[: self.title[0]]

    def preamble(self) -> tuple[Para, ...]:
        """Paragraphs between the title and the first section."""
        return self.paras[self.title[1] : self.body]

    def sections(self) -> tuple[Para, ...]:
        """The body: from the first section up to recipients and signature."""
        return self.paras[self.body : self.tail]

    def ending(self) -> tuple[Para, ...]:
        """Recipients and signature."""
        return self.paras[self.tail : self.stop]

    def opening(self) -> tuple[Para, ...]:
        """The preamble; in a text without sections its first paragraphs."""
        if self.preamble():
            return self.preamble()
        return tuple(itertools.takewhile(lambda para: not para.is_heading and not para.parents, self.sections()[:3]))

    @property
    def has_sections(self) -> bool:
        """Whether any section was told from another; press accounts have none."""
        return any(para.own_kind for para in self.sections())

    def parent_heading(self, para: Para) -> Para | None:
        """The nearest heading above a paragraph."""
        for index in reversed(para.parents):
            if self.paras[index].is_heading:
                return self.paras[index]
        return None


# "Cá nhân được khen thưởng là lao động trực tiếp: từ 15 % trở lên": a target whatever section its words remind of.
_BOUND_AFTER_LEAD = re.compile(r":\s+(?:[^\W\d]+\s+){0,3}\d[\d.,]*\s*[^.:;]{0,60}$")


def outline(text: str) -> Outline:
    """The skeleton of a normalised text. A text without any structure gives one long body."""
    paras = _paragraphs(text)
    type_at = _type_line(paras)
    title = _title(paras, type_at)
    body = _first_section(paras, title[1])
    tail, stop = _tail(paras, body)
    nested = _nest(paras, body, tail, is_document=type_at is not None)
    return Outline(text, tuple(nested), type_at, title, body, tail, stop)


def kind_of(words: str) -> str:
    """Which kind of section a heading announces, "" when unknown."""
    bare = _BODIES.sub("", re.sub(r"\s+", " ", folded(words)))
    return next((kind for kind, pattern in _KINDS if pattern.search(bare)), "")


def _paragraphs(text: str) -> list[Para]:
    out: list[Para] = []
    at = 0
    for line in text.split("\n"):
        if line:
            mark = item_mark(line)
            out.append(Para(at, at + mark, at + len(line), line, _rank(line)))
        at += len(line) + 1
    return out


def _rank(line: str) -> int:
    if ROMAN.match(line) or ARTICLE.match(line):
        return 1
    if match := ARABIC.match(line):
        return 2 + next(group for group in match.groups() if group).count(".")
    if match := LETTER.match(line):
        return 1 if match[3] and is_capitals(line) else 6
    if item_mark(line) and DASH.match(line):
        return DASHED + line.lstrip("- ").startswith("+")
    return UNMARKED


def _type_line(paras: list[Para]) -> int | None:
    for index, para in enumerate(paras[:25]):
        if para.text.strip(" .:") in DOC_TYPES:
            return index
    for index, para in enumerate(paras[:25]):
        if re.match(rf"{_TYPES}\s+\S", para.text) and (is_capitals(para.text) or not para.text.endswith((".", ";"))):
            return index
    return None


def _title(paras: list[Para], type_at: int | None) -> tuple[int, int]:
    if type_at is None:
        return _title_without_type(paras)
    until = next((i for i in range(type_at + 1, len(paras)) if _PREAMBLE.match(paras[i].text)), len(paras))
    again = [i for i in range(type_at + 1, min(until, type_at + 8)) if re.match(_TYPES, paras[i].text)]
    type_at = again[-1] if again else type_at
    start = type_at + 1 if paras[type_at].text.strip(" .:") in DOC_TYPES else type_at
    end = start
    while end < min(len(paras), start + 5):
        text = paras[end].text
        is_first = end == start
        if paras[end].rank <= 2 or SIGN.match(text) or len(text) > 500 or CUT in text or _TIMES.match(text):
            break
        if is_first and not text.startswith("Căn cứ") and text[-1:] not in ";:":
            end += 1
            continue
        if not is_capitals(text) and (_PREAMBLE.match(text) or text[-1:] in ".;:" or len(text) > 220):
            break
        end += 1
    return start, end


_TIMES = re.compile(
    r"[(\[\s]*(?:Cập nhật|Ngày đăng|Đăng (?:ngày|lúc)|Lượt xem)"
    r"|\(?(?:Thời (?:gian|điểm)(?: [^:]{1,30})?:|[Tt]ừ (?:ngày|tháng)\s)"
)


# Running text, not a title: "Kế hoạch thi đua cũng vận động …", a sentence that ends and another that begins.
_TOLD = re.compile(
    r"(?:Kế hoạch|Phát động)(?: (?:này|trên|phong trào|thi đua))*"
    r"(?:,| (?:cũng|được|nhằm|sẽ|đã|vừa|yêu cầu|nêu|đề ra|có)\b)"
    r"|.*(?:[a-zà-ỹ]{2}|\d{4})[.!?]\s+[A-ZĐÀ-Ỹ]"
)
_BEGINS_TELLING = re.compile(r"(?:Ngày|Sáng|Chiều|Tối|Vừa qua|Mới đây|Thực hiện|Nhằm|Từ ngày)\s")
_FOR_YEAR = re.compile(r"\W*(?:Năm học|NĂM HỌC|Năm|NĂM)\s*:?\s*20\d{2}(?:\s*[-–]\s*20\d{2})?\W*")
_LONGEST_TITLE = 250
# "V/v phát động thi đua năm 2017": what an official letter, which names no kind, is about.
SUBJECT_LINE = re.compile(r"\W*(?:[Vv]/[Vv]\s*:?|Về việc)\s+(?=\S)")


def _title_without_type(paras: list[Para]) -> tuple[int, int]:
    for index, para in enumerate(paras[:12]):
        if SUBJECT_LINE.match(para.text) and len(para.text) < _LONGEST_TITLE:
            return index, index + 1
    first = next((index for index, para in enumerate(paras) if para.rank <= 2), len(paras))
    for index, para in enumerate(paras[: min(first, 12)]):
        text = para.text
        if (
            re.match(r"(?:KẾ HOẠCH|PHÁT ĐỘNG|Kế hoạch|Phát động)\b.*(?:thi đua|THI ĐUA)", text)
            and len(text) < _LONGEST_TITLE
            and not _TOLD.match(text)
        ):
            following = paras[index + 1].text if index + 1 < len(paras) else ""
            return index, index + 1 + bool(_FOR_YEAR.fullmatch(following))
    for index, para in enumerate(paras[:6]):
        text = para.text
        if len(text) >= _LONGEST_TITLE:
            break
        if (
            re.search(r"thi đua|THI ĐUA", text)
            and len(text) < _LONGEST_TITLE
            and text[-1:] not in ".:;,!"
            and not HEAD_LINE.match(text)
            and not _TOLD.match(text)
            and not _BEGINS_TELLING.match(text)
        ):
            return index, index + 1
    last = 0
    for index, para in enumerate(paras[:10]):
        if HEAD_LINE.match(para.text) or (re.search(r"ngày.*tháng.*năm", para.text) and len(para.text) < 80):
            last = index + 1
    return last, last


def _first_section(paras: list[Para], after: int) -> int:
    for index in range(after, len(paras)):
        para = paras[index]
        if (
            para.rank <= 2
            or _ARTICLE.match(para.text)
            or (para.rank == UNMARKED and is_capitals(para.text) and kind_of(para.text))
        ):
            return index
    return after


def _tail(paras: list[Para], body: int) -> tuple[int, int]:
    tail = len(paras)
    for index in range(body, len(paras)):
        text = paras[index].text
        if len(text) < 90 and (
            (SIGN.match(text) and is_capitals(text)) or re.match(r"N(?:ơi|ƠI) n(?:h)?ận|NƠI NHẬN", text)
        ):
            tail = index
            break
    stop = len(paras)
    for index in range(tail, len(paras)):
        if _APPENDIX.match(paras[index].text) and index > tail + 2:
            stop = index
            break
    return tail, stop


def _nest(paras: list[Para], body: int, tail: int, *, is_document: bool) -> list[Para]:
    out: list[Para] = []
    stack: list[int] = []
    first = CONTENTS if is_document and _announces_contents(paras, body, tail) else ""
    for index, para in enumerate(paras):
        if not body <= index < tail:
            out.append(para)
            continue
        following = paras[index + 1] if index + 1 < tail else None
        para = _with_heading(para, following, is_document=is_document)
        keep = para.rank if para.rank < UNMARKED else (2 if para.is_heading and is_capitals(para.text) else DASHED)
        while stack and out[stack[-1]].rank >= keep and not (para.rank == UNMARKED and out[stack[-1]].is_heading):
            stack.pop()
        above = next((out[i].kind for i in reversed(stack) if out[i].kind), first if para.rank < UNMARKED else "")
        kind = above if above == TARGETS and _TITLES.match(folded(para.lead)) else para.own_kind or above
        if above == TARGETS and not para.is_heading and _BOUND_AFTER_LEAD.search(para.words):
            kind = TARGETS
        if para.rank == UNMARKED and index > body and _CLOSING.match(para.text):
            kind = CLOSING
        out.append(replace(para, kind=kind, parents=tuple(stack)))
        if para.rank < UNMARKED or para.is_heading:
            stack.append(index)
    return out


def _announces_contents(paras: list[Para], body: int, tail: int) -> bool:
    """Whether numbered items that name no section of their own follow "… với các nội dung sau:"."""
    if (
        not 0 < body < tail
        or paras[body].rank != ARABIC_RANK
        or not _CONTENTS_FOLLOW.search(folded(paras[body - 1].text))
    ):
        return False
    lead = _LEAD.match(paras[body].words)
    return not kind_of(lead[1] if lead else paras[body].words)


def _with_heading(para: Para, following: Para | None, *, is_document: bool = False) -> Para:
    """The paragraph with its heading or lead recognised."""
    words = para.words
    if words.count(CUT) > 1:
        return para
    is_short = len(words) <= 200
    is_deeper = following is not None and (
        following.rank > para.rank if following.rank < UNMARKED else not _CLOSING.match(following.text)
    )
    ends_open = words[-1:] not in ".;,"
    plain = len(words) <= 70 and words.count(".") <= 1 and not re.search(r"\d\s*%", words)
    if para.rank == UNMARKED:
        is_heading = len(words) <= 120 and (is_capitals(words) or (words.endswith(":") and bool(following)))
    elif para.rank >= DASHED:
        is_heading = False
    else:
        is_heading = is_short and (is_capitals(words) or (is_deeper and (ends_open or words.endswith(":") or plain)))
    lead = ""
    if is_heading:
        lead = re.split(r":\s", words)[0].rstrip(" .:")
    elif match := _LEAD.match(words):
        lead = match[1]
    is_labelled = is_document and para.rank == UNMARKED and bool(_LABELLED.fullmatch(folded(lead)))
    is_titled = is_heading or (bool(lead) and (para.rank < DASHED or bool(_TARGETS_ITEM.fullmatch(folded(lead)))))
    is_titled = is_titled or is_labelled
    return replace(
        para, is_heading=is_heading, lead=lead, own_kind=kind_of(lead) if is_titled and len(lead) <= 130 else ""
    )
