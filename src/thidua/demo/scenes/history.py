"""What was reached in 2020, brought in from Excel workbooks so that 2021 can be compared from its first report."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.cast import COMPANIES
from thidua.demo.scenes import phases, reporting
from thidua.organisation.models import Unit
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import keep_import, merge_everything, save_history
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.choices import ImportKind, PeriodKind
from thidua.reporting.models import Figures, ReportRequest, Slot
from thidua.reporting.queries.adding import list_size
from thidua.reporting.queries.asked import slots_of

# New members of each union of the cast, then of the neighbour district, in the three phases of 2020.
MEMBERS = ((6, 10, 14), (18, 12, 26), (3, 2, 5), (1, 2, 1), (1, 0, 1), (4, 3, 6), (9, 8, 15))
INITIATIVES = ((4, 6, 9), (8, 9, 12), (3, 2, 4), (3, 5, 4), (1, 1, 2), (1, 1, 1), (5, 6, 9))
# Of each union in the two halves of 2020: per mille of workers told, of workers registered; benefit, đồng.
HALVES = (
    ((960, 905, 210_000_000), (972, 918, 265_000_000)),
    ((930, 842, 410_000_000), (941, 850, 690_000_000)),
    ((1000, 981, 74_000_000), (1000, 990, 88_000_000)),
    ((1000, 970, 9_000_000), (1000, 985, 15_000_000)),
    ((1000, 1000, 0), (1000, 1000, 0)),
    ((827, 700, 3_000_000), (853, 727, 6_000_000)),
)
PHASES_2020 = (
    ("Đợt 1 năm 2020", dt.date(2020, 1, 1), dt.date(2020, 3, 31)),
    ("Đợt 2 năm 2020", dt.date(2020, 4, 1), dt.date(2020, 6, 30)),
    ("Đợt 3 năm 2020", dt.date(2020, 7, 1), dt.date(2020, 12, 31)),
)
SHEET, FIRST_ROW = "Số liệu", 3
HALVES_2020 = (
    ("Đợt 1 năm 2020", dt.date(2020, 1, 1), dt.date(2020, 6, 30)),
    ("Đợt 2 năm 2020", dt.date(2020, 7, 1), dt.date(2020, 12, 31)),
)


def city_brings_last_year() -> None:
    """The city brings in three phases of 2020: of Ba Đình by union, of the neighbour district as a whole."""
    city = world.actor(world.CITY_OFFICER)
    source = ReportRequest.objects.get(title=phases.FIRST_TITLE)
    units = [world.unit(company.code) for company in COMPANIES] + [world.unit(world.NEIGHBOUR)]
    slots = slots_of(source.pk)
    for number, (title, starts_on, ends_on) in enumerate(PHASES_2020):
        told = {
            unit.pk: _counts(slots, MEMBERS[place][number], INITIATIVES[place][number])
            for place, unit in enumerate(units)
        }
        _bring(city, source, (title, starts_on, ends_on), told)
    merge_everything()


def district_brings_last_year() -> None:
    """The district brings in the two halves of 2020 as its own plan divides the year."""
    officer = world.actor(world.OFFICER)
    source = ReportRequest.objects.get(title=reporting.DISTRICT_TITLE)
    slots = slots_of(source.pk)
    for number, (title, starts_on, ends_on) in enumerate(HALVES_2020):
        told = {}
        for place, company in enumerate(COMPANIES):
            members, initiatives = (_of_half(table[place], number) for table in (MEMBERS, INITIATIVES))
            informed, registered, benefit = HALVES[place][number]
            figures = reporting.figures_of(
                slots, company, (informed, registered, members, initiatives, benefit), says_yes=None
            )
            told[world.unit(company.code).pk] = _list_of(slots, figures)
        _bring(officer, source, (title, starts_on, ends_on), told)
    merge_everything()


def _of_half(phases_told: Sequence[int], half: int) -> int:
    """The first half of the year holds two of its three phases."""
    return sum(phases_told[:2]) if half == 0 else phases_told[2]


def _counts(slots: list[Slot], members: int, initiatives: int) -> Figures:
    counts = iter((members, initiatives))
    return _list_of(slots, {slot.num: next(counts) for slot in slots if slot.kind == IndicatorKind.COUNT})


def _list_of(slots: list[Slot], told: Mapping[int, int | None]) -> Figures:
    return [told.get(place) for place in range(list_size(slots))]


def _bring(by: Actor, source: ReportRequest, days: tuple[str, dt.date, dt.date], told: Mapping[int, Figures]) -> None:
    """What the workbook of a period says, kept with the file and saved, as an officer does after looking at it."""
    title, starts_on, ends_on = days
    slots = slots_of(source.pk)
    rows = [
        FilledRow(unit_id, None, SHEET, number, figures, given=sum(one is not None for one in figures))
        for number, (unit_id, figures) in enumerate(told.items(), start=FIRST_ROW)
    ]
    about = {
        "title": title,
        "kind": PeriodKind.PHASE.value,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "reason": "",
        "source": source.pk,
    }
    batch = keep_import(
        by=by,
        kind=ImportKind.HISTORY,
        asked=None,
        filled=Filled(rows),
        file_name=f"so-lieu-{starts_on:%Y-%m}.xlsx",
        data=_workbook(title, slots, told),
        about=about,
    )
    save_history(by=by, batch=batch)


def _workbook(title: str, slots: Sequence[Slot], told: Mapping[int, Figures]) -> bytes:
    """The file that these figures came in: a row a unit, a column a figure."""
    buffer = io.BytesIO()
    names = dict(Unit.objects.filter(pk__in=told).values_list("pk", "name"))
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, title)
        heads = [(place, slot.label) for slot in slots for place in slot.places]
        sheet.write_row(1, 0, ["Đơn vị", *(label for _, label in sorted(heads))])
        for row, (unit_id, figures) in enumerate(told.items(), start=FIRST_ROW - 1):
            sheet.write_row(row, 0, [names[unit_id], *("" if one is None else one for one in figures)])
    return buffer.getvalue()
