"""Text of HTML and RTF."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from striprtf.striprtf import rtf_to_text

from thidua.plans.intake.grid import lines_of, piped
from thidua.plans.intake.rtf_fonts import with_fonts

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "pre",
        "hr",
        "tbody",
        "thead",
    ]
)
_SILENT = frozenset(["script", "style", "head", "noscript", "template"])
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|p|div|table|h[1-6]|span|article|meta)\b", re.IGNORECASE
)


def is_html(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return bool(_HTML.match(text[:2000]))


class _Words(HTMLParser):
    """Collects words; those of a table's cells row by row until the outermost table ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.rows: list[list[list[str]]] = []
        self.tables = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.tables += 1
        elif self.tables == 1 and tag == "tr":
            self.rows.append([])
        elif self.tables == 1 and tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
        elif tag == "br":
            self.add("\n")
        elif tag in _BLOCKS or tag in ("td", "th"):
            self.add("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self.end_table()
        elif tag in _BLOCKS and not (self.tables == 1 and tag == "tr"):
            self.add("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.add(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self.end_table()

    def add(self, words: str) -> None:
        """To the open cell, or to the text."""
        cell = self.rows[-1][-1] if self.tables and self.rows and self.rows[-1] else self.out
        cell.append(words)

    def end_table(self) -> None:
        """What the rows of the table say goes to the text."""
        rows = [["".join(cell).strip() for cell in row] for row in self.rows if row]
        self.rows = []
        for line in lines_of(rows):
            self.out += ["\n\n", line, "\n\n"]


def html_text(text: str) -> str:
    """The words of an HTML text, a blank line between blocks."""
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.out)


def rtf_text(data: bytes) -> str:
    """The words of an RTF file, its tables as ``grid.lines_of`` sets them."""
    text = rtf_to_text(with_fonts(data.decode("latin-1")), errors="replace")
    return piped(text).replace("\n", "\n\n")
