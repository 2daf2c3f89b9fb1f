"""Text of a PDF with a text layer, page after page."""

from __future__ import annotations

import re

import pypdfium2

from thidua.plans.intake.unreadable import Unreadable

_MOST_PAGES = 200
_LEAST_LETTERS_A_PAGE = 40


def pdf_text(data: bytes) -> str:
    """Text of all pages, lines as printed. Raises Unreadable for a locked or damaged file and for a scan."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted-pdf" if "assword" in str(error) else "damaged") from error
    try:
        pages = min(len(document), _MOST_PAGES)
        text = "\n".join(_page(document, index) for index in range(pages))
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    if not pages:
        raise Unreadable("damaged")
    if len(re.findall(r"[^\W\d_]", text)) < _LEAST_LETTERS_A_PAGE * pages:
        raise Unreadable("scan")
    return text


def _page(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    layer = page.get_textpage()
    try:
        return layer.get_text_bounded() or ""
    finally:
        layer.close()
        page.close()
