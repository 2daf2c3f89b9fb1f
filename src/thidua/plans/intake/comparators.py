"""How a figure is meant, by the words that touch it: "ít nhất", "trên", "không quá", "trở lên". Texts are folded."""

from __future__ import annotations

import re

_AT_MOST = re.compile(
    r"(?:khong (?:con )?qua|toi da|khong vuot(?: qua)?"
    r"|nhieu nhat|khong cao hon|khong nhieu hon|≤|<=)(?:\s*(?:la|den|con))?\s*$"
)
AT_LEAST = re.compile(
    r"(?:it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|≥|>=)(?:\s*(?:la|dat|tu|co|duoc|la tu|dat tu))*\s*$"
)
_BELOW = re.compile(r"(?:xuong duoi|\bduoi|thap hon|it hon|<)(?:\s*muc)?\s*$")
_ABOVE = re.compile(r"(?:\btren|\bhon|\bvuot|>)(?:\s*muc)?\s*$")
UP = re.compile(r"\s*(?:/\s?(?:nguoi|ho|lao dong|ngay|thang|quy|nam)\s?){0,2}(?:\([^)]{0,30}\)\s*)?tro (?:len|di)\b")
# "vượt 5% so với kế hoạch": by how much, no bound.
_BY = re.compile(r"\bvuot(?: muc)?\s*$")
_COMPARED = re.compile(r"\s*so voi\b")
_FAR_UP = re.compile(r"[^.,;:()\d]{0,60}\btro len\b")
# "80% đoàn viên trở lên tham gia": behind the noun too, unless the words before it name a grade ("từ khá trở lên").
_NOUN_UP = re.compile(
    r"(?:(?!\b(?:dat|tu|kha|tot|loai|hoan thanh|xep|manh|gioi|trung binh|cap|hang|muc|bac|nam|tuoi)\b)[^.,;:()\d])"
    r"{2,30}\btro len\b"
)
_DOWN = re.compile(r"\s*tro xuong\b")
_BOUND = re.compile(rf"(?:{_AT_MOST.pattern}|{_BELOW.pattern}|{_ABOVE.pattern})")
_NEAR = 40


def comparator(before: str, after: str) -> str:
    """The comparator of a figure between these words."""
    before = before[-_NEAR:]
    if UP.match(after):
        return ">="
    if _FAR_UP.match(after) and before.rstrip().endswith(" tu"):
        return ">="
    if _NOUN_UP.match(after) and not _BOUND.search(before):
        return ">="
    if _DOWN.match(after) or _AT_MOST.search(before):
        return "<="
    if AT_LEAST.search(before):
        return ">="
    if _BY.search(before) and _COMPARED.match(after):
        return "="
    if _BELOW.search(before):
        return "<"
    return ">" if _ABOVE.search(before) else "="
