"""What the electronic signatures of a PDF say: is the file unchanged, who signed, when, and is the signer known.

Circular 15/2025/TT-BKHCN asks a checking program for integrity, signer, issuer, time and trust. Roots that are
trusted stand as .pem, .crt or .cer files in the directory of the setting ``THIDUA_TRUST_ROOTS``; nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thidua.common import clock
from thidua.common.text import normalise
from thidua.common.verdicts import Reason

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class OneSignature:
    """One signature: who, certified by whom, when (as the signer's machine said), and what is wrong, if anything."""

    signer_name: str
    issuer_name: str
    signed_at: dt.datetime | None
    is_intact: bool
    covers_file: bool
    is_trusted: bool


@dataclass(frozen=True)
class SignedPdf:
    """The findings about a file. ``is_good``: signed, unchanged, covered as a whole (trusted or not is told apart).

    ``reasons`` say in Vietnamese why it is refused; ``sentences`` tell the person everything that was found.
    """

    signatures: tuple[OneSignature, ...] = ()
    reasons: tuple[Reason, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return bool(self.signatures) and not self.reasons

    @property
    def is_trusted(self) -> bool:
        return self.is_good and all(one.is_trusted for one in self.signatures)

    @property
    def signer_name(self) -> str:
        return self.signatures[0].signer_name if self.signatures else ""

    @property
    def issuer_name(self) -> str:
        return self.signatures[0].issuer_name if self.signatures else ""

    @property
    def signed_at(self) -> dt.datetime | None:
        return self.signatures[0].signed_at if self.signatures else None


def verify_signed_pdf(data: bytes) -> SignedPdf:
    """Check every signature of a PDF. Never raises for a bad file: what is wrong stands in ``reasons``."""
    try:
        embedded = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
        if not embedded:
            return _refused(
                "unsigned", "Tệp PDF này chưa có chữ ký số. Hãy ký số rồi tải lại, hoặc ban hành bằng bản giấy."
            )
        found = tuple(_one(signature) for signature in embedded)
    except Exception:  # A damaged file may break the parser anywhere; to the person it is one and the same finding.
        return _refused(
            "unreadable_signature",
            "Không đọc được chữ ký số trong tệp. Tệp bị hỏng hoặc đã bị sửa; hãy lấy lại bản gốc.",
        )
    reasons = tuple(reason for one in found for reason in _faults(one))
    if not reasons and not any(one.covers_file for one in found):
        reasons = (
            Reason(
                "not_covered",
                "Sau khi ký, tệp đã được thêm nội dung mà chữ ký không bao phủ. Hãy dùng tệp gốc vừa ký xong.",
            ),
        )
    sentences = tuple(sentence for one in found for sentence in _sentences(one))
    return SignedPdf(found, reasons, sentences + tuple(reason.text for reason in reasons))


def _refused(code: str, text: str) -> SignedPdf:
    return SignedPdf((), (Reason(code, text, "file"),), (text,))


def _one(signature: Any) -> OneSignature:
    certificate = signature.signer_cert
    context = ValidationContext(
        trust_roots=_trust_roots(str(getattr(settings, "THIDUA_TRUST_ROOTS", "") or "")),
        other_certs=signature.other_embedded_certs,
        allow_fetching=False,
        moment=clock.now(),
    )
    status = validate_pdf_signature(
        signature,
        signer_validation_context=context,
        key_usage_settings=KeyUsageConstraints(key_usage=set()),
    )
    changed = status.modification_level == ModificationLevel.OTHER
    return OneSignature(
        signer_name=_name(certificate.subject),
        issuer_name=_name(certificate.issuer),
        signed_at=status.signer_reported_dt,
        is_intact=bool(status.intact and status.valid) and not changed,
        covers_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        or (status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and not changed),
        is_trusted=bool(status.trusted),
    )


def _faults(one: OneSignature) -> list[Reason]:
    if one.is_intact:
        return []
    text = f"Tệp đã bị sửa sau khi {one.signer_name} ký, nên chữ ký không còn giá trị. Hãy lấy lại bản gốc đã ký."
    return [Reason("altered", text, "file")]


def _sentences(one: OneSignature) -> list[str]:
    when = f" lúc {clock.local(one.signed_at):%H:%M ngày %d/%m/%Y}" if one.signed_at else ""
    lines = [f"{one.signer_name} ký số{when}; chứng thư do {one.issuer_name} cấp."]
    if one.is_intact:
        lines.append("Nội dung nguyên vẹn từ khi ký.")
        lines.append(
            "Chứng thư thuộc danh sách tin cậy của hệ thống."
            if one.is_trusted
            else "Chứng thư chưa thuộc danh sách tin cậy của hệ thống: hãy đối chiếu người ký trước khi dùng."
        )
    return lines


def _name(name: Any) -> str:
    """The common name of a certificate's subject or issuer, else its organisation, else all of it."""
    parts = name.native
    found = parts.get("common_name") or parts.get("organization_name") or name.human_friendly
    return normalise(found if isinstance(found, str) else ", ".join(found))


@functools.lru_cache(maxsize=4)
def _trust_roots(directory: str) -> tuple[Any, ...]:
    """The certificates of a directory (PEM or DER); read once for each path."""
    if not directory:
        return ()
    files = [path for path in sorted(Path(directory).iterdir()) if path.suffix.lower() in (".pem", ".crt", ".cer")]
    return tuple(load_certs_from_pemder(str(path) for path in files))
