"""Reads of this room: files as answers, codes and their addresses, documents and the state of numbering."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.documents.choices import AttachmentUse, NumberingMode
from thidua.documents.models import (
    Attachment,
    IssuedNumber,
    NumberCounter,
    NumberScheme,
    OfficialDocument,
    VerificationCode,
)
from thidua.organisation.models import Unit
from thidua.ui.downloads import stored_file

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 16


@dataclass(frozen=True)
class Numbering:
    """How a unit numbers a kind in a year: the mode, the number that comes next, and the voided numbers."""

    mode: str
    mode_label: str
    next_number: int
    voids: tuple[IssuedNumber, ...]


def attachment_response(attachment: Attachment) -> FileResponse:
    """The file as a download under its own name. The caller has asked its policy; nothing is shown in the browser."""
    return stored_file(attachment.file, name=attachment.name, mime=attachment.mime)


def attachments_of(owner_kind: str, owner_id: int) -> QuerySet[Attachment]:
    """Files of a thing, newest first, with what their signatures said."""
    found = Attachment.objects.filter(owner_kind=owner_kind, owner_id=owner_id)
    return found.select_related("signature", "uploaded_by").order_by("-uploaded_at", "-pk")


def emblem_of(unit: Unit) -> bytes | None:
    """The emblem that the unit gave last, for its certificates; None when it gave none."""
    found = Attachment.objects.filter(unit=unit, use=AttachmentUse.EMBLEM).order_by("-uploaded_at", "-pk").first()
    if found is None:
        return None
    with found.file.open("rb") as file:
        return bytes(file.read())


def verification_url(code: VerificationCode | str) -> str:
    """The address that is printed and put into the QR code: PUBLIC_URL/xac-minh/ABCD-EFGH-JKLM-NPQR."""
    grouped = code.grouped if isinstance(code, VerificationCode) else code
    return f"{settings.PUBLIC_URL}/xac-minh/{grouped}"


def find_code(typed: str) -> VerificationCode | None:
    """The code a person typed or scanned: hyphens, blanks and case do not matter; None when there is none."""
    bare = "".join(letter for letter in typed.upper() if letter in CODE_ALPHABET)
    if len(bare) != CODE_LENGTH:
        return None
    return VerificationCode.objects.filter(code=bare).first()


def documents_of(owner_kind: str, owner_id: int) -> QuerySet[OfficialDocument]:
    """Documents of a thing of a higher room, newest first."""
    return OfficialDocument.objects.filter(owner_kind=owner_kind, owner_id=owner_id).order_by("-issued_on", "-pk")


def found_documents(by: Actor, words: str) -> QuerySet[OfficialDocument]:
    """Documents the actor may see whose number, kind or subject holds these words, without accents; newest first."""
    found = OfficialDocument.objects.visible_to(by).select_related("unit")
    for word in search_text(words).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("-issued_on", "-pk")


def numbering(unit: Unit, kind: str, on: dt.date) -> Numbering:
    """What the next number of that kind would be (a forecast: it is given only by ``take_number``), and the voids."""
    scheme = NumberScheme.objects.filter(unit=unit, year__lte=on.year).order_by("-year").first()
    mode = NumberingMode(scheme.mode) if scheme else NumberingMode.PER_KIND
    is_current = scheme is not None and scheme.year == on.year
    start = scheme.start if scheme and is_current else 1
    sequence = "" if mode == NumberingMode.ONE else kind
    counter = NumberCounter.objects.filter(scheme=scheme, kind=sequence).first() if is_current else None
    taken = dict(counter.numbers.values_list("number", "void_reason")) if counter else {}
    number = counter.last + 1 if counter else start
    while number in taken:
        number += 1
    voids = counter.numbers.exclude(void_reason="").order_by("number") if counter else ()
    return Numbering(mode.value, str(mode.label), number, tuple(voids))
