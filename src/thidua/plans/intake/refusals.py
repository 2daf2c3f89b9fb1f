"""Sentences for files that are not read: which file, why, what to do now. Codes are for tests and logs."""

from __future__ import annotations

from dataclasses import dataclass

_WANTED = "Hãy tải lên bản Word (.docx), tệp PDF xuất từ Word, hoặc tệp .txt."
_SENTENCES = {
    "empty": "Tệp “{name}” rỗng, không có nội dung. Hãy kiểm tra lại tệp rồi tải lên lần nữa.",
    "too-big": (
        "Tệp “{name}” lớn hơn 20 MB nên không nhận. Hãy bỏ bớt ảnh hoặc phụ lục, "
        "hay xuất lại sang PDF, rồi tải lên lần nữa."
    ),
    "program": (
        "Tệp “{name}” thực ra là một chương trình, không phải văn bản, nên không "
        "được mở. Đừng mở tệp này; hãy hỏi lại người gửi. "
    )
    + _WANTED,
    "encrypted-word": (
        "Tệp “{name}” được đặt mật khẩu nên không đọc được. Hãy mở bằng Word, bỏ "
        "mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu), lưu lại rồi tải lên."
    ),
    "encrypted-pdf": (
        "Tệp “{name}” là PDF có mật khẩu nên không đọc được. Hãy mở bằng mật khẩu, "
        "in hoặc lưu lại thành PDF không mật khẩu, rồi tải lên."
    ),
    "damaged": (
        "Tệp “{name}” bị hỏng hoặc tải lên chưa trọn nên không mở được. Hãy mở "
        "thử trên máy của bạn, lưu lại rồi tải lên lần nữa."
    ),
    "bomb": (
        "Tệp “{name}” bung ra quá lớn so với một kế hoạch nên không được mở. Hãy "
        "sao nội dung sang một tệp Word mới rồi tải lên."
    ),
    "scan": (
        "Tệp “{name}” là bản chụp (scan), không có chữ để đọc. Hãy tải lên bản "
        "Word gốc hoặc tệp PDF xuất từ Word; bản chụp có thể đính kèm sau."
    ),
    "picture": (
        "Tệp “{name}” là ảnh, không có chữ để đọc. Hãy tải lên bản Word gốc hoặc "
        "tệp PDF xuất từ Word; ảnh có thể đính kèm sau."
    ),
    "spreadsheet": "Tệp “{name}” là bảng tính, không phải kế hoạch dạng văn bản. " + _WANTED,
    "archive": "Tệp “{name}” là tệp nén. Hãy giải nén rồi tải lên từng văn bản.",
    "unknown": "Không nhận ra “{name}” là loại tệp gì. " + _WANTED,
    "no-text": (
        "Tệp “{name}” không có chữ đọc được. Nếu đây là bản chụp (scan), hãy tải "
        "lên bản Word gốc hoặc tệp PDF xuất từ Word."
    ),
    "broken-letters": (
        "Văn bản trong tệp “{name}” bị hỏng chữ: nhiều chữ tiếng Việt đã thành "
        "dấu hỏi. Cần một bản tốt hơn: hãy tải lên bản Word gốc hoặc tệp PDF xuất từ Word."
    ),
    "lost-accents": (
        "Văn bản trong tệp “{name}” mất dấu tiếng Việt nên không đọc chắc được. "
        "Cần một bản tốt hơn: hãy tải lên bản Word gốc có đủ dấu."
    ),
    "not-vietnamese": (
        "Chữ trong tệp “{name}” không phải tiếng Việt đọc được (có thể do nhận "
        "dạng sai từ bản chụp). Cần một bản tốt hơn: hãy tải lên bản Word gốc hoặc tệp PDF xuất từ Word."
    ),
}


@dataclass(frozen=True)
class Refused:
    """Why a file is not read: ``code`` for tests and logs, ``sentence`` for the person."""

    code: str
    sentence: str


def refuse(code: str, name: str) -> Refused:
    """The refusal of that code, naming the file."""
    return Refused(code, _SENTENCES[code].format(name=name))
