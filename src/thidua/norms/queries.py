"""Reads of the register: does a norm hold, when was an event, what is the base salary."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import normalise, search_text
from thidua.norms.choices import Force
from thidua.norms.models import BaseSalary, FoundingYear, LegalNorm, number_key

_NUMBER = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ][A-ZĐa-zđ0-9]*(?:[-–][A-ZĐa-zđ0-9]+)*")


@dataclass(frozen=True)
class NormStatus:
    """Whether a norm holds on a day: ``force``, the norm if it is in the register, and a sentence for the person."""

    force: Force
    norm: LegalNorm | None
    text: str

    @property
    def is_dead_or_unborn(self) -> bool:
        """True when citing it on that day is a mistake."""
        return self.force in (Force.EXPIRED, Force.NOT_YET)


@dataclass(frozen=True)
class Founding:
    """The event of a commemoration and its day; ``years_on(2021)`` is the count that a plan should print."""

    name: str
    day: dt.date

    def years_on(self, year: int) -> int:
        """Full years from the event to its anniversary in that year."""
        return year - self.day.year


def norm_on(number_text: str, day: dt.date) -> NormStatus:
    """Does the norm of that number ("1689/QĐ-TLĐ", also inside a sentence) hold on that day?"""
    norm = _norm_of(number_text)
    if norm is None:
        return NormStatus(
            Force.UNKNOWN, None, "Chưa có căn cứ xác nhận: văn bản này không có trong sổ văn bản pháp lý."
        )
    return NormStatus(norm.force_on(day), norm, _sentence(norm, day))


def _norm_of(number_text: str) -> LegalNorm | None:
    found = _NUMBER.findall(normalise(number_text)) or [number_text]
    keys = [number_key(number) for number in found]
    return LegalNorm.objects.select_related("replaced_by").filter(number_key__in=keys).order_by("id").first()


def _sentence(norm: LegalNorm, day: dt.date) -> str:
    force = norm.force_on(day)
    if force == Force.EXPIRED:
        instead = f" Văn bản thay thế: {norm.replaced_by.number}." if norm.replaced_by else ""
        return f"{norm.number} hết hiệu lực từ {format_date(norm.effective_to)}.{instead}"
    if force == Force.NOT_YET:
        start = norm.effective_from or norm.signed_on
        return f"{norm.number} chỉ có hiệu lực từ {format_date(start)}, sau ngày của văn bản này."
    if force == Force.UNKNOWN:
        return f"{norm.number}: chưa có căn cứ xác nhận ngày hiệu lực."
    end = f" Hết hiệu lực từ {format_date(norm.effective_to)}." if norm.effective_to else ""
    return f"{norm.number} còn hiệu lực.{end}"


def founding_of(event_text: str) -> Founding | None:
    """The event that a commemoration's words name, or None; the longest words that fit win."""
    return foundings_of([event_text])[0]


def foundings_of(event_texts: list[str]) -> list[Founding | None]:
    """``founding_of`` for many texts, in their order, by one look into the data."""
    rows = list(FoundingYear.objects.all()) if event_texts else []
    return [_founding_among(rows, text) for text in event_texts]


def _founding_among(rows: list[FoundingYear], event_text: str) -> Founding | None:
    words = f" {search_text(event_text)} "
    best: FoundingYear | None = None
    for row in rows:
        fits = f" {row.key} " in words and not (row.unless and f" {row.unless} " in words)
        if fits and (best is None or len(row.key) > len(best.key)):
            best = row
    return Founding(best.name, best.founded_on) if best else None


def base_salary_on(day: dt.date) -> int | None:
    """The base salary (đồng a month) in force that day, or None before the first one known."""
    row = BaseSalary.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return row.amount if row else None


@dataclass(frozen=True)
class NormLine:
    """One line of the register's page: the norm, whether it holds that day, and the sentence."""

    norm: LegalNorm
    force: Force
    text: str


def register_on(by: Actor, day: dt.date) -> list[NormLine]:
    """All norms with their force on that day, the youngest first."""
    norms = LegalNorm.objects.visible_to(by).select_related("replaced_by")
    lines = [NormLine(norm, norm.force_on(day), _sentence(norm, day)) for norm in norms]
    lines.sort(key=lambda line: line.norm.effective_from or line.norm.signed_on or dt.date.min, reverse=True)
    return lines
