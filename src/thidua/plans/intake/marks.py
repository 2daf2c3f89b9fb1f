"""What a line looks like: an item's mark, a line of the signature, a line in capitals."""

from __future__ import annotations

import re

from thidua.plans.intake.letters import SMALL

ROMAN = re.compile(
    r"(?:(?:PHẦN|Phần|MỤC|Mục|CHƯƠNG|Chương)\s+)?((?:X{0,2}(?:IX|IV|V?I{1,3}|V|X)))\s*[.:/)–-]+\s*(?=\S)"
    r"|(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))\s+(?=[A-ZĐÀ-Ỹ]{2,}[\s,-])"
)
# The articles of a decision or of a joint plan: "Điều 2. Mục tiêu".
ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+\d{1,2}\s*[.:]\s*(?=\S)")
ARABIC = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.:/)]+\s+(?=\S)|[–-]\s*(?=[^\W\d_]))"
    r"|(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=\S)|(\d{1,2})[.)](?=[^\W\d_])"
)
LETTER = re.compile(r"([a-zđ])\s*[).]\s*(?=\S)|([a-zđ])/\s*(?=\S)|([A-ZĐ])[.)]\s+(?=\S)")
DASH = re.compile(r"[-–+•·●▪◦*o►➢✓✔]+\s*\+?\s*(?=\S)")
_DASH_NO_BLANK = re.compile(r"[-–+](?=[^\W\d_a-zà-ỹđ])|[-–+•·●▪◦*o►➢✓✔]\s")

DOC_TYPES = (
    "KẾ HOẠCH",
    "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH",
    "QUYẾT ĐỊNH",
    "THÔNG BÁO",
    "CÔNG VĂN",
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "LỜI KÊU GỌI",
    "THƯ KÊU GỌI",
    "KẾ HOẠCH LIÊN TỊCH",
    "KẾ HOẠCH PHỐI HỢP",
    "ĐỀ ÁN",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "THỂ LỆ",
    "BÁO CÁO",
    "TỜ TRÌNH",
)
SIGN = re.compile(
    r"(?:T\s*/?\s*M\.?|TM\s*[.,/]|KT\s*[.,/]|K/T|TL\s*[.,/]|T/L|TUQ\s*[.,/]|Q\.)\s*(?=[A-ZĐÀ-Ỹ])"
    r"|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|HIỆU TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG (?:BAN|PHÒNG|KHỐI|CỤM)"
    r"|CHÁNH VĂN PHÒNG"
    r"|THỦ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG CÔNG AN"
    r"|CHÍNH TRỊ VIÊN|CHÍNH ỦY|CHÍNH UỶ|TƯ LỆNH|CHỈ HUY TRƯỞNG|ĐỒN TRƯỞNG|TRẠM TRƯỞNG"
    rf"|THỦ TƯỚNG|CỤC TRƯỞNG|VỤ TRƯỞNG|TỔNG PHỤ TRÁCH|CHỦ NHIỆM)\b(?=[^{SMALL}]*$)"
)
HEAD_LINE = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|CHỦ NGHĨA VIỆT NAM|Độc lập|ĐỘC LẬP|ĐẢNG CỘNG SẢN VIỆT NAM|Số\s*:|SỐ\s*:|Nơi nhận"
    r"|NƠI NHẬN|Kính gửi"
)


def item_mark(line: str, *, after_open_sentence: bool = False) -> int:
    """Length of the item's mark at the start of the line ("1.1. ", "a) ", "- "), 0 where there is none.

    ``after_open_sentence``: the line before ends inside a sentence, so "- xã hội" is no item.
    """
    for pattern in (ROMAN, ARTICLE, ARABIC, LETTER):
        if match := pattern.match(line):
            return match.end()
    if (match := DASH.match(line)) and _DASH_NO_BLANK.match(line):
        rest = line[match.end() :]
        if after_open_sentence and rest[:1].islower():
            return 0
        return match.end()
    return 0


def is_capitals(line: str) -> bool:
    """Whether the line is set in capitals (at least four letters, at most one in ten small)."""
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def is_fixed(line: str) -> bool:
    """Whether the line stands alone whatever its neighbours: heading of the state, kind of document, signature."""
    return bool(SIGN.match(line) or HEAD_LINE.match(line) or line.strip(" .:") in DOC_TYPES)
