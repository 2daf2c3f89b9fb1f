"""Text of a PDF with a text layer: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from thidua.plans.intake import legacy
from thidua.plans.intake.grid import CUT, lines_of
from thidua.plans.intake.marks import is_capitals, is_fixed, item_mark
from thidua.plans.intake.pdf_grids import Grid, grids
from thidua.plans.intake.pdf_lines import Line
from thidua.plans.intake.pdf_pages import over_pages
from thidua.plans.intake.pdf_rows import rows
from thidua.plans.intake.unreadable import Unreadable

_MOST_PAGES = 200
_LEAST_LETTERS_A_PAGE = 40
_NUMBER_LINE = re.compile(r"[-–\s]*\d{1,3}[-–\s]*$")
_NUMBER_CUT = re.compile(r"\d[-–]$")
_SYMBOL = re.compile(r"[A-ZĐ]+/[A-ZĐ]")
_ENDED = re.compile(r"[.;:”)]$")
_COLUMN_GAP = 28.0
_INDENT = 9.0
_CELL_GAP = 9.0
_WORD_GAP = 2.0
_OTHER_HEIGHT = 6.0  # more than a raised figure stands above its line


def pdf_text(data: bytes) -> str:
    """Text of all pages, a line for each paragraph. Raises Unreadable for a locked or damaged file and for a scan."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted-pdf" if "assword" in str(error) else "damaged") from error
    try:
        pages = min(len(document), _MOST_PAGES)
        lines = over_pages(_with_margins(_page(document, index)) for index in range(pages))
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    if not pages:
        raise Unreadable("damaged")
    if sum(len(re.findall(r"[^\W\d_]", line.text)) for line in lines) < _LEAST_LETTERS_A_PAGE * pages:
        raise Unreadable("scan")
    return _joined(_in_unicode(lines))


def _page(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    page = document[index]
    layer = page.get_textpage()
    try:
        # A table of letters of an old encoding would lose the fonts that tell it.
        is_old = legacy.is_suspect(layer.get_text_bounded())
        tables = [] if is_old else grids(page)
        lines: list[Line] = []
        stretch: list[Line] = []
        for piece in [*_pieces(layer, tables, is_old=is_old), None]:
            if isinstance(piece, Line):
                stretch += [piece] if piece.text else []
                continue
            lines += rows(stretch) + (_of_table(piece) if piece else [])
            stretch = []
        return [line for line in lines if not _NUMBER_LINE.match(line.text)]
    finally:
        layer.close()
        page.close()


def _of_table(table: Grid) -> list[Line]:
    """The rows of a ruled table as lines."""
    texts = [text for row in lines_of(table.rows(), are_drawn=True) for text in row.split("\n")]
    return [Line(text.strip(), table.xs[0], table.xs[-1], base=table.ys[0]) for text in texts if text.strip()]


def _pieces(layer: pypdfium2.PdfTextPage, tables: list[Grid], *, is_old: bool) -> Iterator[Line | Grid]:
    """Lines in the order of the file; a wide gap inside a line (two columns) ends it. Each ruled table once, where its
    first letter stands; its letters are put into its cells."""
    words: list[str] = []
    left = right = base = 0.0
    font = ""
    gaps: list[tuple[int, float, float]] = []
    table: Grid | None = None
    told: list[Grid] = []

    def line() -> Line:
        return Line("".join(words).strip(), left, right, font=font, base=base, gaps=tuple(gaps))

    for at, letter, start, end in _letters(layer):
        if not letter.strip():
            if table:
                table.space()
            elif letter == "\n" and words:
                yield line()
                words = []
            elif letter == " ":
                words.append(" ")
            continue
        height = _height(layer, at) if tables else 0.0
        table = next((one for one in tables if one.take(letter, start, end, height)), None)
        if words and (table or start - right > _COLUMN_GAP or _is_elsewhere(layer, at, words[-1], start - right, base)):
            yield line()
            words = []
        if table:
            if not any(table is one for one in told):
                told.append(table)
                yield table
            continue
        if not words or (words[0] == " " and not "".join(words).strip()):
            words, left, base, gaps = [], start, height or _height(layer, at), []
            font = _font(layer, at) if is_old else ""
        elif start - right > _CELL_GAP:
            gaps.append((len(words), right, start))
        words.append(letter)
        right = max(end, right) if len(words) > 1 else end
    if words:
        yield line()


def _is_elsewhere(layer: pypdfium2.PdfTextPage, at: int, before: str, gap: float, base: float) -> bool:
    """Whether a word stands on another height than its line: the next cell of a row, set in the middle of it."""
    begins = before == " " or gap > _WORD_GAP
    return begins and abs(_height(layer, at) - base) > _OTHER_HEIGHT


def _letters(layer: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str, float, float]]:
    """(index, letter, its left and its right end); blanks as " ", the end of a line as "\\n", both without a place."""
    for at in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, at)
        letter = chr(code) if code and code < 0x110000 else ""
        if not letter or letter.isspace():
            yield at, "\n" if letter and letter in "\r\n" else " ", 0.0, 0.0
            continue
        start, _, end, _ = layer.get_charbox(at)
        yield at, letter, start, end


def _height(layer: pypdfium2.PdfTextPage, at: int) -> float:
    """How high the line of a letter stands on the page, in points."""
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, at, across, up)
    return up.value


def _font(layer: pypdfium2.PdfTextPage, at: int) -> str:
    """The name of the font of one letter, without the tag of a subset ("ABCDEF+.VnTime")."""
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(layer, at, name, len(name), flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _in_unicode(lines: list[Line]) -> list[Line]:
    """The lines with letters of old encodings turned into Unicode."""
    marked = "\n".join(legacy.wrapped(line.text, line.font) for line in lines)
    return [replace(line, text=text) for line, text in zip(lines, legacy.recovered(marked)[0].split("\n"), strict=True)]


def _with_margins(lines: list[Line]) -> list[Line]:
    """The lines of one page with the margins that most of its text keeps."""
    if not lines:
        return []
    rights = sorted(line.right for line in lines)
    right = rights[int(len(rights) * 0.9)]
    full = [line for line in lines if line.right > right - 40] or lines
    left = min(place for place, _ in Counter(round(line.left / 2) * 2 for line in full).most_common(2))
    return [replace(line, page_left=float(left), page_right=right) for line in lines]


def _joined(lines: list[Line]) -> str:
    out: list[str] = []
    first = before = None
    for line in lines:
        if first and before and _goes_on(first, before, line):
            out[-1] += line.text if _is_cut(out[-1], line.text) else f" {line.text}"
        else:
            out.append(line.text)
            first = line
        before = line
    return "\n".join(out)


def _is_cut(before: str, after: str) -> bool:
    """Whether a line ends inside a word: a path ("…/" "KH-LĐLĐ") or a number and its symbol ("02-" "NQ/TW")."""
    return before.endswith("/") or bool(_NUMBER_CUT.search(before) and _SYMBOL.match(after))


def _goes_on(first: Line, before: Line, line: Line) -> bool:
    """Whether a line continues the paragraph that ``first`` begins and ``before`` ends so far: its first word would not
    have fitted on that line, and it stands where the paragraph's next line has to stand."""
    is_other_case = is_capitals(before.text) != is_capitals(line.text) and re.search(r"[^\W\d_]{2}", line.text)
    is_item = bool(item_mark(line.text, after_open_sentence=True))
    if CUT in before.text or CUT in line.text:
        return False
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
