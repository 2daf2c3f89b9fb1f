"""Statistical forms on paper and as Excel, for one unit and for the total of a level; the report as a page to print."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.documents.tests.measuring import Pdf
from thidua.organisation.models import Unit
from thidua.reporting.actions import merge_rollups, number_report
from thidua.reporting.models import PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.detail import detail_of
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.queries.printed_form import form_of_report, form_of_total, title_of
from thidua.reporting.tests.factories import (
    STATISTICS,
    make_request,
    make_statistics_request,
    make_submitted_report,
    report_of,
)
from thidua.reporting.tests.workbooks import table

pytestmark = pytest.mark.django_db
FIRST, SECOND = STATISTICS, (60, 30, 1, 10, 0, 4, 80, 5)


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def signed_in(unit: Unit) -> Client:
    client = Client()
    client.force_login(make_user(unit, Role.OFFICER))
    return client


def told() -> ReportRequest:
    """Two of three base unions have sent."""
    asked = make_statistics_request(3)
    for number, figures in ((1, FIRST), (2, SECOND)):
        make_submitted_report(asked, asked.places.get(unit__name=f"Công đoàn cơ sở {number}").unit, figures)
    merge_rollups(request_id=asked.pk)
    return asked


def first_report(asked: ReportRequest) -> Report:
    return report_of(asked, asked.places.get(unit__name="Công đoàn cơ sở 1").unit)


def root_of(asked: ReportRequest) -> PeriodUnit:
    return asked.places.select_related("request__form", "request__unit", "unit", "parent").get(unit_id=asked.unit_id)


def test_lines_are_numbered_by_sections_with_their_parts():
    report = first_report(told())
    form = form_of_report(report, detail_of(report, by_owner=False))
    assert (form.sign, form.title, form.scope) == ("05-TK/Q (bản 1)", "Năm 2021", "")
    assert [section.heading for section in form.sections] == ["A. Phong trào thi đua", "B. Sáng kiến"]
    lines = [(row.number, row.label, row.unit, row.told) for section in form.sections for row in section.rows]
    assert lines == [
        ("1", "Lượt người tham gia phong trào", "lượt", "40"),
        ("1.1", "Trong đó: nữ", "", "25"),
        ("2", "Đơn vị cơ sở phát động thi đua", "%", "90 %"),
        ("2.1", "Đơn vị đã phát động", "", "9"),
        ("2.2", "Tổng số đơn vị", "", "10"),
        ("3", "Có mô hình điểm", "có/không", "Có"),
        ("4", "Tác giả sáng kiến", "người", "3"),
        ("5", "Sáng kiến có giá trị lớn nhất", "triệu đồng", "50"),
        ("6", "Diện tích trồng cây", "ha", "1,5"),
    ]


def test_the_total_adds_each_kind_by_its_rule_and_says_of_how_many():
    form = form_of_total(overview_of(root_of(told())))
    assert form.scope == "2 trên 3 cơ sở đã nộp"
    shown = {row.number: row.told for section in form.sections for row in section.rows}
    assert shown == {"1": "100", "1.1": "55", "2": "50 %", "2.1": "10", "2.2": "20", "3": "1/2", "4": "", "5": "80",
                     "6": "2"}  # fmt: skip


def test_a_report_without_sections_has_no_form():
    report = make_submitted_report()
    assert form_of_report(report, detail_of(report, by_owner=False)) is None
    client = signed_in(report.request.unit)
    assert client.get(reverse("report_statistics_file", args=[report.pk, "pdf"])).status_code == 404
    where = [report.request_id, report.request.unit_id]
    assert client.get(reverse("rollup_statistics_file", args=[*where, "pdf"])).status_code == 404
    for page in (reverse("report_page", args=[report.pk]), reverse("rollup_page", args=where)):
        assert "Biểu thống kê" not in client.get(page).content.decode()


def test_word_and_pdf_say_the_same_with_sign_heads_number_and_both_signers():
    report = first_report(told())
    number_report(
        by=make_actor(report.unit), report=report, on=report.submitted_on, number=7,
        signer_name="Nguyễn Thị Hạnh", signer_post="CHỦ TỊCH",
    )  # fmt: skip
    client = signed_in(report.request.unit)
    page = client.get(reverse("report_page", args=[report.pk])).content.decode()
    files = {kind: reverse("report_statistics_file", args=[report.pk, kind]) for kind in ("docx", "pdf", "xlsx")}
    assert all(file in page for file in files.values())
    assert client.get(reverse("report_statistics_file", args=[report.pk, "txt"])).status_code == 404
    word = docx.Document(io.BytesIO(client.get(files["docx"]).content))
    (grid,) = [one for one in word.tables if len(one.columns) == 7]
    rows = [[cell.text for cell in row.cells] for row in grid.rows]
    assert rows[0] == ["TT", "Chỉ tiêu", "Mã số", "Đơn vị tính", "Mức đề ra", "Kỳ trước", "Thực hiện"]
    assert rows[1] == ["A", "B", "C", "D", "1", "2", "3"]
    assert set(rows[2]) == {"A. Phong trào thi đua"}
    assert rows[3] == ["1", "Lượt người tham gia phong trào", "", "lượt", "", "", "40"]
    text = "\n".join([*(one.text for one in word.paragraphs), *(cell.text for one in word.tables for row in one.rows
                                                                for cell in row.cells)])  # fmt: skip
    pdf = Pdf(client.get(files["pdf"]).content)
    for words in ("Biểu số: 05-TK/Q (bản 1)", "BIỂU THỐNG KÊ", "Năm 2021", "NGƯỜI LẬP BIỂU", "Nguyễn Thị Hạnh"):
        assert words in text
        assert any(words in pdf.text(number) for number in range(len(pdf.pages))), words
    assert "Số: 07/BC" in text
    assert f"Kính gửi: {report.request.unit.name}" in text


def test_the_workbook_of_a_report_works_shares_out():
    report = first_report(told())
    client = signed_in(report.request.unit)
    data = client.get(reverse("report_statistics_file", args=[report.pk, "xlsx"])).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Biểu"]
    rows = table(data, "Biểu")
    assert (rows[0][6], rows[3][0], rows[4][0]) == ("Biểu số: 05-TK/Q (bản 1)", "BIỂU THỐNG KÊ", "Năm 2021")
    assert [row[0] for row in rows[8:13]] == ["TT", "A", "A. Phong trào thi đua", "1", "1.1"]
    figures = {str(row[0]): row[6] for row in rows[10:]}
    assert (figures["1"], figures["1.1"], figures["2"], figures["3"], figures["6"]) == (40, 25, 0.9, "Có", 1.5)
    assert '<f>IF(N(G16)=0,"",G15/G16)</f>' in sheet_of(data, 1)


def sheet_of(data: bytes, number: int) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_workbook_of_a_total_has_a_sheet_a_section_whose_sums_the_form_takes():
    asked = told()
    client = signed_in(asked.unit)
    where = [asked.pk, asked.unit_id]
    address = reverse("rollup_statistics_file", args=[*where, "xlsx"])
    assert address in client.get(reverse("rollup_page", args=where)).content.decode()
    data = client.get(address).content
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["Biểu", "Phần A", "Phần B"]
    form, section = table(data, "Biểu"), table(data, "Phần A")
    assert form[6][0] == "2 trên 3 cơ sở đã nộp"
    assert [row[1] for row in section[4:7]] == [f"Công đoàn cơ sở {number}" for number in (1, 2, 3)]
    assert [row[2] for row in section[4:7]] == ["đã nộp", "đã nộp", "chưa nộp"]
    assert section[7] == ["Cộng", "", "", 100, 55, 10, 20, 0.5, 1]
    figures = {str(row[0]): row[6] for row in form[10:]}
    assert (figures["1"], figures["1.1"], figures["2"], figures["2.1"], figures["5"], figures["6"]) == (
        100, 55, 0.5, 10, 80, 2,
    )  # fmt: skip
    assert figures["4"] == ""
    assert "<f>SUM(D5:D7)</f>" in sheet_of(data, 2)
    assert re.search(r"<f>'Phần A'!D8</f>", sheet_of(data, 1))
    assert "<f>MAX(" in sheet_of(data, 3)


def test_the_paper_of_a_total_says_its_scope_and_leaves_the_number_blank():
    asked = told()
    data = signed_in(asked.unit).get(reverse("rollup_statistics_file", args=[asked.pk, asked.unit_id, "docx"])).content
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    assert "Phạm vi: 2 trên 3 cơ sở đã nộp." in text
    assert "Kỳ số liệu: từ ngày 01/01/2021 đến ngày 30/06/2021." in text


def test_what_was_told_the_period_before_stands_beside():
    asked = told()
    later = make_request(
        asked.unit, indicators=[], form=asked.form, title="Báo cáo thống kê cả năm", kind="year",
        ends_on=asked.ends_on.replace(month=12), due_on=asked.due_on.replace(month=12, day=31),
    )  # fmt: skip
    unit = first_report(asked).unit
    report = make_submitted_report(later, unit, FIRST)
    form = form_of_report(report, detail_of(report, by_owner=True))
    before = {row.number: row.before for section in form.sections for row in section.rows}
    assert (before["1"], before["2"], before["3"], before["1.1"]) == ("40", "90 %", "Có", "")
    data = signed_in(asked.unit).get(reverse("report_statistics_file", args=[report.pk, "xlsx"])).content
    assert {str(row[0]): row[5] for row in table(data, "Biểu")[10:]}["2"] == 0.9


def test_the_name_of_a_form_without_the_words_said_already():
    for title, shown in (
        ("Báo cáo kèm thống kê thi đua năm 2021", "Thi đua năm 2021"),
        ("Thống kê 6 tháng", "6 tháng"),
        ("Sơ kết đợt 1", "Sơ kết đợt 1"),
    ):
        assert title_of(ReportRequest(title=title)) == shown


def test_the_printed_page_is_the_paper_with_head_figures_texts_and_signature():
    report = make_submitted_report()
    report.request.slots.filter(num=3).update(heading="B. Tổ chức")
    number_report(
        by=make_actor(report.unit), report=report, on=report.submitted_on, number=7,
        signer_name="Nguyễn Thị Hạnh", signer_post="CHỦ TỊCH",
    )  # fmt: skip
    client = signed_in(report.request.unit)
    address = reverse("report_print", args=[report.pk])
    assert address in client.get(reverse("report_page", args=[report.pk])).content.decode()
    page = client.get(address).content.decode()
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 07/BC", "ngày 01 tháng 7 năm 2021", "B. Tổ chức",
                  "Hoàn thành tốt đợt 1.", "Nguyễn Thị Hạnh", "Nơi nhận:", "Mức đề ra"):  # fmt: skip
        assert words in page
    assert page.count("<h1") == 1
    assert "bản nháp" not in page


def test_a_report_with_statistics_is_not_headed_by_half_a_sentence():
    asked = told()
    page = signed_in(asked.unit).get(reverse("report_print", args=[first_report(asked).pk])).content.decode()
    assert "BÁO CÁO<span>Thống kê năm 2021</span>" in page


def test_a_draft_is_printed_by_its_unit_alone_and_says_so():
    report = first_report(make_statistics_request())
    address = reverse("report_print", args=[report.pk])
    assert "bản nháp" in signed_in(report.unit).get(address).content.decode()
    assert signed_in(report.request.unit).get(address).status_code == 404
