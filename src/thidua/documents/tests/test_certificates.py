"""Certificates: a page for each person, nothing over anything else, the words readable, many at once."""

import resource

import pypdfium2
import pytest

from thidua.documents.papers import render_certificates
from thidua.documents.papers.certificates import picture_svg, qr_svg
from thidua.documents.tests.measuring import Pdf
from thidua.documents.tests.samples import LONGEST_NAME, certificate_paper, crowded_certificate, png_picture

FRAME = 19.0


@pytest.fixture(scope="module")
def pdf():
    papers = [certificate_paper(1), crowded_certificate(2), certificate_paper(3, recipient=LONGEST_NAME)]
    return Pdf(render_certificates(papers))


def test_each_person_has_one_a4_page_lying_across(pdf):
    assert pdf.sizes == [(297, 210)] * 3
    assert "Nguyễn Thị Hồng Nhung" in pdf.text(0)
    assert "BẰNG KHEN" in pdf.text(1)
    assert LONGEST_NAME.split()[-1] in pdf.text(2)


def test_words_can_be_taken_from_the_page(pdf):
    text = pdf.text(0)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH",
        "TẶNG",
        "GIẤY KHEN",
        "Đồng chí",
        "Công nhân tổ may 3, Công đoàn Công ty Cổ phần May Đức Giang",
        "Quyết định số 15/QĐ-LĐLĐ",
        "Ngày 20 tháng 12 năm 2021",
        "Số sổ vàng: 01",
        "Ba Đình, ngày 20 tháng 12 năm 2021",
        "TM. BAN THƯỜNG VỤ",
        "PHÓ CHỦ TỊCH",
        "Trần Thị Thu Hà",
        "Kiểm tra tại: https://thidua.example.vn/xac-minh/ABCD-EFGH-JKLM-0001",
    ):
        assert words in text, words
    assert "Số sổ vàng: 02 (cấp lại lần 1)" in pdf.text(1)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_nothing_lies_over_anything_else_or_over_the_frame(pdf, page):
    boxes = pdf.boxes(page)
    assert len(boxes) > 10
    for index, box in enumerate(boxes):
        assert box.left > FRAME + 1, box
        assert box.top > FRAME + 1, box
        assert box.right < 297 - FRAME - 1, box
        assert box.bottom < 210 - FRAME - 1, box
        for other in boxes[index + 1 :]:
            assert box.overlap(other) < 0.9, (box, other)


def test_lines_stand_in_the_order_of_the_form(pdf):
    for page in range(3):
        form = "BẰNG KHEN" if page == 1 else "GIẤY KHEN"
        tops = [pdf.find(page, words).top for words in ("CỘNG HÒA", "Độc lập", "BAN ", "TẶNG", form, "Quyết định số")]
        assert tops == sorted(tops)
        assert pdf.find(page, form).middle == pytest.approx(297 / 2, abs=2)
        assert pdf.find(page, "Quyết định số").right < 297 / 2 < pdf.find(page, "TM. BAN").left


def test_unit_emblem_replaces_the_ornament_and_other_files_are_refused():
    plain = render_certificates([certificate_paper()])
    with_emblem = render_certificates([certificate_paper()], emblem=png_picture())
    assert b"/Subtype/Image" in with_emblem.replace(b" ", b"")
    assert b"/Subtype/Image" not in plain.replace(b" ", b"")
    with pytest.raises(ValueError, match="neither PNG nor JPEG"):
        render_certificates([certificate_paper()], emblem=b"GIF89a")
    with pytest.raises(ValueError, match="no certificate"):
        render_certificates([])


def test_emblem_keeps_its_proportions():
    assert 'viewBox="0 0 40 40"' in picture_svg(png_picture())
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x30\x00\x50" + b"\0" * 40
    assert 'viewBox="0 0 80 48"' in picture_svg(jpeg)


def test_qr_code_is_the_same_at_every_print():
    address = "https://thidua.example.vn/xac-minh/ABCD-EFGH-JKLM-NPQR"
    assert qr_svg(address) == qr_svg(address)
    assert qr_svg(address).startswith("<svg")


def test_certificate_without_code_and_with_sample_mark_is_printed():
    pages = Pdf(render_certificates([certificate_paper(verification_url="", sample_mark="MẪU", prefix="")]))
    assert "MẪU" in pages.text(0)
    assert "Kiểm tra tại" not in pages.text(0)
    assert "Đồng chí" not in pages.text(0)


def test_a_thousand_certificates_are_one_file_and_a_second_run_takes_no_more_memory():
    papers = [certificate_paper(book, recipient=f"Nguyễn Thị Hồng Nhung {book}") for book in range(1, 1001)]
    data = render_certificates(papers)
    first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert render_certificates(papers) == data
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first
    assert grown < 100 * 1024, f"{grown // 1024} MB more"
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1000
        assert "Nguyễn Thị Hồng Nhung 1000" in document[999].get_textpage().get_text_bounded()
    assert len(data) / 1000 < 8_000, "the frame is in the file once, not on every page"
