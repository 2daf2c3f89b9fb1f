"""Heads, accounts of the press, annexes and flattened texts: made-up sentences for what published ones taught."""

import pytest

from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.reading import read_plan_text

BODY = "I. MỤC ĐÍCH\n1. Động viên đoàn viên hăng hái thi đua, hoàn thành nhiệm vụ được giao.\n"


def test_a_number_cited_above_the_kind_is_not_the_plans_own():
    draft = read_plan_text(
        "Triển khai Chỉ thị số 04/CT-UBND ngày 11/01/2021\nKẾ HOẠCH\nTriển khai phong trào thi đua năm 2021\n" + BODY
    )
    assert draft.doc_number is None


def test_number_with_blanks_after_the_dash_and_a_decoration_before_the_place():
    draft = read_plan_text(
        "*** Sông Mây, ngày 8 tháng 11 năm 2021\nSố: 02/KH- CĐCS\nKẾ HOẠCH\nThi đua năm 2021\n" + BODY
    )
    assert draft.doc_number.value == "02/KH-CĐCS"
    assert (draft.place.value, draft.issue_date.value) == ("Sông Mây", "2021-11-08")


def test_two_bodies_run_together_on_one_line():
    head = "LIÊN ĐOÀN LAO ĐỘNG TP SÔNG MÂY CĐCS MẦM NON HOA SEN\nSố: 3/KH-CĐCS\nKẾ HOẠCH\nThi đua năm 2022\n"
    assert read_plan_text(head + BODY).issuing_body.value == "CĐCS MẦM NON HOA SEN"
    one = "CÔNG ĐOÀN TRƯỜNG ĐẠI HỌC SÔNG MÂY\nSố: 3/KH-CĐ\nKẾ HOẠCH\nThi đua năm 2022\n"
    assert read_plan_text(one + BODY).issuing_body.value == "CÔNG ĐOÀN TRƯỜNG ĐẠI HỌC SÔNG MÂY"


def test_a_plan_issued_by_a_decision():
    draft = read_plan_text(
        "KẾ HOẠCH\nTổ chức phong trào thi đua “Vì sông xanh” giai đoạn 2022 - 2025\n"
        "(Kèm theo Quyết định số 166/QĐ-UBND ngày 02 tháng 6 năm 2022 của Ủy ban nhân dân tỉnh Sông Mây)\n" + BODY
    )
    assert draft.doc_number.value == "166/QĐ-UBND"
    assert (draft.issue_date.value, draft.issuing_body.value) == ("2022-06-02", "Ủy ban nhân dân tỉnh Sông Mây")
    assert draft.doc_type.value == "Kế hoạch"


def test_the_press_lends_the_year_of_the_plan_but_not_late_in_a_year():
    told = (
        "Ngày {day}, Liên đoàn Lao động huyện Sông Mây vừa ban hành Kế hoạch phát động phong trào thi đua năm 2024.\n"
        * 2
    )
    early = read_plan_text(told.format(day="20/1"))
    assert (early.issue_date.value, early.issuing_body.value) == ("2024-01-20", "Liên đoàn Lao động huyện Sông Mây")
    assert early.issue_date.confidence < 0.8
    assert read_plan_text(told.format(day="20/12")).issue_date is None


def test_figures_and_phases_of_an_account():
    draft = read_plan_text(
        "Phấn đấu kết nạp mới 800 đoàn viên\n"
        "Liên đoàn Lao động tỉnh Sông Mây phát động các đợt thi đua. "
        "Năm nay, tỉnh phấn đấu kết nạp mới 800 đoàn viên.\n"
        "Đợt thứ nhất được triển khai từ trung tuần tháng 4 và kết thúc vào ngày 31/5/2022. "
        "Dịp này tỉnh sẽ tôn vinh 30 công nhân."
    )
    assert [(one.value, one.unit) for one in draft.targets] == [(800, "đoàn viên")]
    assert [(one.start, one.end) for one in draft.phases] == [("2022-04", "2022-05-31")]


def test_the_theme_of_a_cited_plan_is_not_the_theme():
    draft = read_plan_text(
        "Số: 8/KH-CĐN\nKẾ HOẠCH\nPhát động thi đua năm 2019\n"
        "Căn cứ Kế hoạch số 07/KH-TLĐ ngày 31/01/2019 của Tổng Liên đoàn với chủ đề “Niềm tin người lao động”, "
        "Công đoàn ngành ban hành kế hoạch như sau:\n" + BODY
    )
    assert draft.theme is None
    assert draft.parent_plan is None or draft.parent_plan.number == "07/KH-TLĐ"


def test_of_several_plans_above_the_nearest_is_the_parent():
    draft = read_plan_text(
        "TRƯỜNG TIỂU HỌC SÔNG MÂY\nSố: 8/KH-TH\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2019\n"
        "Căn cứ Kế hoạch số 80/KH-UBND ngày 17/5/2019 của UBND huyện về phát động phong trào thi đua;\n"
        "Thực hiện Kế hoạch số 51/KH-PGDĐT ngày 14/10/2019 của Phòng Giáo dục về phát động phong trào thi đua;\n" + BODY
    )
    assert draft.parent_plan.number == "51/KH-PGDĐT"


def test_a_kind_named_just_before_the_number_counts():
    draft = read_plan_text(
        "Số: 8/KH-CĐ\nKẾ HOẠCH\nThi đua năm 2021\nThực hiện Nghị quyết đại hội lần thứ XIII của Đảng và Kế hoạch "
        "số 16/KH-HĐTĐKT ngày 31/8/2021 của Hội đồng Thi đua - Khen thưởng tỉnh, công đoàn ban hành kế hoạch:\n" + BODY
    )
    assert [(one.kind, one.number) for one in draft.legal_bases] == [("Kế hoạch", "16/KH-HĐTĐKT")]


TARGETS = "Số: 8/KH-CĐ\nSông Mây, ngày 5 tháng 1 năm 2024\nKẾ HOẠCH\nThi đua năm 2024\nI. CHỈ TIÊU\n"


def figures(*lines):
    return [(one.comparator, one.value, one.unit) for one in read_plan_text(TARGETS + "\n".join(lines)).targets]


def test_a_rise_against_last_year_is_a_target_and_last_years_result_is_none():
    assert figures("1. Số sáng kiến tăng 10% so với năm 2023;") == [("=", 10, "%")]
    assert figures("1. Năm 2023 có 1.250 sáng kiến, đạt 125% kế hoạch;") == []


def test_the_size_of_a_unit_and_a_cost_are_no_targets():
    assert figures("1. Doanh nghiệp từ 300 lao động trở lên tổ chức hội thi;") == []
    assert figures("1. Sửa 30 “Mái ấm Công đoàn” với tổng kinh phí 1,5 tỷ đồng;") == [("=", 30, "Mái ấm Công đoàn")]


def test_a_share_in_brackets_only_repeats_the_count():
    assert figures("1. Lao động tiên tiến: 40 đ/c (90%);") == [("=", 40, "đ/c")]


@pytest.mark.parametrize(
    ("line", "unit", "subject"),
    [
        ("Thành lập 5 nghiệp đoàn cơ sở", "nghiệp đoàn", "Thành lập nghiệp đoàn cơ sở"),
        ("Giới thiệu 12 đoàn viên ưu tú cho Đảng", "đoàn viên", "Giới thiệu đoàn viên ưu tú cho Đảng"),
        ("Thành lập 3 công đoàn cơ sở", "công đoàn cơ sở", "Thành lập công đoàn cơ sở"),
        ("Đăng ký 5 công trình, sản phẩm mới", "công trình", "Đăng ký công trình, sản phẩm mới"),
        ("Trao 30 suất quà cho đoàn viên", "suất", "Trao suất quà cho đoàn viên"),
        ("Vận động 500 lượt đoàn viên hiến máu", "lượt", "Vận động lượt đoàn viên hiến máu"),
        ("Vận động 500 lượt người hiến máu", "lượt", "Vận động lượt người hiến máu"),
        ("Hiến 200 đơn vị máu", "đơn vị", "Hiến đơn vị máu"),
    ],
)
def test_the_unit_is_the_bare_noun_and_the_subject_holds_what_qualifies_it(line, unit, subject):
    [target] = read_plan_text(f"{TARGETS}1. {line};").targets
    assert (target.unit, target.subject) == (unit, subject)


def test_a_group_of_departments_gives_way_to_each():
    draft = read_plan_text(
        "Số: 8/KH-CĐ\nKẾ HOẠCH\nThi đua năm 2024\nI. TỔ CHỨC THỰC HIỆN\n1. Các Ban của tỉnh\n"
        "1.1. Ban Tuyên giáo: tuyên truyền.\n1.2. Văn phòng: bảo đảm kinh phí trong quý IV/2024.\n"
        "2. Công đoàn cơ sở: báo cáo từng đợt.\n"
    )
    assert [(one.actor, one.deadline) for one in draft.duties] == [
        ("Ban Tuyên giáo", None),
        ("Văn phòng", "2024-Q4"),
        ("Công đoàn cơ sở", None),
    ]


def test_a_page_without_its_line_breaks_is_taken_apart():
    items = " ".join(
        f"{n}. Công đoàn cơ sở số {n} tổ chức hội nghị người lao động và ký thỏa ước." for n in range(1, 40)
    )
    lines = normalise(f"KẾ HOẠCH\n{items} II. THỜI GIAN: trong năm. Nơi nhận: các đơn vị.").split("\n")
    assert "2. Công đoàn cơ sở số 2 tổ chức hội nghị người lao động và ký thỏa ước." in lines
    assert max(map(len, normalise("Thi đua yêu nước " * 3000).split("\n"))) <= 5000


def test_a_heading_without_its_line_breaks_is_taken_apart():
    items = " ".join(f"{n}. Công đoàn cơ sở số {n} ký thỏa ước lao động tập thể và thi đua." for n in range(1, 60))
    draft = read_plan_text(
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÂY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 25/KH - LĐLĐ Sông Mây, ngày 4 tháng 3 năm 2024 KẾ HOẠCH Phát động phong trào thi đua năm 2024 "
        "Thực hiện Kế hoạch số 49/KH-LĐLĐ ngày 29/02/2024 của Liên đoàn Lao động tỉnh về phong trào thi đua. "
        f"I. NỘI DUNG {items} Nơi nhận: - LĐLĐ tỉnh; - Lưu VP."
    )
    assert (draft.doc_number.value, draft.issue_date.value) == ("25/KH-LĐLĐ", "2024-03-04")
    assert draft.title.value == "Phát động phong trào thi đua năm 2024"
    assert [one.number for one in draft.legal_bases] == ["49/KH-LĐLĐ"]
    assert [one.name for one in draft.recipients] == ["LĐLĐ tỉnh", "Lưu VP"]


def test_a_line_that_waits_for_its_number_goes_on():
    wrapped = [
        "I. MỤC ĐÍCH",
        "Thi đua chào mừng Đại hội Đảng bộ huyện lần thứ",
        "XIII và thực hiện tốt Chỉ thị số",
        "45-CT/TW về thi đua trong toàn thể đoàn viên của ngành, trong các doanh nghiệp",
        "và cơ quan, nhất là nơi có đông lao động nữ, góp phần hoàn thành kế hoạch năm",
        "2024 của từng đơn vị.",
    ]
    assert "lần thứ XIII và thực hiện tốt Chỉ thị số 45-CT/TW" in normalise("\n".join(wrapped))
