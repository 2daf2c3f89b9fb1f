"""The rows of an Excel file between reading and saving: cells as text, in the order of the columns of ``tables``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from thidua.common.workbooks import YES_NO
from thidua.organisation.choices import Sex, UnitKind, UnitLevel


@dataclass
class SheetRow:
    """One row as read: its number in the file, the cells in column order, the sentences about what is wrong."""

    number: int
    cells: list[str]
    problems: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """All rows of a file, and the headings that were not used."""

    rows: list[SheetRow]
    ignored: list[str]


def unit_fields(cells: list[str]) -> dict[str, str]:
    """The fields of a unit from a good row of cells (not its parent, not its counts)."""
    name, short_name, level, kind, _, symbol, place, *_rest = cells
    return {
        "name": name,
        "short_name": short_name,
        "level": next(str(one.value) for one in UnitLevel if one.label == level),
        "kind": next(str(one.value) for one in UnitKind if one.label == kind),
        "symbol": symbol,
        "place": place,
    }


def unit_counts(cells: list[str]) -> dict[str, int] | None:
    """Members, workers, women, direct workers from a good row; None where nothing was given."""
    given = cells[8:12]
    if not any(given):
        return None
    return dict(zip(("members", "workers", "women", "direct_workers"), (int(cell or 0) for cell in given), strict=True))


def person_fields(cells: list[str]) -> dict[str, object]:
    """The fields of a person from a good row of cells."""
    name, sex, year, post, department, member, direct, leader, telephone, start = cells
    return {
        "full_name": name,
        "sex": next(str(one.value) for one in Sex if one.label == sex),
        "birth_year": int(year) if year else None,
        "post": post,
        "department": department,
        "is_member": member != YES_NO[1],
        "is_direct_worker": direct == YES_NO[0],
        "is_leader": leader == YES_NO[0],
        "phone": telephone,
        "valid_from": dt.date.fromisoformat(start) if start else None,
    }
