"""What was given to a unit stands beside what it registered: form, report, totals; last year as a key."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import add_target, create_plan, set_allocations, withdraw_plan
from thidua.plans.models import Allocation, Indicator
from thidua.plans.tests.factories import make_issued_plan
from thidua.reporting.actions import merge_everything, merge_rollups
from thidua.reporting.actions.targets import catch_up_targets
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import PeriodUnit, TargetFigure
from thidua.reporting.queries.given import given_figures, last_year_results
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.tests.factories import make_request, make_submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(on_day):
    on_day("2021-07-01")
    district = make_district(make_province())
    make_base(district)
    make_base(district)
    return make_issued_plan(district)


@pytest.fixture
def target(plan):
    return plan.targets.get(subject="đoàn viên kết nạp mới")


def give(plan, target, *amounts):
    bases = list(plan.unit.children.order_by("pk"))
    by = make_actor(plan.unit, Role.OFFICER)
    set_allocations(
        by=by, target=target, amounts={base.pk: Decimal(one) for base, one in zip(bases, amounts, strict=True)}
    )
    return bases


def test_what_was_given_is_shown_while_filling_and_judges_what_was_sent(client, plan, target):
    asked = make_request(plan.unit, plan=plan)
    bases = give(plan, target, 30, 20)
    slot = asked.slots.get(target=target)
    assert given_figures(asked) == {bases[0].pk: {slot.num: 30}, bases[1].pk: {slot.num: 20}}
    chair = make_actor(bases[0])
    client.force_login(User.objects.get(pk=chair.user_id))
    page = client.get(reverse("report_fill", args=[asked.pk])).text
    assert "Được giao: <strong>30 đoàn viên</strong>" in page
    size = sum(len(one.places) for one in asked.slots.all())
    row = tuple(31 if place == slot.num else 1 for place in range(size))
    report = make_submitted_report(asked, bases[0], row, by=chair)
    merge_rollups(request_id=asked.pk)
    assert TargetFigure.objects.get(unit=bases[0]).given[slot.num] == 30_000
    assert "Được giao 30 đoàn viên" in client.get(reverse("report_page", args=[report.pk])).text
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=plan.unit)
    total = next(one for one in overview_of(place).totals if one.slot.pk == slot.pk)
    assert (total.given, total.bound, total.met, total.judged) == (50, 50, 1, 1)
    client.force_login(User.objects.get(pk=make_actor(plan.unit, Role.OFFICER).user_id))
    parts = client.get(reverse("figure_parts", args=[asked.pk, plan.unit_id, slot.num])).text
    assert "Được giao" in parts
    assert "đã giao cấp dưới: 50 đoàn viên" in client.get(reverse("rollup_page", args=[asked.pk, plan.unit_id])).text


def test_below_what_was_given_is_not_met_though_the_unit_promised_less(plan, target):
    bases = give(plan, target, 30, 20)
    own = create_plan(by=make_actor(bases[0]), title="Kế hoạch của đơn vị", year=2021, parent=plan)
    add_target(
        by=make_actor(bases[0]), plan=own, subject=target.subject, comparator=">=", low=10, unit_word="đoàn viên",
        indicator=target.indicator,
    )  # fmt: skip
    type(own).objects.filter(pk=own.pk).update(state="issued", number_text="01/KH", issued_on=dt.date(2021, 1, 9))
    asked = make_request(plan.unit, plan=plan)
    slot = asked.slots.get(target=target)
    size = sum(len(one.places) for one in asked.slots.all())
    make_submitted_report(asked, bases[0], tuple(15 if place == slot.num else 1 for place in range(size)))
    merge_rollups(request_id=asked.pk)
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=plan.unit)
    total = next(one for one in overview_of(place).totals if one.slot.pk == slot.pk)
    assert (total.met, total.judged, total.registered, total.given) == (0, 1, 10, 50)


def test_the_same_figure_of_two_issuers_meets_by_its_name_kind_and_unit(plan, target):
    """The city asks what the district shares out, each by an indicator of its own: neither sees that of the other."""
    bases = give(plan, target, 30, 20)
    city = plan.unit.parent
    fields = {"name": "ĐOÀN VIÊN kết nạp mới", "kind": target.indicator.kind, "owner": city}
    twin = Indicator.objects.create(code="hn-1", unit_word="đoàn viên", **fields)
    other = Indicator.objects.create(code="hn-2", unit_word="nghìn đoàn viên", **fields)
    asked = make_request(city, indicators=[twin, other])
    slot = asked.slots.get(indicator=twin)
    assert given_figures(asked) == {bases[0].pk: {slot.num: 30}, bases[1].pk: {slot.num: 20}}
    assert TargetFigure.objects.get(request=asked, unit=bases[0]).given[slot.num] == 30_000
    promised = TargetFigure.objects.get(request=asked, unit=plan.unit)
    assert promised.values[slot.num] == int(target.low * 1000)
    assert promised.values[asked.slots.get(indicator=other).num] is None


def test_of_two_amounts_for_the_same_figure_that_of_the_very_indicator_counts(plan, target):
    twin = Indicator.objects.create(
        code="bd-1", name=target.indicator.name, kind=target.indicator.kind, unit_word="đoàn viên", owner=plan.unit
    )
    bases = give(plan, target, 30, 20)
    younger = make_issued_plan(plan.unit, number_text="09/KH-LĐLĐ")
    theirs = younger.targets.get(subject=target.subject)
    type(theirs).objects.filter(pk=theirs.pk).update(indicator=twin)
    give(younger, theirs, 7, 8)
    asked = make_request(plan.unit, indicators=[target.indicator])
    slot = asked.slots.get(indicator=target.indicator)
    assert given_figures(asked) == {bases[0].pk: {slot.num: 30}, bases[1].pk: {slot.num: 20}}


def total_of(asked, slot):
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=asked.unit)
    return next(one for one in overview_of(place).totals if one.slot.pk == slot.pk)


def test_what_plans_change_later_is_fetched_and_judged_anew(plan, target, on_day):
    asked = make_request(plan.unit, plan=plan)
    slot = asked.slots.get(target=target)
    size = sum(len(one.places) for one in asked.slots.all())
    base = plan.unit.children.order_by("pk")[0]
    make_submitted_report(asked, base, tuple(31 if place == slot.num else 1 for place in range(size)))
    merge_everything()
    assert (total_of(asked, slot).given, total_of(asked, slot).judged) == (None, 0)
    for day, amounts, found in (
        ("2021-07-10", (30, 20), (50, 1, 1)),
        ("2021-07-20", (40, 20), (60, 0, 1)),
        ("2021-07-30", (None, 20), (20, 0, 0)),
    ):
        on_day(day)
        bases = list(plan.unit.children.order_by("pk"))
        by = make_actor(plan.unit, Role.OFFICER)
        set_allocations(by=by, target=target, amounts=dict(zip((one.pk for one in bases), amounts, strict=True)))
        merge_everything()
        total = total_of(asked, slot)
        assert (total.given, total.met, total.judged) == found
    withdraw_plan(by=make_actor(plan.unit, Role.LEADER), plan=plan, reason="Ban hành nhầm")
    merge_everything()
    assert not TargetFigure.objects.filter(request=asked).exists()


def test_nothing_is_written_where_no_plan_has_changed(plan, target, django_assert_num_queries, on_day):
    asked = make_request(plan.unit, plan=plan)
    give(plan, target, 30, 20)
    on_day("2021-07-03")
    assert catch_up_targets(asked=asked) == set(plan.unit.children.values_list("pk", flat=True))
    on_day("2021-07-04")
    with django_assert_num_queries(2):
        assert catch_up_targets(asked=asked) == set()


def test_last_year_shares_this_year_out(client, plan, target, on_day):
    bases = list(plan.unit.children.order_by("pk"))
    year = {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 12, 31), "due_on": dt.date(2021, 1, 5)}
    on_day("2021-01-04")
    asked = make_request(plan.unit, indicators=[target.indicator], kind=PeriodKind.YEAR, **year)
    assert last_year_results(target) == {}
    for base, figure in zip(bases, (30, 10), strict=True):
        make_submitted_report(asked, base, (figure,))
    merge_rollups(request_id=asked.pk)
    assert last_year_results(target) == {bases[0].pk: 30, bases[1].pk: 10}
    client.force_login(User.objects.get(pk=make_actor(plan.unit, Role.OFFICER).user_id))
    client.post(reverse("allocation_by_last_year", args=[target.pk]))
    assert dict(Allocation.objects.values_list("unit_id", "amount")) == {bases[0].pk: 38, bases[1].pk: 12}


def test_half_way_through_the_year_half_of_what_was_given_is_on_the_way(client, plan, target):
    bases = give(plan, target, 30, 20)
    half = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 6, 30)}
    asked = make_request(plan.unit, indicators=[target.indicator], kind=PeriodKind.HALF_YEAR, **half)
    client.force_login(User.objects.get(pk=make_actor(plan.unit, Role.OFFICER).user_id))
    for base, figure, words in ((bases[0], 16, "đang đúng tiến độ"), (bases[1], 3, "chậm")):
        report = make_submitted_report(asked, base, (figure,))
        assert words in client.get(reverse("report_page", args=[report.pk])).text


def test_without_last_year_it_is_said(client, plan, target):
    client.force_login(User.objects.get(pk=make_actor(plan.unit, Role.OFFICER).user_id))
    answer = client.post(reverse("allocation_by_last_year", args=[target.pk]))
    assert answer.status_code == 422
    assert "Chưa có kết quả năm 2020" in answer.text
