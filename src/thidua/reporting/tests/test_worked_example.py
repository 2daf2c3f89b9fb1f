"""The worked example: phases that differ from plan to plan, a unit that moves, a unit that ends; totals by hand.

City: phases to 30/06 and 31/12. District A's own plan: phases to 31/07 and 31/12. Base unions: A1 and A2 and A3 under
A, B1 under B. A2 moves in May from A to B; A3 is dissolved on 15/07.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.organisation.actions import dissolve_unit, move_unit
from thidua.organisation.tests.factories import make_base, make_district, make_province, system
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import (
    accept_report,
    amend_report,
    merge_rollups,
    rehome_unit,
    return_report,
    submit_report,
)
from thidua.reporting.choices import Basis
from thidua.reporting.models import Difference, PeriodUnit, Report, Rollup
from thidua.reporting.queries import watched
from thidua.reporting.queries.adding import amount, over_periods
from thidua.reporting.queries.corrections import difference_of
from thidua.reporting.tests.factories import make_request, make_submitted_report, report_of, three_indicators

pytestmark = pytest.mark.django_db
# Places of the list: new members | informed, workers | members at the end.
CITY_1 = {"A1": (10, 90, 100, 100), "A2": (5, 40, 50, 48), "A3": (2, 9, 10, 10), "B1": (7, 100, 1000, 900)}
CITY_2 = {"A1": (20, 95, 100, 118), "A2": (6, 50, 50, 54), "B1": (3, 300, 1000, 903)}
DISTRICT_1 = {"A1": (12, 92, 100, 105), "A2": (5, 45, 50, 49)}
DISTRICT_2 = {"A1": (18, 95, 100, 118)}


@pytest.fixture
def year() -> Any:
    """The whole year lived through the actions."""
    with clock.at(dt.date(2021, 1, 4)):
        city = make_province()
        a, b = make_district(city, "Quận A"), make_district(city, "Quận B")
        units = {name: make_base(a if name[0] == "A" else b, name) for name in ("A1", "A2", "A3", "B1")}
        officers = {unit.pk: make_actor(unit, Role.OFFICER, Role.ADMIN) for unit in (city, a, b)}
        asked = three_indicators(officers[city.pk]).all
    with clock.at(dt.date(2021, 5, 10)):
        move_unit(by=system(city), unit=units["A2"], new_parent=b, from_day=dt.date(2021, 5, 10))
    world = SimpleNamespace(city=city, a=a, b=b, officers=officers, **units)

    def ask(issuer, start, end, due, on):
        with clock.at(on):
            return make_request(
                issuer, by=officers[issuer.pk], indicators=asked, starts_on=start, ends_on=end, due_on=due, title="Đợt"
            )

    def answer(request, figures, on):
        with clock.at(on):
            for name, row in figures.items():
                make_submitted_report(request, units[name], row)
            merge_rollups(request_id=request.pk)

    day = dt.date
    world.city_1 = ask(city, day(2021, 1, 1), day(2021, 6, 30), day(2021, 7, 5), day(2021, 6, 20))
    answer(world.city_1, CITY_1, day(2021, 7, 4))
    with clock.at(day(2021, 7, 15)):
        dissolve_unit(by=system(city), unit=units["A3"], last_day=day(2021, 7, 15), successor=units["A1"])
    world.district_1 = ask(a, day(2021, 1, 1), day(2021, 7, 31), day(2021, 8, 5), day(2021, 7, 20))
    answer(world.district_1, DISTRICT_1, day(2021, 8, 5))
    world.district_2 = ask(a, day(2021, 8, 1), day(2021, 12, 31), day(2021, 12, 31), day(2021, 12, 10))
    answer(world.district_2, DISTRICT_2, day(2021, 12, 30))
    world.city_2 = ask(city, day(2021, 7, 1), day(2021, 12, 31), day(2021, 12, 31), day(2021, 12, 10))
    answer(world.city_2, CITY_2, day(2022, 1, 2))
    return world


def live(asked, unit) -> Rollup:
    return Rollup.objects.get(request=asked, unit=unit, basis=Basis.LIVE)


def counts_of(row: Rollup) -> tuple[int, int, int]:
    return row.n_all, row.n_done, row.n_on_time


def test_the_city_s_first_phase_keeps_the_moved_unit_with_its_old_parent(year):
    assert live(year.city_1, year.a).sums == [17, 139, 160, 158]
    assert live(year.city_1, year.b).sums == [7, 100, 1000, 900]
    assert live(year.city_1, year.city).sums == [24, 239, 1160, 1058]
    assert counts_of(live(year.city_1, year.a)) == (3, 3, 3)
    assert counts_of(live(year.city_1, year.city)) == (4, 4, 4)
    slot = year.city_1.slots.get(kind=IndicatorKind.RATIO)
    assert amount(slot, live(year.city_1, year.city).sums).text == "20,6 % (239/1.160)"


def test_the_city_s_second_phase_has_the_new_parent_and_expects_nothing_of_the_dissolved_unit(year):
    assert live(year.city_2, year.a).sums == [20, 95, 100, 118]
    assert live(year.city_2, year.b).sums == [9, 350, 1050, 957]
    assert live(year.city_2, year.city).sums == [29, 445, 1150, 1075]
    assert counts_of(live(year.city_2, year.city)) == (3, 3, 0)
    gone = PeriodUnit.objects.get(request=year.city_2, unit=year.A3)
    assert (gone.is_expected, gone.reason) == (False, "Đơn vị kết thúc hoạt động ngày 15/07/2021")


def test_the_district_s_own_phases_hold_its_own_units(year):
    assert live(year.district_1, year.a).sums == [17, 137, 150, 154]
    assert counts_of(live(year.district_1, year.a)) == (2, 2, 2)
    assert live(year.district_2, year.a).sums == [18, 95, 100, 118]
    units = PeriodUnit.objects.filter(request=year.district_2).order_by("path").values_list("unit__name", flat=True)
    assert list(units) == ["Quận A", "A1"]


def test_over_the_year_counts_and_ratios_add_and_a_stock_is_the_last(year):
    rows = [(asked, live(asked, year.city)) for asked in (year.city_1, year.city_2)]

    def whole_year(kind):
        return over_periods([amount(asked.slots.get(kind=kind), row.sums, row.counts) for asked, row in rows])

    assert whole_year(IndicatorKind.COUNT).num == 53
    ratio = whole_year(IndicatorKind.RATIO)
    assert (ratio.num, ratio.den) == (684, 2310)
    assert whole_year(IndicatorKind.STOCK).num == 1075


def test_a_returned_report_goes_on_counting_marked(year):
    report = report_of(year.city_2, year.A1)
    return_report(by=year.officers[year.a.pk], report=report, remark="Xem lại số đoàn viên")
    merge_rollups(request_id=year.city_2.pk)
    row = live(year.city_2, year.a)
    assert (row.sums, row.n_done, row.n_returned) == ([20, 95, 100, 118], 1, 1)


def test_re_homing_recomputes_both_parents(year):
    place = PeriodUnit.objects.get(request=year.city_1, unit=year.A2)
    new = PeriodUnit.objects.get(request=year.city_1, unit=year.b)
    rehome_unit(by=year.officers[year.city.pk], place=place, new_parent=new, reason="Chuyển theo quyết định tháng 5")
    merge_rollups(request_id=year.city_1.pk)
    assert live(year.city_1, year.a).sums == [12, 99, 110, 110]
    assert live(year.city_1, year.b).sums == [12, 140, 1050, 948]
    assert live(year.city_1, year.city).sums == [24, 239, 1160, 1058]


def test_the_old_district_reads_the_report_of_the_moved_unit_and_a_stranger_does_not(year):
    report = report_of(year.city_1, year.A2)
    assert Report.objects.visible_to(year.officers[year.a.pk]).filter(pk=report.pk).exists()
    assert not Report.objects.visible_to(year.officers[year.b.pk]).filter(pk=report.pk).exists()
    assert not Report.objects.visible_to(make_actor(year.B1)).filter(pk=report.pk).exists()


def test_how_complete_a_request_is_said_to_be_is_what_its_reports_say(year, count_queries):
    return_report(by=year.officers[year.a.pk], report=report_of(year.city_2, year.A1), remark="Xem lại số đoàn viên")
    merge_rollups(request_id=year.city_2.pk)
    for unit, requests in ((year.city, [year.city_1, year.city_2]), (year.a, [year.city_2, year.district_2])):
        by = year.officers[unit.pk]
        assert count_queries(lambda by=by, requests=requests: watched(by, requests)) == 1
        for one in watched(by, requests):
            below = Report.objects.below(by).filter(request=one.request)
            owed = below.filter(place__is_expected=True)
            leaves = owed.filter(place__is_leaf=True)
            late = owed.filter(sent_values__isnull=True, place__due_on__lt=clock.today())
            assert (one.expected, one.done) == (leaves.count(), leaves.counting().count()) != (0, 0)
            assert one.late == late.count()
            assert one.to_answer == below.filter(state="submitted", place__parent=unit).count()


def test_a_correction_after_acceptance_runs_up_as_a_difference_and_then_as_an_amended_report(year):
    """District A has signed 17 | 139/160 | 158 and the city accepted it. A1 corrects 10 new members to 14 on 20/07:
    the city's live total is 24 + 4 = 28, what A signed stays 17 until A sends its amended version with 21."""
    leader = make_actor(year.a, Role.LEADER, Role.OFFICER)
    with clock.at(dt.date(2021, 7, 5)):
        make_submitted_report(year.city_1, year.a, (17, 139, 160, 158), by=leader)
        merge_rollups(request_id=year.city_1.pk)
        accept_report(by=year.officers[year.city.pk], report=report_of(year.city_1, year.a))
    with clock.at(dt.date(2021, 7, 20)):
        return_report(by=year.officers[year.a.pk], report=report_of(year.city_1, year.A1), remark="Đối chiếu sổ")
        make_submitted_report(year.city_1, year.A1, (14, 90, 100, 100))
        merge_rollups(request_id=year.city_1.pk)
    assert live(year.city_1, year.a).sums == [21, 139, 160, 158]
    assert live(year.city_1, year.city).sums == [28, 239, 1160, 1058]
    signed = Rollup.objects.get(request=year.city_1, unit=year.city, basis=Basis.SIGNED)
    assert signed.sums == [17, 139, 160, 158]
    (line,) = difference_of(report_of(year.city_1, year.a)).differing
    assert (line.signed.num, line.now.num) == (17, 21)
    assert [(part.name, part.then.num, part.now.num) for part in line.parts] == [("A1", 10, 14)]
    with clock.at(dt.date(2021, 7, 21)):
        amend_report(by=leader, report=report_of(year.city_1, year.a), reason="A1 đính chính")
        submit_report(by=leader, report=report_of(year.city_1, year.a))
        merge_rollups(request_id=year.city_1.pk)
    report = report_of(year.city_1, year.a)
    assert (report.revision, report.sent_values) == (2, [21, 139, 160, 158])
    assert [one.values[0] for one in report.revisions.order_by("number")] == [17, 21]
    assert not Difference.objects.filter(report__request=year.city_1).exists()
