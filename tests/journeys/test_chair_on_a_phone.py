"""A grassroots chair with a phone of 360 × 740: her own plan, the launch and its gate, titles for her people."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import chair
from tests.journeys.browser import Visitor
from tests.journeys.sample import live_until, person
from thidua.campaigns.models import Launch
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.plans.models import Plan
from thidua.registrations.models import Registration

CHAIR = "0912000101"
PEOPLE = ("Trần Ngọc Liên", "Ngô Thị Trang", "Phạm Thị Hoa")
NO_TARGET = "Kế hoạch chưa có chỉ tiêu nào."


def test_a_chair_makes_her_plan_registers_the_launch_and_titles(story_day: Callable[[str], None], phone: Visitor):
    live_until("2021-01-18")
    story_day("2021-01-18")
    phone.sign_in(person(CHAIR))
    page = chair.make_the_own_plan(phone)
    phone.picture("ke-hoach-don-vi")
    phone.accessible()
    page.locator(".own-target").nth(0).get_by_role("textbox").first.fill("98,5")
    chair.issue_the_own_plan(page)
    plan = Plan.objects.get(unit__code="BD-MAYHT")
    assert (plan.state, plan.number_text, plan.parent.unit.code) == ("issued", "01/KH-CĐCS", "BD")
    assert "98,5" in plan.targets.order_by("order").first().bound_words

    chair.register_the_launch(phone, "19/02/2021")
    phone.picture("da-dang-ky-phat-dong")
    chair.register_titles(phone, PEOPLE)
    phone.picture("da-gui-danh-hieu")
    assert Launch.objects.get().place == "Hội trường tầng 2"
    assert Registration.objects.get().lines.count() == 4
    done = {DutyKind.MAKE_PLAN, DutyKind.REGISTER_LAUNCH, DutyKind.REGISTER_TITLES}
    open_kinds = set(Duty.objects.filter(unit=plan.unit, fulfilled_at__isnull=True).values_list("kind", flat=True))
    assert not done & open_kinds
    page = phone.open("/")
    expect(page.get_by_text("Đã làm xong")).to_be_visible()


def test_the_gate_of_the_launch_says_what_is_missing(story_day: Callable[[str], None], phone: Visitor):
    live_until("2021-01-18")
    story_day("2021-01-18")
    phone.sign_in(person(CHAIR))
    page = chair.make_the_own_plan(phone)
    for box in page.get_by_label("Bỏ chỉ tiêu này").all():
        box.check()
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_text("Còn thiếu để phát động:")).to_be_visible()
    expect(page.get_by_text(NO_TARGET).first).to_be_visible()
    chair.issue_the_own_plan(page)

    page = chair.open_duty(phone, "Đăng ký lịch")
    expect(page.get_by_text("Chưa đăng ký được lịch phát động")).to_be_visible()
    expect(page.get_by_text(NO_TARGET)).to_be_visible()
    phone.picture("chua-phat-dong-duoc")
    assert not Launch.objects.exists()

    page.get_by_role("link", name="Mở kế hoạch để bổ sung").click()
    page.get_by_role("link", name="Thu hồi", exact=True).click()
    page.get_by_label("Lý do thu hồi").fill("Thiếu chỉ tiêu, lập lại cho đủ")
    page.get_by_role("button", name="Thu hồi", exact=True).click()
    expect(page.get_by_text("Đã thu hồi kế hoạch.")).to_be_visible()
    chair.issue_the_own_plan(chair.make_the_own_plan(phone))
    chair.register_the_launch(phone, "19/02/2021")
    assert Launch.objects.get().plan.state == "issued"
