"""Official papers: the same words in Word and PDF, each box where Decree 30/2020 wants it."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.shared import Mm

from thidua.documents.papers import (
    Article,
    BulletList,
    OfficialPaper,
    Paragraph,
    Point,
    Signature,
    render_docx,
    render_pdf,
)
from thidua.documents.papers.content import head_lines, point_letter, printed, roman
from thidua.documents.tests.measuring import Pdf
from thidua.documents.tests.samples import LONG, MARKUP, plan_paper, statistics_paper

LEFT, RIGHT, TOP = 30, 195, 20


@pytest.fixture(scope="module")
def pdf():
    return Pdf(render_pdf(plan_paper()))


@pytest.fixture(scope="module")
def word():
    return Document(io.BytesIO(render_docx(plan_paper())))


def word_texts(document):
    """All paragraphs of a Word file, those of tables too, in the order of the file."""
    texts = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            texts += [line.text for row in item.rows for cell in row.cells for line in cell.paragraphs]
        else:
            texts.append(item.text)
    return [text for text in texts if text]


def test_pages_are_a4_and_the_annex_lies_across(pdf):
    assert set(pdf.sizes) == {(210, 297), (297, 210)}
    assert pdf.sizes[0] == (210, 297)
    assert pdf.sizes[-1] == (297, 210)


def test_text_keeps_the_margins(pdf):
    for page in range(len(pdf.pages)):
        width, height = pdf.sizes[page]
        letters = pdf.letters(page)
        body = [letter for letter in letters if letter.bottom > TOP - 1]
        assert min(letter.left for letter in body) == pytest.approx(LEFT, abs=0.8 if page == 0 else 3)
        assert max(letter.right for letter in letters) <= width - 15 + 0.6
        assert max(letter.bottom for letter in letters) <= height - 20 + 0.6
        assert min(letter.top for letter in body) >= TOP - 0.6
    assert max(letter.right for letter in pdf.letters(0)) == pytest.approx(RIGHT, abs=0.6)


def test_head_stands_in_two_boxes_with_number_and_date_under_them(pdf):
    issuer = pdf.find(0, "QUẬN BA ĐÌNH")
    country = pdf.find(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = pdf.find(0, "Độc lập - Tự do - Hạnh phúc")
    number, date = pdf.find(0, "Số: 03/KH-LĐLĐ"), pdf.find(0, "Ba Đình, ngày 07 tháng 01 năm 2021")
    assert country.top == pytest.approx(TOP, abs=3)
    assert issuer.right < 102 < country.left
    assert country.right <= RIGHT
    assert issuer.middle == pytest.approx(number.middle, abs=0.6)
    assert issuer.middle == pytest.approx(66, abs=0.6)
    assert country.middle == pytest.approx(motto.middle, abs=0.6)
    assert country.middle == pytest.approx(date.middle, abs=0.6)
    assert country.bottom < motto.top < motto.bottom < date.top
    assert issuer.bottom < number.top
    assert number.bottom == pytest.approx(date.bottom, abs=1.5)


def test_title_is_centred_and_the_body_is_indented(pdf):
    kind, subject = pdf.find(0, "KẾ HOẠCH"), pdf.find(0, "Phát động phong trào thi đua")
    assert kind.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.6)
    assert kind.bottom < subject.top
    assert pdf.find(0, "I. MỤC ĐÍCH").left == pytest.approx(LEFT + 12.7, abs=0.6)
    assert pdf.find(0, "Căn cứ Luật").left == pytest.approx(LEFT + 12.7, abs=0.6)


def test_page_number_is_centred_above_from_the_second_page_and_the_annex_counts_anew(pdf):
    numbers = {}
    for page in range(len(pdf.pages)):
        above = [box for box in pdf.boxes(page) if box.bottom < TOP - 1]
        numbers[page] = [box.text for box in above]
        for box in above:
            width = pdf.sizes[page][0]
            assert box.middle == pytest.approx((LEFT + width - 15) / 2, abs=0.6)
    upright = [page for page, size in enumerate(pdf.sizes) if size == (210, 297)]
    across = [page for page, size in enumerate(pdf.sizes) if size == (297, 210)]
    assert len(upright) >= 3
    assert len(across) >= 2
    for pages in (upright, across):
        assert [numbers[page] for page in pages] == [[], *([str(n)] for n in range(2, len(pages) + 1))]


def test_signature_and_recipients_stand_side_by_side_on_the_last_page_of_the_body(pdf):
    page = pdf.sizes.index((297, 210)) - 1
    sent, behalf = pdf.find(page, "Nơi nhận:"), pdf.find(page, "TM. BAN THƯỜNG VỤ")
    post, name = pdf.find(page, "CHỦ TỊCH"), pdf.find(page, "Nguyễn Xuân Trọng")
    assert sent.left == pytest.approx(LEFT, abs=0.6)
    assert sent.right < 102 < behalf.left
    assert behalf.bottom < post.top
    assert name.top - post.bottom > 18, "room for signature and seal"
    assert behalf.middle == pytest.approx(name.middle, abs=0.6)


def test_only_our_fonts_are_used_and_no_letter_is_missing(pdf):
    assert pdf.fonts() == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    assert "\ufffd" not in "".join(pdf.text(page) for page in range(len(pdf.pages)))


def test_words_are_never_read_as_markup():
    pages = Pdf(render_pdf(plan_paper(blocks=(Paragraph(MARKUP),), annexes=())))
    assert MARKUP in pages.text(0).replace("./.", "")


def test_draft_keeps_blanks_for_number_and_date():
    draft = plan_paper(number=None, day=None, year=2021)
    line = printed(draft)
    assert line["number"] == "Số:       /KH-LĐLĐ"
    assert line["date"] == "Ba Đình, ngày      tháng      năm 2021"
    pages = Pdf(render_pdf(draft))
    stroke = pages.find(0, "/KH-LĐLĐ")
    assert stroke.left - pages.find(0, "Số:").right > 5
    assert pages.find(0, "năm 2021").left - pages.find(0, "Ba Đình, ngày").right > 20
    assert "Số:       /KH-LĐLĐ" in word_texts(Document(io.BytesIO(render_docx(draft))))


def test_word_file_is_sound_and_has_the_page_of_the_decree(word):
    data = render_docx(plan_paper())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        assert "{{" not in archive.read("word/document.xml").decode().replace("{{ bien }}", "")
    body, annex = word.sections
    assert (round(body.page_width / Mm(1)), round(body.page_height / Mm(1))) == (210, 297)
    assert (round(annex.page_width / Mm(1)), round(annex.page_height / Mm(1))) == (297, 210)
    for section in (body, annex):
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml


def test_word_and_pdf_say_the_same(word, pdf):
    words = " ".join(" ".join(word_texts(word)).split())
    pages = " ".join(pdf.text(page) for page in range(len(pdf.pages)))
    for text in (
        "LIÊN ĐOÀN LAO ĐỘNG",
        "Số: 03/KH-LĐLĐ",
        "Ba Đình, ngày 07 tháng 01 năm 2021",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "4. Tiếp tục đổi mới",
        "1. Đối với khối doanh nghiệp",
        "đ) Tiếp tục đổi mới",
        "2. Đối với khu vực hành chính, sự nghiệp",
        "III. CHỈ TIÊU",
        "1.800 người",
        "Đợt 1: Từ 01/01/2021 đến 30/6/2021.",
        "- Liên đoàn Lao động quận chọn đơn vị điểm./.",
        "- Các CĐCS trực thuộc;",
        "- Lưu: VP.",
        "TM. BAN THƯỜNG VỤ",
        "DANH SÁCH ĐƠN VỊ PHÁT ĐỘNG ĐIỂM",
        "(Kèm theo Kế hoạch số 03/KH-LĐLĐ ngày 07 tháng 01 năm 2021 của Liên đoàn Lao động quận Ba Đình)",
        "Công đoàn cơ sở 60",
    ):
        assert text in words, text
        assert text in pages, text


def decision() -> OfficialPaper:
    return plan_paper(
        kind="Quyết định",
        symbol="QĐ-LĐLĐ",
        subject="Về việc khen thưởng",
        authority="Ban Thường vụ Liên đoàn Lao động quận Ba Đình",
        enacting="QUYẾT ĐỊNH:",
        blocks=(
            Article("Tặng Giấy khen cho 12 cá nhân có tên trong danh sách kèm theo."),
            Article("Quyết định có hiệu lực từ ngày ký.", title="Hiệu lực"),
        ),
        signer=Signature("TM. Ban Thường vụ", "Phó Chủ tịch", "Trần Thị Thu Hà", "KT. Chủ tịch"),
    )


def test_decision_has_its_authority_articles_and_delegated_signature():
    pages = Pdf(render_pdf(decision()))
    order = [
        pages.find(0, words).top
        for words in (
            "Về việc khen thưởng",
            "BAN THƯỜNG VỤ LIÊN ĐOÀN",
            "Căn cứ Luật",
            "QUYẾT ĐỊNH:",
            "Điều 1. Tặng Giấy khen",
            "Điều 2. Hiệu lực",
            "TM. BAN THƯỜNG VỤ",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
        )
    ]
    assert order == sorted(order)
    texts = word_texts(Document(io.BytesIO(render_docx(decision()))))
    assert "Điều 1. Tặng Giấy khen cho 12 cá nhân có tên trong danh sách kèm theo." in texts
    assert texts.index("QUYẾT ĐỊNH:") > texts.index("BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH")


def test_letter_has_its_subject_under_the_number_and_kinh_gui():
    letter = plan_paper(
        kind="", symbol="LĐLĐ", subject="báo cáo đợt 1", bases=(), to=("Các công đoàn cơ sở trực thuộc",), annexes=()
    )
    pages = Pdf(render_pdf(letter))
    number, subject = pages.find(0, "Số: 03/LĐLĐ"), pages.find(0, "V/v báo cáo đợt 1")
    assert number.bottom < subject.top
    assert number.middle == pytest.approx(subject.middle, abs=0.6)
    assert pages.find(0, "Kính gửi: Các công đoàn cơ sở trực thuộc").middle == pytest.approx(112.5, abs=0.6)
    assert "Kính gửi: Các công đoàn cơ sở trực thuộc" in word_texts(Document(io.BytesIO(render_docx(letter))))


def test_minutes_are_signed_by_secretary_and_chair():
    minutes = plan_paper(
        kind="Biên bản", symbol="BB-LĐLĐ", co_signer=Signature("", "Thư ký", "Lê Văn Nam"), to=("A", "B"), annexes=()
    )
    pages = Pdf(render_pdf(minutes))
    last = len(pages.pages) - 1
    assert pages.find(last, "Lê Văn Nam").right < 112 < pages.find(last, "Nguyễn Xuân Trọng").left
    assert "Lê Văn Nam" in word_texts(Document(io.BytesIO(render_docx(minutes))))


def test_signature_is_never_alone_on_a_page():
    for count in range(1, 12):
        pages = Pdf(render_pdf(plan_paper(blocks=tuple(Point(LONG) for _ in range(count)), annexes=())))
        last = pages.text(len(pages.pages) - 1)
        assert "TM. BAN THƯỜNG VỤ" in last
        assert "Tiếp tục đổi mới" in last or "phát triển kinh tế năm 2021" in last, count


def test_what_leads_to_a_list_is_never_alone_at_the_foot_of_a_page():
    awards = (Paragraph("Hình thức khen thưởng:"), BulletList(("Bằng khen", "Giấy khen")))
    for count in range(16, 34):
        pages = Pdf(
            render_pdf(plan_paper(blocks=(*(Point("Một nội dung.") for _ in range(count)), *awards), annexes=()))
        )
        texts = [pages.text(number) for number in range(len(pages.pages))]
        found = [next(at for at, text in enumerate(texts) if words in text) for words in ("Hình thức", "- Bằng khen")]
        assert found[0] == found[1], count
    lines = Document(io.BytesIO(render_docx(plan_paper(blocks=awards)))).paragraphs
    assert [one.paragraph_format.keep_with_next for one in lines if one.text.startswith("Hình thức")] == [True]


def test_same_content_gives_the_same_pdf():
    assert render_pdf(plan_paper()) == render_pdf(plan_paper())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH", ["LIÊN ĐOÀN LAO ĐỘNG", "QUẬN BA ĐÌNH"]),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI", ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI"]),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"]),
        ("CÔNG ĐOÀN CƠ SỞ", ["CÔNG ĐOÀN CƠ SỞ"]),
        ("HAI\nDÒNG", ["HAI", "DÒNG"]),
        ("", []),
    ],
)
def test_names_of_the_head_are_broken_well(name, lines):
    assert head_lines(name) == lines


def test_numbers_and_letters_of_headings():
    assert [roman(number) for number in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]
    assert [point_letter(number) for number in (1, 4, 5, 7, 23, 24)] == ["a", "d", "đ", "g", "y", "a1"]


def test_a_statistical_form_has_its_sign_marks_and_sections_in_word_and_pdf():
    paper = statistics_paper()
    pdf, word = Pdf(render_pdf(paper)), Document(io.BytesIO(render_docx(paper)))
    assert len(pdf.pages) > 1
    sign = pdf.find(0, "Biểu số: TK-N (bản 1)")
    assert sign.right == pytest.approx(RIGHT, abs=0.6)
    assert sign.bottom < pdf.find(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").top
    assert word_texts(word)[0] == "Biểu số: TK-N (bản 1)"
    for page in range(len(pdf.pages)):
        assert pdf.find(page, "Đơn vị tính"), "the head is repeated"
    section = pdf.find(0, "A. Phong trào thi đua")
    assert section.left == pytest.approx(LEFT + 1.6, abs=0.6)
    (table,) = [one for one in word.tables if len(one.columns) == 5]
    assert [cell.text for cell in table.rows[1].cells] == ["A", "B", "C", "D", "1"]
    merged = table.rows[2].cells
    assert {cell._tc for cell in merged} == {merged[0]._tc}
    assert merged[0].text == "A. Phong trào thi đua"
    assert merged[0].width == sum(cell.width for cell in table.rows[3].cells)
