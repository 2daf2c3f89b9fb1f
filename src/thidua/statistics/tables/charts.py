"""The charts of a picture, from figures already read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.text import capfirst

from thidua.common import clock
from thidua.common.numbers import format_number
from thidua.reporting.queries.adding import IS_ANSWER, SAME_FOR_EACH, Amount
from thidua.statistics.queries.children import Basis, Child, Ranked, Ranking, by_level
from thidua.statistics.queries.choice import Choice
from thidua.statistics.queries.kinds import OfKind
from thidua.statistics.queries.lines import Line
from thidua.statistics.queries.picture import Picture
from thidua.ui.charts import Bar, BarChart, Bullet, GridRow, Pair, PairChart, Tile

FULL = Decimal(100)


def bullet_of(line: Line) -> Bullet | None:
    """The figure against its bound; None where there is no bound in numbers."""
    if line.bound is None:
        return None
    return Bullet(
        label=f"{line.number}. {capfirst(line.label)}",
        actual=line.value,
        bound=line.bound,
        unit=line.slot.unit_word,
        on=line.on,
        expected=line.expected,
        is_ceiling=line.slot.is_ceiling,
        url=line.url,
        told=line.told.text if line.told and line.slot.kind in SAME_FOR_EACH else "",
        bound_words=line.bound_words,
        said=line.state.said if line.state else None,
    )


def pair_chart_of(line: Line, choice: Choice) -> PairChart:
    """The figure over the periods of the year beside those of the year before."""
    pairs = tuple(
        Pair(step.words, _value(step.now), _value(step.before), _plain(step.now), _plain(step.before))
        for step in line.steps
    )
    return PairChart(
        f"{line.number}. {capfirst(line.label)}", pairs, f"Năm {choice.year}", f"Năm {choice.year - 1}", line.url
    )


def _value(told: Amount | None) -> Decimal | None:
    return told.value if told else None


def _plain(told: Amount | None) -> str:
    return told.plain if told else "–"


def grid_rows(children: Sequence[Child]) -> list[GridRow]:
    """The grid of completeness: one row a level, one tile a unit, in the order given."""
    return [GridRow(_level(units), tuple(tile_of(unit) for unit in units)) for _, units in by_level(children)]


def _level(units: Sequence[Child]) -> str:
    return Ranking(units[0].level, [], []).title


def tile_of(child: Child) -> Tile:
    """One unit: shade by the part done, number and word."""
    row, today = child.row, clock.today()
    if row is None:
        return Tile(child.title, "quiet", "không trong kỳ này", child.url)
    if child.n_all == 0:
        return Tile(child.title, "quiet", "không phải nộp", child.url)
    if child.n_missing == 0:
        late = f", chậm {child.days_late} ngày" if child.is_leaf and child.days_late else ""
        words = f"đã nộp{late}" if child.is_leaf else f"{_of(child)} đã nộp đủ"
        return Tile(child.title, "done", words, child.url)
    is_due = row.due_on < today
    if child.is_leaf:
        words = f"quá hạn {child.days_late} ngày" if is_due else "chưa nộp"
        return Tile(child.title, "late" if is_due else "quiet", words, child.url)
    words = f"{_of(child)} · thiếu {format_number(child.n_missing)}"
    shade = int(child.done_share * 4 / 100)
    return Tile(child.title, "late" if is_due else "active", words, child.url, shade=None if is_due else shade)


def _of(child: Child) -> str:
    return f"{format_number(child.n_done)}/{format_number(child.n_all)}"


def ranking_chart(picture: Picture, ranking: Ranking, most: int | None = None) -> BarChart:
    """The units of one level by the chosen figure, the best first; ``most`` of them."""
    basis = picture.basis
    by_share = basis is not None and basis.by_share
    bars = tuple(
        Bar(
            label=one.child.title,
            value=one.score,
            words=_ranked_words(one, picture.basis),
            tone="done" if by_share and one.score >= FULL else "active",
            url=one.child.url,
            mark=f"{one.rank}=" if one.is_tied else str(one.rank),
        )
        for one in ranking.ranked[:most]
    )
    bound = FULL if by_share else None
    return BarChart(ranking.title, bars, bound, "mức chỉ tiêu" if by_share else "")


def _ranked_words(one: Ranked, basis: Basis | None) -> str:
    """The figure itself, where all have the same bound; else the share of each one's own bound; "đạt" from there on."""
    if basis is None or not basis.by_share:
        return figure_words(one.child)
    words = f"{format_number(round(one.score, 1).normalize())} %"
    if basis.slot.kind in SAME_FOR_EACH:
        words = figure_words(one.child, is_short=True)
    return f"{words} · đạt" if one.score >= FULL else words


def figure_words(child: Child, *, is_short: bool = False) -> str:
    """The chosen figure of a unit; of one that answers yes or no itself, its word."""
    if child.told is None:
        return "–"
    if child.is_leaf and child.told.kind in IS_ANSWER:
        return child.told.own_text
    return child.told.plain if is_short else child.told.text


def kinds_chart(title: str, parts: Sequence[OfKind]) -> BarChart:
    """The chosen figure by type of union."""
    return BarChart(title, tuple(Bar(one.label, one.told.value or 0, one.told.text) for one in parts))
