"""One text for all later stages: one paragraph a line, no layout marks. All spans refer to what comes out of here."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from thidua.plans.intake.flattened import apart
from thidua.plans.intake.grid import CUT, piped
from thidua.plans.intake.letters import curl, spell
from thidua.plans.intake.marks import is_capitals, is_fixed, item_mark
from thidua.plans.intake.misread import digits, words

_RULE = re.compile(r"[\s\-–_=*~.·o0—+]{3,}$|[*_=~]+$|-+[*o0]+-+$")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s*]*$")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-{2,}[\s:|-]*\|?$")
_ESCAPE = re.compile(r"\\([-.*_#|+()\[\]>~`])")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")
_DATE_GAP = re.compile(r"(?:ngày|tháng|năm|[Ss]ố\s*:?|,|/)$")
_TAIL = re.compile(r"\s*Nơi\s+nhận|\s*NƠI\s+NHẬN")
_OPEN_END = re.compile(r"[.;:!?”…]\W*$")
_AWAITS_NUMBER = re.compile(
    r"\b(?:lần thứ|khóa|khoá|quý|hạng|nhiệm kỳ|giai đoạn|số|ngày|tháng|năm|điều|khoản|kỷ niệm|ít nhất|tối thiểu)$"
    r"|\d\s*[-–]$",
    re.IGNORECASE,
)
# "… báo cáo trước" over "05/6/2020.", "… đạt" over "98% trở lên".
_AWAITS_FIGURE = re.compile(r"\b(?:trước|đến|tới|từ|hết|đạt|trên|dưới|quá|khoảng|hơn|là|còn|và|tăng|giảm)$")
_FIGURE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}/\d|\d[\d.,]*\s*%")
# A paper that the plan is based on begins a paragraph, whatever stands on the line above.
_BASIS = re.compile(r"Căn cứ\s|Thực hiện (?:Kế hoạch|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Chương trình|Quyết định)\s")
# The place of a date line broken over two lines: "Thành phố Hồ Chí" over "Minh, ngày 05 tháng 7 năm 2022".
_PLACE_BEGINS = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+|TP\.?|TX\.?)(?: (?:phố|xã|[A-ZĐÀ-Ỹ][a-zà-ỹ]+)){0,4}")
_PLACE_GOES_ON = re.compile(r"(?:(?:phố|xã|[A-ZĐÀ-Ỹ][a-zà-ỹ]+) ){0,3}[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s*,\s*ngày\s")
_SHORT = 40
_LONGEST_RULE = 200


@dataclass
class _Line:
    text: str
    block: int
    glued: bool = False  # an emphasis mark is open at its end: the next line belongs to it
    hard: bool = False  # ends by a hard break
    heading: bool = False
    cell: bool = False


def normalise(text: str) -> str:
    """Text of any layout → paragraphs, one a line, single blanks, curly quotation marks. Never raises.

    Hard-wrapped lines are joined, page numbers, rules and Markdown marks dropped, the two columns of the heading and
    of the signature taken apart, a paragraph that stands twice in a row kept once.
    """
    lines = _lines(apart(_columns_apart(piped(words(digits(spell(text)))))))
    paragraphs: list[str] = []
    for paragraph in _joined(lines):
        clean = curl(re.sub(r"\s+", " ", paragraph).strip())
        clean = re.sub(r"\s+([,;])", r"\1", clean)
        if clean and not (paragraphs and clean == paragraphs[-1] and len(clean) > _SHORT):
            paragraphs.append(clean)
    return "\n".join(paragraphs)


def _columns_apart(text: str) -> str:
    """Columns set side by side with blanks (heading, signature) put one under the other."""
    lines = text.expandtabs(4).split("\n")
    tail = next((i for i, line in enumerate(lines) if _TAIL.search(line)), len(lines))
    tail_from = max(0, tail - 2)
    out: list[str] = []
    run: list[str] = []
    for index, line in enumerate(lines):
        is_edge = index < 16 or index >= tail_from
        match = _COLUMNS.search(line.strip()) if is_edge and "|" not in line else None
        if (match and not _DATE_GAP.search(line.strip()[: match.start()])) or (
            run and is_edge and line.strip() and index >= tail_from
        ):
            run.append(line)
        else:
            out += _unfold(run)
            run = []
            out.append(line)
    return "\n".join(out + _unfold(run))


def _unfold(run: list[str]) -> list[str]:
    """Lines of two columns: all left parts, then all right parts."""
    left: list[str] = []
    right: list[str] = []
    for line in run:
        parts = _COLUMNS.split(line.strip(), maxsplit=1)
        if len(parts) == 2:
            left.append(parts[0])
            right.append(parts[1])
        elif len(line) - len(line.lstrip()) > 12:
            right.append(line.strip())
        else:
            left.append(line.strip())
    return [*left, *right]


def _lines(text: str) -> list[_Line]:
    """Lines without their marks; blank lines end a block."""
    out: list[_Line] = []
    block = 0
    is_open = False
    for raw in text.split("\n"):
        bare = raw.strip()
        if not bare:
            block, is_open = block + 1, False
            continue
        if _is_rule(bare):
            if bare == "|":
                _mark_cells(out, block)
            block, is_open = block + 1, False
            continue
        if _PAGE_NUMBER.match(bare):
            continue
        line = _Line("", block, hard=raw.endswith("  "), heading=bool(_HEADING.match(raw)))
        bare = _HEADING.sub("", _ESCAPE.sub(r"\1", bare))
        bare = re.sub(r"^(?:>\s*)+", "", bare)
        bare = re.sub(r"^\*\s+(?=\S)", "- ", bare)
        is_open = _still_open(bare, is_open)
        line.glued = is_open and not line.hard
        bare = bare.replace("*", "").replace("__", "").strip()
        bare = bare.strip("|").strip() if bare[:1] == "|" or bare[-1:] == "|" else bare
        line.text = re.sub(r"\s+", " ", bare)
        line.cell = line.text.count(CUT) > 1
        if line.text:
            out.append(line)
    return out


def _is_rule(bare: str) -> bool:
    """A line of dashes, stars or table borders, without words."""
    if bare == "|" or len(bare) > _LONGEST_RULE:
        return bare == "|" or not re.search(r"[^\W_o]", bare)
    return bool(_RULE.match(bare) or ("|" in bare and _TABLE_RULE.match(bare)))


def _still_open(text: str, is_open: bool) -> bool:
    """Whether an emphasis mark (* or **) is open at the end of the line. A star before a blank opens nothing."""
    for match in re.finditer(r"\*+", text):
        is_before_blank = match.end() == len(text) or text[match.end()].isspace()
        if is_open or not is_before_blank:
            is_open = not is_open
    return is_open


def _mark_cells(lines: list[_Line], block: int) -> None:
    """The lines of this block stand in a table cell, each on its own."""
    for line in reversed(lines):
        if line.block != block:
            return
        line.cell = True


@dataclass(frozen=True)
class _Layout:
    """How the lines of this text were made: wrapped or not, at what width, blocks between blank lines or not."""

    wrapped: bool
    blocky: bool
    width: int


def _layout(lines: list[_Line]) -> _Layout:
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(lines)
        if a.block == b.block and not a.cell and not item_mark(b.text) and not is_fixed(b.text)
    ]
    going_on = sum(b.text[:1].islower() and not _OPEN_END.search(a.text) for a, b in pairs)
    lengths = sorted(len(line.text) for line in lines) or [0]
    width = lengths[int(len(lengths) * 0.85)]
    wrapped = going_on >= 4 and going_on * 4 >= len(pairs) and width < 160
    blocks = len({line.block for line in lines})
    return _Layout(wrapped, blocky=blocks * 6 >= len(lines) and blocks > 8, width=width)


def _joined(lines: list[_Line]) -> list[str]:
    layout = _layout(lines)
    out: list[str] = []
    in_tail = False
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before and out and _goes_on(before, line, out[-1], layout, in_tail):
            out[-1] = f"{out[-1]} {line.text}"
        else:
            out.append(line.text)
        in_tail = in_tail or bool(_TAIL.match(line.text))
    return out


def _goes_on(before: _Line, line: _Line, paragraph: str, layout: _Layout, in_tail: bool) -> bool:
    """Whether ``line`` continues the paragraph that ``before`` ends."""
    same_block = before.block == line.block
    if before.glued and same_block and not before.hard and not line.heading:
        return True
    if same_block and _AWAITS_NUMBER.search(before.text) and re.match(r"[IVX\d]", line.text):
        return True
    if same_block and _AWAITS_FIGURE.search(before.text) and _FIGURE.match(line.text):
        return True
    if same_block and _PLACE_GOES_ON.match(line.text) and _PLACE_BEGINS.fullmatch(before.text):
        return True
    is_open = not _OPEN_END.search(before.text)
    if item_mark(line.text, after_open_sentence=is_open) or line.heading or is_fixed(line.text) or before.hard:
        return False
    if _BASIS.match(line.text):
        return False
    small = line.text[:1].islower()
    if before.heading or (is_fixed(before.text) and not (small and is_open)):
        return False
    if in_tail or before.cell or line.cell:
        return small and is_open and same_block
    if is_capitals(before.text) != is_capitals(line.text) and len(line.text) > 3 and not small:
        return False
    if same_block and layout.wrapped:
        return layout.blocky or (small and is_open) or (is_open and _is_full(before.text, line.text, layout.width))
    return small and is_open and len(paragraph) >= _SHORT


def _is_full(text: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    word = following.split(" ", 1)[0]
    share = 0.8 if following[:1].isupper() else 0.6
    return len(text) + 1 + len(word) >= share * width
