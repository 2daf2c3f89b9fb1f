"""How figures are checked: what the browser is told of it while they are typed, and the page where it is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from thidua.common.numbers import format_number
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions.rules import ADDABLE, LARGEST_SHARE
from thidua.reporting.checks import field_of
from thidua.reporting.models import ReportRequest, Slot
from thidua.reporting.queries.filling import Card
from thidua.ui.forms import Form, WholeNumberField


def typing_rules(card: Card, part: str, cards: Sequence[Card]) -> dict[str, str]:
    """The attributes from which ``checks.js`` warns while the figure is typed; the server decides when it is saved."""
    slot = card.slot
    found: dict[str, str] = {"enterkeyhint": "next"}
    if part in ("women", "direct"):
        found["data-at-most"] = _id(slot, slot.num)
        found["data-at-most-words"] = "Số này không thể lớn hơn tổng số ở trên."
    elif part == "num" and slot.kind == IndicatorKind.RATIO and slot.den is not None:
        found["data-at-most"] = _id(slot, slot.den)
        found["data-at-most-words"] = "Số này không thể lớn hơn số bên dưới."
    if part == "num":
        found |= _jump_rules(card)
        parts = [one.slot for one in cards if one.slot.part_of_id == slot.pk]
        if parts:
            found["data-total-of"] = " ".join(_id(one, one.num) for one in parts)
    return found


def _id(slot: Slot, place: int) -> str:
    return f"id_{field_of(slot, place)}"


def _jump_rules(card: Card) -> dict[str, str]:
    told, share = card.last_told, card.report.request.jump_share
    if told is None or not told.value or not share:
        return {}
    found = {"data-last": str(told.value), "data-last-words": told.own_text, "data-jump": str(share)}
    if card.slot.den is not None:
        times = "100" if card.slot.kind == IndicatorKind.RATIO else "1"
        found |= {"data-per": _id(card.slot, card.slot.den), "data-times": times}
    return found


class RulesForm(Form):
    """The share that asks for a word, and for each plain figure the total that it is added to."""

    jump_share = WholeNumberField(
        label="Tăng, giảm so với kỳ trước quá bao nhiêu phần trăm thì cần giải thích",
        help_text="Đơn vị vẫn nộp được, nhưng được nhắc ghi vài lời để cấp trên hiểu. Ghi 0 nếu không cần.",
        min_value=0,
        max_value=LARGEST_SHARE,
    )

    def __init__(self, data: Mapping[str, Any] | None, asked: ReportRequest, slots: Iterable[Slot]) -> None:
        super().__init__(data, initial={"jump_share": asked.jump_share})
        self.slots = [slot for slot in slots if slot.kind in ADDABLE]
        for slot in self.slots:
            others = [one for one in self.slots if one.pk != slot.pk and one.kind == slot.kind]
            totals = [(str(one.pk), f"Một phần của: {one.label}") for one in others]
            self.fields[f"cong-{slot.pk}"] = forms.TypedChoiceField(
                label=slot.label,
                choices=[("", "Không cộng vào số nào"), *totals],
                coerce=int,
                empty_value=None,
                required=False,
                initial="" if slot.part_of_id is None else str(slot.part_of_id),
            )

    @property
    def totals(self) -> list[Any]:
        """The fields that say what is added to what."""
        return [self[f"cong-{slot.pk}"] for slot in self.slots]

    @property
    def part_of(self) -> dict[int, int | None]:
        """slot id → the total it is a part of."""
        return {slot.pk: self.cleaned_data[f"cong-{slot.pk}"] for slot in self.slots}


def share_words(share: int) -> str:
    """What the field of an explanation is called."""
    return f"Vì sao tăng, giảm quá {format_number(share)} % so với kỳ trước?"
