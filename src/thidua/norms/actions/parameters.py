"""Add, correct and take out dated figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.norms.actions.saving import add_row, change_row, remove_row
from thidua.norms.models import Parameter


@transaction.atomic
def add_parameter(*, by: Actor, kind: str, valid_from: dt.date, amount: Decimal | int, **fields: Any) -> Parameter:
    """Add a figure that holds from a day on. ``fields``: confidence, source, note.

    Errors: Refusal of ``may_edit_register``; ``invalid`` for a second figure of that day or one that is not positive.
    """
    row = Parameter(kind=kind, valid_from=valid_from, amount=Decimal(amount), **fields)
    return add_row(row, by=by, event="parameter.added", text=_words(row))


@transaction.atomic
def edit_parameter(*, by: Actor, row: Parameter, version: int, **fields: Any) -> Parameter:
    """Correct a figure that the person has seen as ``version``. Errors: as ``add_parameter``; ``edited_meanwhile``."""
    return change_row(row, by=by, version=version, event="parameter.changed", text=_words(row), **fields)


@transaction.atomic
def remove_parameter(*, by: Actor, row: Parameter, version: int) -> None:
    """Take a figure out: the one before it holds on. Errors: Refusal of ``may_edit_register``;
    ``edited_meanwhile`` where somebody changed it after ``version``."""
    remove_row(row, by=by, version=version, event="parameter.removed", text=_words(row))


def _words(row: Parameter) -> str:
    return f"{row.get_kind_display()} từ {format_date(row.valid_from)}: {format_number(row.amount)} {row.unit_word}"
