"""The year of one figure is made of the periods that asked and told it, whatever other figures they told."""

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import merge_everything
from thidua.reporting.tests.factories import make_request, make_submitted_report
from thidua.statistics.queries.picture import TARGET, picture_of
from thidua.statistics.tests.factories import TODAY

pytestmark = pytest.mark.django_db
SPANS = {
    "phase": (dt.date(2021, 1, 1), dt.date(2021, 3, 31)),
    "half_year": (dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
}


@pytest.fixture
def district():
    district = make_district(make_province())
    for number in (1, 2):
        make_base(district, f"Công đoàn cơ sở {number}")
    return district


def ask(district, kind, indicators, figures):
    """A request of that kind, answered by both unions with these figures."""
    starts_on, ends_on = SPANS[kind]
    asked = make_request(
        district, kind=kind, indicators=indicators, title=f"Báo cáo {kind}", starts_on=starts_on, ends_on=ends_on,
        due_on=dt.date(2021, 7, 5),
    )  # fmt: skip
    for unit in district.children.order_by("pk"):
        make_submitted_report(asked, unit, figures)


def test_what_only_the_half_year_asks_stands_in_the_year_beside_the_phase(district):
    with clock.at(TODAY):
        officer = make_actor(district, Role.OFFICER)
        members, meetings = (
            ensure_indicator(by=officer, name=name, kind=IndicatorKind.COUNT, unit_word=word)
            for name, word in (("Đoàn viên kết nạp mới", "người"), ("Buổi đối thoại", "buổi"))
        )
        ask(district, "phase", [members], (3,))
        ask(district, "half_year", [members, meetings], (7, 4))
        merge_everything()
        made = picture_of(officer, district.pk, {TARGET: str(meetings.pk)})
        year = {line.label: line.told.num for line in made.lines}
        assert year == {"Đoàn viên kết nạp mới": 6, "Buổi đối thoại": 8}, "no day of one figure is counted twice"
        assert made.chosen.key == meetings.pk
        assert [child.told.num for child in made.children] == [4, 4]
        assert [child.told.num for child in picture_of(officer, district.pk, {}).children] == [3, 3]
