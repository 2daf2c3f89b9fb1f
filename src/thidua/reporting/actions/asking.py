"""What a request asks: its slots and questions, frozen copies of the plan's targets, of a form, of what is added."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst

from thidua.common.actor import Actor
from thidua.common.text import slug, squeeze
from thidua.common.verdicts import Refusal
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind, OfWhom
from thidua.plans.models import Indicator, Target
from thidua.reporting.choices import STANDARD_QUESTIONS
from thidua.reporting.models import Question, ReportForm, ReportRequest, Slot

COUNTED = (IndicatorKind.COUNT, IndicatorKind.STOCK, IndicatorKind.DISTINCT)
STANDARD_CODES = {slug(label): code for code, label, _, _ in STANDARD_QUESTIONS}
MOST_FIGURES, MOST_QUESTIONS = 200, 30


@dataclass
class Line:
    """A figure that is asked: under which heading, against which target, with which figures of whom beside it."""

    indicator: Indicator
    target: Target | None = None
    heading: str = ""
    of_whom: set[str] = field(default_factory=set)


def lines_of(
    *, by: Actor, targets: Sequence[Target], form: ReportForm | None, indicators: Sequence[Indicator]
) -> list[Line]:
    """What is asked, each indicator once: the targets, what the form always asks, further indicators.

    A target that has no indicator gets one. Errors: Refusal where nothing is asked, or more than 200 figures.
    """
    lines: dict[int, Line] = {}
    for target in targets:
        indicator = target.indicator or ensure_indicator(
            by=by,
            name=target.subject,
            kind=IndicatorKind.WORDS if target.is_qualitative else IndicatorKind.COUNT,
            unit_word=target.unit_word,
        )
        lines.setdefault(indicator.pk, Line(indicator, target))
    for one in form.lines.select_related("indicator") if form else ():
        line = lines.setdefault(one.indicator_id, Line(one.indicator, heading=one.heading))
        line.of_whom |= {part for part in (OfWhom.WOMEN, OfWhom.DIRECT) if getattr(one, part)}
    for indicator in indicators:
        lines.setdefault(indicator.pk, Line(indicator))
    if not lines:
        raise Refusal("Hãy chọn ít nhất một chỉ tiêu để các đơn vị báo cáo.", "nothing_asked", "targets")
    if len(lines) > MOST_FIGURES:
        raise Refusal(f"Một báo cáo hỏi nhiều nhất {MOST_FIGURES} số liệu; nay là {len(lines)}.", "too_much", "targets")
    return list(lines.values())


def add_slots(asked: ReportRequest, lines: Sequence[Line], of_whom: Sequence[str]) -> None:
    """Give every figure its slot and its places in the lists."""
    slots, free = [], 0
    for order, line in enumerate(lines, start=1):
        indicator, target = line.indicator, line.target
        slot = Slot(
            request=asked,
            order=order,
            indicator=indicator,
            target=target,
            heading=line.heading,
            label=capfirst(target.subject if target else indicator.name)[:400],
            kind=indicator.kind,
            unit_word=(target.unit_word if target else "") or indicator.unit_word,
            comparator=target.comparator if target else "",
            low=target.low if target else None,
            high=target.high if target else None,
            scale=indicator.scale,
            takes_last=indicator.takes_last,
        )
        free = _give_places(slot, indicator, {*of_whom, *line.of_whom, *indicator.parts_of_whom}, free)
        slots.append(slot)
    Slot.objects.bulk_create(slots)


def _give_places(slot: Slot, indicator: Indicator, of_whom: set[str], free: int) -> int:
    """Give a slot its places from ``free`` on. Output: the next free place."""
    slot.num, free = free, free + 1
    if indicator.has_two_parts:
        slot.den, free = free, free + 1
    if indicator.kind in COUNTED and OfWhom.WOMEN in of_whom:
        slot.women, free = free, free + 1
    if indicator.kind in COUNTED and OfWhom.DIRECT in of_whom:
        slot.direct, free = free, free + 1
    return free


def add_questions(asked: ReportRequest, form: ReportForm | None, more: Sequence[str]) -> None:
    """The questions of the form (the standard ones without a form), then the request's own, each code once.

    Errors: Refusal for more than 30 questions.
    """
    given = (
        [(row.code, row.label, row.help, row.is_required) for row in form.questions.all()]
        if form
        else list(STANDARD_QUESTIONS)
    )
    given += [(question_code(label), squeeze(label)[:200], "", False) for label in more if squeeze(label)]
    once: dict[str, tuple[str, str, str, bool]] = {}
    for one in given:
        once.setdefault(one[0], one)
    if len(once) > MOST_QUESTIONS:
        raise Refusal(f"Một báo cáo hỏi nhiều nhất {MOST_QUESTIONS} câu bằng lời.", "too_many_questions", "more")
    Question.objects.bulk_create(
        [
            Question(request=asked, order=order, code=code, label=label, help=words, is_required=is_required)
            for order, (code, label, words, is_required) in enumerate(once.values(), start=1)
        ]
    )


def question_code(label: str) -> str:
    """The code of a question that a unit words itself: the same words, the same code ("cau-an-toan-lao-dong").

    The words of a standard question have its code.
    """
    words = slug(label)
    if words in STANDARD_CODES:
        return STANDARD_CODES[words]
    if len(words) > 50:
        words = f"{words[:40]}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    return f"cau-{words}"
