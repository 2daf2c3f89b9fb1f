"""Figures to reach that stand in a table: "Kết nạp đoàn viên | người | 1.200"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans.intake.draft import LIKELY, SURE, Target
from thidua.plans.intake.letters import folded
from thidua.plans.intake.numbers import NUMBER, value_of
from thidua.plans.intake.outline import AWARDS, Outline
from thidua.plans.intake.tables import ACTOR, SUBJECT, UNIT, Cell, Row, Table, tables
from thidua.plans.intake.units import bare

_FIGURE = re.compile(
    rf"(?P<before>[^\d|]{{0,40}}?)(?:(?P<low>{NUMBER})\s*%?\s*(?:-|–|đến)\s*)?(?P<value>{NUMBER})\s*(?P<percent>%)?"
    r"(?P<times>\s+(?:triệu|tỷ|tỉ|nghìn)(?=\s|$))?(?P<after>[^\d|]{0,40})$"
)
_SIGNS = (
    ("<=", re.compile(r"khong qua|toi da|≤|<=|tro xuong")),
    (">=", re.compile(r"it nhat|toi thieu|≥|>=|tro len|khong duoi")),
    ("<", re.compile(r"\bduoi\b|<")),
    (">", re.compile(r"\btren\b|\bhon\b|\bvuot\b|>")),
)
_NO_NOUN = re.compile(r"(?:trở lên|trở xuống|trên|dưới|ít nhất|tối thiểu|không quá|đạt|từ|[≥≤<>=/.,;:()+*-]|\s)+")
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong|toan (?:huyen|tinh|quan|nganh|thanh pho))\W*$")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def table_targets(outline: Outline) -> Iterator[Target]:
    """One target for each figure of a row that names its subject; tables of awards and of points give none."""
    kinds = {para.start: para.kind for para in (*outline.preamble(), *outline.sections())}
    for table in tables(outline):
        if table.is_of_awards or kinds.get(table.heading.start) in (None, AWARDS):
            continue
        if SUBJECT in table.kinds:
            for row in table.rows:
                yield from _of_row(table, row)
        elif ACTOR in table.kinds:
            yield from _of_totals(table)


def _of_row(table: Table, row: Row) -> Iterator[Target]:
    subject = row.cells.get(SUBJECT)
    if subject is None:
        return
    unit = row.cells.get(UNIT)
    for title, cell in _latest(row.values):
        told = unit.text if unit else ("%" if "%" in title or "%" in subject.text[-4:] else "")
        if target := _target(subject, cell, told):
            yield target


def _of_totals(table: Table) -> Iterator[Target]:
    """Of a table that shares figures out among units, the row of the totals."""
    for row in table.rows:
        named = row.cells.get(ACTOR)
        if named and _TOTAL.match(folded(named.text).strip()):
            for title, cell in _latest(row.values):
                if target := _target(Cell(title, cell.start), cell, "%" if "%" in title else ""):
                    yield target


def _latest(values: tuple[tuple[str, Cell], ...]) -> list[tuple[str, Cell]]:
    """Of figures for several years those of the last."""
    years = {title: max(_YEAR.findall(title), default="") for title, _ in values}
    last = max(years.values(), default="")
    return [(title, cell) for title, cell in values if years[title] == last]


def _target(subject: Cell, cell: Cell, unit: str) -> Target | None:
    match = _FIGURE.match(cell.text)
    if match is None:
        return None
    noun = _NO_NOUN.sub(" ", match["after"]).strip()
    told = "%" if match["percent"] else bare(noun or unit)
    times = (match["times"] or "").strip()
    value = value_of(match["value"], times)
    low = value_of(match["low"], times) if match["low"] else None
    if low is not None and low >= value:
        return None
    start = min(subject.start, cell.start)
    return Target(
        quote=f"{subject.text}: {cell.text}",
        comparator="between" if low is not None else _sign(subject.text, match),
        value=value if low is None else low,
        value_high=None if low is None else value,
        unit=told,
        subject=subject.text[:200],
        in_target_section=True,
        span=(start, max(subject.end if subject.start < cell.start else 0, cell.end)),
        confidence=SURE if told else LIKELY,
        why="" if told else "Bảng không ghi đơn vị tính.",
    )


def _sign(subject: str, match: re.Match[str]) -> str:
    words = folded(f"{match['before']} {match['after']}")
    tail = folded(subject[-14:])
    for sign, pattern in _SIGNS:
        if pattern.search(words) or (
            pattern.search(tail) and tail.rstrip().endswith(("tren", "duoi", "nhat", "thieu"))
        ):
            return sign
    return "="
