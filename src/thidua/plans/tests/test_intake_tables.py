"""Tables are read by what their heading row says, in every format that has tables."""

import docx
import pytest

from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.reading import read_plan_file, read_plan_text
from thidua.plans.tests.test_intake_legacy import _saved

HEAD = [
    "CÔNG ĐOÀN NGÀNH GỐM TỈNH SAO MAI",
    "Số: 21/KH-CĐN",
    "Sao Mai, ngày 06 tháng 01 năm 2025",
    "KẾ HOẠCH",
    "Phát động phong trào thi đua năm 2025",
    "I. MỤC ĐÍCH",
    "1. Động viên đoàn viên hăng hái thi đua, hoàn thành nhiệm vụ của từng lò nung.",
]
TARGETS = [
    ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "Kế hoạch năm 2025"],
    ["1", "Kết nạp đoàn viên mới", "người", "900", "1.200"],
    ["2", "Tỷ lệ công đoàn cơ sở vững mạnh", "%", "80", "Trên 85"],
    ["3", "Thành lập công đoàn cơ sở", "CĐCS", "", "5 - 7"],
    ["4", "Đối thoại tại nơi làm việc", "%", "91", "92,5 trở lên"],
]
DUTIES = [
    ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"],
    ["1", "Ban hành kế hoạch của ngành", "Ban Chính sách", "Văn phòng", "Trước 20/01/2025"],
    ["2", "Đăng ký thi đua", "Các công đoàn cơ sở", "", "Tháng 02/2025"],
    ["3", "Tổng kết phong trào", "Văn phòng Công đoàn ngành", "Ban Chính sách", "Quý IV/2025"],
    ["4", "Báo cáo số liệu", "Các công đoàn cơ sở", "", "Hàng tháng"],
]
QUOTAS = [
    ["Đơn vị", "Tập thể", "Cá nhân"],
    ["Công đoàn Nhà máy Gốm Xanh", "02", "05"],
    ["Công đoàn Nhà máy Gốm Đỏ", "01", "03"],
    ["Tổng cộng", "03", "08"],
]


def as_docx() -> bytes:
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    for title, rows in (
        ("II. CHỈ TIÊU THI ĐUA", TARGETS),
        ("III. TỔ CHỨC THỰC HIỆN", DUTIES),
        ("IV. SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG", QUOTAS),
    ):
        document.add_paragraph(title)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for y, row in enumerate(rows):
            for x, words in enumerate(row):
                table.cell(y, x).text = words
    return _saved(document)


def as_html() -> bytes:
    def table(rows):
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td><p>{w}</p></td>" for w in row) + "</tr>" for row in rows)
            + "</table>"
        )

    parts = [f"<p>{line}</p>" for line in HEAD]
    parts += ["<p>II. CHỈ TIÊU THI ĐUA</p>", table(TARGETS), "<p>III. TỔ CHỨC THỰC HIỆN</p>", table(DUTIES)]
    parts += ["<p>IV. SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG</p>", table(QUOTAS)]
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def as_markdown() -> bytes:
    def table(rows):
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])

    parts = [*HEAD, "## II. CHỈ TIÊU THI ĐUA", table(TARGETS), "## III. TỔ CHỨC THỰC HIỆN", table(DUTIES)]
    return "\n\n".join([*parts, "## IV. SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG", table(QUOTAS)]).encode()


def as_rtf() -> bytes:
    def coded(words):
        return "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in words)

    def table(rows):
        return "".join("\\trowd " + "".join(f"\\intbl {coded(w)}\\cell " for w in row) + "\\row\n" for row in rows)

    body = "\\par\n".join(map(coded, HEAD)) + "\\par\n"
    body += coded("II. CHỈ TIÊU THI ĐUA") + "\\par\n" + table(TARGETS) + "\\pard " + coded("III. TỔ CHỨC THỰC HIỆN")
    body += (
        "\\par\n" + table(DUTIES) + "\\pard " + coded("IV. SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG") + "\\par\n" + table(QUOTAS)
    )
    return ("{\\rtf1\\ansi\\uc1 " + body + "}").encode("ascii")


@pytest.mark.parametrize(
    ("data", "name"), [(as_docx(), "a.docx"), (as_html(), "a.html"), (as_markdown(), "a.md"), (as_rtf(), "a.rtf")]
)
def test_tables_of_targets_duties_and_quotas(data, name):
    reading = read_plan_file(data, name)
    assert reading.draft, reading.refusal
    answer = to_answer(reading.draft)
    assert [(row["comparator"], row["value"], row["unit"]) for row in answer["targets"]] == [
        ("=", 1200, "người"),
        (">", 85, "%"),
        ("between", [5, 7], "CĐCS"),
        (">=", 92.5, "%"),
    ]
    assert [row["subject"] for row in answer["targets"]][:2] == [
        "Kết nạp đoàn viên mới",
        "Tỷ lệ công đoàn cơ sở vững mạnh",
    ]
    assert [(row["actor"], row["text"], row["deadline"], row["recurrence"]) for row in answer["duties"]] == [
        ("Ban Chính sách", "Ban hành kế hoạch của ngành", "2025-01-20", None),
        ("Các công đoàn cơ sở", "Đăng ký thi đua", "2025-02", None),
        ("Văn phòng Công đoàn ngành", "Tổng kết phong trào", "2025-Q4", None),
        ("Các công đoàn cơ sở", "Báo cáo số liệu", None, "monthly"),
    ]
    assert [row["date"] for row in answer["deadlines"]] == ["2025-01-20", "2025-02", "2025-Q4"]
    assert [(row["value"], row["unit"]) for row in answer["award_quotas"]] == [
        ([2, 5], "tập thể, cá nhân"),
        ([1, 3], "tập thể, cá nhân"),
    ]
    for row in (*answer["targets"], *answer["deadlines"], *answer["award_quotas"], *answer["duties"]):
        low, high = row["span"]
        assert 0 <= low < high <= len(reading.text)


def test_phases_in_a_table_are_phases_and_no_deadlines():
    rows = [
        ["Đợt", "Thời gian", "Nội dung"],
        ["Đợt 1", "Từ 01/02/2025 đến 31/5/2025", "Chào mừng ngày của thợ gốm"],
        ["Đợt 2", "Từ 01/6/2025 đến 30/11/2025", "Về đích"],
    ]
    text = "\n".join([*HEAD, "II. THỜI GIAN THỰC HIỆN", *(f"| {' | '.join(row)} |" for row in rows)])
    draft = read_plan_text(text)
    assert [(one.name, one.start, one.end) for one in draft.phases] == [
        ("Đợt 1", "2025-02-01", "2025-05-31"),
        ("Đợt 2", "2025-06-01", "2025-11-30"),
    ]
    assert draft.deadlines == ()


def test_a_table_that_shares_figures_out_gives_its_totals():
    rows = [
        ["TT", "Đơn vị", "Số lượng đoàn viên kết nạp", "Tỷ lệ (%) vững mạnh"],
        ["1", "Công đoàn Gốm Xanh", "40", "90"],
        ["2", "Công đoàn Gốm Đỏ", "60", "80"],
        ["", "Tổng cộng", "100", "85"],
    ]
    text = "\n".join([*HEAD, "II. CHỈ TIÊU GIAO", *(f"| {' | '.join(row)} |" for row in rows)])
    found = read_plan_text(text).targets
    assert [(one.subject, one.value, one.unit) for one in found] == [
        ("Số lượng đoàn viên kết nạp", 100, ""),
        ("Tỷ lệ (%) vững mạnh", 85, "%"),
    ]


def test_a_table_of_points_gives_no_targets():
    rows = [["TT", "Nội dung", "Điểm tối đa"], ["1", "Tuyên truyền", "20"], ["2", "Kết nạp đoàn viên", "30"]]
    text = "\n".join([*HEAD, "II. NỘI DUNG THI ĐUA", *(f"| {' | '.join(row)} |" for row in rows)])
    assert read_plan_text(text).targets == ()


def test_a_heading_drawn_with_bars_is_taken_apart():
    text = normalise(
        "| LĐLĐ TỈNH SAO MAI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n"
        "| Số: 4/KH-LĐLĐ | Sao Mai, ngày 5 tháng 2 năm 2024 |"
    )
    assert text.split("\n") == [
        "LĐLĐ TỈNH SAO MAI",
        "Số: 4/KH-LĐLĐ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Sao Mai, ngày 5 tháng 2 năm 2024",
    ]
