"""Who has changed an item last, for the second of two editors."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua.journal.models import Entry, PersonName
from thidua.plans.models import PlanItem


@dataclass(frozen=True)
class LastEdit:
    """The last line of the journal about an item: whose ("người khác" where her name is erased), and when."""

    name: str
    at: dt.datetime | None


def last_edit_of(item: PlanItem) -> LastEdit:
    """Who has changed or dropped the item last."""
    line = Entry.objects.filter(subject_kind=f"plan_{item.CODE}", subject_id=str(item.pk)).order_by("-id").first()
    if line is None:
        return LastEdit("người khác", None)
    name = PersonName.objects.filter(pk=line.actor_token).values_list("name", flat=True).first()
    return LastEdit(name or "người khác", line.at)
