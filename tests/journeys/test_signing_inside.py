"""Inside a union: the clerk writes and presents on her phone, the chair hands back, then signs and sends."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.reporting.models import Report

CHAIR = "0912000101"
WORDS = "Bổ sung tên tổ may 3 vào điển hình"


def fill_in(page: Page) -> None:
    """Every figure, every answer, the results."""
    for box in page.locator(".figure-card .figure-input").all():
        box.fill("5")
    for yes in page.locator(".figure-card").get_by_label("Có", exact=True).all():
        yes.check()
    for words in page.locator(".figure-card textarea:visible").all():
        words.fill("Đã hoàn thành")
    page.get_by_label("Kết quả nổi bật").fill("Phong trào được hưởng ứng ở mọi tổ")


def test_the_clerk_presents_the_chair_hands_back_then_signs(
    story_day: Callable[[str], None], phone: Visitor, visit: Visit
):
    live_until("2021-06-25")
    story_day("2021-06-25")
    report = Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-MAYHT")
    phone.sign_in(person(world.CLERK))
    page = phone.open(f"/bao-cao/yeu-cau/{report.request_id}/dien/")
    fill_in(page)
    expect(page.get_by_role("button", name="Nộp báo cáo")).to_have_count(0)
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text(re.compile("Đã trình ký 1 báo cáo"))).to_be_visible()
    phone.accessible()

    chair = visit(PHONE)
    chair.sign_in(person(CHAIR))
    desk = chair.open("/")
    desk.get_by_role("link", name="Xem và ký").click()
    chair.accessible()
    desk.get_by_role("link", name="Trả lại người soạn").click()
    desk.get_by_label("Cần sửa gì").fill(WORDS)
    chair.fits()
    desk.get_by_role("button", name="Trả lại người soạn").click()
    expect(desk.get_by_text("Đã trả lại người soạn")).to_be_visible()

    page = phone.open(f"/bao-cao/yeu-cau/{report.request_id}/dien/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.locator("summary", has_text="Điển hình").click()
    page.get_by_label("Điển hình").fill("Tổ may 3")
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text(re.compile("Đã trình ký 1 báo cáo"))).to_be_visible()

    desk = chair.open(f"/bao-cao/{report.pk}/")
    expect(desk.get_by_text("Tổ may 3", exact=True)).to_be_visible()
    desk.get_by_role("button", name="Ký, nộp báo cáo").click()
    expect(desk.get_by_text("Đã ký và nộp báo cáo")).to_be_visible()
    report.refresh_from_db()
    assert report.state == "submitted"

    officer = visit(DESKTOP)
    officer.sign_in(person(world.OFFICER))
    seen = officer.open(f"/bao-cao/{report.pk}/")
    expect(seen.get_by_text("Tổ may 3", exact=True)).to_be_visible()
    expect(seen.get_by_text(WORDS)).to_have_count(0)
