"""Charts and tables that a browser keeps: unchanged ones are not sent again; any change of what they show is."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.organisation.actions import rename_unit
from thidua.organisation.models import Unit
from thidua.reporting.actions import merge_rollups
from thidua.reporting.tests.factories import make_submitted_report
from thidua.statistics.tests.factories import TODAY, Country, make_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    with clock.at(TODAY):
        yield make_country()


def officer(unit: Unit) -> Client:
    client = Client()
    client.force_login(make_user(unit, Role.OFFICER))
    return client


def files_of(unit: Unit) -> list[str]:
    return [
        reverse("picture_chart", args=[unit.pk, "xep-hang"]),
        reverse("picture_table", args=[unit.pk, "don-vi", "csv"]),
        reverse("picture_table", args=[unit.pk, "don-vi", "xlsx"]),
    ]


def tags(client: Client, unit: Unit) -> list[str]:
    return [client.get(address)["ETag"] for address in files_of(unit)]


def test_what_the_browser_has_is_not_sent_again(country: Country):
    client = officer(country.top)
    for address in files_of(country.top):
        first = client.get(address)
        assert first["Cache-Control"] == "private, no-cache"
        assert "Cookie" in first["Vary"]
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == "private, no-cache"
        other = client.get(address, headers={"If-None-Match": '"another"'})
        assert (other.status_code, other.content) == (200, first.content)


def test_a_compressed_table_is_known_again(country: Country):
    client = officer(country.top)
    address = files_of(country.top)[1]
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert first["ETag"].startswith('W/"')
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_workbook_names_the_day_it_was_made_and_not_the_second(country: Country):
    data = officer(country.top).get(files_of(country.top)[2]).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert f">{TODAY}T00:00:00Z<" in archive.read("docProps/core.xml").decode()
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_new_report_a_new_name_and_a_new_day_are_sent(country: Country):
    client = officer(country.top)
    seen = [tags(client, country.b1)]
    make_submitted_report(country.asked, country.factories[4], (3, 9, 10, 20))
    merge_rollups(request_id=country.asked.pk)
    seen.append(tags(client, country.b1))
    unit = Unit.objects.get(pk=country.factories[4].pk)
    by = make_actor(country.top, Role.ADMIN)
    rename_unit(by=by, unit=unit, name="Công đoàn cơ sở Nhà máy Năm", from_day=TODAY)
    seen.append(tags(client, country.b1))
    with clock.at(TODAY + dt.timedelta(days=1)):
        seen.append(tags(officer(country.top), country.b1))
    for of_one_file in zip(*seen, strict=True):
        assert len(set(of_one_file[:3])) == 3
    charts = [found[0] for found in seen]
    assert charts[3] != charts[2]


def test_a_tag_opens_nothing_to_who_may_not_see_it(country: Country):
    address = files_of(country.a)[0]
    tag = officer(country.top).get(address)["ETag"]
    stranger = officer(country.b)
    assert stranger.get(address, headers={"If-None-Match": tag}).status_code == 404
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 302
