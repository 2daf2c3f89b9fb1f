"""Add, correct and take out founding days of commemorations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal
from thidua.norms.actions.saving import add_row, change_row, remove_row
from thidua.norms.models import FoundingYear


@transaction.atomic
def add_anniversary(*, by: Actor, name: str, founded_on: dt.date, aliases: str, **fields: Any) -> FoundingYear:
    """Add the founding day of a commemoration. ``aliases``: words that name it, one a line. ``fields``: unless,
    confidence, source, note.

    Errors: Refusal of ``may_edit_register``; ``taken`` for an alias of another event; ``invalid``.
    """
    row = FoundingYear(name=squeeze(name), founded_on=founded_on, aliases=aliases, **fields)
    _refuse_taken(row)
    return add_row(row, by=by, event="anniversary.added", text=_words(row))


@transaction.atomic
def edit_anniversary(*, by: Actor, row: FoundingYear, version: int, **fields: Any) -> FoundingYear:
    """Correct one that the person has seen as ``version``. Errors: as ``add_anniversary``; ``edited_meanwhile``."""
    _refuse_taken(FoundingYear(pk=row.pk, aliases=fields.get("aliases", row.aliases)))
    return change_row(row, by=by, version=version, event="anniversary.changed", text=_words(row), **fields)


@transaction.atomic
def remove_anniversary(*, by: Actor, row: FoundingYear, version: int) -> None:
    """Take one out: plans are no longer held against it. Errors: Refusal of ``may_edit_register``;
    ``edited_meanwhile`` where somebody changed it after ``version``."""
    remove_row(row, by=by, version=version, event="anniversary.removed", text=_words(row))


def _words(row: FoundingYear) -> str:
    return f"{row.name}: {format_date(row.founded_on)}"


def _refuse_taken(row: FoundingYear) -> None:
    if not row.keys:
        raise Refusal("Hãy ghi ít nhất một cách gọi, mỗi dòng một cách.", "no_alias", "aliases")
    mine = set(row.keys)
    for other in FoundingYear.objects.exclude(pk=row.pk):
        shared = mine.intersection(other.keys)
        if shared:
            words = next(
                line for line in row.aliases.splitlines() if FoundingYear(aliases=line).keys[:1] == [min(shared)]
            )
            raise Refusal(
                f"Cách gọi “{words.strip()}” đã dùng cho “{other.name}”. Hãy ghi cách gọi khác.", "taken", "aliases"
            )
