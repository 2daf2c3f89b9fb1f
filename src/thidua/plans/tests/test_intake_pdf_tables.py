"""Tables of a PDF whose cells go over several lines are read as rows; text in columns stays text."""

from __future__ import annotations

import pytest

from thidua.plans.intake.pdf import pdf_text
from thidua.plans.intake.reading import read_plan_file
from thidua.plans.tests.intake_samples import typeset

HEAD = (
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÂY",
    "Số: 12/KH-LĐLĐ",
    "Sông Mây, ngày 05 tháng 02 năm 2025",
    "KẾ HOẠCH",
    "Phát động phong trào thi đua năm 2025",
    "I\\. MỤC ĐÍCH",
    "1\\. Động viên đoàn viên hăng hái thi đua.",
    "II\\. CHỈ TIÊU THI ĐUA",
)
TARGETS = [
    ["TT", "Chỉ tiêu thi đua của các công đoàn cơ sở", "Đơn vị tính", "Kế hoạch năm 2025"],
    ["1", "Kết nạp đoàn viên mới trong các doanh nghiệp ngoài nhà nước trên địa bàn", "người", "1.200"],
    ["2", "Tỷ lệ công đoàn cơ sở vững mạnh", "%", "Trên 85"],
    ["3", "Thành lập công đoàn cơ sở ở các doanh nghiệp có đủ điều kiện theo Điều lệ", "CĐCS", "5 - 7"],
]
FIGURES = [("=", 1200.0, "người"), (">", 85.0, "%"), ("between", 5.0, "CĐCS")]
DUTIES = [
    ["Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành"],
    [
        "Xây dựng kế hoạch và tổ chức phát động thi đua ở cơ sở",
        "Các công đoàn cơ sở trực thuộc",
        "Trước ngày 28/02/2025",
    ],
    ["Tổng hợp kết quả, báo cáo tổng kết phong trào thi đua năm", "Văn phòng Liên đoàn", "Trước ngày 30/11/2025"],
]
AFTER = "III\\. THỜI GIAN THỰC HIỆN\n\nTừ ngày 01/01/2025 đến ngày 31/12/2025."


def table(rows: list[list[str]], columns: str, **looks: str) -> str:
    """A table of Typst; the looks go to it as they are."""
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    return f"#table(columns: {columns}, {''.join(f'{name}: {look}, ' for name, look in looks.items())}{cells})"


def page(*parts: str) -> bytes:
    set_up = '#set page(paper: "a4")\n#set text(font: "Liberation Serif", size: 13pt, lang: "vi")\n'
    return typeset("\n\n".join((set_up + "#set par(justify: true)", *HEAD, *parts, AFTER)))


WIDTHS = "(1cm, 6cm, 2.4cm, 3.4cm)"
LOOKS = {
    "ruled": {"stroke": "0.5pt"},
    "ruled and centred": {"stroke": "0.5pt", "align": "center + horizon"},
    "level rules only": {"stroke": "(x: none, y: 0.5pt)"},
    "no rules": {"stroke": "none"},
    "no rules, centred": {"stroke": "none", "align": "center"},
    "no rules, in the middle of the rows": {"stroke": "none", "align": "horizon"},
    "no rules, in the middle of all": {"stroke": "none", "align": "center + horizon"},
}


@pytest.mark.parametrize("looks", LOOKS.values(), ids=LOOKS)
def test_cells_of_several_lines_belong_to_their_row(looks):
    draft = read_plan_file(page(table(TARGETS, WIDTHS, **looks)), "kh.pdf").draft
    assert [(t.comparator, t.value, t.unit) for t in draft.targets] == FIGURES
    assert "ngoài nhà nước trên địa bàn" in draft.targets[0].subject
    assert [(phase.start, phase.end) for phase in draft.phases] == [("2025-01-01", "2025-12-31")]


@pytest.mark.parametrize("align", ["top", "horizon"])
@pytest.mark.parametrize("stroke", ["0.5pt", "none"], ids=["ruled", "no rules"])
def test_duties_of_several_lines_keep_who_and_when(stroke, align):
    draft = read_plan_file(page(table(DUTIES, "(7cm, 4cm, 4cm)", stroke=stroke, align=align)), "kh.pdf").draft
    assert [deadline.date for deadline in draft.deadlines] == ["2025-02-28", "2025-11-30"]
    assert [duty.actor for duty in draft.duties] == ["Các công đoàn cơ sở trực thuộc", "Văn phòng Liên đoàn"]
    assert draft.duties[0].text.endswith("phát động thi đua ở cơ sở")


def test_merged_cells():
    cells = (
        "table.cell(rowspan: 2)[Khối doanh nghiệp ngoài nhà nước], [Kết nạp 500 người], [Quý I], [Thành lập 5 CĐCS], "
    )
    cells += "[Quý II], table.cell(colspan: 2)[Toàn huyện có 9 đơn vị cùng tham gia thực hiện], [Cả năm]"
    text = pdf_text(page(f"#table(columns: (4cm, 5cm, 3cm), stroke: 0.5pt, {cells})"))
    assert "Khối doanh nghiệp ngoài nhà nước | Kết nạp 500 người | Quý I\n" in text
    assert "Khối doanh nghiệp ngoài nhà nước | Thành lập 5 CĐCS | Quý II\n" in text
    assert "Toàn huyện có 9 đơn vị cùng tham gia thực hiện | – | Cả năm\n" in text


def test_a_frame_around_a_paragraph_is_no_table():
    text = pdf_text(page("#rect(width: 12cm)[Các công đoàn cơ sở thi đua hoàn thành tốt nhiệm vụ của năm.]"))
    assert "Các công đoàn cơ sở thi đua hoàn thành tốt nhiệm vụ của năm." in text
    assert " | " not in text


@pytest.mark.parametrize("count", [2, 3])
def test_justified_text_in_columns_makes_no_table(count):
    words = "Các công đoàn cơ sở tổ chức tốt phong trào thi đua, vận động đoàn viên phát huy sáng kiến trong lao động. "
    text = pdf_text(page(f"#block(height: 9cm, columns({count}, gutter: 10pt)[{words * 9}])"))
    assert " | " not in text


def test_text_in_a_face_of_one_width_makes_no_table():
    words = "Cac cong doan co so to chuc tot phong trao thi dua. "
    text = pdf_text(page(f'#text(font: "DejaVu Sans Mono", size: 11pt)[{words * 8}]'))
    assert " | " not in text


def test_rows_that_stand_as_close_as_their_lines_are_not_mixed():
    """Rather pieces than a row that holds the words of two."""
    text = pdf_text(page(table(TARGETS, WIDTHS, stroke="none", inset="2pt")))
    assert not any(line.count("công đoàn cơ sở") > 1 for line in text.split("\n") if " | " in line)


LONG = [
    TARGETS[0],
    TARGETS[1],
    [
        "2",
        "Tỷ lệ công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên, tính trên số công đoàn cơ sở thành lập từ sáu tháng, "
        "ở tất cả các xã, phường, các khu công nghiệp và các cụm công nghiệp trên địa bàn huyện, không tính những nơi "
        "tạm ngừng hoạt động",
        "%",
        "Trên 85",
    ],
    TARGETS[3],
]


@pytest.mark.parametrize("heading", ["told once", "told again"])
@pytest.mark.parametrize("room", [17.5, 18.5, 19.5])
def test_a_row_that_is_broken_over_two_pages_is_one_row(room, heading):
    """The space above the table moves the end of the page through the long row."""
    rows = [*LONG]
    source = table(rows, WIDTHS, stroke="0.5pt")
    if heading == "told again":
        titles = ", ".join(f"[{cell}]" for cell in rows[0])
        source = source.replace(titles, f"table.header({titles})", 1)
    paper = page(f"#v({room}cm - 6.4cm)", source)
    draft = read_plan_file(paper, "kh.pdf").draft
    assert [(t.comparator, t.value, t.unit) for t in draft.targets] == FIGURES
    assert draft.targets[1].subject.startswith("Tỷ lệ công đoàn cơ sở hoàn thành tốt nhiệm vụ")
    text = pdf_text(paper)
    assert "tạm ngừng hoạt động | % | Trên 85" in text
    assert text.count("Đơn vị tính") == 1


def test_a_new_row_at_the_top_of_a_page_stays_a_row():
    rows = [*TARGETS, *([str(n), f"Xây dựng mô hình thứ {n}", "mô hình", str(n)] for n in range(4, 50))]
    text = pdf_text(page(table(rows, WIDTHS, stroke="0.5pt")))
    assert [f"{n} | Xây dựng mô hình thứ {n} | mô hình | {n}" in text.split("\n") for n in range(4, 50)] == [True] * 46


def test_duties_that_go_on_at_the_top_of_a_page_keep_their_day():
    rows = [
        *DUTIES,
        [
            "Tổng hợp, đánh giá " + "và biểu dương các tập thể, cá nhân tiêu biểu " * 9,
            "Các ban",
            "Trước ngày 15/12/2025",
        ],
    ]
    draft = read_plan_file(page("#v(13cm)", table(rows, "(7cm, 4cm, 4cm)", stroke="0.5pt")), "kh.pdf").draft
    assert [deadline.date for deadline in draft.deadlines] == ["2025-02-28", "2025-11-30", "2025-12-15"]
    assert len(draft.duties) == 3
    assert draft.duties[2].text.count("biểu dương") == 9
