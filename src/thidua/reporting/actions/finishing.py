"""What a report says when it is signed: is it whole, what goes into its revision, which known figures it overrules.

For one report and for many alike: the caller reads, nothing here asks the database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.common.numbers import format_number
from thidua.reporting.checks import Missing, missing_answers, unexplained
from thidua.reporting.figure_sources import FigureSource
from thidua.reporting.models import Figures, Overruling, Question, Report, ReportRevision, Slot
from thidua.reporting.queries.adding import Amount, amount, figure_at
from thidua.reporting.queries.last import jump_of


@dataclass(frozen=True)
class Said:
    """All that one report says, to be signed: its whole list of figures; slot id → words; code of a question → answer;
    slot id → (source, numerator, denominator) as the product's records have it; slot id → figure of the period
    before."""

    report: Report
    values: Figures
    words: Mapping[int, str]
    texts: Mapping[str, str]
    known: Mapping[int, tuple[FigureSource, int, int]] = field(default_factory=dict)
    before: Mapping[int, Amount] = field(default_factory=dict)


def lacking(slots: Sequence[Slot], questions: Sequence[Question], said: Said) -> list[Missing]:
    """What it still lacks: figures, answers, reasons for other figures than the product's records give."""
    known = {pk: (num, den) for pk, (_, num, den) in said.known.items()}
    found = missing_answers(slots, said.values, said.words, questions, said.texts)
    return found + unexplained(slots, said.values, said.words, known)


def told_of(slots: Sequence[Slot], said: Said, jump_share: int) -> dict[str, str]:
    """Its words by code: of a question; "#" and a place: words to a figure; "~" and a place: how the figure jumped
    since the period before. Without what is empty, in the order of the codes."""
    told = {code: text for code, text in said.texts.items() if text}
    told |= {f"#{slot.num}": said.words[slot.pk] for slot in slots if said.words.get(slot.pk)}
    if jump_share:
        jumps = [
            (slot, jump_of(slot, amount(slot, said.values), said.before.get(slot.pk), jump_share)) for slot in slots
        ]
        told |= {f"~{slot.num}": jump.change for slot, jump in jumps if jump}
    return dict(sorted(told.items()))


def revision_of(
    report: Report, number: int, values: Figures, told: Mapping[str, str], *, token: str, moment: dt.datetime
) -> ReportRevision:
    """The revision that keeps what was signed, not yet saved. Its digest covers request, unit, figures and words."""
    body = json.dumps([report.request_id, report.unit_id, values, told], ensure_ascii=False, separators=(",", ":"))
    return ReportRevision(
        report=report,
        number=number,
        values=values,
        texts=dict(told),
        signed_at=moment,
        signed_by_token=token,
        digest=hashlib.sha256(body.encode()).hexdigest(),
    )


def line_of(revision: ReportRevision) -> dict[str, Any]:
    """What the journal keeps of a signature: which revision, and the digest of what was signed."""
    return {"revision": revision.number, "digest": revision.digest}


def overrulings_of(slots: Sequence[Slot], said: Said) -> list[Overruling]:
    """Beside each figure that differs from the product's records: what they gave, and why the unit reports otherwise.
    Not yet saved."""
    place_of = {slot.pk: slot for slot in slots}
    return [
        Overruling(
            report=said.report,
            slot_id=pk,
            known=f"{format_number(num)}/{format_number(den)}",
            source=source.words,
            reason=said.words.get(pk, ""),
        )
        for pk, (source, num, den) in said.known.items()
        if (figure_at(said.values, place_of[pk].num), figure_at(said.values, place_of[pk].den)) != (num, den)
    ]
