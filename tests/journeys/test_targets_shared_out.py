"""A target shared out: the officer gives it on her phone, a chair asks for another amount, the officer answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.tests.factories import make_issued_plan

WORKERS, HOSPITAL = "Công đoàn Công ty May Đức Giang", "Công đoàn Bệnh viện Ba Đình"


def test_a_target_is_given_asked_about_and_shared_out_to_the_last(story_day: Callable[[str], None], phone: Visitor):
    story_day("2021-01-12")
    with clock.at(dt.date(2021, 1, 12)):
        district = make_district(make_province())
        base = make_base(district, WORKERS)
        make_base(district, HOSPITAL)
        plan = make_issued_plan(district)
        officer, chair = (User.objects.get(pk=make_actor(*who).user_id) for who in ((district, Role.OFFICER), (base,)))
    phone.sign_in(officer)
    page = phone.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Phân bổ chỉ tiêu cho cấp dưới").click()
    page.get_by_role("link", name="Đoàn viên kết nạp mới").click()
    expect(page.get_by_text("còn 50 đoàn viên chưa giao")).to_be_visible()
    page.get_by_label(WORKERS).fill("30")
    page.get_by_label(HOSPITAL).fill("15")
    page.get_by_role("button", name="Lưu mức giao").click()
    expect(page.get_by_text("còn 5 đoàn viên chưa giao")).to_be_visible()
    phone.fits()
    phone.accessible()

    phone.sign_in(chair)
    page = phone.open(f"/ke-hoach/{plan.pk}/duoc-giao/")
    expect(page.get_by_text("30 đoàn viên")).to_be_visible()
    page.get_by_role("link", name="Đề nghị mức khác").click()
    page.get_by_label("Mức đơn vị đề nghị").fill("35")
    page.get_by_label("Lý do").fill("Vừa mở thêm chuyền may")
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Chờ cấp trên trả lời")).to_be_visible()
    phone.fits()

    phone.sign_in(officer)
    page = phone.open(f"/ke-hoach/{plan.pk}/phan-bo/")
    page.get_by_role("link", name="Đoàn viên kết nạp mới").click()
    page.get_by_role("link", name="Trả lời").click()
    page.get_by_label("Đồng ý mức đề nghị").check()
    page.get_by_label("Lời với đơn vị").fill("Đồng ý, chúc đơn vị hoàn thành")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("đã giao đủ")).to_be_visible()
    phone.quiet()
