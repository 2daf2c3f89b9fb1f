"""Forms of commendation that the plan offers, and how many a unit may propose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import LIKELY, SURE, AwardForm, Quota
from thidua.plans.intake.letters import folded
from thidua.plans.intake.numbers import value_of
from thidua.plans.intake.outline import AWARDS, DASHED, Outline, Para
from thidua.plans.intake.tables import ACTOR, SUBJECT, rows_in, tables

_FORM = re.compile(
    r"(?:Bằng khen|Giấy khen|Huân chương|Huy chương|Cờ [Tt]hi đua|Cờ của|Kỷ niệm chương|Danh hiệu|Giấy chứng nhận"
    r"|Bằng Lao động sáng tạo|Cờ )[^;.:]*"
)
_FORM_ITEM = re.compile(
    r"(?:Tặng\s+|Xét tặng\s+|Đề nghị\s+(?:[^.;:]{3,60}?\s)??(?:xét\s+)?(?:tặng\s+(?:thưởng\s+)?)?)?"
    r"(?=Bằng khen|Giấy khen|Huân chương|Huy chương|Cờ"
    r"|Kỷ niệm chương|Danh hiệu|Giấy chứng nhận|Bằng Lao động|Biểu dương)"
)
_HEADED = re.compile(
    r"hinh thuc (?:va [^.:;]{0,40})?khen thuong|cac hinh thuc khen|hinh thuc khen|(?:^|[.;] )hinh thuc(?=\s*(?::|\W*$))"
)
_SECTION = re.compile(r"(?:cong tac |ve |hinh thuc )*khen thuong")
_QUOTA = re.compile(
    r"(?P<lead>không quá|tối đa|không vượt quá|Giấy khen|Bằng khen|Cờ thi đua"
    r"|mỗi [^.;:]{0,50}? (?:xét |đề nghị |được |chọn |lựa chọn )+|xét chọn"
    r"|lựa chọn|chọn|đề nghị|được đề nghị|số lượng|cho|:|,|và)\s*"
    r"(?:từ\s*)?(?:(?P<low>\d{1,3})\s*(?:-|–|đến)\s*)?(?P<value>\d{1,4})\s*(?P<percent>%)?\s*"
    r"(?P<unit>tập thể|cá nhân|trường hợp|đơn vị|đ/c|đồng chí"
    r"|người|Bằng khen|bằng khen|Giấy khen|giấy khen|tổng số|hộ gia đình|hộ|gia đình|doanh nghiệp"
    r"|công đoàn cơ sở|CĐCS|cơ sở|chi hội|hội viên|đoàn viên|đảng viên|chi đoàn|chi đội|chi bộ|liên đội|thôn|xã|phường"
    r"|ấp|khu phố|khu dân cư|tổ|đội|chuyền|phân xưởng|phòng|lớp|trường|công nhân|giáo viên|nhà giáo|học sinh|em)?"
    r"(?![^\W\d_])"
    r"(?P<per>\s*/\s*(?:\d{1,2}\s*)?(?:ban|đoàn|đơn vị|xã|tổ|khối|cụm)[^\s;,.]*)?",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"\s+(?:cho|đối với)\s+(?=(?:các |những |\d)*(?:tập thể|cá nhân|đơn vị|người))")
_FORMS = r"(?:Bằng khen|Giấy khen|[Cc]ờ (?:thi đua|luân lưu)|Huân chương|Kỷ niệm chương)"
_GRANTED = re.compile(
    r"(?:(?:tặng|Tặng|đề nghị)\s+(?:thưởng\s+)?|(?:đồng|thưởng)\s+(?:và|kèm(?: theo)?|cùng)\s+|^\W*(?=[^.;:]{8,80}:\s))"
    rf"(?P<form>{_FORMS}"
    rf"(?:(?! không quá | tối đa | với số lượng | cho | đối với |,? và {_FORMS}| \d)[^;.,:()\d“])*)"
)
_AND_GRANTED = re.compile(
    rf"(?:,| và|, và)\s+(?:tặng\s+)?(?P<form>{_FORMS}(?:(?! cho | đối với |,? và {_FORMS})[^;.,:()\d“])*)"
)
_WILL_GRANT = re.compile(r"\bsẽ\s+(?:được\s+|xét\s+|đề nghị\s+)*(?:tặng|khen)\b")
# "Cờ thi đua xuất sắc; Giấy khen của Giám đốc. Tổ dẫn đầu được thưởng …"
_NEXT_FORM = re.compile(r";\s+(?=Bằng khen|Giấy khen|Huân chương|Huy chương|Cờ|Kỷ niệm chương|Danh hiệu|Biểu dương)")
_SENTENCE_END = re.compile(r"(?<=[a-zà-ỹ]{2})\.\s+(?=[A-ZĐ])")
_LONGEST_FORM = 120
# "mỗi đội chọn 01 tập thể, 02 cá nhân", "tặng Bằng khen cho 01 tập thể": dealt out without a word of a bound.
_DEALT = re.compile(
    r"\bmoi\b[^.;:\d]{2,80}\b(?:chon|de nghi|xet)\b|\btang\b[^.;:\d]{5,80}\bcho \d"
    r"|\b(?:xet|binh|lua|tuyen) (?:va )?chon\b[^.;:\d]{0,40}\d"
)
# "Bằng khen của Tổng Liên đoàn: 01 tập thể", "tặng Giấy khen cho 05 cơ sở, 20 chi hội", "Nhất: 01 chuyền".
_DEALT_BY_FORM = re.compile(
    r"\b(?:bang khen|giay khen|co thi dua|co luan luu|ky niem chuong|huan chuong)\b[^.;:\d]{0,80}(?::| cho)?\s\d"
    r"|^\W*(?:giai )?(?:nhat|nhi|ba|khuyen khich|ca nhan|tap the)\s*:\s*\d"
)
_DEALT_TO = ("tập thể", "cá nhân", "trường hợp")
# "Mỗi CĐCS giới thiệu không quá 01 tập thể và 02 cá nhân đề nghị … khen thưởng": said among the duties too.
_PROPOSES = re.compile(r"(?:không quá|tối đa|không vượt quá)\s+\d{1,3}\s+(?:tập thể|cá nhân|trường hợp)")
_SCORED = re.compile(r"\bdiem\b")
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\W*$")
_AMOUNT = re.compile(r"so luong|chi tieu khen|ty le khen|dinh muc")


def award_forms(outline: Outline) -> tuple[AwardForm, ...]:
    """The list under "Hình thức khen thưởng", or the forms named behind these words."""
    paras = outline.sections()
    for index, para in enumerate(paras):
        bare = folded(para.words)[:260]
        match = _HEADED.search(bare)
        if (
            not match
            or "tieu chuan" in bare[: match.start()]
            or (match[0].endswith("hinh thuc") and para.kind != AWARDS)
        ):
            continue
        items = list(_items(paras[index + 1 :], para))
        if items:
            return tuple(items)
        inline = list(_inline(para, match.end()))
        if inline:
            return tuple(inline)
    return _of_sections(paras) or tuple(_granted(paras))


def _granted(paras: tuple[Para, ...]) -> Iterator[AwardForm]:
    """Where no list is headed: each form that the section on awards says is granted ("tặng Giấy khen cho …"), or that
    an account says will be."""
    seen: set[str] = set()
    is_account = not any(para.kind for para in paras)
    for para in paras:
        if para.kind != AWARDS and not (is_account and _WILL_GRANT.search(para.text)):
            continue
        for match in _GRANTED.finditer(para.text):
            found: re.Match[str] | None = match
            while found:
                name = found["form"].strip()
                if (key := folded(name)) not in seen and len(name) < _LONGEST_FORM:
                    seen.add(key)
                    start = para.start + found.start("form")
                    yield AwardForm(name=name, span=(start, start + len(name)), confidence=LIKELY)
                found = _AND_GRANTED.match(para.text, found.end())


def _of_sections(paras: tuple[Para, ...]) -> tuple[AwardForm, ...]:
    """Where nothing is headed "Hình thức": the items of a section "Khen thưởng", if two or more of them begin with a
    form."""
    for index, para in enumerate(paras):
        if para.is_heading and _SECTION.fullmatch(folded(para.words).strip(" .:")):
            items = list(_items(paras[index + 1 :], para))
            if len(items) > 1:
                return tuple(items)
    return ()


def _items(following: tuple[Para, ...], head: Para) -> Iterator[AwardForm]:
    for para in following:
        words = para.words
        if para.rank <= head.rank and head.rank < DASHED:
            return
        match = _FORM_ITEM.match(words)
        if match is None or len(words) > 260:
            if para.is_heading or para.rank <= DASHED:
                return
            continue
        at = 0
        for end in (*(cut.end() for cut in _NEXT_FORM.finditer(words)), len(words)):
            if match := _FORM_ITEM.match(words, at):
                name = words[match.end() : end].rstrip(" ;.,:/")
                name = _FOR_WHOM.split(_SENTENCE_END.split(name)[0].split(": ")[0])[0]
                start = para.body + match.end()
                yield AwardForm(name=name, span=(start, start + len(name)), confidence=SURE)
            at = end


def _inline(para: Para, at: int) -> Iterator[AwardForm]:
    offset = para.body - para.start
    for match in re.finditer(
        r"(?:Bằng khen|Giấy khen|Huân chương|Cờ thi đua|Kỷ niệm chương)[^;.,:()]*", para.text[offset + at :]
    ):
        name = re.split(r"\s+(?:và|cho|đối với|hoặc)\s+(?=[a-zđBGHC])", match[0].strip())[0].strip()
        start = para.start + offset + at + match.start()
        yield AwardForm(name=name, span=(start, start + len(name)), confidence=LIKELY)


def award_quotas(outline: Outline) -> tuple[Quota, ...]:
    """How many may be proposed, line by line, in the sections on awards."""
    out: list[Quota] = []
    paras, rows = outline.paras, rows_in(outline)
    for para in outline.sections():
        if para.kind != AWARDS and not _proposes(para.text):
            continue
        above = " ".join(folded(paras[i].lead or paras[i].words[:80]) for i in para.parents) + " " + folded(para.lead)
        in_amounts = bool(_AMOUNT.search(above))
        if para.start in rows:
            continue
        for clause in re.finditer(r"[^;.]+", para.text[para.body - para.start :]):
            is_meant = para.kind == AWARDS or _proposes(clause[0])
            if is_meant and (quota := _quota(para, clause, in_amounts)):
                out.append(quota)
    return (*out, *_table_quotas(outline))


def _proposes(text: str) -> bool:
    return bool("khen" in text and _PROPOSES.search(text))


def _quota(para: Para, clause: re.Match[str], in_amounts: bool) -> Quota | None:
    found = [m for m in _QUOTA.finditer(clause[0]) if m["unit"] or m["percent"]]
    if not found or re.search(r"\d+\s*bộ\b", clause[0]):
        return None
    at_most = bool(re.search(r"không quá|tối đa|không vượt quá", clause[0], re.IGNORECASE))
    is_dealt = bool(_DEALT.search(folded(clause[0]))) and all(
        m["unit"] and m["unit"].lower() in _DEALT_TO for m in found
    )
    is_dealt = is_dealt or bool(_DEALT_BY_FORM.search(folded(clause[0])) and not any(m["percent"] for m in found))
    if not at_most and not in_amounts and not is_dealt:
        return None
    unit = ", ".join(dict.fromkeys("%" if m["percent"] else f"{m['unit'].lower()}{_per(m['per'])}" for m in found))
    is_range = not at_most and all(m["low"] for m in found)
    quote = clause[0].strip()
    start = para.body + clause.start() + len(clause[0]) - len(clause[0].lstrip())
    return Quota(
        quote=quote,
        comparator="<=" if at_most else "between" if is_range else "=",
        values=tuple(value_of(m[side]) for m in found for side in (("low", "value") if is_range else ("value",))),
        unit=unit,
        span=(start, start + len(quote)),
        confidence=SURE if in_amounts else LIKELY,
    )


def _table_quotas(outline: Outline) -> Iterator[Quota]:
    """Of a table "Đơn vị | Tập thể | Cá nhân" one quota a row, the row of the totals left out."""
    for table in tables(outline):
        if not table.is_of_awards or _SCORED.search(folded(" ".join(table.titles))):
            continue
        told = folded(f"{table.above} {' '.join(table.titles)}")
        for row in table.rows:
            named = row.cells.get(ACTOR) or row.cells.get(SUBJECT)
            figures = [(title, cell) for title, cell in row.values if cell.text.strip(" .").isdigit()]
            if named is None or not figures or _TOTAL.match(folded(named.text)):
                continue
            yield Quota(
                quote=row.para.text,
                comparator="<=" if re.search(r"khong qua|toi da", told) else "=",
                values=tuple(value_of(cell.text.strip(" .")) for _, cell in figures),
                unit=", ".join(title.lower() for title, _ in figures),
                span=(row.para.start, row.para.end),
            )


def _per(text: str | None) -> str:
    return "/" + re.sub(r"[\s\d/]+", "", text) if text else ""
