"""Fonts of the runs of a .docx, as far as they tell an encoding from before Unicode."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from thidua.plans.intake.charsets import charset_of
from thidua.plans.intake.legacy import wrapped

_FONTS, _HOLDER = qn("w:rFonts"), qn("w:rPr")
_NAMES = (qn("w:ascii"), qn("w:hAnsi"), qn("w:cs"))
_DEEPEST = 12


class Fonts:
    """Words of paragraphs; where the document names a font of an old encoding, each run is marked with its own."""

    def __init__(self, document: Document) -> None:
        """Look once whether any such font is named: most documents hold none and are read the short way."""
        self._default = ""
        roots = (document.element, document.styles.element)
        self._is_needed = any(
            charset_of(element.get(name) or "")[0] for root in roots for element in root.iter(_FONTS) for name in _NAMES
        )
        if self._is_needed:
            defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_HOLDER}")
            self._default = _named(defaults)

    def words(self, paragraph: Paragraph) -> str:
        """The paragraph's text, hyperlinks included."""
        if not self._is_needed:
            return paragraph.text
        runs = (
            run
            for inner in paragraph.iter_inner_content()
            for run in ([inner] if isinstance(inner, Run) else inner.runs)
        )
        return "".join(wrapped(run.text, self._font(run, paragraph)) for run in runs)

    def _font(self, run: Run, paragraph: Paragraph) -> str:
        if own := _named(run._r.rPr):
            return own
        for style in (run.style, paragraph.style):
            if found := _of_style(style):
                return found
        return self._default


def _of_style(style: Any) -> str:
    for _ in range(_DEEPEST):
        if style is None:
            return ""
        if found := _named(style.element.find(_HOLDER)):
            return found
        style = style.base_style
    return ""


def _named(holder: Any) -> str:
    fonts = holder.find(_FONTS) if holder is not None else None
    if fonts is None:
        return ""
    return next((fonts.get(name) for name in _NAMES[:2] if fonts.get(name)), "")
