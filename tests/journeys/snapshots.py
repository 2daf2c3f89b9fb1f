"""What stands in the database and in the store of files, kept in memory and brought back: the sample year is lived once
up to a day, not by every journey anew."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import dataclass

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

LEFT_ALONE = ("django_migrations", "django_content_type", "auth_permission")
"""Tables that are right after every emptying, with numbers that Django remembers."""


@dataclass(frozen=True)
class Snapshot:
    """``data``: PostgreSQL's rows by table and its counters, or the whole of SQLite; ``files``: by name."""

    data: dict[str, bytes] | sqlite3.Connection
    counters: dict[str, int]
    files: dict[str, bytes]


def keep() -> Snapshot:
    """What stands there now. No transaction may be open."""
    files = {name: default_storage.open(name).read() for name in _files("")}
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(copy)
        return Snapshot(copy, {}, files)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        counters = {name: value for name, value in cursor.fetchall() if not name.startswith(LEFT_ALONE)}
        rows = {}
        for table in _tables():
            buffer = io.BytesIO()
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                for part in copy:
                    buffer.write(part)
            rows[table] = buffer.getvalue()
    return Snapshot(rows, counters, files)


def bring_back(snapshot: Snapshot) -> None:
    """Put it in place of whatever stands there."""
    cache.clear()
    connection.ensure_connection()
    for name, content in snapshot.files.items():
        default_storage.save(name, ContentFile(content))
    if isinstance(snapshot.data, sqlite3.Connection):
        snapshot.data.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        # Rows come table by table: what points to a row of a later table must wait.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in snapshot.data))
        for table, rows in snapshot.data.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                copy.write(rows)
        for name, value in snapshot.counters.items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', value])
        cursor.execute("SET session_replication_role = origin")


def _tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name not in LEFT_ALONE]


def _files(folder: str) -> list[str]:
    folders, names = default_storage.listdir(folder)
    prefix = f"{folder}/" if folder else ""
    return [f"{prefix}{name}" for name in names] + [name for one in folders for name in _files(f"{prefix}{one}")]
