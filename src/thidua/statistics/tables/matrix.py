"""Units by figures: hundreds of rows times dozens of columns, written as one joined string with everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from thidua.plans.choices import SUMMED_KINDS
from thidua.reporting.queries.rows import plain_of
from thidua.statistics.queries.asked import Asked
from thidua.statistics.queries.children import Child
from thidua.statistics.queries.lines import Line, told_over
from thidua.statistics.queries.picture import Picture
from thidua.statistics.tables.lists import Sheet, number_of
from thidua.ui.tables import Column

BODY_BYTES, ROW_BYTES, CELL_BYTES = 60_000, 200, 13
"""What the rows of one page may weigh; about what a row and a cell of seven digits weigh."""
MOST_LETTERS = 30


def rows_a_page(lines: int) -> int:
    """How many units a page shows, so that it stays light on a phone."""
    return max(10, BODY_BYTES // (ROW_BYTES + CELL_BYTES * lines))


def matrix_head(lines: Sequence[Line], chosen: Line | None) -> SafeString:
    """The heads: number and short name, each leading to its figure; the chosen one is the one that a phone shows."""
    cells = [
        f'<th scope="col"{_mark(line, chosen)}><a href="{escape(line.url)}">{line.number}. '
        f"{escape(Truncator(line.label).chars(MOST_LETTERS))}</a>{_unit(line.slot)}"
        for line in lines
    ]
    return mark_safe(f'<th scope="col">Đơn vị<th scope="col" class="c">Đã nộp{"".join(cells)}')


def _mark(line: Line, chosen: Line | None) -> str:
    return ' class="c"' if chosen is not None and line.key == chosen.key else ""


def _unit(slot: Asked) -> str:
    return f"<small>{escape(slot.unit_word)}</small>" if slot.unit_word and slot.kind in SUMMED_KINDS else ""


def matrix_body(picture: Picture, children: Sequence[Child]) -> SafeString:
    """The ``<tr>`` of these units. End tags of cells are left out, as HTML allows: a page of 6,400 cells is sent."""
    shown = [_writer(picture, line) for line in picture.lines]
    marks = [_mark(line, picture.chosen) for line in picture.lines]
    rows = []
    for child in children:
        cells = "".join([f"<td{mark}>{write(child)}" for mark, write in zip(marks, shown, strict=True)])
        rows.append(
            f'<tr><th scope="row"><a href="{escape(child.url)}">{escape(child.title)}</a>'
            f'<td class="c">{child.n_done}/{child.n_all}{cells}'
        )
    return mark_safe("\n".join(rows))


def _writer(picture: Picture, line: Line) -> Callable[[Child], str]:
    """How the cell of a figure is written: straight from the row where one period is shown, else added up first."""
    periods = line.counted
    if len(periods) == 1:
        slot = picture.slots[periods[0].pk].get(line.key)
        return _of_one(periods[0].pk, slot) if slot else lambda child: "–"

    def added(child: Child) -> str:
        told = told_over(periods, child.rows, picture.slots, line.key)
        return escape(told.plain) if told else "–"

    return added


def _of_one(request_id: int, slot: Asked) -> Callable[[Child], str]:
    write = plain_of(slot)

    def told(child: Child) -> str:
        row = child.rows.get(request_id)
        return write(row) if row else "–"

    return told


def matrix_sheet(picture: Picture) -> Sheet:
    """All units and all figures for a spreadsheet: the numbers themselves, of a share the per cent."""
    columns = [
        Column("unit", "Đơn vị", "name", phone="title"),
        Column("all", "Phải nộp", "n_all", kind="number"),
        Column("done", "Đã nộp", "n_done", kind="number"),
    ]
    for line in picture.lines:
        unit = f" ({line.slot.unit_word})" if line.slot.unit_word else ""
        columns.append(
            Column(f"f{line.key}", f"{line.number}. {line.label}{unit}", _number(picture, line), kind="number")
        )
    return Sheet("Số liệu của các đơn vị trực thuộc", columns, picture.children)


def _number(picture: Picture, line: Line) -> Callable[[Child], object]:
    return lambda child: number_of(told_over(line.counted, child.rows, picture.slots, line.key))
