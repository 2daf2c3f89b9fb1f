"""Ways of writing in which published plans vary: numbers, dates, phases by name, school months, figures, rows."""

import io
import zipfile

import pytest

from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.reading import read_plan_file, read_plan_text
from thidua.plans.tests.intake_samples import typeset

HEAD = "CÔNG ĐOÀN TRƯỜNG GỐM SAO MAI\nSố: 3/KH-CĐ\nSao Mai, ngày 06 tháng 9 năm 2024\nKẾ HOẠCH\n"
PURPOSE = "I. MỤC ĐÍCH\n1. Động viên đoàn viên hăng hái thi đua, hoàn thành nhiệm vụ được giao.\n"


def phases(text):
    return [(phase.start, phase.end) for phase in read_plan_text(text).phases]


def figures(text):
    return [(t.comparator, t.value, t.unit) for t in read_plan_text(text).targets]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sô: 12/KH-CĐCS", "12/KH-CĐCS"),
        ("S6: 12/KH-CĐCS", "12/KH-CĐCS"),
        ("Số 45-KH/TĐTN", "45-KH/TĐTN"),
        ("Số: 03 KH/LĐ", "03KH/LĐ"),
        ("Số: 123/2024/KH-MN", "123/2024/KH-MN"),
        ("Số:    /KH-CĐ", None),
        ("So sánh: 12/KH-CĐCS", None),
    ],
)
def test_number_lines(line, number):
    draft = read_plan_text(f"CÔNG ĐOÀN GỐM\n{line}\nKẾ HOẠCH\nThi đua năm 2024\n{PURPOSE}")
    assert (draft.doc_number.value if draft.doc_number else None) == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Sao Mai, ngày l5 tháng O1 năm 2O24", "2024-01-15"),
        ("TP. Sao Mai, ngày … tháng 3 năm 2024", "2024-03"),
        ("Sao Mai, ngày 3l tháng 02 năm 2024", None),
    ],
)
def test_date_lines(line, date):
    draft = read_plan_text(f"CÔNG ĐOÀN GỐM\n{line}\nKẾ HOẠCH\nThi đua\n{PURPOSE}")
    assert (draft.issue_date.value if draft.issue_date else None) == date


def test_months_of_a_school_year_are_lent_its_two_years():
    text = HEAD + "Thi đua năm học 2024 - 2025\n" + PURPOSE + "II. CÁC ĐỢT THI ĐUA\n"
    text += "- Đợt 1: Tháng 9 - tháng 11\n- Đợt 2: từ 03/3 đến 19/5\n"
    assert phases(text) == [("2024-09", "2024-11"), ("2025-03-03", "2025-05-19")]


def test_phases_that_only_have_a_name():
    text = HEAD + "Thi đua năm học 2024 - 2025\n" + PURPOSE + "II. THỜI GIAN\n"
    terms = "- Học kỳ I: Thi đua “Hoa điểm tốt”.\n- Học kỳ II: Thi đua “Tiến bước”.\n"
    draft = read_plan_text(text + terms)
    assert [(phase.name, phase.start, phase.end) for phase in draft.phases] == [
        ("Học kỳ I", None, None),
        ("Học kỳ II", None, None),
    ]
    assert phases(text + "- Học kỳ I: Thi đua “Hoa điểm tốt”.\n") == []
    assert phases(text + terms + "Đợt 1: từ 05/9/2024 đến 20/11/2024.\n") == [("2024-09-05", "2024-11-20")]


def test_times_for_handing_in_papers_are_no_phases():
    text = HEAD + "Thi đua năm 2024\n" + PURPOSE + "II. NỘI DUNG\n"
    assert phases(text + "- Đợt 1: Nộp hồ sơ khen thưởng.\n- Đợt 2: Nộp báo cáo.\n") == []


def test_time_under_the_title_is_no_title():
    draft = read_plan_text(HEAD + "Thi đua cao điểm\nThời gian: 90 ngày (từ ngày 15/02/2025 đến 15/5/2025)\n" + PURPOSE)
    assert draft.title.value == "Thi đua cao điểm"
    assert [(phase.start, phase.end) for phase in draft.phases] == [("2025-02-15", "2025-05-15")]


def test_anniversary_whose_dates_stand_on_the_second_line_of_the_title():
    draft = read_plan_text(
        HEAD + "Thi đua chào mừng kỷ niệm 42 năm\nNgày Nhà giáo Việt Nam 20/11/1982 - 20/11/2024\n" + PURPOSE
    )
    assert [found.date_range for found in draft.commemorations] == ["20/11/1982 - 20/11/2024"]


def test_range_compared_with_last_year_is_a_target_and_a_result_is_none():
    text = HEAD + "Thi đua năm 2024\n" + PURPOSE + "II. NỘI DUNG\n"
    assert figures(text + "- Năng suất tăng từ 3% đến 5% so với cùng kỳ.\n") == [("between", 3.0, "%")]
    assert figures(text + "- Năng suất đã tăng 4% so với cùng kỳ.\n") == []


def test_figures_that_an_account_lists():
    told = "Thi đua năm 2024\nUBND tỉnh Sao Mai phát động thi đua. Các chỉ tiêu chủ yếu: (1) Thu ngân sách đạt 3.500 "
    told += "tỷ đồng; (2) Trồng mới 3.000 ha rừng; (3) Phấn đấu có thêm 08 xã đạt chuẩn.\n"
    assert figures(told) == [("=", 3.5e12, "đồng"), ("=", 3000.0, "ha"), ("=", 8.0, "xã")]


def test_figures_of_a_table_right_under_the_title():
    text = HEAD + "Thi đua năm 2024\n| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch |\n"
    text += "| 1 | Thành lập công đoàn cơ sở | CĐCS | ≥ 15 |\n| 2 | Kết nạp đoàn viên | người | 500 |\n"
    assert figures(text) == [(">=", 15.0, "CĐCS"), ("=", 500.0, "người")]


def test_an_account_lends_its_own_year_to_the_day():
    told = "Phát động phong trào thi đua (21/09/2011)\nNgày {}, UBND tỉnh Sao Mai ban hành Kế hoạch tổ chức thi đua.\n"
    assert to_answer(read_plan_text(told.format("20/9")))["issue_date"] == "2011-09-20"
    assert to_answer(read_plan_text(told.format("20/3")))["issue_date"] is None


ROWS = [
    ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2025"],
    ["1", "Kết nạp đoàn viên mới", "người", "1.200"],
    ["2", "Tỷ lệ công đoàn cơ sở vững mạnh", "%", "Trên 85"],
    ["3", "Thành lập công đoàn cơ sở", "CĐCS", "5 - 7"],
]
FIGURES = [("=", 1200.0, "người"), (">", 85.0, "%"), ("between", 5.0, "CĐCS")]


def as_pdf(*, is_ruled: bool) -> bytes:
    """The heading, a purpose and the table on a page of A4."""
    cells = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    lines = [*HEAD.splitlines(), "Thi đua năm 2025", *PURPOSE.splitlines(), "II. CHỈ TIÊU THI ĐUA"]
    stroke = "0.5pt" if is_ruled else "none"
    source = [
        '#set text(font: "Liberation Serif", size: 13pt)',
        *(line.replace(". ", "\\. ", 1) for line in lines),
        f"#table(columns: (auto, auto, auto, auto), stroke: {stroke}, {cells})",
    ]
    return typeset("\n\n".join(source))


def as_odt() -> bytes:
    """The same as an OpenDocument text."""
    spaces = "".join(f' xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("text", "office", "table"))
    lines = [*HEAD.splitlines(), "Thi đua năm 2025", *PURPOSE.splitlines(), "II. CHỈ TIÊU THI ĐUA"]
    inner = "".join(f"<text:p>{line}</text:p>" for line in lines) + "<table:table>"
    for row in ROWS:
        cells = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        inner += f"<table:table-row>{cells}</table:table-row>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content{spaces}><office:body><office:text>{inner}</table:table></office:text>"
        archive.writestr("content.xml", content + "</office:body></office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("kh.pdf", lambda: as_pdf(is_ruled=True)),
        ("kh.pdf", lambda: as_pdf(is_ruled=False)),
        ("kh.odt", as_odt),
    ],
    ids=["pdf ruled", "pdf aligned", "odt"],
)
def test_rows_of_a_table_stay_rows(name, make):
    draft = read_plan_file(make(), name).draft
    assert [(t.comparator, t.value, t.unit) for t in draft.targets] == FIGURES
