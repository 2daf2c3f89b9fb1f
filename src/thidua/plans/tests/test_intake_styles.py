"""House styles of plans never seen before: made-up sentences for what wards, schools, hospitals and barracks write."""

from __future__ import annotations

import pytest

from thidua.plans.intake.draft import PlanDraft
from thidua.plans.intake.misread import digits, words
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.reading import read_plan_text

HEAD = (
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÂY\nSố: 12/KH-LĐLĐ\n{date}\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2022\n"
    "Thực hiện chương trình công tác, Ban Thường vụ ban hành kế hoạch như sau:\n"
    "I. MỤC ĐÍCH\n1. Động viên đoàn viên hăng hái thi đua, hoàn thành nhiệm vụ được giao.\n"
)


def plan(*lines: str, date: str = "Sông Mây, ngày 05 tháng 02 năm 2022") -> PlanDraft:
    return read_plan_text(HEAD.format(date=date) + "\n".join(lines))


def targets(draft: PlanDraft) -> list[tuple]:
    return [(t.comparator, t.value if t.value_high is None else (t.value, t.value_high), t.unit) for t in draft.targets]


def periods(draft: PlanDraft) -> list[tuple]:
    return [(p.start, p.end) for p in draft.phases]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Số ngày điều trị trung bình ≤ 6,5 ngày.", [("<=", 6.5, "ngày")]),
        ("- Phẫu thuật 1.150 ca; triển khai ít nhất 06 kỹ thuật.", [("=", 1150, "ca"), (">=", 6, "kỹ thuật")]),
        ("- Mỗi chi đội có ít nhất 20 hoa điểm 10.", [(">=", 20, "hoa điểm 10")]),
        ("- Bình quân đạt 15 tiêu chí; không còn xã dưới 12 tiêu chí.", [("=", 15, "tiêu chí")]),
        ("- Giảm tai nạn giao thông 5% trên cả 03 tiêu chí.", [("=", 5, "%")]),
        ("- Sửa chữa 60 nhà với tổng kinh phí không dưới 2 tỷ đồng.", [("=", 60, "nhà"), (">=", 2e9, "đồng")]),
        ("- Thi đua 90 ngày đêm, phấn đấu trong 60 ngày.", []),
        ("- Xóa 05 điểm rác tự phát, xây dựng 03 tuyến hẻm kiểu mẫu.", [("=", 5, "điểm rác"), ("=", 3, "tuyến hẻm")]),
        ("- Mỗi tổ dựng ít nhất 02 vở kịch tham dự.", [(">=", 2, "vở kịch")]),
        ("- Thực hiện 05 điều Bác Hồ dạy, 3 nhiệm vụ trọng tâm, 4 khâu đột phá trong 2 giai đoạn.", []),
        ("- Tư vấn cho 15.000 lượt thanh niên.", [("=", 15000, "lượt")]),
    ],
)
def test_figures_of_the_section_of_targets(line, expected):
    assert targets(plan("II. CHỈ TIÊU", line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Phát triển ròng 3.000 đoàn viên.", [("=", 3000, "đoàn viên")]),
        ("- Doanh thu đạt 350 tỷ đồng; năng suất bình quân 62 tạ/ha.", [("=", 350e9, "đồng"), ("=", 62, "tạ/ha")]),
        ("- Cứng hóa 15km đường; hiến 50 đơn vị máu.", [("=", 15, "km"), ("=", 50, "đơn vị")]),
        ("- Có 15 sáng kiến trở lên được công nhận.", [(">=", 15, "sáng kiến")]),
        ("- Thu hoạch tăng 12% so với năm 2021.", [("=", 12, "%")]),
        ("- Mỗi giáo viên dạy 02 tiết.", [("=", 2, "tiết")]),
        ("- Có 200 sáng kiến, làm lợi trên 3 tỷ đồng.", [("=", 200, "sáng kiến"), (">", 3e9, "đồng")]),
        ("- Ký mới 06 bản TƯLĐTT; 04 phòng đăng ký danh hiệu.", [("=", 6, "bản")]),
        ("- Đoạt 45 giải; mỗi chi đoàn đạt ít nhất 30 điểm 9, 10.", [(">=", 30, "điểm 9, 10")]),
        ("- Phấn đấu 80% đoàn viên trở lên tham gia học tập.", [(">=", 80, "%")]),
        ("- Phấn đấu 80% đoàn viên xếp loại khá trở lên.", [("=", 80, "%")]),
        ("- Chỉ tiêu: toàn ngành có 150 sáng kiến, 10 đề tài.", [("=", 150, "sáng kiến"), ("=", 10, "đề tài")]),
        ("- Có ít nhất 10 SKKN cấp trường, 3 SKKN cấp ngành.", [(">=", 10, "SKKN"), (">=", 3, "SKKN")]),
        ("- Mỗi lớp có tối thiểu 03 chậu kiểng; dùng 05 chậu hỏng.", [(">=", 3, "chậu kiểng")]),
        ("- Trao tặng 500 phần quà, mỗi phần trị giá 500.000 đồng.", []),
        ("- Tổ chức 03 cuộc họp, xây dựng 02 văn bản.", []),
        ("- Chọn học sinh đạt 9 điểm trở lên.", []),
    ],
)
def test_figures_among_the_contents(line, expected):
    assert targets(plan("II. NỘI DUNG THI ĐUA", line)) == expected


def test_a_pilot_is_a_target_of_the_duties():
    assert targets(plan("II. TỔ CHỨC THỰC HIỆN", "- Ban Thường vụ: chỉ đạo điểm 03 đơn vị.")) == [("=", 3, "đơn vị")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("+ Đợt 1: đến hết ngày 27/02/2022, chào mừng ngày Thầy thuốc.", "+ Đợt 2: từ ngày 28/02 đến 31/12/2022."),
            [(None, "2022-02-27"), ("2022-02-28", "2022-12-31")],
        ),
        (("- Đợt 1: Tháng 3 năm 2022.", "- Đợt 2: Tháng 9, 10, 11/2022."), [("2022-03",) * 2, ("2022-09", "2022-11")]),
        (("- Đợt 1: Tháng 11, 12 và 01/2023.",), [("2022-11", "2023-01")]),
        (
            ("1. Giai đoạn 1 (2021 - 2023): phát động.", "2. Giai đoạn 2: từ 2024 đến 2025."),
            [("2021", "2023"), ("2024", "2025")],
        ),
        (("Thời gian bắt đầu: 01/3/2022", "Thời gian kết thúc: 30/9/2022"), [("2022-03-01", "2022-09-30")]),
        (("Bắt đầu từ ngày 15/10/2022; kết thúc: Ngày 20/11/2022.",), [("2022-10-15", "2022-11-20")]),
        (("Đợt 4 (27/3/2022 đến kết thúc năm học): Chào mừng 30/4.",), [("2022-03-27", None)]),
        (("Phát động từ 15/3/2022, sơ kết tháng 7/2022, tổng kết tháng 11/2022.",), [("2022-03-15", None)]),
        (("Từ 5-9 đến 20-11-2022.",), [("2022-09-05", "2022-11-20")]),
        (("Từ ngày 1/5-11/6.",), [("2022-05-01", "2022-06-11")]),
        (("- Đợt 1: sơ kết tháng 6/2022.", "- Đợt 1: tháng 7/2022 báo cáo."), []),
    ],
)
def test_phases_told_in_part(lines, expected):
    assert periods(plan("III. THỜI GIAN", *lines)) == expected


@pytest.mark.parametrize(
    ("line", "issued", "place"),
    [
        ("Ngày 05 tháng 01 năm 2022", "2022-01-05", None),
        ("Sông Mây ngày 12 tháng 3 năm 2022", "2022-03-12", "Sông Mây"),
        ("Sông Mây, tháng 3 năm 2022", "2022-03", "Sông Mây"),
        ("Sông Mây, ngày 12 tháng 3, năm 2022", "2022-03-12", "Sông Mây"),
        ("Sông Mây, ngày 12 - 3 - 2022", "2022-03-12", "Sông Mây"),
    ],
)
def test_date_lines(line, issued, place):
    draft = plan(date=line)
    assert draft.issue_date.value == issued
    assert (draft.place.value if draft.place else None) == place


def test_an_official_letter_has_no_kind_but_a_subject():
    draft = read_plan_text(
        "SỞ NỘI VỤ\nSố: 1450/SNV-TĐKT\nV/v phát động thi đua năm 2024\nSông Mây, ngày 07 tháng 8 năm 2024\n"
        "Kính gửi: Các phòng.\nSở Nội vụ đề nghị các phòng thi đua từ ngày 15/8/2024 đến ngày 02/9/2024.\n"
    )
    assert (draft.doc_type.value, draft.title.value) == ("Công văn", "phát động thi đua năm 2024")


def test_the_title_of_a_decision_ends_before_who_decides():
    draft = read_plan_text(
        "BỘ XÂY DỰNG\nSố: 2917/QĐ-BXD\nHà Nội, ngày 14 tháng 11 năm 2022\nQUYẾT ĐỊNH\n"
        "BAN HÀNH KẾ HOẠCH PHONG TRÀO THI ĐUA GIAI ĐOẠN 2022 - 2025\nBỘ TRƯỞNG BỘ XÂY DỰNG\n"
        "Căn cứ Nghị định số 107/2022/NĐ-CP ngày 20/02/2022 của Chính phủ;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tổ chức phong trào thi đua.\n"
    )
    assert draft.title.value == "BAN HÀNH KẾ HOẠCH PHONG TRÀO THI ĐUA GIAI ĐOẠN 2022 - 2025"
    assert [basis.number for basis in draft.legal_bases] == ["107/2022/NĐ-CP"]


def test_a_plan_that_is_cited_without_its_subject_is_the_parent():
    draft = read_plan_text(
        "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP\nSố: 56/KH-CĐKCN\nKẾ HOẠCH\nPhát động thi đua năm 2022\n"
        "Căn cứ Kế hoạch số 20/KH-LĐLĐ ngày 15-3-2022 của Liên đoàn Lao động tỉnh; Ban Thường vụ xây dựng kế hoạch:\n"
        "I. MỤC ĐÍCH\n1. Cổ vũ đoàn viên lập thành tích.\n"
    )
    assert (draft.parent_plan.number, draft.parent_plan.date) == ("20/KH-LĐLĐ", "2022-03-15")


@pytest.mark.parametrize(
    ("lines", "title", "name"),
    [
        (("GIÁM ĐỐC", "BSCKII. Phạm Đình Tuấn"), "GIÁM ĐỐC", "Phạm Đình Tuấn"),
        (("CHÍNH TRỊ VIÊN", "Trung tá Hà Văn Đoàn"), "CHÍNH TRỊ VIÊN", "Hà Văn Đoàn"),
        (("HIỆU TRƯỞNG", "ThS. Lê Thị Hòa"), "HIỆU TRƯỞNG", "Lê Thị Hòa"),
    ],
)
def test_degrees_and_ranks_before_a_signers_name(lines, title, name):
    draft = plan("Nơi nhận:", "- Lưu: VT.", *lines)
    assert (draft.signer.title, draft.signer.name) == (title, name)


def test_days_that_are_due_and_days_that_are_not():
    draft = plan(
        "II. TỔ CHỨC THỰC HIỆN",
        "- Ban Thường vụ tổ chức lễ phát động vào chiều ngày 17/3/2022.",
        "- Mỗi lớp nộp bài về thư viện ngày 14/3/2022.",
        "- Lễ tổng kết dự kiến ngày 25/12/2022.",
        "- Các xã báo cáo kết quả hằng năm trước ngày 15 tháng 11.",
        "- Các xã tập hợp hồ sơ từ ngày 01/12 đến ngày 10/12/2022.",
    )
    assert [found.date for found in draft.deadlines] == ["2022-03-17", "2022-03-14", "2022-12-25"]
    assert [found.recurrence for found in draft.recurring] == ["yearly"]


def test_awards_that_are_granted_and_dealt_out():
    draft = plan(
        "II. KHEN THƯỞNG",
        "- Đề nghị Tổng Liên đoàn tặng Bằng khen cho 01 tập thể, 02 cá nhân.",
        "- Liên đoàn Lao động huyện tặng Giấy khen cho các tập thể, cá nhân tiêu biểu.",
    )
    assert [form.name for form in draft.award_forms] == ["Bằng khen", "Giấy khen"]
    assert [(quota.comparator, quota.values) for quota in draft.award_quotas] == [("=", (1, 2))]
    listed = plan("II. KHEN THƯỞNG", "1. Hình thức: Cờ thi đua của tỉnh; Bằng khen của tỉnh.")
    assert [form.name for form in listed.award_forms] == ["Cờ thi đua của tỉnh", "Bằng khen của tỉnh"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("O1/l2/2O21", "01/12/2021"),
        ("ngày O5 tháng l0 năm 2O21", "ngày 05 tháng 10 năm 2021"),
        ("1OO% và 2.5OO đoàn viên", "100% và 2.500 đoàn viên"),
        ("Số: l7/KH-LĐLĐ", "Số: 17/KH-LĐLĐ"),
        ("ngay 15/3/2022 đên hêt ngay 30/6/2022", "ngày 15/3/2022 đên hêt ngày 30/6/2022"),
        ("Đot 1: Tu 01/01/2022 đen 30/6/2022", "Đợt 1: Từ 01/01/2022 đến 30/6/2022"),
        ("nam 2022", "năm 2022"),
        ("đó.\nKÊ HOACH\nThi đua", "đó.\nKẾ HOẠCH\nThi đua"),
        (
            "hết.\nNoi nhận:\n- Lưu.\nTM. BAN THUỜNG VỤ\nCHU TỊCH",
            "hết.\nNơi nhận:\n- Lưu.\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
        ),
    ],
)
def test_misread_figures_and_dates(read, meant):
    assert words(digits(read)) == meant


@pytest.mark.parametrize(
    "text", ["Đợt I1", "CO2", "Quý I/2022", "20l nước", "02-CT/TU ngày 05/8/2022", "ngay 3 đơn vị"]
)
def test_what_is_no_misread_figure_stays(text):
    assert words(digits(text)) == text


def test_a_figure_on_the_next_line_belongs_to_its_sentence():
    assert normalise("1. Ban Tổ chức tổng hợp, báo cáo kết quả trước\n05/6/2022.\n2. Các ban phối hợp.").split("\n")[
        0
    ] == ("1. Ban Tổ chức tổng hợp, báo cáo kết quả trước 05/6/2022.")


def test_a_short_document_on_one_line_is_taken_apart():
    draft = read_plan_text(
        "LĐLĐ HUYỆN SÔNG MÂY CÔNG ĐOÀN NGÀNH GIÁO DỤC Số 15/CTr-CĐN Sông Mây, ngày 05 tháng 10 năm 2019 CHƯƠNG TRÌNH "
        "THI ĐUA NĂM HỌC 2019 - 2020 Thực hiện Chương trình phối hợp số 02/CTPH-CĐN ngày 25/9/2019, Ban Thường vụ Công "
        "đoàn ngành phát động thi đua như sau: A. MỤC ĐÍCH Nâng cao chất lượng đội ngũ nhà giáo. B. NỘI DUNG I. Đối "
        "với CĐCS 1. 100% CĐCS ký giao ước thi đua. 2. Phấn đấu 90% CĐCS vững mạnh. C. THỜI GIAN Học kỳ I: từ ngày "
        "05/10/2019 đến ngày 10/01/2020. Học kỳ II: từ ngày 13/01/2020 đến ngày 31/5/2020. D. TỔ CHỨC THỰC HIỆN - Các "
        "CĐCS: báo cáo trước 15/01/2020. Nơi nhận - LĐLĐ huyện (b/c) - Lưu CĐN T/M BAN THƯỜNG VỤ CHỦ TỊCH Đỗ Thị Nguyệt"
    )
    assert (draft.doc_number.value, draft.issue_date.value) == ("15/CTr-CĐN", "2019-10-05")
    assert targets(draft) == [("=", 100, "%"), ("=", 90, "%")]
    assert periods(draft) == [("2019-10-05", "2020-01-10"), ("2020-01-13", "2020-05-31")]
    assert [one.name for one in draft.recipients] == ["LĐLĐ huyện", "Lưu CĐN"]
    assert (draft.signer.title, draft.signer.name) == ("CHỦ TỊCH", "Đỗ Thị Nguyệt")


def test_the_year_of_an_account_is_not_that_of_what_it_remembers():
    draft = read_plan_text(
        "Bộ đội biên phòng phát động đợt thi đua chào mừng kỷ niệm 70 năm Ngày Bác ra lời kêu gọi "
        "(11/6/1948-11/6/2018).\nĐợt thi đua diễn ra từ ngày 1/5-11/6, gắn với cuộc vận động “Xứng danh người lính”.\n"
    )
    assert draft.year.value == "2018"
    assert periods(draft) == [("2018-05-01", "2018-06-11")]


def test_a_headline_and_a_sentence_below_the_first_phase_are_no_title():
    draft = read_plan_text(
        "Sông Mây phát động thi đua chào mừng 550 năm thành lập\n1. Đợt 1: Từ ngày 2/9/2018 - 31/12/2018\n"
        "Phát động phong trào thi đua ngay từ những ngày đầu để hoàn thành nhiệm vụ năm 2019\n"
    )
    assert draft.title is None
    assert periods(draft) == [("2018-09-02", "2018-12-31")]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("UBND TỈNH SÔNG MÂY\nSỞ NỘI VỤ\nSố: 14/KH-SNV", "SỞ NỘI VỤ"),
        ("HỘI LHPN TỈNH AN GIA BAN CHẤP HÀNH HUYỆN SÔNG MÂY\nSố: 3/KH-BTV", "BAN CHẤP HÀNH HUYỆN SÔNG MÂY"),
        ("BCH ĐOÀN TỈNH AN GIA ĐOÀN TNCS HỒ CHÍ MINH BCH HUYỆN ĐOÀN SÔNG MÂY\nSố: 3-KH/ĐTN", "BCH HUYỆN ĐOÀN SÔNG MÂY"),
    ],
)
def test_the_own_body_stands_below_the_upper_one(head, body):
    draft = read_plan_text(f"{head}\nKẾ HOẠCH\nThi đua năm 2022\nI. MỤC ĐÍCH\n1. Động viên mọi người thi đua.\n")
    assert draft.issuing_body.value == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (
            "Sáng 27/2, Bộ Chỉ huy Bộ đội Biên phòng (BĐBP) tỉnh Sông Mây đã tổ chức Lễ phát động đợt thi đua.",
            "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sông Mây",
        ),
        (
            "Ngày 30/01/2022, Liên đoàn lao động huyện Sông Mây tổ chức Hội nghị phát động thi đua.",
            "Liên đoàn lao động huyện Sông Mây",
        ),
        (
            "Để chào mừng Đại hội. Hội đồng thi đua, khen thưởng huyện đề nghị các xã phát động thi đua.",
            "Hội đồng thi đua, khen thưởng huyện",
        ),
    ],
)
def test_the_body_that_an_account_tells_of(line, body):
    draft = read_plan_text(f"{line}\nĐợt thi đua diễn ra từ ngày 1/3/2022 đến ngày 19/5/2022 trong toàn đơn vị.\n")
    assert draft.issuing_body.value == body


@pytest.mark.parametrize(
    "line",
    [
        "9 tháng năm 2022, bệnh viện khám được 47.479 lượt người, đạt 92,6% kế hoạch năm.",
        "Bệnh viện khám cho nhiều người, đạt 102,6% kế hoạch năm.",
    ],
)
def test_results_of_an_account_are_no_targets(line):
    assert targets(read_plan_text(f"Bệnh viện Sông Mây phát động thi đua năm 2022.\n{line}\n")) == []


def test_what_a_share_is_of_is_no_target_of_its_own():
    draft = plan("II. CHỈ TIÊU", "- Ít nhất 85% hộ đạt 8 tiêu chí của cuộc vận động.", "- Giúp từ 02 hộ nghèo trở lên.")
    assert targets(draft) == [(">=", 85, "%"), (">=", 2, "hộ")]


def test_two_papers_of_one_number_are_two_bases():
    draft = read_plan_text(
        "KẾ HOẠCH\nPhát động thi đua năm 2021\nCăn cứ Nghị quyết số 01-NQ/TU ngày 29/10/2020 của Đại hội;\n"
        "Căn cứ Nghị quyết số 01-NQ/TU ngày ngày 07/12/2020 của Tỉnh ủy;\nI. MỤC ĐÍCH\n1. Động viên mọi người.\n"
    )
    assert [basis.date for basis in draft.legal_bases] == ["2020-10-29", "2020-12-07"]


def test_a_theme_told_in_a_sentence_under_its_heading():
    draft = plan("II. CHỦ ĐỀ THI ĐUA", "Năm 2022 tiếp tục thực hiện chủ đề “Đoàn kết, sáng tạo, phát triển”.")
    assert draft.theme.value == "Đoàn kết, sáng tạo, phát triển"


def test_the_school_year_below_belongs_to_the_title():
    draft = read_plan_text(
        "Sông Mây, ngày 3/9/2021\nPHÁT ĐỘNG PHONG TRÀO THI ĐUA\nNăm học: 2021 – 2022\nNhà trường phát động.\n"
    )
    assert draft.title.value == "PHÁT ĐỘNG PHONG TRÀO THI ĐUA Năm học: 2021 – 2022"


def test_the_chief_targets_of_an_account():
    draft = read_plan_text(
        "Huyện Sông Mây phát động phong trào thi đua.\nTrong năm 2021, huyện phấn đấu hoàn thành 17 chỉ tiêu chủ yếu "
        "về kinh tế. Trong đó, thu nhập bình quân đạt hơn 43 triệu đồng; trên 550 lao động được giải quyết việc làm.\n"
        "Mỗi tổ đăng ký ít nhất một công trình.\n"
    )
    assert targets(draft) == [(">", 43e6, "đồng"), (">", 550, "lao động"), (">=", 1, "công trình")]


def test_a_form_of_award_that_begins_its_item():
    draft = plan("II. KHEN THƯỞNG", "- Bằng khen của Tỉnh đoàn: mỗi huyện đề nghị không quá 03 tập thể và 05 cá nhân.")
    assert [form.name for form in draft.award_forms] == ["Bằng khen của Tỉnh đoàn"]
    assert [quota.values for quota in draft.award_quotas] == [(3, 5)]


def test_a_companys_drive_in_an_account():
    draft = read_plan_text(
        "Công ty Than Sông Mây phát động thi đua 60 ngày đêm\n"
        "Theo kế hoạch số 215/KHLT-SM-CĐ do Công đoàn Công ty ban hành ngày 28/9/2021, đợt thi đua diễn ra từ ngày "
        "1/10 đến 30/11/2021. Công ty phấn đấu bốc xúc 4,2 triệu m3 đất đá, sản xuất 650.000 tấn "
        "than, doanh thu đạt 780 tỷ "
        "đồng.\n9 tháng đầu năm, Công ty đã sản xuất 1,8 triệu tấn than, đạt 76% kế hoạch năm.\n"
    )
    assert (draft.doc_number.value, draft.issue_date.value) == ("215/KHLT-SM-CĐ", "2021-09-28")
    assert targets(draft) == [("=", 4.2e6, "m3"), ("=", 650_000, "tấn"), ("=", 780e9, "đồng")]
    assert periods(draft) == [("2021-10-01", "2021-11-30")]


def test_an_aim_holds_for_the_whole_sentence_of_an_account():
    draft = read_plan_text(
        "Liên đoàn Lao động Sông Mây vừa phát động thi đua.\nLiên đoàn đặt mục tiêu vận động ít "
        "nhất 70% đoàn viên tham "
        "gia; phát triển mới 85.000 đoàn viên; 65% doanh nghiệp ký thỏa ước.\n"
    )
    assert targets(draft) == [(">=", 70, "%"), ("=", 85_000, "đoàn viên"), ("=", 65, "%")]


def test_the_words_of_the_state_are_none_of_the_body_however_they_were_read():
    draft = read_plan_text(
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG            CỘNG HOA XÃ HỘI CHU NGHĨA VIỆT NAM\n"
        "        VIỆT NAM                        Đôc lập - Tự do - Hạnh phúc\n"
        "Số: 85/KH-TLĐ                       Hà Nội, ngày 30 tháng 9 năm 2022\nKẾ HOẠCH\nPhát động thi đua năm 2022"
        "\n"
        "I. MỤC ĐÍCH\n1. Động viên mọi người thi đua.\n"
    )
    assert draft.issuing_body.value == "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"


def test_a_share_of_what_was_aimed_at_is_a_result():
    draft = read_plan_text(
        HEAD.format(date="Sông Mây, ngày 6/1/2025").replace("2022", "2025")
        + "PHẦN II. NỘI DUNG\nNăm 2024, huyện kết nạp 1.245 đoàn viên, đạt 124,5% chỉ tiêu; thành lập 09 CĐCS.\n"
        "- Kết nạp mới 1.100 đoàn viên.\n"
    )
    assert targets(draft) == [("=", 1100, "đoàn viên")]


def test_what_the_aim_of_a_drive_is():
    draft = read_plan_text(
        "Điện lực Sông Mây vừa phát động đợt thi đua 100 ngày (từ 15/5 đến 22/8/2021).\nBốn tháng "
        "qua, sản lượng đạt 25,1 "
        "tỷ kWh.\nMục tiêu của đợt thi đua là đóng điện 45 công trình, giải ngân 5.200 tỷ đồng, tổn thất dưới 4,9%.\n"
        "Kết thúc đợt thi đua, công ty sẽ khen thưởng 10 tập thể và 50 cá nhân.\n"
    )
    assert sorted(targets(draft)) == [("<", 4.9, "%"), ("=", 45, "công trình"), ("=", 5200e9, "đồng")]


def test_a_basis_begins_a_paragraph_in_wrapped_text_too():
    lines = [
        "KẾ HOẠCH",
        "Tổ chức phong trào thi đua năm 2022 và đăng ký danh hiệu thi đua",
        "Căn cứ Quyết định số 29/2018/QĐ-UBND ngày 08/8/2018 của Ủy ban nhân dân",
        "tỉnh ban hành Quy chế thi đua, khen thưởng và các văn bản hướng dẫn có",
        "liên quan về công tác thi đua, khen thưởng; Sở Xây dựng ban hành kế hoạch",
        "tổ chức phong trào thi đua năm 2022 trong toàn ngành với các nội dung chính",
        "như sau, đề nghị các đơn vị nghiêm túc thực hiện trong năm:",
    ]
    assert normalise("\n".join(lines)).split("\n")[1] == lines[1]
