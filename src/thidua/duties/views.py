"""Pages of duties: what the unit must do, one duty, done, extended, exempted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words
from thidua.common.verdicts import Refusal, Verdict
from thidua.duties import actions, policies, queries
from thidua.duties.choices import DutyKind
from thidua.duties.forms import DoneForm, ExemptForm, ExtendForm
from thidua.duties.models import Duty
from thidua.journal.queries import entries_about
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Filter, Table

OPEN, DONE = "can-lam", "da-xong"


def _find(by: Actor, pk: int) -> Duty:
    return get_object_or_404(Duty.objects.visible_to(by).select_related("unit"), pk=pk)


@reads
def duty_list(request: ActingRequest) -> HttpResponse:
    """What the unit still has to do, soonest first; and what it has done."""
    by = request.actor
    which = DONE if request.GET.get("xem") == DONE else OPEN
    found = queries.done_duties_of(by.unit_id) if which == DONE else queries.open_duties_of(by.unit_id)
    day = "fulfilled_at" if which == DONE else "due_on"
    table = Table(
        request.GET,
        list(found[:400]),
        [
            Column("title", "Việc", _link, phone="title"),
            Column("origin", "Theo", "origin", phone="line"),
            Column("day", "Xong lúc" if which == DONE else "Hạn", day, kind="date", phone="figure"),
            Column("left", "Còn lại", _left, phone="hide" if which == DONE else "figure"),
        ],
        caption="Việc đã xong" if which == DONE else "Việc cần làm",
        filters=[Filter("loai", "Loại việc", _of_kind, DutyKind.choices)],
        empty=("Không có việc nào", "Việc được giao từ kế hoạch của cấp trên và của đơn vị sẽ hiện ở đây."),
    )
    tabs = [("Cần làm", f"?xem={OPEN}", which == OPEN), ("Đã xong", f"?xem={DONE}", which == DONE)]
    return render(request, "duties/duty_list.html", {"table": table, "tabs": tabs})


def _link(duty: Duty) -> str:
    return format_html('<a href="{}">{}</a>', reverse("duty_page", args=[duty.pk]), Truncator(duty.title).chars(130))


def _left(duty: Duty) -> str:
    return due_in_words(duty.due_on, clock.today())


def _of_kind(rows: list[Duty], kind: str) -> list[Duty]:
    return [duty for duty in rows if duty.kind == kind]


@reads
def duty_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One duty: what, from where, when, how it stands, what may be done with it."""
    by = request.actor
    duty = _find(by, pk)
    context = {
        "duty": duty,
        "today": clock.today(),
        "is_own": duty.unit_id == by.unit_id,
        "is_open": not (duty.fulfilled_at or duty.exempted_at or duty.withdrawn_at),
        "may_complete": policies.may_complete(by, duty),
        "may_extend": policies.may_extend(by, duty),
        "may_exempt": policies.may_exempt(by, duty),
        "form": DoneForm(),
        "lines": [line for line in entries_about("duty", duty.pk) if line.text],
    }
    return render(request, "duties/duty_page.html", context)


@writes
def duty_done(request: ActingRequest, pk: int) -> HttpResponse:
    """Mark a duty as done, with a note."""
    by = request.actor
    duty = _find(by, pk)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_duty(by=by, duty=duty, note=form.cleaned_data["note"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã ghi là xong.")
            return redirect("duty_page", duty.pk)
    return _step(request, duty, form, ("Ghi là đã xong", "Đã xong"), policies.may_complete(by, duty))


@writes
def duty_extend(request: ActingRequest, pk: int) -> HttpResponse:
    """Move the due day of a unit below, with a reason."""
    by = request.actor
    duty = _find(by, pk)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_duty(by=by, duty=duty, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã gia hạn.")
            return redirect("duty_page", duty.pk)
    return _step(request, duty, form, ("Gia hạn", "Gia hạn"), policies.may_extend(by, duty))


@writes
def duty_exempt(request: ActingRequest, pk: int) -> HttpResponse:
    """Free a unit below from a duty, with a reason."""
    by = request.actor
    duty = _find(by, pk)
    form = ExemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.exempt_from_duty(by=by, duty=duty, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã miễn việc này cho đơn vị.")
            return redirect("duty_page", duty.pk)
    return _step(request, duty, form, ("Miễn việc này", "Miễn"), policies.may_exempt(by, duty))


def _step(request: ActingRequest, duty: Duty, form: Form, words: tuple[str, str], verdict: Verdict) -> HttpResponse:
    context = {"duty": duty, "form": form, "title": words[0], "verb": words[1], "verdict": verdict}
    return render(request, "duties/duty_step.html", context, status=422 if form.errors else 200)
