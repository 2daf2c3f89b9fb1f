"""One's own address for reminders by e-mail: set, confirmed, changed, removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.accounts.actions import confirm_email, remove_email, send_email_code
from thidua.accounts.forms import EmailCodeForm, EmailForm
from thidua.accounts.queries import can_send_mail, waiting_email_code
from thidua.common.verdicts import Refusal
from thidua.ui.gestures import ActingRequest, writes


@writes
def own_email(request: ActingRequest) -> HttpResponse:
    """Where my reminders are mailed, and a code to another address (``address``)."""
    form = EmailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_email_code(user=request.user, address=form.cleaned_data["address"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã gửi mã xác nhận đến {sent.address}.")
            return redirect("own_email_confirm")
    context = {"form": form, "can_send": can_send_mail(), "waiting": waiting_email_code(request.user)}
    return render(request, "accounts/own_email.html", context, status=422 if form.is_bound else 200)


@writes
def own_email_confirm(request: ActingRequest) -> HttpResponse:
    """Type in the code that was sent."""
    form = EmailCodeForm(request.POST if request.method == "POST" else None)
    waiting = waiting_email_code(request.user)
    if request.method == "POST" and form.is_valid():
        try:
            address = confirm_email(by=request.actor, user=request.user, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã xác nhận. Việc cần nhớ sẽ gửi đến {address}, mỗi ngày nhiều nhất một thư.")
            return redirect("own_email")
    if waiting is None and not form.is_bound:
        return redirect("own_email")
    context = {"form": form, "waiting": waiting}
    return render(request, "accounts/own_email_confirm.html", context, status=422 if form.is_bound else 200)


@writes
def own_email_remove(request: ActingRequest) -> HttpResponse:
    """No e-mail to me any more; also drops a code that waits."""
    if request.method == "POST" and remove_email(by=request.actor, user=request.user):
        messages.success(request, "Đã gỡ địa chỉ e-mail. Bạn vẫn được báo trong phần mềm.")
    return redirect("own_email")
