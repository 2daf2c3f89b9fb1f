"""The supplied register: norms with their days, founding years of commemorations, base salaries.

Rows of NORMS: code, number, kind, title, issuer, signed, in force from, no longer in force from, confidence, note.
State of November 2026; days that were not found are empty.
"""

from __future__ import annotations

import datetime as dt


def day(text: str) -> dt.date | None:
    """An ISO day, or None for an empty text."""
    return dt.date.fromisoformat(text) if text else None


NA, GOV, HOME, TLD = "Quốc hội", "Chính phủ", "Bộ Nội vụ", "Tổng Liên đoàn Lao động Việt Nam"
LAW, DECREE, CIRCULAR, DECISION, GUIDE = "Luật", "Nghị định", "Thông tư", "Quyết định", "Hướng dẫn"

# fmt: off
NORMS = (
    ("L-TDKT-2003", "15/2003/QH11", LAW, "Luật Thi đua, khen thưởng năm 2003", NA,
     "2003-11-26", "2004-07-01", "2024-01-01", "M", "Được sửa đổi năm 2005 và 2013; Luật 06/2022/QH15 thay thế."),
    ("ND-91", "91/2017/NĐ-CP", DECREE, "Quy định chi tiết Luật Thi đua, khen thưởng năm 2003", GOV,
     "2017-07-31", "2017-10-01", "2024-01-01", "M", ""),
    ("L-TDKT-2022", "06/2022/QH15", LAW, "Luật Thi đua, khen thưởng", NA,
     "2022-06-15", "2024-01-01", "", "Q", "Được Luật 06/2026/QH16 sửa đổi từ 01/10/2026."),
    ("L-TDKT-2026", "06/2026/QH16", LAW, "Luật sửa đổi, bổ sung Luật Thi đua, khen thưởng", NA,
     "2026-04-23", "2026-10-01", "", "M", "Chưa đọc được toàn văn: các tiêu chuẩn mới chỉ để nhắc."),
    ("ND-98", "98/2023/NĐ-CP", DECREE, "Quy định chi tiết Luật Thi đua, khen thưởng", GOV,
     "2023-12-31", "2024-01-01", "2025-07-01", "Q", "Chỉ dùng cho hồ sơ cũ."),
    ("ND-152", "152/2025/NĐ-CP", DECREE, "Phân cấp và hướng dẫn thi hành Luật Thi đua, khen thưởng", GOV,
     "2025-06-14", "2025-07-01", "2027-03-01", "Q", "Có ngày hết hiệu lực: cần theo dõi văn bản thay thế."),
    ("TT-15-BNV", "15/2025/TT-BNV", CIRCULAR, "Hướng dẫn công tác thi đua, khen thưởng", HOME,
     "2025-08-04", "2025-08-05", "2027-03-01", "M", "Có ngày hết hiệu lực: cần theo dõi văn bản thay thế."),
    ("TT-01-BNV", "01/2024/TT-BNV", CIRCULAR, "Hướng dẫn công tác thi đua, khen thưởng", HOME,
     "2024-02-24", "2024-04-15", "2025-08-05", "M", ""),
    ("ND-129", "129/2025/NĐ-CP", DECREE, "Phân định thẩm quyền của chính quyền địa phương hai cấp", GOV,
     "", "2025-07-01", "", "Q", "Điều 59: chủ tịch cấp xã tặng danh hiệu cơ sở và giấy khen."),
    ("TT-28-BTC", "28/2025/TT-BTC", CIRCULAR, "Kinh phí cho công tác thi đua, khen thưởng", "Bộ Tài chính",
     "", "2025-07-15", "", "M", ""),
    ("ND-73", "73/2024/NĐ-CP", DECREE, "Mức lương cơ sở 2.340.000 đồng", GOV,
     "2024-06-30", "2024-07-01", "2026-07-01", "M", ""),
    ("ND-161", "161/2026/NĐ-CP", DECREE, "Mức lương cơ sở 2.530.000 đồng", GOV,
     "2026-05-15", "2026-07-01", "", "H", ""),
    ("ND-233", "233/2026/NĐ-CP", DECREE, "Đánh giá, xếp loại đơn vị sự nghiệp công lập và viên chức", GOV,
     "2026-06-26", "2026-07-01", "", "H", ""),
    ("CV-5007", "5007/BNV-TĐKT", "Công văn", "Mỗi sáng kiến chỉ dùng một lần để xét khen thưởng", HOME,
     "", "", "", "Q", "Văn bản hướng dẫn năm 2023; cần xác nhận còn áp dụng."),
    ("L-CD-2012", "12/2012/QH13", LAW, "Luật Công đoàn năm 2012", NA,
     "2012-06-20", "2013-01-01", "2025-07-01", "M", ""),
    ("L-CD-2024", "50/2024/QH15", LAW, "Luật Công đoàn", NA,
     "2024-11-27", "2025-07-01", "", "Q", "Được Luật 97/2025/QH15 sửa đổi."),
    ("L-97-2025", "97/2025/QH15", LAW,
     "Sửa đổi các luật về Mặt trận Tổ quốc, công đoàn, thanh niên, dân chủ ở cơ sở", NA,
     "", "2025-07-01", "", "M", "Ngày có hiệu lực cần đối chiếu với toàn văn."),
    ("ND-105", "105/2026/NĐ-CP", DECREE, "Tài chính công đoàn", GOV,
     "2026-03-31", "2026-05-16", "", "H", ""),
    ("DL-XII", "174/QĐ-TLĐ", DECISION, "Điều lệ Công đoàn Việt Nam khóa XII", TLD,
     "2020-02-03", "2020-02-03", "", "M", "Khóa XIII đã ban hành điều lệ mới năm 2024."),
    ("DL-XIII", "2399/QĐ-TLĐ", DECISION, "Điều lệ Công đoàn Việt Nam khóa XIII", TLD,
     "", "", "", "Q", "Ban hành năm 2024; có thể đã được Đại hội XIV thay thế."),
    ("QC-999", "999/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2024-05-29", "2024-05-29", "", "M", "Bản mới nhất tìm được; nội dung cần đối chiếu với toàn văn."),
    ("QC-1689", "1689/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2019-11-12", "2019-11-12", "2024-05-29", "Q", ""),
    ("QC-2106", "2106/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2017-12-28", "2017-12-28", "2019-11-12", "Q", ""),
    ("QC-1564", "1564/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2014-12-24", "2014-12-24", "2017-12-28", "Q", ""),
    ("HD-1217", "1217/HD-TLĐ", GUIDE, "Hướng dẫn thực hiện Quy chế Khen thưởng 1564/QĐ-TLĐ", TLD,
     "2016-08-11", "2016-08-11", "2017-12-28", "Q", "Nhiều nề nếp vẫn theo hướng dẫn này."),
    ("NQ-07", "07/NQ-TLĐ", "Nghị quyết", "Đổi mới nội dung, phương thức công tác thi đua, khen thưởng", TLD,
     "2020-01-15", "2020-01-15", "", "M", "Năm chỉ tiêu hằng năm."),
    ("HD-1294", "1294/HD-TLĐ", GUIDE, "Đánh giá, xếp loại chất lượng công đoàn cơ sở", TLD,
     "2019-08-14", "2019-08-14", "", "M", "Có thể đã có bản mới."),
    ("QD-1013", "1013/QĐ-TLĐ", DECISION, "Thể loại, thẩm quyền và thể thức văn bản của công đoàn", TLD,
     "2011-08-19", "2011-08-19", "2024-05-14", "Q", ""),
    ("QD-933", "933/QĐ-TLĐ", DECISION, "Thể loại, thẩm quyền và thể thức văn bản của công đoàn", TLD,
     "2024-05-14", "2024-05-14", "", "Q", ""),
    ("QD-61", "61/QĐ-TLĐ", DECISION, "Thu, nộp đoàn phí; phân loại công đoàn cơ sở", TLD,
     "2025-07-29", "2025-07-01", "", "Q", ""),
    ("ND-30", "30/2020/NĐ-CP", DECREE, "Công tác văn thư", GOV,
     "2020-03-05", "2020-03-05", "", "H", "Phụ lục I: thể thức văn bản."),
    ("L-GDDT", "20/2023/QH15", LAW, "Luật Giao dịch điện tử", NA,
     "2023-06-22", "2024-07-01", "", "Q", ""),
    ("ND-23", "23/2025/NĐ-CP", DECREE, "Chữ ký điện tử và dịch vụ tin cậy", GOV,
     "2025-02-21", "2025-04-10", "", "Q", "Không áp dụng cho chữ ký số chuyên dùng công vụ."),
    ("ND-68", "68/2024/NĐ-CP", DECREE, "Chữ ký số chuyên dùng công vụ", GOV, "", "", "", "M", ""),
    ("TT-15-KHCN", "15/2025/TT-BKHCN", CIRCULAR, "Yêu cầu với phần mềm ký số, kiểm tra chữ ký số",
     "Bộ Khoa học và Công nghệ", "", "", "", "Q", ""),
    ("L-BVDLCN", "91/2025/QH15", LAW, "Luật Bảo vệ dữ liệu cá nhân", NA,
     "2025-06-26", "2026-01-01", "", "Q", ""),
    ("ND-13", "13/2023/NĐ-CP", DECREE, "Bảo vệ dữ liệu cá nhân", GOV,
     "2023-04-17", "2023-07-01", "2026-01-01", "M", ""),
    ("ND-356", "356/2025/NĐ-CP", DECREE, "Thi hành Luật Bảo vệ dữ liệu cá nhân", GOV,
     "2025-12-31", "2026-01-01", "", "M", ""),
    ("L-LT", "33/2024/QH15", LAW, "Luật Lưu trữ", NA, "2024-06-21", "2025-07-01", "", "M", ""),
)

REPLACED = {
    "L-TDKT-2003": "L-TDKT-2022", "ND-91": "ND-98", "ND-98": "ND-152", "TT-01-BNV": "TT-15-BNV", "ND-73": "ND-161",
    "L-CD-2012": "L-CD-2024", "QC-1564": "QC-2106", "QC-2106": "QC-1689", "QC-1689": "QC-999",
    "QD-1013": "QD-933", "ND-13": "ND-356", "DL-XII": "DL-XIII",
}

# Name, day, folded words that name the event, folded words that say it is another one.
FOUNDINGS = (
    ("Ngày sinh Chủ tịch Hồ Chí Minh", "1890-05-19",
     ("sinh chu tich ho chi minh", "sinh cua chu tich ho chi minh", "sinh nhat bac", "sinh nhat chu tich ho chi minh",
      "sinh bac ho"), ""),
    ("Ngày Quốc tế Lao động", "1886-05-01", ("quoc te lao dong",), ""),
    ("Ngày Quốc tế Phụ nữ", "1910-03-08", ("quoc te phu nu",), ""),
    ("Bác Hồ ra đi tìm đường cứu nước", "1911-06-05", ("tim duong cuu nuoc",), ""),
    ("Ngày Báo chí cách mạng Việt Nam", "1925-06-21", ("bao chi cach mang",), ""),
    ("Ngày thành lập Công đoàn Việt Nam", "1929-07-28",
     ("thanh lap cong doan viet nam", "thanh lap cong doan", "truyen thong cong doan viet nam"),
     "thanh lap cong doan co so"),
    ("Ngày thành lập Đảng Cộng sản Việt Nam", "1930-02-03",
     ("thanh lap dang cong san", "thanh lap dang", "ngay thanh lap dang csvn"), "thanh lap dang bo"),
    ("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", "1930-10-20",
     ("phu nu viet nam", "thanh lap hoi lien hiep phu nu", "thanh lap hoi lhpn"), "quoc te phu nu"),
    ("Ngày truyền thống Mặt trận Tổ quốc Việt Nam", "1930-11-18",
     ("thanh lap mat tran", "truyen thong mat tran", "mat tran dan toc thong nhat"), ""),
    ("Ngày thành lập Đoàn TNCS Hồ Chí Minh", "1931-03-26",
     ("thanh lap doan tncs", "thanh lap doan thanh nien"), ""),
    ("Ngày thành lập Quân đội nhân dân Việt Nam", "1944-12-22", ("quan doi nhan dan", "quoc phong toan dan"), ""),
    ("Cách mạng tháng Tám", "1945-08-19",
     ("cach mang thang tam", "cach mang thang 8", "cmt8", "cach mang t8"), ""),
    ("Quốc khánh nước CHXHCN Việt Nam", "1945-09-02", ("quoc khanh",), ""),
    ("Ngày Tổng tuyển cử đầu tiên", "1946-01-06", ("tong tuyen cu dau tien",), ""),
    ("Ngày Toàn quốc kháng chiến", "1946-12-19", ("toan quoc khang chien",), ""),
    ("Ngày Thương binh - Liệt sĩ", "1947-07-27",
     ("thuong binh liet si", "thuong binh liet sy"), ""),
    ("Ngày truyền thống thi đua yêu nước", "1948-06-11",
     ("truyen thong thi dua yeu nuoc", "keu goi thi dua ai quoc", "loi keu goi thi dua", "thi dua ai quoc"), ""),
    ("Chiến thắng Điện Biên Phủ", "1954-05-07", ("chien thang dien bien phu",), ""),
    ("Ngày Giải phóng Thủ đô", "1954-10-10", ("giai phong thu do",), ""),
    ("Ngày Thầy thuốc Việt Nam", "1955-02-27", ("thay thuoc viet nam",), ""),
    ("Ngày Giải phóng miền Nam, thống nhất đất nước", "1975-04-30",
     ("giai phong mien nam", "giai phong hoan toan mien nam", "thong nhat dat nuoc"), ""),
    ("Ngày Nhà giáo Việt Nam", "1982-11-20", ("nha giao viet nam",), ""),
    ("Ngày Gia đình Việt Nam", "2001-06-28", ("ngay gia dinh viet nam",), ""),
    ("Ngày Doanh nhân Việt Nam", "2004-10-13", ("doanh nhan viet nam",), ""),
)

BASE_SALARIES = (
    ("2013-07-01", 1_150_000, "66/2013/NĐ-CP"),
    ("2016-05-01", 1_210_000, "47/2016/NĐ-CP"),
    ("2017-07-01", 1_300_000, "47/2017/NĐ-CP"),
    ("2018-07-01", 1_390_000, "72/2018/NĐ-CP"),
    ("2019-07-01", 1_490_000, "38/2019/NĐ-CP"),
    ("2023-07-01", 1_800_000, "24/2023/NĐ-CP"),
    ("2024-07-01", 2_340_000, "73/2024/NĐ-CP"),
    ("2026-07-01", 2_530_000, "161/2026/NĐ-CP"),
)
# fmt: on
