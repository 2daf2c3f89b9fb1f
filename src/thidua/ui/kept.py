"""Statements written once: the SQL of a queryset is kept, and asked again with other values.

Django writes the SQL of a queryset anew each time it is asked, half a millisecond of a small statement; PostgreSQL
then plans it anew, as long again where five tables meet. What every page, every page of totals and every report asks is
kept here instead: written once in a process, and on PostgreSQL prepared in the connection and answered in binary, where
figures are bytes instead of their hexadecimal digits (ADR 0011).
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, cast
from weakref import WeakSet

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

One = int | str | dt.date
Value = One | tuple[int, ...]
Row = TypeVar("Row")

MARK = 7_040_000_000_000_000_000
"""Numbers from here on stand for values: above every id, within 64 bits."""
MARK_DAY = dt.date(8040, 1, 1)
LONGEST = 50
"""Statements for longer tuples are not kept: there would be too many of them."""


@dataclass(frozen=True)
class _Written:
    """The SQL of a queryset; its parameters, each fixed or the place of a value; Django's compiler, which knows what
    its columns are; what reads their values; the class that makes rows or instances of them."""

    sql: str
    params: tuple[tuple[int | None, Any], ...]
    compiler: SQLCompiler
    converters: Mapping[int, Any]
    iterable: Callable[..., Any]


class _Asked:
    """Stands where Django's iterables expect a queryset and its query: gives the compiler that needs not write."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: ClassVar[Mapping[Any, Any]] = {}

    def __init__(self, written: _Written, params: list[Any]) -> None:
        self.query = self
        self._compiler = cast("Any", copy.copy(written.compiler))
        self._compiler.connection = connections[DEFAULT_DB_ALIAS]
        self._compiler.as_sql = lambda: (written.sql, params)
        self._compiler.get_converters = lambda columns: written.converters

    def get_compiler(self, using: str) -> Any:
        """The compiler of the kept statement, for this thread's connection."""
        return self._compiler


class Kept(Generic[Row]):
    """A function that builds a queryset out of plain values, asked again and again without being built.

    Called with values it gives what ``list(build(*values))`` would. The values are whole numbers, texts, days, or
    tuples of whole numbers (a statement is kept for each length up to ``LONGEST``). ``build`` may put them into the
    queryset as they are and do nothing else with them: no branch on a value, nothing computed of it, no clock. No
    ``prefetch_related``.
    Errors: TypeError for a value that does not come out in the statement as it is.
    """

    is_checked: ClassVar[bool] = False
    """Write every statement anew as well, and compare: the tests do."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._written: dict[tuple[Any, ...], _Written | None] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """The rows or instances for these values. One statement; none where there can be no rows."""
        if any(isinstance(one, tuple) and len(one) > LONGEST for one in values):
            return list(self._build(*values))
        shape = (connection.vendor, *(len(one) if isinstance(one, tuple) else type(one) for one in values))
        if shape not in self._written:
            self._written[shape] = self._write(values)
        written = self._written[shape]
        if self.is_checked:
            self._check(values, written)
        if written is None:
            return []
        asked = _Asked(written, _filled_in(written, values))
        with _prepared():
            return list(written.iterable(asked))

    def _write(self, values: tuple[Value, ...]) -> _Written | None:
        """The statement with marks instead of values, and where each mark came out."""
        marks = list(_marks(values))
        queryset = self._build(*_shaped(values, marks))
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        place_of = {_adapted(mark): place for place, mark in enumerate(marks)}
        found = tuple((place_of.get(one) if isinstance(one, One) else None, one) for one in params)
        lost = len(marks) - len({place for place, _ in found if place is not None})
        if lost:
            raise TypeError(f"{self._build.__qualname__}: {lost} of the values do not come out in its statement.")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return _Written(sql, found, compiler, compiler.get_converters(columns), queryset._iterable_class)

    def _check(self, values: tuple[Value, ...], written: _Written | None) -> None:
        kept = (written.sql, tuple(_filled_in(written, values))) if written else None
        try:
            sql, params = self._build(*values).query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            fresh = None
        else:
            fresh = sql, tuple(params)
        if kept != fresh:
            raise AssertionError(f"{self._build.__qualname__} does more with its values than to ask for them: {fresh}")


def _filled_in(written: _Written, values: tuple[Value, ...]) -> list[Any]:
    flat = list(_flat(values))
    return [fixed if place is None else _adapted(flat[place]) for place, fixed in written.params]


def _flat(values: tuple[Value, ...]) -> Iterator[One]:
    for one in values:
        if isinstance(one, tuple):
            yield from one
        else:
            yield one


def _marks(values: tuple[Value, ...]) -> Iterator[One]:
    """For each single value one of its kind that is met nowhere else."""
    for place, one in enumerate(_flat(values)):
        if isinstance(one, str):
            yield f"⟦{MARK + place}⟧"
        elif isinstance(one, dt.date):
            yield MARK_DAY + dt.timedelta(days=place)
        else:
            yield MARK + place


def _shaped(values: tuple[Value, ...], marks: list[One]) -> Iterator[Any]:
    """The marks, grouped as the values are."""
    left = iter(marks)
    for one in values:
        yield tuple(next(left) for _ in one) if isinstance(one, tuple) else next(left)


def _adapted(value: One) -> Any:
    """As the database takes it: SQLite takes days as texts."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


class _BinaryCursor(ServerBindingCursor):
    """Django's cursor whose answers come in binary."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.format = Format.BINARY


class _JsonText(Loader):
    """JSON as the text that Django's field reads: in binary one byte, the version, stands before it."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data)[1:].decode()


_ready: WeakSet[Any] = WeakSet()


def _make_ready(raw: Any) -> None:
    """Once for each connection: prepared statements are planned once, not again and again for a while because other
    values might have a better plan; and JSON is read as Django reads it."""
    if raw not in _ready:
        raw.adapters.register_loader("jsonb", _JsonText)
        # Past Django: a page that only reads is refused what does not read.
        raw.execute("SET plan_cache_mode = force_generic_plan")
        _ready.add(raw)


@contextmanager
def _prepared() -> Iterator[None]:
    """On PostgreSQL what is asked meanwhile is prepared in the connection and planned once.

    Not where statements are recorded to be looked at: those go out with their values written in.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    _make_ready(raw)
    before = raw.cursor_factory, raw.prepare_threshold
    raw.cursor_factory, raw.prepare_threshold = _BinaryCursor, 0
    try:
        yield
    finally:
        raw.cursor_factory, raw.prepare_threshold = before
