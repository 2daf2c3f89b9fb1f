"""Pages of duties: one duty, done, extended, exempted; on which days one is reminded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, Verdict
from thidua.duties import actions, policies, queries
from thidua.duties.choices import DutyKind
from thidua.duties.forms import DoneForm, ExemptForm, ExtendForm, ReminderRuleForm
from thidua.duties.models import Duty
from thidua.journal.queries import entries_about
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, reads, writes


def _find(by: Actor, pk: int) -> Duty:
    return get_object_or_404(Duty.objects.visible_to(by).select_related("unit", "inherited_from"), pk=pk)


@reads
def duty_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One duty: what, from where, when, how it stands, what may be done with it."""
    by = request.actor
    duty = _find(by, pk)
    context = {
        "duty": duty,
        "today": clock.today(),
        "is_own": duty.unit_id == by.unit_id,
        "back_words": "Việc của đơn vị" if duty.unit_id == by.unit_id else "Việc của cấp dưới",
        "is_open": duty.is_open,
        "may_complete": policies.may_complete(by, duty),
        "may_extend": policies.may_extend(by, duty),
        "may_exempt": policies.may_exempt(by, duty),
        "has_own_page": duty.kind != DutyKind.PLAN_DUTY,
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


@writes
def reminder_rule(request: ActingRequest) -> HttpResponse:
    """On which days before and after the day the unit, and the units below, are reminded."""
    by = request.actor
    rule, is_own = queries.rule_of(by)
    verdict = policies.may_set_reminders(by)
    initial = {name: getattr(rule, name) for name in ReminderRuleForm.base_fields}
    form = ReminderRuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_reminder_rule(by=by, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu lịch nhắc.")
            return redirect("reminder_rule")
    context = {"form": form, "rule": rule, "is_own": is_own, "verdict": verdict}
    return render(request, "duties/reminder_rule.html", context, status=422 if form.errors else 200)


def _step(request: ActingRequest, duty: Duty, form: Form, words: tuple[str, str], verdict: Verdict) -> HttpResponse:
    context = {"duty": duty, "form": form, "title": words[0], "verb": words[1], "verdict": verdict}
    return render(request, "duties/duty_step.html", context, status=422 if form.errors else 200)
