"""Add, correct and end norms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import slug, squeeze
from thidua.common.verdicts import Refusal
from thidua.norms.actions.saving import add_row, change_row
from thidua.norms.models import LegalNorm, has_year, number_key


@transaction.atomic
def add_norm(*, by: Actor, number: str, kind: str, title: str, issuer: str, **fields: Any) -> LegalNorm:
    """Add a norm. ``fields``: names, signed_on, effective_from, effective_to, confidence, source, note.

    Errors: Refusal of ``may_edit_register``; ``duplicate`` for a number of the same year that is there; ``invalid``.
    """
    norm = LegalNorm(
        code=_free_code(number),
        number=squeeze(number),
        kind=squeeze(kind),
        title=squeeze(title),
        issuer=squeeze(issuer),
        checked_on=clock.today(),
        **fields,
    )
    _refuse_double(norm)
    return add_row(norm, by=by, event="norm.added", text=f"{norm.kind} {norm.number}: {norm.title}")


@transaction.atomic
def edit_norm(*, by: Actor, norm: LegalNorm, version: int, **fields: Any) -> LegalNorm:
    """Correct a norm that the person has seen as ``version``. The day of the check becomes today.

    Errors: as ``add_norm``; ``edited_meanwhile`` with both texts.
    """
    number, signed_on = fields.get("number", norm.number), fields.get("signed_on", norm.signed_on)
    _refuse_double(LegalNorm(pk=norm.pk, number=number, signed_on=signed_on))
    told = ", ".join(sorted(name for name, value in fields.items() if getattr(norm, name) != value))
    text = f"{norm.number}: {told}" if told else norm.number
    return change_row(norm, by=by, version=version, event="norm.changed", text=text, checked_on=clock.today(), **fields)


@transaction.atomic
def end_norm(
    *, by: Actor, norm: LegalNorm, version: int, effective_to: dt.date, successor: LegalNorm | None = None
) -> LegalNorm:
    """Say that a norm no longer holds from ``effective_to`` on, and which one stands in its place.

    Errors: Refusal of ``may_edit_register``; ``own_successor``, ``circle`` where the successor leads back to it;
    ``invalid``; ``edited_meanwhile``.
    """
    if successor is not None:
        _refuse_circle(norm, successor)
    text = f"{norm.number} hết hiệu lực từ {format_date(effective_to)}" + (
        f", thay bằng {successor}" if successor else ""
    )
    return change_row(
        norm,
        by=by,
        version=version,
        event="norm.ended",
        text=text,
        effective_to=effective_to,
        replaced_by=successor,
        checked_on=clock.today(),
    )


def _refuse_circle(norm: LegalNorm, successor: LegalNorm) -> None:
    if successor.pk == norm.pk:
        raise Refusal(f"{norm} không thể thay thế chính nó. Hãy chọn văn bản khác.", "circle", "successor")
    after = dict(LegalNorm.objects.values_list("pk", "replaced_by_id"))
    at: int | None = successor.pk
    while at is not None:
        if at == norm.pk:
            raise Refusal(f"{successor} đã được chính {norm} thay thế. Hãy chọn văn bản khác.", "circle", "successor")
        at = after.get(at)


def _refuse_double(norm: LegalNorm) -> None:
    """Numbers without a year begin anew each year: then only the same number of the same year is a double."""
    others = LegalNorm.objects.filter(number_key=number_key(norm.number)[:80]).exclude(pk=norm.pk)
    for other in others:
        years = {day.year for day in (norm.signed_on, other.signed_on) if day}
        if len(years) < 2 or has_year(other.number_key):
            raise Refusal(f"{other.number} đã có trong sổ. Hãy mở văn bản đó để sửa.", "duplicate", "number")


def _free_code(number: str) -> str:
    base = slug(number).upper()[:16] or "VB"
    code, count = base, 1
    while LegalNorm.objects.filter(code=code).exists():
        count += 1
        code = f"{base}-{count}"
    return code
