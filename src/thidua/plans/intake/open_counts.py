"""Counts of things that no list of nouns knows: "xóa 05 điểm rác", "ít nhất 20 khách hàng". A noun of Vietnamese has
two syllables as a rule, one where a word of another kind follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.comparators import AT_LEAST
from thidua.plans.intake.letters import SMALL, folded
from thidua.plans.intake.numbers import NUMBER

_COUNT = re.compile(
    rf"(?<![\w/.,])(?:(?P<low>{NUMBER})\s*(?P<joint>-|–|đến|tới)\s*)?(?P<value>{NUMBER})\s+"
    rf"(?P<unit>(?P<one>[{SMALL}]+)(?:\s(?P<two>[{SMALL}]+))?)(?![^\W_])"
)
# Words that begin no counted noun: they count time, order, parts of a text, slogans; or they go on with the sentence.
_NO_NOUN = re.compile(
    r"(?:năm|tháng|ngày|giờ|phút|tuần|quý|kỳ|khóa|khoá|tuổi|lần|lượt|đợt|giai|bước|mặt|khâu|điều|nội|nhiệm|mục|chỉ"
    r"|tiêu|phong|nguyên|không|sạch|nhất|tốt|mức|loại|phần|ngành|cấp|lĩnh|khu|vùng|chủ|nhóm|thứ|bậc|hạng|đêm"
    r"|suất|trăm|nghìn|ngàn|triệu|tỷ|tỉ|và|hoặc|hay|trở|so|của|cho|tại|ở|trong|ngoài|trên|dưới|từ|đến|tới|là|có"
    r"|được|đạt|theo|để|với|về|do|bằng|kế|chương|nghị|quyết|thông|tư|điểm|số|hai|ba|bốn|đồng|thế|công|dân)"
)
# Words after which a noun of one syllable has ended.
_AFTER_NOUN = re.compile(
    r"(?:và|hoặc|trở|so|của|cho|tại|ở|trong|ngoài|trên|dưới|từ|đến|tới|là|có|được|đạt|theo|để|với|về|do|bằng|mới"
    r"|trị|thuộc|cấp|tham|tự|tiêu|kiểu|thi|mỗi|một|trước|sau|đăng|hoàn|thực|xếp|giữ|phát|phấn|tăng|giảm|nhận|thoát)"
)
_NEAR = 200
_LEADS = re.compile(
    r"(?:^|[:;]|\b(?:co|duoc|them|moi|xay dung|phat trien|xoa|lap|thanh lap|thuc hien|to chuc|duy tri|nhan rong|ra mat"
    r"|hoan thanh|trong|tang|mo|xay|lam|sua chua|cai tao|ho tro|van dong|tiep nhan|xu ly|cung cap|lap dat|khoan"
    r"|khoi cong|ket nap|thu hut|giup|giup do|dao tao|gioi thieu|it nhat|toi thieu|tren|hon|duoi|tu))\s*$"
)


def open_counts(text: str, low: int, *, in_section: bool) -> Iterator[re.Match[str]]:
    """Counts from ``low`` on whose noun is in no list. Outside the section of targets only those that have to be
    reached at least."""
    bare = folded(text)
    for match in _COUNT.finditer(text, low):
        if _NO_NOUN.fullmatch(match["one"]):
            continue
        before = bare[max(low, match.start() - _NEAR) : match.start()].rstrip()
        if AT_LEAST.search(before) or (in_section and _LEADS.search(before)):
            yield match


def noun_of(match: re.Match[str]) -> str:
    """The counted noun."""
    return match["one"] if not match["two"] or _AFTER_NOUN.fullmatch(match["two"]) else match["unit"]
