"""From the country to a factory in one click a level, and back: each page right by figures written out by hand."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Visit
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.statistics.tests.factories import TODAY, Country, make_country

LEVELS = {
    "Tổng Liên đoàn": ("5", "trên 6 cơ sở", "26 người", "84,8 % (195/230)", "382 người"),
    "Liên đoàn Lao động tỉnh A": ("3", "trên 3 cơ sở", "22 người", "85 % (170/200)", "330 người"),
    "Công đoàn phường A1": ("2", "trên 2 cơ sở", "15 người", "87,5 % (140/160)", "280 người"),
    "Công đoàn cơ sở Nhà máy 1": ("", "", "10 người", "90 % (90/100)", "200 người"),
}
"""Unit → sent, of how many, new members, workers informed, members: the first phase of 2021."""


def is_right(page: Page, name: str) -> None:
    """The page is that of the unit and shows its figures."""
    done, of_all, *figures = LEVELS[name]
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    for figure in figures:
        expect(page.locator("#chi-tieu .bullet-words strong").get_by_text(figure, exact=True)).to_be_visible()
    if done:
        tile = page.locator(".stat").first
        assert tile.locator("strong").inner_text() == done
        expect(tile).to_contain_text(of_all)


def down_and_up(visitor: Visitor, *, by_tile: bool) -> None:
    """Through all four levels by one click each, by the tiles or by the rows of the table; then up by the crumbs."""
    page = visitor.open("/thong-ke/")
    names = list(LEVELS)
    is_right(page, names[0])
    visitor.accessible()
    for name in names[1:]:
        place = page.locator("#hoan-thanh .tile" if by_tile else "#don-vi tbody .on-title a")
        place.filter(has_text=name).click()
        is_right(page, name)
        visitor.fits()
        visitor.accessible()
    for name in reversed(names[:-1]):
        page.get_by_role("navigation", name="Các cấp trên").get_by_role("link").last.click()
        is_right(page, name)


def looks_closer(visitor: Visitor, country: Country) -> None:
    """One figure over units and periods, beside the year before; the table of all figures; a chart taken out."""
    page = visitor.open("/thong-ke/")
    page.locator("#chi-tieu .bullet-label").get_by_role("link", name="Đoàn viên kết nạp mới").click()
    expect(page.locator("tr.is-total")).to_contain_text("26 người")
    expect(page.locator("tr.is-total")).to_contain_text("29 người")
    expect(page.locator("#loai-hinh .bars li")).to_have_count(3)
    visitor.fits()
    visitor.accessible()
    page = visitor.open("/thong-ke/")
    page.get_by_role("link", name="Bảng số liệu").click()
    expect(page.locator(".matrix tbody tr")).to_have_count(2)
    visitor.fits()
    visitor.accessible()
    page = visitor.open("/thong-ke/")
    with page.expect_download() as saved:
        page.locator("#xep-hang").get_by_role("link", name="Hình (.svg)").click()
    assert saved.value.suggested_filename == f"xep-hang-{country.top.pk}-20210720.svg"


def test_the_country_is_walked_down_to_a_factory_and_back(
    story_day: Callable[[str], None], visit: Visit, desktop: Visitor
):
    story_day("2021-07-20")
    with clock.at(TODAY):
        country = make_country()
        officer = make_user(country.top, Role.OFFICER)
    desktop.sign_in(officer)
    down_and_up(desktop, by_tile=True)
    desktop.open("/thong-ke/")
    desktop.picture("thong-ke")
    looks_closer(desktop, country)
    phone = visit(PHONE)
    phone.sign_in(officer)
    down_and_up(phone, by_tile=False)
    phone.open("/thong-ke/")
    phone.picture("thong-ke-dien-thoai")
    looks_closer(phone, country)
