"""What runs upward: a proposal that is answered for everybody, a correction that becomes an amended report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, Visitor
from tests.journeys.conftest import Visit
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting import actions
from thidua.reporting.models import Report, ReportRequest
from thidua.reporting.tests.factories import fill, make_request, make_submitted_report, report_of

TITLE = "Hỗ trợ kinh phí tập huấn an toàn lao động"
QUESTION = "Cơ sở có được hỗ trợ kinh phí tập huấn không?"
ANSWER = "Có, mỗi cơ sở hai lớp trong quý III."


@pytest.fixture
def july(story_day: Callable[[str], None]) -> None:
    """The first of July 2021."""
    story_day("2021-07-01")


def test_a_proposal_is_sent_assigned_answered_for_everybody_and_read_by_a_neighbour(
    july: None, story_day: Callable[[str], None], phone: Visitor, visit: Visit
):
    district = make_district(make_province())
    base, neighbour = make_base(district), make_base(district, "Công đoàn cơ sở bên cạnh")
    page = _send(phone, base)
    story_day("2021-07-13")
    desk = visit(DESKTOP)
    desk.sign_in(make_user(district, Role.OFFICER))
    page = desk.open("/bao-cao/kien-nghi/")
    expect(page.get_by_text("chờ 12 ngày").first).to_be_visible()
    desk.accessible()
    desk.picture("kien-nghi-danh-sach")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Giao giải quyết").click()
    page.get_by_label("Ban, bộ phận").fill("Ban Chính sách – Pháp luật")
    page.get_by_label("Hạn trả lời").fill("20/07/2021")
    page.get_by_role("button", name="Giao giải quyết").click()
    expect(page.get_by_text("đã giao Ban Chính sách – Pháp luật, hạn 20/07/2021").first).to_be_visible()
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("Trả lời", exact=True).fill(ANSWER)
    page.get_by_label("Công bố cho mọi đơn vị cấp dưới cùng đọc").check()
    page.get_by_label("Câu hỏi khi công bố").fill(QUESTION)
    desk.fits()
    page.get_by_role("button", name="Trả lời").click()
    expect(page.get_by_text("đã được báo")).to_be_visible()
    desk.accessible()

    page = phone.open("/bao-cao/kien-nghi/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    phone.fits()
    phone.accessible()
    page.get_by_role("button", name="Đã rõ, kết thúc").click()
    expect(page.get_by_text("Đã kết thúc kiến nghị này.")).to_be_visible()

    other = visit(DESKTOP)
    other.sign_in(make_user(neighbour, Role.CHAIR))
    page = other.open("/bao-cao/kien-nghi/giai-dap/?tim=kinh+phi")
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_text("Một đơn vị hỏi.")).to_be_visible()
    other.accessible()


def _send(phone: Visitor, base: Unit) -> Page:
    """The chair sends it from her phone."""
    phone.sign_in(make_user(base, Role.CHAIR))
    page = phone.open("/bao-cao/")
    page.get_by_role("link", name="Khó khăn, kiến nghị").click()
    page.get_by_role("link", name="Gửi khó khăn, kiến nghị").click()
    page.get_by_label("Tóm tắt").fill(TITLE)
    page.get_by_label("Nội dung").fill("Kinh phí chỉ đủ một lớp.")
    page.get_by_label("Không nêu tên đơn vị").check()
    phone.fits()
    phone.accessible()
    phone.picture("kien-nghi-gui")
    page.get_by_role("button", name="Gửi lên cấp trên").click()
    expect(page.get_by_text("Bạn được báo khi có trả lời.")).to_be_visible()
    return page


@pytest.fixture
def accepted(july: None) -> ReportRequest:
    """City > district > two bases; the district's report was accepted."""
    city = make_province()
    district = make_district(city, "Liên đoàn Lao động quận Một")
    a, b = make_base(district, "Công đoàn cơ sở Sợi"), make_base(district, "Công đoàn cơ sở Dệt")
    asked = make_request(city)
    make_submitted_report(asked, a, (10, 90, 100, 100))
    make_submitted_report(asked, b, (20, 95, 100, 118))
    actions.merge_rollups(request_id=asked.pk)
    leader = make_actor(district, Role.LEADER, Role.OFFICER)
    make_submitted_report(asked, district, (30, 185, 200, 218), by=leader)
    actions.accept_report(by=make_actor(city, Role.OFFICER), report=report_of(asked, district))
    return asked


def test_a_correction_below_shows_as_a_difference_and_becomes_an_amended_report(
    accepted: ReportRequest, story_day: Callable[[str], None], desktop: Visitor, visit: Visit
):
    story_day("2021-07-03")
    own = Report.objects.get(request=accepted, unit__name="Liên đoàn Lao động quận Một")
    base = Report.objects.get(request=accepted, unit__name="Công đoàn cơ sở Sợi").unit
    actions.return_report(
        by=make_actor(own.unit, Role.OFFICER), report=report_of(accepted, base), remark="Đối chiếu lại sổ đoàn viên"
    )
    fill(report_of(accepted, base), 15, 90, 100, 100)
    actions.submit_report(by=make_actor(base), report=report_of(accepted, base))
    actions.merge_rollups(request_id=accepted.pk)

    desktop.sign_in(make_user(own.unit, Role.OFFICER, Role.LEADER))
    page = desktop.open(f"/bao-cao/{own.pk}/")
    page.get_by_role("link", name="Xem chênh lệch và lập bản sửa đổi").click()
    expect(page.get_by_text("10 → 15")).to_be_visible()
    expect(page.get_by_text("nộp lại (lần 2)")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    desktop.picture("chenh-lech-sau-khi-ky")
    page.get_by_label("Lý do").fill("Công đoàn cơ sở Sợi đính chính số kết nạp")
    page.get_by_role("button", name="Mở lại để sửa đổi").click()
    expect(page.get_by_text("Đã mở lại báo cáo.")).to_be_visible()
    page.get_by_role("button", name="Lưu rồi lấy số, lấy lời từ cấp dưới").click()
    expect(page.get_by_role("heading", name="Lấy từ cấp dưới")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    desktop.picture("lay-tu-cap-duoi")
    page.get_by_label("Công đoàn cơ sở Dệt").check()
    page.get_by_role("button", name="Lấy các đoạn đã chọn").click()
    expect(page.get_by_text("Đã lấy 1 đoạn")).to_be_visible()
    actions.submit_report(by=make_actor(own.unit, Role.LEADER), report=report_of(accepted, own.unit))

    above = visit(DESKTOP)
    above.sign_in(make_user(accepted.unit, Role.OFFICER))
    page = above.open(f"/bao-cao/{own.pk}/cac-lan-nop/")
    expect(page.get_by_text("Lần 1 so với lần 2")).to_be_visible()
    expect(page.get_by_text("+5")).to_be_visible()
    above.fits()
    above.accessible()
