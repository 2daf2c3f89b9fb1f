"""What plans never seen before taught the grammar: made-up sentences, most of them of press accounts."""

from __future__ import annotations

import pytest

from thidua.plans.intake.draft import PlanDraft
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.outline import outline
from thidua.plans.intake.reading import read_plan_text

HEAD = "Số: 12/KH-LĐLĐ\nAn Phú, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n"
BODY = "I. MỤC ĐÍCH\n1. Động viên đoàn viên hăng hái thi đua, hoàn thành nhiệm vụ được giao.\n"


def plan(*lines: str) -> PlanDraft:
    return read_plan_text(HEAD + "\n".join(lines))


def targets(draft: PlanDraft) -> list[tuple]:
    return [(t.comparator, t.value if t.value_high is None else (t.value, t.value_high), t.unit) for t in draft.targets]


def periods(draft: PlanDraft) -> list[tuple]:
    return [(p.start, p.end) for p in draft.phases]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Công đoàn ngành đề ra mục tiêu đạt 3.000 sáng kiến.", [("=", 3000, "sáng kiến")]),
        ("LĐLĐ huyện phấn đấu; có 30 - 35 xã tham gia.", [("between", (30, 35), "xã")]),
        ("Phấn đấu cả năm: giảm số xã yếu; số xã khó khăn xuống 50 xã.", [("=", 50, "xã")]),
        ("LĐLĐ huyện thi đua hoàn thành mục tiêu 3.000 km đường.", [("=", 3000, "km")]),
        ("Mỗi công đoàn cơ sở đăng ký thực hiện một công trình.", [("=", 1, "công trình")]),
        (
            "Mỗi cơ sở phải đăng ký ít nhất 1 sáng kiến và 3 cải tiến.",
            [(">=", 1, "sáng kiến"), (">=", 3, "cải tiến")],
        ),
        (
            "Hội đề ra chỉ tiêu trong năm: 90% chi hội mạnh; dạy nghề cho 3.629 hội viên.",
            [("=", 90, "%"), ("=", 3629, "hội viên")],
        ),
        ("Phấn đấu thu nhập của hộ nghèo tăng lên 1,5 lần so với năm 2015.", [("=", 1.5, "lần")]),
        ("Mỗi công đoàn cơ sở chọn 1-2 sáng kiến để đăng ký thi đua.", [("between", (1, 2), "sáng kiến")]),
        (
            "Có ít nhất 60 sáng kiến được công nhận, 100 sáng kiến được biểu dương.",
            [(">=", 60, "sáng kiến"), (">=", 100, "sáng kiến")],
        ),
        (
            "Chỉ tiêu có ít nhất 60 sáng kiến được Hội đồng Thi đua - Khen thưởng công nhận, 20 sáng kiến cấp tỉnh.",
            [(">=", 60, "sáng kiến"), (">=", 20, "sáng kiến")],
        ),
    ],
)
def test_what_an_account_says_is_aimed_at(line, expected):
    assert targets(read_plan_text(f"Công đoàn tỉnh Sông Mây vừa phát động thi đua.\n{line}\n")) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Năm qua, tỉnh phát triển 3.538 đoàn viên (đạt 176,9% so với chỉ tiêu được giao); thành lập 4 công đoàn cơ sở.",
        "Trong 5 năm qua, đạt 95% chỉ tiêu, kết nạp 200 đoàn viên.",
        "Phấn đấu thành lập công đoàn cơ sở ở doanh nghiệp đủ điều kiện có từ 20 lao động trở lên.",
        "Sau 5 năm, tỷ lệ hộ nghèo còn dưới 3%.",
        "99,2%",
        "Đến nay đã có 5.813 xã tham gia phong trào thi đua.",
    ],
)
def test_what_an_account_tells_of_the_past_or_of_sizes_is_no_target(line):
    assert targets(read_plan_text(f"Công đoàn tỉnh Sông Mây vừa phát động thi đua.\n{line}\n")) == []


def test_a_caption_tells_no_target_again():
    draft = read_plan_text(
        "LĐLĐ quận Sông Mây kêu gọi các công đoàn cơ sở đóng góp ít nhất 1.000 sáng kiến.\n"
        "Quận Sông Mây: Phấn đấu thực hiện ít nhất 1.000 sáng kiến - Ảnh 1.\n"
    )
    assert targets(draft) == [(">=", 1000, "sáng kiến")]


def test_the_first_paragraph_of_an_account_is_not_its_closing():
    draft = read_plan_text("LĐLĐ quận kêu gọi đoàn viên tham gia, phấn đấu 100% công đoàn cơ sở hưởng ứng.\nTin: An\n")
    assert targets(draft) == [("=", 100, "%")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Mỗi đơn vị có ít nhất 10 đề tài, sáng kiến.", [(">=", 10, "đề tài")]),
        ("- Mỗi chi đội đóng góp 20 kg giấy vụn.", [("=", 20, "kg")]),
        ("- Chọn 02 đơn vị tổ chức phát động điểm.", [("=", 2, "đơn vị")]),
        ("- Mỗi chi đoàn cử đại diện 1 học sinh dự thi với số lượng 8 quyển vở.", []),
        ("- Mỗi đơn vị gửi 01 bộ hồ sơ về Văn phòng.", []),
        ("- Trao 15 nhà, mỗi nhà 50 triệu đồng.", []),
        ("- Động viên hơn 12 triệu đoàn viên cả nước.", []),
    ],
)
def test_counts_outside_the_section_of_targets(line, expected):
    assert targets(plan("I. MỤC ĐÍCH", "1. Cho biết.", "II. NỘI DUNG", line)) == expected


def test_a_least_number_in_the_purposes_is_a_target_but_not_as_a_condition_of_awards():
    assert targets(plan("I. YÊU CẦU", "1. Mỗi tổ có ít nhất 02 mô hình mới.")) == [(">=", 2, "mô hình")]
    assert targets(plan("I. TIÊU CHUẨN KHEN THƯỞNG", "1. Cá nhân có ít nhất 02 sáng kiến.")) == []


def test_what_people_have_already_does_not_make_a_target_past():
    line = "(2) Ít nhất 85% người hưởng trợ cấp mở mới tài khoản hoặc đã có tài khoản cung cấp số tài khoản;"
    assert targets(plan("I. NỘI DUNG", line)) == [(">=", 85, "%")]


def test_a_second_share_of_a_quota_is_no_target():
    assert targets(plan("I. KHEN THƯỞNG", "1. Bằng khen (tỷ lệ không quá 10% tập thể, 5% cá nhân).")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Đợt 1 (từ tháng 1/2024-30/6/2024)", [("2024-01", "2024-06-30")]),
        ("- Đợt 2: từ ngày 08 đến ngày 10 tháng 12 năm 2024.", [("2024-12-08", "2024-12-10")]),
        ("- Giai đoạn 2, từ ngày 1 đến 31-12", [("2024-12-01", "2024-12-31")]),
        ("- Đợt 3: Từ sau 30/10/2024 đến 31/12/2024.", [("2024-10-31", "2024-12-31")]),
        ("- Đợt 2: từ ngày 13.11 đến ngày 28.12.2024.", [("2024-11-13", "2024-12-28")]),
        ("- Thời gian: từ năm 2024 đến 2026; sơ kết hằng năm.", [("2024", "2026")]),
        ("- Đợt 1: từ nay đến ngày 30-11.", [(None, "2024-11-30")]),
    ],
)
def test_periods(line, expected):
    assert periods(plan("I. MỤC ĐÍCH", "1. Cho biết.", "II. THỜI GIAN THỰC HIỆN", line)) == expected


def test_the_time_of_a_movement_in_running_text():
    told = "Công đoàn tỉnh vừa phát động phong trào thi đua “Vì người thợ” từ nay đến hết năm 2023, với nội dung sau.\n"
    assert periods(read_plan_text(told)) == [(None, "2023")]
    lasts = "Công đoàn tỉnh Sông Mây phát động thi đua.\nPhong trào thi đua sẽ kéo dài đến cuối năm 2016.\n"
    assert periods(read_plan_text(lasts)) == [(None, "2016")]
    until = "UBND tỉnh Sông Mây vừa ban hành kế hoạch.\nPhong trào thi đua được phát động đến ngày 31/10/2022.\n"
    assert periods(read_plan_text(until)) == [(None, "2022-10-31")]
    assert (
        periods(read_plan_text("LĐLĐ huyện Sông Mây vừa phát động thi đua.\nPhong trào triển khai đến cơ sở.\n")) == []
    )
    assert periods(plan("I. NỘI DUNG", "1. Từ nay đến hết năm 2024 sửa chữa nhà làm việc.")) == []


def test_phases_by_name_within_a_sentence():
    draft = read_plan_text(
        "Công ty Sông Mây phát động thi đua chia hai đợt. Theo đó, Đợt 1: Thi đua 6 tháng đầu năm và Đợt 2: Thi đua "
        "hoàn thành nhiệm vụ cả năm.\n"
    )
    assert [phase.name for phase in draft.phases] == ["Đợt 1", "Đợt 2"]


@pytest.mark.parametrize(
    ("told", "number", "issued", "body"),
    [
        (
            "Ngày 22/11/2025, UBND tỉnh Sông Mây đã ban hành Kế hoạch 0200/KH-UBND về việc phát động thi đua.",
            "0200/KH-UBND",
            "2025-11-22",
            "UBND tỉnh Sông Mây",
        ),
        (
            "Ngày 27/02/2023, Ban Thường vụ Công đoàn Viên chức (CĐVC) tỉnh ban hành Kế hoạch số 36/KH-CĐVC về nữ.",
            "36/KH-CĐVC",
            "2023-02-27",
            "Ban Thường vụ Công đoàn Viên chức (CĐVC) tỉnh",
        ),
    ],
)
def test_number_date_and_body_of_the_press(told, number, issued, body):
    draft = read_plan_text(told)
    assert (draft.doc_number.value, draft.issue_date.value) == (number, issued)
    assert draft.issuing_body.value == body


def test_a_plan_that_an_account_tells_by_its_number():
    told = "Theo Kế hoạch 314/KH-UBND về giảm nghèo, UBND tỉnh Sông Mây yêu cầu các địa phương giảm 2% hộ nghèo.\n"
    assert read_plan_text(told).doc_number.value == "314/KH-UBND"
    upper = "Theo Kế hoạch 314/KH-UBND của UBND tỉnh về giảm nghèo, huyện Sông Mây yêu cầu các xã giảm 2% hộ nghèo.\n"
    assert read_plan_text(upper).doc_number is None


def test_a_period_alone_under_the_title():
    draft = read_plan_text(HEAD + "(Từ ngày 20/12/2023 đến ngày 30/3/2024)\n" + BODY)
    assert periods(draft) == [("2023-12-20", "2024-03-30")]


def test_the_place_of_a_date_line_broken_over_two_lines():
    draft = read_plan_text(
        "Số: 2242/KH-UBND\n|\nThành phố Sông Hồng\nMây, ngày 05 tháng 7 năm 2022\n|\nKẾ HOẠCH\nThi đua năm 2022\n"
        + BODY
    )
    assert (draft.place.value, draft.issue_date.value) == ("Thành phố Sông Hồng Mây", "2022-07-05")


def test_a_month_of_youth_is_no_movement_and_a_name_is_no_date_word():
    line = "1. Phát động các phong trào thi đua trong “Tháng Thanh niên Sông Mây” ở cơ sở."
    assert plan("I. NỘI DUNG", line).movements == ()
    called = "1. Hưởng ứng lời kêu gọi của ông Trần Văn Trọng ngày 29/7/2024, các đơn vị thi đua."
    assert plan("I. TỔ CHỨC THỰC HIỆN", called).deadlines == ()


def test_a_body_that_just_has_a_plan():
    draft = read_plan_text("LĐLĐ tỉnh vừa có kế hoạch phát động phong trào thi đua năm 2023.\n")
    assert draft.issuing_body.value == "LĐLĐ tỉnh"


def test_running_text_is_no_title():
    told = (
        "Công đoàn ngành vừa phát động thi đua năm 2020. Đợt 1 từ 01/01/2020 đến 30/6/2020.\n"
        "Kế hoạch thi đua cũng vận động đoàn viên phát huy sáng kiến\n"
    )
    assert read_plan_text(told).title is None
    assert outline(normalise(told)).title == (0, 0)


def test_the_year_of_an_account_by_the_day_it_appeared():
    draft = read_plan_text("2025-11-14 Tại hội nghị chiều 14-11, LĐLĐ TP đã phát động đợt thi đua cao điểm.\n")
    assert draft.year.value == "2025"


def test_a_heading_run_together_on_one_line():
    draft = read_plan_text(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG MÂY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc "
        "Số: 195 /KH – LĐLĐ Sông Mây, ngày 21 tháng 01 năm 2021 KẾ HOẠCH Phát động phong trào thi đua năm 2021 "
        "Căn cứ Kế hoạch số 81/KH – TLĐ ngày 23/12/2020 của Tổng Liên đoàn, Ban Thường vụ xây dựng kế hoạch như sau."
    )
    assert draft.doc_number.value == "195/KH-LĐLĐ"
    assert (draft.place.value, draft.issue_date.value) == ("Sông Mây", "2021-01-21")
    assert draft.doc_type.value == "Kế hoạch"


def test_a_theme_under_a_heading_of_its_own():
    draft = plan(
        "II. NỘI DUNG", "1. Chủ đề thi đua", "“Đoàn kết, sáng tạo, về đích sớm”.", "2. Nội dung", "a) Học tập."
    )
    assert draft.theme.value == "Đoàn kết, sáng tạo, về đích sớm"


def test_the_plan_of_the_own_body_is_no_parent():
    draft = read_plan_text(
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN YÊN MÂY\nSố: 34/KH-LĐLĐ\nYên Mây, ngày 08 tháng 12 năm 2021\nKẾ HOẠCH\n"
        "Tổ chức phong trào thi đua mùa xuân năm 2022\n"
        "Thực hiện Kế hoạch số 168/KH-LĐLĐ ngày 03/12/2021 của LĐLĐ tỉnh về tổ chức phong trào thi đua mùa xuân; "
        "Kế hoạch số 31/KH-LĐLĐ ngày 12/11/2021 của LĐLĐ huyện về phong trào thi đua mùa xuân:\n" + BODY
    )
    assert draft.parent_plan.number == "168/KH-LĐLĐ"


def test_a_minister_deputy_signs():
    draft = read_plan_text(HEAD + BODY + "Nơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nĐoàn Hữu Nghĩa\n")
    assert (draft.signer.title, draft.signer.name) == ("THỨ TRƯỞNG", "Đoàn Hữu Nghĩa")


def test_forms_of_award_without_their_heading():
    draft = plan("IV. KHEN THƯỞNG", "1. Bằng khen của LĐLĐ tỉnh: không quá 03 tập thể.", "2. Giấy khen của LĐLĐ huyện.")
    assert [form.name for form in draft.award_forms] == ["Bằng khen của LĐLĐ tỉnh", "Giấy khen của LĐLĐ huyện"]
    assert plan("IV. KHEN THƯỞNG", "1. Bằng khen của LĐLĐ tỉnh.").award_forms == ()
