"""Where words stand in a PDF, in millimetres from the upper left corner of the page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Box:
    """A piece of text and its place: left, top, right, bottom in mm."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def overlap(self, other: Box) -> float:
        """The area in mm² that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


class Pdf:
    """An opened PDF for measuring."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.pages = [page.get_textpage() for page in self.document]
        self.sizes = [(round(page.get_width() * MM), round(page.get_height() * MM)) for page in self.document]

    def text(self, page: int) -> str:
        """All words of a page with single blanks."""
        return " ".join(self.pages[page].get_text_bounded().split())

    def find(self, page: int, words: str) -> Box:
        """The place of these words on a page. Errors: AssertionError when they are not there."""
        found = self.pages[page].search(words, match_case=True).get_next()
        assert found is not None, f"{words!r} is not on page {page + 1}: {self.text(page)[:300]}"
        start, count = found
        boxes = [self.pages[page].get_charbox(at) for at in range(start, start + count)]
        boxes = [box for box in boxes if box[2] > box[0]]
        return self._box(page, words, boxes)

    def face(self, page: int, words: str) -> tuple[float, str]:
        """Size in points and name of the font in which these words are set, at their first letter."""
        layer = self.pages[page]
        found = layer.search(words, match_case=True).get_next()
        assert found is not None, f"{words!r} is not on page {page + 1}"
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(layer, found[0], name, len(name), flags)
        # A renderer may scale the page: the size as set is that of the font times the letter's own matrix.
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(layer, found[0], matrix)
        size = raw.FPDFText_GetFontSize(layer, found[0]) * abs(matrix.d)
        return round(size, 1), name.value.decode().rpartition("+")[2]

    def rules(self, page: int) -> list[Box]:
        """Every drawn line of a page that lies flat and is no border of a table (longer than 5 mm, from above)."""
        found = []
        for item in self.document[page].get_objects([raw.FPDF_PAGEOBJ_PATH]):
            box = self._box(page, "", [item.get_bounds()])
            if box.right - box.left > 5 and box.bottom - box.top < 0.6:
                found.append(box)
        return sorted(found, key=lambda box: box.top)

    def boxes(self, page: int) -> list[Box]:
        """Every run of text of a page."""
        text = self.pages[page]
        found = []
        for index in range(text.count_rects()):
            rect = text.get_rect(index)
            words = text.get_text_bounded(*rect).strip()
            if words:
                found.append(self._box(page, words, [rect]))
        return found

    def letters(self, page: int) -> list[Box]:
        """Every letter of a page that leaves ink."""
        text = self.pages[page]
        words = text.get_text_range()
        count = text.count_chars()
        boxes = ((words[at : at + 1], text.get_charbox(at)) for at in range(count))
        return [self._box(page, letter, [box]) for letter, box in boxes if letter.strip() and box[2] > box[0]]

    def fonts(self) -> set[str]:
        """The names of all embedded fonts."""
        raw = {item.get_font().get_base_name() for page in self.document for item in page.get_objects([1])}
        return {name.split("+")[-1] for name in raw}

    def _box(self, page: int, words: str, rects: list[tuple[float, float, float, float]]) -> Box:
        height = self.document[page].get_height()
        left, bottom = min(rect[0] for rect in rects), min(rect[1] for rect in rects)
        right, top = max(rect[2] for rect in rects), max(rect[3] for rect in rects)
        return Box(words, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
