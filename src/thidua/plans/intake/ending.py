"""The end of a plan: "Nơi nhận" and the signature, in either order, one above the other or interleaved."""

from __future__ import annotations

import re

from thidua.plans.intake.draft import LIKELY, SURE, Recipient, Signer
from thidua.plans.intake.marks import is_capitals
from thidua.plans.intake.outline import Outline, Para

_TO = re.compile(r"N(?:ơi|ƠI) (?:nhận|NHẬN)\s*[:.]?\s*")
_REMARK = re.compile(
    r"\s*[;,.]?\s*[({]\s*((?:để|Để|đế|b/c|b/cáo|báo cáo|Báo cáo|p/h|đ/b|phối hợp|thực hiện|th/h"
    r"|t/h|đăng|biết|chỉ đạo)[^)}]*)[)}]\s*[;.,]?\s*$"
)
_BEHALF = re.compile(r"(?:T\s*/?\s*M|TM|KT|K/T|TL|T/L|TUQ)\s*[.,/]?\s*(?=[A-ZĐÀ-Ỹ])")
_TITLE = re.compile(
    r"(?:QUYỀN |Q\. ?)?(?:PHÓ |Phó )?(?:TỔNG |Tổng )?(?:CHỦ TỊCH|HIỆU TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|CHÁNH|THỦ TRƯỞNG"
    r"|BỘ TRƯỞNG|THỨ TRƯỞNG|VIỆN TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|VỤ TRƯỞNG|CHỦ NHIỆM|TỔ TRƯỞNG|PHỤ TRÁCH|ỦY VIÊN"
    r"|CHÍNH TRỊ VIÊN|CHÍNH ỦY|CHÍNH UỶ|TƯ LỆNH|CHỈ HUY TRƯỞNG|ĐỒN TRƯỞNG|TRẠM TRƯỞNG"
    r"|Chủ tịch|Hiệu trưởng|Bí thư|Giám đốc|Chủ nhiệm|hiệu trưởng|chủ tịch)\b.{0,60}$"
)
_ACTING = re.compile(r"Q\. ?(?=[A-ZĐÀ-Ỹ]{2})")
_POST = re.compile(
    r"(?<!\S)(?:QUYỀN |Q\. ?|PHÓ )*(?:TỔNG )?(?:CHỦ TỊCH|HIỆU TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|CHÁNH|THỦ TRƯỞNG|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|VIỆN TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|CHỦ NHIỆM|TỔ TRƯỞNG)(?!\S)"
)
# What stands before a signer's name: a degree ("BSCKII.", "ThS.") or a rank ("Thượng tá").
_DEGREE = (
    r"(?:(?:PGS|GS|TS|ThS|Ths|Ts|BS|DS|KS|CN|LS|BSCK|BSCKI|BSCKII|BS\.? ?CK ?I{1,2}|CKI|CKII|NGƯT|NGND|TTƯT)\s*[.,]"
    r"|(?:ThS|BSCKI|BSCKII)(?=\s)"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|(?:Đ/c|Đồng chí):?)"
)
_NAME = re.compile(
    rf"(?:{_DEGREE}\s+)*(?P<name>(?:[A-ZĐÀ-ỸẠ-Ỵ][a-zà-ỹạ-ỵđ]*"
    r"|[A-ZĐÀ-Ỵ]{2,})(?:\s+(?:[A-ZĐÀ-ỸẠ-Ỵ][a-zà-ỹạ-ỵđ]*|[A-ZĐÀ-Ỵ]{2,})){1,5})[\s.]*$"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|ký tên|Ký tên|chữ ký|Chữ ký|dấu|Dấu)[^)]*\)?\s*|\[[^\]]*\]\s*")


def recipients(outline: Outline) -> tuple[Recipient, ...]:
    """Lines of "Nơi nhận", remarks in brackets of the kind "(để b/c)" kept apart."""
    out: list[Recipient] = []
    is_open = False
    for para in outline.ending():
        text, offset = para.text, 0
        if match := _TO.match(text):
            is_open, offset = True, match.end()
            text = text[offset:]
        elif not is_open or _is_signature(para) or (para.rank >= 9 and not _looks_like_recipient(text)):
            is_open = is_open and not _is_signature(para)
            continue
        for start, piece in _pieces(text):
            if recipient := _recipient(para, offset + start, piece):
                out.append(recipient)
    return tuple(out)


def _pieces(text: str) -> list[tuple[int, str]]:
    """A line cut where several recipients stand in it: "- A; - B; - C"."""
    cuts = [0] + [match.end() for match in re.finditer(r"[;.]\s+(?=[-–+]\s*\S)", text)]
    return [(low, text[low:high]) for low, high in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _looks_like_recipient(text: str) -> bool:
    return text.endswith((";", ".")) or text.startswith("Lưu")


def _recipient(para: Para, at: int, piece: str) -> Recipient | None:
    lead = re.match(r"[-–+•*·\s}{]*", piece)
    start = lead.end() if lead else 0
    words = piece[start:]
    remark = ""
    if match := _REMARK.search(words):
        remark = match[1].strip()
        words = words[: match.start()]
    words = words.strip(" ;.,:-–}{")
    if not re.search(r"[^\W\d_]{2}", words) or len(words) > 200:
        return None
    found = para.text.find(words, at + start)
    begin = para.start + (found if found >= 0 else at + start)
    return Recipient(name=words, remark=remark, span=(begin, begin + len(words)))


def _is_signature(para: Para) -> bool:
    return para.rank >= 9 and bool(
        _BEHALF.match(para.text) or (_TITLE.match(para.text) and is_capitals(para.text)) or _SIGNED.match(para.text)
    )


def signer(outline: Outline) -> Signer | None:
    """Title, name and "TM. …" of the signature block; the name None where it is not printed."""
    behalf: list[str] = []
    title: str | None = None
    name: str | None = None
    first = last = -1
    for para in outline.ending():
        text = _SIGNED.sub("", para.text).strip()
        is_power = bool(_BEHALF.match(para.text) or _ACTING.match(para.text))
        if (para.rank < 9 and not is_power) or _TO.match(para.text) or not text:
            continue
        if _BEHALF.match(text):
            behalf.append(text)
        elif title is None and _TITLE.match(text) and (is_capitals(text) or bool(behalf) or len(text.split()) <= 3):
            title = text
        elif (title or behalf) and name is None and (match := _NAME.match(text)) and not text.endswith((";", ".")):
            name = match["name"]
        elif title and name is None and is_capitals(text) and len(text.split()) == 1 and not text.endswith(";"):
            title = f"{title} {text}"
        elif behalf and title is None and is_capitals(text):
            behalf[-1] = f"{behalf[-1]} {text}"
        else:
            continue
        first = para.start if first < 0 else first
        last = para.end
    if title is None and not behalf:
        return None
    if title is None and behalf:
        behalf[-1], title = _parted(behalf[-1])
    return Signer(
        title=title,
        name=name,
        on_behalf="; ".join(behalf) or None,
        span=(first, last),
        confidence=SURE if name else LIKELY,
        why="" if name else "Không thấy tên người ký.",
    )


def _parted(line: str) -> tuple[str, str | None]:
    """A line that holds the power and the post: "TM. BAN THƯỜNG VỤ CHỦ TỊCH" → "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH".

    "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" is parted before the last post; of "KT. CHỦ TỊCH" alone the post is the one that
    somebody stands in for.
    """
    power = _BEHALF.match(line)
    body = power.end() if power else 0
    posts = [match.start() for match in _POST.finditer(line, body)]
    if not posts:
        return line, None
    if posts[-1] == body:
        return line, line[body:].strip()
    return line[: posts[-1]].strip(), line[posts[-1] :].strip()
