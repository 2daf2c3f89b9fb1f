"""Every view is a function that says whether it reads or writes, and has a name."""

from __future__ import annotations

import inspect
import re

import pytest
from allauth.account import urls as account_urls
from allauth.mfa.base import urls as base_urls
from allauth.mfa.recovery_codes import urls as recovery_urls
from allauth.mfa.totp import urls as totp_urls
from django.urls import URLPattern

from tests.house.addresses import addresses, examples


def test_every_view_says_whether_it_reads_or_writes():
    silent = [f"{address.route} → {address.view.__module__}" for address in addresses() if not gesture(address)]
    assert not silent, f"neither @reads nor @writes: {silent}"


def test_every_view_is_a_function():
    wrong = [str(address) for address in addresses() if not inspect.isfunction(address.view)]
    assert not wrong, f"no function: {wrong}"


def test_every_address_is_named_after_its_view():
    wrong = [
        f"{address.route}: {address.name!r} leads to {address.view.__name__}"
        for address in addresses()
        if address.name != address.view.__name__ and address.name not in names_of_allauth()
    ]
    assert not wrong, "\n".join(wrong)


def test_every_name_leads_to_one_address_only():
    names = [address.name for address in addresses()]
    double = {name for name in names if names.count(name) > 1}
    assert not double


def test_addresses_are_vietnamese_without_accents():
    plain = re.compile(r"[a-z0-9\-/.<>:_]*")
    wrong = [address.route for address in addresses() if not plain.fullmatch(address.route)]
    assert not wrong, f"not in small plain letters: {wrong}"


@pytest.mark.parametrize("address", [a for a in addresses() if a.arguments], ids=str)
def test_every_address_with_an_object_has_an_example(address):
    assert address.name in examples(address), f"register {address.name!r} in EXAMPLES of its room's tests/factories.py"


def test_every_example_belongs_to_an_address():
    unknown = set(examples()) - {address.name for address in addresses()}
    assert not unknown, f"no such address: {unknown}"


def names_of_allauth() -> set[str]:
    """The names that allauth looks up itself; our views may stand behind them."""
    return {pattern.name for pattern in [*account_urls.urlpatterns, *mfa_addresses()]}


def mfa_addresses() -> list[URLPattern]:
    """The addresses of allauth's second factor, of all its kinds."""
    found: list[URLPattern] = []
    for part in (base_urls, totp_urls, recovery_urls):
        found += [pattern for pattern in part.urlpatterns if isinstance(pattern, URLPattern)]
    return found


def gesture(address) -> str:
    """ "reads", "writes" or nothing."""
    return getattr(address.view, "gesture", "")
