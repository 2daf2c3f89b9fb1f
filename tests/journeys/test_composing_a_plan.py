"""Composing at a desk: next year's plan from this year's, its blocks by keyboard, two editors, an amendment."""

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
from thidua.plans.models import Plan

MEASURE = "Mỗi công đoàn cơ sở chọn một việc khó để tháo gỡ trong năm."


@pytest.fixture
def autumn(story_day: Callable[[str], None]) -> None:
    """The district's plan runs; four unions have made theirs."""
    live_until("2021-02-05")
    story_day("2021-11-20")


def takes_this_years(desk: Visitor) -> Page:
    """From the doors to a draft for next year, the changes in view."""
    page = desk.open("/ke-hoach/")
    page.get_by_role("link", name="Soạn kế hoạch").click()
    expect(page.get_by_role("heading", name="Bắt đầu một kế hoạch")).to_be_visible()
    desk.picture("bat-dau-ke-hoach")
    page.get_by_role("main").get_by_role("link", name="Kế hoạch 03/KH-LĐLĐ").click()
    expect(page.locator(".difference del").filter(has_text="92").first).to_be_visible()
    desk.picture("tu-nam-truoc")
    desk.accessible()
    page.get_by_role("button", name="Lập bản thảo năm 2022").click()
    expect(page.get_by_text("Đã lập bản thảo năm 2022.")).to_be_visible()
    page.get_by_role("link", name="Soạn tiếp").click()
    return page


def adds_a_measure_by_keyboard(desk: Visitor, page: Page) -> None:
    """n opens the form, Ctrl+Enter keeps it, Alt+Up moves it; the page is never left."""
    page.get_by_role("navigation", name="Các khối của kế hoạch").get_by_role("link", name="Giải pháp").click()
    expect(page.get_by_role("heading", name="Giải pháp")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_label("Nội dung")).to_be_focused()
    page.keyboard.type(MEASURE)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".saved-line")).to_be_visible()
    last = page.locator(".compose-items > li").last
    expect(last).to_contain_text(MEASURE)
    expect(last).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".compose-items > li").last).not_to_contain_text(MEASURE)
    desk.picture("soan-tung-khoi")
    desk.accessible()


def test_next_years_plan_from_this_years_and_two_editors_of_one_paragraph(autumn: None, desktop: Visitor, visit: Visit):
    desktop.sign_in(person(world.OFFICER))
    page = takes_this_years(desktop)
    adds_a_measure_by_keyboard(desktop, page)

    phone = visit(PHONE)
    phone.sign_in(person(world.OFFICER))
    phone.open(page.url.removeprefix(desktop.base_url))
    phone.accessible()
    phone.picture("soan-tung-khoi-dien-thoai")

    page.locator(".compose-items > li").filter(has_text=MEASURE).get_by_role("link", name="Sửa").click()
    page.get_by_label("Nội dung").fill("Bản của cán bộ thứ nhất")
    colleague = visit(DESKTOP)
    colleague.sign_in(make_user(world.unit(world.DISTRICT), Role.OFFICER, full_name="Lê Thị Mai"))
    other = colleague.open(page.url.removeprefix(colleague.base_url))
    other.get_by_label("Nội dung").fill("Bản của Lê Thị Mai")
    other.get_by_role("button", name="Lưu", exact=True).click()
    expect(other.locator(".saved-line")).to_be_visible()

    page.get_by_role("button", name="Lưu", exact=True).click()
    clash = page.get_by_role("alert").filter(has_text="Hai người cùng sửa")
    expect(clash).to_contain_text("Bản của Lê Thị Mai")
    expect(clash).to_contain_text("Bản của cán bộ thứ nhất")
    expect(page.get_by_label("Nội dung")).to_have_value("Bản của cán bộ thứ nhất")
    clash.scroll_into_view_if_needed()
    desktop.picture("hai-nguoi-sua")
    desktop.accessible()
    page.get_by_label("Nội dung").fill("Bản chung của hai người")
    page.get_by_role("button", name="Lưu bản ở trên").click()
    expect(page.locator(".saved-line")).to_be_visible()
    expect(page.locator(".compose-items")).to_contain_text("Bản chung của hai người")


def test_without_scripts_a_block_is_written_and_a_plan_amended(autumn: None, plain: Visitor):
    plain.sign_in(person(world.OFFICER))
    plan = world.plan(world.DISTRICT_PLAN)
    page = plain.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Điều chỉnh", exact=True).click()
    page.get_by_role("button", name="Tạo bản điều chỉnh").click()
    expect(page.get_by_text("Đã tạo bản điều chỉnh.")).to_be_visible()
    draft = Plan.objects.get(amends=plan)
    page = plain.open(f"/ke-hoach/{draft.pk}/soan/giai-phap/?them=block")
    page.get_by_label("Nội dung").fill(MEASURE)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".saved-line")).to_be_visible()
    page.get_by_role("link", name="Đã đổi gì").click()
    expect(page.locator(".difference ins").filter(has_text=re.compile("chọn một việc khó"))).to_be_visible()
    plain.picture("diem-da-doi")
    page = plain.open(f"/ke-hoach/{plan.pk}/cay/")
    expect(page.get_by_role("link", name="CĐCS May Hồ Tây")).to_be_visible()
