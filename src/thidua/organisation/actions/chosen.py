"""Rows that a query chooses, written by one statement: what a thousand units receive costs as much as what ten do."""

from __future__ import annotations

from typing import Any

from django.db import connections, models, router
from django.db.models import QuerySet, Value


def insert_chosen(model: type[models.Model], chosen: QuerySet[Any], *, taken: dict[str, str], **fixed: Any) -> int:
    """Insert one row of ``model`` for each row of ``chosen``; one that breaks a unique constraint is left out.

    ``taken``: column of the new row → field of the chosen row; ``fixed``: column → the same value in every row. Column
    names are those of the database ("unit_id"). Columns left out get the model's default. Output: how many rows.
    The query must have a condition (SQLite reads ``SELECT … ON CONFLICT`` as a join without one).
    """
    defaults = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in taken and field.attname not in fixed
    }
    columns = {field.attname: field for field in model._meta.concrete_fields}
    values = {
        f"of_{name}": Value(columns[name].get_prep_value(value), output_field=columns[name])
        for name, value in (defaults | fixed).items()
    }
    names = [*taken, *defaults, *fixed]
    rows = chosen.order_by().annotate(**values).values_list(*taken.values(), *values)
    connection = connections[router.db_for_write(model)]
    select, parameters = rows.query.get_compiler(connection=connection).as_sql()
    quoted = ", ".join(connection.ops.quote_name(str(columns[name].column)) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({quoted}) {select} ON CONFLICT DO NOTHING", parameters)
        return int(cursor.rowcount)
