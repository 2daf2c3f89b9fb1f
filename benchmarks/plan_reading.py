"""Reading a plan (the sample 03/KH-LĐLĐ of 2021), from text and from .docx, against merely opening the file.

The probe looks at every word once (text), or unpacks the file and walks its XML (.docx): what no reader can avoid.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from docx import Document

from benchmarks.pairs import Paired, paired
from thidua.plans.intake.reading import read_plan_file

PLAN = Path(__file__).resolve().parents[1] / "src" / "thidua" / "demo" / "plans" / "ke-hoach-03-ba-dinh-2021.txt"


def measure() -> Iterator[Paired | str]:
    """The same plan from both kinds of file."""
    text = PLAN.read_text(encoding="utf-8")
    plain, word = text.encode(), as_docx(text)
    yield f"{len(text)} characters, {len(text.splitlines())} lines"
    yield paired(
        "plan from .txt / every word once",
        lambda: read_plan_file(plain, "ke-hoach.txt"),
        lambda: re.findall(r"\w+", unicodedata.normalize("NFC", plain.decode())),
        rounds=8,
        pairs=3,
    )
    yield paired(
        "plan from .docx / unzip and parse",
        lambda: read_plan_file(word, "ke-hoach.docx"),
        lambda: walk(word),
        rounds=8,
        pairs=3,
    )


def as_docx(text: str) -> bytes:
    """The lines as paragraphs of a .docx."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def walk(data: bytes) -> int:
    """Unpack a .docx and touch every element of its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(1 for _ in ElementTree.fromstring(packed.read("word/document.xml")).iter())
