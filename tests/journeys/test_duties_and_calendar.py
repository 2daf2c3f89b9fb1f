"""Duties day by day: a chair's calendar, list and private address on a phone; an officer's month with what is below;
reminders in the product; an e-mail address of one's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from icalendar import Calendar
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from tests.journeys.browser import Visitor
from tests.journeys.sample import live_until, person
from thidua.desk.tasks import remind_of_duties
from thidua.duties.choices import DutyKind
from thidua.duties.models import CalendarFeed, Duty
from thidua.duties.tests.factories import make_duty
from thidua.notices.models import Digest, Notice
from thidua.notices.tests.mailbox import open_mailbox, text_of

CHAIR, OFFICER = "0912000101", "0912000011"
DAY, LATE_DAY = "2021-06-24", "2021-07-12"


def test_a_chair_finds_a_duty_in_the_calendar_and_the_list_and_marks_it_done(
    story_day: Callable[[str], None], phone: Visitor
):
    live_until(DAY)
    story_day(DAY)
    user = person(CHAIR)
    make_duty(user.appointments.get().unit, due_on=dt.date(2021, 6, 26), subject_id=1_000_000)
    phone.sign_in(user)
    page = phone.open("/")
    page.get_by_role("link", name="Xem lịch từng tháng").click()
    expect(page.get_by_role("heading", name=re.compile("Tháng 6"), level=1)).to_be_visible()
    phone.fits()
    phone.accessible()
    phone.picture("lich-thang-dien-thoai")
    page.get_by_role("link", name="Việc của đơn vị").first.click()
    expect(page.get_by_role("heading", name="Việc của đơn vị", level=1)).to_be_visible()
    phone.fits()
    phone.accessible()
    phone.picture("danh-sach-viec")

    duty = Duty.objects.open().filter(unit=user.appointments.get().unit, kind=DutyKind.PLAN_DUTY).earliest("due_on")
    page.get_by_role("link", name=re.compile(re.escape(duty.title[:30]))).first.click()
    page.get_by_label("Đã làm thế nào").fill("Đã sơ kết ngày 23/6, có biên bản")
    phone.picture("ghi-viec-da-xong")
    page.get_by_role("button", name="Ghi là đã xong").click()
    expect(page.get_by_text("Đã xong").first).to_be_visible()
    duty.refresh_from_db()
    assert duty.fulfilled_at


def test_a_private_calendar_address_is_shown_once_read_by_programs_and_gone_when_revoked(
    story_day: Callable[[str], None], phone: Visitor
):
    live_until(DAY)
    story_day(DAY)
    phone.sign_in(person(CHAIR))
    page = phone.open("/lich/dia-chi/")
    phone.accessible()
    page.get_by_role("button", name="Tạo địa chỉ lịch riêng").click()
    address = page.get_by_label("Địa chỉ lịch").input_value()
    phone.fits()
    phone.accessible()
    page.get_by_label("Địa chỉ lịch").evaluate(
        "field => { field.value = 'https://thi-dua.example.vn/lich/rieng/….ics' }"
    )
    phone.picture("dia-chi-lich")
    page.get_by_role("link", name="Xong").click()
    expect(page.get_by_text("Bạn đang có một địa chỉ lịch")).to_be_visible()
    assert address not in page.content()

    feed = phone.base_url + address[address.index("/lich/") :]
    answer = phone.page.request.get(feed, headers={"Cookie": ""})
    assert answer.status == 200
    titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.body()).walk("VEVENT")]
    assert any("sơ kết" in title for title in titles)
    page.get_by_role("button", name="Thu hồi địa chỉ").click()
    expect(page.get_by_text("Đã thu hồi địa chỉ lịch.")).to_be_visible()
    assert phone.page.request.get(feed).status == 410
    assert CalendarFeed.objects.get().revoked_at


def test_an_officer_sees_the_month_with_the_units_below_and_reminds_and_reads_her_digest(
    story_day: Callable[[str], None], desktop: Visitor
):
    live_until(LATE_DAY)
    story_day(LATE_DAY)
    user = person(OFFICER)
    desktop.sign_in(user)
    page = desktop.open("/lich/?thang=2021-07")
    expect(page.get_by_text(re.compile(r"Cấp dưới: \d+ việc")).first).to_be_visible()
    desktop.accessible()
    desktop.picture("lich-thang-can-bo")
    page.get_by_role("link", name=re.compile(r"Cấp dưới: \d+ việc")).first.click()
    expect(page.get_by_role("heading", name="Việc đến hạn trong ngày")).to_be_visible()
    desktop.fits()
    desktop.accessible()
    desktop.picture("viec-trong-ngay")

    page = desktop.open("/viec-cap-duoi")
    before = Notice.objects.count()
    page.get_by_role("button", name=re.compile("nhắc tất cả")).click()
    page.wait_for_load_state()
    desktop.accessible()
    assert Notice.objects.count() > before

    remind_of_duties()
    digest = Digest.objects.get(user=user)
    page = desktop.open(f"/thong-bao/trong-ngay/{digest.pk}/")
    expect(page.get_by_role("heading", name="Đơn vị cấp dưới")).to_be_visible()
    desktop.accessible()
    desktop.picture("viec-can-nho")


def test_an_e_mail_address_is_confirmed_by_the_code_that_was_sent_to_it(
    story_day: Callable[[str], None], phone: Visitor, settings: Settings
):
    live_until("2021-01-18")
    story_day("2021-01-18")
    phone.sign_in(person(CHAIR))
    with open_mailbox(settings) as mailbox:
        page = phone.open("/tai-khoan/")
        page.get_by_role("link", name="Thêm địa chỉ e-mail").click()
        page.get_by_label("Địa chỉ e-mail").fill("hanh@mayhotay.example.vn")
        phone.accessible()
        phone.picture("dia-chi-e-mail")
        page.get_by_role("button", name="Gửi mã xác nhận").click()
        expect(page.get_by_role("heading", name="Xác nhận địa chỉ e-mail")).to_be_visible()
        phone.fits()
        phone.accessible()
        phone.picture("ma-trong-thu")
        code = re.search(r"\d{3} \d{3}", text_of(mailbox.letters[0]))
        assert code
        page.get_by_label("Mã 6 chữ số trong thư").fill(code.group())
        page.get_by_role("button", name="Xác nhận").click()
        expect(page.get_by_text("Thư đang gửi đến")).to_be_visible()
        phone.fits()
        phone.accessible()
    assert person(CHAIR).email == "hanh@mayhotay.example.vn"
