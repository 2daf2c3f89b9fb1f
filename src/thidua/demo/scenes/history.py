"""What was reached in 2020, brought in from Excel workbooks so that 2021 can be compared from its first report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.cast import COMPANIES
from thidua.demo.scenes import phases, reporting
from thidua.organisation.models import Unit
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import keep_import, merge_everything, save_history
from thidua.reporting.choices import ImportKind, PeriodKind
from thidua.reporting.models import Figures, ReportRequest, Slot
from thidua.reporting.queries.adding import list_size
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.history import units_then
from thidua.reporting.sheets.history import Member, Period, history_workbook, read_history

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
        _bring(city, source, Period(title, PeriodKind.PHASE, starts_on, ends_on), told)
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
        _bring(officer, source, Period(title, PeriodKind.PHASE, starts_on, ends_on), told)
    merge_everything()


def _of_half(phases_told: Sequence[int], half: int) -> int:
    """The first half of the year holds two of its three phases."""
    return sum(phases_told[:2]) if half == 0 else phases_told[2]


def _counts(slots: list[Slot], members: int, initiatives: int) -> Figures:
    counts = iter((members, initiatives))
    return _list_of(slots, {slot.num: next(counts) for slot in slots if slot.kind == IndicatorKind.COUNT})


def _list_of(slots: list[Slot], told: Mapping[int, int | None]) -> Figures:
    return [told.get(place) for place in range(list_size(slots))]


def _bring(by: Actor, source: ReportRequest, period: Period, told: Mapping[int, Figures]) -> None:
    """Fill in the workbook, read it back, save what it says: as an officer does with the file."""
    slots, root = slots_of(source.pk), Unit.objects.get(pk=by.unit_id)
    members = [
        Member(unit.pk, unit.name, unit.short_name, above, steps)
        for unit, above, steps in units_then(root, period.starts_on, period.ends_on)
    ]
    name = f"so-lieu-{period.starts_on:%Y-%m}.xlsx"
    data = history_workbook(source, slots, period, members, unit_id=root.pk, told=told)
    filled = read_history(data, name, slots=slots, members=members, before={})
    about = {
        "title": period.title,
        "kind": period.kind,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "reason": "",
        "source": source.pk,
    }
    batch = keep_import(
        by=by, kind=ImportKind.HISTORY, asked=None, filled=filled, file_name=name, data=data, about=about
    )
    save_history(by=by, batch=batch)
