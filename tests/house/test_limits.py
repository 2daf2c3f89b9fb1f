"""Limits of every page, opened by somebody who may: at most 15 data queries and 60 KB of HTML; of a dashboard 8."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import Address, addresses
from tests.house.openers import NO_PAGE, example_of, who_may_open

pytestmark = pytest.mark.django_db
DATA_QUERIES = 15
DASHBOARDS = dict.fromkeys(
    ("desk", "year_at_a_glance", "picture_home", "picture", "picture_figures", "picture_indicator"), 8
)
"""Their rooms' tests open them with a whole year in them, under 1 and under 30 units."""
HTML_BYTES = 60 * 1024
OF_THE_FRAME = ('"django_session"', "SAVEPOINT", 'FROM "accounts_user"', 'FROM "accounts_appointment"')
"""Who is asking: session, person, her appointments; asked once for every page."""


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_a_page_keeps_its_limits(address: Address):
    opened = example_of(address)
    path = opened.path
    user, status = who_may_open(opened)
    assert user is not None, f"nobody of the unit or above it can open {path}: {status}"
    if status in NO_PAGE:
        return
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    asked = [
        query["sql"] for query in caught.captured_queries if not any(part in query["sql"] for part in OF_THE_FRAME)
    ]
    assert len(asked) <= DASHBOARDS.get(address.name, DATA_QUERIES), "\n".join(asked)
    if answer["Content-Type"].startswith("text/html"):
        assert len(answer.content) <= HTML_BYTES
