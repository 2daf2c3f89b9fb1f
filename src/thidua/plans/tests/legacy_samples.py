"""A made-up plan, and ways to write it as it was typed before Unicode: TCVN3 (ABC), VNI-Windows, VPS and VIQR."""

from __future__ import annotations

import unicodedata

from thidua.plans.intake import charsets

LINES = [
    "CÔNG ĐOÀN NGÀNH ĐƯỜNG THUỶ TỈNH SAO MAI",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 17/KH-CĐN",
    "Sao Mai, ngày 08 tháng 02 năm 2006",
    "KẾ HOẠCH",
    "Phát động phong trào thi đua năm 2006",
    "I. MỤC ĐÍCH",
    "1. Động viên đoàn viên, người lao động hăng hái thi đua sản xuất, giữ nghiêm kỷ luật trên các tuyến sông.",
    "II. CHỈ TIÊU",
    "1. Trên 95% tổ công đoàn ký giao ước thi đua;",
    "2. Kết nạp từ 120 - 150 đoàn viên; ít nhất 12 sáng kiến được công nhận.",
    "III. THỜI GIAN",
    "- Đợt 1: Từ ngày 15/02/2006 đến ngày 30/6/2006.",
    "- Đợt 2: Từ ngày 01/7/2006 đến ngày 31/12/2006.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Công đoàn cơ sở: gửi kế hoạch về Công đoàn ngành trước ngày 25/02/2006.",
    "Nơi nhận:",
    "- Các công đoàn cơ sở;",
    "- Lưu VP.",
    "TM. BAN THƯỜNG VỤ",
    "CHỦ TỊCH",
    "Hoàng Thị Bình Minh",
]
TEXT = "\n".join(LINES)
FONTS = {charsets.TCVN3: ".VnTime", charsets.VNI: "VNI-Times", charsets.VPS: "VPS Times"}

_LATIN = set("àáãâèéêòóõôùúý")  # letters that VNI writes in two pieces although Latin-1 has them
_VIQR = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~"}


def typed(text: str, charset: str) -> str:
    """The text as that encoding looks in Windows-1252. A capital without a byte of its own becomes a small letter."""
    if charset == charsets.VIQR:
        return _viqr(text)
    return "".join(_letter(char, charset) for char in text)


def _letter(char: str, charset: str) -> str:
    if ord(char) < 0x80:
        return char
    for code in range(0x80, 0x100):
        if charsets.to_unicode(chr(code), charset) == char and (charset != charsets.VNI or char.lower() not in _LATIN):
            return chr(code)
    if charset == charsets.VNI:
        small = char.lower()
        for base in "aeouyôö":
            for mark in "øùûõïâàáåãäêèéúüë":
                if charsets.to_unicode(base + mark, charset) == small:
                    return (base + mark).upper() if char.isupper() else base + mark
    return _letter(char.lower(), charset) if char.lower() != char else char


def _viqr(text: str) -> str:
    out = []
    for char in text.replace("đ", "dd").replace("Đ", "DD"):
        base, *marks = unicodedata.normalize("NFD", char)
        shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        tones = [mark for mark in marks if mark not in shape]
        out.append(base + "".join(_VIQR.get(mark, ".") for mark in [*shape, *tones]))
    return "".join(out)
