"""The table of addresses as data: what ``test_views`` and ``test_strangers`` walk."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import code

Example = Callable[[], Any]


@dataclass(frozen=True)
class Address:
    """One line of the table: its route as a whole, its name, what it needs, and the view behind it."""

    route: str
    name: str
    arguments: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_ours(self) -> bool:
        """True for a view of this product; allauth's own are tested by allauth."""
        return self.view.__module__.startswith("thidua.")

    @property
    def room(self) -> str:
        """The room whose view it is."""
        return self.view.__module__.split(".")[1]

    @property
    def is_public(self) -> bool:
        """True where anybody may look."""
        return bool(getattr(self.view, "is_public", False))

    def __str__(self) -> str:
        return self.name or self.route


def addresses() -> list[Address]:
    """Every address of the product, allauth's own left out."""
    return [address for address in _walk(get_resolver().url_patterns) if address.is_ours]


def _walk(patterns: list[Any], prefix: str = "", arguments: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        names = (*arguments, *pattern.pattern.converters, *getattr(pattern.pattern, "regex", None).groupindex)
        unique = tuple(dict.fromkeys(names))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern), unique)
        elif isinstance(pattern, URLPattern):
            view = inspect.unwrap(pattern.callback, stop=lambda function: hasattr(function, "gesture"))
            yield Address(prefix + str(pattern.pattern), pattern.name or "", unique, view)


def examples(address: Address | None = None) -> dict[str, Example]:
    """What the rooms (or the address's room alone) register in ``EXAMPLES`` of their ``tests/factories.py``."""
    found: dict[str, Example] = {}
    for room in [address.room] if address else code.rooms():
        if (code.PACKAGE / room / "tests" / "factories.py").exists():
            module = importlib.import_module(f"thidua.{room}.tests.factories")
            found |= getattr(module, "EXAMPLES", {})
    return found
