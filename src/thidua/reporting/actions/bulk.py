"""Many new rows of a table at once, by the quickest way the database has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table, their keys given by the database and not told: COPY on PostgreSQL.

    Errors: IntegrityError where one breaks a constraint. Call it inside a transaction.
    """
    if not rows:
        return
    model = type(rows[0])
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows, batch_size=1000)
        return
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        columns: list[tuple[Any, dict[Any, Any]]] = [(field, {}) for field in fields]
        for row in rows:
            copy.write_row([_prepared(field, field.pre_save(row, True), seen) for field, seen in columns])


def _prepared(field: Any, value: Any, seen: dict[Any, Any]) -> Any:
    """The value as the database takes it; what is the same in many rows (a request, a moment) is prepared once."""
    if isinstance(value, list):
        return field.get_db_prep_save(value, connection)
    if value not in seen:
        seen[value] = field.get_db_prep_save(value, connection)
    return seen[value]
