"""The duties of the units that a person acts for, and the ways in which their list is narrowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from thidua.desk.queries.duties_below import (
    DONE,
    EXEMPTED,
    GIVEN_BACK,
    LATE,
    RETURNED_WORDS,
    state_condition,
    told_with_state,
)
from thidua.duties.models import Duty

TO_DO = "can-lam"
STATES = (
    (TO_DO, "Cần làm"),
    (LATE, "Đang chậm"),
    (GIVEN_BACK, RETURNED_WORDS.capitalize()),
    (DONE, "Đã xong"),
    (EXEMPTED, "Được miễn"),
)
NO_DAY = dt.date(9999, 12, 31)
"""Where a duty without a day stands in the order: last."""


def duties_of_units(unit_ids: Iterable[int]) -> QuerySet[Duty]:
    """All duties of these units but the withdrawn ones, with ``sort_day`` (never null) to order them by."""
    rows = Duty.objects.filter(unit_id__in=list(unit_ids), withdrawn_at__isnull=True).select_related("unit")
    return told_with_state(rows).annotate(sort_day=Coalesce("due_on", Value(NO_DAY), output_field=DateField()))


def in_state(state: str, on: dt.date) -> Q:
    """Which duties are in that state of ``STATES`` on that day."""
    if state == TO_DO:
        return Q(fulfilled_at__isnull=True, exempted_at__isnull=True)
    return state_condition(state, on)


def due_in_month(rows: QuerySet[Duty], month: str) -> QuerySet[Duty]:
    """Those due in the month "2021-03", or without a day ("khong")."""
    if month == "khong":
        return rows.filter(due_on__isnull=True)
    year, number = (int(part) for part in month.split("-"))
    return rows.filter(due_on__year=year, due_on__month=number)


def months_around(on: dt.date) -> list[tuple[str, str]]:
    """The months of the year of that day, as choices, and "chưa có hạn"."""
    months = [(f"{on.year}-{month:02d}", f"Tháng {month}/{on.year}") for month in range(1, 13)]
    return [*months, ("khong", "Chưa có hạn")]
