"""Press accounts of plans: whose movement it is, what is aimed at and what was reached. Made-up sentences."""

from __future__ import annotations

import pytest

from thidua.plans.intake.reading import read_plan_text
from thidua.plans.tests.test_intake_styles import periods, targets


def body(told: str) -> str | None:
    found = read_plan_text(told).issuing_body
    return found.value if found else None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Đợt thi đua được Hội Nông dân tỉnh phát động từ nay đến ngày 31/8/2025.", "Hội Nông dân tỉnh"),
        ("CĐ Dệt may tỉnh đề nghị mỗi tổ phấn đấu đạt 2 sáng kiến trong năm.", "CĐ Dệt may tỉnh"),
        ("Nhiệm kỳ 2016 - 2021, Hội CCB huyện phấn đấu 90% hội viên khá giả.", "Hội CCB huyện"),
        ("Chiều 4-3, Khối thi đua số 5 (gồm: Sở A, Sở B) tổ chức hội nghị ký kết giao ước.", "Khối thi đua số 5"),
        ("Theo UBND TP Sông Mây, kế hoạch được thực hiện nhằm thống nhất chỉ đạo.", "UBND TP Sông Mây"),
        ("Ngày 13/10/2012 trường THCS Sông Mây long trọng tổ chức lễ phát động thi đua.", "trường THCS Sông Mây"),
        ("Hội nghị đề nghị các đơn vị thi đua. Đoàn viên phấn đấu đạt 3 sáng kiến.", None),
    ],
)
def test_whose_movement_an_account_tells(told, expected):
    assert body(f"{told}\n") == expected


def test_slogans_and_parts_of_a_page_name_no_body():
    draft = read_plan_text(
        "TOÀN DÂN RA SỨC THI ĐUA THỰC HIỆN THẮNG LỢI NHIỆM VỤ NĂM 2022!\n\nHỘI NGHỊ PHÁT ĐỘNG PHONG TRÀO THI ĐUA\n\n"
        "Ngày 30/01/2015, Liên đoàn lao động huyện Sông Mây tổ chức Hội nghị phát động phong trào thi đua năm 2015.\n"
    )
    assert draft.issuing_body.value == "Liên đoàn lao động huyện Sông Mây"
    assert draft.title is None


def test_a_body_in_small_letters_beside_the_words_of_the_state():
    draft = read_plan_text(
        "UBND XÃ SÔNG MÂY CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Liên đội trường THCS Sông Mây Độc lập - Tự do - Hạnh phúc\n"
        "Sông Mây, ngày 16 tháng 3 năm 2010\nKẾ HOẠCH\nThi đua chào mừng ngày lễ năm 2010\nI. MỤC ĐÍCH\n1. Thi đua.\n"
    )
    assert draft.issuing_body.value == "Liên đội trường THCS Sông Mây"


def test_the_day_of_a_web_page_is_no_date_of_issue():
    draft = read_plan_text(
        "Thứ năm, ngày 08 tháng 12 năm 2022\nPhấn đấu hoàn thành chỉ tiêu sáng kiến\nCông đoàn ngành Sông Mây đã "
        "ban hành công văn số 160/CĐSM-CSPL&QHLĐ ngày 27/4/2022 về việc phát động chiến dịch thi đua cao điểm.\n"
    )
    assert (draft.doc_number.value, draft.issue_date.value) == ("160/CĐSM-CSPL&QHLĐ", "2022-04-27")


def test_when_a_page_appeared_is_no_part_of_the_title():
    draft = read_plan_text(
        "KẾ HOẠCH PHÁT ĐỘNG THI ĐUA NĂM 2020\n[ Cập nhật vào ngày (01/01/2020) ]\nI. MỤC ĐÍCH\n1. An.\n"
    )
    assert draft.title.value == "PHÁT ĐỘNG THI ĐUA NĂM 2020"


def test_the_date_line_beside_the_subject_of_a_letter():
    draft = read_plan_text(
        "CÔNG ĐOÀN VIÊN CHỨC SÔNG MÂY          Độc lập – Tự do – Hạnh phúc\nSố:  179/CĐVC\n"
        "V/v phát động thi đua năm 2016            Sông Mây, ngày 18  tháng 7 năm 2016\nKính gửi: Các Công đoàn\n"
        "Công đoàn Viên chức Sông Mây đề nghị các Công đoàn trực thuộc triển khai.\n"
    )
    assert (draft.doc_number.value, draft.issue_date.value) == ("179/CĐVC", "2016-07-18")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Theo đó, vốn huy động đến cuối năm đạt 16.227 tỷ đồng, tăng 15,77%, chiếm 63% tổng nguồn vốn.", []),
        ("LĐLĐ tỉnh phấn đấu 90% đoàn viên đăng ký. Tỷ lệ hộ nghèo giảm 3%/năm.", [("=", 90, "%"), ("=", 3, "%")]),
        ("Công đoàn đặt mục tiêu: Phấn đấu đạt 110% kế hoạch doanh thu.", [("=", 110, "%")]),
        ("Năm qua công ty đạt 110% kế hoạch doanh thu.", []),
        ("Hội đặt mục tiêu: 80% nông dân trở lên thực hiện tốt 2 cuộc vận động.", [(">=", 80, "%")]),
        ("Mỗi chi hội giúp thêm được hai gia đình hội viên trở lên thoát nghèo.", [(">=", 2, "gia đình")]),
        ("CĐ ngành đề nghị mỗi đoàn viên có ít nhất một đề xuất, giải pháp mới.", [(">=", 1, "đề xuất")]),
        ("Hội đề nghị mỗi chi hội có ít nhất 03 khung tranh cổ động.", [(">=", 3, "khung tranh")]),
        ("Tỉnh phấn đấu thêm 7 xã đạt chuẩn nông thôn mới.", [("=", 7, "xã")]),
        ("116 xóm khu vực biên giới phấn đấu đạt chuẩn.", [("=", 116, "xóm")]),
        (
            "Đoàn sẽ tư vấn cho 1,6 triệu thanh niên và giới thiệu việc làm cho 150 ngàn thanh niên.",
            [("=", 1.6e6, "thanh niên"), ("=", 150_000, "thanh niên")],
        ),
        (
            "Tỉnh phấn đấu về đích. Bình quân tăng từ 1 - 2 tiêu chí/xã so với năm 2019.",
            [("between", (1, 2), "tiêu chí")],
        ),
        ("Tỉnh phấn đấu về đích. Kết quả, bình quân tăng từ 1 - 2 tiêu chí so với năm 2019.", []),
        ("LĐLĐ huyện đã hiến được 225 đơn vị máu, vượt 12,5% so kế hoạch.", []),
        ("Hội đề ra chỉ tiêu thi đua: mỗi năm trợ giúp trên 30 địa chỉ nhân đạo.", [(">", 30, "địa chỉ")]),
        (
            "Toàn Đoàn thực hiện 67 công trình cấp tỉnh, 1.377 công trình cấp huyện, phấn đấu hoàn thành sớm.",
            [("=", 67, "công trình"), ("=", 1377, "công trình")],
        ),
        ("Toàn Đoàn đã thực hiện 67 công trình cấp tỉnh, phấn đấu hoàn thành sớm.", []),
        ("Kết quả, trồng nhiều cây; 100% đoàn viên tham gia.", []),
        ("Ban Thường vụ ban hành công văn tới 100% các huyện đoàn.", []),
        ("Song May phan dau giam 3% so hoi vien ngheo/nam - Anh 1", []),
    ],
)
def test_what_an_account_aims_at_and_what_it_reports(told, expected):
    assert targets(read_plan_text(f"Công đoàn tỉnh Sông Mây vừa phát động thi đua.\n{told}\n")) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Hội đã phát động đợt thi đua cao điểm đến hết năm 2008 với mục tiêu cao.", [(None, "2008")]),
        ("Phong trào thi đua 100 ngày chào mừng kỷ niệm 100 năm ngày sinh anh Nguyễn Văn Mây, người con ưu tú của quê"
         " hương được phát động từ nay cho đến ngày 13/10/2014 với nhiều hoạt động.", [(None, "2014-10-13")]),
        ("Phong trào được chia thành 2 giai đoạn thực hiện là 2024 – 2025 và giai đoạn 2026 đến năm 2030.",
         [("2024", "2025"), ("2026", "2030")]),
        ("Tỉnh có 2 giai đoạn đầu tư.", []),
        ("Theo kế hoạch từ tháng 07/2018 đến hết tháng 7/2019, các xã hưởng ứng.", [("2018-07", "2019-07")]),
    ],
)  # fmt: skip
def test_stretches_told_in_an_account(told, expected):
    assert periods(read_plan_text(f"Hội Nông dân tỉnh Sông Mây vừa phát động thi đua.\n{told}\n")) == expected


def test_an_account_carries_out_only_what_its_sentence_begins_with():
    draft = read_plan_text(
        "Ban Chỉ huy Sông Mây phát động thi đua, gắn với thực hiện Chỉ thị 78-CT/QUTW của Quân ủy.\n"
        "Thực hiện Kế hoạch số 01/KH-CĐ ngày 09/01/2020 của Công đoàn tỉnh, cơ quan phát động thi đua.\n"
    )
    assert [one.number for one in draft.legal_bases] == ["01/KH-CĐ"]


def test_an_aim_told_among_the_purposes():
    head = "Số: 12/KH-LĐLĐ\nAn Phú, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n"
    told = (
        "1. Tạo đột phá, phấn đấu đến hết năm 2026 có 12 nghìn đoàn viên.\n2. Biểu dương 30 đoàn viên có 5 sáng kiến."
    )
    assert targets(read_plan_text(f"{head}I. MỤC ĐÍCH\n{told}\n")) == [("=", 12_000, "đoàn viên")]


HEAD = "Số: 12/KH-LĐLĐ\nAn Phú, ngày 05 tháng 02 năm 2024\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["- Đợt 1: Quý I/2024.", "- Đợt 2: Quý II, III năm 2024."], [("2024-01", "2024-03"), ("2024-04", "2024-09")]),
        (["- Quý I: mừng Đảng.", "- Quý II: mừng lễ 30/4."], [("2024-01", "2024-03"), ("2024-04", "2024-06")]),
        (
            ["- Đợt 1 (6 tháng đầu năm): An.", "- Đợt 2: sáu tháng cuối năm."],
            [("2024-01", "2024-06"), ("2024-07", "2024-12")],
        ),
        (["Thời gian: Từ quý II/2024 đến hết quý IV/2024."], [("2024-04", "2024-12")]),
        (["Thời gian thực hiện: Trong quý IV năm 2024."], [("2024-10", "2024-12")]),
        (["Giai đoạn 1: quý IV/2023 - quý I/2024"], [("2023-10", "2024-03")]),
        (["- 6 tháng đầu năm: sơ kết.", "- Quý IV: tổng kết và báo cáo."], []),
        (["- Quý V: không có."], []),
    ],
)
def test_quarters_and_halves_of_a_year(lines, expected):
    told = "\n".join(lines)
    assert periods(read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. THỜI GIAN\n{told}\n")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cuối năm, Ban Thường vụ xét chọn 5 tập thể, 10 cá nhân tiêu biểu.", [("=", (5, 10))]),
        ("Mỗi đơn vị đề nghị 1-2 tập thể, từ 2 - 3 cá nhân.", [("between", (1, 2, 2, 3))]),
        ("Khen 5 tập thể đã có thành tích.", []),
    ],
)
def test_quotas_of_running_sentences(line, expected):
    draft = read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. KHEN THƯỞNG\n{line}\n")
    assert [(one.comparator, one.values) for one in draft.award_quotas] == expected


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            "Ngày 29/11/2022, UBND huyện ban hành Kế hoạch số 210/KH-UBND về việc tổ chức phong trào thi đua “Chung "
            "sức” trên địa bàn huyện, với các nội dung sau.",
            "tổ chức phong trào thi đua “Chung sức” trên địa bàn huyện",
        ),
        ("LĐLĐ tỉnh vừa ban hành Kế hoạch phát động thi đua năm 2020 với 02 đợt.", "phát động thi đua năm 2020"),
    ],
)
def test_the_title_of_a_plan_that_an_account_tells(told, title):
    draft = read_plan_text(f"Sôi nổi phong trào thi đua ở Sông Mây\n{told}\n")
    assert draft.title.value == title


def test_a_date_beside_words_takes_its_year_from_the_school_year():
    draft = read_plan_text(
        "TRƯỜNG TIỂU HỌC SÔNG MÂY\nSố: 36/KH-TH\nSông Mây, ngày 20 tháng 9 năm 2023\nKẾ HOẠCH\n"
        "Phát động thi đua năm học 2023 - 2024\nI. MỤC TIÊU\n1. Thi đua.\nII. CÁC ĐỢT THI ĐUA\n"
        "Đợt 1: Từ 05/9/2023 đến 26/3/2024\nĐợt 2: Từ 27/3 đến kết thúc năm học\n"
    )
    assert periods(draft) == [("2023-09-05", "2024-03-26"), ("2024-03-27", None)]


def test_stages_in_years_leave_out_the_whole_stretch_in_months():
    told = (
        "Phong trào thi đua phát động từ tháng 4 năm 2022 đến tháng 12 năm 2025.\n"
        "- Giai đoạn 1: từ năm 2022 đến hết năm 2023.\n- Giai đoạn 2: từ năm 2024 đến năm 2025.\n"
    )
    draft = read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. THỜI GIAN\n{told}")
    assert periods(draft) == [("2022", "2023"), ("2024", "2025")]


def test_forms_under_a_heading_of_one_word():
    told = "1. Hình thức\n- Giấy khen của Công đoàn Tổng công ty;\n- Đề nghị Công đoàn ngành tặng Bằng khen.\n"
    draft = read_plan_text(f"{HEAD}I. MỤC ĐÍCH\n1. Thi đua.\nII. KHEN THƯỞNG\n{told}")
    assert [form.name for form in draft.award_forms] == ["Giấy khen của Công đoàn Tổng công ty", "Bằng khen"]


def test_a_number_whose_kind_stands_behind_a_blank():
    told = "Căn cứ Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011 của Trung ương Đoàn, Huyện đoàn ban hành kế hoạch như sau:\n"
    draft = read_plan_text(f"{HEAD}{told}I. MỤC ĐÍCH\n1. Thi đua.\n")
    assert [one.number for one in draft.legal_bases] == ["298KH/TWĐTN"]


def test_the_days_of_the_title_are_the_stretch_of_a_plan_that_tells_no_other():
    title = "PHÁT ĐỘNG ĐỢT THI ĐUA TỪ NGÀY 01/6/2024 ĐẾN NGÀY 31/8/2024"
    head = HEAD.replace("Phát động phong trào thi đua năm 2024", title)
    assert periods(read_plan_text(f"{head}I. MỤC ĐÍCH\n1. Thi đua.\n")) == [("2024-06-01", "2024-08-31")]


def test_the_papers_of_a_section_of_bases():
    told = "I. CĂN CỨ PHÁP LÝ\n1. Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ;\nII. NỘI DUNG\n1. Thi đua.\n"
    draft = read_plan_text(f"{HEAD}{told}")
    assert [(one.number, one.date) for one in draft.legal_bases] == [("42/2022/NĐ-CP", "2022-06-24")]


def test_a_sentence_that_begins_with_a_day_is_no_title():
    draft = read_plan_text("Ngày 13 tháng 9 năm 2016 Bộ trưởng Bộ Giáo dục đã phát động Phong trào thi đua “Đổi mới”")
    assert draft.title is None
    assert draft.issuing_body.value == "Bộ trưởng Bộ Giáo dục"
