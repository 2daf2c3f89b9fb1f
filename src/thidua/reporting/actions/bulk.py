"""Many rows of a table at once, by the quickest way the database has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection, models
from psycopg import sql

ROWS_AT_ONCE = 500


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


def put_rows(
    model: type[models.Model], fields: Sequence[str], rows: Sequence[tuple[Any, ...]], unique: Sequence[str]
) -> None:
    """Insert rows, the values of ``fields`` in their order; one whose ``unique`` fields stand already is overwritten.

    The values are as the database takes them (figures packed, no None). On PostgreSQL they travel in binary, a column
    an array: as text of one statement they would be doubled, and read letter by letter on both sides.
    Errors: IntegrityError where one breaks another constraint. Call it inside a transaction.
    """
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        if connection.vendor == "postgresql":
            # Django's own cursors write values into the statement as text; psycopg's send them beside it (unlogged).
            raw: Any = psycopg.Cursor(connection.connection)
            with connection.make_cursor(raw) as cursor:
                cursor.execute(_upsert(model, fields, unique), [list(column) for column in zip(*some, strict=True)])
            continue
        model._default_manager.bulk_create(
            [model(**dict(zip(fields, row, strict=True))) for row in some],
            update_conflicts=True,
            unique_fields=unique,
            update_fields=[name for name in fields if name not in unique],
        )


def _upsert(model: type[models.Model], names: Sequence[str], unique: Sequence[str]) -> sql.Composed:
    """The statement for rows that come as one array a column."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    kinds: list[Any] = [field.db_type(connection).partition("(")[0] for field in fields]
    own = {name: sql.Identifier(field.column) for name, field in zip(names, fields, strict=True)}
    arrays = [sql.SQL("%b::{}[]").format(sql.SQL(kind)) for kind in kinds]
    changes = [sql.SQL("{0} = EXCLUDED.{0}").format(column) for name, column in own.items() if name not in unique]
    comma = sql.SQL(", ")
    return sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({}) ON CONFLICT ({}) DO UPDATE SET {}").format(
        sql.Identifier(model._meta.db_table),
        comma.join(own.values()),
        comma.join(arrays),
        comma.join(own[name] for name in unique),
        comma.join(changes),
    )
