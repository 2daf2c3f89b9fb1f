"""The calendar of duties: a month, a day, the private address for other calendars, and what is read there."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from thidua.common import clock
from thidua.common.dates import NotADate, parse_date
from thidua.desk.queries import calendar as months
from thidua.desk.queries.duty_pages import page_of
from thidua.duties.actions import open_feed, revoke_feed
from thidua.duties.models import CalendarFeed, Duty
from thidua.duties.papers import calendar_paper
from thidua.duties.policies import may_hold_feed
from thidua.duties.queries import asks_too_often, feed_hash, feed_of, feed_to_read, shown_in_feed
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Filter, Table

HOUR = 3600
MOST_OF_A_FEED, MOST_OF_AN_ADDRESS = 60, 600
"""How often in an hour one feed is read, and any feeds from one address of the net (an office, a big service)."""


@reads
def calendar_month(request: ActingRequest) -> HttpResponse:
    """The unit's duties of a month: a grid on a wide screen, an agenda on a phone."""
    by, today = request.actor, clock.today()
    first = months.month_of(request.GET.get("thang", ""), today)
    month = months.calendar_month(by, first, on=today)
    context = {"month": month, "weekdays": months.WEEKDAYS, "year_title": f"Năm {first.year}"}
    return render(request, "desk/calendar.html", {**context, "this_month": months.month_url(today.replace(day=1))})


@reads
def calendar_day(request: ActingRequest) -> HttpResponse:
    """Everything that falls due on one day, at the unit and below it."""
    by, today = request.actor, clock.today()
    try:
        day = parse_date(request.GET.get("ngay", ""))
    except NotADate:
        day = today
    table = Table(
        request.GET,
        months.due_on_day(by, day),
        [
            Column("viec", "Việc", months.link_to, phone="title", export="title"),
            Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key"),
            Column("theo", "Theo", "origin_words"),
            Column("tinh-trang", "Tình trạng", lambda duty: months.state_chip(duty, today), phone="figure"),
        ],
        caption="Việc đến hạn trong ngày",
        filters=[Filter("ngay", "Ngày", lambda rows, _: rows)],
        sort="don-vi",
        empty=("Không có việc nào đến hạn ngày này", "Việc có hạn vào ngày này sẽ hiện ở đây."),
    )
    context = {"table": table, "day": day, "back": months.month_url(day.replace(day=1))}
    return render(request, "desk/calendar_day.html", context)


@reads
def duty_open(request: ActingRequest, pk: int) -> HttpResponse:
    """To the page where a duty is done; one of another of my units first asks to act for that unit."""
    by = request.actor
    held = {appointment.unit_id for appointment in request.appointments}
    duty = months.duty_to_open(by, held, pk)
    if duty.unit_id == by.unit_id:
        return redirect(page_of(duty).url if duty.is_open else reverse("duty_page", args=[duty.pk]))
    if duty.unit_id not in held:
        return redirect("duty_page", duty.pk)
    return render(request, "desk/duty_of_another_unit.html", {"page": page_of(duty), "here": request.get_full_path()})


@never_cache
@writes
def calendar_address(request: ActingRequest) -> HttpResponse:
    """The private address for the calendar on one's phone: made and shown once, renewed, revoked."""
    by = request.actor
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            if revoke_feed(by=by):
                messages.success(request, "Đã thu hồi địa chỉ lịch. Lịch trên điện thoại sẽ không nhận thêm gì nữa.")
            return redirect("calendar_address")
        path = reverse("calendar_feed", args=[open_feed(by=by)])
        address = settings.PUBLIC_URL + path
        subscribe = f"webcal://{address.split('://', 1)[1]}"
        code = segno.make_qr(subscribe, error="m").svg_data_uri(scale=5, border=4, light="#fff")
        context = {"address": address, "subscribe": subscribe, "code": code}
        return render(request, "desk/calendar_address_shown.html", context)
    mine = {"feed": feed_of(by), "may_hold": may_hold_feed(by), "is_https": settings.IS_HTTPS}
    return render(request, "desk/calendar_address.html", mine)


@reads(public=True)
@csrf_exempt
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar under a private address, for programs. 404 for an address never given, 410 for one that ended.

    A program that first asks for more than reading (PROPFIND) is told 405 and reads; 403 would make it ask for a
    password. So no token is wanted of it: reading is all that there is here.
    """
    net = get_adapter().get_client_ip(request)
    if asks_too_often(f"net:{net}", most=MOST_OF_AN_ADDRESS, seconds=HOUR):
        return _too_often()
    feed, is_living = feed_to_read(token)
    if feed is None:
        return _closed("Không có lịch nào ở địa chỉ này.\n", 404)
    if not is_living:
        return _closed("Địa chỉ lịch này đã được thu hồi.\n", 410)
    if asks_too_often(f"feed:{feed.pk}", most=MOST_OF_A_FEED, seconds=HOUR):
        return _too_often()
    return _calendar(request, feed)


def _calendar(request: HttpRequest, feed: CalendarFeed) -> HttpResponse:
    duties = list(shown_in_feed(feed))
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    body = calendar_paper(f"Thi đua – {feed.unit.title}", duties, host=host, address_of=_address_of)
    changed = max([feed.created_at, *(duty.changed_at for duty in duties)])
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="thi-dua.ics"'
    answer["ETag"] = quote_etag(feed_hash(body.decode())[:32])
    answer["Last-Modified"] = http_date(changed.timestamp())
    answer["Cache-Control"] = "private, max-age=900"
    kept = get_conditional_response(
        request, etag=answer["ETag"], last_modified=int(changed.timestamp()), response=answer
    )
    return _private(kept or answer)


def _address_of(duty: Duty) -> str:
    return settings.PUBLIC_URL + reverse("duty_open", args=[duty.pk])


def _closed(text: str, status: int) -> HttpResponse:
    return _private(HttpResponse(text, status=status, content_type="text/plain; charset=utf-8"))


def _too_often() -> HttpResponse:
    answer = _closed("Lịch được đọc quá nhiều lần. Hãy thử lại sau một giờ.\n", 429)
    answer["Retry-After"] = str(HOUR)
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    """Keep the address out of search engines and of what the next page is told."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
