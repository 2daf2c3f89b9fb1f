"""Is the content of a report right: faults that refuse a save, and what is missing before it can be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.common.numbers import format_number
from thidua.common.verdicts import Reason
from thidua.plans.choices import IndicatorKind
from thidua.reporting.models import Figures, Question, Slot
from thidua.reporting.models.figures import LARGEST
from thidua.reporting.queries.adding import figure_at


@dataclass(frozen=True)
class Missing:
    """Something the report still lacks, and the field of the form to jump to."""

    text: str
    field: str


def field_of(slot: Slot, place: int) -> str:
    """The name of a figure's field in the form: one a place ("o-17-3")."""
    return f"o-{slot.request_id}-{place}"


def words_field(slot: Slot) -> str:
    """The name of the field for the words of a slot."""
    return f"loi-{slot.request_id}-{slot.num}"


def faults_of_figures(slots: Sequence[Slot], values: Figures) -> list[Reason]:
    """A numerator above its denominator, a part above its whole, a figure below zero or beyond all bounds."""
    found: list[Reason] = []
    for slot in slots:
        for place in slot.places:
            figure = figure_at(values, place)
            if figure is None:
                continue
            if figure < 0:
                found.append(Reason("below_zero", f"“{slot.label}”: số liệu không thể âm.", field_of(slot, place)))
            elif figure > LARGEST:
                found.append(Reason("too_large", f"“{slot.label}”: số liệu quá lớn.", field_of(slot, place)))
        found += _part_above_whole(slot, values)
    return found


def _part_above_whole(slot: Slot, values: Figures) -> list[Reason]:
    num, den = figure_at(values, slot.num), figure_at(values, slot.den)
    found = []
    if slot.kind == IndicatorKind.RATIO and num is not None and den is not None and num > den:
        numerator = slot.indicator.numerator_name or "Tử số"
        denominator = slot.indicator.denominator_name or "mẫu số"
        found.append(
            Reason(
                "numerator_above_denominator",
                f"“{slot.label}”: {numerator} ({format_number(num)}) không thể lớn hơn {denominator} "
                f"({format_number(den)}). Hãy xem lại hai số này.",
                field_of(slot, slot.num),
            )
        )
    for place, words in ((slot.women, "số nữ"), (slot.direct, "số lao động trực tiếp")):
        part = figure_at(values, place)
        if place is not None and part is not None and num is not None and part > num:
            found.append(
                Reason(
                    "part_above_whole",
                    f"“{slot.label}”: {words} ({format_number(part)}) không thể lớn hơn tổng số "
                    f"({format_number(num)}).",
                    field_of(slot, place),
                )
            )
    return found


def unmatched_totals(slots: Sequence[Slot], values: Figures) -> list[Reason]:
    """A total that differs from the sum of its parts. Asked when a report is sent: while typing both are on the way.

    Only where the total and every part are answered; figures of different decimals are compared as they are read.
    """
    found: list[Reason] = []
    parts_of: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.part_of_id is not None:
            parts_of[slot.part_of_id].append(slot)
    for total in slots if parts_of else ():
        parts = parts_of.get(total.pk, [])
        told = figure_at(values, total.num)
        figures = [(slot, figure_at(values, slot.num)) for slot in parts]
        if not parts or told is None or any(figure is None for _, figure in figures):
            continue
        added = sum((Decimal(figure or 0).scaleb(-slot.scale) for slot, figure in figures), Decimal(0))
        shown = Decimal(told).scaleb(-total.scale)
        if added != shown:
            names = ", ".join(f"“{slot.label}”" for slot in parts)
            text = (
                f"“{total.label}” là {format_number(shown)}, nhưng các phần cộng lại được {format_number(added)} "
                f"({names}). Hãy xem lại các số này."
            )
            found.append(Reason("total_differs", text, field_of(total, total.num)))
    return found


def missing_answers(
    slots: Sequence[Slot],
    values: Figures,
    words: Mapping[int, str],
    questions: Sequence[Question],
    texts: Mapping[str, str],
) -> list[Missing]:
    """Every figure asked must be answered (0 is an answer), a target in words also in words, a required question told.

    ``words``: slot id → words to the figure; ``texts``: code of the question → answer.
    """
    found = []
    for slot in slots:
        for place in slot.places:
            if figure_at(values, place) is None:
                found.append(Missing(_what(slot, place), field_of(slot, place)))
        if slot.kind == IndicatorKind.WORDS and not words.get(slot.pk, "").strip():
            found.append(Missing(f"{slot.label}: chưa trả lời bằng lời", words_field(slot)))
    for question in questions:
        if question.is_required and not texts.get(question.code, "").strip():
            found.append(Missing(f"{question.label}: chưa ghi", question.code))
    return found


def unexplained(
    slots: Sequence[Slot], values: Figures, words: Mapping[int, str], computed: Mapping[int, tuple[int, int]]
) -> list[Missing]:
    """Figures other than those that the product's records give (slot id → numerator, denominator) need a reason in
    words."""
    found = []
    for slot in slots:
        known = computed.get(slot.pk)
        told = (figure_at(values, slot.num), figure_at(values, slot.den))
        if known is None or None in told or told == known or words.get(slot.pk, "").strip():
            continue
        words_known = f"{format_number(known[0])}/{format_number(known[1])}"
        text = f"{slot.label}: số khác với số phần mềm tính ({words_known}), chưa ghi lý do"
        found.append(Missing(text, words_field(slot)))
    return found


def _lower(name: str) -> str:
    """The name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _what(slot: Slot, place: int) -> str:
    if place == slot.den:
        return f"{slot.label}: chưa có {_lower(slot.indicator.denominator_name) or 'mẫu số'}"
    if place == slot.women:
        return f"{slot.label}: chưa có số nữ"
    if place == slot.direct:
        return f"{slot.label}: chưa có số lao động trực tiếp"
    if slot.kind in (IndicatorKind.YES_NO, IndicatorKind.WORDS):
        return f"{slot.label}: chưa chọn Có hoặc Không"
    if slot.den is not None:
        head, _, rest = slot.indicator.numerator_name.partition(":")
        return f"{slot.label}: chưa có {_lower(head) if rest else slot.indicator.numerator_name or 'tử số'}"
    return f"{slot.label}: chưa có số liệu"
