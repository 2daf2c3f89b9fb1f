"""One small made-up text for each rule of the reader's grammar."""

from __future__ import annotations

import pytest

from thidua.plans.intake.draft import PlanDraft
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.reading import read_plan_text

HEAD = "Số: 12/KH-LĐLĐ\nAn Phú, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n"


def plan(*lines: str) -> PlanDraft:
    """A plan with the usual heading and these lines."""
    return read_plan_text(HEAD + "\n".join(lines))


def targets(line: str, section: str = "II. CHỈ TIÊU") -> list[tuple]:
    found = plan("I. MỤC ĐÍCH", "1. Cho biết.", section, line).targets
    return [(t.comparator, t.value if t.value_high is None else (t.value, t.value_high), t.unit) for t in found]


def periods(line: str, section: str = "III. THỜI GIAN THỰC HIỆN") -> list[tuple]:
    return [(p.start, p.end) for p in plan("I. MỤC ĐÍCH", "1. Cho biết.", section, line).phases]


def movements(line: str) -> list[str]:
    return [m.name for m in plan("II. NỘI DUNG THI ĐUA", line).movements]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Trên 90% đoàn viên được học tập.", [(">", 90, "%")]),
        ("1. Ít nhất 85 % CĐCS vững mạnh.", [(">=", 85, "%")]),
        ("1. Từ 80% trở lên đoàn viên tham gia.", [(">=", 80, "%")]),
        ("1. Tỷ lệ vi phạm không quá 2%.", [("<=", 2, "%")]),
        ("1. Giảm tỷ lệ CĐCS yếu xuống dưới 01%.", [("<", 1, "%")]),
        ("1. 98,5% công đoàn cơ sở có kế hoạch.", [("=", 98.5, "%")]),
        ("1. Có 80 - 85% nữ đoàn viên đạt danh hiệu.", [("between", (80, 85), "%")]),
        ("1. Kết nạp 1.200 đoàn viên; thành lập 5 CĐCS.", [("=", 1200, "đoàn viên"), ("=", 5, "CĐCS")]),
        ("1. Kết nạp từ 1.000 đến 1.200 đoàn viên.", [("between", (1000, 1200), "đoàn viên")]),
        ("1. Hỗ trợ 500 triệu đồng cho đoàn viên khó khăn.", [("=", 500_000_000, "đồng")]),
        ("1. Mỗi CĐCS có ít nhất một sáng kiến.", [(">=", 1, "sáng kiến")]),
        ("1. Trên 85% CĐCS vững mạnh, dưới 1% CĐCS yếu.", [(">", 85, "%"), ("<", 1, "%")]),
        ("1. Giải ngân đạt từ 95% kế hoạch trở lên.", [(">=", 95, "%")]),
        ("1. Lao động tiên tiến: 28/32 đạt 87,5%.", [("=", 87.5, "%")]),
        ("1. Trên 80% UBKT đạt loại khá trở lên.", [(">", 80, "%")]),
    ],
)
def test_targets(line, expected):
    assert targets(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "1. Hưởng ứng Chương trình 01 triệu sáng kiến.",
        "1. Thi đua 90 ngày nước rút.",
        "1. Thực hiện “3 nhất”, “5 không”.",
        "1. Năm 2023 đã đạt 95% kế hoạch.",
        "1. Thực hiện Nghị quyết số 02-NQ/TW ngày 12/6/2021.",
        "1. Kỷ niệm 95 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2024).",
        "1. Kế hoạch 5 năm 2021 - 2025, nhiệm kỳ 2023 - 2028.",
        "1. Trên địa bàn quận, cấp trên cơ sở chỉ đạo.",
    ],
)
def test_figures_that_are_no_targets(line):
    assert targets(line) == []


def test_outside_the_section_only_shares_ranges_and_least_numbers_are_targets():
    section = "IV. TỔ CHỨC THỰC HIỆN"
    assert targets("- Vận động 100% đoàn viên tham gia.", section) == [("=", 100, "%")]
    assert targets("- Lựa chọn từ 1 - 2 đơn vị làm điểm.", section) == [("between", (1, 2), "đơn vị")]
    assert targets("- Cử 02 đồng chí dự họp.", section) == []
    assert targets("- Số lượng khen không quá 20% tổng số.", "V. KHEN THƯỞNG") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Đợt 1: Từ ngày 15/01/2024 đến ngày 30/6/2024.", [("2024-01-15", "2024-06-30")]),
        ("Đợt 1: Từ tháng 01/01/2024 đến 30/6/2024.", [("2024-01-01", "2024-06-30")]),
        ("1. Đợt 1 (từ tháng 01/2024 đến 31/7/2024): Thi đua.", [("2024-01", "2024-07-31")]),
        ("- Từ tháng 10 năm 2024 đến hết tháng 3 năm 2025.", [("2024-10", "2025-03")]),
        ("- Từ 15/01 đến 30/6/2024.", [("2024-01-15", "2024-06-30")]),
        ("- Từ 01/9 đến 20/11.", [("2024-09-01", "2024-11-20")]),
        ("- Từ tháng 1-12/2024.", [("2024-01", "2024-12")]),
        ("- Từ ngày 05 tháng 9 năm 2024 tới ngày 31 tháng 5 năm 2025.", [("2024-09-05", "2025-05-31")]),
        (
            "Chia 2 đợt: đợt 1 từ 01/01/2024 đến 30/6/2024; đợt 2 từ 01/7/2024 đến 31/12/2024.",
            [("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")],
        ),
        (
            "Từ năm 2024 đến năm 2025, chia 2 giai đoạn: giai đoạn 1: từ tháng "
            "7/2024 đến hết tháng 12/2024; giai đoạn 2: từ"
            " tháng 01/2025 đến tháng 11/2025.",
            [("2024-07", "2024-12"), ("2025-01", "2025-11")],
        ),
        ("Từ ngày ban hành Kế hoạch đến khi tổ chức Đại hội.", [(None, None)]),
        ("Đợt 2 từ tháng 1/2025 đến hết năm học.", [("2025-01", None)]),
    ],
)
def test_phases(line, expected):
    assert periods(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Chào mừng kỷ niệm 95 năm (28/7/1929 - 28/7/2024).",
        "Năm học 2023 - 2024 và nhiệm kỳ 2023 - 2028.",
        "Giai đoạn 2021 - 2025 của thành phố.",
    ],
)
def test_periods_that_are_no_phases(line):
    assert periods(line) == []


def test_phase_takes_its_theme_and_name():
    draft = plan("III. THỜI GIAN", "Đợt 1: Từ 01/01/2024 đến 30/6/2024: Với chủ đề “Mừng Đảng, mừng Xuân”.")
    assert [(p.name, p.theme) for p in draft.phases] == [("Đợt 1", "Mừng Đảng, mừng Xuân")]
    assert draft.theme is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Phong trào thi đua “Lao động giỏi”, “Lao động sáng tạo” và “Xanh - Sạch - Đẹp”.", 3),
        ("1. Cuộc vận động xây dựng người cán bộ “Trung thành, trách nhiệm”.", 1),
        ('1. Phong trào "Giỏi việc nước, đảm việc nhà" trong nữ đoàn viên.', 1),
        ("1. Phong trào “Dạy tốt” với mục tiêu “Chất lượng, hiệu quả”.", 1),
        ("1. Đăng ký danh hiệu “Lao động giỏi”, “Người tốt, việc tốt”.", 0),
        ("1. Với chủ đề “Đoàn kết, sáng tạo” và phương châm “Vì đoàn viên”.", 0),
        ("1. Tham gia Hội thi “Thợ giỏi thành phố”, ủng hộ quỹ “Mái ấm công đoàn”.", 0),
        ("1. Theo Chuyên đề “Học tập và làm theo, triển khai phong trào “Văn hóa công sở” rộng khắp.", 1),
    ],
)
def test_movements(line, expected):
    assert len(movements(line)) == expected


def test_movement_is_kept_once():
    assert movements("1. Phong trào “Lao động giỏi”. Phong trào “Lao động Giỏi”.") == ["Lao động giỏi"]


def test_head():
    draft = read_plan_text(
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG\nTỈNH AN BÌNH\n-------\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nÐộc lập - Tự do - Hạnh phúc\n"
        "Số:  07 / KH - LĐLĐ\nAn Bình, ngày   tháng 3 năm 2024\n***\nKẾ HOẠCH\nPHÁT ĐỘNG PHONG TRÀO THI ĐUA\nNĂM 2025\n"
        "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;\n"
        "Thực hiện Kế hoạch số 05/KH-TLĐ ngày 02/01/2024 của Tổng Liên đoàn Lao động Việt Nam về phát động thi đua;\n"
        "I. MỤC ĐÍCH\n1. Cho biết theo Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ.\n"
    )
    assert draft.doc_number.value == "07/KH-LĐLĐ"
    assert (draft.issue_date.value, draft.place.value) == ("2024-03", "An Bình")
    assert draft.issue_date.why == "Ngày ban hành còn bỏ trống trong văn bản."
    assert draft.issuing_body.value == "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH"
    assert draft.title.value == "PHÁT ĐỘNG PHONG TRÀO THI ĐUA NĂM 2025"
    assert draft.year.value == "2025"
    assert [(b.number, b.date) for b in draft.legal_bases] == [
        ("Luật Thi đua, khen thưởng", "2022-06-15"),
        ("05/KH-TLĐ", "2024-01-02"),
    ]
    assert draft.parent_plan.issuer == "Tổng Liên đoàn Lao động Việt Nam"
    assert [b.number for b in draft.cited_documents] == ["98/2023/NĐ-CP"]


def test_account_in_the_press():
    draft = read_plan_text(
        "Huyện An Phú phát động phong trào thi đua “An Phú đồng lòng”\n"
        "Ngày 10 tháng 9 năm 2021, Ủy ban nhân dân huyện vừa ban hành Kế hoạch "
        "số 239/KH-UBND phát động phong trào thi đua"
        " “An Phú đồng lòng” với chủ đề “Chung sức vượt khó”. Thời gian từ "
        "tháng 11/2021 đến khi huyện tổ chức lễ kỷ niệm."
    )
    assert draft.doc_number.value == "239/KH-UBND"
    assert (draft.issue_date.value, draft.issuing_body.value) == ("2021-09-10", "Ủy ban nhân dân huyện")
    assert draft.legal_bases == ()
    assert [m.name for m in draft.movements] == ["An Phú đồng lòng"]
    assert draft.theme.value == "Chung sức vượt khó"
    assert [(p.start, p.end, p.relative_end) for p in draft.phases] == [
        ("2021-11", None, "khi huyện tổ chức lễ kỷ niệm")
    ]


def test_head_in_columns_of_blanks():
    draft = read_plan_text(
        "LĐLĐ TỈNH AN BÌNH            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "CÔNG ĐOÀN NGÀNH Y TẾ             Độc lập – Tự do – Hạnh phúc\n"
        "Số: 15/KH-CĐYT              An Bình, ngày 09 tháng 01 năm 2023\n"
        "KẾ HOẠCH\nPhát động thi đua năm 2023\nI. MỤC ĐÍCH\n1. Cho biết."
    )
    assert draft.doc_number.value == "15/KH-CĐYT"
    assert (draft.issue_date.value, draft.place.value) == ("2023-01-09", "An Bình")
    assert draft.issuing_body.value == "CÔNG ĐOÀN NGÀNH Y TẾ"


def test_duties_deadlines_and_levels():
    draft = plan(
        "Ban Thường vụ Liên đoàn Lao động huyện An Phú ban hành kế hoạch như sau:",
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Đối với công đoàn cơ sở:",
        "- Xây dựng kế hoạch, gửi về LĐLĐ huyện trước ngày 20/02/2024.",
        "- Sau mỗi đợt thi đua báo cáo kết quả về LĐLĐ huyện.",
        "2. Giao Ban Chính sách: Tổng hợp kết quả, báo cáo chậm nhất ngày 15/12.",
        "3. Công tác khen thưởng",
        "- Khen thưởng kịp thời.",
        "4. Liên đoàn Lao động huyện An Phú",
        "- Chỉ đạo chung.",
    )
    assert [(d.actor, d.level, d.deadline, d.recurrence) for d in draft.duties] == [
        ("Công đoàn cơ sở", "base", "2024-02-20", ""),
        ("Công đoàn cơ sở", "base", None, "after_phase"),
        ("Ban Chính sách", "department", "2024-12-15", ""),
        ("Liên đoàn Lao động huyện An Phú", "own", None, ""),
    ]
    assert [(d.date, d.relation, d.who) for d in draft.deadlines] == [
        ("2024-02-20", "before", "Công đoàn cơ sở"),
        ("2024-12-15", "before", "Ban Chính sách"),
    ]
    assert [r.recurrence for r in draft.recurring] == ["after_phase"]


def test_two_days_behind_one_word_are_two_deadlines():
    draft = plan(
        "V. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ (Ban Thi đua - Khen thưởng): nhận hồ sơ chậm nhất ngày 15/12/2024 (sơ kết) và ngày 30/11/2025.",
    )
    assert [d.date for d in draft.deadlines] == ["2024-12-15", "2025-11-30"]
    assert [d.actor for d in draft.duties] == ["Sở Nội vụ (Ban Thi đua - Khen thưởng)"]


def test_actors_without_headings_of_their_own():
    draft = plan(
        "V. TỔ CHỨC THỰC HIỆN",
        "- Các cơ quan, đơn vị căn cứ Kế hoạch này để triển khai.",
        "- Đề nghị Mặt trận Tổ quốc tỉnh, các tổ chức chính trị - xã hội phát huy vai trò.",
        "- Hội đồng Thi đua - Khen thưởng các cấp phân công nhiệm vụ.",
    )
    assert [d.actor for d in draft.duties] == [
        "Các cơ quan, đơn vị",
        "Mặt trận Tổ quốc tỉnh, các tổ chức chính trị - xã hội",
        "Hội đồng Thi đua - Khen thưởng các cấp",
    ]


def test_awards_and_quotas():
    draft = plan(
        "III. KHEN THƯỞNG",
        "1. Hình thức khen thưởng",
        "- Cờ thi đua của Tổng Liên đoàn;",
        "- Bằng khen của Liên đoàn Lao động tỉnh;",
        "- Giấy khen.",
        "2. Số lượng đề nghị khen thưởng",
        "- Mỗi đơn vị đề nghị không quá 01 tập thể, 03 cá nhân;",
        "- Văn phòng: 02 cá nhân.",
    )
    assert [a.name for a in draft.award_forms] == [
        "Cờ thi đua của Tổng Liên đoàn",
        "Bằng khen của Liên đoàn Lao động tỉnh",
        "Giấy khen",
    ]
    assert [(q.comparator, q.values) for q in draft.award_quotas] == [("<=", (1.0, 3.0)), ("=", (2.0,))]


def test_commemorations_are_kept_once_and_their_dates_are_no_phase():
    draft = plan(
        "III. THỜI GIAN",
        "Chào mừng kỷ niệm 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2024), 49 năm giải phóng miền Nam.",
        "Kỷ niệm 94 năm Ngày thành lập Đảng.",
    )
    assert [(c.years, c.date_range) for c in draft.commemorations] == [(94, "03/02/1930 - 03/02/2024"), (49, None)]
    assert draft.phases == ()


@pytest.mark.parametrize(
    "ending",
    [
        "Nơi nhận:\n- LĐLĐ tỉnh (để b/c);\n- Các CĐCS;\n- Lưu: VP.\nTM. BAN "
        "THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Thị An",
        "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị An\nNơi nhận:\n- "
        "LĐLĐ tỉnh (để b/c);\n- Các CĐCS;\n- Lưu: VP.",
        "Nơi nhận:                        TM. BAN THƯỜNG VỤ\n- LĐLĐ tỉnh (để b/c);               KT. CHỦ TỊCH\n"
        "- Các CĐCS;                        PHÓ CHỦ TỊCH\n- Lưu: VP.\n                                     Lê Thị An",
    ],
)
def test_end_in_either_order(ending):
    draft = plan("I. MỤC ĐÍCH", "1. Cho biết.", ending)
    assert [(r.name, r.remark) for r in draft.recipients] == [
        ("LĐLĐ tỉnh", "để b/c"),
        ("Các CĐCS", ""),
        ("Lưu: VP", ""),
    ]
    signer = draft.signer
    assert (signer.title, signer.name) == ("PHÓ CHỦ TỊCH", "Lê Thị An")
    assert signer.on_behalf == "TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH"


def test_normalise_joins_wrapped_lines_and_drops_marks():
    text = normalise(
        "## **KẾ HOẠCH**\n\n**1. Mục đích:** thi đua *lao\nđộng* giỏi trong "
        "toàn đơn vị,\ngóp phần hoàn thành nhiệm vụ.\n\n2\n\n"
        "- Việc một của các đơn vị trong tỉnh được\ngiao;\n- Việc hai.\n|---|---|\n| a | b |\n"
    )
    assert text.split("\n")[0] == "KẾ HOẠCH"
    assert "thi đua lao động giỏi" in text
    assert "- Việc hai." in text.split("\n")
    assert "a | b" in text.split("\n")


def test_normalise_repairs_letters_and_quotation_marks():
    assert normalise('Ðảng, ngƣời, "một" và " hai "') == "Đảng, người, “một” và “ hai ”"


def test_paragraph_that_stands_twice_is_kept_once():
    line = "Thực hiện kế hoạch của cấp trên về phong trào thi đua năm 2024."
    assert normalise(f"{line}\n{line}\nKhác.") == f"{line}\nKhác."


def test_targets_without_a_number_are_kept_apart():
    found = plan(
        "I. CHỈ TIÊU",
        "1. Hoàn thành dự toán được giao.",
        "2. Cá nhân được khen thưởng là lao động trực tiếp, người không giữ chức vụ: từ 15 % trở lên",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Công đoàn cơ sở",
        "- Bảo đảm 100% đoàn viên được biết (hạn 31/3/2024).",
    )
    assert [target.text for target in found.qualitative_targets] == ["Hoàn thành dự toán được giao"]
    listed = [target for target in found.targets if target.in_target_section]
    assert [(t.subject, t.comparator, t.value) for t in listed] == [
        ("Cá nhân được khen thưởng là lao động trực tiếp, người không giữ chức vụ", ">=", 15)
    ]
    assert [(duty.text, duty.deadline) for duty in found.duties] == [
        ("Bảo đảm 100% đoàn viên được biết.", "2024-03-31")
    ]


def test_a_duty_that_repeats_a_listed_target_is_no_second_target():
    found = plan(
        "I. CHỈ TIÊU",
        "1. Đoàn viên được học nghị quyết: 100 %",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Công đoàn cơ sở",
        "- Đoàn viên được học nghị quyết: 100 % (hạn 31/3/2024).",
    )
    assert [(t.subject, t.value, t.in_target_section) for t in found.targets] == [
        ("Đoàn viên được học nghị quyết", 100, True)
    ]


def test_a_line_of_movements_is_no_content_and_a_body_over_two_lines_is_one():
    found = read_plan_text(
        "LIÊN ĐOÀN LAO ĐỘNG\nQUẬN AN PHÚ\nCÔNG ĐOÀN CƠ SỞ\nCÔNG TY MAY AN PHÚ\n"
        + HEAD
        + "I. NỘI DUNG THI ĐUA\n1. Thi đua lao động giỏi.\n"
        + "2. Các phong trào thi đua: “Lao động giỏi”; “Xanh, sạch, đẹp”."
    )
    assert found.issuing_body is not None
    assert found.issuing_body.value == "CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY AN PHÚ"
    assert [paragraph.text for paragraph in found.contents] == ["Thi đua lao động giỏi."]
    assert [movement.name for movement in found.movements] == ["Lao động giỏi", "Xanh, sạch, đẹp"]
