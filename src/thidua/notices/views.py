"""My notices."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.notices.actions import choose_mail, mark_read
from thidua.notices.forms import MailChoiceForm
from thidua.notices.models import Digest, Notice
from thidua.notices.queries import lines_by_heading, notices_of, unread_count
from thidua.notices.queries import wants_mail as asks_for_mail
from thidua.ui.gestures import ActingRequest, reads, writes


@reads
def notice_list(request: ActingRequest) -> HttpResponse:
    """What I was told, newest first."""
    by = request.actor
    page = Paginator(notices_of(by), 30).get_page(request.GET.get("trang"))
    return render(request, "notices/notice_list.html", {"page": page, "unread": unread_count(by)})


@writes
def notices_read(request: ActingRequest) -> HttpResponse:
    """Mark all as read."""
    if request.method == "POST":
        mark_read(by=request.actor)
    return redirect("notice_list")


@writes
def notice_open(request: ActingRequest, pk: int) -> HttpResponse:
    """Mark one as read and go to its page."""
    by = request.actor
    notice = get_object_or_404(Notice.objects.of(by.user_id), pk=pk)
    if request.method == "POST":
        mark_read(by=by, notice=notice)
        if notice.url and url_has_allowed_host_and_scheme(notice.url, None):
            return redirect(notice.url)
    return redirect("notice_list")


@reads
def digest_page(request: ActingRequest, pk: int) -> HttpResponse:
    """All that I was reminded of on one day."""
    digest = get_object_or_404(Digest.objects.of(request.actor.user_id), pk=pk)
    return render(request, "notices/digest.html", {"digest": digest, "groups": lines_by_heading(digest)})


@writes
def mail_choice(request: ActingRequest) -> HttpResponse:
    """Whether the e-mail of the day comes."""
    by = request.actor
    form = MailChoiceForm(request.POST if request.method == "POST" else None, initial={"wants_mail": asks_for_mail(by)})
    if request.method == "POST" and form.is_valid():
        choose_mail(by=by, wants_mail=form.cleaned_data["wants_mail"])
        wants = form.cleaned_data["wants_mail"]
        messages.success(request, "Bạn sẽ nhận e-mail khi có việc." if wants else "Từ nay không gửi e-mail cho bạn.")
        return redirect("notice_list")
    return render(request, "notices/mail_choice.html", {"form": form, "email": request.user.email})
