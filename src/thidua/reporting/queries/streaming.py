"""Many rows read one after the other: on PostgreSQL in binary, while the server still looks for the next.

Text would carry a packed row as twice as many letters, written by the server and read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

ROWS_AT_ONCE = 500


def streamed(rows: QuerySet[Any, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a ``values_list`` of whole numbers, yes/no, texts and bytes, not all held at once.

    The connection is taken until the last one is read: nothing else may be asked in between. On PostgreSQL Django does
    not log the statement.
    """
    if connection.vendor != "postgresql":
        yield from rows.iterator(ROWS_AT_ONCE)
        return
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    connection.ensure_connection()
    # With the values written in: how many units there are decides which plan is right.
    written = psycopg.ClientCursor(connection.connection).mogrify(sql, params)
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield from cursor.stream(written.encode(), binary=True, size=ROWS_AT_ONCE)
