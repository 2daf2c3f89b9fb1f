"""Every page, opened by somebody who may, on a phone and at a desk: it fits, axe finds nothing, nothing goes wrong."""

from __future__ import annotations

import pytest

from tests.house.addresses import Address, addresses
from tests.house.openers import NO_PAGE, example_of, who_may_open
from tests.journeys.browser import Visitor


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_every_page_fits_and_is_accessible(address: Address, phone: Visitor, desktop: Visitor):
    opened = example_of(address)
    path = opened.path
    user, status = who_may_open(opened)
    assert user is not None, f"nobody of the unit or above it can open {path}: {status}"
    if status in NO_PAGE:
        return
    for visitor in (phone, desktop):
        visitor.sign_in(user)
        answer = visitor.context.request.head(visitor.base_url + path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return
        visitor.open(path)
        visitor.accessible()
