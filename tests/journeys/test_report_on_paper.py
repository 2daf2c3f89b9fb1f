"""A report from the screen to paper: the page that is printed fits A4 and looks like the official one; and a workbook
too large to wait for is asked for, left, and taken out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.counting import STATISTICS_TITLE
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.documents.tests.measuring import Pdf
from thidua.reporting.models import Report, ReportRequest
from thidua.reporting.queries import whole as whole_queries
from thidua.reporting.views import whole

LEFT, RIGHT, BOTTOM = 30, 195, 277


@pytest.fixture
def sent(story_day: Callable[[str], None]) -> Report:
    """The report of the garment union, sent."""
    live_until("2021-07-03")
    story_day("2021-07-03")
    return Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-MAYHT")


def test_the_printed_page_is_a_paper_on_a4(desktop: Visitor, visit: Visit, sent: Report):
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/bao-cao/{sent.pk}/")
    page.get_by_role("link", name="Trang in").click()
    desktop.fits()
    desktop.accessible()
    desktop.picture("trang-in")
    expect(page.get_by_role("button", name="In trang này")).to_be_visible()
    pdf = Pdf(page.pdf(prefer_css_page_size=True))
    assert set(pdf.sizes) == {(210, 297)}
    last = len(pdf.pages) - 1
    motto, title = pdf.find(0, "Độc lập - Tự do - Hạnh phúc"), pdf.find(0, "BÁO CÁO")
    assert motto.bottom < title.top
    assert 102 < motto.left < motto.right <= RIGHT
    assert pdf.find(0, "LIÊN ĐOÀN LAO ĐỘNG").right < 102
    assert "Mức đề ra" in pdf.text(0)
    assert "Nơi nhận:" in pdf.text(last)
    assert "CHỦ TỊCH" in pdf.text(last)
    assert not any("In trang này" in pdf.text(number) for number in range(last + 1))
    for number in range(last + 1):
        letters = [one for one in pdf.letters(number) if one.top > 19]
        assert min(one.left for one in letters) >= LEFT - 0.5
        assert max(one.right for one in letters) <= RIGHT + 0.5
        assert max(one.bottom for one in letters) <= BOTTOM + 1
        assert pdf.text(number).startswith(str(number + 1)) == (number > 0), "the page number stands above from page 2"
    phone = visit(PHONE)
    phone.sign_in(person(world.OFFICER))
    phone.open(f"/bao-cao/{sent.pk}/trang-in/")
    phone.accessible()


def test_the_statistics_of_a_half_year_go_from_the_totals_to_the_official_form_and_to_the_records(
    desktop: Visitor, story_day: Callable[[str], None], tmp_path: Path
):
    live_until("2021-07-10")
    story_day("2021-07-10")
    asked, district = ReportRequest.objects.get(title=STATISTICS_TITLE), world.unit(world.DISTRICT)
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/bao-cao/yeu-cau/{asked.pk}/tong-hop/{district.pk}/")
    expect(page.get_by_text("Sáng kiến được công nhận cấp cơ sở").first).to_be_visible()
    desktop.accessible()
    desktop.picture("bieu-thong-ke")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Excel", exact=True).click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_name("Biểu").to_python()
    told = {str(row[2]): row[6] for row in rows if len(row) > 6}
    assert (told["SK-02"], told["KT-01"], told["SK-06"]) == (51, 76, 1_738_000_000)
    page.get_by_role("link", name=re.compile("sơ kết, tổng kết và nhân rộng")).first.click()
    page.get_by_role("link", name="40 % (24/60)").click()
    expect(page.get_by_text("60 dòng")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    desktop.picture("so-phan-mem-tinh")


def test_a_large_workbook_is_asked_for_left_and_taken_out(
    desktop: Visitor, sent: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(whole, "MOST_AT_ONCE", 1)
    assert whole_queries.MOST_AT_ONCE == 5000
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/bao-cao/yeu-cau/{sent.request_id}/tong-hop/{sent.request.unit_id}/")
    page.get_by_role("link", name="Đến từng cơ sở (Excel)").click()
    expect(page.get_by_role("heading", name="Bảng đến từng cơ sở")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    page.get_by_role("button", name="Lập bảng Excel").click()
    expect(page.get_by_text("Đã xong")).to_be_visible()
    page.get_by_role("link", name="Xem kết quả").click()
    desktop.picture("bang-den-co-so")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bảng Excel").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_name("Tổng hợp").to_python()
    assert sent.unit.name in {row[0] for row in rows}
