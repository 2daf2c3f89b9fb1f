"""What can be taken out: every chart as a drawing of its own, every table as Excel and CSV."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from django.http import Http404, HttpResponse

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.statistics.queries.kinds import kinds_of
from thidua.statistics.queries.picture import Picture
from thidua.statistics.tables.charts import bullet_of, grid_rows, kinds_chart, pair_chart_of, ranking_chart
from thidua.statistics.tables.lists import Sheet, kinds_sheet, periods_sheet, steps_sheet, targets_sheet, units_sheet
from thidua.statistics.tables.matrix import matrix_sheet
from thidua.statistics.views.pages import found
from thidua.ui.drawing import (
    WIDTH,
    Drawing,
    bars_drawing,
    bullets_drawing,
    grid_drawing,
    pairs_drawing,
    shortened,
    standalone,
)
from thidua.ui.fresh import unless_unchanged
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.workbooks import csv_of, excel_response, workbook_of

MOST_DRAWN = 200


def _targets(made: Picture) -> tuple[str, Drawing]:
    bullets = [bullet for line in made.lines if (bullet := bullet_of(line))]
    return "Kết quả so với chỉ tiêu", bullets_drawing(bullets)


def _steps(made: Picture) -> tuple[str, Drawing]:
    charts = [pair_chart_of(line, made.choice) for line in made.lines if line.has_steps and made.choice]
    return "Các kỳ trong năm và năm trước", pairs_drawing(charts)


def _grid(made: Picture) -> tuple[str, Drawing]:
    title = f"Tình hình nộp: {made.choice.focus.title}" if made.choice else ""
    return title, grid_drawing(grid_rows(made.children[:MOST_DRAWN]))


def _ranking(made: Picture) -> tuple[str, Drawing]:
    """One ranking a level under its name; who has nothing to be ranked by is named below it."""
    parts, words, y = [], [], 0
    for one in made.rankings:
        drawing = bars_drawing(ranking_chart(made, one, MOST_DRAWN))
        height = drawing.height if one.ranked else 0
        parts.append(f'<text class="ch-strong" y="{y + 14}">{escape(one.title)}</text>')
        parts.append(f'<svg y="{y + 28}" width="100%" height="{height}" overflow="visible">{drawing.inner}</svg>')
        words.append(drawing.words)
        y += 28 + height
        if one.apart:
            told = f"Chưa có số liệu để xếp hạng: {', '.join(unit.title for unit in one.apart)}"
            parts.append(f'<text class="ch-quiet" y="{y + 14}">{escape(shortened(told, WIDTH - 60))}</text>')
            words.append(told)
        y += 40
    label = made.chosen.label if made.chosen else ""
    return f"Xếp hạng: {label}", Drawing("".join(parts), max(40, y), ". ".join(words))


def _kinds(made: Picture) -> tuple[str, Drawing]:
    title = f"{made.chosen.label if made.chosen else ''}, theo loại hình công đoàn"
    return title, bars_drawing(kinds_chart(title, kinds_of(made) or []))


CHARTS: dict[str, Callable[[Picture], tuple[str, Drawing]]] = {
    "chi-tieu": _targets,
    "cac-ky": _steps,
    "hoan-thanh": _grid,
    "xep-hang": _ranking,
    "loai-hinh": _kinds,
}
TABLES: dict[str, Callable[[Picture], Sheet]] = {
    "chi-tieu": targets_sheet,
    "cac-ky": steps_sheet,
    "don-vi": units_sheet,
    "so-lieu": matrix_sheet,
    "cac-don-vi": periods_sheet,
    "loai-hinh": lambda made: kinds_sheet(made, kinds_of(made) or []),
}


@reads
def picture_chart(request: ActingRequest, unit_id: int, chart: str) -> HttpResponse:
    """One chart as a file that needs nothing else: title, words for who cannot see it, fonts that any machine has."""
    maker = CHARTS.get(chart)
    made = found(request, unit_id)
    if maker is None or made.choice is None:
        raise Http404
    title, drawing = maker(made)
    note = f"{made.unit.name} · {made.choice.period_words()} · tính đến {format_date(clock.today())}"
    response = HttpResponse(standalone(drawing, title=title, note=note), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{chart}-{made.unit.pk}-{clock.today():%Y%m%d}.svg"'
    return unless_unchanged(request, response)


@reads
def picture_table(request: ActingRequest, unit_id: int, table: str, form: str) -> HttpResponse:
    """One table, whole, as Excel or CSV."""
    maker = TABLES.get(table)
    made = found(request, unit_id, all_periods=table == "cac-don-vi")
    if maker is None or form not in ("xlsx", "csv") or made.choice is None:
        raise Http404
    sheet = maker(made)
    title = f"{sheet.title} – {made.unit.name} – {made.choice.period_words()}"
    name = f"{table}-{made.unit.pk}"
    if form == "xlsx":
        data = workbook_of(sheet.columns, sheet.plain_rows(), title=title)
        return unless_unchanged(request, excel_response(data, name))
    response = HttpResponse(csv_of(sheet.columns, sheet.plain_rows()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.csv"'
    return unless_unchanged(request, response)
