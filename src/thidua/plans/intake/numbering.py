"""Automatic numbers of Word paragraphs ("I.", "1.1.", "a)", "-"), which the paragraphs' own text does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Levels of each list of a document, and how far each is counted."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Numbering:
        """The lists of a document; none where it has no numbering part or an odd one."""
        found = cls()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return found
        abstract = {
            element.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): _Level(
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    int(_value(level, "w:start", "1")),
                )
                for level in element.findall(qn("w:lvl"))
            }
            for element in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            key = number.get(qn("w:numId"))
            found.shared[key] = _value(number, "w:abstractNumId", "")
            found.lists[key] = abstract.get(found.shared[key], {})
        return found

    def mark(self, paragraph: Paragraph) -> str:
        """The number or bullet that Word shows before this paragraph, with a blank; "" for none. Counts on."""
        key, depth = _place(paragraph)
        level = self.lists.get(key or "", {}).get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "+ " if depth % 2 else "- "
        counts = self.counts.setdefault(self.shared[key or ""], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        levels = self.lists[key or ""]
        text = re.sub(r"%(\d)", lambda m: _written(levels, counts, int(m[1]) - 1), level.text)
        return f"{text} " if text.strip() else ""


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    number = counts.get(depth, level.start if level else 1)
    form = level.form if level else "decimal"
    if form == "upperRoman":
        return _roman(number)
    if form == "lowerRoman":
        return _roman(number).lower()
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value and len(out) < 12:
            out, number = out + letters, number - value
    return out


def _place(paragraph: Paragraph) -> tuple[str | None, int]:
    """(list, depth) of a paragraph, from itself or its styles."""
    holders = [paragraph._p.pPr]
    style = paragraph.style
    for _ in range(6):
        if style is None:
            break
        holders.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for holder in holders:
        place = holder.find(qn("w:numPr")) if holder is not None else None
        if place is not None:
            key = _value(place, "w:numId", "")
            return (key if key not in ("", "0") else None), int(_value(place, "w:ilvl", "0"))
    return None, 0


def _value(element: Any, name: str, otherwise: str) -> str:
    child = element.find(qn(name))
    return otherwise if child is None else child.get(qn("w:val"), otherwise)
