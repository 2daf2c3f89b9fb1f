"""Every page, opened by somebody who may, on a phone and at a desk: it fits, axe finds nothing, nothing goes wrong.

One test for each room, which goes on after a bad page and names all of them at the end.
"""

from __future__ import annotations

import pytest

from tests.house.addresses import Address, addresses
from tests.house.openers import NO_PAGE, example_of, who_may_open
from tests.journeys.browser import Visitor


@pytest.mark.parametrize("room", sorted({address.room for address in addresses()}))
def test_every_page_fits_and_is_accessible(room: str, phone: Visitor, desktop: Visitor):
    wrong: list[str] = []
    for address in addresses():
        if address.room != room:
            continue
        try:
            look_at(address, phone, desktop)
        except AssertionError as problem:
            wrong.append(f"{address}: {problem}")
    assert not wrong, "\n\n".join(wrong)


def look_at(address: Address, *visitors: Visitor) -> None:
    """Open the page of an address on each device. Errors: AssertionError that says what is wrong with it."""
    opened = example_of(address)
    user, status = who_may_open(opened)
    assert user is not None, f"nobody of the unit or above it can open {opened.path}: {status}"
    if status in NO_PAGE:
        return
    for visitor in visitors:
        visitor.sign_in(user)
        answer = visitor.context.request.head(visitor.base_url + opened.path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return
        visitor.open(opened.path)
        visitor.accessible()
