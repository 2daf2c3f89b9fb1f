"""Text of a PDF with a text layer: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from thidua.plans.intake import legacy
from thidua.plans.intake.grid import CUT
from thidua.plans.intake.marks import is_capitals, is_fixed, item_mark
from thidua.plans.intake.unreadable import Unreadable

_MOST_PAGES = 200
_LEAST_LETTERS_A_PAGE = 40
_NUMBER_LINE = re.compile(r"[-–\s]*\d{1,3}[-–\s]*$")
_NUMBER_CUT = re.compile(r"\d[-–]$")
_SYMBOL = re.compile(r"[A-ZĐ]+/[A-ZĐ]")
_ENDED = re.compile(r"[.;:”)]$")
_COLUMN_GAP = 28.0
_INDENT = 9.0
_SAME_HEIGHT = 2.0
_LEAST_CELLS = 3
_CELL_GAP = 9.0
# A gap between cells is this many letters wide: wider than between words, justified or in a face of one width. A
# narrower one counts where the cells below one another begin, end or stand in the middle at one place.
_CELL_LETTERS = 2.5
_NARROW_LETTERS = 1.5
_SAME_PLACE = 2.0


@dataclass(frozen=True)
class _Line:
    """One printed line: its words, its left and right end and the height it stands on in points; the text's margins on
    its page; the font of its first letter where the page looks as if typed before Unicode."""

    text: str
    left: float
    right: float
    page_left: float = 0.0
    page_right: float = 0.0
    font: str = ""
    base: float = 0.0
    gaps: tuple[tuple[int, float, float], ...] = ()  # where it may be cut to cells: letters before, end, next start

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
    return _joined(_in_unicode(lines))


def _page(document: pypdfium2.PdfDocument, index: int) -> list[_Line]:
    page = document[index]
    layer = page.get_textpage()
    try:
        lines = _rows([line for line in _lines(layer) if line.text])
        return [line for line in lines if not _NUMBER_LINE.match(line.text)]
    finally:
        layer.close()
        page.close()


def _lines(layer: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    """Lines in the order of the file; a wide gap inside a line (two columns) ends it."""
    is_old = legacy.is_suspect(layer.get_text_bounded())
    words: list[str] = []
    left = right = base = 0.0
    font = ""
    gaps: list[tuple[int, float, float]] = []
    for at in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, at)
        letter = chr(code) if code and code < 0x110000 else ""
        if letter in "\r\n":
            if words:
                yield _Line("".join(words).strip(), left, right, font=font, base=base, gaps=tuple(gaps))
            words = []
            continue
        if letter.isspace() or not letter:
            words.append(" ")
            continue
        start, _, end, _ = layer.get_charbox(at)
        if words and start - right > _COLUMN_GAP:
            yield _Line("".join(words).strip(), left, right, font=font, base=base, gaps=tuple(gaps))
            words = []
        if not words or (words[0] == " " and not "".join(words).strip()):
            words, left, base, gaps = [], start, _height(layer, at), []
            font = _font(layer, at) if is_old else ""
        elif start - right > _CELL_GAP:
            gaps.append((len(words), right, start))
        words.append(letter)
        right = max(end, right) if len(words) > 1 else end
    if words:
        yield _Line("".join(words).strip(), left, right, font=font, base=base, gaps=tuple(gaps))


def _height(layer: pypdfium2.PdfTextPage, at: int) -> float:
    """How high the line of a letter stands on the page, in points."""
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, at, across, up)
    return up.value


def _rows(lines: list[_Line]) -> list[_Line]:
    """The lines with the rows of a table put together: three pieces or more on one height, and as many above or below
    them on the next. Cells of several lines stay as they are."""
    levels: list[list[_Line]] = []
    for line in lines:
        before = levels[-1][-1] if levels else None
        if before and abs(before.base - line.base) < _SAME_HEIGHT and line.left > before.right:
            levels[-1].append(line)
        else:
            levels.append([line])
    wide = [[cell for line in level for cell in _cells(line, _CELL_LETTERS)] for level in levels]
    narrow = [[cell for line in level for cell in _cells(line, _NARROW_LETTERS)] for level in levels]
    lined = [_is_beside(narrow, index, _are_lined_up) for index in range(len(levels))]
    out: list[_Line] = []
    for index, level in enumerate(levels):
        is_heading = any(lined[max(index - 1, 0) : index + 2]) and _is_beside(narrow, index, _are_below)
        row = narrow[index] if lined[index] or is_heading else wide[index]
        if row is narrow[index] or _is_beside(wide, index, _are_below):
            out.append(replace(row[0], text=CUT.join(cell.text for cell in row), right=row[-1].right))
        else:
            out += level
    return out


def _is_beside(rows: list[list[_Line]], index: int, agrees: Callable[[list[_Line], list[_Line]], bool]) -> bool:
    """Whether a row has cells enough and the row above or below agrees with it."""
    row = rows[index]
    beside = (*rows[max(index - 1, 0) : index], *rows[index + 1 : index + 2])
    return len(row) >= _LEAST_CELLS and any(agrees(row, other) for other in beside)


def _cells(line: _Line, letters: float) -> Iterator[_Line]:
    """The pieces of a line between its gaps of so many letters and more."""
    low, left = 0, line.left
    letter = (line.right - line.left) / max(len(line.text), 1)
    for cut, end, start in line.gaps:
        if start - end < letters * letter:
            continue
        yield replace(line, text=line.text[low:cut].strip(), left=left, right=end)
        low, left = cut, start
    yield replace(line, text=line.text[low:].strip(), left=left)


def _are_below(row: list[_Line], other: list[_Line]) -> bool:
    """Whether two rows have the same columns: each cell stands over the other row's, and nothing else."""
    if len(row) != len(other):
        return False
    return all(one.left < two.right and two.left < one.right for one, two in zip(row, other, strict=True))


def _are_lined_up(row: list[_Line], other: list[_Line]) -> bool:
    """Whether two rows have the same columns, and each cell its left end, its right end or its middle in common with
    the other row's."""
    return _are_below(row, other) and all(
        abs(one.left - two.left) < _SAME_PLACE
        or abs(one.right - two.right) < _SAME_PLACE
        or abs(one.left + one.right - two.left - two.right) < 2 * _SAME_PLACE
        for one, two in zip(row, other, strict=True)
    )


def _font(layer: pypdfium2.PdfTextPage, at: int) -> str:
    """The name of the font of one letter, without the tag of a subset ("ABCDEF+.VnTime")."""
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(layer, at, name, len(name), flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _in_unicode(lines: list[_Line]) -> list[_Line]:
    """The lines with letters of old encodings turned into Unicode."""
    marked = "\n".join(legacy.wrapped(line.text, line.font) for line in lines)
    return [replace(line, text=text) for line, text in zip(lines, legacy.recovered(marked)[0].split("\n"), strict=True)]


def _with_margins(lines: list[_Line]) -> list[_Line]:
    """The lines of one page with the margins that most of its text keeps."""
    if not lines:
        return []
    rights = sorted(line.right for line in lines)
    right = rights[int(len(rights) * 0.9)]
    full = [line for line in lines if line.right > right - 40] or lines
    left = min(place for place, _ in Counter(round(line.left / 2) * 2 for line in full).most_common(2))
    return [replace(line, page_left=float(left), page_right=right) for line in lines]


def _joined(lines: list[_Line]) -> str:
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


def _goes_on(first: _Line, before: _Line, line: _Line) -> bool:
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
