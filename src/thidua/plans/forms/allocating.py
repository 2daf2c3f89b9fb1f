"""Forms of sharing a target out: amounts by unit, a key, a filled-in workbook, another amount, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from thidua.common.numbers import whole_number
from thidua.plans.actions.allocating import MOST, field_of
from thidua.plans.models import MOST_DECIMALS, CounterProposal
from thidua.plans.queries.allocations import AllocationRow
from thidua.ui.forms import FileField, Form, NumberField

MOST_ROWS = 5000


class AmountsForm(Form):
    """One amount for each unit of the page; empty = nothing given."""

    def __init__(self, data: Any, rows: Sequence[AllocationRow]) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            field = NumberField(
                label=row.unit.title, required=False, places=MOST_DECIMALS, min_value=0, max_value=MOST,
                initial=row.amount,
            )  # fmt: skip
            self.fields[field_of(row.unit.pk)] = field

    @property
    def lines(self) -> list[tuple[AllocationRow, BoundField]]:
        """Each unit with its field."""
        return [(row, self[field_of(row.unit.pk)]) for row in self.rows]

    def amounts(self) -> dict[int, Decimal | None]:
        """Unit id → what was typed."""
        return {row.unit.pk: self.cleaned_data.get(field_of(row.unit.pk)) for row in self.rows}


class KeyForm(Form):
    """By which key, and whether units that have something keep it."""

    only_open = forms.BooleanField(label="Chỉ chia phần chưa giao cho các đơn vị chưa có mức", required=False)


class AmountsFileForm(Form):
    """The filled-in template."""

    file = FileField(label="Tệp Excel đã điền", kinds=("xlsx", "ods"))


class ReadAmountsForm(Form):
    """What was read from a workbook and waits for a yes: "12:30,5;13:40"."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=40 * MOST_ROWS)

    def amounts(self) -> dict[int, Decimal | None]:
        """Unit id → amount. What is no such pair is left out; the action judges the rest."""
        found: dict[int, Decimal | None] = {}
        for pair in self.cleaned_data["rows"].split(";"):
            unit, _, amount = pair.partition(":")
            unit_id = whole_number(unit)
            whole, _, part = amount.partition(".")
            if unit_id is not None and whole_number(whole) is not None and (not part or part.isdigit()):
                found[unit_id] = Decimal(amount)
        return found


def written(amounts: dict[int, Decimal]) -> str:
    """The amounts as ``ReadAmountsForm`` reads them."""
    return ";".join(f"{unit_id}:{amount:f}" for unit_id, amount in amounts.items())


class ProposalForm(Form):
    """Another amount, with its reason."""

    amount = NumberField(label="Mức đơn vị đề nghị", places=MOST_DECIMALS, min_value=0, max_value=MOST)
    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(Form):
    """Yes or no to a proposal, with a word."""

    decision = forms.ChoiceField(
        label="Trả lời", choices=(("agree", "Đồng ý mức đề nghị"), ("decline", "Giữ mức đã giao")),
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = forms.CharField(label="Lời với đơn vị", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any, proposal: CounterProposal) -> None:
        super().__init__(data)
        self.proposal = proposal
