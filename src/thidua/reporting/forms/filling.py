"""The form of a report: its cards."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import Truncator, capfirst

from thidua.common.numbers import format_number
from thidua.common.text import search_text
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions.meeting import Entry, mark_of
from thidua.reporting.checks import Missing, field_of, missing_answers, unexplained, unmatched_totals, words_field
from thidua.reporting.forms.meeting import Homes, SharedForm
from thidua.reporting.forms.rules import share_words, typing_rules
from thidua.reporting.models import Figures, Question, Report, Slot
from thidua.reporting.queries.adding import amount, padded
from thidua.reporting.queries.filling import PARTS, Card, Sheet
from thidua.reporting.queries.last import Jump, jump_of
from thidua.ui.forms import FileField, NumberField

YES_NO = (("1", "Có"), ("0", "Không"))
PART_WORDS = {"num": "Số liệu", "den": "Mẫu số", "women": "Trong đó nữ", "direct": "Trong đó lao động trực tiếp"}


@dataclass(frozen=True)
class Row:
    """A card with the fields that belong to it, by part; ``words`` is the field of the answer in words."""

    card: Card
    fields: dict[str, BoundField]
    words: BoundField | None

    @property
    def num(self) -> BoundField:
        """The figure or numerator."""
        return self.fields["num"]

    @property
    def den(self) -> BoundField | None:
        """The denominator."""
        return self.fields.get("den")

    @property
    def parts(self) -> list[BoundField]:
        """The "of whom" figures."""
        return [self.fields[part] for part in ("women", "direct") if part in self.fields]


class NeededToSend(forms.Field):
    """A field that may be empty when the draft is saved and is asked for when it is sent (so: not "optional")."""

    summary_name = ""

    def validate(self, value: Any) -> None:
        """Empty is fine here; ``missing_figures`` asks for it at sending."""
        if value not in (None, ""):
            super().validate(value)


class FigureField(NeededToSend, NumberField):
    """One figure."""


class AnswerField(NeededToSend, forms.ChoiceField):
    """Có or Không."""


class WordsField(NeededToSend, forms.CharField):
    """An answer in words."""


class ReportForm(SharedForm):
    """All cards of a sheet, the narrative, and the version of each report that the person saw."""

    def __init__(self, data: Mapping[str, Any] | None, sheet: Sheet, *, files: Any = None) -> None:
        self.sheet = sheet
        super().__init__(data, files)
        for question in sheet.questions:
            self.fields[question.code] = _text_field(question, sheet.texts.get(question.code, ""))
        self.fields["page"] = forms.CharField(
            widget=forms.HiddenInput, initial=secrets.token_hex(8), required=False, max_length=32
        )
        for report in sheet.reports:
            self.fields[f"v-{report.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=report.version, required=False
            )
        self.fields["report"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=sheet.report.pk, required=False, min_value=1
        )
        self.scales: dict[str, int] = {}
        for card in sheet.cards:
            self._add_card(card)
        self.add_choices()

    @property
    def is_of_another(self) -> bool:
        """The page was made for another report than the one at this address (the person acts for another unit now)."""
        return str(self.data.get("report") or self.sheet.report.pk) != str(self.sheet.report.pk)

    def _add_card(self, card: Card) -> None:
        for part in PARTS:
            place = getattr(card.slot, part)
            if place is None:
                continue
            self.fields[field_of(card.slot, place)] = self._figure(card, part)
            self.scales[field_of(card.slot, place)] = 0 if card.is_answer else card.slot.scale
        if card.is_answer:
            answer = WordsField(
                label="Trả lời bằng lời",
                max_length=4000,
                initial=card.words,
                widget=forms.Textarea({"rows": 3}),
            )
            answer.summary_name = _summary_name(card, "trả lời bằng lời")
            self.fields[words_field(card.slot)] = answer
        elif card.computed is not None:
            self.fields[words_field(card.slot)] = _reason_field(card)
        elif card.last_told is not None and card.report.request.jump_share:
            self.fields[words_field(card.slot)] = forms.CharField(
                label=share_words(card.report.request.jump_share),
                max_length=1000,
                required=False,
                initial=card.words,
                widget=forms.Textarea({"rows": 2}),
            )

    def _figure(self, card: Card, part: str) -> forms.Field:
        shown = self._shown(card, part)
        if card.is_answer:
            answer = AnswerField(
                label="Đã thực hiện?",
                choices=YES_NO,
                widget=forms.RadioSelect,
                initial="" if shown is None else str(shown),
            )
            answer.summary_name = _summary_name(card, "đã thực hiện?")
            return answer
        number = FigureField(label=label_of(card.slot, part), min_value=0, places=card.slot.scale)
        number.summary_name = _summary_name(card, label_of(card.slot, part))
        number.initial = None if shown is None else shown / 10**card.slot.scale if card.slot.scale else shown
        number.widget.attrs["inputmode"] = "decimal" if card.slot.scale else "numeric"
        number.widget.attrs["class"] = "figure-input"
        number.widget.attrs |= typing_rules(card, part, self.sheet.cards)
        if part in ("num", "den") and card.slot.kind == IndicatorKind.RATIO:
            number.widget.attrs[f"data-share-{part}"] = str(card.slot.pk)
        return number

    @property
    def rows(self) -> list[Row]:
        """The cards with their fields."""
        return [
            Row(
                card,
                {part: self[field_of(card.slot, getattr(card.slot, part))] for part in PARTS if self._has(card, part)},
                self[words_field(card.slot)] if words_field(card.slot) in self.fields else None,
            )
            for card in self.sheet.cards
        ]

    @staticmethod
    def _has(card: Card, part: str) -> bool:
        return getattr(card.slot, part) is not None

    def _names_of(self, card: Card) -> list[str]:
        """The names of a card's fields."""
        figures = [field_of(card.slot, getattr(card.slot, part)) for part in PARTS if self._has(card, part)]
        return [*figures, words_field(card.slot)]

    @property
    def needed_texts(self) -> list[BoundField]:
        """The fields of the questions that have to be answered."""
        return [self[question.code] for question in self.sheet.questions if question.is_required]

    @property
    def further_texts(self) -> list[tuple[BoundField, bool]]:
        """The fields of the other questions, folded on the page; True = open, for it holds words or an error."""
        found = [self[question.code] for question in self.sheet.questions if not question.is_required]
        return [(field, bool(field.value() or field.errors)) for field in found]

    @property
    def homes(self) -> Homes:
        """Where each field of the page belongs: figures and their words by card, texts by question."""
        found: Homes = {}
        for card in self.sheet.cards:
            homes = [(card.report, card.slot), *card.doubles]
            for part in (part for part in PARTS if self._has(card, part)):
                name = field_of(card.slot, getattr(card.slot, part))
                found[name] = [(report.pk, ("figure", getattr(slot, part))) for report, slot in homes]
            if words_field(card.slot) in self.fields:
                found[words_field(card.slot)] = [(report.pk, ("words", slot.pk)) for report, slot in homes]
        for question in self.sheet.questions:
            found[question.code] = [(report.pk, ("text", question.code)) for report in self.sheet.reports]
        return found

    def entries(self, *, is_whole: bool = False) -> list[Entry]:
        """What to save of each report, without fields that hold an error. ``is_whole``: the form itself was sent."""
        kept: dict[int, dict[str, dict[Any, Any]]] = {
            report.pk: {"figure": {}, "words": {}, "text": {}} for report in self.sheet.reports
        }
        for name, homes in self.homes.items():
            for pk, (kind, key) in homes if name in self.cleaned_data else ():
                kept[pk][kind][key] = self.value_of(name)
        page = self.cleaned_data.get("page", "")
        return [
            Entry(
                report,
                self._version(report),
                figures=kept[report.pk]["figure"],
                words=kept[report.pk]["words"],
                texts=kept[report.pk]["text"],
                page=page,
                is_whole=is_whole,
                seen=self.seen(report),
            )
            for report in self.sheet.reports
        ]

    def _version(self, report: Report) -> int:
        given = self.cleaned_data.get(f"v-{report.pk}")
        return report.version if given is None else given

    def _first_mark(self, name: str) -> str:
        field = self.fields[name]
        if name not in self.scales:
            return mark_of(str(field.initial or ""))
        shown = None if field.initial in (None, "") else int(Decimal(str(field.initial)) * 10 ** self.scales[name])
        return mark_of(shown, is_prefilled=name in self._prefilled)

    @cached_property
    def _prefilled(self) -> set[str]:
        """The fields that show a known figure which was not saved yet."""
        return {
            field_of(card.slot, getattr(card.slot, part))
            for card in self.sheet.cards
            for part in card.known
            if self._has(card, part) and card.figure(part) is None
        }

    def jumps(self) -> list[Jump]:
        """The figures that changed much since the period before, as typed now, with what was said of them."""
        typed = getattr(self, "cleaned_data", {})
        found: list[Jump] = []
        for card in self.sheet.cards:
            slot = card.slot
            row: Figures = [None] * (1 + max(slot.places))
            for part in (part for part in PARTS if self._has(card, part)):
                place = getattr(slot, part)
                name = field_of(slot, place)
                value = self.value_of(name) if name in typed else self._shown(card, part)
                row[place] = value if isinstance(value, int) else None
            words = str(typed.get(words_field(slot), card.words) or "")
            jump = jump_of(slot, amount(slot, row), card.last_told, card.report.request.jump_share, words)
            if jump:
                found.append(jump)
        return found

    @staticmethod
    def _shown(card: Card, part: str) -> int | None:
        saved = card.figure(part)
        return card.known.get(part) if saved is None else saved

    def hints(self) -> list[Missing]:
        """What to look at before sending: totals that do not match, jumps without a word (which refuse nothing)."""
        found: list[Missing] = []
        for report in self.sheet.reports:
            slots = [card.slot for card in self.sheet.cards if card.report.pk == report.pk]
            found += [Missing(one.text, one.field) for one in unmatched_totals(slots, report.values)]
        silent = [one for one in self.jumps() if not one.words]
        return found + [Missing(f"{one.text}. Hãy ghi vài lời giải thích.", words_field(one.slot)) for one in silent]

    def missing(self) -> list[Missing]:
        """What the reports still lack, each once, with the field to jump to; what is prefilled is there."""
        found: list[Missing] = []
        typed = getattr(self, "cleaned_data", {})
        texts = self.sheet.texts | {one.code: typed[one.code] for one in self.sheet.questions if one.code in typed}
        for report in self.sheet.reports:
            cards = [card for card in self.sheet.cards if card.report.pk == report.pk]
            size = 1 + max((place for card in cards for place in card.slot.places), default=-1)
            words = {card.slot.pk: card.words for card in cards}
            slots = [card.slot for card in cards]
            values = padded(report.values, size)
            for card in cards:
                for part, figure in card.known.items():
                    place = getattr(card.slot, part)
                    if place is not None and values[place] is None:
                        values[place] = figure
            typed_words = {
                card.slot.pk: str(typed[words_field(card.slot)]) for card in cards if words_field(card.slot) in typed
            }
            found += missing_answers(slots, values, words, self.sheet.questions, texts)
            computed = {card.slot.pk: card.computed for card in cards if card.computed is not None}
            found += unexplained(slots, values, words | typed_words, computed)
        days = {name: card.days for card in self.sheet.cards for name in self._names_of(card) if card.days}
        told = {one.field: f"{one.text} ({days[one.field]})" if one.field in days else one.text for one in found}
        return [Missing(text, field) for field, text in told.items()]


class TypeInForm(ReportForm):
    """The same cards, typed in by an officer above, with the scan of the paper."""

    scan = FileField(label="Bản quét hoặc ảnh chụp báo cáo giấy", kinds=("pdf", "png", "jpeg"))


def _summary_name(card: Card, label: str) -> str:
    """A field of a card named away from its card: the target, which of its figures, of which days."""
    is_same = search_text(card.slot.label) in search_text(label)
    name = label if is_same else f"{Truncator(card.slot.label).chars(80)}, {label}"
    return f"{name}, {card.days}" if card.days else name


def _reason_field(card: Card) -> forms.Field:
    """Why the unit reports another figure than the product's records give; asked for only where it does."""
    num, den = card.computed or (0, 0)
    reason = WordsField(
        label=f"Lý do, nếu báo cáo khác số phần mềm tính ({format_number(num)}/{format_number(den)})",
        max_length=2000,
        initial=card.words,
        widget=forms.Textarea({"rows": 2}),
    )
    reason.required = False
    reason.summary_name = _summary_name(card, "lý do báo cáo khác số phần mềm tính")
    return reason


def _text_field(question: Question, saved: str) -> forms.Field:
    kind: type[forms.CharField] = WordsField if question.is_required else forms.CharField
    return kind(
        label=question.label,
        help_text=question.help,
        required=question.is_required,
        max_length=8000,
        initial=saved,
        widget=forms.Textarea({"rows": 5 if question.is_required else 3}),
    )


def label_of(slot: Slot, part: str) -> str:
    """What a figure's field is called."""
    if part == "num":
        return capfirst(slot.indicator.numerator_name or ("Số đạt được" if slot.den is None else "Tử số"))
    if part == "den":
        return capfirst(slot.indicator.denominator_name or "Mẫu số")
    return PART_WORDS[part]
