"""Text of a PDF with a text layer: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from thidua.plans.intake.marks import is_capitals, is_fixed, item_mark
from thidua.plans.intake.unreadable import Unreadable

_MOST_PAGES = 200
_LEAST_LETTERS_A_PAGE = 40
_NUMBER_LINE = re.compile(r"[-–\s]*\d{1,3}[-–\s]*$")
_ENDED = re.compile(r"[.;:”)]$")
_COLUMN_GAP = 28.0
_INDENT = 9.0


@dataclass(frozen=True)
class _Line:
    """One printed line: its words and its left and right end in points; the text's margins on its page."""

    text: str
    left: float
    right: float
    page_left: float = 0.0
    page_right: float = 0.0

    @property
    def is_centred(self) -> bool:
        """Whether both ends stand equally far from the margins."""
        left, right = self.left - self.page_left, self.page_right - self.right
        return left > 15 and abs(left - right) < 8


def pdf_text(data: bytes) -> str:
    """Text of all pages, a line for each paragraph. Raises Unreadable for a locked or damaged file and for a scan."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted-pdf" if "assword" in str(error) else "damaged") from error
    try:
        pages = min(len(document), _MOST_PAGES)
        lines = [line for index in range(pages) for line in _with_margins(_page(document, index))]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    if not pages:
        raise Unreadable("damaged")
    if sum(len(re.findall(r"[^\W\d_]", line.text)) for line in lines) < _LEAST_LETTERS_A_PAGE * pages:
        raise Unreadable("scan")
    return _joined(lines)


def _page(document: pypdfium2.PdfDocument, index: int) -> list[_Line]:
    page = document[index]
    layer = page.get_textpage()
    try:
        return [line for line in _lines(layer) if line.text and not _NUMBER_LINE.match(line.text)]
    finally:
        layer.close()
        page.close()


def _lines(layer: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    """Lines in the order of the file; a wide gap inside a line (two columns) ends it."""
    words: list[str] = []
    left = right = 0.0
    for at in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, at)
        letter = chr(code) if code and code < 0x110000 else ""
        if letter in "\r\n":
            if words:
                yield _Line("".join(words).strip(), left, right)
            words = []
            continue
        if letter.isspace() or not letter:
            words.append(" ")
            continue
        start, _, end, _ = layer.get_charbox(at)
        if words and start - right > _COLUMN_GAP:
            yield _Line("".join(words).strip(), left, right)
            words = []
        if not "".join(words).strip():
            words, left = [], start
        words.append(letter)
        right = max(end, right) if len(words) > 1 else end
    if words:
        yield _Line("".join(words).strip(), left, right)


def _with_margins(lines: list[_Line]) -> list[_Line]:
    """The lines of one page with the margins that most of its text keeps."""
    if not lines:
        return []
    rights = sorted(line.right for line in lines)
    right = rights[int(len(rights) * 0.9)]
    full = [line for line in lines if line.right > right - 40] or lines
    left = min(place for place, _ in Counter(round(line.left / 2) * 2 for line in full).most_common(2))
    return [_Line(line.text, line.left, line.right, float(left), right) for line in lines]


def _joined(lines: list[_Line]) -> str:
    out: list[str] = []
    first = before = None
    for line in lines:
        if first and before and _goes_on(first, before, line):
            out[-1] += line.text if out[-1].endswith("/") else f" {line.text}"
        else:
            out.append(line.text)
            first = line
        before = line
    return "\n".join(out)


def _goes_on(first: _Line, before: _Line, line: _Line) -> bool:
    """Whether a line continues the paragraph that ``first`` begins and ``before`` ends so far: its first word would not
    have fitted on that line, and it stands where the paragraph's next line has to stand."""
    is_other_case = is_capitals(before.text) != is_capitals(line.text) and re.search(r"[^\W\d_]{2}", line.text)
    is_item = bool(item_mark(line.text, after_open_sentence=True))
    if is_fixed(before.text) or is_fixed(line.text) or is_other_case or (is_item and _ENDED.search(before.text)):
        return False
    word = line.text.split(" ", 1)[0]
    letter = (line.right - line.left) / max(len(line.text), 1)
    needed = letter * (len(word) + 1) * 0.9
    if before.is_centred:
        return line.is_centred and before.right - before.left + needed > before.page_right - before.page_left
    if before.right + needed <= before.page_right:
        return False
    offset = (line.left - line.page_left) - (before.left - before.page_left)
    if before is not first:
        return abs(offset) < _INDENT
    if is_item:
        return offset < -_INDENT and not item_mark(first.text)
    return offset < _INDENT or bool(item_mark(first.text))
