"""Which norms of the register a text cites, by number or by name, however blanks, dashes and accents are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.norms.models import LegalNorm, citation_text, has_year, lines_of

_YEAR_AFTER = re.compile(r" (?:ngay )?(?:\d{1,2} (?:thang )?\d{1,2} (?:nam )?|nam )(\d{4})\b")
_TELLS_ITSELF = re.compile(r"\d|\bkhoa\b")
_NEAR = 40
"""Letters after a number within which its date stands."""


@dataclass(frozen=True)
class Citation:
    """A norm that a text cites. ``is_sure`` is False where the number alone cannot tell which year's paper is meant."""

    norm: LegalNorm
    is_sure: bool


def citations_in(texts: Sequence[str]) -> list[list[Citation]]:
    """For each text the norms of the register that it cites, each once. One look into the register for all texts.

    A number without a year ("61/QĐ-TLĐ") begins anew each year: with a date beside it, only the paper of that year is
    meant; without one, the citation is not sure.
    """
    folded = [f" {citation_text(text)} " for text in texts]
    if not any(text.strip() for text in folded):
        return [[] for _ in texts]
    norms = {norm.pk: norm for norm in LegalNorm.objects.order_by("id")}
    for norm in norms.values():
        norm.replaced_by = norms.get(norm.replaced_by_id) if norm.replaced_by_id else None
    called = [(norm, _phrases(norm)) for norm in norms.values()]
    return [_cited(called, text) for text in folded]


def _cited(norms: list[tuple[LegalNorm, list[str]]], text: str) -> list[Citation]:
    found = []
    for norm, phrases in norms:
        is_sure = _by_number(norm, text)
        if is_sure is None and any(phrase in text for phrase in phrases):
            is_sure = True
        if is_sure is not None:
            found.append(Citation(norm, is_sure))
    return found


def _by_number(norm: LegalNorm, text: str) -> bool | None:
    """True or False: cited, surely or not; None: not cited by its number."""
    at = text.find(f" {norm.number_key} ")
    if not norm.number_key or at < 0:
        return None
    if has_year(norm.number_key):
        return True
    end = at + len(norm.number_key) + 1
    dated = _YEAR_AFTER.match(text[end : end + _NEAR])
    if dated is None:
        return False
    day = norm.signed_on or norm.effective_from
    return True if day is None or day.year == int(dated.group(1)) else None


def _phrases(norm: LegalNorm) -> list[str]:
    """The folded ways to call a norm without its number: its name with its year or its day."""
    phrases = []
    for name in map(citation_text, lines_of(norm.names)):
        if _TELLS_ITSELF.search(name):
            phrases.append(f" {name} ")
        if norm.signed_on:
            phrases += [f" {name} {tail} " for tail in _tails(norm.signed_on)]
    return phrases


def _tails(day: dt.date) -> list[str]:
    spelled = (f"{day.day} {day.month} {day.year}", f"{day.day} thang {day.month} nam {day.year}")
    years = [f"{day.year}", f"nam {day.year}", f"sua doi {day.year}", f"sua doi nam {day.year}"]
    return [*years, *(f"ngay {words}" for words in spelled)]
