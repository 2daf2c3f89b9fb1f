"""The pages keep their limits: the same queries for one unit below and for thousands, and at most 90 KB."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import merge_rollups
from thidua.reporting.models import PeriodUnit, Report
from thidua.reporting.queries.tree import step
from thidua.reporting.tests.factories import make_request, make_submitted_report

pytestmark = pytest.mark.django_db
WHO_IS_ASKING = 3
DATA_QUERIES = 8
HTML_BYTES = 90 * 1024
TODAY = dt.date(2021, 7, 20)
PAGES = ("picture", "picture_figures")


@pytest.fixture(autouse=True)
def _july():
    with clock.at(TODAY):
        yield


def indicators(by, number):
    """So many indicators, every fifth a ratio."""
    return [
        ensure_indicator(
            by=by,
            name=f"Người lao động được phổ biến, học tập nội dung số {place}",
            kind=IndicatorKind.RATIO if place % 5 == 0 else IndicatorKind.COUNT,
            unit_word="%" if place % 5 == 0 else "người",
        )
        for place in range(number)
    ]


def make_wide(units, figures):
    """A district with so many unions below it that have all sent so many figures; the first walks the real way, the
    others are its copies."""
    district = make_district(make_province())
    by = make_actor(district, Role.OFFICER)
    base = make_base(district, "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn May mặc Hồ Tây 1")
    asked = make_request(district, by=by, indicators=indicators(by, figures))
    size = sum(len(slot.places) for slot in asked.slots.all())
    report = make_submitted_report(asked, base, tuple(123_456 + place for place in range(size)))
    copies = [
        Unit(code=f"X{district.pk}-{place}", name=f"{base.name[:-2]} {place}", level=base.level, kind=base.kind,
             parent=district, path=f"{district.path}9{place:06d}", name_key=f"{place:05d}", search_text="")
        for place in range(2, units + 1)
    ]  # fmt: skip
    copies = Unit.objects.bulk_create(copies)
    own = PeriodUnit.objects.get(request=asked, unit=base)
    root = own.path[: -len(step(base.pk))]
    places = PeriodUnit.objects.bulk_create(
        PeriodUnit(request=asked, unit=unit, parent=district, path=root + step(unit.pk), level=own.level, kind=own.kind,
                   is_leaf=True, due_on=own.due_on)
        for unit in copies
    )  # fmt: skip
    Report.objects.bulk_create(
        Report(request=asked, unit=place.unit, place=place, values=[], sent_values=report.sent_values,
               state=report.state, submitted_at=report.submitted_at, submitted_on=report.submitted_on)
        for place in places
    )  # fmt: skip
    merge_rollups(request_id=asked.pk)
    return district, asked


def test_a_page_asks_the_same_for_one_unit_below_for_thirty_and_for_three_thousand(
    client, django_assert_max_num_queries
):
    counts = []
    for units in (1, 30, 3000):
        district, asked = make_wide(units, 3)
        client.force_login(make_user(district, *Role.values))
        indicator = asked.slots.first().indicator_id
        addresses = [reverse(name, args=[district.pk]) for name in PAGES]
        addresses.append(reverse("picture_indicator", args=[district.pk, indicator]))
        found = []
        for address in [*addresses, *(f"{one}?ky={asked.pk}" for one in addresses)]:
            with django_assert_max_num_queries(DATA_QUERIES + WHO_IS_ASKING) as asked_for:
                answer = client.get(address)
            assert answer.status_code == 200
            assert len(answer.content) <= HTML_BYTES, (address, units, len(answer.content))
            found.append(len(asked_for))
        counts.append(found)
    assert counts[0] == counts[1] == counts[2]


def test_fifty_figures_of_many_units_stay_within_90_kilobytes(client):
    district, asked = make_wide(128, 50)
    client.force_login(make_user(district, Role.OFFICER))
    shown = 0
    for query in (f"?ky={asked.pk}", f"?ky={asked.pk}&trang=2"):
        for name in PAGES:
            answer = client.get(reverse(name, args=[district.pk]) + query)
            assert len(answer.content) <= HTML_BYTES, (name, len(answer.content))
        shown += answer.content.decode().count("<td")
    assert shown == 128 * 51
