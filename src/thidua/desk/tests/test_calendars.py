"""The calendar of duties: month, day, the private address for other calendars, and what is read there."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from thidua.accounts.actions import appoint, end_appointment
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.desk.tests.factories import make_year
from thidua.desk.views import calendars
from thidua.duties.actions import complete_duty, exempt_from_duty, open_feed, revoke_feed
from thidua.duties.choices import DutyKind
from thidua.duties.models import CalendarFeed, Duty
from thidua.duties.tests.factories import make_duty
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.tests.factories import make_request

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 2, 20)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, address):
    return client_of(user).get(address).content.decode()


@pytest.fixture
def base(on_day):
    on_day("2021-02-20")
    return make_base(make_district(make_province()))


def test_a_month_shows_each_duty_on_its_day_with_its_state_and_link(base):
    user = make_user(base)
    late = make_duty(base, due_on=dt.date(2021, 2, 15))
    soon = make_duty(base, due_on=dt.date(2021, 2, 25), subject_id=2)
    done = make_duty(base, due_on=dt.date(2021, 2, 10), subject_id=3)
    complete_duty(by=make_actor(base), duty=done)
    dropped = make_duty(base, due_on=dt.date(2021, 2, 11), subject_id=4)
    exempt_from_duty(by=make_actor(base.parent, Role.OFFICER), duty=dropped, reason="Không có lao động")
    text = page(user, reverse("calendar_month"))
    assert "Tháng 2 năm 2021" in text
    for duty, words in ((late, "chậm 5 ngày"), (soon, "còn 5 ngày"), (done, "đã xong")):
        cell = text[text.index(f'datetime="{duty.due_on}"') :].split("</td>")[0]
        assert f'href="{reverse("duty_open", args=[duty.pk])}"' in cell
        assert words in cell
    assert reverse("duty_open", args=[dropped.pk]) not in text
    assert 'aria-current="date"' in text
    assert "3 việc, 1 chậm" in text
    assert "?thang=2021-01" in text
    assert "?thang=2021-03" in text


@pytest.mark.parametrize("asked", ["2020-12", "rubbish", "2021-13", "9999-12", ""])
def test_any_month_can_be_asked_for(base, asked):
    assert client_of(make_user(base)).get(reverse("calendar_month"), {"thang": asked}).status_code == 200


def test_phases_and_commemorations_of_the_plan_are_marked(on_day):
    year = make_year(bases=1, ready=1)
    on_day("2021-06-20")
    text = page(year.chair_users[0], reverse("calendar_month"))
    assert "Kết thúc Đợt 1" in text
    assert "01/01/2021 – 30/06/2021" in text


def test_an_officer_sees_how_many_fall_due_below_and_opens_their_list(on_day):
    year = make_year(bases=3, ready=1)
    on_day("2021-02-20")
    text = page(year.officer_user, reverse("calendar_month"))
    cell = text[text.index('datetime="2021-02-10"') :].split("</td>")[0]
    assert "Cấp dưới: 3 việc, 2 chậm" in cell
    listed = client_of(year.officer_user).get(reverse("calendar_day"), {"ngay": "10/02/2021"}).content.decode()
    assert "3 dòng" in listed
    for unit in year.bases:
        assert unit.title in listed
    assert "2021-02-15" in text


def test_a_day_with_many_duties_links_to_all_of_them(base):
    for number in range(1, 8):
        make_duty(base, due_on=DAY, subject_id=number)
    user = make_user(base)
    text = page(user, reverse("calendar_month"))
    assert "và 3 việc nữa" in text
    assert "7 dòng" in client_of(user).get(reverse("calendar_day"), {"ngay": "20/02/2021"}).content.decode()
    assert "20/02/2021" in client_of(user).get(reverse("calendar_day"), {"ngay": "31/02/2021"}).content.decode()


def test_a_month_costs_the_same_for_one_duty_and_for_sixty(base, count_queries):
    client = client_of(make_user(base))
    make_duty(base, due_on=DAY)
    address = reverse("calendar_month")
    client.get(address)
    few = count_queries(lambda: client.get(address))
    for number in range(2, 62):
        make_duty(base, due_on=dt.date(2021, 2, 1 + number % 28), subject_id=number)
    assert count_queries(lambda: client.get(address)) == few <= 15
    assert len(client.get(address).content) <= 60 * 1024


def test_a_duty_opens_where_it_is_done(base):
    user = make_user(base)
    own = make_duty(base, due_on=DAY)
    client = client_of(user)
    assert client.get(reverse("duty_open", args=[own.pk])).url == reverse("duty_page", args=[own.pk])
    asked = make_request()
    report = Duty.objects.filter(kind=DutyKind.REPORT).select_related("unit").order_by("id")[0]
    answer = client_of(make_user(report.unit)).get(reverse("duty_open", args=[report.pk]))
    assert answer.url == reverse("report_fill", args=[asked.pk])
    assert client.get(reverse("duty_open", args=[report.pk])).status_code == 404


def test_a_duty_of_another_of_my_units_first_asks_to_act_for_it(base):
    other = make_base(base.parent)
    user = make_user(base)
    appoint(by=None, user=user, unit=other, role=Role.CHAIR)
    duty = make_duty(other, due_on=DAY)
    client = client_of(user)
    here = reverse("duty_open", args=[duty.pk])
    text = client.get(here).content.decode()
    assert "Chuyển sang đơn vị này và mở việc" in text
    assert other.title in page(user, reverse("duty_list"))
    assert client.post(reverse("unit_switch"), {"unit": str(other.pk), "next": here}).url == here
    assert client.get(here).url == reverse("duty_page", args=[duty.pk])


def test_the_list_is_narrowed_by_state_paper_unit_kind_and_month(base):
    user = make_user(base)
    late = make_duty(base, due_on=dt.date(2021, 2, 15))
    titles = make_duty(base, kind=DutyKind.REGISTER_TITLES, due_on=dt.date(2021, 3, 1), subject_id=2)
    undated = make_duty(base, subject_id=3)
    Duty.objects.filter(pk=titles.pk).update(origin="Kế hoạch 63/KH-LĐLĐ")
    done = make_duty(base, due_on=dt.date(2021, 1, 31), subject_id=4)
    complete_duty(by=make_actor(base), duty=done)

    def found(**asked):
        text = client_of(user).get(reverse("duty_list"), asked).content.decode()
        return [duty for duty in (late, titles, undated, done) if reverse("duty_open", args=[duty.pk]) in text]

    assert found() == [late, titles, undated]
    assert found(**{"tinh-trang": "cham"}) == [late]
    assert found(**{"tinh-trang": "xong"}) == [done]
    assert found(**{"tinh-trang": ""}) == [late, titles, undated, done]
    assert found(theo="Kế hoạch 63/KH-LĐLĐ") == [titles]
    assert found(loai="register_titles") == [titles]
    assert found(thang="2021-02") == [late]
    assert found(thang="khong") == [undated]


def address_of(user):
    """Make the address on the page; what the page shows once."""
    client = client_of(user)
    text = client.post(reverse("calendar_address"), {"do": "open"}).content.decode()
    return text.split("readonly>")[1].split("</textarea>")[0].split("://", 1)[1].split("/", 1)[1]


def test_the_address_is_shown_once_with_copy_button_and_code_and_kept_as_a_hash(base):
    user = make_user(base)
    client = client_of(user)
    answer = client.post(reverse("calendar_address"), {"do": "open"})
    text = answer.content.decode()
    token = text.split("/lich/rieng/")[1].split(".ics")[0]
    assert len(token) == 43
    assert "data-copy-from" in text
    assert 'src="data:image/svg+xml' in text
    assert "webcal://" in text
    assert "no-store" in answer["Cache-Control"]
    feed = CalendarFeed.objects.get()
    assert token not in feed.token_hash
    again = client.get(reverse("calendar_address")).content.decode()
    assert token not in again
    assert "Bạn đang có một địa chỉ lịch" in again
    assert not Entry.objects.filter(text__contains=token).exists()


def test_a_program_reads_the_calendar_without_signing_in(base):
    duty = make_duty(base, due_on=DAY)
    make_duty(make_base(base.parent), due_on=DAY)
    address = f"/{address_of(make_user(base))}"
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in answer
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["URL"]).endswith(reverse("duty_open", args=[duty.pk]))
    assert Client().post(address).status_code == 405


def test_programs_that_ask_for_more_than_reading_are_told_to_read_and_get_it_uncompressed(base):
    make_duty(base, due_on=DAY)
    address = f"/{address_of(make_user(base))}"
    program = Client(enforce_csrf_checks=True)
    assert program.generic("PROPFIND", address).status_code == 405
    assert program.generic("OPTIONS", address).status_code == 405
    answer = program.get(address, headers={"Accept-Encoding": "gzip, deflate", "User-Agent": "Microsoft Outlook"})
    assert "Content-Encoding" not in answer
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    head = program.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    assert "Set-Cookie" not in answer


def test_what_has_not_changed_is_not_sent_again(base, on_day):
    duty = make_duty(base, due_on=DAY)
    address = f"/{address_of(make_user(base))}"
    first = Client().get(address)
    tagged = {"If-None-Match": first["ETag"]}
    assert Client().get(address, headers=tagged).status_code == 304
    assert Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    on_day("2021-02-21")
    exempt_from_duty(by=make_actor(base.parent, Role.OFFICER), duty=duty, reason="Không có lao động")
    answer = Client().get(address, headers=tagged)
    assert answer.status_code == 200
    assert b"STATUS:CANCELLED" in answer.content
    assert Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_renewed_or_revoked_address_is_gone_and_one_never_given_is_not_found(base):
    user = make_user(base)
    first, second = f"/{address_of(user)}", f"/{address_of(user)}"
    assert [Client().get(address).status_code for address in (first, second)] == [410, 200]
    client_of(user).post(reverse("calendar_address"), {"do": "revoke"})
    assert Client().get(second).status_code == 410
    assert Client().get(reverse("calendar_feed", args=["x" * 43])).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 0


def test_the_address_ends_with_the_role(base, on_day):
    user = make_user(base)
    token = open_feed(by=make_actor(base))
    mine = f"/{address_of(user)}"
    held = user.appointments.get()
    end_appointment(by=make_actor(base.parent, Role.ADMIN), appointment=held)
    on_day("2021-02-22")
    assert Client().get(mine).status_code == 410
    assert Client().get(reverse("calendar_feed", args=[token])).status_code == 200


def test_who_types_in_for_a_unit_gets_no_address_of_it(base):
    with pytest.raises(Refusal, match="có vai trò tại đơn vị"):
        open_feed(by=dataclasses.replace(make_actor(base), typed_in_for=True))
    assert revoke_feed(by=make_actor(base)) is False


def test_asking_too_often_is_refused_and_says_when_to_come_again(base, monkeypatch):
    monkeypatch.setattr(calendars, "MOST_OF_A_FEED", 2)
    cache.clear()
    address = f"/{address_of(make_user(base))}"
    answers = [Client().get(address) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "3600"
    cache.clear()


def test_guessing_is_slowed_down(base, monkeypatch):
    monkeypatch.setattr(calendars, "MOST_OF_AN_ADDRESS", 2)
    cache.clear()
    guesses = [Client().get(reverse("calendar_feed", args=[f"guess-{number}"])).status_code for number in range(3)]
    assert guesses == [404, 404, 429]
    cache.clear()
