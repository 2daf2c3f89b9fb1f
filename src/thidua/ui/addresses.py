"""The addresses that a page needs by the dozen: each is looked up once in the process, whole numbers are filled in."""

from __future__ import annotations

import functools

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

MARK = 10**15
"""Stands for the first number while a pattern is looked up; no route contains it."""


def address(name: str, *numbers: int) -> str:
    """As ``reverse(name, args=numbers)``, for keys and other whole numbers from 0 on.

    Errors: NoReverseMatch for an unknown name or count of numbers; TypeError for what is no number.
    """
    return _pattern(name, len(numbers), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF) % numbers


@functools.lru_cache(maxsize=512)
def _pattern(name: str, count: int, prefix: str, table: str) -> str:
    """The address with "%d" for each number. ``prefix`` and ``table`` are what ``reverse`` goes by beside its own."""
    marks = [MARK + place for place in range(count)]
    found = reverse(name, urlconf=table, args=marks).replace("%", "%%")
    for mark in marks:
        found = found.replace(str(mark), "%d", 1)
    return found
