"""The review of a plan that was read: by keyboard alone, with the mouse, on a phone, in a browser without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo import world
from thidua.demo.scenes.planning import PAPER
from thidua.plans.actions import create_plan_from_file
from thidua.plans.models import Plan
from thidua.plans.queries import contents_of

SENTENCE = "Lựa chọn từ 1 - 2 đơn vị, tổ chức phát động thi đua điểm"
SELECT = """words => {
  const walk = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


@pytest.fixture
def draft(story_day: Callable[[str], None]) -> Plan:
    """The district's plan as it was read, nothing confirmed."""
    live_until("2021-01-05")
    story_day("2021-01-05")
    return create_plan_from_file(by=world.actor(world.OFFICER), name=PAPER.name, data=PAPER.read_bytes())


def review(desk: Visitor, plan: Plan) -> Page:
    """The officer at the review of the plan."""
    desk.sign_in(person(world.OFFICER))
    return desk.open(f"/ke-hoach/{plan.pk}/ra-soat/")


def focused(page: Page) -> str:
    """The item that has the focus."""
    return str(page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item || ''"))


def answered(page: Page, key: str) -> None:
    """Press a key and wait until the page has taken what came back."""
    with page.expect_response(lambda response: "/ke-hoach/" in response.url):
        page.keyboard.press(key)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def test_a_whole_plan_is_reviewed_with_the_keyboard_alone(draft: Plan, desktop: Visitor):
    page = review(desktop, draft)
    expect(page.locator("#review-progress")).to_contain_text("0/")
    page.keyboard.press("j")
    first = focused(page)
    expect(page.locator(f"#{first}")).to_have_class(re.compile("is-active"))
    expect(page.locator("mark.is-active").first).to_be_in_viewport()

    answered(page, "Enter")
    expect(page.locator(f"#{first}")).to_have_class(re.compile("is-confirmed"))
    second = focused(page)
    assert second not in ("", first)
    answered(page, "x")
    expect(page.locator(".is-dropped")).to_have_count(1)
    answered(page, "u")
    expect(page.locator(f"#{second}")).to_be_focused()

    answered(page, "e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Chỉ tiêu đã sửa bằng bàn phím")
    desktop.accessible()
    answered(page, "Control+Enter")
    expect(page.locator(f"#{second}")).to_contain_text("Chỉ tiêu đã sửa bằng bàn phím")
    expect(page.locator(f"#{second}")).to_have_class(re.compile("is-confirmed"))

    for _ in range(90):
        if page.locator("#review-items > .item:not(.is-confirmed)").count():
            answered(page, "Enter")
            if page.locator(".is-editing").count():
                page.locator(".is-editing").get_by_label("Chưa có hạn").focus()
                page.keyboard.press("Space")
                answered(page, "Control+Enter")
        elif page.locator("[data-next][hx-get]").count():
            answered(page, "n")
        else:
            break
    items = contents_of(Plan.objects.get(pk=draft.pk)).items
    assert all(item.is_confirmed for item in items)
    expect(page.locator("#review-progress")).to_contain_text("Đã xác nhận đủ.")
    expect(page.locator("[data-next]")).to_be_focused()
    # A row half under the bar that stays in view counts as a small target: look from the top.
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    desktop.accessible()


def test_text_and_draft_are_tied_both_ways_with_the_mouse(draft: Plan, desktop: Visitor):
    page = review(desktop, draft)
    item = page.locator("#review-items > .item").first
    anchor = item.get_attribute("id")
    page.locator(f'mark[data-item="{anchor}"]').first.hover()
    expect(item).to_have_class(re.compile("is-active"))
    other = page.locator("#review-items > .item").nth(1)
    other.hover()
    expect(page.locator(f'mark[data-item="{other.get_attribute("id")}"]').first).to_have_class(re.compile("is-active"))

    phase = draft.phases.all()[0]
    page.locator(f'mark[data-item="{phase.anchor}"]').first.click()
    expect(page.locator(f"#{phase.anchor}")).to_be_focused()
    page.get_by_role("button", name="Xác nhận cả nhóm").click()
    expect(page.locator(f"#{phase.anchor}")).to_have_class(re.compile("is-confirmed"))
    expect(page.locator("#review-progress")).to_contain_text(f"{draft.phases.count()}/")


def test_a_paragraph_of_the_contents_and_its_row_show_each_other_on_a_phone(draft: Plan, phone: Visitor):
    page = review(phone, draft)
    phone.picture("ra-soat-dien-thoai")
    block = draft.blocks.filter(section="measure", span_start__isnull=False).first()
    page.locator(f'mark[data-item="{block.anchor}"]').first.click()
    expect(page.locator(f"#{block.anchor}")).to_be_focused()
    page.locator(f"#{block.anchor}").get_by_role("link", name="Xem trong văn bản").click()
    expect(page.locator(f"#t-{block.anchor}")).to_be_in_viewport()
    expect(page.locator(f'mark[data-item="{block.anchor}"]').first).to_have_class(re.compile("is-active"))


def test_a_sentence_that_nothing_was_read_from_is_offered_as_contents(draft: Plan, desktop: Visitor):
    page = review(desktop, draft)
    lines = [line for line in draft.source_text.split("\n") if line.startswith("II")]
    assert page.evaluate(SELECT, lines[0][3:40])
    offer = page.get_by_role("group", name="Thêm đoạn đã chọn vào bản thảo")
    expect(offer.get_by_role("link").first).to_have_text("Nội dung")
    offer.get_by_role("link").first.click()
    expect(page.get_by_label("Mục", exact=True)).to_have_value("purpose")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_selection_becomes_an_item_and_survives_a_closed_tab(draft: Plan, size: dict[str, int], visit: Visit):
    visitor = visit(size)
    page = review(visitor, draft)
    assert page.evaluate(SELECT, SENTENCE)
    offer = page.get_by_role("group", name="Thêm đoạn đã chọn vào bản thảo")
    expect(offer.get_by_role("link").first).to_have_text("Chỉ tiêu")
    if size == PHONE:
        visitor.picture("them-tu-van-ban-dien-thoai")
    else:
        visitor.picture("them-tu-van-ban")
    offer.get_by_role("link").first.click()
    expect(page.get_by_label("Mức", exact=False).first).to_have_value("1")
    page.get_by_label("Đơn vị tính").fill("đơn vị điểm")
    expect(page.locator("[data-draft-line]").last).to_contain_text("Đã giữ trên máy")
    page.close()

    visitor.page = visitor.context.new_page()
    visitor.listen()
    page = visitor.open(f"/ke-hoach/{draft.pk}/ra-soat/")
    expect(page.get_by_text("Bạn đang sửa dở trên máy này")).to_be_visible()
    visitor.accessible()
    if size == PHONE:
        visitor.picture("sua-do-tren-may")
    page.locator("[data-draft-list]").get_by_role("link").click()
    expect(page.get_by_label("Đơn vị tính")).to_have_value("đơn vị điểm")
    page.get_by_role("button", name="Lưu và xác nhận").click()
    expect(page.get_by_text("Đã thêm vào bản thảo.")).to_be_visible()
    expect(page.get_by_text("Bạn đang sửa dở trên máy này")).to_be_hidden()
    added = draft.targets.get(unit_word="đơn vị điểm")
    assert draft.source_text[added.span_start : added.span_end] == SENTENCE


def test_a_correction_typed_over_what_a_colleague_has_saved_shows_both(draft: Plan, desktop: Visitor, visit: Visit):
    phase = draft.phases.all()[0]
    page = review(desktop, draft)
    page.locator('#review-tabs [data-group="phase"]').click()
    page.locator(f"#{phase.anchor}").get_by_role("link", name="Sửa").click()
    page.get_by_label("Tên đợt").fill("Đợt chị Trang")
    expect(page.locator(".is-editing [data-draft-line]")).to_contain_text("Đã giữ trên máy")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Bạn đang sửa dở trên máy này")).to_be_visible()

    colleague = visit(PHONE)
    other = review(colleague, draft)
    other.goto(f"{colleague.base_url}/ke-hoach/muc/phase/{phase.pk}/")
    other.get_by_label("Tên đợt").fill("Đợt anh Nam")
    other.get_by_role("button", name="Lưu và xác nhận").click()
    expect(other.get_by_text("Đã lưu và xác nhận.")).to_be_visible()

    page.locator("[data-draft-list]").get_by_role("link").click()
    expect(page.get_by_label("Tên đợt")).to_have_value("Đợt chị Trang")
    page.get_by_role("button", name="Lưu và xác nhận").click()
    clash = page.locator(".clash")
    expect(clash).to_contain_text("Đợt anh Nam")
    expect(clash).to_contain_text("Đợt chị Trang")


def test_the_review_works_without_scripts(draft: Plan, plain: Visitor):
    page = review(plain, draft)
    first = page.locator("#review-items > .item").first
    words = first.locator(".item-head").inner_text()
    first.get_by_role("button", name="Bỏ").click()
    expect(page.get_by_text("Đã bỏ mục này.")).to_be_visible()
    page.get_by_text("Đã bỏ, có thể lấy lại").click()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator("#review-items").get_by_text(words)).to_be_visible()
    page.get_by_role("navigation", name="Nhóm mục").get_by_role("link", name=re.compile("Đợt")).click()
    page.locator("#review-items > .item").first.get_by_role("link", name="Sửa").click()
    page.get_by_role("button", name="Lưu và xác nhận").click()
    expect(page.get_by_text("Đã lưu và xác nhận.")).to_be_visible()
    page.get_by_role("button", name="Xác nhận cả nhóm").click()
    expect(page.locator("#review-items > .item:not(.is-confirmed)")).to_have_count(0)
