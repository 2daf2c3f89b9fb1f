"""What was typed is neither lost when the session ends nor acted upon twice when somebody goes back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.browser import Visitor
from thidua.accounts.models import User
from thidua.accounts.tests.factories import PASSWORD, make_user
from thidua.organisation.models import Person
from thidua.organisation.tests.factories import make_base, make_district, make_province


def a_chair() -> User:
    return make_user(make_base(make_district(make_province()), "Công đoàn Công ty May Đức Giang"))


def fill_in_a_person(visitor: Visitor, name: str) -> Page:
    """The page of a new person, filled in and not yet sent."""
    visitor.open("/to-chuc/nguoi/")
    page = visitor.page
    page.get_by_role("link", name="Thêm người").click()
    page.get_by_label("Họ và tên").fill(name)
    return page


def send_after_the_session_ended(visitor: Visitor, user: User) -> Page:
    """Send the form without a session, sign in again."""
    page = fill_in_a_person(visitor, "Đỗ Thị Lan")
    visitor.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    assert not Person.objects.exists()
    page.get_by_label("Số điện thoại").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    return page


def test_session_ended_in_mid_form_signs_in_and_the_form_is_sent(phone: Visitor):
    user = a_chair()
    phone.sign_in(user)
    page = send_after_the_session_ended(phone, user)
    expect(page.get_by_text("Đã thêm Đỗ Thị Lan.")).to_be_visible()
    assert Person.objects.get().full_name == "Đỗ Thị Lan"


def test_session_ended_in_mid_form_without_scripts_shows_what_is_sent(plain: Visitor):
    user = a_chair()
    plain.sign_in(user)
    page = send_after_the_session_ended(plain, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gửi tiếp nội dung bạn đã nhập")
    expect(page.get_by_text("Đỗ Thị Lan")).to_be_visible()
    page.get_by_role("button", name="Gửi nội dung này").click()
    expect(page.get_by_text("Đã thêm Đỗ Thị Lan.")).to_be_visible()


def test_back_and_submit_again_acts_once_and_says_so(phone: Visitor):
    phone.sign_in(a_chair())
    page = fill_in_a_person(phone, "Đỗ Thị Lan")
    page.get_by_role("button", name="Thêm vào danh sách").dblclick()
    expect(page.get_by_text("Đã thêm Đỗ Thị Lan.")).to_be_visible()
    page.go_back()
    page.get_by_label("Họ và tên").fill("Đỗ Thị Lan")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.get_by_text("Việc này đã được thực hiện lúc")).to_be_visible()
    assert Person.objects.count() == 1
