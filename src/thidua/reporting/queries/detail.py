"""One report with its figures against targets, remarks and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from thidua.common import clock
from thidua.common.numbers import format_number
from thidua.journal.queries import names_of
from thidua.reporting.figure_sources import source_for
from thidua.reporting.models import Figures, Overruling, Remark, Report, ReportRequest, Slot, TargetFigure
from thidua.reporting.queries.adding import SAME_FOR_EACH, Amount, amount, bound_text, figure_at
from thidua.reporting.queries.asked import slots_with_targets
from thidua.reporting.queries.progress import time_of_figure
from thidua.reporting.queries.states import TargetState, figure_state
from thidua.reporting.queries.texts import Answer, answers, questions_of, sent_texts_of, texts_of, words_of


@dataclass
class Line:
    """One figure of a report."""

    slot: Slot
    told: Amount
    women: int | None
    direct: int | None
    own_target: str
    given: str
    words: str
    state: TargetState | None
    known: str = ""
    records_url: str = ""
    jump: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def bound(self) -> str:
        """The issuer's target in words."""
        slot = self.slot
        return bound_text(slot.comparator, slot.low, slot.high, slot.unit_word)


@dataclass(frozen=True)
class Detail:
    """A report as its reader sees it. ``is_draft`` = figures that the unit is still working on."""

    lines: list[Line]
    answers: list[Answer]
    remarks: list[str]
    is_draft: bool
    editor: str

    @property
    def answered(self) -> list[Answer]:
        """What was told in words."""
        return [one for one in self.answers if one.text.strip()]

    @property
    def unanswered(self) -> str:
        """The questions left empty, by name: "Nguyên nhân, Nhiệm vụ trọng tâm kỳ tới"."""
        return ", ".join(one.question.label for one in self.answers if not one.text.strip())


def detail_of(report: Report, *, by_owner: bool) -> Detail:
    """The figures last sent; to the unit itself while it holds the report those it is working on. Six queries."""
    slots = slots_with_targets(report.request_id)
    is_draft = by_owner and report.is_with_unit
    figures = report.values if is_draft or report.sent_values is None else report.sent_values
    texts, words = _told(report, slots, is_signed=not is_draft and report.sent_values is not None)
    remarks = [one for one in Remark.objects.filter(report=report) if one.revision == report.revision]
    names = names_of({report.edited_by_token, *(one.made_by_token for one in remarks)})
    own = TargetFigure.objects.filter(request_id=report.request_id, unit_id=report.unit_id).first()
    lines = [_line(report.request, slot, figures, words.get(slot.pk, ""), own) for slot in slots]
    _add_records(report, lines)
    for line in lines:
        line.jump = texts.get(f"~{line.slot.num}", "")
    by_slot = {line.slot.pk: line for line in lines}
    whole: list[str] = []
    for one in remarks:
        text = f"{names.get(one.made_by_token, 'Cấp trên')}: {one.text}"
        (by_slot[one.slot_id].remarks if one.slot_id else whole).append(text)
    told = answers(questions_of([report.request_id])[report.request_id], texts)
    return Detail(lines, told, whole, is_draft, names.get(report.edited_by_token, ""))


def _add_records(report: Report, lines: list[Line]) -> None:
    """To figures that the product knows: the list behind them, and what it told where the unit reports otherwise."""
    lines = [line for line in lines if line.slot.den is not None and source_for(line.slot.indicator.code)]
    if not lines:
        return
    kept = {one.slot_id: one for one in Overruling.objects.filter(report=report)}
    for line in lines:
        one = kept.get(line.slot.pk)
        line.known = f"Phần mềm tính {one.known} từ {one.source}; đơn vị báo cáo khác, có lý do." if one else ""
        line.records_url = reverse("figure_records", args=[report.request_id, report.unit_id, line.slot.num])


def _told(report: Report, slots: list[Slot], *, is_signed: bool) -> tuple[dict[str, str], dict[int, str]]:
    """(code → text, slot id → words to its figure): as last signed, or as the unit is writing them."""
    if is_signed:
        texts = sent_texts_of([report]).get(report.pk, {})
        return texts, {slot.pk: texts.get(f"#{slot.num}", "") for slot in slots}
    words = words_of([report]).get(report.pk, {})
    return texts_of([report]).get(report.pk, {}), words


def _line(asked: ReportRequest, slot: Slot, figures: Figures, words: str, targets: TargetFigure | None) -> Line:
    told = amount(slot, figures)
    own = figure_at(targets.values if targets else None, slot.num)
    given = figure_at(targets.given if targets else None, slot.num)
    judged_by = own if given is None else given
    bound = Decimal(judged_by).scaleb(-3) if judged_by is not None else slot.low if _is_for_each(slot) else None
    high = slot.high if judged_by is None else bound
    return Line(
        slot=slot,
        told=told,
        women=figure_at(figures, slot.women),
        direct=figure_at(figures, slot.direct),
        own_target=_target_words(slot, own),
        given=_target_words(slot, given),
        words=words,
        state=_state(asked, slot, told, (bound, high), is_promised=judged_by is not None),
    )


def _state(
    asked: ReportRequest,
    slot: Slot,
    told: Amount,
    bounds: tuple[Decimal | None, Decimal | None],
    *,
    is_promised: bool,
) -> TargetState | None:
    """How the figure stands on the day that the report tells of; None where there is nothing to judge by."""
    if bounds[0] is None or told.value is None:
        return None
    return figure_state(
        slot,
        told,
        bounds=bounds,
        direction=slot.indicator.direction,
        time_given=time_of_figure(asked, slot, is_promised=is_promised),
        on=min(clock.today(), asked.ends_on),
    )


def _is_for_each(slot: Slot) -> bool:
    return slot.kind in SAME_FOR_EACH


def _target_words(slot: Slot, thousandths: int | None) -> str:
    if thousandths is None:
        return ""
    return f"{format_number(Decimal(thousandths).scaleb(-3))} {slot.unit_word}".strip()
