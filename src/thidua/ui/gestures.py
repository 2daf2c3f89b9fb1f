"""The two gestures of a view: it reads, or it writes.

``@reads`` answers GET and HEAD and crashes on any statement that would change data. ``@writes`` answers GET under the
same guard (the page with the form) and POST without it. Both want a signed-in actor unless ``public=True``; without
one, a GET leads to the sign-in page, and a POST too (the middleware has kept what was typed). A ``Refusal`` that a
view lets through becomes a page with its reasons and status 422.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from thidua.common.verdicts import Refusal

View = Callable[..., HttpResponseBase]


class ActingRequest(HttpRequest):
    """What a view is given, for annotations only: ``user``, and what the middleware of ``config`` adds.

    ``actor`` is the ``Actor`` (None only on a public view that nobody has signed in to), ``appointments`` hers of
    today, ``once_token`` the one-use token of the form that was sent, ``built_frame`` the frame once it is built.
    """

    user: Any
    actor: Any
    appointments: list[Any]
    once_token: str
    built_frame: Any


_READING = ("SELECT", "EXPLAIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK TO", "WITH", "BEGIN", "SHOW")


class WriteInReadingView(RuntimeError):
    """A view marked as reading tried to change data: a mistake of ours, never of the person."""


def _only_reading(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    statement = str(sql).lstrip(" \r\n\t(").upper()
    if not statement.startswith(_READING):
        raise WriteInReadingView(str(sql)[:200])
    return execute(sql, params, many, context)


def _guarded(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    with connection.execute_wrapper(_only_reading):
        return view(request, *args, **kwargs)


def _needs_sign_in(request: HttpRequest, public: bool) -> bool:
    return not public and getattr(request, "actor", None) is None


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    template = "ui/refused.html#reasons" if request.headers.get("HX-Request") else "ui/refused.html"
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    context = {"reasons": refusal.reasons, "back": came_from if is_ours else ""}
    return render(request, template, context, status=422)


def reads(view: View | None = None, *, public: bool = False) -> Any:
    """Mark a view that only reads. ``public=True`` for pages that anyone may open."""
    if view is None:
        return functools.partial(reads, public=public)
    inner: View = view

    @require_safe
    @functools.wraps(inner)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _needs_sign_in(request, public):
            return redirect_to_login(request.get_full_path())
        try:
            return _guarded(inner, request, *args, **kwargs)
        except Refusal as refusal:
            return _refused(request, refusal)

    wrapper.__dict__.update(gesture="reads", is_public=public)
    return wrapper


def writes(view: View | None = None, *, public: bool = False) -> Any:
    """Mark a view that writes on POST; its GET is guarded like a reading view."""
    if view is None:
        return functools.partial(writes, public=public)
    inner: View = view

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(inner)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _needs_sign_in(request, public):
            return redirect_to_login(request.get_full_path())
        try:
            if request.method == "POST":
                return inner(request, *args, **kwargs)
            return _guarded(inner, request, *args, **kwargs)
        except Refusal as refusal:
            return _refused(request, refusal)

    wrapper.__dict__.update(gesture="writes", is_public=public)
    return wrapper
