"""Figures as their people handle them: shared out, given, counted, asked by a form, from Excel, of last year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Visitor
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.reporting.models import Report
from thidua.reporting.sheets.own import FIGURE
from thidua.reporting.tests.workbooks import refilled, table

CHAIR, ASKING = "0912000101", "0912000102"
RESULTS = "Các tổ đều đăng ký và hoàn thành kế hoạch quý II."
COUNTED = ("Đoàn viên kết nạp mới", "Sáng kiến được công nhận")
MOST_TAPS = 15


@pytest.fixture
def june(story_day: Callable[[str], None]) -> None:
    """The first half is over; everybody was asked for its figures, nobody has answered."""
    live_until("2021-06-25")
    story_day("2021-06-25")


def owed(code: str = "BD-MAYHT") -> Report:
    return Report.objects.get(request__title=DISTRICT_TITLE, unit__code=code)


def test_officer_and_unit_see_what_was_shared_out_and_what_is_asked_for(june: None, desktop: Visitor, phone: Visitor):
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/ke-hoach/{world.plan(world.GROWTH_PLAN).pk}/phan-bo/")
    expect(page.get_by_text("1 đề nghị chờ trả lời")).to_be_visible()
    page.get_by_role("link", name="Đoàn viên kết nạp mới").click()
    expect(page.get_by_text("Đơn vị đề nghị mức khác.")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    desktop.picture("phan-bo-chi-tieu")
    phone.sign_in(person(ASKING))
    page = phone.open(f"/ke-hoach/{world.plan(world.GROWTH_PLAN).pk}/duoc-giao/")
    expect(page.get_by_text("Mức đã giao vẫn áp dụng cho đến khi cấp trên trả lời.")).to_be_visible()
    phone.fits()
    phone.accessible()
    phone.picture("chi-tieu-duoc-giao")
    desktop.quiet()
    phone.quiet()


def test_the_registers_of_what_is_counted_of_forms_and_of_last_year(june: None, desktop: Visitor):
    desktop.sign_in(person(world.OFFICER))
    for address, words, name in (
        ("/ke-hoach/chi-tieu/", "Chỉ tiêu thống kê", "chi-tieu-thong-ke"),
        ("/bao-cao/mau/", "Mẫu báo cáo", "mau-bao-cao"),
        ("/bao-cao/so-lieu-ky-truoc/", "Số liệu kỳ trước", "so-lieu-ky-truoc"),
    ):
        page = desktop.open(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        desktop.fits()
        desktop.picture(name)
    expect(page.get_by_role("link", name="Đợt 1 năm 2020")).to_be_visible()
    desktop.quiet()


def test_a_form_goes_out_as_excel_and_comes_back_filled_in(june: None, desktop: Visitor, tmp_path: Path):
    report = owed()
    desktop.sign_in(person(world.CLERK))
    page = desktop.open(f"/bao-cao/yeu-cau/{report.request_id}/dien/")
    page.get_by_role("link", name="Excel").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải biểu Excel").click()
    data = Path(taken.value.path()).read_bytes()
    figures = table(data, "Số liệu")
    rows = [row for row, line in enumerate(figures) if set(COUNTED) & {str(cell).strip() for cell in line}]
    assert len(rows) == len(COUNTED)
    cells = {("Số liệu", row, FIGURE): number for number, row in enumerate(rows, start=21)}
    filled = tmp_path / "bieu-da-dien.xlsx"
    filled.write_bytes(refilled(data, cells))
    page.locator('input[type="file"]').set_input_files(filled)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("button", name="Ghi vào báo cáo")).to_be_visible()
    desktop.fits()
    desktop.picture("excel-xem-truoc")
    page.get_by_role("button", name="Ghi vào báo cáo").click()
    report.refresh_from_db()
    assert set(cells.values()) <= set(report.values)
    assert report.state == "draft"
    desktop.quiet()


class Taps:
    """A thumb on the phone: every touch and every key is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.touches, self.keys = page, 0, 0

    def touch(self, what: Locator) -> None:
        what.tap()
        self.touches += 1

    def type(self, what: Locator, text: str) -> None:
        self.touch(what)
        what.press_sequentially(text)
        self.keys += len(text)


def test_a_chair_is_done_with_her_report_in_a_few_touches(june: None, phone: Visitor):
    report = owed()
    phone.sign_in(person(CHAIR))
    page = phone.open("/")
    taps = Taps(page)
    taps.touch(page.locator(".duty").filter(has_text="05/07/2021").get_by_role("link", name="Điền báo cáo"))
    expect(page.get_by_role("heading", level=1)).to_have_text(DISTRICT_TITLE)
    folds = page.locator(".fold-texts details")
    expect(folds).to_have_count(5)
    assert not any(fold.evaluate("one => one.open") for fold in folds.all())
    figures = page.locator(".figure-input")
    for box, figure in zip(figures.all(), ("655", "655", "617", "655", "21", "14", "380000000"), strict=True):
        taps.type(box, figure)
    taps.type(page.get_by_label("Kết quả nổi bật"), RESULTS)
    taps.touch(folds.filter(has_text="Khó khăn, vướng mắc").locator("summary"))
    taps.type(page.get_by_label("Khó khăn, vướng mắc"), "Ít đơn hàng trong tháng 5.")
    phone.fits()
    phone.accessible()
    phone.picture("cau-khong-bat-buoc")
    taps.touch(page.get_by_role("button", name="Nộp báo cáo"))
    expect(page.get_by_text("Đã nộp 1 báo cáo.")).to_be_visible()
    report.refresh_from_db()
    assert report.state == "submitted"
    assert taps.touches <= MOST_TAPS
    phone.quiet()
