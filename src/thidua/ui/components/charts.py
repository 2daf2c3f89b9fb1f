"""Charts made on the server: SVG by attributes in percent of the width, with words and a real table beside them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.common.dates import format_date
from thidua.common.numbers import format_number, format_share
from thidua.ui.charts import BarChart, Bullet, PairChart, Timeline
from thidua.ui.drawing import bar_art, bullet_art, pair_art

register = template.Library()
FLOOR = Decimal("15")


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(timeline: Timeline, is_open: bool = False) -> dict[str, Any]:
    """Phases as bands, commemorations as marks, duties as dots, today as a line; the same as a table below it."""
    return {**_laid_out(timeline), "is_open": is_open}


@register.inclusion_tag("ui/parts/year_strip.html")
def year_strip(timeline: Timeline) -> dict[str, Any]:
    """The year as a thin strip with today on it, what was done and what was honoured: for a phone's desk."""
    return _laid_out(timeline)


@register.inclusion_tag("ui/parts/bullet.html")
def bullet_chart(bullet: Bullet) -> dict[str, Any]:
    """One target: the bar is the actual figure, the upright line the bound, the triangle where one should be now."""
    return {
        "bullet": bullet,
        "share": "–"
        if bullet.actual is None
        else format_share(Decimal(str(bullet.actual)), Decimal(str(bullet.bound))),
        "art": mark_safe(bullet_art(bullet)),
    }


@register.simple_tag
def bar_chart(chart: BarChart) -> SafeString:
    """Units one under the other on one scale: mark and name, figure in words, a bar; each name opens its page."""
    bound_at = chart.at(chart.bound) if chart.bound is not None else None
    lines = format_html_join(
        "",
        '<li><p class="bar-head"><span class="bar-label">{}{}</span><strong>{}</strong></p>'
        '<svg width="100%" height="14" aria-hidden="true">{}</svg></li>',
        (
            (
                format_html('<span class="bar-mark">{}</span>', bar.mark) if bar.mark else "",
                format_html('<a href="{}">{}</a>', bar.url, bar.label) if bar.url else bar.label,
                bar.words,
                mark_safe(bar_art(chart.at(bar.value), bound_at, bar.tone)),
            )
            for bar in chart.bars
        ),
    )
    note = format_html('<p class="bar-note">Vạch đứng: {}</p>', chart.bound_words) if chart.bound_words else ""
    return format_html('<ol class="bars" aria-label="{}">{}</ol>{}', chart.title, lines, note)


@register.simple_tag
def pair_chart(chart: PairChart) -> SafeString:
    """One figure over the periods of the year (solid) beside those of the year before (hollow)."""
    head = format_html('<a href="{}">{}</a>', chart.url, chart.title) if chart.url else chart.title
    return format_html(
        '<figure class="pairs"><figcaption>{}</figcaption>'
        '<svg width="100%" height="142" role="img" aria-label="{}">{}</svg></figure>',
        head,
        chart.summary,
        mark_safe(pair_art(chart)),
    )


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: str, unit: str = "", url: str = "") -> dict[str, Any]:
    """A bar with its words: "18/22 mục đã xác nhận". ``total`` 0 shows an empty bar."""
    share = round(min(100.0, done * 100 / total), 2) if total else 0.0
    return {"done": done, "total": total, "label": label, "unit": unit, "share": share, "url": url}


@register.inclusion_tag("ui/parts/share_gauge.html")
def share_gauge(
    direct: int, total: int, label: str = "Người lao động trực tiếp", floor: Decimal | int = FLOOR, url: str = ""
) -> dict[str, Any]:
    """The share of direct workers among those counted, with the mark that it must reach (15 %)."""
    share = Decimal(direct) * 100 / Decimal(total) if total else None
    if share is None:
        words, tone = "chưa có ai trong danh sách", "quiet"
    elif share >= floor:
        words, tone = f"đạt mức tối thiểu {format_number(floor)} %", "done"
    else:
        words, tone = f"dưới mức tối thiểu {format_number(floor)} %", "late"
    return {
        "direct": direct,
        "total": total,
        "label": label,
        "words": words,
        "tone": tone,
        "percent": format_share(direct, total),
        "at": round(float(share or 0), 2),
        "floor_at": float(floor),
        "floor_words": f"{format_number(floor)} %",
        "url": url,
    }


def _laid_out(line: Timeline) -> dict[str, Any]:
    bands = []
    for number, phase in enumerate(line.phases, start=1):
        start, end = line.at(phase.starts_on), line.at(phase.ends_on + dt.timedelta(days=1))
        bands.append({"phase": phase, "x": start, "width": round(max(end - start, 0.5), 2), "number": number})
    marks = [{"mark": mark, "x": line.at(mark.on)} for mark in line.marks]
    dots = _stacked(line)
    is_within = line.starts_on <= line.today <= line.ends_on
    return {
        "line": line,
        "bands": bands,
        "marks": marks,
        "dots": dots,
        "months": [{"x": x, "words": f"T{day.month}", "is_quarter": day.month % 3 == 1} for day, x in line.months()],
        "today_x": line.at(line.today) if is_within else None,
        "today_anchor": "end" if is_within and line.at(line.today) > 70 else "start",
        "height": 104 + 16 * max((dot["row"] for dot in dots), default=0),
        "summary": _summary(line),
    }


def _stacked(line: Timeline) -> list[dict[str, Any]]:
    """The duties with their place; those that would cover each other stand in the next of four rows."""
    last: list[float] = []
    found = []
    for dot in sorted(line.dots, key=lambda one: one.due_on):
        x = line.at(dot.due_on)
        row = next((index for index, taken in enumerate(last) if x - taken >= 3), len(last))
        if row >= 4:
            row = 3
        if row == len(last):
            last.append(x)
        else:
            last[row] = x
        found.append({"dot": dot, "x": x, "row": row, "y": 96 + 16 * row})
    return found


def _summary(line: Timeline) -> str:
    done = sum(dot.tone == "done" for dot in line.dots)
    late = sum(dot.tone == "late" for dot in line.dots)
    return (
        f"{line.title}, từ {format_date(line.starts_on)} đến {format_date(line.ends_on)}, "
        f"hôm nay {format_date(line.today)}: "
        f"{len(line.phases)} đợt, {len(line.dots)} việc, {done} đã xong, {late} chậm. Chi tiết ở bảng bên dưới."
    )
