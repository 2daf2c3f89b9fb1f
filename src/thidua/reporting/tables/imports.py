"""Lists of what was read from a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from thidua.reporting.models import FigureImport, FigureImportRow
from thidua.reporting.queries.imports import Asked, Change, changes_of_row, is_stale
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Table

MOST_SHOWN = 8


def import_table(
    params: QueryDict, batch: FigureImport, rows: QuerySet[FigureImportRow], asked: Mapping[int, Asked]
) -> Table:
    """Unit by unit what a workbook changes, old and new; ``asked`` by request."""
    columns = [
        Column("unit", "Đơn vị", lambda row: row.unit.title, sort="unit__name_key", phone="title"),
        Column("at", "Ở tệp", lambda row: f"dòng {row.number}" if row.number else row.sheet, phone="line"),
        Column("given", "Số ô thay đổi", "given", sort="given", kind="number", phone="figure"),
        Column("changes", "Thay đổi (đang có → mới)", lambda row: _changes(changes_of_row(row, asked)), phone="line"),
    ]
    if batch.state == "read" and batch.kind != "history":
        columns.append(Column("state", "Lưu ý", _state, phone="line"))
    return Table(
        params,
        rows,
        columns,
        caption="Thay đổi theo đơn vị",
        sort="unit",
        size=25,
        exports=[("Tải mọi thay đổi (Excel)", reverse("figure_import_changes", args=[batch.pk]))],
    )


def _changes(found: Sequence[Change]) -> Any:
    shown = ((one.name, f"{one.before} → " if one.before else "", one.after) for one in found[:MOST_SHOWN])
    lines = format_html_join("", "<li>{}: {}<strong>{}</strong></li>", shown)
    more = format_html("<li>… và {} mục nữa</li>", len(found) - MOST_SHOWN) if len(found) > MOST_SHOWN else ""
    return format_html('<ul class="changes">{}{}</ul>', lines, more)


def _state(row: FigureImportRow) -> Any:
    if is_stale(row):
        return tone_chip("Đã sửa hoặc nộp sau khi đọc tệp", "late")
    has_own = any(figure is not None for figure in row.before)
    return tone_chip("Đơn vị đang soạn", "waiting") if has_own else ""
