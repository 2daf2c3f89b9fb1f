"""Workbooks of figures: the units that a form is made for, and what a workbook that was read would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.common.text import squeeze
from thidua.reporting.choices import ImportKind
from thidua.reporting.lifecycle import WITH_UNIT
from thidua.reporting.models import FigureImport, FigureImportRow, Figures, PeriodUnit, Question, ReportRequest, Slot
from thidua.reporting.queries.adding import IS_ANSWER, figure_at
from thidua.reporting.queries.asked import slots_by_request, slots_of
from thidua.reporting.queries.filling import PARTS, days_told
from thidua.reporting.queries.texts import questions_of

PART_WORDS = {"women": "trong đó nữ", "direct": "trong đó lao động trực tiếp"}


def units_to_type_in(asked: ReportRequest, by: Actor, *, is_missing: bool = False) -> QuerySet[PeriodUnit]:
    """The places below the actor's that fill in figures and owe a report, in the order of the tree.

    ``is_missing``: only those that have still to send. With unit, parent and report, in one query.
    """
    found = (
        PeriodUnit.objects.visible_to(by)
        .filter(request=asked, is_leaf=True, is_expected=True)
        .exclude(unit_id=by.unit_id)
        .select_related("unit", "parent", "report")
        .order_by("path")
    )
    return found.filter(report__state__in=WITH_UNIT) if is_missing else found


@dataclass(frozen=True)
class Change:
    """One figure or text that a workbook would change, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Asked:
    """What one request asks. ``days``: of which days, where the requests of a workbook tell of different ones."""

    slots: Sequence[Slot] = ()
    questions: Sequence[Question] = ()
    days: str = ""


NOTHING_ASKED = Asked()


def asked_by(batch: FigureImport) -> dict[int, Asked]:
    """request id → what it asks, for every request that a workbook fills in; 0 for reports still to be made."""
    days = days_told(ReportRequest.objects.filter(reports__in=batch.rows.values("report")).distinct())
    slots, questions = slots_by_request(days), questions_of(days)
    found = {pk: Asked(slots.get(pk, ()), questions.get(pk, ()), days[pk]) for pk in days}
    if batch.kind == ImportKind.HISTORY:
        found[0] = Asked(slots_of(batch.about["source"]))
    return found


def changes_of_row(row: FigureImportRow, asked: Mapping[int, Asked]) -> list[Change]:
    """``changes_of`` a row, by what its request asks (``asked_by``)."""
    return changes_of(row, asked.get(row.report.request_id if row.report else 0, NOTHING_ASKED))


def changes_of(row: FigureImportRow, asked: Asked) -> list[Change]:
    """What a row changes against what its report held when the workbook was read."""
    slots, questions = asked.slots, asked.questions
    before: Figures = row.before
    days = f" ({asked.days})" if asked.days else ""
    found = []
    for slot in slots:
        for part in PARTS:
            place = getattr(slot, part)
            old, new = figure_at(before, place), figure_at(row.values, place)
            if place is not None and old != new:
                found.append(Change(_name(slot, part) + days, _shown(slot, old), _shown(slot, new)))
    labels = {f"w{slot.pk}": f"{slot.label}: trả lời bằng lời{days}" for slot in slots}
    labels |= {f"t{one.code}": one.label for one in questions}
    told = {f"w{pk}": text for pk, text in row.words.items()} | {f"t{code}": text for code, text in row.texts.items()}
    return found + [Change(labels[key], "", squeeze(text)[:120]) for key, text in told.items() if key in labels]


def _name(slot: Slot, part: str) -> str:
    if part == "num":
        return slot.label if slot.den is None else f"{slot.label}: {slot.num_words}"
    return f"{slot.label}: {slot.den_words if part == 'den' else PART_WORDS[part]}"


def _shown(slot: Slot, figure: int | None) -> str:
    if figure is None:
        return "trống"
    if slot.kind in IS_ANSWER:
        return "Có" if figure else "Không"
    return format_number(Decimal(figure).scaleb(-slot.scale))


def rows_of(batch: FigureImport) -> QuerySet[FigureImportRow]:
    """The rows of an import with unit and report, by name of the unit."""
    return batch.rows.select_related("unit", "report").order_by("unit__name_key", "id")


def is_stale(row: FigureImportRow) -> bool:
    """Somebody has saved or sent the report since the workbook was read."""
    return row.report is not None and (row.report.version != row.version or row.report.state not in WITH_UNIT)
