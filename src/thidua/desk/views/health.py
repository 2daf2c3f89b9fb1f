"""For the machines that watch the server: is it alive, is it ready."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from thidua.common import clock
from thidua.desk.queries.readiness import signs_of_readiness
from thidua.ui.gestures import reads


@reads(public=True)
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@reads(public=True)
def ready(request: HttpRequest) -> HttpResponse:
    """200 when every sign is well, 503 otherwise; names the signs, no secrets."""
    signs = signs_of_readiness(clock.now())
    is_ready = all(sign.is_well for sign in signs)
    body = {sign.name: {"ok": sign.is_well, "seen": sign.seen} for sign in signs}
    return JsonResponse(body, status=200 if is_ready else 503)
