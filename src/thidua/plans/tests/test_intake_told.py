"""What accounts and plain plans tell of a plan's head and its awards: body, kind, title, year, theme, forms, quotas."""

from __future__ import annotations

import pytest

from thidua.plans.intake.reading import read_plan_text

HEAD = (
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÂY\nSố: 03/KH-LĐLĐ\nSông Mây, ngày 07 tháng 01 năm 2024\nKẾ HOẠCH\n"
    "Phát động phong trào thi đua năm 2024\n"
)


def value(fact):
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("told", "body"),
    [
        ("Sáng 3-1, Ban An toàn giao thông TP.SM đã tổ chức lễ phát động thi đua.", "Ban An toàn giao thông TP.SM"),
        ("Phó Thủ tướng thay mặt Hội đồng Thi đua trung ương phát động thi đua.", "Hội đồng Thi đua trung ương"),
        ("Sáng 12-3, Ngân hàng Nhà nước Sông Mây phát động thi đua.", "Ngân hàng Nhà nước Sông Mây"),
        ("Huyện Sông Mây phát động thi đua năm 2024.", "Huyện Sông Mây"),
        ("LĐLĐ huyện Sông Mây đặt chỉ tiêu: 100% CĐCS phát động.", "LĐLĐ huyện Sông Mây"),
        ("Chủ tịch UBND TP Sông Mây Nguyễn Văn An phát động thi đua.", "Chủ tịch UBND TP Sông Mây"),
        ("Thủ tướng Chính phủ Lê Văn An vừa ký Quyết định số 5/QĐ-TTg về thi đua.", "Thủ tướng Chính phủ"),
        ("Công an TP.SM vừa ban hành Kế hoạch số 12/KH-CATP về phát động thi đua.", "Công an TP.SM"),
        ("Sở Y tế Sông Mây tại lễ ra quân nói nhiều điều.", None),
        (
            "Hội đồng Thi đua Nhà trường tổ chức lễ phát động.\nNgày 1/9/2024, Hội đồng Thi đua Trường Sông Mây đã tổ "
            "chức lễ phát động thi đua.",
            "Hội đồng Thi đua Trường Sông Mây",
        ),
    ],
)
def test_the_body_of_an_account(told, body):
    assert value(read_plan_text(f"{told}\n").issuing_body) == body


@pytest.mark.parametrize(
    ("told", "kind", "title", "body"),
    [
        (
            "Kế hoạch thi đua chuyên đề dành cho các ban vừa được Ban Nội vụ Trung ương ban hành với chủ đề mới.",
            "Kế hoạch",
            "thi đua chuyên đề dành cho các ban",
            "Ban Nội vụ Trung ương",
        ),
        (
            "Đây là nội dung của chương trình tiết kiệm điện do Phó chủ tịch UBND TP.SM Lê Văn An vừa ký ban hành.",
            "Chương trình",
            None,
            "UBND TP.SM",
        ),
        (
            "Theo hướng dẫn vừa ban hành của Công đoàn ngành Sông Mây, các trường thi đua dạy tốt.",
            "Hướng dẫn",
            None,
            "Công đoàn ngành Sông Mây",
        ),
        (
            "Ngày 14/02/2020, Công đoàn Sở có Công văn số 08/CV-CĐ gửi các tổ, phát động phong trào thi đua năm 2020.",
            "Công văn",
            "phát động phong trào thi đua năm 2020",
            "Công đoàn Sở",
        ),
    ],
)
def test_the_plan_that_an_account_tells(told, kind, title, body):
    draft = read_plan_text(f"Sông Mây thi đua\n\n{told}\n")
    assert (value(draft.doc_type), value(draft.title), value(draft.issuing_body)) == (kind, title, body)


def test_a_kind_in_small_letters_and_the_body_before_the_day():
    draft = read_plan_text(
        "Kế hoạch phát động đợt thi đua cao điểm năm 2026\nThường trực Ban Giám đốc Viện, 02/9/2026\nAi cũng thi đua.\n"
    )
    assert (value(draft.doc_type), value(draft.title)) == ("Kế hoạch", "phát động đợt thi đua cao điểm năm 2026")
    assert (value(draft.issuing_body), draft.place) == ("Thường trực Ban Giám đốc Viện", None)


def test_two_bodies_issue_a_joint_plan():
    draft = read_plan_text(
        "CÔNG TY MAY SÔNG MÂY\nBCH CÔNG ĐOÀN CƠ SỞ\nSố: 15/KHLT\nKẾ HOẠCH LIÊN TỊCH\nPhát động thi đua quý II/2023\n"
        "Ban Giám đốc và BCH Công đoàn Công ty May thống nhất phát động đợt thi đua như sau:\n"
        "1. Thời gian: Từ 15/3 đến 30/6/2023\n+ GĐ 1: 15/3 – 30/4/2023\n+ GĐ 2: 01/5 – 30/6/2023\n"
    )
    assert value(draft.issuing_body) == "Ban Giám đốc và BCH Công đoàn Công ty May"
    assert [(phase.start, phase.end) for phase in draft.phases] == [
        ("2023-03-15", "2023-04-30"),
        ("2023-05-01", "2023-06-30"),
    ]


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("UBND tỉnh mới ban hành Kế hoạch tổ chức thi đua giai đoạn 2016 - 2020. Đến năm 2020 có 5 xã đạt.", "2016"),
        ("Ủy ban phát động thi đua bảo đảm an toàn giai đoạn 2021-2025 ở các địa phương.", "2021"),
        ("Tỉnh đoàn phát động thi đua, từ tháng 1-2019 đến tháng 9-2019.", "2019"),
    ],
)
def test_the_year_of_a_stretch(told, year):
    assert value(read_plan_text(f"{told}\n").year) == year


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (
            "Sáng 3-1, LĐLĐ phát động.\nĐông người dự.\nLễ đông.\nAi cũng vui.\nVới chủ đề “Vì trẻ em”, LĐLĐ làm.\n",
            "Vì trẻ em",
        ),
        (f"{HEAD}I. NỘI DUNG\n1. Năm 2024, tiếp tục thực hiện chủ đề năm: “Năm kỷ cương” ở cơ sở.\n", "Năm kỷ cương"),
        (
            f"{HEAD}I. NỘI DUNG\n1. Đẩy mạnh phong trào thi đua năm 2024 với chủ đề “Nhanh, đúng, đủ”.\n",
            "Nhanh, đúng, đủ",
        ),
        ("Sáng 3-1, LĐLĐ phát động thi đua.\nHội thi nấu ăn với chủ đề “Bữa cơm nhà” cũng mở.\n", None),
        ("LĐLĐ phát động thi đua.\nĐợt 1 với chủ đề “Mừng xuân” từ tháng 1.\nĐợt 2 với chủ đề “Về đích”.\n", None),
    ],
)
def test_themes(text, theme):
    assert value(read_plan_text(text).theme) == theme


@pytest.mark.parametrize(
    ("lines", "forms", "quotas"),
    [
        (
            "- Bằng khen của Tổng Liên đoàn: 01 tập thể;\n- Giấy khen của LĐLĐ huyện: 05 tập thể, 10 cá nhân.",
            ["Bằng khen của Tổng Liên đoàn", "Giấy khen của LĐLĐ huyện"],
            [("=", (1,)), ("=", (5, 10))],
        ),
        (
            "Hội tỉnh tặng Bằng khen cho 02 cơ sở; huyện tặng Giấy khen cho 05 cơ sở, 20 chi hội và 50 hội viên.",
            ["Bằng khen", "Giấy khen"],
            [("=", (2,)), ("=", (5, 20, 50))],
        ),
        (
            "- Nhất: 01 chuyền, thưởng 10.000.000 đồng và cờ luân lưu;\n- Cá nhân: 50 công nhân, mỗi người 500.000 đồng"
            " và Giấy khen của Giám đốc.",
            ["cờ luân lưu", "Giấy khen của Giám đốc"],
            [("=", (1,)), ("=", (50,))],
        ),
        ("Xét tặng Giấy khen cho không quá 03 thôn, 15 hộ gia đình.", ["Giấy khen"], [("<=", (3, 15))]),
    ],
)
def test_forms_and_quotas(lines, forms, quotas):
    draft = read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. KHEN THƯỞNG\n{lines}\n")
    assert [form.name for form in draft.award_forms] == forms
    assert [(one.comparator, one.values) for one in draft.award_quotas] == quotas


def test_forms_that_an_account_promises_and_quotas_among_the_duties():
    draft = read_plan_text(
        "Ban Nội vụ phát động thi đua.\nAi giỏi sẽ được tặng Cờ thi đua của Ban Nội vụ và Bằng khen của Trưởng Ban.\n"
    )
    assert [form.name for form in draft.award_forms] == ["Cờ thi đua của Ban Nội vụ", "Bằng khen của Trưởng Ban"]
    draft = read_plan_text(
        f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. TỔ CHỨC THỰC HIỆN\n1. Công đoàn cơ sở\n"
        "- Mỗi CĐCS giới thiệu không quá 01 tập thể và 02 cá nhân đề nghị LĐLĐ huyện khen thưởng.\n"
    )
    assert [(one.comparator, one.values) for one in draft.award_quotas] == [("<=", (1, 2))]


def test_a_request_whose_lines_run_together():
    draft = read_plan_text(
        "TỜ TRÌNH Về việc ban hành Kế hoạch tổ chức phong trào thi đua giai đoạn 2026 - 2030 Kính gửi: UBND thành phố. "
        "Thực hiện Kế hoạch số 371/KH-UBND ngày 26/12/2025 của UBND thành phố về công tác thi đua, khen thưởng; nay "
        "giao Sở Tài chính tham mưu; Sở Tài chính kính trình UBND thành phố xem xét, phê duyệt kế hoạch này.\n"
    )
    assert value(draft.title) == "ban hành Kế hoạch tổ chức phong trào thi đua giai đoạn 2026 - 2030"
    assert (value(draft.doc_type), value(draft.issuing_body)) == ("Tờ trình", "Sở Tài chính")


def test_a_resolution_without_a_number_is_a_basis_and_a_letter_no_parent():
    draft = read_plan_text(
        f"{HEAD}Căn cứ Nghị quyết Hội nghị người lao động ngày 18/02/2024;\n"
        "Căn cứ Công văn số 86/CĐN-TĐ ngày 06/01/2024 của Công đoàn ngành về việc hướng dẫn công tác thi đua;\n"
        "Công đoàn ban hành kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n1. Văn phòng: sơ kết giai đoạn 1 ngày 05/5/2024.\n"
    )
    assert [(one.number, one.date) for one in draft.legal_bases] == [(None, "2024-02-18"), ("86/CĐN-TĐ", "2024-01-06")]
    assert draft.parent_plan is None
    assert [one.date for one in draft.deadlines] == ["2024-05-05"]


def test_a_phase_until_a_day_before_another_on_the_same_line():
    line = "Đợt 1: Từ nay đến 28/7/2024. Đợt 2: Từ 29/7 đến hết tháng 12/2024."
    draft = read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. THỜI GIAN\n{line}\n")
    assert [(phase.start, phase.end) for phase in draft.phases] == [(None, "2024-07-28"), ("2024-07-29", "2024-12")]
