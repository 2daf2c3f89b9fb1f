"""Nothing that was typed is lost: two people on one report, a page left open since yesterday, a session that ended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.demo import world
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.reporting.models import Report

CHAIR = "0912000101"
REMARK = "Số sáng kiến cần ghi rõ cấp công nhận"


@pytest.fixture
def july(story_day: Callable[[str], None]) -> None:
    """Four unions have sent their reports; the district has not looked at them."""
    live_until("2021-07-05")
    story_day("2021-07-05")


def test_two_officers_on_one_report_and_a_page_left_open_since_yesterday(
    july: None, story_day: Callable[[str], None], desktop: Visitor, visit: Visit
):
    report = Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-DTKM")
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/bao-cao/{report.pk}/tra-lai/")
    page.get_by_label("Ý kiến chung").fill(REMARK)

    story_day("2021-07-06")
    colleague = visit(DESKTOP)
    colleague.sign_in(make_user(world.unit(world.DISTRICT), Role.OFFICER, full_name="Lê Thị Mai"))
    colleague.open(f"/bao-cao/{report.pk}/").get_by_role("button", name="Duyệt báo cáo").click()
    expect(colleague.page.get_by_text("Đã duyệt báo cáo của CĐCS Điện tử Kim Mã.")).to_be_visible()

    page.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(page.get_by_role("alert").first).to_contain_text(re.compile("Lê Thị Mai.*06/07/2021"))
    expect(page.get_by_label("Ý kiến chung")).to_have_value(REMARK)
    desktop.accessible()
    report.refresh_from_db()
    assert report.state == "accepted"


def open_fill(visitor: Visitor, user: str, request_id: int) -> Page:
    """The form of the report on that person's device."""
    visitor.sign_in(person(user))
    return visitor.open(f"/bao-cao/yeu-cau/{request_id}/dien/")


def test_the_chair_and_her_clerk_on_one_report(story_day: Callable[[str], None], phone: Visitor, visit: Visit):
    live_until("2021-06-25")
    story_day("2021-06-25")
    asked = Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-MAYHT").request_id
    first = open_fill(phone, CHAIR, asked)
    second_device = visit(DESKTOP)
    second = open_fill(second_device, world.CLERK, asked)
    second.get_by_label("Kết quả nổi bật").fill("Chị Liên ghi trước")
    second.get_by_role("button", name="Lưu, nộp sau").click()
    expect(second.get_by_text(re.compile("Đã lưu lúc"))).not_to_have_count(0)

    first.get_by_label("Kết quả nổi bật").fill("Chị Hạnh ghi sau")
    first.get_by_role("button", name="Lưu, nộp sau").click()
    expect(first.get_by_role("alert").first).to_contain_text("Trần Ngọc Liên")
    expect(first.get_by_label("Kết quả nổi bật")).to_have_value("Chị Hạnh ghi sau")
    expect(first.locator("#hai-ban")).to_contain_text("Chị Liên ghi trước")
    first.get_by_text("Của bạn: Chị Hạnh ghi sau").click()
    first.get_by_role("button", name="Lưu, nộp sau").click()
    expect(first.locator(".toast-success")).to_be_visible()
    expect(first.get_by_label("Kết quả nổi bật")).to_have_value("Chị Hạnh ghi sau")
    kept = Report.objects.get(request=asked, unit__code="BD-MAYHT").texts.get(question__code="results")
    assert kept.text == "Chị Hạnh ghi sau"


def test_the_keyboard_skips_to_the_content_and_to_the_search(july: None, desktop: Visitor, visit: Visit):
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("may ho tay")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name=re.compile("May Hồ Tây")).first).to_be_visible()
    desktop.picture("tim-kiem")
    phone = visit(PHONE)
    phone.sign_in(person(CHAIR))
    phone.open("/")
    phone.picture("ban-lam-viec-chu-tich")
    desktop.open("/")
    desktop.picture("ban-lam-viec-can-bo")
