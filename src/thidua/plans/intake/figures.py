"""One figure of a text: what a number, its unit and the words that touch it say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.plans.intake.comparators import comparator
from thidua.plans.intake.numbers import NUMBER, WORD_NUMBER, value_of
from thidua.plans.intake.units import UNITS
from thidua.plans.intake.units import bare as bare_noun

_FREE = r"(?<![\w/.,])"
_TIMES = r"(?:\s+(?P<times>nghìn|ngàn|triệu|tỷ|tỉ)(?=\s))?"
PERCENT = re.compile(
    rf"{_FREE}(?:(?P<low>{NUMBER})\s*%?\s*(?P<joint>[-–÷]|đến|tới|lên)\s*)?(?P<value>{NUMBER})\s*(?:%|phần trăm)"
)
COUNT = re.compile(
    rf"{_FREE}(?<!/ )(?:(?P<above>{NUMBER})\s*(?P<above_times>tỷ|tỉ|triệu)\s+(?=[\d.,]+\s*(?:triệu|nghìn|ngàn)\s))?"
    rf"(?:(?P<low>{NUMBER})\s*(?P<joint>[-–÷]|đến|tới)\s*)?(?P<value>{NUMBER})(?:/(?P<of>\d{{1,4}})(?=\s))?(?![\d/%]|[.,]\d|\s*%)"
    rf"(?:\s*(?P<times>triệu|tỷ|tỉ|nghìn|ngàn)(?=\s))?\s*(?P<unit>{UNITS})(?![^\W\d_])",
    re.IGNORECASE,
)
# "xây 30 “Mái ấm Công đoàn”": what is counted has a name.
NAMED = re.compile(rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*“(?P<unit>[^“”\d]{{3,40}})”")
WORDED = re.compile(
    rf"(?:ít nhất|tối thiểu)\s+(?:là\s+|có\s+|được\s+)?(?P<value>{WORD_NUMBER}){_TIMES}\s+(?P<unit>{UNITS})"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
# "… và ba hành vi": the list that such a count begins.
AND_WORDED = re.compile(
    rf"[^,;.:()\d]{{0,40}}?(?:,| và)\s+(?P<value>{WORD_NUMBER}){_TIMES}\s+(?P<unit>{UNITS})(?![^\W\d_])"
)
# "thu nhập tăng gấp 1,5 lần".
TIMES_AS_MUCH = re.compile(
    rf"(?:tăng|gấp|lên)\s+(?:(?:ít nhất|lên|gấp|thêm)\s+)*(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<unit>lần)(?![^\W\d_])"
)
# "ngày điều trị trung bình ≤ 6,5 ngày": a length of time is a target as a bound only.
TIME = re.compile(rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<unit>ngày|giờ|phút)(?![^\W\d_]| (?:đêm|nước|công))")
# "dọn vệ sinh ít nhất 2 lần/tháng".
OFTEN = re.compile(
    rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<unit>lần)\s*(?:/|trong |một |mỗi )\s*(?:tuần|tháng|quý|năm)\b"
)
# "mỗi cấp bộ hội một công trình".
EACH_ONE = re.compile(
    rf"\b[Mm]ỗi [^.;:,“”()\d]{{3,40}}? (?P<value>{WORD_NUMBER}|0?[1-5]) (?P<unit>công trình|phần việc|mô hình|sáng kiến"
    r"|sản phẩm|đề tài|giải pháp|việc làm tốt)(?![^\W\d_])"
)
# "mức bình quân 50 ngàn/ 1 hội viên": money, though nobody says so.
RATE = re.compile(
    rf"{_FREE}(?P<low>(?!))?(?P<value>{NUMBER})\s*(?P<times>ngàn|nghìn|triệu)\s?/\s?"
    rf"(?=(?:0?1 )?(?:{UNITS}|tháng|năm)\b)"
)
ASKED = re.compile(rf"(?<=\s)(?P<value>{WORD_NUMBER}){_TIMES}\s+(?P<unit>{UNITS})(?![^\W\d_])")


@dataclass(frozen=True)
class Figure:
    """A number with its unit and comparator, and where it stands in its paragraph."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str  # the bare noun
    comparator: str
    noun: str = ""  # as printed, with what qualifies it
    is_part: bool = False  # "53/94 xã"


def figure_of(match: re.Match[str], bare: str, unit: str) -> Figure:
    """The figure of a match; ``bare`` is the folded text that it stands in."""
    told = match.groupdict()
    times, scale = told.get("times"), 1.0
    if (money := unit.lower().split())[1:] == ["đồng"]:
        scale, unit = value_of("1", money[0]), "đồng"
    value = round(value_of(match["value"], times) * scale, 6)
    if told.get("above"):  # "2 tỷ 500 triệu đồng"
        value += value_of(told["above"], told["above_times"])
    low = round(value_of(match["low"], times) * scale, 6) if match["low"] else None
    noun, unit = unit, bare_noun(unit)
    if (match["low"] and match["joint"] == "lên") or (low is not None and low >= value):
        low = None
    before, after = bare[: match.start()], bare[match.end() :]
    if low is not None:
        return Figure(match.start(), match.end(), low, value, unit, "between", noun)
    return Figure(
        match.start(), match.end(), value, None, unit, comparator(before, after), noun, is_part=bool(told.get("of"))
    )


def worded(match: re.Match[str], sign: str) -> Figure:
    """The figure of a count in words that is asked for."""
    start, noun = match.start("value"), match["unit"]
    value = value_of(match["value"], match.groupdict().get("times"))
    return Figure(start, match.end(), value, None, bare_noun(noun), sign, noun)
