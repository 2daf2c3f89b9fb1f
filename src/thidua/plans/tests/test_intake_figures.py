"""Figures to reach as plans and accounts put them: lists after one comparator, numbers in words, so many of so many."""

from __future__ import annotations

import pytest

from thidua.plans.intake.numbers import value_of
from thidua.plans.intake.reading import read_plan_text

HEAD = (
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÂY\nSố: 03/KH-LĐLĐ\nSông Mây, ngày 07 tháng 01 năm 2024\nKẾ HOẠCH\n"
    "Phát động phong trào thi đua năm 2024\n"
)


def figures(text):
    return [(one.comparator, one.value, one.unit) for one in read_plan_text(text).targets]


def in_section(line):
    return figures(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. CHỈ TIÊU\n{line}\nIII. THỜI GIAN\nCả năm.\n")


@pytest.mark.parametrize(
    ("words", "value"),
    [("bảy", 7), ("mười hai", 12), ("hai mươi", 20), ("ba mươi lăm", 35), ("bốn trăm", 400), ("mười", 10)],
)
def test_numbers_in_words(words, value):
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Có ít nhất 40 đề tài cấp cơ sở, 5 đề tài cấp tỉnh.", [(">=", 40, "đề tài"), (">=", 5, "đề tài")]),
        ("- Ít nhất 80% tổ đạt loại khá, 100% đoàn viên học tập.", [(">=", 80, "%"), ("=", 100, "%")]),
        ("- Trồng tối thiểu hai nghìn cây xanh.", [(">=", 2000, "cây xanh")]),
        ("- Đưa ba nghìn lượt đoàn viên đi khám bệnh.", [("=", 3000, "lượt")]),
        ("- 04/09 thôn đạt danh hiệu văn hóa.", [("=", 4, "thôn")]),
        ("- 12/15 xã đạt chuẩn (80% tổng số xã).", [("=", 12, "xã")]),
        ("- Giữ vững 19 tiêu chí nông thôn mới.", []),
        ("- Xây 4 nhà “Mái ấm công đoàn”, mỗi nhà 60 triệu đồng.", [("=", 4, "nhà"), ("=", 60_000_000, "đồng")]),
        ("- Dọn vệ sinh ít nhất 3 lần/quý.", [(">=", 3, "lần")]),
        ("- Dịp 1/5 công nhân được nghỉ.", []),
        ("- Thu nhập không dưới 8,2 triệu đồng/người/tháng.", [(">=", 8_200_000, "đồng")]),
        ("- Thu nhập bình quân 43 triệu đồng/năm trở lên.", [(">=", 43_000_000, "đồng")]),
        ("- Tập thể đạt 100% kế hoạch được thưởng 30 lần.", []),
        ("- Năm học trước có 62% học sinh khá, giỏi.", []),
        ("- Thành lập ít nhất 6 tổ hội nghề nghiệp.", [(">=", 6, "tổ hội")]),
        ("- Các lớp học 2 buổi/ngày, giáo viên dạy đủ môn.", []),
        ("- Số đề nghị Chiến sĩ thi đua cơ sở không quá 15% số lao động tiên tiến.", []),
        ("- Chọn 5% số tổ tiêu biểu nhất để đề nghị khen thưởng.", []),
        ("- Ra mắt 15 đội hình tình nguyện.", [("=", 15, "đội hình")]),
    ],
)
def test_figures_of_a_section_of_targets(line, expected):
    assert in_section(line) == expected


def test_numbered_contents_without_a_heading_and_labelled_sections():
    draft = read_plan_text(
        f"{HEAD}Ban Thường vụ phát động đợt thi đua với các nội dung sau đây:\n"
        "1/ Đẩy mạnh sản xuất: vận động trên 300 hộ đăng ký, giúp 12 hộ thoát nghèo; vốn vay tăng 8 - 9%.\n"
        "2/ Xây dựng nông thôn mới: đóng góp 90 triệu đồng, 400 ngày công, hiến đất làm 5km đường; "
        "mỗi chi hội đảm nhận 1 đoạn đường tự quản.\n"
        "Thời gian thi đua: từ 15/4/2024 đến 14/10/2024.\n"
        "Khen thưởng: Hội cấp tỉnh tặng Bằng khen cho 02 cơ sở; huyện tặng Giấy khen.\n"
    )
    assert [(one.comparator, one.value, one.unit) for one in draft.targets] == [
        (">", 300, "hộ"),
        ("=", 12, "hộ"),
        ("between", 8, "%"),
        ("=", 90_000_000, "đồng"),
        ("=", 400, "ngày công"),
        ("=", 5, "km"),
        ("=", 1, "đoạn"),
    ]
    assert [form.name for form in draft.award_forms] == ["Bằng khen", "Giấy khen"]


def test_a_labelled_line_of_an_account_makes_no_sections_of_it():
    told = "Ngày 3/4/2024, Công đoàn ngành phát động thi đua.\nThời gian: phấn đấu kết nạp 40 đoàn viên.\n"
    assert figures(told) == [("=", 40, "đoàn viên")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Hội phát động phong trào thi đua nhằm đạt được số thu 250 tỉ đồng.", [("=", 250e9, "đồng")]),
        (
            "Ngành được giao thu tăng 9% so với năm 2023, trong đó phí là 30 tỉ đồng.",
            [("=", 9, "%"), ("=", 30e9, "đồng")],
        ),
        ("Nợ thuế đến cuối quý phải giảm 15% so với cuối năm trước đó.", [("=", 15, "%")]),
        ("Các xã phải giảm số người bị nạn từ dưới 90 người xuống 50 người.", [("=", 50, "người")]),
        (
            "Huyện phấn đấu thu 15.000 tấn lúa, giải quyết việc làm cho 900 lao động, giảm 50 hộ nghèo.",
            [("=", 15000, "tấn"), ("=", 900, "lao động"), ("=", 50, "hộ")],
        ),
        ("Tổng công ty phát động thi đua hoàn thành 15 công trình.", [("=", 15, "công trình")]),
        ("Chuẩn đất là 25% song hiện chỉ đáp ứng khoảng 12%.", []),
        ("Tỉnh phấn đấu có 8/10 xã đạt chuẩn (80%); 2/2 xã còn lại (100%) đạt từ 9 tiêu chí trở lên.", 2 * ["xã"]),
        ("Mỗi ban phấn đấu xử lý ít nhất hai vụ án và ba hành vi.", [(">=", 2, "vụ án"), (">=", 3, "hành vi")]),
        (
            "Hội kêu gọi mỗi chi hội một công trình, mỗi hội viên một phần việc.",
            [("=", 1, "công trình"), ("=", 1, "phần việc")],
        ),
        (
            "Thanh niên sẽ xây dựng mới 4 công trình và triển khai 30 phần việc.",
            [("=", 4, "công trình"), ("=", 30, "phần việc")],
        ),
    ],
)
def test_figures_of_an_account(told, expected):
    found = figures(f"Công đoàn Sông Mây phát động thi đua năm 2024.\n{told}\n")
    assert (found if not expected or isinstance(expected[0], tuple) else [unit for *_, unit in found]) == expected


def test_the_lead_of_an_account_counts_once():
    told = "Sông Mây thi đua\n\nMỗi ban phấn đấu đạt ít nhất hai sáng kiến.\n\n"
    assert figures(f"{told}Kế hoạch nêu rõ, mỗi ban phấn đấu đạt ít nhất hai sáng kiến cấp tỉnh.\n") == [
        (">=", 2, "sáng kiến")
    ]


def test_small_duties_with_a_number():
    line = "1. Tổ chức ba hội thi; giám sát 3 cơ sở; vận động hiến máu, thu được 250 đơn vị máu; tổ chức 2 hội nghị."
    assert figures(f"{HEAD}I. NỘI DUNG\n{line}\n") == [("=", 3, "hội thi"), ("=", 3, "cơ sở"), ("=", 250, "đơn vị")]


def test_an_account_tells_what_a_programme_costs_without_aiming_at_it():
    account = (
        "Phát động thi đua xây dựng nông thôn mới\nSáng 08/9, tỉnh Sông Mây phát động phong trào thi đua, phấn đấu 50% "
        "số xã đạt chuẩn, với nguồn lực dự kiến hơn 900 tỷ đồng, trong đó từ ngân sách trung ương chỉ hơn 60 tỷ đồng."
    )
    assert figures(account) == [("=", 50, "%")]


def test_a_range_may_stand_between_two_sides_of_a_division_sign():
    [target] = read_plan_text(f"{HEAD}I. CHỈ TIÊU\n- Thu nhập từ 5,5 ÷ 6 triệu đồng/người/tháng.\n").targets
    assert (target.comparator, target.value, target.value_high) == ("between", 5_500_000, 6_000_000)
