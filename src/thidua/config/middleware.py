"""What happens to every request: who acts, who still owes a second factor, forms kept and forms sent twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from thidua.accounts.actions import drop_kept_form, keep_answer, keep_form, release_form, reserve_form
from thidua.accounts.models import UsedForm
from thidua.accounts.queries import actor_among, open_appointments
from thidua.common import clock
from thidua.ui.gestures import ActingRequest
from thidua.ui.offline import PERSON_HEADER

UNIT_IN_SESSION = "acting_unit"
COMPRESSED = ("text/html", "application/json", "text/csv")
PERSON_COOKIE = "thidua_person"
PERSON_COOKIE_AGE = 30 * 24 * 3600
ONCE = "_once"
RESENT = "_resent"
KEPT_AT_MOST = 500_000
MOST_BYTES = 100 * 2**20
WAIT_FOR_FIRST = 10.0
WITHOUT_SECOND_FACTOR = {"account_logout", "account_reauthenticate"}

Answer = Callable[[ActingRequest], HttpResponse]


class BodyLimitMiddleware:
    """Refuses a request larger than all the files a form may carry, before anything of it is read or stored."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if length.isdecimal() and int(length) <= MOST_BYTES:
            return self.get_response(request)
        text = (
            f"Nội dung gửi lên vượt quá {MOST_BYTES // 2**20} MB nên không được nhận. "
            "Hãy quay lại, chọn tệp nhỏ hơn 20 MB rồi gửi lại."
        )
        return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")


class PageCompressionMiddleware(GZipMiddleware):
    """Sends pages and JSON compressed (with Django's random padding against guessing at lengths); files go as they are,
    and so do calendars: Outlook asks for them compressed and then cannot read them.

    Static files are compressed once, when they are collected.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in COMPRESSED else response


def _go(request: ActingRequest, url: str) -> HttpResponse:
    """A redirect that also HTMX follows as a whole page."""
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        return HttpResponseClientRedirect(url)
    return redirect(url)


class ActorMiddleware:
    """Sets ``request.actor`` (an ``Actor`` or None) and ``request.appointments`` (those that hold today).

    Somebody who signed in but holds no role today is told so, instead of being led to the sign-in page again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        request.actor = None
        request.appointments = []
        if not request.user.is_authenticated:
            return self.get_response(request)
        appointments = open_appointments(request.user)
        wanted = request.session.get(UNIT_IN_SESSION)
        actor = actor_among(request.user, appointments, wanted) or actor_among(request.user, appointments)
        request.actor, request.appointments = actor, appointments
        token = request.user.token
        response = self.get_response(request)
        if request.get_signed_cookie(PERSON_COOKIE, "", max_age=PERSON_COOKIE_AGE) != token:
            response.set_signed_cookie(
                PERSON_COOKIE,
                token,
                max_age=PERSON_COOKIE_AGE,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        if request.user.is_authenticated:
            response[PERSON_HEADER] = f"u{request.user.pk}"
        return response

    def process_view(self, request: ActingRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.actor is not None:
            return None
        if getattr(view, "is_public", True):
            return None
        return render(request, "accounts/no_role.html", status=403)


class SecondFactorMiddleware:
    """Leads a person of a role in ``SECOND_FACTOR_ROLES`` to set up the second factor before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: ActingRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        roles = {appointment.role for appointment in request.appointments}
        if not roles & set(settings.SECOND_FACTOR_ROLES):
            return None
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if name.startswith("mfa_") or name in WITHOUT_SECOND_FACTOR or is_mfa_enabled(request.user):
            return None
        messages.info(request, "Vai trò của bạn cần xác thực hai bước. Hãy bật một lần rồi làm việc tiếp.")
        return redirect("mfa_activate_totp")


class KeptFormMiddleware:
    """A form sent after the session ended is kept, and sent again after sign-in (files cannot be kept).

    It is kept under the name of the person whose form it was (a signed cookie), never in the nameless session: the next
    person at the same machine reads nothing of it. The view ``accounts.kept_form`` shows it to her alone and sends it
    to its own address, where every policy is asked as always. What the browser sends by itself in the background
    (``X-Outbox``) it keeps too: it is told with 401 that nobody is signed in.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: ActingRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or getattr(view, "is_public", True):
            return None
        if request.user.is_authenticated:
            if RESENT in request.POST:
                drop_kept_form(user=request.user)
            return None
        if "X-Outbox" in request.headers:
            return HttpResponse(status=401)
        pairs = [
            [name, value]
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", RESENT)
        ]
        login = resolve_url(settings.LOGIN_URL)
        if sum(len(name) + len(value) for name, value in pairs) > KEPT_AT_MOST:
            messages.warning(request, "Phiên làm việc đã hết; nội dung quá dài nên không giữ lại được.")
            return _go(request, f"{login}?{urlencode({'next': _page_of(request)})}")
        is_kept = keep_form(
            person=request.get_signed_cookie(PERSON_COOKIE, "", max_age=PERSON_COOKIE_AGE) or "",
            path=request.get_full_path(),
            page=_page_of(request),
            pairs=pairs,
            files=[str(request.FILES[field]) for field in request.FILES],
        )
        if not is_kept:
            messages.warning(
                request,
                "Bạn chưa đăng nhập trên máy này nên nội dung vừa gửi không được nhận. Hãy đăng nhập rồi gửi lại.",
            )
            return _go(request, f"{login}?{urlencode({'next': _page_of(request)})}")
        messages.warning(
            request,
            "Phiên làm việc đã hết. Nội dung vừa nhập được giữ lại; hãy đăng nhập đúng tài khoản đã nhập để gửi tiếp.",
        )
        return _go(request, f"{login}?{urlencode({'next': reverse('kept_form')})}")


class OnceMiddleware:
    """A form carries a one-use token ``_once``: a second sending of the same form acts no more, and says so.

    The token is reserved by INSERT before the view, so that a true double tap acts once; it is released when the
    answer is a refusal or an error (4xx, 5xx), and after a part was answered to HTMX (the form stays on the page and
    may be sent again, e.g. a draft saved at each field).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        request.once_token = ""
        response = self.get_response(request)
        token = request.once_token
        if token:
            url = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
            is_part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
            if response.status_code >= 400 or (is_part and not url):
                release_form(token=token)
            else:
                keep_answer(token=token, answer_url=url or request.get_full_path())
        return response

    def process_view(self, request: ActingRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        token = request.POST.get(ONCE, "")[:64]
        if not token:
            return None
        first = reserve_form(user=request.user, token=token)
        deadline = time.monotonic() + WAIT_FOR_FIRST
        while first is not None and not first.answer_url and time.monotonic() < deadline:
            time.sleep(0.1)
            first = UsedForm.objects.filter(pk=token).first() or reserve_form(user=request.user, token=token)
        if first is None:
            request.once_token = token
            return None
        said = f"Việc này đã được thực hiện lúc {clock.local(first.used_at):%H:%M ngày %d/%m/%Y}, không làm lại."
        messages.info(request, said)
        is_own = first.user_id == request.user.pk
        return _go(request, (first.answer_url if is_own else "") or _page_of(request))


def _page_of(request: ActingRequest) -> str:
    """The page a form was sent from (a path of this server), else the front page."""
    referer = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return "/"
    parts = urlsplit(referer)
    return parts.path + (f"?{parts.query}" if parts.query else "")
