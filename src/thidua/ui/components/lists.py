"""Tables, their filters and paging, and the grid of completeness."""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from thidua.ui.charts import GridRow
from thidua.ui.components.basics import icon
from thidua.ui.tables import AFTER, BEFORE, SORT, Column, Table, render_rows

register = template.Library()
SORT_WORDS = {
    "text": ("A–Z", "Z–A"),
    "number": ("tăng dần", "giảm dần"),
    "date": ("cũ trước", "mới trước"),
}
"""How the two ways to sort a column are called on a phone, by its kind."""
SORT_ICONS = {"ascending": "arrow-up", "descending": "arrow-down"}


@register.inclusion_tag("ui/parts/table.html")
def table(table: Table) -> dict[str, Any]:
    """A whole list: filters, export links, rows (cards on a phone), neighbours. See ``thidua.ui.tables.Table``."""
    heads = table.heads()
    filters = [(one, table.values[one.key]) for one in table.filters] if table.is_worth_filtering else []
    return {
        "table": table,
        "filters": filters,
        "heads": mark_safe("\n".join([_head(one["column"], one["way"], one["url"]) for one in heads])),
        "body": render_rows(table.columns, table.rows),
        "sortable": [(head, *SORT_WORDS[head["column"].kind]) for head in heads if head["url"]],
        "sort_name": SORT,
    }


def _head(column: Column, way: str, url: str) -> str:
    """The head of a column, joined as a string as the rows are, for lists of dozens of columns."""
    kind = ' class="is-number"' if column.kind == "number" else ""
    words = escape(column.label)
    if url:
        words = f'<a href="{escape(url)}">{words}{icon(SORT_ICONS.get(way, "arrows-sort"))}</a>'
    sorted_now = f' aria-sort="{way}"' if way else ""
    return f'<th scope="col"{kind}{sorted_now}>{words}</th>'


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """Only the ``<tr>`` of a table, for a part swapped by HTMX."""
    return render_rows(table.columns, table.rows)


@register.inclusion_tag("ui/parts/pager.html")
def pager(slice_after: str = "", slice_before: str = "", query: str = "") -> dict[str, Any]:
    """Links to the neighbours of a hand-made list: the cursors of a ``Slice`` and the query string to keep."""
    keep = f"{query}&" if query else ""
    return {
        "next_query": f"{keep}{AFTER}={slice_after}" if slice_after else "",
        "previous_query": f"{keep}{BEFORE}={slice_before}" if slice_before else "",
    }


@register.inclusion_tag("ui/parts/grid.html")
def completeness_grid(
    rows: list[GridRow], caption: str, empty: str = "Chưa có việc nào trong kỳ này."
) -> dict[str, Any]:
    """One row a duty, one tile a unit, each tile a link with word, shape and colour. See ``charts.GridRow``."""
    return {"rows": rows, "caption": caption, "empty": empty}
