"""Duties that stand in a table: "Nội dung | Đơn vị thực hiện | Thời gian hoàn thành"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.plans.intake.dates import DateFind, dates_in, lent
from thidua.plans.intake.deadlines import recurrence_of
from thidua.plans.intake.draft import LIKELY, SURE, Deadline, Duty, Fact, Recurring, Span
from thidua.plans.intake.duties import is_actor, level_of
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import Outline
from thidua.plans.intake.tables import ACTOR, SUBJECT, WHEN, Cell, Row, tables


def table_duties(outline: Outline, body: Fact | None, lend: dict[int, int]) -> Iterator[Duty]:
    """One duty for each row that names who does it."""
    for row in _rows(outline):
        what, who = row.cells.get(SUBJECT), row.cells.get(ACTOR)
        if what is None or who is None or not is_actor(who.text):
            continue
        when = row.cells.get(WHEN)
        due = _due(when, lend)
        yield Duty(
            actor=who.text.strip(" .;:"),
            level=level_of(who.text, body.value if body else ""),
            text=what.text,
            deadline=due.iso if due else None,
            recurrence="" if due or when is None else recurrence_of(when.text),
            span=(what.start, max(what.end, who.end)),
            confidence=SURE,
        )


def table_deadlines(outline: Outline, taken: Iterable[Span], lend: dict[int, int]) -> Iterator[Deadline]:
    """The days of the column "Thời gian"; ``taken`` are the spans of phases."""
    spans = list(taken)
    for row in _rows(outline):
        what, when = row.cells.get(SUBJECT), row.cells.get(WHEN)
        due = _due(when, lend)
        if what is None or when is None or due is None or due.iso is None:
            continue
        if any(low < when.end and when.start < high for low, high in spans):
            continue
        who = row.cells.get(ACTOR)
        yield Deadline(
            date=due.iso,
            action=what.text,
            who=who.text if who else None,
            quote=when.text,
            relation="before" if "truoc" in folded(when.text) else "in",
            span=(when.start, when.end),
            confidence=SURE if due.day else LIKELY,
        )


def table_recurring(outline: Outline, lend: dict[int, int]) -> Iterator[Recurring]:
    """Rows whose time comes again: "Hàng tháng", "Hằng quý"."""
    for row in _rows(outline):
        what, when = row.cells.get(SUBJECT), row.cells.get(WHEN)
        if what is None or when is None or _due(when, lend):
            continue
        if name := recurrence_of(when.text):
            who = row.cells.get(ACTOR)
            quote = f"{what.text}: {when.text}"
            yield Recurring(
                quote=quote,
                recurrence=name,
                who=who.text if who else None,
                span=(what.start, max(what.end, when.end)),
                confidence=LIKELY,
            )


def _rows(outline: Outline) -> Iterator[Row]:
    for table in tables(outline):
        if table.is_of_duties:
            yield from table.rows


def _due(when: Cell | None, lend: dict[int, int]) -> DateFind | None:
    """The last date of the cell: "Từ 01/3 đến 15/3/2025" is due on the fifteenth. A bare year sets no day."""
    if when is None or re.search(r"hàng|hằng|thường xuyên|mỗi", when.text, re.IGNORECASE):
        return None
    found = [find for find in dates_in(when.text) if find.month is not None or find.quarter is not None]
    return lent(found[-1], lend) if found else None
