"""Does a norm hold on a day, and what stands in its place."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import normalise
from thidua.norms.choices import Force
from thidua.norms.models import LegalNorm, number_key

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


def norm_on(number_text: str, day: dt.date) -> NormStatus:
    """Does the norm of that number ("1689/QĐ-TLĐ", also inside a sentence) hold on that day?"""
    return _status(_norm_of(number_text), day)


def norms_on(number_texts: list[str], day: dt.date) -> list[NormStatus]:
    """``norm_on`` for many texts, in their order, by one look into the register."""
    keys = [[number_key(number) for number in _NUMBER.findall(normalise(text)) or [text]] for text in number_texts]
    wanted = {key for of_text in keys for key in of_text}
    rows = LegalNorm.objects.select_related("replaced_by").filter(number_key__in=wanted).order_by("id")
    norms = list(rows) if wanted else []
    found = [next((norm for norm in norms if norm.number_key in of_text), None) for of_text in keys]
    return [_status(norm, day) for norm in found]


def _status(norm: LegalNorm | None, day: dt.date) -> NormStatus:
    if norm is None:
        return NormStatus(
            Force.UNKNOWN, None, "Chưa có căn cứ xác nhận: văn bản này không có trong sổ văn bản pháp lý."
        )
    return NormStatus(norm.force_on(day), norm, sentence_about(norm, day))


def _norm_of(number_text: str) -> LegalNorm | None:
    found = _NUMBER.findall(normalise(number_text)) or [number_text]
    keys = [number_key(number) for number in found]
    return LegalNorm.objects.select_related("replaced_by").filter(number_key__in=keys).order_by("id").first()


def sentence_about(norm: LegalNorm, day: dt.date) -> str:
    """Whether it holds that day, since or until when, and what replaced it, in one or two sentences."""
    force = norm.force_on(day)
    if force == Force.EXPIRED:
        instead = f" Văn bản thay thế: {norm.replaced_by.number}." if norm.replaced_by else ""
        return f"{norm.number} hết hiệu lực từ {format_date(norm.effective_to)}.{instead}"
    if force == Force.NOT_YET:
        if norm.signed_on and norm.signed_on > day:
            return f"{norm.number} ký ngày {format_date(norm.signed_on)}, sau ngày của văn bản này."
        return f"{norm.number} chỉ có hiệu lực từ {format_date(norm.begins_on)}, sau ngày của văn bản này."
    if force == Force.UNKNOWN:
        return f"{norm.number}: chưa có căn cứ xác nhận ngày hiệu lực."
    end = f" Sẽ hết hiệu lực từ {format_date(norm.effective_to)}." if norm.effective_to else ""
    return f"{norm.number} còn hiệu lực.{end}"


def successor_on(norm: LegalNorm, day: dt.date) -> LegalNorm | None:
    """The norm that stands in the place of a dead one on that day, following the line of successors; None unknown."""
    seen = {norm.pk}
    after = norm.replaced_by
    while after is not None and after.pk not in seen:
        if after.force_on(day) == Force.IN_FORCE:
            return after
        seen.add(after.pk)
        after = after.replaced_by
    return None


def successors_for(by: Actor, norm: LegalNorm) -> list[LegalNorm]:
    """The norms that may stand in this one's place: those of its kind first, the youngest first."""
    others = LegalNorm.objects.visible_to(by).exclude(pk=norm.pk)
    return sorted(others, key=lambda one: (one.kind != norm.kind, -(one.begins_on or dt.date.min).toordinal()))


@dataclass(frozen=True)
class NormLine:
    """One line of the register's page: the norm, whether it holds that day, and the sentence."""

    norm: LegalNorm
    force: Force
    text: str


def register_on(by: Actor, day: dt.date) -> list[NormLine]:
    """All norms with their force on that day, the youngest first."""
    norms = LegalNorm.objects.visible_to(by).select_related("replaced_by")
    lines = [NormLine(norm, norm.force_on(day), sentence_about(norm, day)) for norm in norms]
    lines.sort(key=lambda line: line.norm.begins_on or dt.date.min, reverse=True)
    return lines
