"""Documents, numbers, files, signatures and codes."""

from thidua.documents.models.documents import IssuedNumber, NumberCounter, NumberScheme, OfficialDocument
from thidua.documents.models.files import Attachment, SignatureCheck, VerificationCode, place_of

__all__ = [
    "Attachment",
    "IssuedNumber",
    "NumberCounter",
    "NumberScheme",
    "OfficialDocument",
    "SignatureCheck",
    "VerificationCode",
    "place_of",
]
