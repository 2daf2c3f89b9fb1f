"""The year at a glance: every figure is a link, and the list behind it adds up to the figure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world


def number(text: str) -> int:
    """The first number in a Vietnamese text: "1.234 dòng" → 1234."""
    found = re.search(r"\d[\d.]*", text)
    assert found, text
    return int(found.group().replace(".", ""))


def listed(page: Page, address: str) -> int:
    """How many things stand on the list of that address, counted as its readers would."""
    page.goto(address)
    main = page.get_by_role("main")
    path = address.split("/", 3)[3]
    if path.startswith("dang-ky"):
        rows = main.locator("#don-vi .list-row .quiet").all_inner_texts()
        return sum(number(row) for row in rows)
    if main.get_by_text("Không có dòng nào khớp").count():
        return 0
    count = number(main.locator(".list-count").inner_text())
    if count <= 50:
        assert main.locator("table.data tbody tr").count() == count
    return count


def figures(page: Page, base: str) -> list[tuple[str, int, str]]:
    """Every figure of the page that is a link: (what, figure, address)."""
    found = []
    for tile in page.locator(".stat").all():
        link = tile.locator(".stat-link")
        found.append((tile.locator(".stat-label").inner_text(), number(tile.locator("strong").inner_text()), link))
    for cell in page.locator("#don-vi td").all():
        link = cell.get_by_role("link")
        unit = cell.locator("xpath=../th").inner_text()
        found.append((f"{unit}, {cell.get_attribute('data-label')}", number(link.inner_text()), link))
    return [(what, figure, base + str(link.get_attribute("href"))) for what, figure, link in found]


@pytest.mark.parametrize("user", [world.LEADER, world.CITY_LEADER])
def test_every_figure_of_the_year_is_a_link_whose_list_adds_up(
    story_day: Callable[[str], None], desktop: Visitor, user: str
):
    live_until("2021-08-01")
    story_day("2021-07-30")
    desktop.sign_in(person(user))
    page = desktop.open("/toan-canh")
    desktop.accessible()
    if user == world.LEADER:
        desktop.picture("toan-canh")
    seen = figures(page, desktop.base_url)
    assert len(seen) > 5
    wrong = [(what, figure, listed(page, address)) for what, figure, address in seen]
    assert not [(what, figure, count) for what, figure, count in wrong if figure != count]


def test_the_share_and_the_targets_lead_to_what_they_are_made_of(
    story_day: Callable[[str], None], visit: Visit, desktop: Visitor
):
    live_until("2021-08-01")
    story_day("2021-07-30")
    desktop.sign_in(person(world.LEADER))
    page = desktop.open("/toan-canh")
    words = page.locator("#khen-thuong .bullet-words").inner_text()
    direct, total = (int(part) for part in re.findall(r"(\d+) trên (\d+)", words)[0])
    share = page.locator("#khen-thuong").get_by_role("link").first.get_attribute("href")
    links = [link.get_attribute("href") for link in page.locator("#chi-tieu .bullet-label a").all()]
    assert links
    assert listed(page, desktop.base_url + str(share)) == direct <= total
    for link in links:
        page.goto(desktop.base_url + str(link))
        expect(page.locator("tr.is-total")).to_be_visible()
        cells = page.locator("tbody tr:not(.is-total)").all()
        parts = [cell.locator("td.is-number").first.inner_text() for cell in cells]
        sums = sum(number(part) for part in parts if re.search(r"\d", part))
        assert sums == number(page.locator("tr.is-total td.is-number").first.inner_text())
    phone = visit(PHONE)
    phone.sign_in(person(world.LEADER))
    phone.open("/toan-canh")
    phone.accessible()


@pytest.mark.parametrize("user", [world.OFFICER, world.CITY_OFFICER])
def test_every_figure_of_a_board_of_reports_adds_up(story_day: Callable[[str], None], desktop: Visitor, user: str):
    live_until("2021-08-01")
    story_day("2021-07-30")
    desktop.sign_in(person(user))
    page = desktop.open("/bao-cao/")
    boards = page.locator("a[href*='/bao-cao/yeu-cau/']:not([href*='tong-hop']):not([href*='moi'])").all()
    addresses = {desktop.base_url + str(board.get_attribute("href")) for board in boards}
    assert addresses
    for address in addresses:
        page.goto(address)
        for what, figure, link in figures(page, address):
            assert listed(page, link) == figure, what
