"""The source text with the places of its finds: paragraphs cut into pieces, each piece with the item it belongs to."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from thidua.plans.models import PlanItem
from thidua.plans.queries.contents import Contents


@dataclass(frozen=True)
class Piece:
    """A run of text. ``item`` is the anchor of the innermost item it belongs to ("target-12") or empty, ``code`` its
    kind; ``starts`` are the anchors of the items that begin here."""

    text: str
    item: str = ""
    code: str = ""
    is_doubtful: bool = False
    starts: tuple[str, ...] = ()


def plan_text_marks(contents: Contents) -> list[list[Piece]]:
    """The paragraphs of the plan's source text as pieces. What was picked out of a paragraph of purposes, contents or
    measures stands before the paragraph itself, which has the rest of its words."""
    text = contents.plan.source_text
    items = [item for item in contents.items if _has_place(item, len(text))]
    paragraphs: list[list[Piece]] = []
    seen: set[str] = set()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [item for item in items if (item.span_start or 0) < end and (item.span_end or 0) > start]
        paragraphs.append(_pieces(text, start, end, here, seen))
        start = end + 1
    return paragraphs


def _has_place(item: PlanItem, length: int) -> bool:
    return item.span_start is not None and item.span_end is not None and item.span_start < item.span_end <= length


def _pieces(text: str, start: int, end: int, here: list[PlanItem], seen: set[str]) -> list[Piece]:
    bounds = {start, end}
    for item in here:
        bounds |= {max(start, item.span_start or 0), min(end, item.span_end or 0)}
    ordered = sorted(bounds)
    pieces = []
    for left, right in itertools.pairwise(ordered):
        over = [item for item in here if (item.span_start or 0) <= left and (item.span_end or 0) >= right]
        if not over:
            pieces.append(Piece(text[left:right]))
            continue
        inner = min(over, key=lambda item: ((item.span_end or 0) - (item.span_start or 0), item.anchor))
        starts = tuple(item.anchor for item in over if item.anchor not in seen)
        seen.update(starts)
        pieces.append(Piece(text[left:right], inner.anchor, inner.CODE, inner.is_doubtful, starts))
    return pieces
