"""The lists of the register: columns, filters, order."""

from __future__ import annotations

import datetime as dt

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.common.text import search_text
from thidua.norms.choices import Force
from thidua.norms.models import FoundingYear, lines_of
from thidua.norms.queries import NormLine
from thidua.norms.queries.parameters import Figure
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

TONES = {Force.IN_FORCE: "done", Force.EXPIRED: "late", Force.NOT_YET: "waiting", Force.UNKNOWN: "quiet"}
SEARCH = "không cần gõ dấu"


def norm_table(params: QueryDict, lines: list[NormLine]) -> Table:
    """Norms with their force on the day of the lines, the youngest first."""
    kinds = sorted({line.norm.kind for line in lines})
    return Table(
        params,
        lines,
        [
            Column("number", "Văn bản", _number, phone="title"),
            Column("from", "Hiệu lực từ", lambda line: format_date(line.norm.effective_from), kind="date"),
            Column("force", "Hiệu lực", lambda line: tone_chip(line.force.label, TONES[line.force]), phone="figure"),
            Column("note", "Ghi chú", _note),
        ],
        caption="Văn bản pháp lý",
        filters=[
            Filter("hieu-luc", "Hiệu lực", _of_force, Force.choices),
            Filter("loai", "Loại văn bản", _of_kind, [(kind, kind) for kind in kinds]),
            Filter("q", f"Số hoặc nội dung, {SEARCH}", _fitting),
        ],
        empty=("Không có văn bản nào", "Sổ được nạp khi cài đặt phần mềm; hãy bỏ bớt điều kiện lọc."),
    )


def anniversary_table(params: QueryDict, rows: list[FoundingYear], year: int) -> Table:
    """Founding days by their day, with the count that a plan of that year should print."""
    return Table(
        params,
        rows,
        [
            Column("name", "Ngày kỷ niệm", _anniversary, phone="title"),
            Column("founded_on", "Ngày xảy ra", "founded_on", kind="date", phone="figure"),
            Column(
                "years", f"Năm {year}", lambda row: f"{year - row.founded_on.year}\N{NO-BREAK SPACE}năm", phone="figure"
            ),
            Column("aliases", "Cách gọi", _aliases),
            Column("known", "Độ chắc", lambda row: row.get_confidence_display(), phone="hide"),
        ],
        caption="Năm của các ngày kỷ niệm",
        filters=[Filter("q", f"Tên hoặc cách gọi, {SEARCH}", _called)],
        empty=("Không có ngày kỷ niệm nào", "Hãy bỏ bớt điều kiện lọc, hoặc thêm ngày kỷ niệm."),
        size=100,
    )


def parameter_table(params: QueryDict, figures: list[Figure], day: dt.date) -> Table:
    """Figures by kind, the youngest first; the one of that day is marked."""
    return Table(
        params,
        figures,
        [
            Column("kind", "Tham số", _parameter, phone="title"),
            Column("amount", "Mức", lambda one: f"{format_number(one.row.amount)} {one.row.unit_word}", phone="figure"),
            Column("span", "Áp dụng", _span, phone="figure"),
            Column("now", "Hôm nay", lambda one: _now(one, day), phone="line"),
            Column("source", "Nguồn", _source),
        ],
        caption="Tham số theo thời gian",
        empty=("Chưa có tham số nào", "Sổ được nạp khi cài đặt phần mềm."),
        counts=False,
    )


def _of_force(rows: list[NormLine], value: str) -> list[NormLine]:
    return [line for line in rows if line.force == value]


def _of_kind(rows: list[NormLine], value: str) -> list[NormLine]:
    return [line for line in rows if line.norm.kind == value]


def _fitting(rows: list[NormLine], value: str) -> list[NormLine]:
    words = search_text(value).split()
    return [line for line in rows if all(word in line.norm.search_text for word in words)]


def _called(rows: list[FoundingYear], value: str) -> list[FoundingYear]:
    words = search_text(value).split()
    return [row for row in rows if all(word in search_text(row.name, row.aliases) for word in words)]


def _number(line: NormLine) -> SafeString:
    norm = line.norm
    signed = f", ký {format_date(norm.signed_on)}" if norm.signed_on else ""
    title = norm.title if norm.title.startswith(norm.kind) else f"{norm.kind}: {norm.title}"
    return format_html(
        '<a class="text-nowrap" href="{}">{}</a><div class="fw-normal">{}</div><div class="quiet">{}{}</div>',
        reverse("norm_page", args=[norm.pk]),
        norm.number,
        title,
        norm.issuer,
        signed,
    )


def _note(line: NormLine) -> SafeString:
    known = line.norm.get_confidence_display()
    words = " ".join(word for word in (line.text if line.force == Force.EXPIRED else "", line.norm.note) if word)
    return format_html('{}<div class="quiet">{}</div>', words, known)


def _anniversary(row: FoundingYear) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("anniversary_edit", args=[row.pk]), row.name)


def _aliases(row: FoundingYear) -> SafeString:
    return format_html_join(" · ", "{}", ((line,) for line in lines_of(row.aliases)))


def _parameter(one: Figure) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("parameter_edit", args=[one.row.pk]), one.row.get_kind_display())


def _span(one: Figure) -> str:
    until = f" đến hết {format_date(one.until - dt.timedelta(days=1))}" if one.until else ""
    return f"từ {format_date(one.row.valid_from)}{until}"


def _now(one: Figure, day: dt.date) -> SafeString:
    return tone_chip("Đang áp dụng", "done") if one.holds_on(day) else SafeString("–")


def _source(one: Figure) -> SafeString:
    return format_html("{}<br><small>{}</small>", one.row.source or "–", one.row.get_confidence_display())
