"""Days by which something is due, and reports that recur without a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.plans.intake.dates import DateFind, dates_in, lent, periods_in
from thidua.plans.intake.draft import LIKELY, SURE, Deadline, Recurring, Span
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import PURPOSE, Outline, Para
from thidua.plans.intake.tables import rows_in

_TRIGGER = re.compile(
    r"(?P<before>truoc|cham nhat(?: la)?(?: vao| den| truoc| trong)?|muon nhat(?: la)?"
    r"|han cuoi(?: cung)?(?: (?:dang ky|nop|gui|bao cao|nhan)[^.;:]{0,20}?)?(?: la)?"
    r"|han chot|thoi han(?: nop| gui)?|han nop"
    r"|xong truoc)\s*:?\s*(?:het )?(?:\d{1,2}\s*(?:gio|h)\s*(?:00)?\s*,?\s*)?(?:ngay )?$"
    r"|(?P<by>tu nay den|(?<!tinh )den het|hoan thanh den|(?<!tinh )den|xong|han)\s*:?\s*(?:het )?(?:ngay )?$"
    r"|(?P<in>vao(?: (?:sang|chieu|toi))?|du kien(?: vao| trong| to chuc)?"
    r"|(?:so ket|tong ket)(?: (?:dot|giai doan|chang|hoc ky|ky|phong trao|thi dua|\d{1,2}|[ivx]{1,3}))* (?=ngay $)"
    r"|(?:nop|gui|hoan thanh)(?:(?!truoc|cham nhat|muon nhat|\bden\b|\btu\b)[^.;:,\d]){2,40} (?=ngay $)"
    r"|trong|hoan thanh(?: trong| vao)?|(?:to chuc|tong ket|so ket|phat dong|nop|gui"
    r"|bao cao)(?: vao)?)\s*:?\s*(?:(?:tuan )?(?:cuoi |dau |giua ))?(?:ngay )?$"
    r"|(?P<at>thoi gian[^.;:]{0,60}:)\s*(?:truoc )?(?:ngay )?$"
)
_NAME_BEFORE = re.compile(r"\bTrọng,?\s+(?:ngày\s+)?$")  # a person's name, which folded reads as "trong"
_EVERY = re.compile(r"\s*(?:hàng|hằng|mỗi)\s+(?:năm|tháng|quý)")
# "báo cáo hằng năm trước ngày 15 tháng 11": a day of every year.
_EACH_TIME = re.compile(r"(?:hang|moi|dinh ky) (?:nam|quy|thang)\b[^;]{0,30}$")
_AND_ALSO = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:va|,)\s*(?:truoc )?(?:ngay )?")
_OCCASION = re.compile(r"(?:chao mung|ky niem|dip|nhan ngay|le|quoc te|quoc khanh|nha giao|thanh lap)\s*(?:ngay)?\s*$")
_REPORT = re.compile(r"bao cao|so ket|tong ket|gui ve|danh gia")
_RECURRENCES = (
    (
        "after_phase",
        re.compile(
            r"sau (?:khi ket thuc )?(?:moi|tung|cac) (?:dot|giai doan|chang)|(?:theo|ket thuc|cuoi) (?:tung "
            r"|moi )?(?:dot|giai doan)|sau tung dot|ket thuc moi dot"
            r"|(?:so ket|tong ket|bao cao|danh gia)[^.;]{0,20} (?:tung|moi) (?:dot|giai doan)"
        ),
    ),
    ("monthly", re.compile(r"(?:hang|hang) thang|moi thang|dinh ky thang")),
    ("quarterly", re.compile(r"hang quy|moi quy|dinh ky quy")),
    (
        "half_yearly",
        re.compile(
            r"(?:so ket|bao cao|dinh ky|moi|hang)[^.;]{0,30}\b(?:0?6 thang|sau thang|hoc ky)"
            r"|0?6 thang(?: mot lan)?,? (?:va )?(?:mot |01 )?(?:tong ket )?nam"
        ),
    ),
    ("yearly", re.compile(r"hang nam|moi nam|tong ket (?:cuoi )?nam|cuoi nam")),
)


def deadlines(
    outline: Outline, taken: Iterable[Span], who_of: dict[int, str], lend: dict[int, int]
) -> tuple[Deadline, ...]:
    """All days by which something is due. ``taken`` are spans of phases, documents and anniversaries; ``who_of`` maps a
    paragraph's start to its actor; ``lend`` maps a month to the year of a date without one."""
    spans, rows = list(taken), rows_in(outline)
    out: list[Deadline] = []
    for para in outline.sections():
        if para.kind == PURPOSE or para.start in rows:
            continue
        for find, relation in _due(para.text, lend):
            place = para.start + find.span[0]
            if any(low <= place < high for low, high in spans) or find.iso is None:
                continue
            out.append(_deadline(para, find, relation, who_of.get(para.start)))
    return tuple(_unique(out))


def deadline_in(text: str, lend: dict[int, int]) -> str | None:
    """The first day that a duty's text sets, None where it sets none."""
    return next((find.iso for find, _ in _due(text, lend) if find.iso), None)


def _due(text: str, lend: dict[int, int]) -> Iterator[tuple[DateFind, str]]:
    bare = folded(text)
    last: tuple[int, str] | None = None
    stretches = [period.span for period in periods_in(text)]
    for find in dates_in(text):
        if find.month is None and find.quarter is None:
            continue
        if last and _AND_ALSO.fullmatch(bare[last[0] : find.span[0]]):
            last = find.span[1], last[1]
            yield lent(find, lend), last[1]
            continue
        before = re.sub(r"\s+", " ", bare[max(0, find.span[0] - 70) : find.span[0]])
        match = _TRIGGER.search(before)
        if (
            not match
            or (match["in"] and _NAME_BEFORE.search(text[: find.span[0]]))
            or _EVERY.match(text, find.span[1])
            or (find.year is None and _EACH_TIME.search(before))
            or (match["in"] and "vao" not in match[0] and _OCCASION.search(before[: match.start()]))
            or any(low < find.span[0] < high for low, high in stretches)
        ):
            continue
        relation = "before" if match["before"] or match["at"] else "by" if match["by"] else "in"
        if relation == "in" and find.day is None and find.year is None and not _REPORT.search(before):
            continue
        last = find.span[1], relation
        yield lent(find, lend), relation


def _deadline(para: Para, find: DateFind, relation: str, who: str | None) -> Deadline:
    text = para.text
    low = max(text.rfind("; ", 0, find.span[0]), text.rfind(". ", 0, find.span[0]), para.body - para.start - 1) + 1
    quote_from = low + len(text[low : find.span[0]]) - len(text[low : find.span[0]].lstrip())
    quote = text[quote_from : find.span[1]]
    action = re.sub(
        r",?\s*(?:\(?\s*)(?:trong khoảng thời gian )?(?:trước|chậm nhất|muộn nhất|vào|đến|từ nay|hạn|xong|trong"
        r"|hoàn thành)?(?:\s+(?:là|vào|đến|hết|trước))*(?:\s*ngày)?\s*$",
        "",
        text[quote_from : find.span[0]],
    ).strip(" ,:(")
    return Deadline(
        date=str(find.iso),
        action=action or quote,
        who=who,
        quote=quote,
        relation=relation,
        span=(para.start + quote_from, para.start + find.span[1]),
        confidence=SURE if find.day else LIKELY,
    )


def recurrence_in(text: str) -> str:
    """The recurrence that a text tells, of RECURRENCES; "" for none."""
    bare = folded(text)
    return recurrence_of(text) if _REPORT.search(bare) else ""


def recurrence_of(text: str) -> str:
    """The recurrence that words of time tell ("hàng tháng"), whatever is done then; "" for none."""
    bare = folded(text)
    return next((name for name, pattern in _RECURRENCES if pattern.search(bare)), "")


def recurring(outline: Outline, who_of: dict[int, str]) -> tuple[Recurring, ...]:
    """Reports and reviews without a day, sentence by sentence."""
    out: list[Recurring] = []
    rows = rows_in(outline)
    for para in outline.sections():
        if para.kind == PURPOSE or para.start in rows:
            continue
        at = para.body - para.start
        for match in re.finditer(r"[^.;]+(?:[.;](?!\s|$)[^.;]*)*", para.text[at:]):
            quote = match[0].strip()
            if (name := recurrence_in(quote)) and not deadline_in(quote, {}):
                start = para.start + at + match.start() + len(match[0]) - len(match[0].lstrip())
                out.append(
                    Recurring(
                        quote=quote,
                        recurrence=name,
                        who=who_of.get(para.start),
                        span=(start, start + len(quote)),
                        confidence=LIKELY,
                    )
                )
    return tuple(out)


def _unique(found: list[Deadline]) -> Iterator[Deadline]:
    seen: set[tuple[str, str]] = set()
    for deadline in found:
        key = (deadline.date, folded(deadline.action)[:60])
        if key not in seen:
            seen.add(key)
            yield deadline


def lent_years(year: int | None, is_school_year: bool) -> dict[int, int]:
    """Month → year for dates that name none: the plan's year; in a school year months 1–7 fall in the second."""
    if year is None:
        return {}
    return {month: year + (is_school_year and month < 8) for month in range(1, 13)}
