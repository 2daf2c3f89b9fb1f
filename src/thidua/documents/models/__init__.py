"""Documents, numbers, files, signatures and codes."""

from thidua.documents.models.documents import IssuedNumber, NumberCounter, NumberScheme, OfficialDocument
from thidua.documents.models.files import Attachment, SignatureCheck, VerificationCode

__all__ = [
    "Attachment",
    "IssuedNumber",
    "NumberCounter",
    "NumberScheme",
    "OfficialDocument",
    "SignatureCheck",
    "VerificationCode",
]
