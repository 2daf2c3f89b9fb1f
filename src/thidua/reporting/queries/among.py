"""Rows whose number is one of very many: the numbers go to the database as one value, however many they are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Lookup

OF_JSON = "IN (SELECT value FROM json_each(%s))"


class Among(Lookup[Any]):
    """A condition for ``filter``: the column holds one of these whole numbers.

    What ``__in`` asks; but Django writes a parameter for each number, which for thousands of units takes longer than
    their rows, and some databases take only so many.
    """

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, name: str, numbers: Iterable[int]) -> None:
        super().__init__(F(name), sorted(numbers))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """SQLite has no arrays: one list in JSON."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} {OF_JSON}", (*params, json.dumps(self.rhs))
