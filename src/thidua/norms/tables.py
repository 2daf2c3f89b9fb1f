"""The list of norms: columns, filters, order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.norms.choices import Force
from thidua.norms.queries import NormLine
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

TONES = {Force.IN_FORCE: "done", Force.EXPIRED: "late", Force.NOT_YET: "waiting", Force.UNKNOWN: "quiet"}


def norm_table(params: QueryDict, lines: list[NormLine]) -> Table:
    """Norms with their force on the day of the lines, the youngest first."""
    return Table(
        params,
        lines,
        [
            Column("number", "Số, ký hiệu", "norm.number", phone="title"),
            Column("title", "Nội dung", _title),
            Column("from", "Hiệu lực từ", _start, kind="date", phone="figure"),
            Column("force", "Hiệu lực", lambda line: tone_chip(line.force.label, TONES[line.force]), phone="figure"),
            Column("note", "Ghi chú", _note),
        ],
        caption="Văn bản pháp lý",
        filters=[
            Filter(
                "hieu-luc", "Hiệu lực", lambda rows, value: [one for one in rows if one.force == value], Force.choices
            ),
            Filter("q", "Số hoặc nội dung, không cần gõ dấu", _fitting),
        ],
        empty=("Chưa có văn bản nào", "Sổ văn bản pháp lý được nạp khi cài đặt phần mềm."),
    )


def _of_force(rows: list[NormLine], value: str) -> list[NormLine]:
    return [line for line in rows if line.force == value]


def _fitting(rows: list[NormLine], value: str) -> list[NormLine]:
    words = search_text(value).split()
    return [line for line in rows if all(word in line.norm.search_text for word in words)]


def _title(line: NormLine) -> SafeString:
    norm = line.norm
    signed = f", ký {format_date(norm.signed_on)}" if norm.signed_on else ""
    return format_html("{}: {}<br><small>{}{}</small>", norm.kind, norm.title, norm.issuer, signed)


def _start(line: NormLine) -> str:
    start: dt.date | None = line.norm.effective_from
    return format_date(start)


def _note(line: NormLine) -> Any:
    known = line.norm.get_confidence_display()
    words = [line.text if line.force == Force.EXPIRED else "", line.norm.note]
    return format_html("{}<br><small>{}</small>", " ".join(word for word in words if word) or "–", known)
