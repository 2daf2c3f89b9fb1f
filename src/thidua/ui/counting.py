"""Lengths of several lists in one question to the database."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery


def length_of(rows: QuerySet[Any], *, distinct: str = "") -> Subquery:
    """The number of rows of a list as a column for ``annotate`` or ``values``; ``distinct`` names a column whose
    different values are counted instead. The list must not be cut or grouped."""
    # Func, not Count: an aggregate would group the list by its key and count each row by itself.
    count = Func(
        F(distinct or "pk"),
        function="COUNT",
        template="%(function)s(DISTINCT %(expressions)s)" if distinct else "%(function)s(%(expressions)s)",
        output_field=IntegerField(),
    )
    return Subquery(rows.order_by().annotate(length_of_list=count).values("length_of_list"))
