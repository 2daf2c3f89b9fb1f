"""A report on a phone without network: nothing typed is lost, nothing goes up twice, nobody else sees it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.own_device import OwnDevice
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.reporting.models import Report, ReportRevision

CHAIR, OTHER_CHAIR = "0912000101", "0912000102"
KEPT = "Chưa có mạng. Số liệu được giữ trên máy này, sẽ tự gửi khi có mạng."
SENT = re.compile(r"Đã gửi lên lúc \d\d:\d\d")


@pytest.fixture
def asked(story_day: Callable[[str], None]) -> Report:
    """The report that the chair of the garment union owes her district, still empty."""
    live_until("2021-06-25")
    story_day("2021-06-25")
    return Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-MAYHT")


def fill_address(report: Report) -> str:
    return f"/bao-cao/yeu-cau/{report.request_id}/dien/"


def figures_of(page: Page) -> list[str]:
    """The names of the fields that hold figures."""
    boxes = page.locator(".figure-input").all()
    return [str(box.get_attribute("name")) for box in boxes]


def write(page: Page, name: str, text: str) -> None:
    box = page.locator(f'[name="{name}"]')
    box.fill(text)
    box.blur()


def test_typed_without_network_in_two_sittings_is_one_report_with_everything(own_phone: OwnDevice, asked: Report):
    own_phone.visitor.sign_in(person(CHAIR))
    page = own_phone.visitor.open(fill_address(asked))
    own_phone.is_ready()
    names = figures_of(page)
    own_phone.cut()

    write(page, names[0], "12")
    write(page, "results", "Viết lúc chưa có mạng")
    page.locator("summary", has_text="Khó khăn, vướng mắc").click()
    write(page, "difficulties", "Mất mạng cả buổi")
    expect(page.locator("[data-outbox-line]")).to_contain_text(KEPT)
    own_phone.visitor.fits()
    own_phone.visitor.accessible()
    page.locator("[data-outbox-line]").scroll_into_view_if_needed()
    own_phone.visitor.picture("khong-co-mang")
    own_phone.stop()

    own_phone.start()
    page = own_phone.page
    page.goto(own_phone.relay.url + fill_address(asked))
    expect(page.locator("[data-outbox-line]")).to_contain_text(KEPT)
    expect(page.locator(f'[name="{names[0]}"]')).to_have_value("12")
    expect(page.get_by_label("Kết quả nổi bật")).to_have_value("Viết lúc chưa có mạng")
    expect(page.get_by_label("Khó khăn, vướng mắc")).to_be_visible()
    expect(page.get_by_label("Khó khăn, vướng mắc")).to_have_value("Mất mạng cả buổi")
    expect(page.get_by_label("Nguyên nhân")).to_be_hidden()
    write(page, names[1], "15")
    write(page, "results", "Viết lúc chưa có mạng, viết tiếp sau khi mở lại")
    assert Report.objects.get(pk=asked.pk).version == 1

    own_phone.mend()
    expect(page.locator("[data-outbox-line]")).to_contain_text(SENT)
    report = Report.objects.get(pk=asked.pk)
    assert Report.objects.filter(request=asked.request_id, unit=asked.unit_id).count() == 1
    assert [report.values[int(name.rsplit("-", 1)[1])] for name in names[:2]] == [12, 15]
    assert report.texts.get(question__code="results").text == "Viết lúc chưa có mạng, viết tiếp sau khi mở lại"
    assert report.texts.get(question__code="difficulties").text == "Mất mạng cả buổi"
    assert report.version == 2
    page.goto(own_phone.relay.url + fill_address(asked))
    expect(page.locator(f'[name="{names[1]}"]')).to_have_value("15")


def open_filled(own_phone: OwnDevice, asked: Report) -> tuple[Page, list[str]]:
    """The chair's phone keeps the form; then the network goes."""
    own_phone.visitor.sign_in(person(CHAIR))
    page = own_phone.visitor.open(fill_address(asked))
    own_phone.is_ready()
    names = figures_of(page)
    own_phone.cut()
    return page, names


def value_at(report: Report, name: str) -> int | None:
    report.refresh_from_db()
    place = int(name.rsplit("-", 1)[1])
    return report.values[place] if place < len(report.values) else None


def test_a_colleague_changed_the_same_figure_meanwhile(own_phone: OwnDevice, asked: Report, visit: Visit):
    page, names = open_filled(own_phone, asked)
    write(page, names[0], "12")
    write(page, names[1], "15")
    clerk = visit(DESKTOP)
    clerk.sign_in(person(world.CLERK))
    clerk.open(fill_address(asked))
    write(clerk.page, names[0], "13")
    write(clerk.page, names[2], "40")
    expect(clerk.page.locator("#saved")).to_contain_text("Đã lưu")
    clerk.page.get_by_role("button", name="Lưu, nộp sau").click()
    expect(clerk.page.locator(".toast-success")).to_be_visible()

    own_phone.mend()
    expect(page.locator("[data-outbox-line]")).to_contain_text("Đồng nghiệp cũng đã sửa báo cáo này")
    assert value_at(asked, names[0]) == 13
    page.get_by_role("button", name="Xem hai bản và chọn").click()
    choice = page.locator("#hai-ban").get_by_role("group").first
    expect(choice).to_contain_text("Của bạn: 12")
    expect(choice).to_contain_text(re.compile(r"Của Trần Ngọc Liên lúc \d\d:\d\d 25/06/2021: 13"))
    expect(page.locator("#hai-ban").get_by_role("radio")).to_have_count(2)
    expect(page.locator(f'[name="{names[2]}"]')).to_have_value("40")
    own_phone.visitor.fits()
    own_phone.visitor.accessible()
    page.get_by_role("button", name="Lưu, nộp sau").click()
    expect(page.get_by_role("alert").first).to_contain_text("Hãy chọn giữ lại bản nào")
    page.get_by_text("Của bạn: 12").click()
    page.get_by_role("button", name="Lưu, nộp sau").click()
    expect(page.locator(".toast-success")).to_be_visible()
    assert [value_at(asked, name) for name in names[:3]] == [12, 15, 40]


def test_the_session_ended_while_there_was_no_network(own_phone: OwnDevice, asked: Report):
    page, names = open_filled(own_phone, asked)
    write(page, names[0], "12")
    own_phone.visitor.context.clear_cookies(name="sessionid")
    own_phone.mend()
    expect(page.locator("[data-outbox-line]")).to_contain_text("Phiên làm việc đã hết.")
    page.get_by_role("link", name="Đăng nhập để gửi").click()
    page.get_by_label("Số điện thoại").fill(CHAIR)
    page.get_by_label("Mật khẩu").fill(world.PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator(f'[name="{names[0]}"]')).to_have_value("12")
    expect(page.locator("[data-outbox-line]")).to_contain_text(SENT)
    assert value_at(asked, names[0]) == 12


def test_the_next_person_on_the_same_phone_sees_nothing(own_phone: OwnDevice, asked: Report):
    page, names = open_filled(own_phone, asked)
    write(page, names[0], "4321")
    own_phone.visitor.context.clear_cookies(name="sessionid")
    own_phone.mend()
    expect(page.locator("[data-outbox-line]")).to_contain_text("Phiên làm việc đã hết.")
    own_phone.visitor.sign_in(person(OTHER_CHAIR))
    page.goto(own_phone.relay.url + fill_address(asked))
    own_phone.is_ready()
    expect(page.locator(f'[name="{names[0]}"]')).to_have_value("")
    page.goto(own_phone.relay.url + "/bao-cao/")
    own_phone.cut()
    page.goto(own_phone.relay.url + fill_address(asked))
    expect(page.locator(f'[name="{names[0]}"]')).to_have_value("")
    page.goto(own_phone.relay.url + "/bao-cao/")
    expect(page.locator("[data-kept-pages]").get_by_role("listitem")).to_have_count(1)
    own_phone.mend()
    own_phone.visitor.sign_in(person(CHAIR))
    page.goto(own_phone.relay.url + "/")
    own_phone.visitor.eventually(lambda: value_at(asked, names[0]) == 4321, "what was typed has gone up")


def test_a_page_that_could_not_be_opened_opens_by_itself_when_the_network_is_back(own_phone: OwnDevice, asked: Report):
    page, _ = open_filled(own_phone, asked)
    page.goto(own_phone.relay.url + "/phong-trao/")
    expect(page.get_by_role("heading", name="Chưa có mạng")).to_be_visible()
    own_phone.mend()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phong trào")


def test_a_signed_out_phone_keeps_nothing(own_phone: OwnDevice, asked: Report):
    own_phone.visitor.sign_in(person(CHAIR))
    page = own_phone.visitor.open(fill_address(asked))
    own_phone.is_ready()
    write(page, figures_of(page)[0], "4321")
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()
    assert "4321" not in page.evaluate("JSON.stringify(localStorage)")
    own_phone.cut()
    page.goto(own_phone.relay.url + fill_address(asked))
    expect(page.get_by_role("heading", name="Chưa có mạng")).to_be_visible()
    expect(page.get_by_text("Máy này chưa giữ biểu nào")).to_be_visible()


def test_sent_while_there_was_no_network_goes_up_once_when_it_is_back(own_phone: OwnDevice, asked: Report):
    page, names = open_filled(own_phone, asked)
    for name in names:
        write(page, name, "7")
    for box in page.get_by_label("Có", exact=True).all():
        box.check()
    for box in page.locator("textarea:visible").all():
        box.fill("Đã làm xong trong đợt 1")
        box.blur()
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.locator("[data-outbox-line]")).to_contain_text("Bạn đã bấm “Nộp báo cáo”")
    own_phone.stop()
    own_phone.start()
    page = own_phone.page
    page.goto(own_phone.relay.url + "/bao-cao/")
    row = page.locator("[data-kept-pages]").get_by_role("listitem")
    expect(row).to_contain_text("còn số liệu chưa gửi lên")
    row.get_by_role("link").click()
    expect(page.locator(f'[name="{names[0]}"]')).to_have_value("7")
    own_phone.mend()
    expect(page.get_by_text("Đã nộp", exact=False).first).to_be_visible()
    asked.refresh_from_db()
    assert asked.state == "submitted"
    assert ReportRevision.objects.filter(report=asked).count() == 1
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('outbox')).length") == 0


def test_a_figure_is_checked_while_it_is_typed_and_enter_goes_on(asked: Report, phone: Visitor):
    phone.sign_in(person(CHAIR))
    page = phone.open(fill_address(asked))
    upper, lower = page.locator("[data-share-num]").first, page.locator("[data-share-den]").first
    upper.fill("980")
    upper.press("Enter")
    expect(lower).to_be_focused()
    lower.fill("1.000")
    warning = page.locator(".check-line").first
    expect(warning).to_be_hidden()
    upper.fill("1.001")
    expect(warning).to_have_text("Số này không thể lớn hơn số bên dưới.")
    phone.fits()
    phone.accessible()
    upper.fill("980")
    expect(warning).to_be_hidden()
