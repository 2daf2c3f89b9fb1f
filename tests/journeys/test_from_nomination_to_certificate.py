"""From a list of people at the union to a certificate that anybody can verify, revoke and replacement included."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import chair
from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.awards.models import Award, Dossier
from thidua.demo import world

CHAIR = "0912000101"
PEOPLE = ("Trần Ngọc Liên", "Ngô Thị Trang", "Phạm Thị Hoa")
A4_LANDSCAPE = [842, 595]
ADDRESS = re.compile(r"/xac-minh/([A-Z2-9-]+)")


@pytest.fixture
def july(story_day: Callable[[str], None]) -> None:
    """The sample year up to the middle of July: phase one is over, nobody is nominated yet."""
    live_until("2021-07-14")
    story_day("2021-07-14")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    """The page has that title."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def add(page: Page, words: str, name: str) -> None:
    """Search with a few letters without accents and add that person in one tap."""
    page.get_by_label("Thêm người vào danh sách").fill(words)
    page.get_by_role("button", name=f"Thêm {name}").click()
    expect(page.locator(".nominee-name").filter(has_text=name)).to_be_visible()


def nominate(phone: Visitor) -> Dossier:
    """The chair draws up a list on her phone, sees the share move with each tap, and sends it."""
    phone.sign_in(person(CHAIR))
    page = chair.begin_a_nomination(phone)
    add(page, "tran ngoc", PEOPLE[0])
    expect(page.locator("#meter")).to_contain_text("1 trên 1 người")
    add(page, "hoang thi trang", "Hoàng Thị Trang")
    expect(page.locator("#meter")).to_contain_text("1 trên 2 người")
    add(page, "ngo thi", PEOPLE[1])
    add(page, "pham thi hoa", PEOPLE[2])
    expect(page.locator("#meter")).to_contain_text("3 trên 4 người")
    phone.fits()
    phone.picture("de-nghi-danh-sach")
    page.get_by_role("button", name="Bỏ Hoàng Thị Trang khỏi danh sách").click()
    expect(page.locator("#meter")).to_contain_text("3 trên 3 người")
    chair.send_the_nomination(page)
    return Dossier.objects.get()


def appraise(desk: Visitor) -> None:
    """The district's officer takes the list, gives each line a verdict, concludes."""
    desk.sign_in(person(world.OFFICER))
    page = desk.open("/khen-thuong/")
    heading(page, "Tiếp nhận đề nghị")
    page.get_by_role("main").get_by_role("link", name=re.compile("May Hồ Tây")).first.click()
    page.get_by_role("button", name="Nhận thẩm định").click()
    page.locator(".nominee").filter(has_text=PEOPLE[2]).get_by_text("Không đạt").click()
    page.locator(".nominee").filter(has_text=PEOPLE[2]).get_by_label("Ý kiến").fill("Chưa nêu kết quả cụ thể")
    desk.fits()
    desk.picture("tham-dinh")
    page.get_by_role("button", name="Đạt tất cả").click()
    page.get_by_role("button", name="Kết luận thẩm định").click()
    expect(page.get_by_text("Đã kết luận thẩm định.")).to_be_visible()


def decide(desk: Visitor) -> None:
    """The leader sees the names and letters that it will make, and records the decision with its number."""
    desk.sign_in(person(world.LEADER))
    page = desk.open("/khen-thuong/quyet-dinh")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Xem trước quyết định").click()
    heading(page, "Ghi quyết định khen thưởng")
    expect(page.get_by_text(PEOPLE[0])).to_be_visible()
    page.get_by_label("Số quyết định").fill("15")
    page.get_by_label("Ngày quyết định").fill("14/07/2021")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Đức Long")
    desk.fits()
    desk.picture("ghi-quyet-dinh")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Đã ghi quyết định.")).to_be_visible()
    desk.picture("quyet-dinh")


def print_all(desk: Visitor, folder: Path) -> list[str]:
    """All certificates as one PDF; gives the codes printed on its pages."""
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="In tất cả giấy").click()
    path = folder / "giay-khen.pdf"
    download.value.save_as(path)
    paper = pypdfium2.PdfDocument(path)
    codes = []
    for number in range(len(paper)):
        sheet = paper[number]
        assert [round(side) for side in sheet.get_size()] == A4_LANDSCAPE
        found = ADDRESS.search(sheet.get_textpage().get_text_range())
        assert found, sheet.get_textpage().get_text_range()
        codes.append(found.group(1))
    return codes


def anybody_opens(stranger: Visitor, code: str, says: str) -> Page:
    """Somebody without an account opens the address of the code."""
    page = stranger.open(f"/xac-minh/{code}")
    heading(page, says)
    stranger.accessible()
    return page


def test_from_nomination_to_certificate(july: None, visit: Visit, phone: Visitor, tmp_path: Path):
    desk, stranger = visit(DESKTOP), visit(PHONE)
    dossier = nominate(phone)
    appraise(desk)
    decide(desk)
    assert dossier.lines.count() == 3
    assert list(Award.objects.order_by("golden_book_number").values_list("recipient", flat=True)) == [*PEOPLE[:2]]
    codes = print_all(desk, tmp_path)
    assert len(codes) == 2

    page = anybody_opens(stranger, codes[0], "Chứng nhận hợp lệ")
    expect(page.get_by_text(PEOPLE[0])).to_be_visible()
    expect(page.get_by_text(re.compile("15/QĐ"))).to_be_visible()
    stranger.picture("xac-minh-hop-le")

    page = desk.page
    page.reload()
    page.get_by_role("link", name=PEOPLE[0]).click()
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_label("Cấp nhầm, ghi nhầm").check()
    page.get_by_label("Lý do cụ thể").fill("Trùng với giấy khen đã tặng đầu năm")
    desk.picture("thu-hoi")
    page.get_by_role("button", name="Thu hồi giấy này").click()
    expect(page.get_by_text("Đã thu hồi.")).to_be_visible()
    page = anybody_opens(stranger, codes[0], "Đã bị thu hồi")
    expect(page.get_by_text("Trùng với giấy khen")).to_have_count(0)
    stranger.picture("xac-minh-thu-hoi")

    page = desk.open("/khen-thuong/danh-sach")
    page.get_by_role("link", name=PEOPLE[1]).click()
    page.get_by_role("link", name="Thay bằng giấy đã sửa").click()
    page.get_by_label("Họ và tên, tên tập thể").fill("Ngô Thị Huyền Trang")
    page.get_by_label("Giấy cũ sai ở đâu").fill("Thiếu chữ đệm")
    page.get_by_role("button", name="Lập giấy mới").click()
    heading(page, "Ngô Thị Huyền Trang")
    page = anybody_opens(stranger, codes[1], "Đã được thay thế")
    stranger.picture("xac-minh-thay-the")
    page.get_by_role("link", name="Xem giấy thay thế").click()
    heading(page, "Chứng nhận hợp lệ")
    expect(page.get_by_text("Ngô Thị Huyền Trang")).to_be_visible()


def test_a_code_typed_from_the_paper_finds_its_certificate_and_a_wrong_one_says_what_to_do(
    story_day: Callable[[str], None], phone: Visitor
):
    live_until("2021-07-27")
    story_day("2021-07-27")
    page = phone.open("/xac-minh/")
    phone.picture("xac-minh")
    phone.expects.add(404)
    page.get_by_role("textbox").fill("AAAA BBBB CCCC DDDD")
    page.get_by_role("button", name="Xác minh").click()
    heading(page, "Không tìm thấy giấy có mã này")
    phone.accessible()
