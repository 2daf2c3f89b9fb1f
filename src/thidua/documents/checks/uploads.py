"""An uploaded file can be kept: not empty, not too large, of a kind its use allows, neither encrypted nor damaged."""

from __future__ import annotations

import io
import struct

import olefile
import pypdfium2

from thidua.common.files import KINDS, MAX_UPLOAD_BYTES, sniff
from thidua.common.numbers import format_number
from thidua.common.verdicts import Reason
from thidua.documents.choices import ALLOWED_KINDS, AttachmentUse

PDF_ERR_PASSWORD = 4


def faults_of_upload(name: str, data: bytes, use: str) -> list[Reason]:
    """Why this file cannot be kept for that use; empty when it can. Each sentence says which file, why, what to do."""
    fault = _fault(name, data, use)
    return [Reason(fault[0], fault[1], "file")] if fault else []


def _fault(name: str, data: bytes, use: str) -> tuple[str, str] | None:
    if not data:
        return "empty_file", f"Tệp “{name}” rỗng. Hãy mở thử trên máy rồi chọn lại."
    if len(data) > MAX_UPLOAD_BYTES:
        size = format_number(round(len(data) / 1024 / 1024, 1))
        return (
            "too_large",
            f"Tệp “{name}” nặng {size} MB, vượt mức 20 MB. "
            "Hãy quét ở độ phân giải 200–300 dpi hoặc tách tệp rồi tải lại.",
        )
    kind = sniff(data)
    if kind == "program":
        return "program", f"Tệp “{name}” là một chương trình, không phải tài liệu. Hãy chọn {_wanted(use)}."
    if kind == "ole" and _is_encrypted_office(data):
        return "encrypted", f"Tệp “{name}” đang đặt mật khẩu. Hãy bỏ mật khẩu trong Word, lưu lại rồi tải lên."
    if kind not in ALLOWED_KINDS[use]:
        return "wrong_kind", f"Tệp “{name}” là {KINDS[kind][0]}, chỗ này cần {_wanted(use)}. Hãy chọn đúng tệp."
    if kind == "pdf":
        return _pdf_fault(name, data)
    if kind in ("png", "jpeg") and not _is_whole_picture(kind, data):
        return "damaged", f"Ảnh “{name}” bị hỏng hoặc thiếu. Hãy chụp hoặc quét lại rồi tải lên."
    return None


def _wanted(use: str) -> str:
    return f"tệp {' hoặc '.join(KINDS[kind][0] for kind in ALLOWED_KINDS[AttachmentUse(use)])}"


def _is_encrypted_office(data: bytes) -> bool:
    """An encrypted .docx or .xlsx is an OLE file with the stream EncryptedPackage."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return bool(container.exists("EncryptedPackage"))
    except OSError:
        return False


def _pdf_fault(name: str, data: bytes) -> tuple[str, str] | None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PDF_ERR_PASSWORD:
            return "encrypted", f"Tệp PDF “{name}” đang đặt mật khẩu. Hãy lưu lại không mật khẩu rồi tải lên."
        return "damaged", f"Tệp PDF “{name}” bị hỏng, không mở được. Hãy xuất hoặc quét lại rồi tải lên."
    try:
        pages = len(document)
    finally:
        document.close()
    if pages == 0:
        return "damaged", f"Tệp PDF “{name}” không có trang nào. Hãy xuất hoặc quét lại rồi tải lên."
    return None


def _is_whole_picture(kind: str, data: bytes) -> bool:
    if kind == "jpeg":
        return b"\xff\xd9" in data[-64:] and len(data) > 100
    if len(data) < 45 or data[12:16] != b"IHDR":
        return False
    width, height = struct.unpack(">II", data[16:24])
    return bool(width and height) and data[-8:-4] == b"IEND"
