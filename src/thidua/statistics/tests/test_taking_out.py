"""Every chart as a file of its own, every table as Excel and CSV: whole, with real numbers."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.statistics.tests.factories import TODAY, make_country
from thidua.statistics.views.exports import CHARTS, TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    with clock.at(TODAY):
        yield make_country()


def test_every_chart_and_table_can_be_taken_out_at_every_level(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    for unit in (country.top, country.a1, country.factories[0]):
        for chart in CHARTS:
            answer = client.get(reverse("picture_chart", args=[unit.pk, chart]))
            assert answer["Content-Type"] == "image/svg+xml"
            text = "".join(ElementTree.fromstring(answer.content).itertext())
            assert unit.name in text
        for table in TABLES:
            for form in ("xlsx", "csv"):
                answer = client.get(reverse("picture_table", args=[unit.pk, table, form]))
                assert answer.status_code == 200, (unit, table, form)
                assert f".{form}" in answer["Content-Disposition"]
    for name, arguments in (
        ("picture_chart", ["khong-co"]),
        ("picture_table", ["khong-co", "csv"]),
        ("picture_table", ["so-lieu", "pdf"]),
    ):
        assert client.get(reverse(name, args=[country.top.pk, *arguments])).status_code == 404


def test_the_drawing_of_a_ranking_names_who_has_no_data(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    answer = client.get(reverse("picture_chart", args=[country.b1.pk, "xep-hang"]))
    text = " ".join(ElementTree.fromstring(answer.content).itertext())
    assert "Công đoàn cơ sở Nhà máy 6" in text
    assert "Chưa có số liệu để xếp hạng: Công đoàn cơ sở Nhà máy 5" in text


def test_the_numbers_taken_out_are_those_of_the_page(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    indicator = country.three.informed.pk
    address = reverse("picture_table", args=[country.top.pk, "so-lieu", "csv"])
    rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Đơn vị", "Phải nộp", "Đã nộp"]
    assert rows[1:] == [
        ["Liên đoàn Lao động tỉnh A", "3", "3", "22", "85", "330"],
        ["Liên đoàn Lao động tỉnh B", "3", "2", "4", "83.33", "52"],
    ]
    address = reverse("picture_table", args=[country.a.pk, "don-vi", "xlsx"]) + f"?chi-tieu={indicator}"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get(address).content)).get_sheet_by_index(0)
    found = sheet.to_python()
    assert found[0][0] == "Các đơn vị trực thuộc – Liên đoàn Lao động tỉnh A – Cả năm 2021"
    lines = [line[1:] for line in found[4:]]
    names = [line[0] for line in lines]
    assert names == ["Công đoàn phường A1", "Công đoàn phường A2"]
    assert [line[2:7] for line in lines] == [[2, 2, 2, 0, 0], [1, 1, 0, 1, 0]]
    assert [line[8:] for line in lines] == [[87.5, "1"], [75, "2"]]


def test_words_that_a_spreadsheet_would_take_for_a_formula_are_quoted(country, client):
    country.a.name = "=HYPERLINK(1)"
    country.a.save()
    client.force_login(make_user(country.top, Role.OFFICER))
    address = reverse("picture_table", args=[country.top.pk, "so-lieu", "csv"])
    assert "'=HYPERLINK(1)" in client.get(address).content.decode()
