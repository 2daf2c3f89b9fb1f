"""Numbers: the next one, the unit's scheme, numbers given on paper, voids; nobody gets one twice."""

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.documents.actions import (
    register_paper_number,
    take_number,
)
from thidua.documents.choices import DocumentKind, NumberOrigin
from thidua.documents.lifecycle import NUMBERED
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_district, make_province

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)


@pytest.fixture(autouse=True)
def day():
    with clock.at(DAY):
        yield


@pytest.fixture
def unit():
    return make_district(make_province())


@pytest.fixture
def officer(unit):
    return make_actor(unit, Role.OFFICER)


def take(officer, unit, kind=DocumentKind.PLAN, on=DAY, **fields):
    return take_number(by=officer, unit=unit, kind=kind, on=on, subject="Phát động phong trào thi đua", **fields)


def register(officer, unit, number, kind=DocumentKind.PLAN, **fields):
    return register_paper_number(
        by=officer, unit=unit, kind=kind, number=number, on=DAY, subject="Kế hoạch đã ký trên giấy", **fields
    )


def test_take_number_gives_the_next_number_and_records_it(officer, unit):
    first = take(officer, unit, signer_name="Nguyễn Xuân Trọng", signer_post="Chủ tịch", owner_kind="plan", owner_id=7)
    assert (first.number, first.number_text, first.title) == (1, "01/KH-LĐLĐ", "Kế hoạch 01/KH-LĐLĐ")
    assert (first.state, first.year, first.issued_on, first.signer_name) == (NUMBERED, 2021, DAY, "Nguyễn Xuân Trọng")
    assert first.citation == "Kế hoạch số 01/KH-LĐLĐ ngày 07/01/2021"
    assert first.issued_number.origin == NumberOrigin.SYSTEM
    assert take(officer, unit).number == 2
    line = Entry.objects.filter(event="document.numbered").first()
    assert "01/KH-LĐLĐ" in line.text
    assert line.unit_id == unit.pk
