"""Texts typed before Unicode are recognised, converted and read like any other."""

import io
import json

import docx
import pytest

from thidua.plans.intake import charsets
from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.charsets import TCVN3, VIQR, VNI, VPS, to_unicode
from thidua.plans.intake.legacy import recovered, wrapped
from thidua.plans.intake.reading import Reading, read_plan_file
from thidua.plans.tests import intake_samples as samples
from thidua.plans.tests.legacy_samples import FONTS, LINES, TEXT, typed

OLD = [TCVN3, VNI, VPS]


def found(reading: Reading) -> dict:
    assert reading.draft, reading.refusal
    return to_answer(reading.draft)


@pytest.fixture(scope="module")
def in_unicode() -> dict:
    return found(read_plan_file(TEXT.encode(), "ke-hoach.txt"))


def agree(answer: dict, wanted: dict) -> None:
    """All that is read is the same; of capitals only the letters count (old encodings lost which were capitals)."""
    for key in ("doc_number", "issue_date", "issuing_body", "place", "title", "signer"):
        mine, theirs = (json.dumps(one[key], ensure_ascii=False).lower() for one in (answer, wanted))
        assert mine == theirs
    for key in ("targets", "phases", "deadlines", "recipients", "actors_with_duties"):
        assert [str(row).lower() for row in answer[key]] == [str(row).lower() for row in wanted[key]], key


def test_the_sample_itself_is_read(in_unicode):
    assert [(row["comparator"], row["value"]) for row in in_unicode["targets"]] == [
        (">", 95),
        ("between", [120, 150]),
        (">=", 12),
    ]
    assert in_unicode["issue_date"] == "2006-02-08"
    assert [row["end"] for row in in_unicode["phases"]] == ["2006-06-30", "2006-12-31"]


@pytest.mark.parametrize("charset", OLD)
def test_bytes_of_a_text_file_are_recognised(charset, in_unicode):
    reading = read_plan_file(typed(TEXT, charset).encode("latin-1"), "ke-hoach.txt")
    agree(found(reading), in_unicode)
    assert charset in reading.messages[0]


def test_viqr_is_recognised(in_unicode):
    reading = read_plan_file(typed(TEXT, VIQR).encode("ascii"), "ke-hoach.txt")
    answer = found(reading)
    assert VIQR in reading.messages[0]
    assert [(row["comparator"], row["value"]) for row in answer["targets"]] == [
        (">", 95),
        ("between", [120, 150]),
        (">=", 12),
    ]
    assert answer["doc_number"] == "17/KH-CĐN"


@pytest.mark.parametrize("charset", OLD)
def test_runs_of_a_word_file_are_told_by_their_font(charset, in_unicode):
    document = docx.Document()
    for line in LINES:
        paragraph = document.add_paragraph()
        for index, word in enumerate(line.split(" ")):
            is_old = index % 2 == 0
            run = paragraph.add_run((" " if index else "") + (typed(word, charset) if is_old else word))
            run.font.name = FONTS[charset] if is_old else "Times New Roman"
    reading = read_plan_file(_saved(document), "ke-hoach.docx")
    agree(found(reading), in_unicode)


def test_the_font_of_a_style_counts_and_a_capital_font_gives_capitals():
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles["Heading 1"].font.name = ".VnTimeH"
    document.add_paragraph(typed("kế hoạch", TCVN3), style="Heading 1")
    for line in LINES[6:15]:
        document.add_paragraph(typed(line, TCVN3))
    reading = read_plan_file(_saved(document), "ke-hoach.docx")
    assert reading.text.split("\n")[:2] == ["KẾ HOẠCH", "Phát động phong trào thi đua năm 2006"]


def test_a_font_that_lies_changes_nothing():
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    for line in LINES:
        document.add_paragraph(line)
    reading = read_plan_file(_saved(document), "ke-hoach.docx")
    assert "Số: 17/KH-CĐN" in reading.text
    assert not any("bảng mã cũ" in message for message in reading.messages)


@pytest.mark.parametrize("charset", OLD)
def test_old_word_files_and_pdf_are_told_by_their_words(charset, in_unicode):
    lines = typed(TEXT, charset).split("\n")
    assert found(read_plan_file(samples.as_doc(lines), "ke-hoach.doc"))["issue_date"] == "2006-02-08"
    answer = found(read_plan_file(samples.as_rtf(lines), "ke-hoach.rtf"))
    agree(answer, in_unicode)


def test_the_fonts_of_an_rtf_are_heard():
    words = "".join(c if c < "\x80" else f"\\'{ord(c):02x}" for c in typed("Độc lập - Tự do", TCVN3))
    body = "\\par ".join("".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in line) for line in LINES)
    fonts = "{\\fonttbl{\\f0\\fnil\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset0 .VnTimeH;}}"
    data = f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {fonts}\\f0 {body}\\par {{\\f1 {words}}}\\par {{\\f0 abc}} }}"
    text = read_plan_file(data.encode("ascii"), "ke-hoach.rtf").text
    assert "ĐỘC LẬP - TỰ DO" in text.split("\n")


def test_a_pdf_typed_in_an_old_encoding_is_read():
    escaped = [
        "".join(f"\\{c}" if c in "\\#[]*_$@<>`~=-+/\"'" else c for c in line) for line in typed(TEXT, VNI).split("\n")
    ]
    source = '#set page(paper: "a4")\n#set text(font: "Liberation Serif", size: 13pt)\n' + "\n\n".join(escaped)
    reading = read_plan_file(samples.typeset(source), "ke-hoach.pdf")
    answer = found(reading)
    assert (answer["doc_number"], answer["issue_date"]) == ("17/KH-CĐN", "2006-02-08")
    assert len(answer["targets"]) == 3


def test_unicode_text_is_never_touched():
    for text in (TEXT, "Đội tuyển café – Zürich, crème brûlée và naïve ở São Paulo.", "", "a\nb"):
        assert recovered(text) == (text, ())


def test_windows_1258_and_nfd_give_the_same(in_unicode):
    import unicodedata

    assert found(read_plan_file(unicodedata.normalize("NFD", TEXT).encode(), "a.txt")) == in_unicode
    for form in ("utf-16", "utf-16-le"):
        assert found(read_plan_file(TEXT.encode(form), "a.txt")) == in_unicode


def test_letters_in_the_private_area_of_a_symbol_font_count():
    typed_there = "".join(chr(0xF000 + ord(c)) if ord(c) >= 0x80 else c for c in typed("Phát động thi đua", TCVN3))
    assert recovered(wrapped(typed_there, ".VnTime"))[0] == "Phát động thi đua"


@pytest.mark.parametrize("charset", OLD)
def test_each_letter_goes_there_and_back(charset):
    letters = charsets._LETTERS
    assert to_unicode(typed(letters, charset), charset) == letters


def _saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
