"""Lines that hold many paragraphs (a page copied without its line breaks) taken apart where the parts announce
themselves; no line is left so long that reading it would take long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.letters import CAPITALS, SMALL

_LONG = 2500
_LONGEST = 5000
_LONG_HEAD = 250
_LEAST_PARTS = 3
# A section, a numbered or dashed item, a phase, an article, the end of the document: behind the end of a sentence.
_PART = re.compile(
    r"(?<=[.;:”)/%])\s+(?="
    r"(?:[IVX]{1,4}|[A-Z])[.)/-]\s*[A-ZĐÀ-Ỹ]{2}"
    r"|\d{1,2}(?:\.\d{1,2}){0,2}[.)](?:\s*[A-ZĐÀ-Ỹ]|\s+\d)"
    r"|[a-zđ]\)\s*[A-ZĐÀ-Ỹ]"
    r"|[-+•]\s*[A-ZĐÀ-Ỹ\d]"
    r"|(?:Đợt|Giai đoạn|Điều|Học k[ỳì])\s+(?:\d|[IVX])"
    r")"
    # … or behind a heading in capitals: "B. NỘI DUNG I. Đối với CĐCS 1. 100% CĐCS …"
    rf"|(?<=[{CAPITALS}]{{2}})\s+(?=(?:[IVX]{{1,4}}|\d{{1,2}}(?:\.\d{{1,2}})?)[.)/]\s+[{CAPITALS}\d]"
    rf"|[-+]\s+(?:[{CAPITALS}][{SMALL}]|\d))"
    r"|(?<=\d)\s+(?=[IV]{1,3}[.)/]\s*(?:M[ụỤ]C|N[ộỘ]I|CH[ỉỈ]|TH[ờỜ]I|T[ổỔ]|M[ụỤ]c))"
    r"|\s+(?=N(?:ơi|ƠI) (?:nhận|NHẬN)\s*(?::|-\s)|(?:TM|KT)\s*\.\s*[A-ZĐÀ-Ỹ]{2}|T/M\s*\.?\s*[A-ZĐÀ-Ỹ]{2})"
)
# The heading of a document, in its first letters only.
_HEAD = re.compile(
    r"(?<![-–/])\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|[ĐD]ộc lập\s*[-–]\s*Tự do|Số\s*(?::\s*\d|\d{1,4}\s*[-/]\s*[A-Z])"
    r"|(?:KẾ HOẠCH|HƯỚNG DẪN|CHƯƠNG TRÌNH)\s)"
    r"|(?<=TỜ TRÌNH)\s+|\s+(?=Kính gửi\s*:)"
    r"|(?<=VIỆT NAM)\s+(?=[A-ZĐÀ-Ỹ])|(?<=Hạnh phúc)\s+|(?<=KẾ HOẠCH)\s+(?=[A-ZĐÀ-Ỹ])|(?<=HƯỚNG DẪN)\s+(?=[A-ZĐÀ-Ỹ])"
)
# The place of a date line: words that begin with a capital, none of them in capitals ("LĐLĐ Tây Ninh, ngày …").
_PLACED = re.compile(
    r"\s+(?:[-–]\s*)?(?P<place>(?:(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+|[A-ZĐ])\s+){0,4}(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+|[A-ZĐ]))\s*,\s*"
    r"(?P<date>ngày\s*[\d\s.…]{1,8}tháng\s*[\d\s.…]{1,8}năm\s*\d{4})\s*"
)
_OPENING = re.compile(
    r"\s+(?=(?:Căn(?: cứ)?|Thực hiện (?:Kế hoạch|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Chương trình)|Năm \d{4} là)\s)"
)
_HEAD_LETTERS = 1200
# "… BAN THƯỜNG VỤ CHỦ TỊCH Đỗ Thị Nguyệt": the name at the end of all.
_NAME_AT_END = re.compile(
    rf"(?<=[{CAPITALS}]{{2}})\s+(?=(?:[{CAPITALS}][{SMALL}]+\s+){{1,4}}[{CAPITALS}][{SMALL}]+"
    r"\W*(?:$|N(?:ơi|ƠI) (?:nhận|NHẬN)))"
)
_FEW_LINES = 3
_LONG_OF_FEW = 300
_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZĐÀ-Ỹ“-])")


def apart(text: str) -> str:
    """The text with its overlong lines cut, and the heading of a document that stands in its first long line. Shorter
    lines, and what has no parts, stay as they are."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if _LONG_HEAD <= len(lines[first]) <= _LONG:
        lines[first] = _head_apart(lines[first])
    # A whole document in a line or two has lost its breaks, however short it is.
    long = _LONG_OF_FEW if sum(bool(line.strip()) for line in text.split("\n")) <= _FEW_LINES else _LONG
    lines = "\n".join(lines).split("\n")
    if all(len(line) <= long for line in lines):
        return "\n".join(lines)
    return "\n".join(part for line in lines for part in _parts(line, long))


def _parts(line: str, long: int) -> Iterator[str]:
    if len(line) <= long:
        yield line
        return
    pieces = _PART.split(_NAME_AT_END.sub("\n", _head_apart(line)))
    for piece in pieces if len(pieces) >= _LEAST_PARTS else [line]:
        yield from _bounded(piece)
        if len(pieces) >= _LEAST_PARTS:
            yield ""


def _head_apart(line: str) -> str:
    """The line with its heading's parts on lines of their own, where it begins with a heading."""
    head, rest = line[:_HEAD_LETTERS], line[_HEAD_LETTERS:]
    if len(_HEAD.findall(head)) + len(_PLACED.findall(head)) < _LEAST_PARTS - head.startswith("TỜ TRÌNH"):
        return line
    head = _HEAD.sub("\n\n", _PLACED.sub(r"\n\n\g<place>, \g<date>\n\n", head, count=1))
    return _OPENING.sub("\n\n", head, count=1) + rest


def _bounded(piece: str) -> Iterator[str]:
    """The piece in stretches of at most _LONGEST letters, cut at the end of a sentence where there is one."""
    while len(piece) > _LONGEST:
        ends = [match.end() for match in _SENTENCE.finditer(piece, 0, _LONGEST)]
        at = ends[-1] if ends else (piece.rfind(" ", 1, _LONGEST) + 1 or _LONGEST)
        yield piece[:at]
        yield ""
        piece = piece[at:]
    yield piece
