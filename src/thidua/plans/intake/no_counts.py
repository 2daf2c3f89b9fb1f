"""Figures before a counted noun that count nothing to reach: ordinals, costs, sizes, what shall not be. Texts are
folded."""

from __future__ import annotations

import re

from thidua.plans.intake.numbers import value_of

_ORDINAL = re.compile(
    r"(?:nam|thang|ngay|quy|lan|lan thu|thu|khoa|so|dieu|khoan|giai doan|nhiem ky|muc|loai|hang|cap|lop|khoi|nhom"
    r"|tuan|hoc ky|bac|phu luc"
    r"|mau|trang|(?<!dao )diem|nghi quyet|chuong trinh|de an|phong trao|cuoc van dong|chien dich|covid|the ky|ky|hk"
    r"|phan|ca|dot|chi tieu|tieu chi|nd|tt|\d trong)\s*$"
)
# "thu 12 tấn", "đăng ký 5 công trình": gathered and signed for, no ordinals ("thứ", "kỳ").
_DONE = re.compile(r"(?<!\w)(?:thu|ký|đăng kí)\s*$", re.IGNORECASE)
# "không còn xã dưới 12 tiêu chí": what shall not be, whatever figure describes it.
_NONE_SUCH = re.compile(r"khong (?:con|de|co)\b[^,;:\d]{2,40}$")
# "85% hộ đạt 8 tiêu chí": what the share is of.
_DESCRIBED = re.compile(r"\d\s*(?:%|(?:xa|thon|huyen|ho|ap|buon|khu dan cu)\b)[^;]*\bdat(?: du| ca| tu)*\s*$")
# "giữ vững 19 tiêu chí": a set that has a name.
_SET = re.compile(r"(?:giu vung|bo|theo|cac|ca)\s*$")
# "53/94 xã" is so many of so many; "8/3", "dịp 1/5" are days.
_DAY = re.compile(r"(?:ngay|dip|le|dong|mung|niem|tu|den|toi|truoc|sau|va|het|,)\s*$")
# "doanh nghiệp từ 300 lao động trở lên": how large a unit is, nothing to reach.
_SIZE = re.compile(
    r"(?:doanh nghiep|dn|don vi|co so|cdcs|cong ty|co quan|noi|truong)\s+"
    r"(?:(?:nao|co|su dung|dang|quy mo|du dieu kien|tro len)\s+)*"
    r"(?:tu|tren|duoi|it nhat|toi thieu|khong qua|hon)?\s*$"
)
_HEADS = ("lao động", "người lao động", "người", "đoàn viên", "công nhân", "cnlđ", "cán bộ", "học sinh")
_COSTS = re.compile(
    r"(?:(?:kinh phi|tri gia|giai thuong|muc thuong|tien thuong|(?<!% )du toan)[^.;]{0,25}"
    r"|(?:nguon luc|tu (?:nguon )?ngan sach)[^.;]{0,30})$"
)
# "2 điểm còn lại", "2 buổi/ngày": those that are left, how school is kept.
_NO_GOAL = re.compile(r"\s+(?:trực thuộc\s+)?còn lại\b|/ngày\b")
# "mỗi nhà 50 triệu đồng": what each is supported with is aimed at in a section of targets only.
_SUPPORT = re.compile(r"moi (?:suat|phan|phan qua|can nha|nha|can|ngoi nha|ho|truong hop)[^.;]{0,25}$")
# "với tổng kinh phí không dưới 2,4 tỷ đồng": what all together is to cost is aimed at.
_IN_ALL = re.compile(r"tong (?:kinh phi|tri gia|so tien|gia tri)[^.;]{0,25}(?:it nhat|toi thieu|khong duoi|tren)\s*$")


def is_ordinal(match: re.Match[str], before: str) -> bool:
    """Whether the words before a figure say that it only numbers something: "Đợt 1", "quý 2"."""
    at = match.start()
    return bool(_ORDINAL.search(before)) and not _DONE.search(match.string[max(0, at - 10) : at])


def is_none_such(before: str) -> bool:
    """Whether the words before a figure name what shall not be."""
    return bool(_NONE_SUCH.search(before))


def is_no_count(match: re.Match[str], before: str, *, in_section: bool = False) -> bool:
    """Whether a counted noun is an ordinal, a cost or the size of a unit. ``in_section``: of targets."""
    unit = match["unit"].lower()
    if unit == "cuộc" and match.string.startswith(" vận động", match.end()):
        return True
    if unit in ("buổi", "điểm", "đơn vị") and _NO_GOAL.match(match.string, match.end()):
        return True
    if unit.endswith("đồng") and _COSTS.search(before) and not _IN_ALL.search(before):
        return True
    if unit.endswith("đồng") and not in_section and _SUPPORT.search(before):
        return True
    if unit == "tiêu chí" and (_DESCRIBED.search(before) or _SET.search(before)):
        return True
    of = match.groupdict().get("of")
    if of and (int(of) < value_of(match["value"]) or _DAY.search(before)):
        return True
    return is_ordinal(match, before) or is_none_such(before) or bool(unit in _HEADS and _SIZE.search(before))
