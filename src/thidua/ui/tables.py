"""Lists as people read them: filter, whitelisted sort, keyset paging, export links; cards on a phone.

A view makes a ``Table`` from the query string and a queryset (or a list), the template shows it with ``{% table … %}``.
Query string: each filter by its key, ``sap`` = column key to sort by ("-key" for the other way round), ``sau`` /
``truoc`` = the cursor after or before which to read. Anything unknown in it is ignored.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from thidua.common.numbers import format_number

SORT, AFTER, BEFORE = "sap", "sau", "truoc"
PHONE = ("title", "figure", "line", "hide", "bare")


@dataclass(frozen=True)
class Column:
    """One column. ``cell`` takes the row and gives text, a number, or safe HTML; a string names an attribute.

    ``sort`` is the field (never null) by which the list may be sorted, empty = may not. ``kind``: text, number, date.
    ``phone``: "title" (head of the card), "figure" (one of the two figures kept large), "line" (a line with its
    label), "hide", "bare" (nothing but the value, without class or label: the page's own style says the rest; for lists
    of dozens of columns). ``export`` gives the plain value for a spreadsheet where ``cell`` makes HTML.
    """

    key: str
    label: str
    cell: Callable[[Any], Any] | str
    sort: str = ""
    kind: str = "text"
    phone: str = "line"
    export: Callable[[Any], Any] | str = ""

    @property
    def reader(self) -> Callable[[Any], Any]:
        """Row → what stands in its cell."""
        return attrgetter(self.cell) if isinstance(self.cell, str) else self.cell

    def plain(self, row: Any) -> Any:
        """The value for a spreadsheet."""
        source = self.export or self.cell
        return attrgetter(source)(row) if isinstance(source, str) else source(row)


@dataclass(frozen=True)
class Filter:
    """One filter above the list: a choice among ``choices`` (value, words), or a text box where there are none.

    ``apply(rows, value)`` narrows the queryset or list; it is called only for a value among the choices. ``none`` are
    the words for no choice.
    """

    key: str
    label: str
    apply: Callable[[Any, str], Any]
    choices: Sequence[tuple[str, str]] = ()
    none: str = "Tất cả"


@dataclass(frozen=True)
class Slice:
    """One page: its rows and the cursors of its neighbours, empty at the ends."""

    rows: list[Any]
    after: str = ""
    before: str = ""


def encode_cursor(value: Any, pk: Any) -> str:
    """The place of one row in the order, as text for an address."""
    text = json.dumps([value, pk], cls=DjangoJSONEncoder, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(text: str) -> tuple[Any, Any] | None:
    """The place that ``encode_cursor`` wrote; None for anything else."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(found, list) or len(found) != 2 or not isinstance(found[1], int):
        return None
    return found[0], found[1]


def keyset_slice(
    rows: QuerySet[Any], field: str = "pk", *, is_descending: bool = False, after: str = "", before: str = "", size: int
) -> Slice:
    """One page of a queryset ordered by ``field`` (never null) and pk, in one query. A bad cursor gives the first."""
    place = decode_cursor(after or before) if after or before else None
    is_back = bool(before and not after and place)
    flip = is_descending != is_back
    if place is not None:
        step = "lt" if flip else "gt"
        try:
            beyond = Q(**{f"{field}__{step}": place[0]}) | Q(**{field: place[0], f"pk__{step}": place[1]})
            rows = rows.filter(beyond)
        except (ValueError, TypeError, ValidationError, FieldError):
            place, is_back, flip = None, False, is_descending
    sign = "-" if flip else ""
    order = (f"{sign}pk",) if field == "pk" else (f"{sign}{field}", f"{sign}pk")
    found = list(rows.order_by(*order)[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    if is_back:
        found.reverse()
    if not found:
        return Slice([])
    first, last = (encode_cursor(_at(row, field), row.pk) for row in (found[0], found[-1]))
    has_after = has_more if not is_back else True
    has_before = has_more if is_back else place is not None
    return Slice(found, last if has_after else "", first if has_before else "")


class Table:
    """One list on a page. ``rows`` is a queryset (keyset paging) or a list (paged by position).

    ``params`` is ``request.GET``. ``sort`` is the default order ("-due_on" allowed) among the sortable columns' keys.
    ``exports`` are (words, address) pairs that get the present filters in their query string. ``empty`` is
    (title, text) for a list without rows. ``ident`` names it on the page. Errors: ValueError for an unknown sort.
    """

    def __init__(
        self,
        params: QueryDict,
        rows: Any,
        columns: Sequence[Column],
        *,
        caption: str,
        filters: Sequence[Filter] = (),
        sort: str = "",
        size: int = 50,
        exports: Sequence[tuple[str, str]] = (),
        empty: tuple[str, str] = ("Chưa có dòng nào", "Khi có dữ liệu, danh sách sẽ hiện ở đây."),
        ident: str = "list",
        counts: bool = True,
    ) -> None:
        self.columns, self.caption, self.filters, self.size = list(columns), caption, list(filters), size
        self.exports_given, self.empty, self.ident = exports, empty, ident
        self._sorts = {column.key: column.sort for column in columns if column.sort}
        if sort and sort.lstrip("-") not in self._sorts:
            raise ValueError(f"the default order {sort} is not a sortable column")
        asked = params.get(SORT, "")
        self.sort = asked if asked.lstrip("-") in self._sorts else sort
        self.default_sort = sort
        self.values = {one.key: self._value_of(one, params.get(one.key, "").strip()) for one in filters}
        self.all_rows = self._narrowed(rows)
        self.total = self._count() if counts else None
        self.slice = self._read(params)

    @property
    def rows(self) -> list[Any]:
        """The rows of this page."""
        return self.slice.rows

    @property
    def is_filtered(self) -> bool:
        """True when a filter narrows the list."""
        return any(self.values.values())

    @property
    def is_worth_filtering(self) -> bool:
        """False for an empty list and a single row, where filters would only push the list down a phone's screen."""
        return len(self.rows) > 1 or self.is_filtered or bool(self.next_query or self.previous_query)

    @property
    def query(self) -> str:
        """The filters and order as a query string without a cursor, for exports and links."""
        return self._query()

    @property
    def exports(self) -> list[tuple[str, str]]:
        """The export links with the present filters."""
        query = self.query
        return [
            (words, f"{url}{'&' if '?' in url else '?'}{query}" if query else url) for words, url in self.exports_given
        ]

    @property
    def next_query(self) -> str:
        """The query string of the next page, empty at the end."""
        return self._query(**{AFTER: self.slice.after}) if self.slice.after else ""

    @property
    def previous_query(self) -> str:
        """The query string of the page before, empty at the start."""
        return self._query(**{BEFORE: self.slice.before}) if self.slice.before else ""

    def heads(self) -> list[dict[str, Any]]:
        """What the head of each column shows: words, kind, the address that sorts by it, and how it is sorted now."""
        heads = []
        for column in self.columns:
            way = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "") if column.sort else ""
            other = f"-{column.key}" if way == "ascending" else column.key
            heads.append(
                {"column": column, "way": way, "url": f"?{self._query(**{SORT: other})}" if column.sort else ""}
            )
        return heads

    def plain_rows(self) -> list[list[Any]]:
        """All rows of all pages as plain values for a spreadsheet, in the present order."""
        return [[column.plain(row) for column in self.columns] for row in self._ordered()]

    def each_row(self, at_once: int = 2000) -> Iterable[Any]:
        """All rows of all pages in the present order, read a few at a time: for a list of any length."""
        rows = self._ordered()
        return rows.iterator(chunk_size=at_once) if isinstance(rows, QuerySet) else rows

    def _query(self, **more: str) -> str:
        pairs = {key: value for key, value in self.values.items() if value}
        if self.sort and self.sort != self.default_sort:
            pairs[SORT] = self.sort
        pairs.update(more)
        return urlencode(pairs)

    @staticmethod
    def _value_of(one: Filter, value: str) -> str:
        return value if not one.choices or value in {key for key, _ in one.choices} else ""

    def _narrowed(self, rows: Any) -> Any:
        for one in self.filters:
            if self.values[one.key]:
                rows = one.apply(rows, self.values[one.key])
        return rows

    def _count(self) -> int:
        return self.all_rows.count() if isinstance(self.all_rows, QuerySet) else len(self.all_rows)

    def _order(self) -> tuple[str, bool]:
        return self._sorts.get(self.sort.lstrip("-"), "pk"), self.sort.startswith("-")

    def _ordered(self) -> Iterable[Any]:
        field, is_descending = self._order()
        sign = "-" if is_descending else ""
        if isinstance(self.all_rows, QuerySet):
            return self.all_rows.order_by(f"{sign}{field}", f"{sign}pk")
        if not self.sort:
            return self.all_rows
        return sorted(self.all_rows, key=attrgetter(field), reverse=is_descending)

    def _read(self, params: QueryDict) -> Slice:
        after, before = params.get(AFTER, ""), params.get(BEFORE, "")
        if isinstance(self.all_rows, QuerySet):
            field, is_descending = self._order()
            return keyset_slice(
                self.all_rows, field, is_descending=is_descending, after=after, before=before, size=self.size
            )
        rows = list(self._ordered())
        mark = after or before
        start = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 10 else 0
        if before and not after:
            start = max(0, start - self.size)
        end = start + self.size
        return Slice(rows[start:end], str(end) if end < len(rows) else "", str(start) if start > 0 else "")


def cell_html(value: Any) -> str:
    """One value as escaped HTML: numbers as Vietnamese, None and nothing as "–"."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str):
        return str(conditional_escape(value))
    return str(conditional_escape(value if hasattr(value, "strftime") else format_number(value)))


def render_rows(columns: Sequence[Column], rows: Iterable[Any]) -> SafeString:
    """The ``<tr>`` of all rows, joined as strings with every value escaped: many times quicker than template tags."""
    opens = [(*_around(column), column.reader) for column in columns]
    lines = []
    for row in rows:
        cells = [f"{start}{_shown(value(row))}{end}" for start, end, value in opens]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return mark_safe("\n".join(lines))


def _around(column: Column) -> tuple[str, str]:
    """What stands before and behind the value in each cell of the column."""
    if column.phone == "bare":
        return "<td>", "</td>"
    classes = f"on-{column.phone}" + (f" is-{column.kind}" if column.kind != "text" else "")
    label = f' data-label="{conditional_escape(column.label)}"' if column.phone in ("figure", "line") else ""
    tag = "th" if column.phone == "title" else "td"
    scope = ' scope="row"' if tag == "th" else ""
    return f'<{tag} class="{classes}"{scope}{label}>', f"</{tag}>"


def _shown(value: Any) -> str:
    if type(value) is int:  # most cells are a number or words: without asking what else it may be
        return format_number(value)
    if type(value) is str:
        return html.escape(value) or "–"
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    return cell_html(value)


def _at(row: Any, field: str) -> Any:
    return row.pk if field == "pk" else attrgetter(field.replace("__", "."))(row)
