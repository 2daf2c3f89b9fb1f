"""The picture of a unit, its table of figures, one figure over units and periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

from thidua.common import clock
from thidua.common.dates import due_in_words, format_date
from thidua.common.numbers import format_number, format_share, whole_number
from thidua.reporting.choices import Standing
from thidua.statistics.queries.children import Child
from thidua.statistics.queries.choice import PERIOD, SOURCE, YEAR, Choice
from thidua.statistics.queries.kinds import kinds_of
from thidua.statistics.queries.lines import Line
from thidua.statistics.queries.picture import TARGET, Picture, picture_of
from thidua.statistics.tables.charts import bullet_of, grid_rows, kinds_chart, pair_chart_of, ranking_chart
from thidua.statistics.tables.lists import (
    days_words,
    itself,
    kinds_sheet,
    periods_sheet,
    steps_sheet,
    targets_on_page,
    total_row,
    units_on_page,
)
from thidua.statistics.tables.matrix import matrix_body, matrix_head, rows_a_page
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import render_rows

TARGETS_A_PAGE, UNITS_A_PAGE, ROWS_A_PAGE, RANKED = 8, 24, 60, 5
FROM, PAGE, ORDER = "tu", "trang", "sap"
ORDERS = (("thieu", "còn thiếu trước"), ("ten", "theo tên"), ("hang", "theo hạng"))
FORMS = (("xlsx", "Excel"), ("csv", "CSV"))


@reads
def picture_home(request: ActingRequest) -> HttpResponse:
    """The picture of the actor's own unit."""
    return _picture_page(request, request.actor.unit_id)


@reads
def picture(request: ActingRequest, unit_id: int) -> HttpResponse:
    """The picture of a unit at or below the actor's."""
    return _picture_page(request, unit_id)


def found(request: ActingRequest, unit_id: int, *, all_periods: bool = False) -> Picture:
    """The picture that the address and its query string ask for. Errors: 404 for a unit that the actor may not see."""
    made = picture_of(request.actor, unit_id, request.GET.dict(), all_periods=all_periods)
    if made is None:
        raise Http404
    return made


def _picture_page(request: ActingRequest, unit_id: int) -> HttpResponse:
    made = found(request, unit_id)
    if made.choice is None:
        crumbs = [(one.title, reverse("picture", args=[one.pk])) for one in made.above]
        below = [(one.title, reverse("picture", args=[one.pk])) for one in made.below]
        return render(request, "statistics/nothing_yet.html", {"made": made, "crumbs": crumbs, "below": below})
    params = request.GET
    context = _frame(made, made.choice) | _targets(made, made.choice, whole_number(params.get(FROM, "")) or 1)
    context |= _units(made, made.choice, params.get(ORDER, ""), whole_number(params.get(PAGE, ""), least=1) or 1)
    context |= _head(made, made.choice)
    context["downloads"] = {
        "targets": _files(made, "chi-tieu", chart=True),
        "steps": _files(made, "cac-ky", chart=True),
        "grid": _files(made, "don-vi", chart="hoan-thanh"),
        "ranking": _files(made, "don-vi", chart="xep-hang"),
    }
    return render(request, "statistics/picture.html", context)


def _frame(made: Picture, choice: Choice) -> dict[str, Any]:
    """What stands above every page of statistics: where, of what, of when."""
    years = [(str(year), f"?{urlencode({YEAR: year})}", year == choice.year) for year in choice.years]
    whole = urlencode({YEAR: choice.year, SOURCE: choice.source})
    periods = [(f"Cả năm {choice.year}", f"?{whole}", choice.asked is None)]
    periods += [(one.words, f"?{PERIOD}={one.pk}", one == choice.asked) for one in choice.periods]
    sources = [
        (
            choice.source_words(one),
            f"?{urlencode({YEAR: choice.year, SOURCE: one.source})}",
            one.source == choice.source,
        )
        for one in choice.sources
    ]
    return {
        "made": made,
        "choice": choice,
        "crumbs": [(one.title, choice.url(one.pk)) for one in made.above],
        "years": years if len(years) > 1 else [],
        "periods": periods,
        "sources": sources if len(sources) > 1 else [],
        "period_words": choice.period_words(),
        "focus": choice.focus,
        "last_year": choice.year - 1,
        "figures_url": choice.url(name="picture_figures"),
        "picture_url": choice.url(),
    }


def _head(made: Picture, choice: Choice) -> dict[str, Any]:
    """The figures over the page in words: completeness, timeliness, the unit's own report."""
    row, today = made.row, clock.today()
    if row is None:
        return {}
    late, missing = row.n_done - row.n_on_time, row.n_all - row.n_done
    is_due = row.due_on < today
    return {
        "done_of": f"trên {format_number(row.n_all)} cơ sở",
        "late_note": f"{format_number(late)} nộp chậm" if late else "không cơ sở nào nộp chậm",
        "missing": missing,
        "missing_tone": "late" if missing and is_due else "",
        "due_note": f"hạn {format_date(row.due_on)}, {due_in_words(row.due_on, today)}" if missing else "",
        "own_words": capfirst(days_words(itself(made))),
        "own_tone": "late" if itself(made).days_late else "done" if row.submitted_on else "",
        "picture_path": reverse("picture", args=[made.unit.pk]),
        "awards_note": f"Người được khen năm {choice.year}",
    }


def _targets(made: Picture, choice: Choice, start: int) -> dict[str, Any]:
    """The targets from ``start`` on, as many as a page holds, drawn and as a table."""
    start = start if start <= len(made.lines) else 1
    shown = made.lines[start - 1 : start - 1 + TARGETS_A_PAGE]
    stepped = [line for line in shown if line.has_steps]
    judged = sum(line.state is not None for line in made.lines)
    sheet, steps = targets_on_page(shown), steps_sheet(made, stepped)
    return {
        "figures": [(line, bullet_of(line)) for line in shown],
        "target_links": _pages(choice, FROM, start, len(made.lines), TARGETS_A_PAGE, "Nội dung", by_first=True),
        "target_columns": sheet.columns,
        "target_rows": render_rows(sheet.columns, sheet.rows),
        "pair_charts": [pair_chart_of(line, choice) for line in stepped],
        "step_columns": steps.columns,
        "step_rows": render_rows(steps.columns, steps.rows),
        "reached": sum(line.state is not None and line.state.code == Standing.REACHED for line in made.lines),
        "bounded_of": f"trên {judged} chỉ tiêu" if judged else "",
    }


def _units(made: Picture, choice: Choice, asked_order: str, page: int) -> dict[str, Any]:
    """The units directly below: grid, ranking, table. One order and one page for grid and table."""
    order = asked_order if asked_order in {key for key, _ in ORDERS} else "thieu"
    ordered = _ordered(made, order)
    page = page if (page - 1) * UNITS_A_PAGE < len(ordered) else 1
    shown = ordered[(page - 1) * UNITS_A_PAGE : page * UNITS_A_PAGE]
    sheet = units_on_page(made, shown)
    keep = {TARGET: made.chosen.key} if made.chosen else {}
    return {
        "grid": grid_rows(shown),
        "unit_columns": sheet.columns,
        "unit_rows": render_rows(sheet.columns, shown),
        "unit_total": total_row(sheet.columns, _totals(made)),
        "unit_links": _pages(choice, PAGE, page, len(ordered), UNITS_A_PAGE, "Đơn vị", keep={ORDER: order}),
        "orders": [(words, f"{choice.url(more={ORDER: key, **keep})}#don-vi", key == order) for key, words in ORDERS],
        "ranking_note": _ranking_note(made),
        "units_note": f"{choice.focus.words}: {format_number(len(made.children))} đơn vị",
        "by_rank_url": f"{choice.url(more={ORDER: 'hang', **keep})}#don-vi",
        "rankings": [
            (ranking_chart(made, one, RANKED), len(one.ranked), one.apart[:RANKED], len(one.apart) - RANKED)
            for one in made.rankings
        ],
        "rankable": [
            (f"{one.number}. {one.label}", one.key, one is made.chosen) for one in made.lines if _may_rank(one)
        ],
        "choice_fields": _fields(choice),
    }


def _ranking_note(made: Picture) -> str:
    if made.basis is None or made.chosen is None or made.choice is None:
        return ""
    return f"{capfirst(made.chosen.label)}: {made.basis.words}, {made.choice.period_words()}"


def _may_rank(line: Line) -> bool:
    return line.slot.kind != "words"


def _ordered(made: Picture, order: str) -> list[Child]:
    if order == "ten":
        return made.children
    if order == "hang":
        ranks = {one.child.unit_id: one.rank for ranking in made.rankings for one in ranking.ranked}
        return sorted(made.children, key=lambda child: (ranks.get(child.unit_id, 10**9), child.name_key))
    return sorted(made.children, key=lambda child: (child.done_share, -child.n_missing, child.name_key))


def _totals(made: Picture) -> dict[str, str]:
    """The sums of all units below, for the last line of their table: column → words."""
    names = {"on_time": "n_on_time", "late": "n_late", "missing": "n_missing"}
    words = {key: format_number(sum(getattr(child, name) for child in made.children)) for key, name in names.items()}
    done, owed = (sum(getattr(child, name) for child in made.children) for name in ("n_done", "n_all"))
    words |= {
        "of": f"{format_number(done)}/{format_number(owed)}",
        "days": f"{format_number(done)}/{format_number(owed)} đã nộp",
    }
    return words | ({"told": made.chosen.told.text} if made.chosen and made.chosen.told else {})


def _pages(
    choice: Choice,
    key: str,
    now: int,
    total: int,
    size: int,
    what: str,
    *,
    by_first: bool = False,
    keep: Mapping[str, object] | None = None,
) -> dict[str, Any] | None:
    """ "Đơn vị 1–24 trong 682" with its neighbours; None where one page holds all."""
    if total <= size:
        return None
    first = now if by_first else (now - 1) * size + 1
    last = min(total, first + size - 1)
    step = size if by_first else 1
    before, after = now - step, now + step
    return {
        "words": f"{what} {format_number(first)}–{format_number(last)} trong {format_number(total)}",
        "before": choice.url(more={key: max(1, before), **(keep or {})}) if first > 1 else "",
        "after": choice.url(more={key: after, **(keep or {})}) if last < total else "",
    }


def _files(made: Picture, table: str, *, chart: bool | str = False) -> list[tuple[str, str]]:
    """The addresses of what can be taken out: (words, address)."""
    choice = made.choice
    query = choice.query if choice else ""
    if made.chosen:
        query = f"{query}&{urlencode({TARGET: made.chosen.key})}"
    files = []
    if chart:
        name = chart if isinstance(chart, str) else table
        files.append(("Hình (.svg)", f"{reverse('picture_chart', args=[made.unit.pk, name])}?{query}"))
    files += [
        (f"Bảng {words}", f"{reverse('picture_table', args=[made.unit.pk, table, form])}?{query}")
        for form, words in FORMS
    ]
    return files


@reads
def picture_figures(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Every figure of every unit directly below, in one table."""
    made = found(request, unit_id)
    if made.choice is None:
        raise Http404
    shown, links = _one_page(request, made, rows_a_page(len(made.lines)))
    context = _frame(made, made.choice) | {
        "head": matrix_head(made.lines, made.chosen),
        "body": matrix_body(made, shown),
        "links": links,
        "columns": [(f"{one.number}. {one.label}", one.key, one is made.chosen) for one in made.lines],
        "choice_fields": _fields(made.choice),
        "files": _files(made, "so-lieu"),
    }
    return render(request, "statistics/figures.html", context)


def _one_page(request: ActingRequest, made: Picture, size: int) -> tuple[Sequence[Child], dict[str, Any] | None]:
    """The units of the page asked for, by name, and the links to its neighbours."""
    page = whole_number(request.GET.get(PAGE, ""), least=1) or 1
    page = page if (page - 1) * size < len(made.children) else 1
    if made.choice is None:
        return made.children, None
    keep = {TARGET: made.chosen.key} if made.chosen else {}
    links = _pages(made.choice, PAGE, page, len(made.children), size, "Đơn vị", keep=keep)
    for way in ("before", "after"):
        if links and links[way]:
            links[way] = f"?{links[way].partition('?')[2]}"
    return made.children[(page - 1) * size : page * size], links


def _fields(choice: Choice) -> list[tuple[str, Any]]:
    """The choice as hidden fields of a form."""
    return [(PERIOD, choice.asked.pk)] if choice.asked else [(YEAR, choice.year), (SOURCE, choice.source)]


@reads
def picture_indicator(request: ActingRequest, unit_id: int, indicator_id: int) -> HttpResponse:
    """One figure over the units below and the periods, beside the year before, and by type of union."""
    params = request.GET.dict() | {TARGET: str(indicator_id)}
    made = picture_of(request.actor, unit_id, params, all_periods=True)
    if made is None or made.choice is None or made.chosen is None or made.chosen.key != indicator_id:
        raise Http404
    line, choice = made.chosen, made.choice
    sheet, kinds = periods_sheet(made), kinds_of(made)
    shown, links = _one_page(request, made, ROWS_A_PAGE)
    kind_sheet = kinds_sheet(made, kinds or [])
    context = _frame(made, choice) | {
        "line": line,
        "bullet": bullet_of(line),
        "pairs": pair_chart_of(line, choice) if line.has_steps else None,
        "columns": sheet.columns,
        "rows": render_rows(sheet.columns, shown),
        "links": links,
        "title": capfirst(line.label),
        "units_title": "Các đơn vị trực thuộc qua các kỳ" if made.children else "Đơn vị qua các kỳ",
        "of_whom": _of_whom(line),
        "total": total_row(sheet.columns, {one.key: one.reader(itself(made)) for one in sheet.columns[1:]}),
        "is_too_many": kinds is None,
        "kinds": kinds_chart(kind_sheet.title, kinds) if kinds else None,
        "kind_columns": kind_sheet.columns,
        "kind_rows": render_rows(kind_sheet.columns, kind_sheet.rows),
        "files": _files(made, "cac-don-vi"),
        "kind_files": _files(made, "loai-hinh", chart=True),
    }
    return render(request, "statistics/indicator.html", context)


def _of_whom(line: Line) -> list[tuple[str, int, str]]:
    """Women and direct workers among those counted: (words, how many, share of all)."""
    whole = line.told.num if line.told and line.slot.den is None else None
    return [
        (words, figure, format_share(figure, whole) if whole else "")
        for words, figure in (("Trong đó nữ", line.women), ("lao động trực tiếp", line.direct))
        if figure is not None
    ]
