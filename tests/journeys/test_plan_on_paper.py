"""A district's plan from its file on the officer's desk to the duties on the desks of the unions below."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Visitor
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.planning import PAPER
from thidua.documents.models import Attachment
from thidua.documents.tests.signing import make_authority, sign
from thidua.plans.models import Plan
from thidua.plans.tests.intake_samples import as_docx, as_pdf, paragraphs

CHAIR = "0912000101"
NO_DATE = "Văn bản không ghi hạn"
DUE = {
    "khẩn trương xây dựng kế hoạch": "31/01/2021",
    "Đăng ký lịch tổ chức phát động": "10/02/2021",
    "đăng ký giao ước thi đua": "28/02/2021",
}


@pytest.fixture
def new_year(story_day: Callable[[str], None]) -> None:
    """Units and people stand, the city has issued its plan; the district has not begun."""
    live_until("2021-01-05")
    story_day("2021-01-05")


def upload(desk: Visitor, path: Path) -> Page:
    """From the list of plans to the draft that was read."""
    page = desk.open("/ke-hoach/")
    page.get_by_role("link", name="Tải kế hoạch lên").click()
    page.get_by_label("Tệp kế hoạch").set_input_files(path)
    page.get_by_role("button", name="Đọc kế hoạch").click()
    expect(page.get_by_text("Đã đọc kế hoạch.")).to_be_visible()
    desk.fits()
    return page


def group(page: Page, words: str) -> Locator:
    """Open a group of the draft; gives its items."""
    tab = page.get_by_role("navigation", name="Nhóm mục").get_by_role("link", name=re.compile(words))
    tab.click()
    expect(tab).to_have_attribute("aria-current", "page")
    return page.locator("#review-items > .item:not(.is-dropped)")


def sees_what_was_read(page: Page) -> None:
    """Number, day, parent plan and signer; both phases with their days and themes, beside their sentences."""
    head = page.locator(".items")
    group(page, "Phần đầu")
    for words in ("03/KH-LĐLĐ", "07/01/2021", "63/KH-LĐLĐ", "Nguyễn Xuân Trọng"):
        expect(head).to_contain_text(words)
    group(page, "Đợt")
    for words in ("01/01/2021 – 30/06/2021", "01/07/2021 – 31/12/2021", "Chào mừng Đại hội Đại biểu"):
        expect(head).to_contain_text(words)


def walks_with_the_keyboard(page: Page) -> None:
    """j and k light the next and the previous item, and its sentence in the text."""
    page.keyboard.press("j")
    expect(page.locator(".items > .item").nth(0)).to_have_class(re.compile("is-active"))
    expect(page.locator("mark.is-active").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".items > .item").nth(1)).to_have_class(re.compile("is-active"))
    page.keyboard.press("k")
    expect(page.locator(".items > .item").nth(0)).to_have_class(re.compile("is-active"))


def gives_undated_duties_a_day(desk: Visitor, page: Page) -> None:
    """Every duty without a day in the text gets one, or "chưa có hạn"."""
    group(page, "Nhiệm vụ")
    undated = page.locator(".item:not(.is-confirmed)").filter(has_text=NO_DATE)
    while undated.count():
        words = undated.first.inner_text()
        undated.first.get_by_role("link", name="Sửa").click()
        day = next((day for part, day in DUE.items() if part in words), "")
        if day:
            page.get_by_label("Hạn (ngày cuối còn kịp)").fill(day)
            desk.picture("nhiem-vu-co-han")
        else:
            page.get_by_label("Chưa có hạn").check()
        page.get_by_role("button", name="Lưu và xác nhận").click()
        expect(page.locator(".is-editing")).to_have_count(0)


def confirms_the_rest(page: Page) -> None:
    """One movement alone in one tap, every other group as a whole."""
    first = group(page, "Phong trào").first
    first.get_by_role("button", name="Xác nhận").click()
    expect(first).to_contain_text("đã xác nhận")
    for tab in range(1, page.locator(".review-tabs a").count()):
        page.locator(".review-tabs a").nth(-tab).click()
        expect(page.locator(".review-tabs a").nth(-tab)).to_have_attribute("aria-current", "page")
        if page.locator(".item:not(.is-confirmed)").count():
            page.get_by_role("button", name="Xác nhận cả nhóm").click()
            expect(page.get_by_text(re.compile(r"Đã xác nhận \d+ mục")).first).to_be_visible()


def officer_reviews(desk: Visitor, page: Page) -> None:
    """Reads, corrects, confirms, hands over to the leader."""
    desk.picture("ra-soat")
    walks_with_the_keyboard(page)
    sees_what_was_read(page)
    gives_undated_duties_a_day(desk, page)
    confirms_the_rest(page)
    page.get_by_role("link", name="Xong, xem kế hoạch").click()
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Đã trình lãnh đạo.")).to_be_visible()


def leader_approves(desk: Visitor) -> None:
    """The leader finds the plan on the desk and approves it."""
    desk.sign_in(person(world.LEADER))
    page = desk.open("/")
    page.get_by_role("main").get_by_role("link", name="Xem và duyệt").click()
    expect(page.get_by_role("button", name="Phê duyệt")).to_be_visible()
    desk.picture("duyet-ke-hoach")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text("Đã phê duyệt.")).to_be_visible()


def test_a_plan_goes_from_its_file_to_the_desks_below(
    new_year: None, story_day: Callable[[str], None], desktop: Visitor, phone: Visitor, tmp_path: Path
):
    desktop.sign_in(person(world.OFFICER))
    officer_reviews(desktop, upload(desktop, PAPER))
    leader_approves(desktop)

    story_day("2021-01-07")
    desktop.sign_in(person(world.OFFICER))
    plan = Plan.objects.get(unit__code="BD")
    page = desktop.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số, ký hiệu trên bản đã ký").fill("03/KH-LĐLĐ")
    page.get_by_label("Ngày ban hành").fill("07/01/2021")
    scan = tmp_path / "ban-quet.pdf"
    scan.write_bytes(as_pdf(paragraphs("ba-dinh-2021")))
    page.get_by_label("Bản quét đã ký, đóng dấu").set_input_files(scan)
    desktop.picture("ban-hanh")
    phone.sign_in(person(world.OFFICER))
    phone.open(f"/ke-hoach/{plan.pk}/ban-hanh/")
    phone.accessible()
    phone.picture("ban-hanh-dien-thoai")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(page.get_by_text("Đã ban hành Kế hoạch 03/KH-LĐLĐ.")).to_be_visible()
    desktop.accessible()

    phone.sign_in(person(CHAIR))
    page = phone.open("/")
    for day in DUE.values():
        expect(page.locator(".duty").filter(has_text=f"hạn {day}")).to_contain_text("Kế hoạch 03/KH-LĐLĐ")
    phone.picture("viec-can-lam")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_same_plan_is_read_from_word_and_from_pdf(new_year: None, desktop: Visitor, tmp_path: Path, kind: str):
    desktop.sign_in(person(world.OFFICER))
    lines = paragraphs("ba-dinh-2021")
    path = tmp_path / f"ke-hoach.{kind}"
    path.write_bytes(as_docx(lines, tables=True) if kind == "docx" else as_pdf(lines, heading=True))
    sees_what_was_read(upload(desktop, path))


def test_a_plan_is_issued_electronically_with_a_signed_pdf(
    story_day: Callable[[str], None], desktop: Visitor, tmp_path: Path
):
    live_until("2021-01-07")
    story_day("2021-01-07")
    plan = world.plan(world.DISTRICT_PLAN)
    desktop.sign_in(person(world.LEADER))
    page = desktop.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("button", name="Phê duyệt").click()

    desktop.sign_in(person(world.OFFICER))
    page = desktop.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Lấy số trước để in, ký").click()
    page.get_by_role("button", name="Lấy số").click()
    expect(page.get_by_text("Đã lấy số 01/KH-LĐLĐ.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    signed = tmp_path / "ke-hoach-da-ky.pdf"
    with ThreadPoolExecutor() as aside:  # pyHanko runs an event loop of its own; Playwright's runs in this thread.
        paper = Path(download.value.path()).read_bytes()
        signed.write_bytes(aside.submit(sign, paper, make_authority("Nguyễn Đức Long")).result())
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Hoặc tệp PDF đã ký số").set_input_files(signed)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(page.get_by_text("Đã ban hành Kế hoạch 01/KH-LĐLĐ.")).to_be_visible()
    expect(page.get_by_text("ke-hoach-da-ky.pdf")).to_be_visible()
    assert Attachment.objects.get(use="signed", owner_id=plan.pk).signature.signer_name == "Nguyễn Đức Long"
