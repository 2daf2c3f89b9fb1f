"""The first load of the form on a phone with an empty cache: what goes over the wire, counted in bytes, not in time."""

from __future__ import annotations

from collections.abc import Callable

import brotli
from playwright.sync_api import Response

from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.sample import live_until, person
from thidua.demo.scenes.reporting import DISTRICT_TITLE
from thidua.reporting.models import Report

CHAIR = "0912000101"
MOST = 150_000
"""Of 200,000 that a first load may take; pages of more figures are longer by some kilobytes."""
HEADERS = 400
"""Bytes of the headers of an answer, about."""
COMPRESSED = ("text/", "application/javascript", "image/svg+xml")


def size_of(answer: Response) -> int:
    """The bytes of an answer as the server in service sends it: compressed beforehand, but for fonts."""
    body = answer.body()
    kind = answer.headers.get("content-type", "")
    return HEADERS + (len(brotli.compress(body)) if kind.startswith(COMPRESSED) else len(body))


def test_the_form_comes_to_an_empty_phone_in_less_than_150_kilobytes(
    phone: Visitor, visit: Visit, story_day: Callable[[str], None]
):
    live_until("2021-06-25")
    story_day("2021-06-25")
    report = Report.objects.get(request__title=DISTRICT_TITLE, unit__code="BD-MAYHT")
    phone.sign_in(person(CHAIR))
    cold = visit(PHONE, storage_state=phone.context.storage_state())
    answers: list[Response] = []
    cold.page.on("response", lambda answer: answers.append(answer))
    cold.open(f"/bao-cao/yeu-cau/{report.request_id}/dien/")
    cold.page.wait_for_load_state("networkidle")
    sizes = {answer.url.rpartition("/static/")[2]: size_of(answer) for answer in answers}
    told = "\n".join(f"{size:8} {name}" for name, size in sorted(sizes.items(), key=lambda one: -one[1]))
    assert any(name.endswith("dien/") for name in sizes), told
    assert "ui/css/tabler.css" in sizes, told
    assert not any("inter-" in name for name in sizes), told
    assert sum(sizes.values()) <= MOST, told
