"""Lists that go out as Excel and CSV: the inbox and the proposals, as they are filtered on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.models import ReportRequest
from thidua.reporting.tests.factories import make_request, make_submitted_report
from thidua.reporting.tests.proposals import holder_of, make_proposal
from thidua.reporting.tests.workbooks import table
from thidua.reporting.views import reception

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def officer(unit: Unit) -> Client:
    client = Client()
    client.force_login(make_user(unit, Role.OFFICER))
    return client


def told(sent: int) -> ReportRequest:
    """A request to a district of one union more than has sent."""
    district = make_district(make_province())
    units = [make_base(district, f"Công đoàn {number}") for number in range(sent + 1)]
    asked = make_request(district)
    for unit in units[:sent]:
        make_submitted_report(asked, unit, (10, 90, 100, 50))
    return asked


def with_a_late_one(on_day: Callable[[str], None]) -> ReportRequest:
    """Công đoàn 0 has sent in time, Công đoàn 1 four days late."""
    asked = told(1)
    on_day("2021-07-09")
    make_submitted_report(asked, asked.places.get(unit__name="Công đoàn 1").unit, (1, 2, 3, 4))
    return asked


def csv_lines(client: Client, address: str) -> list[list[str]]:
    body = b"".join(client.get(address).streaming_content)
    return [line.split(";") for line in body.decode("utf-8-sig").splitlines()]


def test_the_inbox_goes_out_with_days_as_days_and_numbers_as_numbers(on_day):
    asked = with_a_late_one(on_day)
    client, sheet = officer(asked.unit), reverse("inbox_sheet")
    rows = table(client.get(sheet).content, "Danh sách")
    assert rows[0][0] == f"Báo cáo của cấp dưới – {asked.unit.name}"
    assert rows[3] == ["STT", "Đơn vị", "Trực thuộc", "Báo cáo", "Trạng thái", "Hạn nộp", "Ngày nộp", "Số ngày chậm",
                       "Lần nộp"]  # fmt: skip
    found = {row[1]: row for row in rows[4:]}
    assert set(found) == {"Công đoàn 0", "Công đoàn 1"}
    late = found["Công đoàn 1"]
    assert (late[2], late[3], late[4], late[7], late[8]) == (asked.unit.name, asked.title, "Đã nộp", 4, 1)
    assert (late[6] - late[5]).days == 4
    assert found["Công đoàn 0"][7] == 0


def test_the_filters_of_the_screen_hold_for_excel_and_csv(on_day):
    asked = with_a_late_one(on_day)
    client, sheet = officer(asked.unit), reverse("inbox_sheet")
    page = client.get(reverse("report_inbox") + "?cham=cham").content.decode()
    assert f"{sheet}?cham=cham" in page
    assert f"{sheet}?dang=csv&amp;cham=cham" in page
    assert [row[1] for row in table(client.get(sheet + "?cham=cham").content, "Danh sách")[4:]] == ["Công đoàn 1"]
    lines = csv_lines(client, sheet + "?dang=csv&cham=dung")
    assert [line[0] for line in lines] == ["Đơn vị", "Công đoàn 0"]
    assert csv_lines(client, sheet + "?dang=csv&trang-thai=accepted") == [lines[0]]


def test_only_reports_of_the_own_branch_go_out():
    asked, other = told(1), told(2)
    assert len(csv_lines(officer(asked.unit), reverse("inbox_sheet") + "?dang=csv")) == 2
    assert len(csv_lines(officer(other.unit), reverse("inbox_sheet") + "?dang=csv")) == 3
    base = asked.places.filter(is_leaf=True)[0].unit
    assert len(csv_lines(officer(base), reverse("inbox_sheet") + "?dang=csv")) == 1


def test_as_many_statements_for_one_report_as_for_twenty():
    counts = []
    for sent in (1, 20):
        client = officer(told(sent).unit)
        client.get(reverse("inbox_sheet"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("inbox_sheet"))
        counts.append(len(caught.captured_queries))
    assert counts[0] == counts[1]


def test_a_list_too_long_for_excel_says_what_to_do_and_goes_out_as_csv(monkeypatch):
    monkeypatch.setattr(reception, "MOST_ROWS", 1)
    client = officer(told(2).unit)
    answer = client.get(reverse("inbox_sheet"))
    assert answer.status_code == 422
    assert "hoặc tải tệp CSV" in answer.content.decode()
    assert len(csv_lines(client, reverse("inbox_sheet") + "?dang=csv")) == 3


def test_proposals_go_out_as_csv_with_their_filters():
    proposal = make_proposal()
    client = officer(holder_of(proposal))
    page = client.get(reverse("proposal_list") + "?vai=den").content.decode()
    assert f"{reverse('proposal_sheet')}?dang=csv&amp;vai=den" in page
    lines = csv_lines(client, reverse("proposal_sheet") + "?dang=csv&vai=den")
    assert [line[:2] for line in lines] == [["Nội dung", "Đơn vị kiến nghị"], [proposal.title, proposal.unit.title]]
    assert csv_lines(client, reverse("proposal_sheet") + "?dang=csv&vai=di") == [lines[0]]
