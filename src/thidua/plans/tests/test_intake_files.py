"""Files in every format give the same draft; files that cannot be read are refused with what to do."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import docx
import pypdfium2
import pytest

from thidua.common.files import MAX_UPLOAD_BYTES
from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.reading import Reading, read_plan_file
from thidua.plans.tests import intake_samples as samples

LINES = samples.paragraphs("ba-dinh-2021")
TEXT = "\n".join(LINES)
FORMATS = {
    "txt, UTF-8": ("kh.txt", lambda: TEXT.encode()),
    "txt, UTF-8 with its mark": ("kh.txt", lambda: TEXT.encode("utf-8-sig")),
    "txt, UTF-16": ("kh.txt", lambda: TEXT.encode("utf-16")),
    "txt, UTF-16 without its mark": ("kh.txt", lambda: TEXT.encode("utf-16-le")),
    "txt, decomposed": ("kh.txt", lambda: unicodedata.normalize("NFD", TEXT).encode()),
    "txt, Windows line ends": ("kh.txt", lambda: TEXT.replace("\n", "\r\n").encode()),
    "md as published": ("kh.md", lambda: samples.plan_text("ba-dinh-2021").encode()),
    "docx": ("kh.docx", lambda: samples.as_docx(LINES)),
    "pdf": ("kh.pdf", lambda: samples.as_pdf(LINES)),
    "odt": ("kh.odt", lambda: samples.as_odt(LINES)),
    "rtf": ("kh.rtf", lambda: samples.as_rtf(LINES)),
    "html": ("kh.html", lambda: samples.as_html(LINES)),
    "doc": ("kh.doc", lambda: samples.as_doc(LINES)),
}


def read(data: bytes, name: str) -> Reading:
    return read_plan_file(data, name)


def refused(data: bytes, name: str, code: str) -> str:
    reading = read_plan_file(data, name)
    assert (reading.draft, reading.code) == (None, code)
    assert f"“{name}”" in reading.refusal
    return reading.refusal


def values(found):
    """The answers' form without places: what has to be the same whatever the file."""
    if isinstance(found, dict):
        return {key: values(one) for key, one in found.items() if key not in {"span", "confidence", "why", "places"}}
    return [values(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_draft(form):
    name, make = FORMATS[form]
    reading = read(make(), name)
    assert reading.refusal == ""
    assert values(to_answer(reading.draft)) == values(to_answer(read(TEXT.encode(), "kh.txt").draft))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_two_column_heading_and_end_are_taken_apart(kind):
    data = samples.as_docx(LINES, tables=True) if kind == "docx" else samples.as_pdf(LINES, heading=True)
    found = values(to_answer(read(data, f"kh.{kind}").draft))
    expected = values(to_answer(read(TEXT.encode(), "kh.txt").draft))
    assert found["issuing_body"] == "LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH"
    for key in expected:
        if key not in {"issuing_body", "duties"}:
            assert found[key] == expected[key], key


def test_automatic_numbers_of_word_are_put_back():
    document = docx.Document()
    for line in LINES[:6]:
        document.add_paragraph(line)
    for words in ("Một việc", "Hai việc"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Việc khác", style="List Bullet")
    assert read(samples._saved(document), "kh.docx").text.split("\n")[-3:] == [
        "1. Một việc",
        "2. Hai việc",
        "- Việc khác",
    ]


def test_tables_of_figures_keep_their_rows():
    document = docx.Document()
    for line in LINES[:6]:
        document.add_paragraph(line)
    table = document.add_table(rows=4, cols=3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"ô {row}{column}"
    assert "ô 10 | ô 11 | ô 12" in read(samples._saved(document), "kh.docx").text


def test_exe_renamed_docx():
    sentence = refused(b"MZ\x90\x00" + b"\0" * 5000, "kế hoạch.docx", "program")
    assert sentence == (
        "Tệp “kế hoạch.docx” thực ra là một chương trình, không phải văn bản, "
        "nên không được mở. Đừng mở tệp này; hãy hỏi"
        " lại người gửi. Hãy tải lên bản Word (.docx), tệp PDF xuất từ Word, hoặc tệp .txt."
    )


def test_50_mb_file():
    sentence = refused(b"a" * (50 * 1024 * 1024), "lớn.txt", "too-big")
    assert sentence == (
        "Tệp “lớn.txt” lớn hơn 20 MB nên không nhận. Hãy bỏ bớt ảnh hoặc phụ lục, hay xuất lại sang PDF,"
        " rồi tải lên lần nữa."
    )
    assert MAX_UPLOAD_BYTES == 20 * 1024 * 1024


def test_encrypted_docx():
    data = samples.ole_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})
    sentence = refused(data, "kh.docx", "encrypted-word")
    assert "được đặt mật khẩu nên không đọc được. Hãy mở bằng Word, bỏ mật khẩu" in sentence


def test_encrypted_pdf():
    sentence = refused(encrypted_pdf(), "kh.pdf", "encrypted-pdf")
    assert (
        "là PDF có mật khẩu nên không đọc được. Hãy mở bằng mật khẩu, in hoặc lưu lại thành PDF không mật khẩu"
        in sentence
    )


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: its encryption dictionary fits no empty password."""
    data = samples.typeset("#set page(width: 10cm, height: 10cm)\nKe hoach")
    reader = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    reader.save(out)
    saved = out.getvalue()
    key = b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"
    at = saved.rindex(b"trailer")
    opened = saved.index(b"<<", at) + 2
    return saved[:opened] + b"/Encrypt " + key + b"/ID[<00><00>]" + saved[opened:]


def test_lost_accents():
    bare = unicodedata.normalize("NFD", TEXT.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    sentence = refused(bare.encode(), "kh.txt", "lost-accents")
    assert "mất dấu tiếng Việt nên không đọc chắc được. Cần một bản tốt hơn" in sentence


def test_letters_turned_to_question_marks():
    sentence = refused(TEXT.encode("latin-1", "replace"), "kh.txt", "broken-letters")
    assert "nhiều chữ tiếng Việt đã thành dấu hỏi. Cần một bản tốt hơn" in sentence


def test_ocr_rubbish():
    rubbish = "C0NG H0À XÃ HÔl CHÚ NGHlA VlỆT NÀM Đôc lâp qjxz wvrk ftghk pòlkj ưrtz nbvcx mjkôp dđfgh " * 30
    sentence = refused(rubbish.encode(), "kh.txt", "not-vietnamese")
    assert "không phải tiếng Việt đọc được" in sentence
    assert "Cần một bản tốt hơn" in sentence


def test_scan_without_text():
    data = samples.typeset("#set page(width: 10cm, height: 10cm)\n#rect(width: 5cm, height: 5cm)")
    assert "là bản chụp (scan), không có chữ để đọc" in refused(data, "kh.pdf", "scan")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"%PDF-1.7 cut off", "damaged"),
        (samples.OLE_MAGIC + b"cut off", "damaged"),
        (samples.ole_file({"Workbook": b"x"}), "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (bytes(range(256)) * 40, "unknown"),
        ("Kế hoạch".encode(), "no-text"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data, code):
    sentence = refused(data, "kh.tệp", code)
    assert "ãy " in sentence


def test_zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (60 * 1024 * 1024))
    assert "bung ra quá lớn" in refused(out.getvalue(), "kh.docx", "bomb")


def test_damaged_word_file_inside_a_sound_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<w:document")
    refused(out.getvalue(), "kh.docx", "damaged")
