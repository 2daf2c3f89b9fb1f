"""Files of a report, its number as a document, its Word form."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment
from thidua.reporting.actions import attach_to_report, number_report, return_report, submit_report, take_out_file
from thidua.reporting.models import Report
from thidua.reporting.queries.files import files_of, paper_of
from thidua.reporting.tests.factories import PNG, fill, make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def draft() -> Report:
    asked = make_request()
    return report_of(asked, asked.places.get(is_leaf=True).unit)


def attached(report: Report, use: str = AttachmentUse.EVIDENCE, name: str = "anh.png") -> Attachment:
    return attach_to_report(by=make_actor(report.unit), report=report, use=use, name=name, data=PNG)


def names(report: Report, *, by_owner: bool) -> list[str]:
    return [file.name for file in files_of(report, by_owner=by_owner)]


def test_those_above_see_the_files_that_went_up_with_the_report(on_day):
    report = draft()
    attached(report)
    assert names(report, by_owner=False) == []
    fill(report, 1, 2, 3, 4)
    submit_report(by=make_actor(report.unit), report=report)
    assert names(report, by_owner=False) == ["anh.png"]
    return_report(by=make_actor(report.request.unit, Role.OFFICER), report=report, remark="Kèm biên bản")
    on_day("2021-07-02")
    attached(report, name="bien-ban.png")
    assert names(report, by_owner=False) == ["anh.png"]
    assert names(report, by_owner=True) == ["bien-ban.png", "anh.png"]


def test_a_sent_report_takes_only_the_signed_paper(on_day):
    report = make_submitted_report()
    on_day("2021-07-02")
    with pytest.raises(Refusal, match="chỉ đính kèm thêm được bản đã ký"):
        attached(report)
    attached(report, AttachmentUse.SCAN, "da-ky.png")
    assert names(report, by_owner=False) == ["da-ky.png"]


def test_a_file_of_another_kind_and_the_twenty_first_are_refused():
    report = draft()
    chair = make_actor(report.unit)
    with pytest.raises(Refusal):
        attach_to_report(by=chair, report=report, use=AttachmentUse.EVIDENCE, name="a.pdf", data=b"MZ" + b"0" * 99)
    for number in range(20):
        attached(report, name=f"anh-{number}.png")
    with pytest.raises(Refusal, match="nhiều nhất 20 tệp"):
        attached(report)


def test_a_file_is_taken_out_until_it_has_gone_up(django_capture_on_commit_callbacks):
    report = draft()
    chair = make_actor(report.unit)
    wrong, right = attached(report, name="nham.png"), attached(report)
    storage, place = wrong.file.storage, wrong.file.name
    with django_capture_on_commit_callbacks(execute=True):
        take_out_file(by=chair, report=report, file=wrong)
    assert names(report, by_owner=True) == ["anh.png"]
    assert not storage.exists(place)
    fill(report, 1, 2, 3, 4)
    submit_report(by=chair, report=report)
    return_report(by=make_actor(report.request.unit, Role.OFFICER), report=report, remark="Sửa")
    with pytest.raises(Refusal, match="được giữ lại"):
        take_out_file(by=chair, report=report, file=right)


def test_a_sent_report_gets_one_number_for_each_sending():
    report = draft()
    chair = make_actor(report.unit)
    with pytest.raises(Refusal, match="sau khi ký, nộp"):
        number_report(by=chair, report=report, on=dt.date(2021, 7, 1), signer_name="A", signer_post="CHỦ TỊCH")
    fill(report, 1, 2, 3, 4)
    submit_report(by=chair, report=report)
    given = {"on": dt.date(2021, 7, 1), "signer_name": "Nguyễn Thị Hạnh", "signer_post": "CHỦ TỊCH"}
    with pytest.raises(Refusal, match="không được cấp số"):
        number_report(by=make_actor(report.unit, Role.CLERK), report=report, **given)
    first = number_report(by=chair, report=report, number=1, **given)
    assert (first.number, first.owner_kind, first.state) == (1, "report_revision", "issued")
    with pytest.raises(Refusal, match="đã có số"):
        number_report(by=chair, report=report, **given)
    return_report(by=make_actor(report.request.unit, Role.OFFICER), report=report, remark="Sửa")
    submit_report(by=chair, report=report)
    assert paper_of(report) is None
    assert number_report(by=chair, report=report, **given).number == 2


def test_the_word_report_has_its_number_signer_sections_and_tables():
    report = make_submitted_report()
    report.request.slots.filter(num=3).update(heading="B. Tổ chức")
    number_report(
        by=make_actor(report.unit), report=report, on=dt.date(2021, 7, 1), number=7,
        signer_name="Nguyễn Thị Hạnh", signer_post="CHỦ TỊCH",
    )  # fmt: skip
    client = Client()
    client.force_login(make_user(report.request.unit, Role.OFFICER))
    answer = client.get(reverse("report_paper_file", args=[report.pk, "docx"]))
    paper = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in paper.paragraphs), *cells])
    assert "Số: 07/BC" in text
    assert "ngày 01 tháng 7 năm 2021" in text
    assert "Nguyễn Thị Hạnh" in text
    assert "B. Tổ chức" in text
    assert cells.count("Mức đề ra") == 2
    for question in report.request.questions.all():
        assert question.label.upper() in text


def test_the_pages_attach_number_and_take_out():
    report = draft()
    client = Client()
    client.force_login(make_user(report.unit, Role.CHAIR))
    url = reverse("report_attach", args=[report.pk])
    data = {"use": "evidence", "file": SimpleUploadedFile("anh.png", PNG)}
    assert "Đã đính kèm “anh.png”" in client.post(url, data, follow=True).content.decode()
    bad = client.post(url, {"use": "evidence", "file": SimpleUploadedFile("a.png", b"MZ0000")})
    assert bad.status_code == 422
    file = Attachment.objects.get()
    drop = reverse("report_file_drop", args=[report.pk, file.pk])
    assert drop in client.get(url).content.decode()
    assert "Đã bỏ tệp" in client.post(drop, follow=True).content.decode()
    sent = make_submitted_report(report.request)
    number = reverse("report_number", args=[sent.pk])
    assert "dự kiến là 1" in client.get(number).content.decode()
    given = {"number": "", "on": "01/07/2021", "signer_post": "CHỦ TỊCH", "signer_name": "Nguyễn Thị Hạnh"}
    page = client.post(number, given, follow=True).content.decode()
    assert "Báo cáo số 01/BC" in page
    assert "Chủ tịch Nguyễn Thị Hạnh ký" in page
