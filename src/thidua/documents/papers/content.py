"""One content of an official paper, as data. The Word and the PDF renderer print the same ``printed(paper)``.

Layout terms follow Decree 30/2020/NĐ-CP, Appendix I (boxes 1–9 of the head, the body and the end of a paper).
Texts are plain; nothing in them is read as markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.common.dates import long_date
from thidua.common.text import normalise
from thidua.documents.papers.widths import width_of

# Points of a clause go through the Vietnamese alphabet: a) b) c) d) đ) e) g) …
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Rules under names are a third to a half of their line (box 2 and 5a), that under the motto is as long as it (box 1).
_SHARE = 0.42
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SUBJECT_WIDTH = 137.0
ANNEX_RULE = 32.0
# From so many recipients on their list may be broken over two pages.
MANY_RECIPIENTS = 30
# A long name in the head is broken before one of these words rather than inside a place's name.
_BREAK_BEFORE = (
    "TỈNH", "THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "QUẬN", "HUYỆN", "PHƯỜNG", "XÃ", "ĐẶC KHU", "CÔNG TY", "TỔNG CÔNG TY",
    "TRƯỜNG", "BỆNH VIỆN", "KHU CÔNG NGHIỆP", "CÁC KHU", "TRUNG TÂM", "VIỆT NAM", "NGÀNH", "CỔ PHẦN", "CÔNG VIÊN", "VÀ",
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 "I.", 2 "1.", 3 "a)" – bold; ``label`` replaces the counted one ("" for none)."""

    text: str
    level: int = 1
    label: str | None = None


@dataclass(frozen=True)
class Point:
    """A numbered paragraph that counts with the headings of its level but is set in regular type."""

    text: str
    level: int = 2
    label: str | None = None


@dataclass(frozen=True)
class Article:
    """ "Điều 1. …" of a decision; ``title`` in bold after the number, ``text`` the first paragraph."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A justified paragraph with a first line indent; ``lead`` stands bold before the text ("Đợt 1:")."""

    text: str
    lead: str = ""
    is_italic: bool = False


@dataclass(frozen=True)
class BulletList:
    """Paragraphs that begin with a dash, as the clerical rules use for lists."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A ruled table. ``widths`` are relative; ``align`` is one of "left", "center", "right" for each column.

    A row of a single text is a heading over all columns. ``marks``: letters and numbers of the columns, as statistical
    forms have them in a second line of the head.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[str, ...] = ()
    caption: str = ""
    marks: tuple[str, ...] = ()


Block = Heading | Point | Article | Paragraph | BulletList | Table


@dataclass(frozen=True)
class Annex:
    """An appendix on pages of its own, numbered "Phụ lục I" where there are several; landscape for wide tables."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True)
class Signature:
    """The signature box: on whose behalf, under which delegation, post and name.

    ``on_behalf`` "TM. BAN THƯỜNG VỤ"; ``delegation`` "KT. CHỦ TỊCH" or "" ; ``post`` "PHÓ CHỦ TỊCH"; ``name`` without
    an academic title; ``note`` in italics under the post ("Đã ký", "Ký, ghi rõ họ tên"), mostly empty.
    """

    on_behalf: str
    post: str
    name: str
    delegation: str = ""
    note: str = ""


@dataclass(frozen=True)
class OfficialPaper:
    """Everything an official paper says.

    ``number`` None and ``day`` None leave the blanks of a draft ("Số:       /KH-LĐLĐ", "ngày      tháng      năm").
    ``symbol`` "KH-LĐLĐ". ``kind`` in capitals; "" makes an official letter, whose ``subject`` goes under the number as
    "V/v …". ``authority`` and ``enacting`` are for decisions: the collective body in capitals before the bases, and
    "QUYẾT ĐỊNH:" after them. ``to`` is "Kính gửi". ``co_signer`` stands on the left (the secretary of minutes).
    ``sample_mark`` prints a light word across every page ("MẪU"), ``form_mark`` the sign of a statistical form over the
    head, on the right ("Biểu số: TK-N").
    """

    parent_body: str
    issuer: str
    number: int | None
    symbol: str
    place: str
    day: dt.date | None
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signer: Signature
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    authority: str = ""
    enacting: str = ""
    co_signer: Signature | None = None
    year: int | None = None
    sample_mark: str = ""
    form_mark: str = ""


def roman(number: int) -> str:
    """1 → "I", 4 → "IV" (1 to 39)."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


def point_letter(number: int) -> str:
    """1 → "a", 5 → "đ", 24 → "a1": the Vietnamese alphabet, then again with a figure."""
    turn, index = divmod(number - 1, len(POINT_LETTERS))
    return POINT_LETTERS[index] + (str(turn) if turn else "")


def number_line(number: int | None, symbol: str) -> str:
    """ "Số: 03/KH-LĐLĐ"; a draft keeps the blank: "Số:       /KH-LĐLĐ"."""
    return f"Số: {number:02d}/{symbol}" if number is not None else f"Số:       /{symbol}"


def date_line(place: str, day: dt.date | None, year: int | None = None) -> str:
    """ "Ba Đình, ngày 07 tháng 01 năm 2021"; a draft keeps the blanks for day and month."""
    if day is not None:
        return f"{place}, {long_date(day)}"
    return f"{place}, ngày      tháng      năm {year or '        '}"


def head_lines(text: str, limit: int = 25) -> list[str]:
    """Break a name of the head into lines of at most about ``limit`` letters, evenly and not inside a place's name."""
    lines: list[str] = []
    for given in normalise(text).split("\n"):
        words = given.split()
        lines += _broken(words, limit) if words else []
    return lines


def _broken(words: list[str], limit: int) -> list[str]:
    whole = " ".join(words)
    if len(whole) <= limit or len(words) < 2:
        return [whole]
    best, best_cost = 1, 10_000
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        cost = abs(len(left) - len(right)) + 40 * (len(left) > limit)
        if right.upper().startswith(_BREAK_BEFORE) and not left.upper().endswith(("TỔNG", "CÁC")):
            cost -= 16
        if cost < best_cost:
            best, best_cost = at, cost
    return [*_broken(words[:best], limit), *_broken(words[best:], limit)]


def printed(paper: OfficialPaper) -> dict[str, Any]:
    """The paper as the renderers print it: every line final, numbers and letters of headings counted."""
    letter = not paper.kind
    blocks = list(_numbered(paper.blocks))
    if not letter or blocks:
        _close(blocks)
    subject = f"V/v {paper.subject}" if letter and not paper.subject.startswith("V/v") else paper.subject
    many = len(paper.annexes) > 1
    return _clean(
        {
            "parent": head_lines(paper.parent_body.upper()),
            "issuer": head_lines(paper.issuer.upper()),
            "number": number_line(paper.number, paper.symbol),
            "date": date_line(paper.place, paper.day, paper.year),
            "kind": paper.kind.upper(),
            "subject": subject,
            "authority": paper.authority.upper(),
            "enacting": paper.enacting,
            "bases": _bases(paper.bases),
            "blocks": blocks,
            "to": list(paper.to),
            "recipients": _recipients(paper.recipients),
            "breakable": len(paper.recipients) > MANY_RECIPIENTS,
            "signer": _signature(paper.signer),
            "co_signer": _signature(paper.co_signer) if paper.co_signer else None,
            "annexes": [
                {
                    "label": f"Phụ lục {roman(index)}" if many else "Phụ lục",
                    "title": annex.title,
                    "reference": _reference(paper),
                    "landscape": annex.is_landscape,
                    "blocks": list(_numbered(annex.blocks)),
                }
                for index, annex in enumerate(paper.annexes, start=1)
            ],
            "rules": _rules(head_lines(paper.issuer.upper()), subject),
            "mark": paper.sample_mark,
            "form": paper.form_mark,
        }
    )


def _rules(issuer: Sequence[str], subject: str) -> dict[str, float]:
    """Lengths in mm of the rules under the issuer, the motto and the subject (of its first line where it has more)."""
    line = min(width_of(subject, 14), SUBJECT_WIDTH)
    return {
        "issuer": round(_SHARE * width_of(issuer[-1] if issuer else "", 12), 1),
        "motto": round(width_of(MOTTO, 13), 1),
        "subject": round(_SHARE * line, 1),
        "annex": ANNEX_RULE,
    }


def _reference(paper: OfficialPaper) -> str:
    kind = paper.kind.capitalize() if paper.kind else "Công văn"
    number = f"{paper.number:02d}" if paper.number is not None else "     "
    day = long_date(paper.day) if paper.day else f"ngày      tháng      năm {paper.year or '        '}"
    return f"(Kèm theo {kind} số {number}/{paper.symbol} {day} của {paper.issuer})"


def _bases(bases: Sequence[str]) -> list[str]:
    """Bases end with ";", the last one with a full stop."""
    bare = [base.strip().rstrip(";.,") for base in bases if base.strip()]
    return [base + (";" if index < len(bare) else ".") for index, base in enumerate(bare, start=1)]


def _recipients(recipients: Sequence[str]) -> list[str]:
    """Lines of "Nơi nhận" end with ";", the last one ("Lưu: …") with a full stop."""
    bare = [line.strip().lstrip("-– ").rstrip(";.,") for line in recipients if line.strip()]
    return [f"- {line}{';' if index < len(bare) else '.'}" for index, line in enumerate(bare, start=1)]


def _signature(signature: Signature) -> dict[str, Any]:
    lines = [line.upper() for line in (signature.on_behalf, signature.delegation, signature.post) if line]
    lines = [part for line in lines for part in line.split("\n")]
    return {"lines": lines, "note": signature.note, "name": signature.name}


def _numbered(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    counts = [0, 0, 0, 0]
    articles = 0
    for block in blocks:
        if isinstance(block, Heading | Point):
            level = min(max(block.level, 1), 3)
            label = block.label
            if label is None:
                counts[level] += 1
                counts[level + 1 :] = [0] * (3 - level)
                label = _label(level, counts[level])
            kind = "heading" if isinstance(block, Heading) else "point"
            yield {"type": kind, "level": level, "label": label, "text": block.text}
        elif isinstance(block, Article):
            articles += 1
            counts = [0, 0, 0, 0]
            yield {"type": "article", "label": f"Điều {articles}.", "title": block.title, "text": block.text}
        elif isinstance(block, Paragraph):
            yield {"type": "paragraph", "lead": block.lead, "text": block.text, "italic": block.is_italic}
        elif isinstance(block, BulletList):
            yield {"type": "bullets", "items": list(block.items)}
        else:
            yield _table(block)


def _label(level: int, count: int) -> str:
    return {1: f"{roman(count)}.", 2: f"{count}."}.get(level, f"{point_letter(count)})")


def _table(block: Table) -> dict[str, Any]:
    width = len(block.columns)
    return {
        "type": "table",
        "columns": list(block.columns),
        "rows": [list(row) for row in block.rows],
        "widths": list(block.widths) or [1.0] * width,
        "align": list(block.align) or ["left"] * width,
        "caption": block.caption,
        "marks": list(block.marks),
    }


def _close(blocks: list[dict[str, Any]]) -> None:
    """The last sentence of the body ends with "./."."""
    if not blocks:
        return
    last = blocks[-1]
    if last["type"] == "bullets" and last["items"]:
        last["items"][-1] = _ended(last["items"][-1])
    elif last["type"] in ("paragraph", "point", "article"):
        last["text"] = _ended(last["text"])


def _ended(text: str) -> str:
    bare = text.rstrip()
    return bare if bare.endswith("./.") else bare.rstrip(".;") + "./."


def _clean(value: Any) -> Any:
    """Every text in one normal form (NFC, no odd blanks), so that the fonts have each letter."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value
