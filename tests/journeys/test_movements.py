"""Movements at a desk and on a phone: registered, answered in one tap, reviewed; the register and a movement's page."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.campaigns.models import Review
from thidua.demo import world
from thidua.documents.tests.samples import png_picture
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.plans.models import Movement

CHAIR = "0912000103"
DAY = "2021-06-24"
NAME = "Cả nước thi đua chuyển đổi số, bình dân học vụ số"
MIDDLE = "tile => tile.scrollIntoView({ block: 'center', behavior: 'instant' })"
CRITERIA = "Mỗi đoàn viên thạo ít nhất một dịch vụ công trực tuyến"


def registers_a_movement(desk: Visitor) -> None:
    """The district's officer writes down what the Prime Minister has launched."""
    page = desk.open("/phong-trao/")
    page.get_by_role("link", name="Đăng ký phong trào").click()
    page.get_by_label("Tên phong trào").fill(NAME)
    page.get_by_label("Cấp phát động").select_option(label="Thủ tướng Chính phủ")
    page.get_by_label("Văn bản phát động").fill("Quyết định 1690/QĐ-TTg ngày 18/6/2021")
    page.get_by_label("Phát động từ ngày").fill("18/06/2021")
    page.get_by_label("Tiêu chí đánh giá").fill(CRITERIA)
    desk.fits()
    desk.accessible()
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    desk.picture("dang-ky-phong-trao")
    page.get_by_role("main").get_by_role("button", name=re.compile("Đăng ký|Lưu")).last.click()
    expect(page.get_by_text("Đã đăng ký phong trào.")).to_be_visible()


def answers_it(phone: Visitor) -> Movement:
    """The chair finds it in the register as not answered, reads its page, and answers in one tap."""
    page = phone.open("/phong-trao/")
    card = page.get_by_role("row").filter(has_text=NAME)
    expect(card).to_contain_text("Chưa hưởng ứng")
    phone.accessible()
    phone.picture("so-phong-trao-dien-thoai")
    card.get_by_role("link", name=NAME).click()
    expect(page.get_by_text("Đơn vị chưa hưởng ứng.")).to_be_visible()
    phone.fits()
    phone.accessible()
    phone.picture("huong-ung-phong-trao")
    page.get_by_role("button", name="Hưởng ứng phong trào").click()
    expect(page.get_by_text(f"Đã hưởng ứng phong trào “{NAME}”.")).to_be_visible()
    phone.fits()
    phone.picture("da-huong-ung")
    own = Movement.objects.get(name=NAME, unit=person(CHAIR).appointments.get().unit)
    assert own.criteria == CRITERIA
    page = phone.open("/phong-trao/")
    expect(page.get_by_role("row").filter(has_text=NAME)).not_to_contain_text("Chưa hưởng ứng")
    return own


def writes_the_review(phone: Visitor) -> Review:
    """From the duty on her desk: a draft first, then recorded; the duty is done."""
    page = phone.open("/")
    page.get_by_role("link", name="Ghi sơ kết, tổng kết").first.click()
    page.get_by_label("Ngày tổ chức").fill("23/06/2021")
    page.get_by_label("Địa điểm").fill("Nhà văn hoá phường Ngọc Khánh")
    page.get_by_label("Số người dự").fill("96")
    page.get_by_label("Trong đó lao động trực tiếp").fill("81")
    page.get_by_label("Kết quả").fill("Trồng mới 1.200 cây xanh, vượt 8 % kế hoạch; 6 sáng kiến được công nhận.")
    page.get_by_label("Điển hình được biểu dương").fill("Tổ Duy trì 3: không để cây gãy đổ trong mùa mưa.")
    phone.fits()
    phone.accessible()
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    phone.picture("ghi-so-ket")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    page.get_by_role("link", name="Sửa bản nháp").click()
    expect(page.get_by_label("Số người dự")).to_have_value("96")
    papers = {"name": "bien-ban-so-ket.png", "mimeType": "image/png", "buffer": png_picture()}
    page.get_by_label("Biên bản hoặc báo cáo kèm theo").set_input_files(papers)
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_text("Công đoàn cấp trên đã thấy bản này.")).to_be_visible()
    phone.fits()
    phone.accessible()
    review = Review.objects.get(unit=person(CHAIR).appointments.get().unit)
    assert (review.state, review.participants, review.direct_workers) == ("recorded", 96, 81)
    assert not Duty.objects.open().filter(unit=review.unit, kind=DutyKind.REVIEW, due_on="2021-06-30").exists()
    return review


def sees_it_all(visitor: Visitor, review: Review) -> Page:
    """The officer: the register, the movement with its units, the review from below."""
    page = visitor.open("/phong-trao/")
    row = page.get_by_role("row").filter(has_text="Công nhân giỏi Thủ đô")
    expect(row).to_have_count(1)
    visitor.accessible()
    row.get_by_role("link", name="Công nhân giỏi Thủ đô").click()
    expect(page.get_by_role("heading", name="Công nhân giỏi Thủ đô", level=1)).to_be_visible()
    unit = page.get_by_role("row").filter(has_text="CĐCS Cây xanh Thủ Lệ")
    expect(unit).to_contain_text("Sơ kết Đợt 1")
    visitor.fits()
    visitor.accessible()
    unit.get_by_role("link", name="Sơ kết Đợt 1").click()
    expect(page.get_by_text("Trồng mới 1.200 cây xanh")).to_be_visible()
    expect(page.get_by_role("link", name="bien-ban-so-ket.png")).to_be_visible()
    assert page.url.endswith(f"/phong-trao/so-ket/{review.pk}")
    visitor.fits()
    return page


def test_a_movement_is_registered_answered_on_a_phone_and_reviewed(story_day: Callable[[str], None], visit: Visit):
    live_until(DAY)
    story_day(DAY)
    desk, phone, officers_phone = visit(DESKTOP), visit(PHONE), visit(PHONE)
    desk.sign_in(person(world.OFFICER))
    phone.sign_in(person(CHAIR))
    officers_phone.sign_in(person(world.OFFICER))
    registers_a_movement(desk)
    answers_it(phone)
    review = writes_the_review(phone)
    sees_it_all(desk, review)
    desk.picture("so-ket-da-ghi")
    sees_it_all(officers_phone, review)
    officers_phone.picture("so-ket-dien-thoai")

    desk.open("/phong-trao/")
    desk.picture("so-phong-trao")
    movement = review.movements.get(name="Công nhân giỏi Thủ đô").responds_to
    page = desk.open(f"/phong-trao/{movement.pk}")
    page.locator(".stat-label").first.evaluate(MIDDLE)
    desk.picture("trang-phong-trao")
    page = officers_phone.open(f"/phong-trao/{movement.pk}")
    page.locator(".stat-label").first.evaluate(MIDDLE)
    officers_phone.picture("trang-phong-trao-dien-thoai")
    desk.open("/phong-trao/so-ket/")
    desk.accessible()
    desk.picture("so-ket-cac-don-vi")


def test_an_officer_picks_a_model_launch_until_its_day(
    story_day: Callable[[str], None], desktop: Visitor, phone: Visitor
):
    live_until("2021-02-05")
    story_day("2021-02-08")
    desktop.sign_in(person(world.OFFICER))
    page = desktop.open("/phong-trao/phat-dong/")
    desktop.accessible()
    desktop.picture("lich-phat-dong")
    phone.sign_in(person(world.OFFICER))
    phone.open("/phong-trao/phat-dong/")
    phone.accessible()
    phone.picture("lich-phat-dong-dien-thoai")
    page.get_by_role("link", name=re.compile("20.02.2021")).click()
    page.get_by_role("button", name="Chọn làm đơn vị phát động điểm").click()
    expect(page.get_by_text("Đơn vị phát động điểm", exact=True)).to_be_visible()
    desktop.picture("chon-phat-dong-diem")
    phone.open(page.url.removeprefix(desktop.base_url))
    phone.accessible()
    phone.picture("chon-phat-dong-diem-dien-thoai")
    story_day("2021-02-21")
    page.reload()
    expect(page.get_by_role("button", name="Bỏ chọn phát động điểm")).to_be_disabled()
    expect(page.get_by_text("Buổi phát động ngày 20/02/2021 đã qua")).to_be_visible()
