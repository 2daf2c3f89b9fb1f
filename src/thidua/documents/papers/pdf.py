"""PDF by Typst. Data goes in only as JSON, fonts come only from this room, and no system font is looked at."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from thidua.common import clock
from thidua.documents.papers.certificates import CertificatePaper, certificate_data
from thidua.documents.papers.content import OfficialPaper, printed

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"


def render_pdf(paper: OfficialPaper) -> bytes:
    """The paper as PDF (PDF/A-2b) in the layout of Decree 30/2020: A4, margins 20/20/30/15 mm."""
    return _compile("official.typ", printed(paper), made_on=paper.day or clock.today())


def render_certificates(papers: Sequence[CertificatePaper], *, emblem: bytes | None = None) -> bytes:
    """One PDF of A4 landscape pages, one page for each certificate, in the order given.

    ``emblem`` is the unit's own emblem (PNG or JPEG); without one the neutral ornament is drawn. Errors: ValueError
    for no certificate or an emblem of another kind.
    """
    if not papers:
        raise ValueError("no certificate to print")
    return _compile("certificate.typ", certificate_data(papers, emblem), made_on=papers[0].decided_on)


@functools.cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(input=str(HERE / template), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _compile(template: str, data: dict[str, Any], *, made_on: dt.date) -> bytes:
    """The same data gives the same bytes: the file's own date is the day of the paper."""
    data = data | {"made": [made_on.year, made_on.month, made_on.day]}
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"])
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made
