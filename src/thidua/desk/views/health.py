"""For the machines that watch the server: is it alive, is it ready."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse

from thidua.accounts.choices import Verb
from thidua.common import clock
from thidua.desk.queries.readiness import signs_of_readiness
from thidua.ui.gestures import reads

log = logging.getLogger(__name__)


@reads(public=True)
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@reads(public=True)
def ready(request: HttpRequest) -> HttpResponse:
    """200 "ready" when every sign is well, 503 "not ready" otherwise. What was seen of the server is for its own
    administrator (of the topmost unit), and for the log when a sign is bad: strangers learn nothing of the machine."""
    signs = signs_of_readiness(clock.now())
    bad = [sign for sign in signs if not sign.is_well]
    status = 503 if bad else 200
    if bad:
        log.warning("not ready: %s", "; ".join(f"{sign.name} ({sign.seen})" for sign in bad))
    by = getattr(request, "actor", None)
    if by and by.can(Verb.MANAGE_UNITS) and by.is_at_the_top:
        return JsonResponse({sign.name: {"ok": sign.is_well, "seen": sign.seen} for sign in signs}, status=status)
    return HttpResponse("not ready\n" if bad else "ready\n", content_type="text/plain", status=status)
