"""What was told before is one and the same in the form, in the check before sending and in the workbook of many."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common.actor import Actor
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.actions import merge_rollups
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import ReportRequest
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.last import last_amounts
from thidua.reporting.queries.past import past_of
from thidua.reporting.tests.factories import make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = (dt.date(2021, 1, 1), dt.date(2021, 6, 30)), (dt.date(2021, 7, 1), dt.date(2021, 12, 31))
YEAR_AGO = (dt.date(2020, 7, 1), dt.date(2020, 12, 31))


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2022-01-03")


class Told:
    """City > district > two base unions; the city asks for new members and for people rewarded, counted once each."""

    def __init__(self) -> None:
        self.city = make_province()
        self.district = make_district(self.city)
        self.bases = [make_base(self.district, f"Cơ sở {number}") for number in range(2)]
        self.officer = make_actor(self.city, Role.OFFICER)
        self.leader = make_actor(self.district, Role.LEADER, Role.OFFICER)
        self.indicators = [
            ensure_indicator(by=self.officer, name="Đoàn viên mới", kind=IndicatorKind.COUNT, unit_word="người"),
            ensure_indicator(by=self.officer, name="Người được khen", kind=IndicatorKind.DISTINCT, unit_word="người"),
        ]

    def ask(
        self,
        days: tuple[dt.date, dt.date],
        kind: str = PeriodKind.PHASE,
        *,
        title: str = "Kỳ",
        of_the_district: bool = False,
    ) -> ReportRequest:
        chosen: list[Indicator] = self.indicators
        issuer, by = (self.district, self.leader) if of_the_district else (self.city, self.officer)
        return make_request(
            issuer, by=by, indicators=chosen, title=title, kind=kind,
            starts_on=days[0], ends_on=days[1], due_on=dt.date(2022, 1, 5),
        )  # fmt: skip

    def send(self, asked: ReportRequest, unit: Unit, *figures: int, by: Actor | None = None) -> None:
        make_submitted_report(asked, unit, figures, by=by)
        merge_rollups(request_id=asked.pk)

    def last(self, asked: ReportRequest, unit: Unit) -> list[str]:
        """What the form shows, having made sure that the check and the page of totals know the same."""
        report = report_of(asked, unit)
        slots = slots_of(asked.pk)
        cards = sheet_of(report).cards
        checked = last_amounts(report, slots)
        assert [card.last_told for card in cards] == [checked.get(slot.pk) for slot in slots]
        return [card.last for card in cards]


def test_a_unit_that_consolidates_is_held_against_what_it_signed_and_its_page_of_totals_against_the_sum():
    told = Told()
    first = told.ask(FIRST, title="Đợt 1")
    for base, figure in zip(told.bases, (10, 20), strict=True):
        told.send(first, base, figure, 4)
    told.send(first, told.district, 31, 7, by=told.leader)
    second = told.ask(SECOND, title="Đợt 2")
    assert told.last(second, told.district) == ["31 người (Đợt 1)", "7 người (Đợt 1)"]
    assert told.last(second, told.bases[1]) == ["20 người (Đợt 1)", "4 người (Đợt 1)"]
    totals = past_of(second, slots_of(second.pk), told.district.pk)[told.district.pk]
    assert totals.last[0].text == "30 người"
    assert totals.last[1].text == "7 người"
    whole = past_of(second, slots_of(second.pk), told.district.pk, below=second.places.get(unit=told.district))
    assert {unit: past.last[0].text for unit, past in whole.items()} == {
        told.district.pk: "30 người",
        told.bases[0].pk: "10 người",
        told.bases[1].pk: "20 người",
    }


def test_another_kind_of_period_is_compared_only_on_the_same_days_of_the_year_before():
    told = Told()
    base = told.bases[0]
    told.send(told.ask(FIRST, PeriodKind.HALF_YEAR, title="6 tháng"), base, 10, 1)
    second = told.ask(SECOND, title="Đợt 2")
    assert told.last(second, base) == ["", ""]
    told.send(told.ask(YEAR_AGO, PeriodKind.HALF_YEAR, title="6 tháng cuối năm 2020"), base, 8, 1)
    assert told.last(second, base)[0] == "8 người (6 tháng cuối năm 2020)"
    told.send(told.ask(FIRST, title="Đợt 1"), base, 12, 1)
    assert told.last(second, base)[0] == "12 người (Đợt 1)"
    past = past_of(second, slots_of(second.pk), base.pk)[base.pk]
    assert past.words_for(0) == "kỳ trước: 12 người (Đợt 1) · cùng kỳ năm trước: 8 người"


def test_three_months_asked_by_another_level_say_nothing_of_six():
    told = Told()
    base = told.bases[0]
    quarter = (dt.date(2021, 1, 1), dt.date(2021, 3, 31))
    told.send(told.ask(quarter, title="Quý I"), base, 5, 1)
    half = told.ask(FIRST, title="Đợt 1 của quận", of_the_district=True)
    assert told.last(half, base) == ["", ""]
    told.send(told.ask((dt.date(2020, 7, 1), dt.date(2021, 1, 10)), title="Đợt trước của thành phố"), base, 9, 1)
    assert told.last(half, base)[0] == "9 người (Đợt trước của thành phố)"
    assert told.last(told.ask(FIRST, title="Đợt 2 của thành phố"), base)[0] == "5 người (Quý I)"
