"""Every kind of indicator from the base unions up to the city: what is kept, rebuilt and shown, written out by hand."""

from __future__ import annotations

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.actions import merge_rollups, rebuild_rollups
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.models import PeriodUnit, Rollup
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.tests.factories import make_request, make_submitted_report

KINDS = (
    ("QTY", IndicatorKind.QUANTITY, {"scale": 1, "unit_word": "ha"}),
    ("AVG", IndicatorKind.AVERAGE, {"unit_word": "triệu đồng"}),
    ("MAX", IndicatorKind.HIGHEST, {"unit_word": "triệu đồng"}),
    ("MIN", IndicatorKind.LOWEST, {"unit_word": "triệu đồng"}),
    ("ONE", IndicatorKind.DISTINCT, {"unit_word": "người", "of_whom": "women"}),
    ("YES", IndicatorKind.YES_NO, {}),
)


@pytest.fixture
def asked(db, on_day):
    on_day("2021-07-01")
    indicators = [Indicator.objects.create(code=code, name=code, kind=kind, **more) for code, kind, more in KINDS]
    city = make_province()
    near, far = make_district(city), make_district(city)
    found = [make_base(near), make_base(near), make_base(far)]
    asked = make_request(city, by=make_actor(city, Role.OFFICER), indicators=indicators)
    answers = ((15, 200, 20, 9, 4, 30, 10, 1), (20, 60, 10, 12, 3, 40, 20, 0), (5, 90, 30, 7, 5, 50, 30, 1))
    for unit, figures in zip(found, answers, strict=True):
        make_submitted_report(asked, unit, figures)
    merge_rollups(request_id=asked.pk)
    return asked


def kept(asked, unit):
    return Rollup.objects.get(request=asked, unit=unit, basis="live")


def test_each_kind_goes_up_by_its_own_rule(asked):
    near = asked.places.filter(is_leaf=False, parent__isnull=False).order_by("path")[0].unit
    assert kept(asked, near).sums == [35, 260, 30, 12, 3, None, None, 1]
    row = kept(asked, asked.unit)
    assert row.sums == [40, 350, 60, 12, 3, None, None, 2]
    assert row.counts == [3] * 8
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=asked.unit)
    shown = {total.slot.label.upper(): total.live.text for total in overview_of(place).totals}
    assert shown["QTY"] == "4 ha"
    assert shown["AVG"] == "5,8 triệu đồng (350/60)"
    assert shown["MAX"] == "12 triệu đồng"
    assert shown["ONE"] == "–"
    assert shown["YES"] == "2/3 đơn vị"


def test_people_counted_once_each_are_told_by_every_level_itself(asked):
    district = asked.places.filter(is_leaf=False, parent__isnull=False).order_by("path")[0]
    make_submitted_report(asked, district.unit, (35, 260, 30, 12, 3, 61, 25, 1), by=make_actor(district.unit))
    merge_rollups(request_id=asked.pk)
    place = PeriodUnit.objects.select_related("request", "unit").get(pk=district.pk)
    told = next(one for one in overview_of(place).totals if one.slot.kind == IndicatorKind.DISTINCT)
    assert told.live.text == "61 người"
    above = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=asked.unit)
    overview = overview_of(above)
    assert [row.amount(told.slot).num for row in overview.rows if row.unit_id == place.unit_id] == [61]
    assert next(one for one in overview.totals if one.slot.pk == told.slot.pk).live.num is None


def test_what_is_kept_is_what_a_rebuild_gives(asked):
    before = list(Rollup.objects.order_by("unit_id", "basis").values_list("unit_id", "basis", "sums", "counts"))
    assert lost_totals(request_id=asked.pk) == []
    rebuild_rollups(request_id=asked.pk)
    assert before == list(Rollup.objects.order_by("unit_id", "basis").values_list("unit_id", "basis", "sums", "counts"))


def test_a_correction_takes_an_extreme_back(asked):
    highest = kept(asked, asked.unit).sums[3]
    second = asked.places.filter(is_leaf=True).order_by("path")[1]
    report = asked.reports.get(unit_id=second.unit_id)
    report.sent_values[3] = 8
    report.save(update_fields=["sent_values"])
    assert lost_totals(request_id=asked.pk) != []
    rebuild_rollups(request_id=asked.pk)
    assert (highest, kept(asked, asked.unit).sums[3]) == (12, 9)
