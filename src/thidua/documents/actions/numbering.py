"""Numbers of documents: taken, registered, voided. A number is given once; a gap exists only as a recorded void.

The counter is moved by compare-and-set inside the caller's transaction: on PostgreSQL a second taker waits at the
UPDATE until the first commits (then it finds the counter changed and tries the next number) or rolls back (then the
same number is free again); on SQLite transactions that write run one after another.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.documents.choices import ABBREVIATIONS, NumberingMode, NumberOrigin
from thidua.documents.lifecycle import ISSUED, NUMBERED
from thidua.documents.models import IssuedNumber, NumberCounter, NumberScheme, OfficialDocument
from thidua.documents.policies import may_choose_numbering, may_number
from thidua.journal.actions import move, record
from thidua.organisation.models import Unit

ATTEMPTS = 50


@transaction.atomic
def set_number_scheme(*, by: Actor, unit: Unit, year: int, mode: str, start: int = 1) -> NumberScheme:
    """Choose one sequence for all kinds or one for each kind, and the first number, before the year's first number.

    Errors: Refusal ``numbering_began`` once a number of that year is taken, ``start`` below 1.
    """
    require(may_choose_numbering(by, unit))
    if start < 1:
        raise Refusal("Số bắt đầu phải từ 1 trở lên.", "start", "start")
    taken = IssuedNumber.objects.filter(counter__scheme__unit=unit, counter__scheme__year=year).exists()
    if taken:
        raise Refusal(
            f"Năm {year} đã có văn bản được cấp số, nên không đổi được cách đánh số. Cách mới dùng được từ năm sau.",
            "numbering_began",
        )
    scheme, _ = NumberScheme.objects.update_or_create(unit=unit, year=year, defaults={"mode": mode, "start": start})
    NumberCounter.objects.filter(scheme=scheme).delete()
    record(
        by=by,
        event="numbering.chosen",
        subject_kind="number_scheme",
        subject_id=scheme.pk,
        text=f"Năm {year}: {scheme.get_mode_display().lower()}, bắt đầu từ số {start:02d}",
    )
    return scheme


@transaction.atomic
def take_number(
    *,
    by: Actor,
    unit: Unit,
    kind: str,
    on: dt.date,
    subject: str,
    signer_name: str = "",
    signer_post: str = "",
    on_behalf: str = "",
    owner_kind: str = "",
    owner_id: int | None = None,
) -> OfficialDocument:
    """Give the next number of the unit's sequence to a new document of that day. Output: the document, NUMBERED.

    If the surrounding transaction is rolled back the number is free again. Errors: Refusal of ``may_number``, a day
    still to come, no subject.
    """
    require(may_number(by, unit))
    _check(on, subject)
    counter = _counter(unit, on.year, kind)
    number = _next(counter)
    document = _create(
        unit=unit,
        kind=kind,
        number=number,
        symbol=symbol_of(unit, kind),
        on=on,
        subject=subject,
        state=NUMBERED,
        origin=NumberOrigin.SYSTEM,
        signer=(on_behalf, signer_post, signer_name),
        owner=(owner_kind, owner_id),
    )
    IssuedNumber.objects.create(
        counter=counter, number=number, origin=NumberOrigin.SYSTEM, document=document, taken_at=clock.now()
    )
    _record(by, document, "document.numbered", "Cấp số")
    return document


@transaction.atomic
def register_paper_number(
    *,
    by: Actor,
    unit: Unit,
    kind: str,
    number: int,
    on: dt.date,
    subject: str,
    symbol: str = "",
    signer_name: str = "",
    signer_post: str = "",
    on_behalf: str = "",
    owner_kind: str = "",
    owner_id: int | None = None,
) -> OfficialDocument:
    """Record a document that was numbered, signed and issued on paper. Output: the document, ISSUED.

    The sequence goes on past that number; numbers left out below it are still given. Errors: Refusal
    ``number_taken`` (which document has it), ``number`` below 1, a day still to come, no subject.
    """
    require(may_number(by, unit))
    _check(on, subject)
    if number < 1:
        raise Refusal("Số văn bản phải từ 1 trở lên.", "number", "number")
    counter = _counter(unit, on.year, kind)
    document = _create(
        unit=unit,
        kind=kind,
        number=number,
        symbol=squeeze(symbol) or symbol_of(unit, kind),
        on=on,
        subject=subject,
        state=ISSUED,
        origin=NumberOrigin.PAPER,
        signer=(on_behalf, signer_post, signer_name),
        owner=(owner_kind, owner_id),
    )
    _claim(counter, number, NumberOrigin.PAPER, document=document)
    _record(by, document, "document.registered", "Vào sổ số đã cấp trên giấy")
    return document


@transaction.atomic
def issue_document(*, by: Actor, document: OfficialDocument) -> OfficialDocument:
    """A numbered document has been signed and sent out. Errors: Refusal of ``may_number`` or of the lifecycle."""
    require(may_number(by, document.unit))
    move(document, "issue", by=by)
    return document


@transaction.atomic
def void_document(*, by: Actor, document: OfficialDocument, reason: str) -> OfficialDocument:
    """Void the number of a document that was never issued; the number stays on record and is not given again.

    Errors: Refusal ``reason`` when none is given, or of the lifecycle (an issued document keeps its number).
    """
    require(may_number(by, document.unit))
    reason = _reason(reason)
    move(document, "void", by=by, remark=reason)
    IssuedNumber.objects.filter(document=document).update(void_reason=reason)
    return document


@transaction.atomic
def void_number(*, by: Actor, unit: Unit, kind: str, year: int, number: int, reason: str) -> IssuedNumber:
    """Record that a number was left out or spoilt on paper, so that it is never given. Errors: ``number_taken``."""
    require(may_number(by, unit))
    reason = _reason(reason)
    if number < 1:
        raise Refusal("Số văn bản phải từ 1 trở lên.", "number", "number")
    issued = _claim(_counter(unit, year, kind), number, NumberOrigin.VOID, reason=reason)
    record(
        by=by,
        event="number.voided",
        subject_kind="issued_number",
        subject_id=issued.pk,
        text=f"Bỏ số {number:02d} năm {year}: {reason}",
    )
    return issued


def symbol_of(unit: Unit, kind: str) -> str:
    """What stands after the stroke: "KH-LĐLĐ"; an official letter has the unit's symbol alone."""
    return "-".join(part for part in (ABBREVIATIONS[kind], unit.symbol) if part)


def _check(on: dt.date, subject: str) -> None:
    if on > clock.today():
        raise Refusal(
            f"Ngày ban hành {format_date(on)} chưa tới. Hãy ghi ngày hôm nay hoặc ngày đã ký.",
            "future_day",
            "issued_on",
        )
    if not squeeze(subject):
        raise Refusal("Chưa có trích yếu nội dung văn bản.", "no_subject", "subject")


def _reason(reason: str) -> str:
    reason = squeeze(reason)
    if not reason:
        raise Refusal("Hãy ghi lý do bỏ số; số bỏ phải có lý do trong sổ.", "no_reason", "reason")
    return reason[:300]


def _counter(unit: Unit, year: int, kind: str) -> NumberCounter:
    """The counter of that sequence, made at its first use; a year without a choice goes on as the year before."""
    scheme = NumberScheme.objects.filter(unit=unit, year=year).first()
    if scheme is None:
        before = NumberScheme.objects.filter(unit=unit, year__lt=year).order_by("-year").first()
        mode = before.mode if before else NumberingMode.PER_KIND
        scheme, _ = NumberScheme.objects.get_or_create(unit=unit, year=year, defaults={"mode": mode})
    sequence = "" if scheme.mode == NumberingMode.ONE else kind
    counter, _ = NumberCounter.objects.get_or_create(scheme=scheme, kind=sequence, defaults={"last": scheme.start - 1})
    return counter


def _next(counter: NumberCounter) -> int:
    """Move the counter to the next number that nobody has, by compare-and-set. Output: that number."""
    for _ in range(ATTEMPTS):
        last, writes = NumberCounter.objects.values_list("last", "writes").get(pk=counter.pk)
        taken = set(counter.numbers.filter(number__gt=last).values_list("number", flat=True))
        number = last + 1
        while number in taken:
            number += 1
        if NumberCounter.objects.filter(pk=counter.pk, writes=writes).update(last=number, writes=writes + 1):
            return number
    raise Refusal("Đang có nhiều người cùng lấy số. Hãy bấm lại sau ít giây; chưa có số nào bị mất.", "busy")


def _claim(
    counter: NumberCounter, number: int, origin: str, *, document: OfficialDocument | None = None, reason: str = ""
) -> IssuedNumber:
    """Take exactly that number. Errors: Refusal ``number_taken`` that names the document which has it."""
    # Whoever takes a number of this counter meanwhile waits here or finds ``writes`` changed and looks again.
    NumberCounter.objects.filter(pk=counter.pk).update(writes=F("writes") + 1)
    try:
        with transaction.atomic():
            return IssuedNumber.objects.create(
                counter=counter,
                number=number,
                origin=origin,
                document=document,
                void_reason=reason,
                taken_at=clock.now(),
            )
    except IntegrityError as error:
        holder = counter.numbers.select_related("document").get(number=number)
        whose = holder.document.citation if holder.document else f"số bỏ ({holder.void_reason})"
        raise Refusal(f"Số {number:02d} đã dùng: {whose}. Hãy kiểm tra lại số.", "number_taken", "number") from error


def _create(
    *,
    unit: Unit,
    kind: str,
    number: int,
    symbol: str,
    on: dt.date,
    subject: str,
    state: str,
    origin: str,
    signer: tuple[str, str, str],
    owner: tuple[str, int | None],
) -> OfficialDocument:
    return OfficialDocument.objects.create(
        unit=unit,
        kind=kind,
        number=number,
        symbol=symbol,
        year=on.year,
        issued_on=on,
        subject=squeeze(subject)[:500],
        state=state,
        origin=origin,
        on_behalf=squeeze(signer[0]),
        signer_post=squeeze(signer[1]),
        signer_name=squeeze(signer[2]),
        owner_kind=owner[0],
        owner_id=owner[1],
    )


def _record(by: Actor, document: OfficialDocument, event: str, words: str) -> None:
    record(
        by=by,
        event=event,
        subject_kind="document",
        subject_id=document.pk,
        unit_id=document.unit_id,
        text=f"{words} {document.citation}",
    )
