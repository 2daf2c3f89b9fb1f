"""Counts in words, compound money, articles as sections, misread counts: made-up sentences, and what they are not."""

from __future__ import annotations

import pytest

from thidua.plans.intake.misread import digits
from thidua.plans.intake.reading import read_plan_text
from thidua.plans.tests.test_intake_styles import periods, plan, targets


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Xây dựng một mô hình “Cổng trường sạch”, ba mô hình tự quản.", [("=", 1, "mô hình"), ("=", 3, "mô hình")]),
        ("- Giúp đỡ hai hộ thoát nghèo; nhận chăm sóc bốn tuyến đường.", [("=", 2, "hộ")]),
        ("- Mỗi tổ thực hiện hai đến ba công trình.", [("between", (2, 3), "công trình")]),
        ("- Mỗi tổ có ít nhất hai sáng kiến.", [(">=", 2, "sáng kiến")]),
        ("- Giới thiệu năm đoàn viên vào Đảng.", [("=", 5, "đoàn viên")]),
        ("- Thực hiện năm học nghiêm túc, xây dựng một tập thể đoàn kết, mỗi người là một tấm gương.", []),
        ("- Có một số mô hình hay, hai đơn vị cạnh nhau cùng thi đua.", []),
    ],
)
def test_number_words_count_after_a_verb_of_what_is_done(line, expected):
    assert targets(plan("II. CHỈ TIÊU", line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Quyên góp hơn 2 tỷ 500 triệu đồng.", [(">", 2.5e9, "đồng")]),
        ("- Tiết kiệm 1 triệu 200 ngàn đồng.", [("=", 1.2e6, "đồng")]),
        ("- Đầu tư 3,5 nghìn tỷ đồng.", [("=", 3.5e12, "đồng")]),
        ("- Đóng quỹ bình quân 70 ngàn/ 1 hội viên/ 1 năm.", [("=", 70_000, "đồng")]),
        ("- Doanh thu 90 tỷ đồng, vượt 4% so với kế hoạch.", [("=", 90e9, "đồng"), ("=", 4, "%")]),
        ("- Không còn quá 1,5% đơn vị yếu.", [("<=", 1.5, "%")]),
        (
            "- Vận động 240 công nhân vào Công đoàn, 15 nữ công nhân.",
            [("=", 240, "công nhân"), ("=", 15, "nữ công nhân")],
        ),
        ("- Cứ 7 trong 9 nữ công nhân được khám sức khỏe.", []),
        ("- Tăng gia thu 8,5 tấn rau; lần thứ 3 tấn công.", [("=", 8.5, "tấn")]),
        ("- Thu ngân sách đạt 104% dự toán, tương ứng 31,5 tỷ đồng.", [("=", 104, "%"), ("=", 31.5e9, "đồng")]),
        ("- Mỗi người ủng hộ tối thiểu 01 ngày lương.", [(">=", 1, "ngày")]),
        ("- Vận động 90 lượt cán bộ, giảng viên hiến máu.", [("=", 90, "lượt")]),
    ],
)
def test_money_bounds_and_nouns(line, expected):
    assert targets(plan("II. CHỈ TIÊU", line)) == expected


def test_a_level_to_strive_for_is_a_section_of_targets():
    draft = plan(
        "II. NỘI DUNG VÀ MỨC PHẤN ĐẤU", "a) Về nhà trọ: ra mắt 09 tổ công nhân.", "b) Bữa ăn ca từ 25.000 đồng trở lên."
    )
    assert targets(draft) == [("=", 9, "tổ"), (">=", 25_000, "đồng")]


def test_the_articles_of_a_joint_plan_are_its_sections():
    draft = plan(
        "Điều 1. Mục tiêu",
        "1.1. Sản lượng 40.000 sản phẩm.",
        "1.2. Tai nạn lao động: 0 vụ.",
        "Điều 2. Thời gian",
        "Đợt 1: 04/01/2022 - 30/4/2022",
        "Điều 3. Khen thưởng",
        "Tổ dẫn đầu được thưởng 10 triệu đồng; mỗi tổ đề nghị tối đa 02 cá nhân.",
        "Điều 4. Trách nhiệm",
        "4.1. Phòng Kỹ thuật: theo dõi 03 chuyền may.",
    )
    assert targets(draft) == [("=", 40_000, "sản phẩm"), ("=", 0, "vụ")]
    assert periods(draft) == [("2022-01-04", "2022-04-30")]


def test_terms_are_phases():
    draft = plan(
        "B. PHÂN KỲ",
        "* Kỳ thứ nhất (từ 01/02 - 30/6/2022): thi đua quý.",
        "* Kỳ thứ hai (từ 01/7 - 30/11/2022): về đích.",
        "C. KHEN THƯỞNG",
        "- Nhiệm kỳ thứ hai (từ 01/01 - 31/12/2021) không xét.",
    )
    assert periods(draft) == [("2022-02-01", "2022-06-30"), ("2022-07-01", "2022-11-30")]
    assert [phase.name for phase in draft.phases] == ["Kỳ thứ nhất", "Kỳ thứ hai"]


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("ít nhất 0l công trình", "ít nhất 01 công trình"),
        ("đạt l,2 tỷ đồng", "đạt 1,2 tỷ đồng"),
        ("sửa chữa 1l nhà", "sửa chữa 11 nhà"),
        ("pha 1l nước, 5l xăng", "pha 1l nước, 5l xăng"),
        ("O3 mô hình, 32O đoàn viên", "03 mô hình, 320 đoàn viên"),
        ("chất CO2, oxy O, ông L, lo l, o", "chất CO2, oxy O, ông L, lo l, o"),
    ],
)
def test_misread_counts(scanned, meant):
    assert digits(scanned) == meant


def test_what_an_account_of_a_pledge_lists():
    draft = read_plan_text(
        "HỘI NÔNG DÂN XÃ SÔNG MÂY KÝ KẾT GIAO ƯỚC THI ĐUA\n\nĐại diện 7 chi hội đã ký giao ước thi đua năm 2021 với các"
        " nội dung chính như mỗi chi hội kết nạp 4 hội viên. Giúp đỡ 2 hộ làm ăn, xây dựng một công trình."
    )
    assert targets(draft) == [("=", 4, "hội viên"), ("=", 2, "hộ"), ("=", 1, "công trình")]


def test_what_each_body_is_to_have_in_an_account():
    draft = read_plan_text(
        "Hội kêu gọi hội viên thi đua. Mỗi cơ sở có một mô hình, một điển hình tiên tiến. Mỗi cơ sở có một hội trường."
    )
    assert targets(draft) == [("=", 1, "mô hình"), ("=", 1, "điển hình")]


@pytest.mark.parametrize(
    ("column", "body"),
    [
        ("HỘI LHPN HUYỆN SÔNG MÂY\nBAN THƯỜNG VỤ", "HỘI LHPN HUYỆN SÔNG MÂY BAN THƯỜNG VỤ"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH SÔNG MÂY\nTRUNG ĐOÀN 19", "TRUNG ĐOÀN 19"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG MÂY\nCÔNG ĐOÀN NGÀNH Y TẾ", "CÔNG ĐOÀN NGÀNH Y TẾ"),
    ],
)
def test_the_last_body_of_the_column_issues(column, body):
    draft = read_plan_text(f"{column}\nSố: 12/KH\nKẾ HOẠCH\nPhát động thi đua năm 2022\nI. MỤC ĐÍCH\n1. Thi đua.")
    assert draft.issuing_body.value == body


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        (
            "Hằng năm mỗi tổ đề nghị 01 tập thể. Hình thức: Giấy khen của Giám đốc.",
            ["Giấy khen của Giám đốc"],
        ),
        (
            "Hình thức khen thưởng: Cờ thi đua; Giấy khen của Giám đốc.",
            ["Cờ thi đua", "Giấy khen của Giám đốc"],
        ),
    ],
)
def test_forms_told_within_a_line(line, forms):
    assert [form.name for form in plan("II. KHEN THƯỞNG", line).award_forms] == forms


def test_forms_told_on_one_line_under_their_heading():
    draft = plan(
        "II. HÌNH THỨC KHEN THƯỞNG",
        "Cờ thi đua xuất sắc; Giấy khen của Giám đốc các cơ quan; Chủ tịch các xã. Tổ đầu được thưởng 2 triệu đồng.",
    )
    assert [form.name for form in draft.award_forms] == [
        "Cờ thi đua xuất sắc",
        "Giấy khen của Giám đốc các cơ quan; Chủ tịch các xã",
    ]


def test_an_hour_is_no_place():
    draft = read_plan_text(
        "Phát động thi đua xây dựng cầu Sông Mây\n\n17:01, 25/05/2021\n\nCông đoàn Xây dựng"
        " vừa ban hành Chỉ thị liên tịch 27/CTLT-SXD-CĐXD (ngày 21/5/2021) phát động thi đua."
        " Chủ đề của đợt là “Nhịp cầu nối những bờ vui”."
    )
    assert draft.doc_number.value == "27/CTLT-SXD-CĐXD"
    assert draft.issue_date.value == "2021-05-21"
    assert draft.place is None
    assert draft.theme.value == "Nhịp cầu nối những bờ vui"
