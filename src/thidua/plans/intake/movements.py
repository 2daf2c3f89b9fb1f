"""Movements and campaigns by their quoted names; slogans, themes, titles, funds, contests and documents are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.plans.intake.draft import LIKELY, SURE, Movement
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline, Para
from thidua.plans.intake.quotes import quotations

_YES = re.compile(r"phong trao(?: thi dua)?|cuoc van dong|\bptt[dđ]\b|hai gioi\b")
_NO = re.compile(
    r"chu de|muc tieu|danh hieu|phuong cham|khau hieu|tinh than|nhiem vu|chuyen de|quy\b|hoi thi|cuoc thi|hoi thao"
    r"|lien hoan|chuong trinh"
    r"|de an|tieu chi|tieu chuan|mo hinh|\bgiai\b|thang\b|ngay hoi|cau lac bo|nghi quyet|ke hoach|khen|dat chuan"
    r"|dat\b|nguoi tot|guong"
    r"|ki niem|chao mung|goi la|goi tat|sau day|viet tat|ky niem|mai am|to am|diem nong|bang khen|giay khen|cup"
    r"|bieu tuong"
    r"|thong diep|hinh anh|ten goi|hoi thi|dien dan|tuan le|to chuc thi\b|san choi|thong nhat|sach\b|bai hat"
    r"|loi day|khong de xay ra|tieu de|nguyen tac|chi thi|huong dan|quyet dinh|luat\b"
)
_GLUE = re.compile(
    r"\s*(?:\([^()]{0,60}\))?\s*(?:[,;/]|\.{3}|và|va|hoặc|cùng|gắn với|&)?\s*(?:và|va|hoặc|cùng với|gắn với|-|–|\+)?\s*"
)
_LOOSE_GLUE = re.compile(r"[^.:“”]{0,70}[,;]\s*(?:và\s*)?")
_BARE = re.compile(r"thi dua\s*:?\s*$")
_OCCASION = re.compile(r"(?:thang|tuan le|ngay hoi|ngay chu nhat|chu nhat|tet)\s")
_FAR = 110
_LONG_NAME = 6


@dataclass(frozen=True)
class _Seen:
    end: int
    is_movement: bool


def movements(outline: Outline) -> tuple[Movement, ...]:
    """Each movement once, in the order of the text."""
    found: dict[str, Movement] = {}
    start = outline.title[0]
    for para in outline.paras[start : outline.tail]:
        for movement in _in_para(para):
            key = re.sub(r"\W+", " ", folded(movement.name)).strip()
            found.setdefault(key, movement)
    return tuple(found.values())


def _in_para(para: Para) -> list[Movement]:
    out: list[Movement] = []
    before: _Seen | None = None
    for start, end in quotations(para.text):
        verdict, confidence = _verdict(para.text, start, before)
        name = para.text[start:end].strip(" .,;:")
        if verdict and _is_name(name):
            out.append(Movement(name=name, span=(para.start + start, para.start + end), confidence=confidence))
        before = _Seen(end + 1, verdict)
    return out


def _is_name(name: str) -> bool:
    words = name.split()
    if _OCCASION.match(folded(name)):
        return False
    return 2 <= len(words) <= 40 and (len(words) >= _LONG_NAME or not re.search(r"\d{4}$", name))


def _verdict(text: str, start: int, before: _Seen | None) -> tuple[bool, float]:
    """Whether the quotation that begins at ``start`` names a movement: by the last telling word before it, or by the
    list that it stands in."""
    gap_from = before.end if before else 0
    gap = text[gap_from : start - 1]
    if before and _GLUE.fullmatch(gap):
        return before.is_movement, LIKELY
    near = folded(gap[-_FAR:])
    cut = max(near.rfind(". "), near.rfind("; "))
    near = near[cut + 1 :] if cut >= 0 else near
    yes = max((match.end() for match in _YES.finditer(near)), default=-1)
    no = max((match.end() for match in _NO.finditer(near)), default=-1)
    if yes > no or (_BARE.search(near) and (no < 0 or no < len(near) - 30)):
        return True, SURE
    if no >= 0:
        return False, SURE
    if before and before.is_movement and _LOOSE_GLUE.fullmatch(gap):
        return True, LIKELY
    return False, SURE
