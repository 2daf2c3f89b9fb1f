"""The first page of everybody who signed in, search, and the duties of the units below."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.choices import Verb
from thidua.common import clock
from thidua.common.numbers import whole_number
from thidua.desk import policies
from thidua.desk.actions import remind_late_units
from thidua.desk.queries import duties_below as below
from thidua.desk.queries.administrator import administrator_desk, only_administers
from thidua.desk.queries.chair import chair_desk
from thidua.desk.queries.duties_below import GIVEN_BACK, LATE, STATES, state_condition, state_of, state_words
from thidua.desk.queries.duty_pages import page_of
from thidua.desk.queries.officer import TONES, late_units_under, officer_desk
from thidua.desk.queries.search import search_everything
from thidua.desk.queries.waiting import GRASSROOTS
from thidua.duties.models import Duty
from thidua.norms.policies import may_edit_register
from thidua.organisation.models import Unit
from thidua.ui.components.basics import tone_chip
from thidua.ui.components.controls import once_field
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Filter, Table


@reads
def desk(request: ActingRequest) -> HttpResponse:
    """The chair's desk for a grassroots union, the officer's for a unit with others below it, the administrator's for
    who does nothing but administer."""
    by = request.actor
    today = clock.today()
    if only_administers(by):
        context = {"desk": administrator_desk(by), "may_edit_register": may_edit_register(by)}
        return render(request, "desk/administrator.html", context)
    if by.unit_level in GRASSROOTS:
        return render(request, "desk/chair.html", {"desk": chair_desk(by, on=today), "today": today})
    found = officer_desk(by, on=today)
    context = {"desk": found, "to_do_words": f"{found.to_do} việc" if found.to_do else "", "today": today}
    context["may_remind"] = policies.may_remind(by)
    context |= {"manages_units": by.can(Verb.MANAGE_UNITS), "may_edit_register": may_edit_register(by)}
    return render(request, "desk/officer.html", context)


@reads
def search(request: ActingRequest) -> HttpResponse:
    """Units, people and documents that hold the words, with or without accents."""
    text = request.GET.get("q", "").strip()[:100]
    groups = search_everything(request.actor, text)
    return render(request, "desk/search.html", {"text": text, "groups": groups})


@reads
def duties_below(request: ActingRequest) -> HttpResponse:
    """Every duty of the units below in this year, by unit and by state."""
    by = request.actor
    today = clock.today()
    may_remind = policies.may_remind(by)
    units = Unit.objects.under(by.unit_path).filter(below.of_year(today.year, "duties__")).distinct()
    table = Table(
        request.GET,
        below.duties_below(by, year=today.year),
        [
            Column("viec", "Việc", _duty_link, phone="title", export="title"),
            Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key"),
            Column("han", "Hạn", "due_on", kind="date"),
            Column("tinh-trang", "Tình trạng", lambda duty: _chip(duty, today), phone="figure"),
            *([Column("nhac", "Nhắc", lambda duty: _remind_button(request, duty, today))] if may_remind else []),
        ],
        caption="Việc của các đơn vị cấp dưới",
        filters=[
            Filter("tinh-trang", "Tình trạng", lambda rows, state: rows.filter(state_condition(state, today)), STATES),
            Filter("viec", "Việc", below.of_duty, below.duty_choices(by, year=today.year)),
            Filter(
                "don-vi",
                "Đơn vị",
                lambda rows, pk: rows.filter(unit_id=int(pk)),
                [(str(unit.pk), unit.title) for unit in units.order_by("name_key", "id")[:300]],
            ),
        ],
        sort="don-vi",
        empty=("Chưa giao việc nào", "Khi kế hoạch được ban hành, việc của các đơn vị sẽ hiện ở đây."),
    )
    context = {"table": table, "late_units": len(late_units_under(by, on=today)), "may_remind": may_remind}
    return render(request, "desk/duties_below.html", context)


def _duty_link(duty: Duty) -> str:
    page = page_of(duty)
    return format_html('<a href="{}">{}</a>', reverse("duty_page", args=[duty.pk]), page.title)


def _chip(duty: Duty, on: dt.date) -> str:
    return tone_chip(state_words(duty, on), TONES[state_of(duty, on)])


def _remind_button(request: ActingRequest, duty: Duty, on: dt.date) -> str:
    """A small form that reminds the unit of this one duty; nothing where there is nothing to remind of."""
    if state_of(duty, on) not in (LATE, GIVEN_BACK):
        return ""
    return format_html(
        '<form method="post" action="{}" class="one-button"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '{}<input type="hidden" name="back" value="{}"><button class="btn btn-sm btn-plain" name="duty" value="{}" '
        'aria-label="Nhắc {}: {}">Nhắc</button></form>',
        reverse("remind"),
        get_token(request),
        once_field(),
        request.get_full_path(),
        duty.pk,
        duty.unit.title,
        page_of(duty).title,
    )


@writes
def remind(request: ActingRequest) -> HttpResponse:
    """Remind all late units below, or the one that was chosen."""
    if request.method == "POST":
        unit_id, duty_id = (whole_number(request.POST.get(name, "")) for name in ("unit", "duty"))
        count = remind_late_units(by=request.actor, unit_id=unit_id, duty_id=duty_id)
        messages.success(request, f"Đã nhắc {count} đơn vị. Mỗi việc chỉ nhắc một lần trong ngày.")
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "desk")
