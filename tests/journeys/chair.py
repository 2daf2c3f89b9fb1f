"""The steps of a grassroots chair, for the journeys on her phone and in a browser without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE, Visitor

AWARD = "Giấy khen của Ban Thường vụ Liên đoàn Lao động quận Ba Đình"


def _picture(visitor: Visitor, name: str) -> None:
    """The guide shows her phone."""
    if visitor.page.viewport_size == PHONE:
        visitor.picture(name)


def open_duty(visitor: Visitor, verb: str) -> Page:
    """From her desk to the page of the duty with that button."""
    page = visitor.open("/")
    page.locator(".duty").get_by_role("link", name=verb).last.click()
    visitor.fits()
    return page


def make_the_own_plan(visitor: Visitor) -> Page:
    """Two taps from her desk: the draft with everything taken over from the district's plan."""
    page = open_duty(visitor, "Lập kế hoạch")
    page.get_by_role("button", name="Lập kế hoạch").click()
    expect(page.get_by_role("heading", name="Chỉ tiêu của đơn vị")).to_be_visible()
    visitor.fits()
    return page


def issue_the_own_plan(page: Page) -> None:
    """The third tap."""
    page.get_by_role("button", name="Ban hành kế hoạch").click()
    expect(page.get_by_text("Cấp trên đã thấy kế hoạch này.")).to_be_visible()


def register_the_launch(visitor: Visitor, day: str) -> Page:
    """Day, place and people of the launch event."""
    page = open_duty(visitor, "Đăng ký lịch")
    page.get_by_label("Ngày phát động").fill(day)
    page.get_by_label("Địa điểm").fill("Hội trường tầng 2")
    page.get_by_label("Số người dự kiến tham dự").fill("300")
    _picture(visitor, "dang-ky-phat-dong")
    page.get_by_role("button", name="Đăng ký lịch phát động").click()
    expect(page.get_by_text(f"Đã đăng ký lịch phát động ngày {day}.")).to_be_visible()
    visitor.fits()
    return page


def register_titles(visitor: Visitor, names: tuple[str, ...]) -> Page:
    """A title for some of her people and one for the union itself; the list is sent."""
    page = open_duty(visitor, "Đăng ký danh hiệu")
    page.get_by_role("button", name="Bắt đầu lập danh sách").click()
    page.get_by_role("link", name="Thêm người").first.click()
    page.get_by_label("Danh hiệu").select_option(index=1)
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    _picture(visitor, "dang-ky-danh-hieu")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.get_by_text(f"Đã thêm {len(names)} người vào danh sách.")).to_be_visible()
    page.get_by_role("link", name="Thêm danh hiệu tập thể").click()
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("Đã thêm danh hiệu tập thể vào danh sách.")).to_be_visible()
    page.get_by_role("button", name="Gửi đăng ký lên cấp trên").click()
    expect(page.get_by_text("Đã gửi đăng ký.")).to_be_visible()
    visitor.fits()
    return page


def begin_a_nomination(visitor: Visitor) -> Page:
    """The list of a giấy khen for the first phase, still empty."""
    page = visitor.open("/khen-thuong/de-nghi")
    page.get_by_role("link", name="Lập danh sách đề nghị").first.click()
    page.get_by_label("Hình thức khen thưởng").select_option(label=AWARD)
    page.get_by_label("Dịp").select_option(label="Sơ kết, tổng kết đợt thi đua")
    page.get_by_label("Thành tích chung").fill("Đã có thành tích xuất sắc trong phong trào thi đua đợt 1 năm 2021")
    page.get_by_label("Ngày trao tặng dự kiến").fill("28/07/2021")
    page.get_by_role("button", name="Tiếp: thêm người").click()
    expect(page.get_by_text("Danh sách còn trống")).to_be_visible()
    return page


def send_the_nomination(page: Page) -> None:
    """She declares that nobody is under examination, and sends."""
    page.get_by_label("Đơn vị cam kết").check()
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đã gửi Liên đoàn Lao động quận Ba Đình")).to_be_visible()
