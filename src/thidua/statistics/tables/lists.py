"""The tables of a picture: columns with their rows, for the page, for Excel and for CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from thidua.organisation.choices import UnitLevel
from thidua.reporting.queries.adding import SAME_FOR_EACH, Amount
from thidua.statistics.queries.children import Child
from thidua.statistics.queries.kinds import OfKind
from thidua.statistics.queries.lines import Line, Step, told_over
from thidua.statistics.queries.picture import Picture
from thidua.statistics.tables.charts import figure_words
from thidua.ui.tables import Column


@dataclass(frozen=True)
class Sheet:
    """One table to take out: its title, columns and rows of plain values."""

    title: str
    columns: list[Column]
    rows: list[Any]

    def plain_rows(self) -> list[list[Any]]:
        """The cells for a spreadsheet."""
        return [[column.plain(row) for column in self.columns] for row in self.rows]


def number_of(told: Amount | None) -> int | float | None:
    """A figure for a spreadsheet: a whole number, else to one place as on the page."""
    value = told.value if told else None
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(round(value, 2))


def rounded(value: Decimal | None) -> float | None:
    """A share for a spreadsheet, to one place."""
    return None if value is None else float(round(value, 1))


def target_columns() -> list[Column]:
    """Every figure against its bound, with its parts, its state and the year before."""
    return [
        Column("name", "Nội dung", _linked, phone="title", export=lambda line: capfirst(line.label)),
        Column("unit", "Đơn vị tính", lambda line: line.slot.unit_word, phone="hide"),
        Column("bound", "Chỉ tiêu", lambda line: line.bound_words),
        Column("told", "Đã đạt", lambda line: _text(line.told), phone="figure", kind="number"),
        Column("num", "Số hoặc tử số", lambda line: line.told.num if line.told else None, phone="hide", kind="number"),
        Column("den", "Mẫu số", lambda line: line.told.den if line.told else None, phone="hide", kind="number"),
        Column("women", "Trong đó nữ", "women", phone="hide", kind="number"),
        Column("direct", "Trong đó lao động trực tiếp", "direct", phone="hide", kind="number"),
        Column("share", "Phần đạt (%)", lambda line: rounded(line.share), phone="hide", kind="number"),
        Column("state", "Tình trạng", state_words),
        Column("before", "Năm trước", lambda line: _text(line.before), kind="number"),
    ]


def targets_sheet(picture: Picture) -> Sheet:
    """Every figure of the unit, whole."""
    return Sheet("Kết quả so với chỉ tiêu", target_columns(), picture.lines)


def state_words(line: Line) -> str:
    """The state of a target in words; "không đặt mức bằng số" without a bound."""
    return line.state.words if line.state else "không đặt mức bằng số"


def targets_on_page(lines: Sequence[Line]) -> Sheet:
    """The few columns of the table behind the chart of targets."""
    wanted = {"name", "bound", "told", "state", "before"}
    return Sheet("Kết quả so với chỉ tiêu", [one for one in target_columns() if one.key in wanted], list(lines))


def _linked(line: Line) -> Any:
    return format_html('{}. <a href="{}">{}</a>', line.number, line.url, capfirst(line.label))


@dataclass(frozen=True)
class StepRow:
    """One figure in one period."""

    line: Line
    step: Step


def steps_sheet(picture: Picture, lines: Sequence[Line] | None = None) -> Sheet:
    """Every figure in every period of the year and in the same of the year before."""
    year = picture.choice.year if picture.choice else 0
    columns = [
        Column("name", "Nội dung", lambda row: f"{row.line.number}. {capfirst(row.line.label)}", phone="title"),
        Column("step", "Kỳ", lambda row: row.step.words),
        Column("now", f"Năm {year}", lambda row: _text(row.step.now), kind="number", phone="figure", export=_now),
        Column(
            "before", f"Năm {year - 1}", lambda row: _text(row.step.before), kind="number", phone="figure",
            export=_before,
        ),
    ]  # fmt: skip
    rows = [StepRow(line, step) for line in (picture.lines if lines is None else lines) for step in line.steps]
    return Sheet("Các kỳ trong năm và năm trước", columns, rows)


def _now(row: StepRow) -> Any:
    return number_of(row.step.now)


def _before(row: StepRow) -> Any:
    return number_of(row.step.before)


def _text(told: Amount | None) -> str:
    return told.text if told else "–"


def ranks_of(picture: Picture) -> dict[int, str]:
    """unit → its rank in words: "2", "2 (đồng hạng)"."""
    return {
        one.child.unit_id: f"{one.rank} (đồng hạng)" if one.is_tied else str(one.rank)
        for ranking in picture.rankings
        for one in ranking.ranked
    }


def units_sheet(picture: Picture, children: Sequence[Child] | None = None) -> Sheet:
    """The units directly below: complete, timely, the chosen figure, its bound, the share reached, the rank."""
    ranks = ranks_of(picture)
    columns = [
        Column("unit", "Đơn vị", _child_link, phone="title", export="name"),
        Column("level", "Cấp", lambda child: UnitLevel(child.level).label, phone="hide"),
        Column("all", "Phải nộp", "n_all", kind="number", phone="figure"),
        Column("done", "Đã nộp", "n_done", kind="number", phone="figure"),
        Column("on_time", "Đúng hạn", "n_on_time", kind="number"),
        Column("late", "Nộp chậm", "n_late", kind="number"),
        Column("missing", "Còn thiếu", "n_missing", kind="number"),
        Column("days", "Báo cáo của đơn vị", days_words, export="days_late"),
    ]  # fmt: skip
    if picture.chosen is not None and picture.basis is not None:
        columns += [
            Column("told", "Kết quả", figure_words, kind="number", export=_told),
            Column("share", "Phần đạt", _share, kind="number", export=_score),
            Column("rank", "Hạng", lambda child: ranks.get(child.unit_id, "chưa có số liệu")),
        ]
        if not picture.basis.by_share:
            columns = [column for column in columns if column.key != "share"]
    return Sheet("Các đơn vị trực thuộc", columns, list(picture.children if children is None else children))


def units_on_page(picture: Picture, children: Sequence[Child]) -> Sheet:
    """The columns of ``units_sheet`` that are read on a page: of units that fill in figures themselves how their report
    stands, of the others how many have sent. The share only where each unit has a bound of its own."""
    sheet = units_sheet(picture, children)
    leaves = all(child.is_leaf for child in picture.children)
    left_out = {"level", "all", "done"} | ({"on_time", "late", "missing"} if leaves else set())
    slot = picture.basis.slot if picture.basis else None
    if slot is not None and slot.kind in SAME_FOR_EACH:
        left_out.add("share")
    columns = [column for column in sheet.columns if column.key not in left_out]
    done = Column(
        "of", "Đã nộp", lambda child: f"{_grouped(child.n_done)}/{_grouped(child.n_all)}", kind="number", phone="figure"
    )
    told = [replace(column, phone="figure") if column.key == "told" else column for column in columns]
    return Sheet(sheet.title, [told[0], *([] if leaves else [done]), *told[1:]], sheet.rows)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _child_link(child: Child) -> Any:
    return format_html('<a href="{}">{}</a>', child.url, child.title)


def _told(child: Child) -> Any:
    return number_of(child.told)


def _score(child: Child) -> Any:
    return rounded(child.score)


def _share(child: Child) -> str:
    return "–" if child.score is None else f"{round(child.score, 1).normalize():f} %".replace(".", ",")


def days_words(child: Child) -> str:
    """How the unit's own report stands: "đã nộp đúng hạn", "chưa nộp, quá hạn 12 ngày"."""
    row = child.row
    if row is None or not row.is_expected:
        return "không phải nộp"
    if row.submitted_on is not None:
        return f"đã nộp, chậm {child.days_late} ngày" if child.days_late else "đã nộp đúng hạn"
    return f"chưa nộp, quá hạn {child.days_late} ngày" if child.days_late else "chưa nộp, chưa đến hạn"


def periods_sheet(picture: Picture) -> Sheet:
    """The chosen figure of every unit below over the periods of the year, with its total and the year before."""
    choice, line = picture.choice, picture.chosen
    columns = [Column("unit", "Đơn vị", _child_link, phone="title", export="name")]
    if choice is None or line is None:
        return Sheet("", columns, [])
    for period in choice.periods:
        columns.append(_over(picture, f"p{period.pk}", period.words, [period]))
    if len(choice.periods) > 1:
        words = "Các kỳ được tính" if choice.asked is None else "Kỳ đang xem"
        columns.append(_over(picture, "sum", words, line.counted))
    for period in choice.before:
        words = period.words if str(period.year) in period.words else f"{period.words} ({period.year})"
        columns.append(_over(picture, f"b{period.pk}", words, [period]))
    return Sheet(capfirst(line.label), columns, picture.children)


def itself(picture: Picture) -> Child:
    """The unit itself as a row, for the last line of a table of the units below it."""
    unit, line = picture.unit, picture.chosen
    return Child(
        unit_id=unit.pk,
        title=unit.title,
        name=unit.name,
        name_key=unit.name_key,
        level=unit.level,
        is_leaf=picture.is_leaf,
        rows=picture.mine,
        row=picture.row,
        told=line.told if line else None,
        bound=line.bound if line else None,
        score=line.share if line else None,
        url="",
    )


def _over(picture: Picture, key: str, words: str, periods: Sequence[Any]) -> Column:
    """The figure of a unit over some periods."""
    indicator = picture.chosen.key if picture.chosen else 0

    def told(child: Child) -> Amount | None:
        return told_over(periods, child.rows, picture.slots, indicator)

    def plain(child: Child) -> Any:
        return number_of(told(child))

    def text(child: Child) -> str:
        return _text(told(child))

    return Column(key, words, text, kind="number", phone="figure" if key == "sum" else "line", export=plain)


def kinds_sheet(picture: Picture, parts: Sequence[OfKind]) -> Sheet:
    """The chosen figure by type of union."""
    columns = [
        Column("kind", "Loại hình", "label", phone="title"),
        Column("units", "Đơn vị trả lời", "units", kind="number", phone="figure"),
        Column("told", "Kết quả", lambda part: part.told.text, kind="number", phone="figure", export=_part),
        Column("num", "Số hoặc tử số", lambda part: part.told.num, kind="number"),
        Column("den", "Mẫu số", lambda part: part.told.den, kind="number"),
    ]
    label = capfirst(picture.chosen.label) if picture.chosen else ""
    return Sheet(f"{label}, theo loại hình công đoàn", columns, list(parts))


def _part(part: OfKind) -> Any:
    return number_of(part.told)


def total_row(columns: Sequence[Column], words: Mapping[str, str]) -> SafeString:
    """The last line of a table: "Cộng" and what stands under each column that has a total."""
    cells = format_html_join(
        "",
        '<td class="{} on-{}" data-label="{}">{}</td>',
        (
            (
                f"is-{column.kind}",
                column.phone if words.get(column.key) else "hide",
                column.label,
                words.get(column.key, ""),
            )
            for column in columns[1:]
        ),
    )
    return format_html('<tr class="is-total"><th scope="row" class="on-title">Cộng</th>{}</tr>', cells)
