"""A small country with two years of reports, reached by walking the real actions; its sums are written out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province, make_unit
from thidua.reporting.actions import merge_rollups, submit_report
from thidua.reporting.models import ReportRequest
from thidua.reporting.tests.factories import (
    Three,
    fill,
    make_request,
    make_submitted_report,
    report_of,
    three_indicators,
)

TODAY = dt.date(2021, 7, 20)
DUE = dt.date(2021, 7, 5)


@dataclass(frozen=True)
class Country:
    """Confederation → two provinces → communes → factories.

    Province A: communes A1 (factories 1, 2) and A2 (factory 3); province B: factory 4 straight below it, commune B1
    (factories 5, 6). Factory 3 is a day late, 5 has sent nothing, all in the first phase of 2021. In the year 2020
    everyone reported (the figures of ``LAST``). Asked: new members (count), informed (ratio), members (stock).
    """

    top: Unit
    a: Unit
    a1: Unit
    a2: Unit
    b: Unit
    b1: Unit
    factories: list[Unit]
    asked: ReportRequest
    last: ReportRequest
    three: Three
    officer: Actor


NOW = {1: (10, 90, 100, 200), 2: (5, 50, 60, 80), 3: (7, 30, 40, 50), 4: (3, 20, 20, 40), 6: (1, 5, 10, 12)}
"""Factory → new members, informed, of workers, members at the end: the first phase of 2021."""
LAST = {
    1: (8, 80, 100, 190),
    2: (4, 40, 60, 75),
    3: (6, 20, 40, 45),
    4: (2, 10, 20, 35),
    5: (9, 9, 90, 60),
    6: (0, 1, 10, 11),
}
"""The same in the first phase of 2020."""


def make_country() -> Country:
    """The country on 20/07/2021, all totals merged. The clock is the caller's from there on."""
    top = make_unit("Tổng Liên đoàn", level=UnitLevel.CONFEDERATION, kind=UnitKind.FEDERATION)
    a, b = (make_province(f"Liên đoàn Lao động tỉnh {name}", parent=top) for name in "AB")
    a1, a2 = (make_district(a, f"Công đoàn phường A{number}") for number in (1, 2))
    b1 = make_district(b, "Công đoàn phường B1")
    kinds = (UnitKind.NON_STATE, UnitKind.FOREIGN, UnitKind.NON_STATE, UnitKind.PUBLIC_SERVICE) + (
        UnitKind.FOREIGN,
    ) * 2
    parents = (a1, a1, a2, b, b1, b1)
    factories = [
        make_base(parent, f"Công đoàn cơ sở Nhà máy {number}", kind=kind)
        for number, (parent, kind) in enumerate(zip(parents, kinds, strict=True), start=1)
    ]
    officer = make_actor(top, Role.OFFICER)
    three = three_indicators(officer)
    last = _period(top, officer, three, 2020)
    _send(last, factories, LAST, on=dt.date(2020, 7, 3))
    asked = _period(top, officer, three, 2021)
    _send(asked, factories, NOW, on=dt.date(2021, 7, 4))
    for request in (last, asked):
        merge_rollups(request_id=request.pk)
    return Country(top, a, a1, a2, b, b1, factories, asked, last, three, officer)


def _period(top: Unit, officer: Actor, three: Three, year: int) -> ReportRequest:
    with clock.at(dt.date(year, 6, 1)):
        return make_request(
            top,
            by=officer,
            indicators=three.all,
            title=f"Báo cáo sơ kết đợt 1 năm {year}",
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year, 6, 30),
            due_on=DUE.replace(year=year),
        )


def _send(asked: ReportRequest, factories: list[Unit], told: dict[int, tuple[int, ...]], *, on: dt.date) -> None:
    for number, figures in told.items():
        unit = factories[number - 1]
        late = dt.timedelta(days=2 if number == 3 and on.year == 2021 else 0)
        with clock.at(on + late):
            chair = make_actor(unit)
            report = report_of(asked, unit)
            fill(report, *figures, by=chair)
            submit_report(by=chair, report=report)


def _at_unit() -> tuple[dict[str, Any], Unit]:
    asked = make_submitted_report().request
    merge_rollups(request_id=asked.pk)
    return {"unit_id": asked.unit_id}, asked.unit


def _at_indicator() -> tuple[dict[str, Any], Unit]:
    arguments, unit = _at_unit()
    slot = unit.report_requests.get().slots.first()
    assert slot
    return arguments | {"indicator_id": slot.indicator_id}, unit


def _at_chart() -> tuple[dict[str, Any], Unit]:
    arguments, unit = _at_unit()
    return arguments | {"chart": "xep-hang"}, unit


def _at_table() -> tuple[dict[str, Any], Unit]:
    arguments, unit = _at_unit()
    return arguments | {"table": "so-lieu", "form": "xlsx"}, unit


EXAMPLES = {
    "picture": _at_unit,
    "picture_figures": _at_unit,
    "picture_indicator": _at_indicator,
    "picture_chart": _at_chart,
    "picture_table": _at_table,
}
