"""Where each box of Decree 30/2020/NĐ-CP, Appendix I stands in our PDF, in millimetres from the upper left corner.

The numbers of the boxes are those of the Appendix: 1 country and motto, 2 issuer, 3 number, 4 place and date, 5a kind
and subject, 5b subject of a letter, 6 body, 7 signature, 9a "Kính gửi", 9b "Nơi nhận".
"""

import pytest

from thidua.documents.papers import Annex, Article, Paragraph, Point, Signature, Table, render_pdf
from thidua.documents.tests.measuring import Pdf
from thidua.documents.tests.samples import LONG, LONGEST_NAME, plan_paper

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (f"LiberationSerif{style}" for style in ("", "-Bold", "-Italic", "-BoldItalic"))
LEFT_MIDDLE, RIGHT_MIDDLE, MIDDLE = 66.0, 148.5, 112.5
INDENT = 30 + 12.7
NEAR = 0.6

# Words of the plan's first page: (box, words, the middle or None, the left end or None, the top, size, font).
FIRST_PAGE = (
    ("1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT_MIDDLE, None, 20.0, 12, BOLD),
    ("1", "Độc lập - Tự do - Hạnh phúc", RIGHT_MIDDLE, None, 26.1, 13, BOLD),
    ("2, parent", "THÀNH PHỐ HÀ NỘI", LEFT_MIDDLE, None, 25.2, 12, REGULAR),
    ("2", "QUẬN BA ĐÌNH", LEFT_MIDDLE, None, 35.9, 12, BOLD),
    ("3", "Số: 03/KH-LĐLĐ", LEFT_MIDDLE, None, 46.8, 13, REGULAR),
    ("4", "Ba Đình, ngày 07 tháng 01 năm 2021", RIGHT_MIDDLE, None, 46.9, 13, ITALIC),
    ("5a", "KẾ HOẠCH", MIDDLE, None, 58.1, 14, BOLD),
    ("5a", "Phát động phong trào thi đua trong CNVCLĐ năm 2021", MIDDLE, None, 65.9, 14, BOLD),
    ("6, bases", "Căn cứ Luật", None, INDENT, 80.1, 14, ITALIC),
    ("6, bases", "Thực hiện Kế hoạch số 63", None, INDENT, 88.2, 14, ITALIC),
    ("6", "Ban Thường vụ Liên đoàn Lao động quận", None, INDENT, 102.8, 14, REGULAR),
    ("6, level I", "I. MỤC ĐÍCH, YÊU CẦU", None, INDENT, 117.0, 14, BOLD),
    ("6, level 1", "1. Tiếp tục đổi mới", None, INDENT, 126.1, 14, REGULAR),
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf():
    return Pdf(render_pdf(plan_paper()))


def last_page_of_the_body(pdf):
    across = [page for page, size in enumerate(pdf.sizes) if size == (297, 210)]
    return (across[0] if across else len(pdf.pages)) - 1


@pytest.mark.parametrize(("box", "words", "middle", "left", "top", "size", "font"), FIRST_PAGE)
def test_boxes_of_the_first_page(pdf, box, words, middle, left, top, size, font):
    found = pdf.find(0, words)
    if middle is not None:
        assert found.middle == pytest.approx(middle, abs=NEAR), box
    if left is not None:
        assert found.left == pytest.approx(left, abs=NEAR), box
    assert found.top == pytest.approx(top, abs=NEAR), box
    assert pdf.face(0, words) == (size, font), box


def test_rules_under_motto_issuer_and_subject(pdf):
    """Under the motto as long as its line; under issuer and subject a third to a half of their lines."""
    motto, issuer, subject = pdf.rules(0)
    for rule, words, least, most in (
        (motto, "Độc lập - Tự do - Hạnh phúc", 0.97, 1.03),
        (issuer, "QUẬN BA ĐÌNH", 1 / 3, 1 / 2),
        (subject, "Phát động phong trào thi đua trong CNVCLĐ năm 2021", 1 / 3, 1 / 2),
    ):
        line = pdf.find(0, words)
        assert least <= (rule.right - rule.left) / (line.right - line.left) <= most, words
        assert rule.middle == pytest.approx(line.middle, abs=NEAR), words
        assert 0.5 <= rule.top - line.bottom <= 3, words


@pytest.mark.parametrize("issuer", ["Công đoàn Y tế", "Công đoàn cơ sở Công ty Cổ phần In và Bao bì Mỹ Châu"])
@pytest.mark.parametrize("subject", ["Thi đua năm 2021", LONG])
def test_rules_follow_the_length_of_their_lines(issuer, subject):
    pages = Pdf(render_pdf(plan_paper(issuer=issuer, subject=subject, annexes=())))
    _, under_issuer, under_subject = pages.rules(0)
    lines = [box for box in pages.boxes(0) if box.bottom < under_issuer.top and box.middle < 102]
    last = max(lines, key=lambda box: box.bottom)
    assert 1 / 3 <= (under_issuer.right - under_issuer.left) / (last.right - last.left) <= 1 / 2
    title = [box for box in pages.boxes(0) if box.top > 55 and box.bottom < under_subject.top]
    widest = max(box.right - box.left for box in title if "KẾ HOẠCH" not in box.text)
    assert 1 / 3 <= (under_subject.right - under_subject.left) / widest <= 1 / 2


def test_lines_and_paragraphs_of_the_body_are_as_far_apart_as_wanted(pdf):
    """Box 6: line spacing single to one and a half, at least 6 pt between paragraphs, first line 1 to 1.27 cm in."""
    first, second = pdf.find(1, "a) Tiếp tục"), pdf.find(1, "b) Tiếp tục")
    lines = sorted({round(box.bottom, 1) for box in pdf.boxes(1) if first.top - 1 < box.top < second.top - 1})
    step = (lines[-2] - lines[0]) / (len(lines) - 2)
    single = 14 * 1.149 * 25.4 / 72
    assert single <= step <= 1.5 * single
    gap = pdf.find(1, "c) Tiếp tục").top - second.top - step * (len(lines) - 1)
    assert gap >= 6 * 25.4 / 72 - 0.1


def test_signature_and_recipients(pdf):
    page = last_page_of_the_body(pdf)
    sent, behalf, name = (pdf.find(page, words) for words in ("Nơi nhận:", "TM. BAN THƯỜNG VỤ", "Nguyễn Xuân Trọng"))
    post, first, kept = (pdf.find(page, words) for words in ("CHỦ TỊCH", "- Thường trực LĐLĐ TP", "- Lưu: VP."))
    assert pdf.face(page, "Nơi nhận:") == (12, BOLD_ITALIC)
    assert pdf.face(page, "- Thường trực LĐLĐ TP") == pdf.face(page, "- Lưu: VP.") == (11, REGULAR)
    for words in ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nguyễn Xuân Trọng"):
        assert pdf.face(page, words) == (14, BOLD)
    for box in (sent, first, kept):
        assert box.left == pytest.approx(30, abs=NEAR)
    for box in (behalf, post, name):
        assert box.middle == pytest.approx(RIGHT_MIDDLE, abs=NEAR)
    assert behalf.top == pytest.approx(sent.top, abs=1)
    assert post.bottom - behalf.bottom == pytest.approx(6.5, abs=NEAR)
    assert 25 <= name.top - post.bottom <= 29, "room for signature and seal"


def test_page_number(pdf):
    """Size 13 to 14, centred in the upper margin, never on a first page; an annex counts for itself."""
    assert pdf.face(1, "2") == (13, REGULAR)
    number = next(box for box in pdf.boxes(1) if box.bottom < 19)
    assert number.text == "2"
    assert number.middle == pytest.approx(MIDDLE, abs=NEAR)
    assert 9 <= number.top < number.bottom <= 14
    for page in (0, last_page_of_the_body(pdf) + 1):
        assert all(box.top > 19 for box in pdf.boxes(page))


def test_annex(pdf):
    page = last_page_of_the_body(pdf) + 1
    middle = (30 + 297 - 15) / 2
    for words, size, font in (
        ("Phụ lục", 14, BOLD),
        ("DANH SÁCH ĐƠN VỊ PHÁT ĐỘNG ĐIỂM", 14, BOLD),
        ("(Kèm theo Kế hoạch số 03/KH-LĐLĐ", 13, ITALIC),
    ):
        assert pdf.face(page, words) == (size, font)
    assert pdf.find(page, "Phụ lục").middle == pytest.approx(middle, abs=NEAR)
    assert pdf.find(page, "DANH SÁCH ĐƠN VỊ PHÁT ĐỘNG ĐIỂM").middle == pytest.approx(middle, abs=NEAR)
    rule, border = pdf.rules(page)[:2]
    assert rule.right - rule.left == pytest.approx(32.4, abs=NEAR)
    assert (border.left, border.right) == (pytest.approx(30, abs=NEAR), pytest.approx(282, abs=NEAR))


def test_letter_and_to_whom():
    """Box 5b: "V/v" in size 12 to 13 under the number; box 9a: one in the middle, several in lines of their own."""
    one = Pdf(render_pdf(plan_paper(kind="", symbol="LĐLĐ", subject="báo cáo đợt 1", bases=(), to=("LĐLĐ quận",))))
    about = one.find(0, "V/v báo cáo đợt 1")
    assert about.middle == pytest.approx(LEFT_MIDDLE, abs=NEAR)
    assert one.face(0, "V/v báo cáo đợt 1") == (12, REGULAR)
    assert one.find(0, "Kính gửi: LĐLĐ quận").middle == pytest.approx(MIDDLE, abs=NEAR)
    assert one.face(0, "Kính gửi:") == (14, REGULAR)
    many = Pdf(render_pdf(plan_paper(kind="", symbol="LĐLĐ", subject="báo cáo", bases=(), to=("Quận A", "Quận B"))))
    tops = [many.find(0, words).top for words in ("Kính gửi:", "- Quận A", "- Quận B")]
    assert tops == sorted(tops)
    assert many.find(0, "Kính gửi:").left == pytest.approx(68, abs=NEAR)
    assert many.find(0, "- Quận A").left == many.find(0, "- Quận B").left == pytest.approx(88, abs=NEAR)


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature("TM. Ban Thường vụ", "Chủ tịch", "A"), ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]),
        (Signature("TM. Ban Thường vụ", "Phó Chủ tịch", "A"), ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"]),
        (
            Signature("TM. Ban Thường vụ", "Phó Chủ tịch", "A", "KT. Chủ tịch"),
            ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (Signature("TL. Ban Thường vụ", "Chánh Văn phòng", "A"), ["TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]),
        (Signature("TUQ. Ban Thường vụ", "Trưởng ban", "A"), ["TUQ. BAN THƯỜNG VỤ", "TRƯỞNG BAN"]),
        (Signature("TM. Ban Chấp hành", "Q. Chủ tịch", "A"), ["TM. BAN CHẤP HÀNH", "Q. CHỦ TỊCH"]),
    ],
)
def test_powers_and_posts_stand_in_lines_of_their_own(signature, lines):
    paper = plan_paper(blocks=(Paragraph("Nội dung"),), annexes=(), signer=signature)
    pages = Pdf(render_pdf(paper))
    found = [box.text for box in pages.boxes(0) if box.middle > 102 and box.top > 100 and box.text.isupper()]
    assert found == [*lines, "A"]


def test_long_names_stay_in_their_box():
    signature = Signature("TM. Ban Chấp hành", "Phó Chủ tịch Thường trực", LONGEST_NAME, "KT. Chủ tịch")
    paper = plan_paper(
        parent_body="Công đoàn Các khu công nghiệp và chế xuất Thành phố Hà Nội",
        issuer="Công đoàn cơ sở Công ty Trách nhiệm hữu hạn một thành viên Môi trường Đô thị và Công viên Cây xanh",
        signer=signature,
        recipients=(
            *(f"Công đoàn cơ sở Công ty Cổ phần Dịch vụ Môi trường số {one}" for one in range(1, 26)),
            "Lưu: VT",
        ),
        annexes=(),
    )
    pages = Pdf(render_pdf(paper))
    page = len(pages.pages) - 1
    right = [box for box in pages.boxes(page) if any(word in box.text for word in ("Công Tằng", "Diễm Quỳnh"))]
    assert right
    assert all(box.left >= 102 and box.right <= 195 + NEAR for box in right)
    listed = [box for box in pages.boxes(page) if box.text.startswith("- Công đoàn cơ sở")]
    assert len(listed) == 25
    assert max(box.right for box in pages.boxes(page) if box.left < 40 and box.top > listed[0].top) <= 102
    assert all(box.overlap(other) < 1 for box in pages.boxes(page) for other in right if box != other)
    head = [box for box in pages.boxes(0) if box.middle < 100 and box.bottom < pages.find(0, "Số: 03").top]
    assert all(box.right <= 102 + NEAR and box.left >= 30 - NEAR for box in head)


def test_a_hundred_recipients_go_on_over_the_page():
    paper = plan_paper(recipients=(*(f"Công đoàn cơ sở {one}" for one in range(1, 101)), "Lưu: VT"), annexes=())
    pages = Pdf(render_pdf(paper))
    listed = [box for page in range(len(pages.pages)) for box in pages.boxes(page) if "- Công đoàn cơ sở" in box.text]
    assert [box.text for box in listed if not box.text[-2].isdigit()] == ["- Công đoàn cơ sở xây dựng kế hoạch."]
    assert len(listed) == 101
    assert max(box.bottom for box in listed) <= 277 + NEAR


def test_twenty_pages_with_a_table_over_pages_and_two_annexes():
    rows = tuple((str(row), f"Công đoàn cơ sở {row}", "5 người") for row in range(1, 121))
    listed = Table(("TT", "Đơn vị", "Giao"), rows, (1, 7, 2))
    paper = plan_paper(
        blocks=(*(Point(LONG) for _ in range(125)), listed, Paragraph("Trên đây là kế hoạch.")),
        annexes=(Annex("Biểu thứ nhất", (listed,), is_landscape=True), Annex("Biểu thứ hai", (listed,))),
    )
    pages = Pdf(render_pdf(paper))
    ways = "".join("a" if size == (297, 210) else "u" for size in pages.sizes)
    body, wide = ways.index("a"), ways.count("a")
    assert body >= 20
    for first, count in ((0, body), (body, wide), (body + wide, len(ways) - body - wide)):
        assert count > 1
        numbers = [[box.text for box in pages.boxes(page) if box.bottom < 19] for page in range(first, first + count)]
        assert numbers == [[], *([str(number)] for number in range(2, count + 1))]
    for number, title in (("Phụ lục I", "BIỂU THỨ NHẤT"), ("Phụ lục II", "BIỂU THỨ HAI")):
        page = body if title.endswith("NHẤT") else body + wide
        assert number in pages.text(page)
        assert title in pages.text(page)
    with_table = [page for page in range(body) if "Công đoàn cơ sở" in pages.text(page)]
    assert len(with_table) >= 3
    assert all("TT Đơn vị Giao" in pages.text(page) for page in with_table[1:] if page != body - 1)
    assert {str(row) for row in range(1, 121)} <= set(" ".join(pages.text(page) for page in with_table).split())


def test_decision_has_its_parts_in_the_middle():
    paper = plan_paper(
        kind="Quyết định",
        subject="Về việc khen thưởng năm 2021",
        authority="Ban Thường vụ Liên đoàn Lao động quận Ba Đình",
        enacting="QUYẾT ĐỊNH:",
        blocks=(Article("Tặng Giấy khen cho 12 cá nhân."),),
        annexes=(),
    )
    pages = Pdf(render_pdf(paper))
    for words in ("BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH", "QUYẾT ĐỊNH:"):
        assert pages.find(0, words).middle == pytest.approx(MIDDLE, abs=NEAR)
        assert pages.face(0, words) == (14, BOLD)
    assert pages.face(0, "Điều 1.") == (14, BOLD)
    assert pages.face(0, "Tặng Giấy khen") == (14, REGULAR)
    assert pages.find(0, "Điều 1.").left == pytest.approx(INDENT, abs=NEAR)
