"""The report of a phase: asked, answered on a phone, returned and accepted, added up for district and city."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.reporting.models import Report

FIRST, SECOND = "0912000101", "0912000102"
TARGETS = ("ông đoàn cơ sở xây dựng kế hoạch", "án bộ làm công tác thi đua")
REMARK = "Tổng số phải là 12 cán bộ, hãy xem lại"


@pytest.fixture
def end_of_june(story_day: Callable[[str], None]) -> None:
    """The first phase is over; the launches were held, nobody has been asked for a report yet."""
    live_until("2021-06-01")
    story_day("2021-06-25")


def ask(desk: Visitor) -> Page:
    """The city's officer asks every union below for a report of the first phase."""
    desk.sign_in(person(world.CITY_OFFICER))
    page = desk.open("/bao-cao/")
    page.get_by_role("link", name="Yêu cầu cấp dưới báo cáo").click()
    page.get_by_role("link", name="Yêu cầu báo cáo đợt này").first.click()
    page.get_by_label("Hạn nộp").fill("05/07/2021")
    for box in page.get_by_role("group", name="Chỉ tiêu báo cáo").get_by_role("checkbox").all():
        words = box.locator("xpath=ancestor::label[1]").inner_text()
        box.set_checked(any(target in words for target in TARGETS))
    desk.fits()
    desk.picture("yeu-cau-bao-cao")
    page.get_by_role("button", name="Gửi yêu cầu báo cáo").click()
    expect(page.get_by_text("Đã gửi yêu cầu báo cáo")).to_be_visible()
    return page


def fill_in(page: Page, card: int, num: str, den: str, share: str) -> None:
    """One target: what was reached, out of how many; the share is worked out at once."""
    box = page.locator(".figure-card").nth(card)
    box.get_by_role("textbox").nth(0).fill(num)
    box.get_by_role("textbox").nth(1).fill(den)
    box.get_by_role("textbox").nth(1).blur()
    expect(box.locator(".share-line")).to_have_text(share)


def answer(phone: Visitor, chair: str, second: tuple[str, str, str]) -> Page:
    """A chair fills in one card after the other, is told what is missing, sends."""
    phone.sign_in(person(chair))
    page = phone.open("/")
    page.locator(".duty").get_by_role("link", name="Điền báo cáo").last.click()
    phone.fits()
    page.locator(".figure-card").nth(0).get_by_text("Có", exact=True).click()
    page.locator(".figure-card").nth(0).get_by_role("textbox").fill("Kế hoạch 01/KH-CĐCS ngày 18/01/2021")
    page.locator(".figure-card").nth(0).get_by_role("textbox").blur()
    phone.picture("dien-bao-cao")
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    page.locator("#saved summary").click()
    expect(page.locator(".missing-list")).to_contain_text(TARGETS[1])
    phone.picture("bao-cao-con-thieu")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    box = page.locator(".figure-card").nth(1).get_by_role("textbox")
    box.nth(0).fill(second[0])
    box.nth(1).fill("1.2")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Không chắc “1.2” là số nào.").first).to_be_visible()
    fill_in(page, 1, *second)
    page.get_by_label("Kết quả nổi bật").fill("100 % chuyền may đăng ký thi đua năng suất, chất lượng.")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Đã nộp 1 báo cáo.")).to_be_visible()
    phone.fits()
    return page


def district_answers(desk: Visitor) -> None:
    """One report goes back with a remark beside its figure, the other is accepted."""
    desk.sign_in(person(world.OFFICER))
    page = desk.open("/bao-cao/cap-duoi/")
    page.get_by_role("link", name="CĐCS Điện tử Kim Mã").first.click()
    page.get_by_role("link", name="Trả lại kèm ý kiến").click()
    page.get_by_label(re.compile(TARGETS[1])).fill(REMARK)
    desk.picture("tra-lai-bao-cao")
    page.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(page.get_by_text("Đã trả lại báo cáo;")).to_be_visible()
    page = desk.open("/bao-cao/cap-duoi/")
    page.get_by_role("link", name="CĐCS May Hồ Tây").first.click()
    page.get_by_role("button", name="Duyệt báo cáo").click()
    expect(page.get_by_text("Đã duyệt báo cáo của CĐCS May Hồ Tây.")).to_be_visible()


def totals(desk: Visitor, user: str) -> Page:
    """From the reports of that person's unit to its totals."""
    desk.sign_in(person(user))
    page = desk.open("/bao-cao/")
    page.get_by_role("main").get_by_role("link", name="Tổng hợp").first.click()
    desk.fits()
    return page


def test_the_report_of_a_phase_from_the_request_to_the_totals(
    end_of_june: None, story_day: Callable[[str], None], visit: Visit, phone: Visitor
):
    desk = visit(DESKTOP)
    ask(desk)
    answer(phone, FIRST, ("6", "8", "75 %"))
    answer(phone, SECOND, ("9", "10", "90 %"))
    district_answers(desk)
    phone.sign_in(person(SECOND))
    page = phone.open("/bao-cao/")
    page.get_by_role("link", name=re.compile("Báo cáo kết quả .* theo")).click()
    expect(page.get_by_text(REMARK)).to_be_visible()
    phone.picture("bao-cao-bi-tra-lai")
    fill_in(page, 1, "9", "12", "75 %")
    page.get_by_role("button", name="Nộp báo cáo").click()

    story_day("2021-07-06")
    for user in (world.OFFICER, world.CITY_OFFICER):
        page = totals(desk, user)
        expect(page.get_by_role("main")).to_contain_text("75 %")
        desk.accessible()
    desk.picture("tong-hop")
    assert Report.objects.filter(request__title__contains=" theo ", state="accepted").count() == 1
