"""Whether a counted noun outside the section of targets is one: a bound, or a figure that a verb of gain leads to."""

from __future__ import annotations

import re

from thidua.plans.intake.aims import is_given_by_each
from thidua.plans.intake.comparators import AT_LEAST, UP
from thidua.plans.intake.draft import Span
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import AUDIENCE, AWARDS, CLOSING, CONTENTS, DUTIES, MEASURES, SITUATION, Para

_GOAL = re.compile(
    r"(?:phan dau|lua chon|ket nap|thanh lap|ho tro|xay dung|to chuc|boi duong|dao tao|gioi thieu|phat trien"
    r"|co it nhat|van dong|dang ky|dat|tap huan|van dong|moi)"
)
# "phát triển ròng 3.000 đoàn viên": what the movement itself is to bring. Gifts are no target: "trao 15 nhà".
_GAINS = re.compile(
    r"\b(?:ket nap|phat trien|thanh lap|trong|xay|xay dung|sua chua|gioi thieu|thu hut|dao tao"
    r"|boi duong|giup|giup do|giai quyet viec lam|ho tro|phan dau co|thu gom|tuyen truyen|hien|cung hoa|ky|ky ket"
    r"|lam moi|nang cap|kiem tra|giam sat|thu duoc|to chuc|mo)"
    r"(?:,? (?:moi|rong|them|duoc|cho|va|hoac|sua chua|duy tri|boi duong|khoang)){0,3}\s*$"
)
# What is gained is no award, and no paper, meeting or body that only serves the work.
_NO_GAIN = re.compile(r"(?:tập thể|cá nhân|ban|nhóm|đội|tổ|văn bản|hồ sơ|cuộc|buổi|hội nghị|đợt|chương trình|điểm)$")
# "doanh thu đạt 350 tỷ đồng", "năng suất bình quân 62 tạ/ha": what is measured, not counted.
_REACHES = re.compile(
    r"(?:\bdat|lam loi|giai ngan|huy dong|binh quan|doanh thu|loi nhuan|san luong|nang suat|thu nhap|ngan sach"
    r"|kim ngach|gia tri|dong gop|ung ho|quyen gop|tang truong)\b[^.;\d]{0,40}$"
    r"|\b(?:lam|cung hoa|be tong hoa|mo rong|nang cap|sua chua)(?: moi| them| duoc)*\s*$"
)
MEASURED = re.compile(
    r"(?:triệu |tỷ |tỉ )?(?:đồng|USD)|tấn|tạ(?:/ha)?|ha(?: rừng)?|héc ta|km|kWh|m2|m²|m3|m³|lượt khách(?: du lịch)?"
)
# "có 200 sáng kiến": what nobody has but by the movement.
ACHIEVEMENTS = (
    "sáng kiến",
    "sáng kiến, cải tiến",
    "skkn",
    "đề tài",
    "giải pháp",
    "công trình",
    "mô hình",
    "sản phẩm",
    "điển hình",
    "điển hình tiên tiến",
)
# "phấn đấu đến hết năm 2023 có 12 triệu đoàn viên": said of a figure in any section.
_AIMS = re.compile(
    r"\bphan dau(?: den| trong| het| cuoi| nam| thang| quy| hoc| \d[\d/-]*)*(?: se)?,?"
    r" (?:co|dat|ket nap|phat trien|thanh lap)"
    r"(?: duoc| moi| them)*\s*$"
)
_HAVE = re.compile(r"\b(?:co|dang ky|dat)(?: duoc| them)?\s*$")
_NEAR = 300  # letters beside a count that tell how it is meant
_CLAUSE = 1000
_SIZED = ("điểm", "lao động", "người lao động", "người", "đồng", "triệu đồng", "tỷ đồng")


def is_goal(para: Para, clause: Span, match: re.Match[str], comparator: str) -> bool:
    """Whether a count is meant as a target. ``clause``: where its clause stands in the paragraph; ``match`` has the
    group "unit"."""
    unit = match["unit"].lower()
    if unit == "điểm":  # a mark somebody needs for something
        return False
    bare = folded(para.text)
    low = max(clause[0], match.start() - _NEAR)
    before, after = bare[max(0, match.start() - _NEAR) : match.start()], bare[match.end() : match.end() + _NEAR]
    if comparator == ">=" and para.kind not in (AWARDS, CLOSING, SITUATION, AUDIENCE) and AT_LEAST.search(before[-30:]):
        return True
    if para.kind not in (AWARDS, CLOSING, SITUATION, AUDIENCE) and unit not in _SIZED and _AIMS.search(before):
        return True
    if para.kind not in (DUTIES, CONTENTS, MEASURES):
        return False
    if is_given_by_each(before[before.rfind(". ") + 1 :]) or _is_pilot(before, after):
        return True
    if comparator in ("between", ">=", ">") and _GOAL.search(
        bare[max(clause[0], match.start() - _CLAUSE) : min(clause[1], match.end() + _CLAUSE)]
    ):
        return True
    if comparator == ">=" and UP.match(after) and unit not in _SIZED:
        return True
    if para.kind != CONTENTS:
        return False
    led = bare[low : match.start()]
    is_gained = not _NO_GAIN.search(unit) and bool(_GAINS.search(led))
    is_gained = is_gained or (unit in ACHIEVEMENTS and bool(_HAVE.search(led)))
    return is_gained or bool(MEASURED.fullmatch(match["unit"]) and _REACHES.search(led))


def _is_pilot(before: str, after: str) -> bool:
    """ "Chọn 02 đơn vị tổ chức phát động điểm", "chỉ đạo điểm 03 đơn vị"."""
    if re.search(r"\bchi dao (?:lam )?diem(?: tai)?\s*$", before):
        return True
    return bool(
        re.search(r"\bchon\s*$", before) and re.match(r"[^.;:]{0,50}\b(?:lam |phat dong )(?:thi )?diem\b", after)
    )
