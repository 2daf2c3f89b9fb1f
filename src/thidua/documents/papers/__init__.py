"""Papers: one content as data, printed as Word and as PDF, and certificates for many people in one file."""

from thidua.documents.checks.signed_pdf import SignedPdf, verify_signed_pdf
from thidua.documents.papers.certificates import CertificatePaper
from thidua.documents.papers.content import (
    Annex,
    Article,
    Block,
    BulletList,
    Heading,
    OfficialPaper,
    Paragraph,
    Point,
    Signature,
    Table,
    date_line,
    number_line,
)
from thidua.documents.papers.heads import authority_of, letterhead, signature_for
from thidua.documents.papers.pages import page_data
from thidua.documents.papers.pdf import render_certificates, render_pdf
from thidua.documents.papers.word import render_docx

__all__ = [
    "Annex",
    "Article",
    "Block",
    "BulletList",
    "CertificatePaper",
    "Heading",
    "OfficialPaper",
    "Paragraph",
    "Point",
    "Signature",
    "SignedPdf",
    "Table",
    "authority_of",
    "date_line",
    "letterhead",
    "number_line",
    "page_data",
    "render_certificates",
    "render_docx",
    "render_pdf",
    "signature_for",
    "verify_signed_pdf",
]
