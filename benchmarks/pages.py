"""Every page of the product, with an example in it, against an empty signed-in page (frame and nothing else).

Both go through the whole handler: middleware, session, actor, view, template. The goal is to stay within 15 times.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path
from tests.house.addresses import Address, addresses
from tests.house.openers import NO_PAGE, example_of, who_may_open

from benchmarks.pairs import Paired, paired
from thidua.ui.gestures import reads

EMPTY = "/trang-trong/"
GOAL = 15


@reads
def empty(request: HttpRequest) -> HttpResponse:
    """The frame around nothing."""
    return render(request, "ui/base.html")


urlpatterns = [path(EMPTY.strip("/") + "/", empty), path("", include("thidua.config.urls"))]


def measure() -> Iterator[Paired | str]:
    """One line a page, the slowest first."""
    pages = [address for address in addresses() if not address.is_public]
    with override_settings(ROOT_URLCONF="benchmarks.pages"):
        lines = [line for address in pages if (line := _measured(address)) is not None]
    found = [line for line in lines if isinstance(line, Paired)]
    yield from [line for line in lines if isinstance(line, str)]
    yield from sorted(found, key=lambda line: -line.ratio)
    beyond = [line.name for line in found if line.has_verdict and line.ratio > GOAL]
    yield f"{len(found)} pages, {len(beyond)} beyond × {GOAL}" + (f": {', '.join(beyond)}" if beyond else "")


def _measured(address: Address) -> Paired | str | None:
    try:
        opened = example_of(address)
        user, status = who_may_open(opened)
    except Exception as error:
        return f"{address}: broken, {type(error).__name__}: {error}"
    if user is None or status in NO_PAGE:
        return None
    client = Client()
    client.force_login(user)
    answer = client.get(opened.path)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return None
    name = f"{address} ({len(answer.content) / 1024:.0f} KB)"
    call = functools.partial(client.get, opened.path)
    return paired(name, call, functools.partial(client.get, EMPTY), rounds=6, pairs=3)
