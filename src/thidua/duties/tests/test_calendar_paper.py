"""The calendar that other programs read: right by RFC 5545, stable, and without more than it needs."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.duties.actions import complete_duty, exempt_from_duty, extend_duty, withdraw_duties
from thidua.duties.models import Duty
from thidua.duties.papers import calendar_paper
from thidua.duties.tests.factories import make_duty
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 6, 30)
LONG = (
    "Sơ kết, đánh giá; “nhân điển hình” \\ và báo cáo kết quả phong trào thi đua yêu nước với Liên đoàn Lao động " * 2
)


@pytest.fixture
def base():
    return make_base(make_district(make_province()))


def paper_of(unit):
    duties = Duty.objects.filter(unit=unit).order_by("due_on", "id")
    return calendar_paper(
        "Thi đua – Công đoàn Công ty May Đức Giang",
        duties,
        host="thidua.example.vn",
        address_of=lambda duty: f"https://thidua.example.vn/viec/{duty.pk}/mo/",
    )


def only_event(data):
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_a_parser_reads_an_all_day_event_with_its_words(base):
    duty = make_duty(base, due_on=DUE)
    Duty.objects.filter(pk=duty.pk).update(title=LONG, occasion="đợt 1")
    paper = Calendar.from_ical(paper_of(base))
    assert paper["VERSION"] == "2.0"
    assert paper["X-WR-CALNAME"] == "Thi đua – Công đoàn Công ty May Đức Giang"
    event = only_event(paper_of(base))
    assert event["UID"] == f"viec-{duty.pk}@thidua.example.vn"
    assert event.decoded("DTSTART") == DUE
    assert event.decoded("DTEND") == DUE + dt.timedelta(days=1)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert str(event["SUMMARY"]).startswith("Sơ kết, đánh giá; “nhân điển hình” \\ và báo cáo")
    assert str(event["SUMMARY"]).endswith("… (đợt 1)")
    description = str(event["DESCRIPTION"]).splitlines()
    assert description[0] == LONG
    assert "Theo Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021, đợt 1" in description
    assert description[-1] == f"Mở việc: https://thidua.example.vn/viec/{duty.pk}/mo/"
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert "CLASS" not in event, "Google shows private events of a subscribed calendar without their words"


def test_lines_end_with_crlf_are_at_most_75_octets_and_break_no_letter(base):
    duty = make_duty(base, due_on=DUE)
    Duty.objects.filter(pk=duty.pk).update(title=LONG * 2)
    data = paper_of(base)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")
    assert any(line.startswith(b" ") for line in lines)


def test_the_same_duties_make_the_same_bytes_and_undated_ones_are_left_out(base):
    make_duty(base, due_on=DUE)
    make_duty(base, subject_id=2)
    assert paper_of(base) == paper_of(base)
    assert only_event(paper_of(base)).decoded("DTSTART") == DUE


def test_an_extended_duty_moves_under_the_same_identifier(base):
    duty = make_duty(base, due_on=DUE)
    before = only_event(paper_of(base))
    with clock.at(dt.date(2021, 6, 20)):
        extend_duty(
            by=make_actor(base.parent, Role.OFFICER), duty=duty, due_on=dt.date(2021, 7, 15), reason="Dịch bệnh"
        )
    after = only_event(paper_of(base))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTART") == dt.date(2021, 7, 15)
    assert after.decoded("LAST-MODIFIED").date() == dt.date(2021, 6, 20)
    assert "hạn ban đầu 30/06/2021" in str(after["DESCRIPTION"])


def test_dropped_duties_are_cancelled_and_done_ones_say_so(base):
    officer = make_actor(base.parent, Role.OFFICER)
    freed, gone, done = (make_duty(base, due_on=DUE, subject_id=number) for number in (1, 2, 3))
    exempt_from_duty(by=officer, duty=freed, reason="Không có lao động")
    withdraw_duties(by=officer, subject_kind="plan_duty", subject_id=2)
    complete_duty(by=make_actor(base), duty=done, note="Nguyễn Thị Hạnh đã gửi")
    events = {event["UID"]: event for event in Calendar.from_ical(paper_of(base)).walk("VEVENT")}
    by_duty = [events[f"viec-{duty.pk}@thidua.example.vn"] for duty in (freed, gone, done)]
    assert [event["STATUS"] for event in by_duty] == ["CANCELLED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in by_duty] == [1, 1, 1]
    assert str(by_duty[2]["SUMMARY"]).startswith("Đã xong: ")
    text = paper_of(base).decode()
    assert "Hạnh" not in text
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
