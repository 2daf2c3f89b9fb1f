"""Which event a commemoration's words name, and how many years ago it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.common.text import search_text
from thidua.norms.models import FoundingYear

_OTHER_THINGS = (
    *("thuc hien", "trien khai", "thi hanh", "doi moi", "xay dung", "cuoc van dong", "phong trao", "hoat dong"),
    *("hoc tap", "lam theo", "phat dong", "tham gia", "cong tac", "gan bo", "dong hanh", "chi thi", "nghi quyet"),
)
"""After "n năm" these words say that the years count something else than the event named later."""


@dataclass(frozen=True)
class Founding:
    """The event of a commemoration and its day; ``years_on(2021)`` is the count that a plan should print."""

    name: str
    day: dt.date
    source: str = ""

    def years_on(self, year: int) -> int:
        """Full years from the event to its anniversary in that year."""
        return year - self.day.year


def founding_of(event_text: str) -> Founding | None:
    """The event that a commemoration's words name, or None."""
    return foundings_of([event_text])[0]


def foundings_of(
    event_texts: Sequence[str], *, within: int | None = None, known: Iterable[FoundingYear] | None = None
) -> list[Founding | None]:
    """For each text the event that it names first (of two that begin there, the one of more words), or None.

    ``within``: the name must begin after at most so many words, none of which says that something else is counted
    ("10 năm thực hiện …"). One look into the data for all texts, or none where all its rows are ``known``.
    """
    if known is None:
        known = FoundingYear.objects.all() if event_texts else ()
    rows = [(row, row.keys, row.foreign_keys) for row in known]
    return [_founding_among(rows, text, within) for text in event_texts]


def _founding_among(
    rows: list[tuple[FoundingYear, list[str], list[str]]], event_text: str, within: int | None
) -> Founding | None:
    words = f" {search_text(event_text)} "
    best: tuple[int, int, FoundingYear] | None = None
    for row, keys, foreign in rows:
        for key in keys:
            at = words.find(f" {key} ")
            if at < 0 or any(f" {other} " in words for other in foreign) or not _counts(words[:at], within):
                continue
            rank = (at, -len(key), row)
            if best is None or rank[:2] < best[:2]:
                best = rank
    return Founding(best[2].name, best[2].founded_on, best[2].source) if best else None


def _counts(before: str, within: int | None) -> bool:
    """Whether a name after these words is still what the years count."""
    if within is None:
        return True
    return len(before.split()) <= within and not any(f" {other} " in f"{before} " for other in _OTHER_THINGS)
