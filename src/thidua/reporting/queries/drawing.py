"""What a unit can draw from those below into its own report: the figures added up, the passages side by side."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.reporting.models import PeriodUnit, Question, Report, Rollup, Slot
from thidua.reporting.queries.adding import Amount, amount, figure_at
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.boards import missing_places, missing_units
from thidua.reporting.queries.corrections import NOT_TAKEN, taken_places
from thidua.reporting.queries.texts import questions_of, sent_texts_of, texts_of
from thidua.reporting.queries.totals import live_total

PAGE = 30
MOST_NAMED = 30
"""Of the units that have not sent yet; the board names them all."""


@dataclass(frozen=True)
class FigureToTake:
    """One figure of the own report beside what the units below add up to."""

    slot: Slot
    own: Amount
    added: Amount
    is_own_answer: bool

    @property
    def is_same(self) -> bool:
        """Nothing to take."""
        return (self.own.num, self.own.den) == (self.added.num, self.added.den)


@dataclass(frozen=True)
class Piece:
    """What one unit directly below has signed to a question. ``is_taken``: it stands in the own text already."""

    report: Report
    text: str
    is_taken: bool


@dataclass(frozen=True)
class Drawing:
    """The page of one report that takes in others."""

    report: Report
    figures: list[FigureToTake]
    total: Rollup | None
    missing: list[PeriodUnit]
    n_missing: int
    questions: list[Question]
    question: Question | None
    own_text: str
    pieces: list[Piece]
    n_pieces: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages of passages there are."""
        return max(1, -(-self.n_pieces // PAGE))

    @property
    def to_take(self) -> int:
        """How many figures differ from what is added up."""
        return sum(not one.is_same and not one.is_own_answer and one.added.num is not None for one in self.figures)


def drawing_of(by: Actor, report: Report, *, code: str = "", words: str = "", page: int = 1) -> Drawing:
    """All of the page, for the question with this code (else the first), the units or texts that hold these words, and
    this page of them. Ten queries, however many units. ``report`` comes with its request, place and unit."""
    slots = slots_of(report.request_id)
    total = live_total(report.request_id, report.unit_id)
    questions = questions_of([report.request_id])[report.request_id]
    question = next((one for one in questions if one.code == code), questions[0] if questions else None)
    own_text = texts_of([report]).get(report.pk, {}).get(question.code, "") if question else ""
    pieces = _pieces(report, question, words, own_text) if question else []
    page = min(max(1, page), max(1, -(-len(pieces) // PAGE)))
    return Drawing(
        report=report,
        figures=[_figure(report, slot, total) for slot in slots],
        total=total,
        missing=missing_units(report.request, by, most=MOST_NAMED),
        n_missing=missing_places(report.request, by).count(),
        questions=questions,
        question=question,
        own_text=own_text,
        pieces=pieces[(page - 1) * PAGE : page * PAGE],
        n_pieces=len(pieces),
        page=page,
    )


def _figure(report: Report, slot: Slot, total: Rollup | None) -> FigureToTake:
    added = amount(slot, total.sums if total else None, total.counts if total else [])
    return FigureToTake(slot, amount(slot, report.values), added, is_own_answer=slot.kind in NOT_TAKEN)


def _pieces(report: Report, question: Question, words: str, own_text: str) -> list[Piece]:
    below = list(
        Report.objects.counting()
        .filter(request_id=report.request_id, place__parent_id=report.unit_id)
        .select_related("unit")
        .order_by("unit__name_key", "id")
    )
    told = sent_texts_of(below)
    asked = search_text(words).split()
    found = []
    for one in below:
        text = told.get(one.pk, {}).get(question.code, "").strip()
        haystack = search_text(one.unit.name, text) if asked else ""
        if text and all(word in haystack for word in asked):
            found.append(Piece(one, text, signed_piece(one, text) in own_text))
    return found


def signed_piece(report: Report, text: str) -> str:
    """A passage as it is taken over: the unit's name before its words."""
    return f"{report.unit.title}: {text}"


def piece_of(report: Report, question: Question, unit_id: int) -> str:
    """What a unit directly below has signed to a question, with its name; "" where there is nothing."""
    found = Report.objects.counting().filter(request_id=report.request_id, place__parent_id=report.unit_id)
    one = found.filter(unit_id=unit_id).select_related("unit").first()
    text = sent_texts_of([one]).get(one.pk, {}).get(question.code, "").strip() if one else ""
    return signed_piece(one, text) if one and text else ""


def sums_to_take(report: Report) -> dict[int, int]:
    """place → what the units below add up to, where it is not what stands in the own report."""
    slots = slots_of(report.request_id)
    total = live_total(report.request_id, report.unit_id)
    if total is None or not total.n_done:
        return {}
    return {
        place: figure
        for place in taken_places(slots)
        if (figure := figure_at(total.sums, place)) is not None and figure != figure_at(report.values, place)
    }
