"""The consolidated workbook down to the base unions: live totals, shares, constant queries; CSV; the board's filter."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import merge_rollups
from thidua.reporting.models import PeriodUnit, ReportRequest, Slot
from thidua.reporting.queries.whole import depths_below, rows_below
from thidua.reporting.sheets.whole import ends_of, whole_workbook
from thidua.reporting.tests.factories import make_request, make_submitted_report
from thidua.reporting.tests.workbooks import table
from thidua.ui.workbooks import csv_response

pytestmark = pytest.mark.django_db


def told(districts: int, bases: int) -> ReportRequest:
    province = make_province()
    units = [
        make_base(make_district(province, f"Quận {number}"), f"CĐCS {number}.{base}")
        for number in range(districts)
        for base in range(1)
    ]
    for unit in units:
        for base in range(1, bases):
            make_base(unit.parent, f"{unit.name}{base}")
    asked = make_request(province)
    for unit in units:
        make_submitted_report(asked, unit, (10, 90, 100, 50))
    merge_rollups(request_id=asked.pk)
    return asked


def test_totals_are_live_formulas_over_the_rows_below_and_shares_come_from_both_parts(client):
    asked = told(2, 2)
    client.force_login(make_user(asked.unit, Role.OFFICER))
    data = client.get(reverse("rollup_whole", args=[asked.pk, asked.unit_id, "xlsx"])).content
    rows = table(data, "Tổng hợp")
    assert [row[0] for row in rows[5:]] == [asked.unit.name, "Quận 0", "CĐCS 0.0", "CĐCS 0.01", "Quận 1", "CĐCS 1.0",
                                            "CĐCS 1.01"]  # fmt: skip
    assert rows[5][3:8] == [20, 180, 200, 0.9, 100]
    assert [row[2] for row in rows[7:9]] == ["đã nộp", "chưa nộp"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>SUBTOTAL(9,D7:D12)</f>" in sheet
    assert "<f>SUBTOTAL(9,D8:D9)</f>" in sheet
    assert '<f>IF(N(F7)=0,"",E7/F7)</f>' in sheet


def test_as_many_queries_for_thirty_units_as_for_two():
    counts = []
    for districts, bases in ((1, 1), (3, 10)):
        asked = told(districts, bases)
        place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=asked.unit)
        slots = list(Slot.objects.filter(request=asked).select_related("indicator"))
        with CaptureQueriesContext(connection) as caught:
            whole_workbook(place, slots, depths_below(place), rows_below(place), None)
        counts.append(len(caught.captured_queries))
    assert counts == [3, 3]


def test_where_the_rows_below_a_unit_end():
    depths = [1, 2, 2, 1, 2, 3, 3, 2, 1]
    assert ends_of(depths) == [2, 1, 2, 7, 6, 5, 6, 7, 8]


def test_csv_opens_in_a_vietnamese_excel(client):
    asked = told(1, 2)
    client.force_login(make_user(asked.unit, Role.OFFICER))
    answer = client.get(reverse("rollup_whole", args=[asked.pk, asked.unit_id, "csv"]))
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    lines = body.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Đơn vị;Cấp;Tình trạng;Đoàn viên kết nạp mới")
    assert lines[2] == "CĐCS 0.0;2;đã nộp;10;90;100;90;50"
    assert client.get(reverse("rollup_whole", args=[asked.pk, asked.unit_id, "pdf"])).status_code == 404


def test_what_looks_like_a_formula_stays_text_in_csv():
    answer = csv_response([["=1+1", "-5", "-xoá", "@x", None, "a;b"]], "thu")
    assert b"".join(answer.streaming_content).decode("utf-8-sig") == "'=1+1;-5;'-xoá;'@x;;\"a;b\"\r\n"


def test_the_board_goes_out_as_it_is_filtered_on_the_screen(client):
    asked = told(2, 2)
    client.force_login(make_user(asked.unit, Role.OFFICER))
    page = client.get(reverse("request_board", args=[asked.pk]) + "?loc=thieu").content.decode()
    assert "bang.xlsx?loc=thieu" in page
    assert "bang.xlsx?dang=csv&amp;loc=thieu" in page
    data = client.get(reverse("board_sheet", args=[asked.pk]) + "?loc=thieu").content
    assert [row[0] for row in table(data, "Tình hình nộp")[4:]] == ["CĐCS 0.01", "CĐCS 1.01"]
    body = b"".join(client.get(reverse("board_sheet", args=[asked.pk]) + "?dang=csv&loc=da-nop").streaming_content)
    assert [line.split(";")[0] for line in body.decode("utf-8-sig").splitlines()] == ["Đơn vị", "CĐCS 0.0", "CĐCS 1.0"]
