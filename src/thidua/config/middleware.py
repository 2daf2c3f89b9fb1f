"""Puts the actor on the request: the person who signed in, acting for one of her units."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from thidua.accounts.queries import actor_among, open_appointments

UNIT_IN_SESSION = "acting_unit"


class ActorMiddleware:
    """Sets ``request.actor`` (an ``Actor`` or None) and ``request.appointments`` (those that hold today)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.appointments = []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            appointments = open_appointments(request.user)
            wanted = request.session.get(UNIT_IN_SESSION)
            actor = actor_among(request.user, appointments, wanted) or actor_among(request.user, appointments)
            request.actor, request.appointments = actor, appointments  # type: ignore[attr-defined]
        return self.get_response(request)
