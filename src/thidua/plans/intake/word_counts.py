"""Counts told in words: "xây dựng một mô hình", "giúp đỡ hai hộ". A word before a noun often counts nothing ("là một
tập thể", "năm học"), so that it has to follow a verb of what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.comparators import AT_LEAST
from thidua.plans.intake.numbers import WORD_NUMBER
from thidua.plans.intake.units import UNITS

_COUNT = re.compile(
    rf"(?<=\s)(?:(?P<low>{WORD_NUMBER})\s*(?P<joint>-|–|đến|tới)\s*)?(?P<value>{WORD_NUMBER})"
    rf"(?:\s+(?P<times>nghìn|ngàn|triệu|tỷ|tỉ)(?=\s))?\s+(?P<unit>{UNITS})(?![^\W\d_])",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:[:;]|\b(?:co|xay dung|xay|giup|giup do|ho tro|thuc hien|dang ky|dam nhan|dam nhiem|hoan thanh|thanh lap|ra mat"
    r"|dua|nhan|nhan rong|sua chua|ket nap|gioi thieu|phat trien|lua chon|chon|to chuc|phat hien|tang|trao|van dong))"
    r"(?: (?:duoc|moi|them|tu|cho))*\s*$"
)
# What is not counted by "một": it is said of what one is, or of any such thing.
_ONE = re.compile(
    r"(?:tập thể|tổ|ban|đội|nhóm|đơn vị|cơ quan|doanh nghiệp|trường|xã|huyện|phường|cơ sở|cán bộ|người|cá nhân|đợt"
    r"|gia đình|chương trình|văn bản|cuộc|hội nghị"
    r"|tổ chức đảng|tổ chức công đoàn|bộ|con|tấm gương|gương|điểm|khoa|phòng)"
)
_NO_NOUN = ("chương trình", "đợt", "lần", "cuộc", "điểm", "cấp")
_YEAR = re.compile(r"(?:thuc hien|hoan thanh|to chuc|phat trien|co|[:;])\s*$")  # "thực hiện năm …"


def word_counts(text: str, low: int) -> Iterator[re.Match[str]]:
    """Counts in words from ``low`` on that may be meant."""
    for match in _COUNT.finditer(text, low):
        unit, value = match["unit"].lower(), match["value"].lower()
        if unit not in _NO_NOUN and not (value == "một" and _ONE.fullmatch(unit)):
            yield match


def is_word(match: re.Match[str]) -> bool:
    """Whether the count is told in words."""
    return match["value"][:1].isalpha()


def is_led(match: re.Match[str], before: str) -> bool:
    """Whether the folded words before a count in words let it be one."""
    if match["value"].lower() == "năm" and _YEAR.search(before):
        return False
    return bool(_LEADS.search(before)) and not AT_LEAST.search(before)
