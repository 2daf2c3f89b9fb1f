"""Signing in on a phone, with and without scripts, and being told what is wrong."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from thidua.accounts.models import User
from thidua.accounts.tests.factories import PASSWORD, make_user
from thidua.organisation.tests.factories import make_base, make_district, make_province


def a_chair() -> User:
    unit = make_base(make_district(make_province()), "Công đoàn Công ty May Đức Giang")
    return make_user(unit, full_name="Nguyễn Thị Hoa")


def sign_in_by_hand(visitor: Visitor, username: str, password: str) -> None:
    """Type user name and password and send them."""
    page = visitor.open("/tai-khoan/dang-nhap/")
    page.get_by_label("Số điện thoại").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_chair_signs_in_with_her_telephone_number_as_she_writes_it(phone: Visitor):
    user = a_chair()
    spaced = f"{user.username[:4]} {user.username[4:7]} {user.username[7:]}"
    page = phone.open("/tai-khoan/")
    assert "/tai-khoan/dang-nhap/" in page.url
    page.get_by_label("Số điện thoại").fill(spaced)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.picture("dang-nhap")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    expect(page.get_by_text("Công đoàn Công ty May Đức Giang").first).to_be_visible()


def test_a_wrong_password_is_told_beside_the_field(phone: Visitor):
    user = a_chair()
    sign_in_by_hand(phone, user.username, "sai-mat-khau")
    expect(phone.page.get_by_role("alert").first).to_be_visible()
    phone.accessible()


def test_signing_in_and_out_works_without_scripts(plain: Visitor):
    user = a_chair()
    page = plain.open("/tai-khoan/")
    page.get_by_label("Số điện thoại").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    plain.open("/tai-khoan/dang-xuat/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    plain.open("/tai-khoan/")
    assert "/tai-khoan/dang-nhap/" in page.url
