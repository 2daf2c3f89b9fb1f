"""Text of HTML and RTF."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from striprtf.striprtf import rtf_to_text

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
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.out.append("\n")
        elif tag in _BLOCKS or tag in ("td", "th"):
            self.out.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))


def html_text(text: str) -> str:
    """The words of an HTML text, a blank line between blocks."""
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.out)


def rtf_text(data: bytes) -> str:
    """The words of an RTF file; cells of tables on lines of their own."""
    text = rtf_to_text(data.decode("latin-1"), errors="replace")
    return re.sub(r"\s*\|\s*", "\n", text).replace("\n", "\n\n")
