"""Every write of this room."""

from thidua.documents.actions.files import (
    attach,
    attach_signed_pdf,
    drop_attachment,
    new_verification_code,
    new_verification_codes,
    sweep_uploads,
)
from thidua.documents.actions.numbering import (
    issue_document,
    register_paper_number,
    set_number_scheme,
    take_number,
    void_document,
    void_number,
)

__all__ = [
    "attach",
    "attach_signed_pdf",
    "drop_attachment",
    "issue_document",
    "new_verification_code",
    "new_verification_codes",
    "register_paper_number",
    "set_number_scheme",
    "sweep_uploads",
    "take_number",
    "void_document",
    "void_number",
]
