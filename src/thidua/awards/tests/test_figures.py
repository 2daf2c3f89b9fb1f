"""The share of direct workers among the people awarded: the figure of a report and the list behind it are one."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.awards.queries import direct_worker_share
from thidua.awards.tests.factories import Place, make_decided_awards
from thidua.organisation.tests.factories import make_person
from thidua.reporting.figure_sources import source_for
from thidua.reporting.queries.computed import visible_rows

pytestmark = pytest.mark.django_db


def test_direct_workers_among_people_awarded_are_counted_by_their_awards(on_day):
    on_day("2021-06-15")
    place, source = Place(), source_for("NQ07-3")
    assert source.find(place.district.pk, dt.date(2021, 1, 1), dt.date(2021, 12, 31)) == (0, 0)
    worker = make_person(place.base, "Nguyễn Văn Thợ", is_direct_worker=True)
    leader = make_person(place.base, "Trần Thị Lãnh Đạo", is_leader=True)
    make_decided_awards(place, worker, leader)
    year = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert source.find(place.district.pk, *year) == (1, 2)
    rows = list(visible_rows(source, place.officer, place.district.pk, *year))
    assert (sum(row.is_counted for row in rows), len(rows)) == (1, 2)
    assert {source.told(row)[0] for row in rows} == {"Nguyễn Văn Thợ", "Trần Thị Lãnh Đạo"}
    share = direct_worker_share(place.officer, 2021)
    assert (share.numerator, share.denominator) == (1, 2)
    assert source.find(place.base.pk, dt.date(2021, 7, 1), dt.date(2021, 12, 31)) == (0, 0)
    stranger = Place()
    assert not visible_rows(source, stranger.officer, place.district.pk, *year).exists()
