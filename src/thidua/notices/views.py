"""My notices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.notices.actions import mark_read
from thidua.notices.models import Notice
from thidua.notices.queries import notices_of, unread_count
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
