"""What a filled-in workbook says, between reading and keeping it: rows by unit, what is wrong by row and column."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.reporting.models import Figures, Report


@dataclass
class FilledRow:
    """One unit of a workbook: where it stands in the file, its whole new list of figures, the texts given.

    ``given`` counts the figures that differ from ``before`` (None = what the report holds now). ``words``: slot id →
    text; ``texts``: code of a question → text.
    """

    unit_id: int
    report: Report | None
    sheet: str
    number: int
    values: Figures
    given: int = 0
    before: Figures | None = None
    words: dict[int, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """There is something to save."""
        return bool(self.given or self.words or self.texts)


@dataclass
class Filled:
    """A whole workbook as read. ``problems`` stand in the way of saving, ``remarks`` are worth a look."""

    rows: list[FilledRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
