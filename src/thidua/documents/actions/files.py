"""Files and codes: attach, attach a signed PDF, make verification codes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.files import mime, sniff
from thidua.common.text import normalise
from thidua.common.verdicts import Refusal, require
from thidua.documents.checks.signed_pdf import SignedPdf, verify_signed_pdf
from thidua.documents.checks.uploads import faults_of_upload
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment, SignatureCheck, VerificationCode, place_of
from thidua.documents.policies import may_attach
from thidua.documents.queries import CODE_ALPHABET, CODE_LENGTH
from thidua.journal.actions import record
from thidua.organisation.models import Unit

INCOMING = "incoming"
"""The folder of the marks of files whose transaction is not committed yet."""
KEPT_FOR = dt.timedelta(days=1)
_ODD = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]+")


@transaction.atomic
def attach(*, by: Actor, unit: Unit, owner_kind: str, owner_id: int, use: str, name: str, data: bytes) -> Attachment:
    """Keep a file for a thing of a unit. ``use`` (AttachmentUse) decides which kinds of file are taken.

    The kind is told from the content. Errors: Refusal of ``may_attach``; per fault of the file a reason that says
    which file, why, and what to do (empty, over 20 MB, a program, encrypted, damaged, of another kind).
    """
    require(may_attach(by, unit))
    faults = faults_of_upload(name, data, use)
    if faults:
        raise Refusal(faults)
    kind = sniff(data)
    attachment = Attachment(
        unit=unit,
        owner_kind=owner_kind,
        owner_id=owner_id,
        use=use,
        name=tidy_name(name),
        kind=kind,
        mime=mime(kind),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=by.user_id,
        uploaded_at=clock.now(),
    )
    _store(attachment, data)
    attachment.save()
    record(
        by=by,
        event="attachment.added",
        subject_kind=owner_kind,
        subject_id=owner_id,
        unit_id=unit.pk,
        text=f"Đính kèm {attachment.get_use_display().lower()}: {attachment.name}",
        data={"attachment": attachment.pk, "sha256": attachment.sha256},
    )
    return attachment


@transaction.atomic
def drop_attachment(*, by: Actor, attachment: Attachment) -> None:
    """Take out a file that was attached by mistake; the journal keeps its name and checksum. Errors: ``may_attach``.

    The owning room says until when that may be done.
    """
    require(may_attach(by, attachment.unit))
    record(
        by=by,
        event="attachment.dropped",
        subject_kind=attachment.owner_kind,
        subject_id=attachment.owner_id,
        unit_id=attachment.unit_id,
        text=f"Bỏ tệp đính kèm: {attachment.name}",
        data={"attachment": attachment.pk, "sha256": attachment.sha256},
    )
    storage, name = attachment.file.storage, attachment.file.name or ""
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


@transaction.atomic
def attach_signed_pdf(
    *, by: Actor, unit: Unit, owner_kind: str, owner_id: int, name: str, data: bytes
) -> tuple[Attachment, SignedPdf]:
    """Keep a signed PDF together with what its signatures say. Errors: those of ``attach``; Refusal when the file is
    unsigned, was changed after signing, or its signature does not cover the whole file."""
    require(may_attach(by, unit))
    faults = faults_of_upload(name, data, AttachmentUse.SIGNED)
    if faults:
        raise Refusal(faults)
    found = verify_signed_pdf(data)
    if not found.is_good:
        raise Refusal(found.reasons)
    attachment = attach(
        by=by, unit=unit, owner_kind=owner_kind, owner_id=owner_id, use=AttachmentUse.SIGNED, name=name, data=data
    )
    SignatureCheck.objects.create(
        attachment=attachment,
        signer_name=found.signer_name[:200],
        issuer_name=found.issuer_name[:200],
        signed_at=found.signed_at,
        is_trusted=found.is_trusted,
        report="\n".join(found.sentences),
        checked_at=clock.now(),
    )
    return attachment, found


def new_verification_code(*, by: Actor, kind: str, subject_id: int) -> VerificationCode:
    """The code of a thing, made at the first call."""
    return new_verification_codes(by=by, kind=kind, subject_ids=[subject_id])[subject_id]


@transaction.atomic
def new_verification_codes(*, by: Actor, kind: str, subject_ids: Iterable[int]) -> dict[int, VerificationCode]:
    """The codes of many things by subject id, in three statements; those that have one keep it."""
    wanted = list(dict.fromkeys(subject_ids))
    found = VerificationCode.objects.filter(kind=kind, subject_id__in=wanted)
    missing = set(wanted) - {code.subject_id for code in found}
    VerificationCode.objects.bulk_create(
        [
            VerificationCode(kind=kind, subject_id=subject_id, code=_random_code(), created_at=clock.now())
            for subject_id in wanted
            if subject_id in missing
        ],
        batch_size=500,
    )
    if missing:
        record(by=by, event="codes.made", subject_kind=kind, subject_id=wanted[0], data={"count": len(missing)})
    return {code.subject_id: code for code in found.all()}


def _store(attachment: Attachment, data: bytes) -> None:
    """Write the file beside a mark of the same name, which goes when the transaction is committed.

    A transaction that is rolled back takes the row with it, but not the file: the mark that is left tells
    ``sweep_uploads`` where to look. A database given back from a backup therefore never costs a file.
    """
    storage, name = attachment.file.storage, secrets.token_hex(16)
    mark = storage.save(f"{INCOMING}/{name}", ContentFile(b""))
    attachment.file.name = storage.save(place_of(name), ContentFile(data))
    transaction.on_commit(lambda: storage.delete(mark), robust=True)


def sweep_uploads() -> int:
    """Delete the files of uploads that were rolled back more than a day ago (a timer). Output: how many."""
    swept, before = 0, clock.now() - KEPT_FOR
    storage = Attachment().file.storage
    names = storage.listdir(INCOMING)[1] if storage.exists(INCOMING) else []
    for name in names:
        mark, place = f"{INCOMING}/{name}", place_of(name)
        if storage.get_modified_time(mark) > before:
            continue
        if not Attachment.objects.filter(file=place).exists():
            storage.delete(place)
            swept += 1
        storage.delete(mark)
    return swept


def tidy_name(name: str) -> str:
    """The bare name of a file as a person may read it: no path, no control or odd characters, at most 150 letters."""
    bare = PurePosixPath(normalise(name).replace("\\", "/")).name
    bare = _ODD.sub("_", bare).strip(" .") or "tep"
    if len(bare) > 150:
        suffix = PurePosixPath(bare).suffix[:10]
        bare = bare[: 150 - len(suffix)] + suffix
    return bare


def _random_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
