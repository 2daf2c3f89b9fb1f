"""What comes after issuing, at a desk and on a phone: the board of lower plans, the tree, a sub-plan, the register of
norms; and before it: a plan made after the upper one, its findings mended in one tap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import published
from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from tests.journeys.test_plan_on_paper import upload
from tests.journeys.test_plans_in_depth import Levels
from thidua.demo import world
from thidua.norms.actions import load_register
from thidua.norms.models import FoundingYear
from thidua.notices.models import Notice
from thidua.plans.actions import approve_plan, send_for_review
from thidua.plans.models import Plan

LATE_UNIT = "Nghiệp đoàn Vận tải Đội Cấn"
CONTEST = "Tổ chức hội thi tay nghề năm 2021"


@pytest.fixture
def march(story_day: Callable[[str], None]) -> Plan:
    """The district's plan is out for two months: four unions in time, one late, one without a plan."""
    live_until("2021-03-01")
    story_day("2021-03-01")
    return world.plan(world.DISTRICT_PLAN)


def reminds_who_lacks_a_plan(visitor: Visitor, plan: Plan) -> None:
    """From the plan's page to the board, from a count to its units, one reminder for all."""
    page = visitor.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Ai đã có kế hoạch").click()
    expect(page.get_by_text("5/6 đơn vị")).to_be_visible()
    visitor.fits()
    visitor.accessible()
    page.get_by_role("link", name="Chưa có, quá hạn 1").click()
    expect(page.get_by_role("row").filter(has_text=LATE_UNIT)).to_contain_text("chưa có, chậm 29 ngày")
    expect(page.get_by_role("row").filter(has_text="CĐCS May Hồ Tây")).to_have_count(0)
    page.goto(f"{visitor.base_url}/ke-hoach/{plan.pk}/cap-duoi/")


def composes_a_sub_plan(visitor: Visitor, plan: Plan) -> Plan:
    """ "Soạn kế hoạch riêng" from the plan's page; the draft hangs under it."""
    page = visitor.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Soạn kế hoạch riêng theo kế hoạch này").click()
    page.get_by_label("Trích yếu").fill(CONTEST)
    visitor.fits()
    page.get_by_role("button", name="Tạo bản thảo").click()
    expect(page.get_by_role("navigation", name="Các khối của kế hoạch")).to_be_visible()
    return Plan.objects.get(part_of=plan, title=CONTEST)


def looks_at_the_tree(visitor: Visitor, plan: Plan) -> Page:
    """The upper plan, this one with its sub-plan, those below."""
    page = visitor.open(f"/ke-hoach/{plan.pk}/cay/")
    expect(page.locator("#tree").get_by_role("link", name="LĐLĐ TP Hà Nội")).to_be_visible()
    expect(page.locator(".tree-sub").filter(has_text=CONTEST)).to_contain_text("kế hoạch riêng")
    expect(page.locator("#tree").get_by_role("link", name="CĐCS May Hồ Tây")).to_be_visible()
    visitor.accessible()
    return page


def test_the_board_the_tree_and_a_sub_plan(march: Plan, visit: Visit):
    desk, phone = visit(DESKTOP), visit(PHONE)
    desk.sign_in(person(world.OFFICER))
    phone.sign_in(person(world.OFFICER))
    reminds_who_lacks_a_plan(desk, march)
    desk.picture("ai-da-co-ke-hoach")
    reminds_who_lacks_a_plan(phone, march)
    phone.picture("ai-da-co-ke-hoach-dien-thoai")
    before = Notice.objects.count()
    phone.page.get_by_role("button", name="Nhắc 1 đơn vị còn thiếu").click()
    expect(phone.page.get_by_text("Đã nhắc 1 đơn vị chưa có kế hoạch.")).to_be_visible()
    assert Notice.objects.count() == before + 1

    sub = composes_a_sub_plan(desk, march)
    assert (sub.title, sub.state, sub.unit) == (CONTEST, "draft", march.unit)
    looks_at_the_tree(desk, march)
    desk.picture("cay-ke-hoach")
    send_for_review(by=world.actor(world.OFFICER), plan=sub)
    approve_plan(by=world.actor(world.LEADER), plan=sub)
    page = phone.open("/ke-hoach/")
    expect(page.get_by_role("row").filter(has_text=CONTEST)).to_contain_text("Đã duyệt, chờ ban hành")
    looks_at_the_tree(phone, march)
    phone.picture("cay-ke-hoach-dien-thoai")


def begins_after_the_upper_plan(visitor: Visitor) -> Page:
    """From the doors to what will be taken over, what is given, what is left to fill."""
    page = visitor.open("/ke-hoach/bat-dau/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Kế hoạch (63|03).KH-LĐLĐ")).first.click()
    expect(page.get_by_role("heading", name="Lấy nguyên từ cấp trên")).to_be_visible()
    expect(page.get_by_role("heading", name="Đơn vị điền")).to_be_visible()
    visitor.fits()
    visitor.accessible()
    return page


def test_a_plan_is_composed_after_the_upper_one_at_a_desk_and_on_a_phone(
    story_day: Callable[[str], None], visit: Visit
):
    live_until("2021-01-05")
    story_day("2021-01-05")
    desk = visit(DESKTOP)
    desk.sign_in(person(world.OFFICER))
    page = begins_after_the_upper_plan(desk)
    desk.picture("theo-ke-hoach-cap-tren")
    page.get_by_role("button", name="Lập kế hoạch").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    own = Plan.objects.get(unit__code=world.DISTRICT)
    assert own.parent == world.plan(world.CITY_PLAN)
    page = desk.open(f"/ke-hoach/{own.pk}/soan/noi-dung/")
    expect(page.locator(".item.is-locked").first).to_be_visible()
    expect(page.get_by_role("button", name="Viết lại cho đơn vị").first).to_be_visible()
    desk.accessible()
    desk.picture("khoi-lay-tu-cap-tren")


def test_a_factorys_chair_sees_on_the_phone_what_she_takes_over(march: Plan, phone: Visitor):
    phone.sign_in(person("0912000106"))
    begins_after_the_upper_plan(phone)
    phone.picture("lay-tu-ke-hoach-cap-tren")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_wrong_count_of_years_is_mended_in_one_tap(
    story_day: Callable[[str], None], visit: Visit, size: dict[str, int]
):
    story_day("2014-01-08")
    load_register(by=None)
    visitor = visit(size)
    visitor.sign_in(Levels(published.DAK_LAK).officer)
    page = upload(visitor, published.DAK_LAK.file("docx"))
    page.get_by_text(re.compile(r"\d+ điều phải sửa trước khi ban hành")).click()
    wrong = page.locator(".finding").filter(has_text="đến năm 2014 là 69 năm")
    expect(wrong).to_contain_text("Trong văn bản, đoạn")
    wrong.evaluate("row => row.scrollIntoView({ block: 'center', behavior: 'instant' })")
    visitor.fits()
    visitor.accessible()
    if size == DESKTOP:
        visitor.picture("dieu-phan-mem-nhac")
    else:
        visitor.picture("dieu-phan-mem-nhac-dien-thoai")
    wrong.get_by_role("button", name="Đổi thành 69 năm").first.click()
    expect(page.locator(".finding").filter(has_text="đến năm 2014 là 69 năm")).to_have_count(0)
    plan = Plan.objects.get()
    assert plan.commemorations.filter(event__icontains="Cách mạng Tháng 8", years=69).exists()


def test_an_administrator_keeps_the_register_of_norms(story_day: Callable[[str], None], visit: Visit):
    live_until("2021-01-05")
    story_day("2021-01-05")
    desk, phone = visit(DESKTOP), visit(PHONE)
    desk.sign_in(person(world.CITY_ADMIN))
    phone.sign_in(person(world.OFFICER))
    page = desk.open("/van-ban-phap-ly/?q=luat+thi+dua")
    row = page.get_by_role("row").filter(has_text="15/2003/QH11")
    expect(row).to_contain_text("Còn hiệu lực")
    desk.accessible()
    desk.picture("so-van-ban")
    row.get_by_role("link", name="15/2003/QH11").click()
    expect(page.get_by_text("Được thay bằng")).to_be_visible()
    desk.fits()
    desk.picture("mot-van-ban")

    page = desk.open("/van-ban-phap-ly/ngay-ky-niem/")
    page.get_by_role("link", name=re.compile("Thêm")).click()
    page.get_by_label("Ngày kỷ niệm", exact=True).fill("Ngày thành lập Công đoàn Thủ đô")
    page.get_by_label("Ngày xảy ra").fill("28/07/1929")
    page.get_by_label("Cách gọi trong văn bản").fill("ngày thành lập Công đoàn Thủ đô")
    page.get_by_label("Độ chắc").select_option(index=1)
    page.get_by_label("Nguồn").fill("Lịch sử phong trào công nhân và Công đoàn Thủ đô")
    desk.fits()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("row").filter(has_text="Công đoàn Thủ đô")).to_contain_text("92 năm")
    assert FoundingYear.objects.filter(name__contains="Công đoàn Thủ đô").exists()
    desk.picture("ngay-ky-niem")

    page = phone.open("/van-ban-phap-ly/?q=luat+thi+dua")
    expect(page.get_by_role("link", name="Thêm văn bản")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="15/2003/QH11")).to_contain_text("Còn hiệu lực")
    phone.accessible()
    phone.picture("so-van-ban-dien-thoai")
    page.get_by_role("link", name="15/2003/QH11").click()
    expect(page.get_by_text("Được thay bằng")).to_be_visible()
    phone.fits()
    phone.accessible()
    phone.picture("mot-van-ban-dien-thoai")
    phone.open("/van-ban-phap-ly/ngay-ky-niem/")
    phone.accessible()
    phone.picture("ngay-ky-niem-dien-thoai")
