"""A new colleague: the district gives her a role and a code, she signs in for the first time on her phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browser import DESKTOP, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world

NUMBER = "0987 654 321"
PASSWORD = "chuyen-may-so-2"


def test_a_new_colleague_signs_in_with_the_code_she_was_given(
    story_day: Callable[[str], None], visit: Visit, phone: Visitor
):
    live_until("2020-12-31")
    story_day("2020-12-31")
    desk = visit(DESKTOP)
    desk.sign_in(person(world.ADMIN))
    page = desk.open(f"/tai-khoan/cua-don-vi/{world.unit('BD-MAYHT').pk}/")
    page.get_by_role("link", name="Phân công người").click()
    page.get_by_label("Họ và tên").fill("Phạm Thị Hoa")
    page.get_by_label("Số điện thoại").fill(NUMBER)
    page.get_by_label("Vai trò").select_option(label="Người soạn thảo")
    page.get_by_role("button", name="Phân công").click()
    row = page.get_by_role("listitem").filter(has_text="Phạm Thị Hoa")
    expect(row).to_contain_text("Chưa đăng nhập lần nào")
    desk.picture("tai-khoan-don-vi")
    row.get_by_role("link", name="Cấp mã đăng nhập").click()
    page.get_by_role("button", name="Cấp mã").click()
    code = page.locator(".big-code").inner_text()
    desk.fits()

    page = phone.open("/tai-khoan/dang-nhap/")
    page.get_by_role("link", name="Đăng nhập lần đầu").click()
    page.get_by_label("Số điện thoại").fill(NUMBER)
    page.get_by_label("Mã đăng nhập một lần").fill(code)
    phone.picture("ma-mot-lan")
    page.get_by_label("Mật khẩu mới của bạn").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu và đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("May Hồ Tây")
    phone.fits()
