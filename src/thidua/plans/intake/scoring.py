"""How well readings agree with answers made by hand: precision, recall and F1 for each field.

A field that the answers leave empty and the reader fills counts as a false find: empty is better than guessed.
Names may differ by a fifth of their words; figures, dates and document numbers may not differ at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.common.text import search_text

Answer = Mapping[str, Any]
Values = list[Any]
_LEAD_IN = re.compile(r"(?:doi voi|giao cho|giao|de nghi|cac cap)\s+")
_NEAR = 0.8


@dataclass
class Tally:
    """Finds of one field: right ones, wanted ones, all that were found."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of the finds that are right; 1 where nothing was wanted and nothing found."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Share of the wanted ones that were found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.wanted += other.wanted
        self.found += other.found
        return self


def _number(text: Any) -> str:
    return re.sub(r"\s", "", str(text or "")).replace("–", "-").upper()


def _name(text: Any) -> str:
    return search_text(str(text))


def _body(text: Any) -> str:
    bare = search_text(re.sub(r"\([^)]*\)", " ", str(text)))
    return _LEAD_IN.sub("", bare, count=1) if _LEAD_IN.match(bare) else bare


def _figures(value: Any) -> tuple[float, ...]:
    return tuple(float(part) for part in (value if isinstance(value, list) else [value]))


def _unit(text: Any) -> str:
    return str(text) if text == "%" else _name(text or "")


def _range(text: Any) -> str:
    return re.sub(r"\s", "", str(text or "")).replace("–", "-")


def _one(key: str, make: Callable[[Any], Any], inner: str = "") -> Callable[[Answer], Values]:
    def read(answer: Answer) -> Values:
        value = answer.get(key)
        value = value.get(inner) if value and inner else value
        return [make(value)] if value else []

    return read


def _many(key: str, make: Callable[[Any], Any]) -> Callable[[Answer], Values]:
    return lambda answer: [make(row) for row in answer.get(key) or []]


def _quotas(answer: Answer) -> Values:
    rows = answer.get("award_quotas") or []
    return [(row["comparator"], figure) for row in rows for figure in _figures(row["value"])]


FIELDS: dict[str, Callable[[Answer], Values]] = {
    "doc_number": _one("doc_number", _number),
    "issue_date": _one("issue_date", str),
    "issuing_body": _one("issuing_body", _name),
    "place": _one("place", _name),
    "doc_type": _one("doc_type", _name),
    "title": _one("title", _name),
    "year": _one("year", str),
    "theme": _one("theme", _name),
    "parent_plan": _one("parent_plan", _number, "number"),
    "signer_name": _one("signer", _name, "name"),
    "signer_title": _one("signer", _name, "title"),
    "legal_bases": _many("legal_bases", lambda row: (_number(row.get("number")), row.get("date"))),
    "targets": _many("targets", lambda row: (row["comparator"], _figures(row["value"]), _unit(row.get("unit")))),
    "phases": _many("phases", lambda row: (row.get("start"), row.get("end"))),
    "movements": _many("movements", _name),
    "deadlines": _many("deadlines", lambda row: row["date"]),
    "award_forms": _many("award_forms", _name),
    "award_quotas": _quotas,
    "actors": _many("actors_with_duties", lambda row: _body(row["actor"])),
    "recipients": _many("recipients", _body),
    "commemorations": _many("commemorations", lambda row: _range(row.get("date_range"))),
}


def agree(one: Any, other: Any) -> bool:
    """Whether two values are the same: names by four fifths of their words, everything else exactly."""
    if isinstance(one, str) and isinstance(other, str) and re.search("[a-z]", one + other):
        mine, theirs = Counter(one.split()), Counter(other.split())
        return (mine & theirs).total() >= _NEAR * max(mine.total(), theirs.total())
    return bool(one == other)


def compare(wanted: Values, found: Values) -> Tally:
    """Each wanted value is matched with at most one find."""
    left = list(found)
    right = 0
    for value in wanted:
        at = next((index for index, other in enumerate(left) if agree(value, other)), None)
        if at is not None:
            del left[at]
            right += 1
    return Tally(right, len(wanted), len(found))


def score(pairs: Iterable[tuple[Answer, Answer]]) -> dict[str, Tally]:
    """(answer, reading) pairs → the tally of each field. Movements that the answers call optional cost nothing."""
    totals = {field: Tally() for field in FIELDS}
    for answer, reading in pairs:
        free = [_name(name) for key in ("movements_optional", "movements_unquoted") for name in answer.get(key) or []]
        for field, read in FIELDS.items():
            wanted, found = read(answer), read(reading)
            if field == "movements":
                found = [one for one in found if one in wanted or not any(agree(one, other) for other in free)]
            totals[field] += compare(wanted, found)
    return totals


def overall(totals: Mapping[str, Tally]) -> Tally:
    """All fields in one tally (micro average)."""
    whole = Tally()
    for tally in totals.values():
        whole += tally
    return whole


def table(totals: Mapping[str, Tally]) -> str:
    """The scores as a table of plain text: precision, recall, F1, answers, finds; the micro average last."""
    lines = [f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'answers':>9}{'found':>7}"]
    for name, tally in [*totals.items(), ("all (micro)", overall(totals))]:
        figures = f"{tally.precision:7.2f}{tally.recall:7.2f}{tally.f1:7.2f}"
        lines.append(f"{name:16}{figures}{tally.wanted:9}{tally.found:7}")
    mean = sum(tally.f1 for tally in totals.values()) / max(len(totals), 1)
    return "\n".join([*lines, f"macro F1 {mean:.3f}"])
