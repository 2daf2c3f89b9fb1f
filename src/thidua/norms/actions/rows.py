"""The supplied norms with their days, sources and the names they go by.

Rows of NORMS: code, number, kind, title, issuer, signed, in force from, no longer in force from, confidence, note.
State of November 2026; days that were not found are empty.
"""

from __future__ import annotations

import datetime as dt
from typing import Any


def day(text: str) -> dt.date | None:
    """An ISO day, or None for an empty text."""
    return dt.date.fromisoformat(text) if text else None


NA, GOV, HOME, TLD = "Quốc hội", "Chính phủ", "Bộ Nội vụ", "Tổng Liên đoàn Lao động Việt Nam"
LAW, DECREE, CIRCULAR, DECISION, GUIDE = "Luật", "Nghị định", "Thông tư", "Quyết định", "Hướng dẫn"

# fmt: off
NORMS = (
    ("L-TDKT-2003", "15/2003/QH11", LAW, "Luật Thi đua, khen thưởng năm 2003", NA,
     "2003-11-26", "2004-07-01", "2024-01-01", "L", "Luật 06/2022/QH15 thay thế. Ngày có hiệu lực cần đối chiếu."),
    ("L-TDKT-2005", "47/2005/QH11", LAW, "Sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", NA,
     "2005-06-14", "", "2024-01-01", "L", "Hết hiệu lực cùng Luật năm 2003. Ngày có hiệu lực cần đối chiếu."),
    ("L-TDKT-2013", "39/2013/QH13", LAW, "Sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", NA,
     "2013-11-16", "2014-06-01", "2024-01-01", "L", "Hết hiệu lực cùng Luật năm 2003. Ngày có hiệu lực cần đối chiếu."),
    ("ND-91", "91/2017/NĐ-CP", DECREE, "Quy định chi tiết Luật Thi đua, khen thưởng năm 2003", GOV,
     "2017-07-31", "2017-10-01", "2024-01-01", "L", "Ngày có hiệu lực cần đối chiếu."),
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
     "2012-06-20", "2013-01-01", "2025-07-01", "L", "Ngày ký và ngày có hiệu lực cần đối chiếu."),
    ("L-CD-2024", "50/2024/QH15", LAW, "Luật Công đoàn", NA,
     "2024-11-27", "2025-07-01", "", "Q", "Được Luật 97/2025/QH15 sửa đổi."),
    ("L-97-2025", "97/2025/QH15", LAW,
     "Sửa đổi các luật về Mặt trận Tổ quốc, công đoàn, thanh niên, dân chủ ở cơ sở", NA,
     "", "2025-07-01", "", "M", "Ngày có hiệu lực cần đối chiếu với toàn văn."),
    ("ND-105", "105/2026/NĐ-CP", DECREE, "Tài chính công đoàn", GOV,
     "2026-03-31", "2026-05-16", "", "H", ""),
    ("DL-XII", "174/QĐ-TLĐ", DECISION, "Điều lệ Công đoàn Việt Nam khóa XII", TLD,
     "2020-02-03", "2020-02-03", "", "L", "Khóa XIII đã ban hành điều lệ mới năm 2024; ngày thay thế cần xác nhận."),
    ("DL-XIII", "2399/QĐ-TLĐ", DECISION, "Điều lệ Công đoàn Việt Nam khóa XIII", TLD,
     "", "", "", "Q", "Ban hành năm 2024; có thể đã được Đại hội XIV thay thế."),
    ("QC-999", "999/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2024-05-29", "2024-05-29", "", "M", "Bản mới nhất tìm được; nội dung cần đối chiếu với toàn văn."),
    ("QC-1689", "1689/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2019-11-12", "2019-11-12", "2024-05-29", "Q", ""),
    ("QC-2106", "2106/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2017-12-28", "2017-12-28", "2019-11-12", "Q", ""),
    ("QC-1564", "1564/QĐ-TLĐ", DECISION, "Quy chế Khen thưởng của tổ chức Công đoàn", TLD,
     "2014-12-24", "2014-12-24", "2017-12-28", "Q", "Ngày có hiệu lực lấy theo ngày ký."),
    ("HD-1217", "1217/HD-TLĐ", GUIDE, "Hướng dẫn thực hiện Quy chế Khen thưởng 1564/QĐ-TLĐ", TLD,
     "2016-08-11", "2016-08-11", "2017-12-28", "Q",
     "Ngày hết hiệu lực lấy theo quy chế mà văn bản này hướng dẫn; nhiều nề nếp vẫn theo hướng dẫn này."),
    ("NQ-07", "07/NQ-TLĐ", "Nghị quyết", "Đổi mới nội dung, phương thức công tác thi đua, khen thưởng", TLD,
     "2020-01-15", "2020-01-15", "", "M", "Năm chỉ tiêu hằng năm."),
    ("HD-1294", "1294/HD-TLĐ", GUIDE, "Đánh giá, xếp loại chất lượng công đoàn cơ sở", TLD,
     "2019-08-14", "2019-08-14", "", "M", "Có thể đã có bản mới."),
    ("QD-1013", "1013/QĐ-TLĐ", DECISION, "Thể loại, thẩm quyền và thể thức văn bản của công đoàn", TLD,
     "2011-08-19", "2011-08-19", "2024-05-14", "Q", ""),
    ("QD-1014", "1014/QĐ-TLĐ", DECISION, "Thể loại, thẩm quyền và thể thức văn bản của công đoàn (cùng số 1013)", TLD,
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
    ("ND-330", "330/2026/NĐ-CP", DECREE, "Xử phạt vi phạm trong bảo vệ dữ liệu", GOV, "", "", "", "M",
     "Ban hành năm 2026; chưa đọc được toàn văn, ngày hiệu lực cần đối chiếu."),
    ("ND-331", "331/2026/NĐ-CP", DECREE, "Cấp độ an toàn thông tin, báo cáo sự cố", GOV, "", "", "", "M",
     "Ban hành năm 2026; chưa đọc được toàn văn, ngày hiệu lực cần đối chiếu."),
    ("ND-333", "333/2026/NĐ-CP", DECREE, "Ứng phó sự cố an toàn thông tin", GOV, "", "", "", "M",
     "Ban hành năm 2026; chưa đọc được toàn văn, ngày hiệu lực cần đối chiếu."),
    ("L-LT", "33/2024/QH15", LAW, "Luật Lưu trữ", NA, "2024-06-21", "2025-07-01", "", "M", "Ngày ký cần đối chiếu."),
    ("ND-113", "113/2025/NĐ-CP", DECREE, "Thi hành Luật Lưu trữ", GOV, "", "", "", "M", "Ngày cần đối chiếu."),
    ("TT-05-BNV", "05/2025/TT-BNV", CIRCULAR, "Thi hành Luật Lưu trữ", HOME, "", "", "", "M", "Ngày cần đối chiếu."),
    ("TT-06-BNV", "06/2025/TT-BNV", CIRCULAR, "Thi hành Luật Lưu trữ", HOME, "", "", "", "M", "Ngày cần đối chiếu."),
)

REPLACED = {
    "L-TDKT-2003": "L-TDKT-2022", "ND-91": "ND-98", "ND-98": "ND-152", "TT-01-BNV": "TT-15-BNV", "ND-73": "ND-161",
    "L-CD-2012": "L-CD-2024", "QC-1564": "QC-2106", "QC-2106": "QC-1689", "QC-1689": "QC-999",
    "QD-1013": "QD-933", "QD-1014": "QD-933", "L-TDKT-2005": "L-TDKT-2022", "L-TDKT-2013": "L-TDKT-2022",
    "ND-13": "ND-356", "DL-XII": "DL-XIII",
}


NAMES = {
    **dict.fromkeys(("L-TDKT-2003", "L-TDKT-2005", "L-TDKT-2013", "L-TDKT-2022"), "Luật Thi đua, khen thưởng"),
    "L-TDKT-2026": "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng",
    **dict.fromkeys(("L-CD-2012", "L-CD-2024"), "Luật Công đoàn"),
    "DL-XII": "Điều lệ Công đoàn Việt Nam khóa XII",
    "DL-XIII": "Điều lệ Công đoàn Việt Nam khóa XIII",
    "L-GDDT": "Luật Giao dịch điện tử",
    "L-BVDLCN": "Luật Bảo vệ dữ liệu cá nhân",
    "L-LT": "Luật Lưu trữ",
}
"""What norms are called where their number is left out; a law so named is told apart by its year or day."""

PORTAL = "thuvienphapluat.vn, trích điều khoản"
CHECKED = "Bảng đối chiếu với vbpl.vn và vanban.chinhphu.vn, 10/2026"
CITED = "Văn bản của các tỉnh dẫn chiếu; chưa đọc nguyên văn"
RECALLED = "Hiểu biết chung; chưa tra được văn bản gốc, cần đối chiếu trước khi dùng"
SOURCES = {
    **dict.fromkeys(("L-TDKT-2003", "L-TDKT-2013", "ND-91"), CITED),
    **dict.fromkeys(("L-TDKT-2005", "L-CD-2012", "DL-XII"), RECALLED),
    "L-TDKT-2022": "Công báo số 571 + 572 năm 2022 (vi.wikisource.org); thuvienphapluat.vn",
    **dict.fromkeys(("L-TDKT-2026", "ND-98", "ND-152", "TT-15-BNV", "TT-01-BNV"), CHECKED),
    **dict.fromkeys(("ND-129", "CV-5007", "QC-1564", "DL-XIII", "QD-933", "QD-1013", "QD-1014", "QD-61"), PORTAL),
    "TT-28-BTC": "xaydungchinhsach.chinhphu.vn",
    **dict.fromkeys(("ND-161", "ND-233", "ND-105", "ND-30"), "Bản chép toàn văn nghị định"),
    "ND-73": "Nghị định 161/2026/NĐ-CP, văn bản bị thay thế",
    "L-CD-2024": PORTAL,
    "L-97-2025": "Nghị định 105/2026/NĐ-CP, phần căn cứ",
    "QC-999": "luatvietnam.vn, phần thông tin văn bản",
    "QC-1689": "hieuluat.vn; thuvienphapluat.vn",
    "QC-2106": "Điều khoản thay thế của Quyết định 1689/QĐ-TLĐ",
    "HD-1217": "vanbanphapluat.co",
    "NQ-07": "Kế hoạch của công đoàn một tỉnh thực hiện nghị quyết",
    "HD-1294": "Báo Người Lao động, 25/8/2019; hướng dẫn của một tỉnh",
    **dict.fromkeys(("L-GDDT", "ND-23", "TT-15-KHCN"), "tailieu.vn; thuvienphapluat.vn"),
    "ND-68": "Quyết định của các tỉnh năm 2025 về chữ ký số",
    "L-BVDLCN": PORTAL,
    **dict.fromkeys(("ND-13", "ND-356"), "Bài của các công ty luật và báo, 01/2026"),
    **dict.fromkeys(("ND-330", "ND-331", "ND-333"), "Mẫu tài liệu tuân thủ, 9/2026"),
    **dict.fromkeys(("L-LT", "ND-113", "TT-05-BNV", "TT-06-BNV"), "Quyết định 3999/QĐ-BTC năm 2025, phần căn cứ"),
}
"""Where each row is from, for people to judge how far to trust it."""
# fmt: on


def norm_fields(row: tuple[str, ...]) -> dict[str, Any]:
    """The columns of a norm but its code and its successor."""
    code, number, kind, title, issuer, signed, start, end, confidence, note = row
    return {
        "number": number,
        "kind": kind,
        "title": title,
        "issuer": issuer,
        "names": NAMES.get(code, ""),
        "signed_on": day(signed),
        "effective_from": day(start),
        "effective_to": day(end),
        "confidence": confidence,
        "source": SOURCES.get(code, ""),
        "note": note,
    }
