"""A form that two people may fill in at once: what the page showed, and the choice where both changed a field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from thidua.reporting.actions.meeting import Key, Meeting, Value, mark_of
from thidua.reporting.models import Report
from thidua.ui.forms import Form, NumberField

MINE, THEIRS = "cua-toi", "cua-ho"
CHOICE, OTHER, WHO = "chon-", "khac-", "khac-ai"
EMPTY = "(để trống)"

Homes = dict[str, list[tuple[int, Key]]]
"""field name → where its value is kept: report id and key."""


class SharedForm(Form):
    """Remembers in the hidden field ``base`` what stood in each field when the page was made (``mark_of``).

    After a clash each field that both people changed has a choice between the two values.
    """

    scales: dict[str, int]
    """field name → decimals of its figure, of the fields that hold figures."""

    @property
    def homes(self) -> Homes:
        """Where each field belongs."""
        raise NotImplementedError

    def add_choices(self) -> None:
        """The choices that the posted page showed: the colleague's value stands beside each in a hidden field."""
        for name in [name for name in self.homes if f"{OTHER}{name}" in self.data]:
            self._add_choice(name, str(self.data[f"{OTHER}{name}"]), str(self.data.get(WHO, "")))

    def _add_choice(self, name: str, theirs: str, who: str) -> None:
        mine = self.data.get(name, "")
        field = self.fields[name]
        self.fields[f"{OTHER}{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        choice = forms.ChoiceField(
            label=getattr(field, "summary_name", "") or field.label,
            choices=((MINE, f"Của bạn: {_shown(field, mine)}"), (THEIRS, f"Của {who}: {_shown(field, theirs)}")),
            widget=forms.RadioSelect,
            error_messages={"required": "Hãy chọn giữ lại bản nào."},
        )
        self.fields[f"{CHOICE}{name}"] = choice

    @property
    def choices(self) -> list[tuple[BoundField, BoundField]]:
        """Each choice with the hidden value of the colleague."""
        return [(self[f"{CHOICE}{name}"], self[f"{OTHER}{name}"]) for name in self.homes if self._is_chosen(name)]

    @property
    def who_words(self) -> str:
        """Whose values stand beside hers ("Lê Thị Sớm lúc 10:05 01/07/2021")."""
        return str(self.data.get(WHO, ""))

    def _is_chosen(self, name: str) -> bool:
        return f"{CHOICE}{name}" in self.fields

    def clean(self) -> dict[str, Any] | None:
        """Where the colleague's value was chosen, it takes the place of what was typed."""
        for name in self.homes:
            if self._is_chosen(name) and self.cleaned_data.get(f"{CHOICE}{name}") == THEIRS:
                self.errors.pop(name, None)
                self.cleaned_data[name] = self.fields[name].clean(self.cleaned_data.get(f"{OTHER}{name}", ""))
        return self.cleaned_data

    def value_of(self, name: str) -> Value:
        """What was typed, as it is saved: a whole number × 10^scale, None, or text."""
        value = self.cleaned_data[name]
        if name not in self.scales:
            return str(value)
        if value in (None, ""):
            return None
        return int(Decimal(value) * 10 ** self.scales[name])

    @property
    def base(self) -> dict[str, str]:
        """field name → mark of what the page showed there, as posted; empty for a page that does not say."""
        try:
            found = json.loads(self.data.get("base") or "{}")
        except (TypeError, ValueError):
            return {}
        return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}

    def seen(self, report: Report) -> dict[Key, str]:
        """The marks by the keys of one report."""
        base = self.base
        return {
            key: base[name]
            for name, homes in self.homes.items()
            for pk, key in homes
            if pk == report.pk and name in base
        }

    def base_text(self, *, is_saved: bool = False) -> str:
        """``base`` for the page: what it showed first; what was posted, once that is saved; else as it was posted."""
        if not self.is_bound:
            marks = {name: self._first_mark(name) for name in self.homes}
        elif is_saved:
            posted = {name: mark_of(self.value_of(name)) for name in self.homes if name in self.cleaned_data}
            marks = self.base | posted
        else:
            marks = self.base
        return json.dumps(marks, separators=(",", ":"))

    def _first_mark(self, name: str) -> str:
        raise NotImplementedError

    def renew(self, saved: Mapping[int, Report], meetings: Sequence[Meeting]) -> None:
        """After a refusal: take over the versions saved now and keep what was typed.

        What only the colleague changed is shown in its field; what both changed gets a choice.
        """
        data = {**dict(self.data.items()), **{f"v-{pk}": str(one.version) for pk, one in saved.items()}}
        base = self.base
        who = ""
        clashing: dict[str, str] = {}
        for name, met, theirs, is_clash in self._met(meetings):
            who = f"{met.who} lúc {met.when}" if met.when else met.who
            base[name] = mark_of(theirs)
            if is_clash:
                clashing[name] = self.typed(name, theirs)
            else:
                data[name] = self.typed(name, theirs)
        for name in self.homes:
            for kept in (f"{CHOICE}{name}", f"{OTHER}{name}"):
                self.fields.pop(kept, None)
                data.pop(kept, None)
        self.data = {**data, "base": json.dumps(base, separators=(",", ":")), WHO: who}
        for name, text in clashing.items():
            self.data = {**self.data, f"{OTHER}{name}": text}
            self._add_choice(name, text, who)

    def theirs(self, meetings: Sequence[Meeting]) -> dict[str, str]:
        """field name → what a colleague filled in there, as it is shown in the field."""
        return {name: self.typed(name, value) for name, _, value, is_clash in self._met(meetings) if not is_clash}

    def _met(self, meetings: Sequence[Meeting]) -> list[tuple[str, Meeting, Value, bool]]:
        """(field name, where, the colleague's value, both changed it), each field once."""
        found: dict[str, tuple[str, Meeting, Value, bool]] = {}
        by_report = {one.report.pk: one for one in meetings}
        for name, homes in self.homes.items():
            for pk, key in homes:
                met = by_report.get(pk)
                if met and key in met.clashes:
                    found.setdefault(name, (name, met, met.clashes[key], True))
                elif met and key in met.others:
                    found.setdefault(name, (name, met, met.others[key], False))
        return list(found.values())

    def typed(self, name: str, value: Value) -> str:
        """A saved value as it would be typed into its field."""
        if value is None or isinstance(value, str):
            return value or ""
        field = self.fields[name]
        if isinstance(field, NumberField):
            return str(field.prepare_value(Decimal(value).scaleb(-self.scales[name])))
        return str(value)


def _shown(field: forms.Field, typed: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for value, label in field.widget.choices if str(value) == str(typed)), EMPTY)
    return str(typed) or EMPTY
