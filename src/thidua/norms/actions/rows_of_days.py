"""The supplied founding days of commemorations, and the supplied figures that change with time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from thidua.norms.choices import ParameterKind

HISTORY = "Hiểu biết phổ thông về ngày lịch sử; chưa đối chiếu từng văn kiện"
# fmt: off
# Name, day, words that name the event, words that say that another event is meant, note.
FOUNDINGS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("Ngày Quốc tế Lao động", "1886-05-01", ("Quốc tế Lao động",), (), ""),
    ("Ngày sinh Chủ tịch Tôn Đức Thắng", "1888-08-20",
     ("sinh Chủ tịch Tôn Đức Thắng", "sinh của Chủ tịch Tôn Đức Thắng"), (), ""),
    ("Ngày sinh Chủ tịch Hồ Chí Minh", "1890-05-19",
     ("sinh Chủ tịch Hồ Chí Minh", "sinh của Chủ tịch Hồ Chí Minh", "sinh nhật Bác", "sinh nhật Chủ tịch Hồ Chí Minh",
      "sinh Bác Hồ", "sinh của Bác Hồ", "sinh nhật Người"), (), ""),
    ("Ngày sinh đồng chí Nguyễn Đức Cảnh", "1908-02-02", ("sinh đồng chí Nguyễn Đức Cảnh",), (), ""),
    ("Ngày Quốc tế Phụ nữ", "1910-03-08", ("Quốc tế Phụ nữ",), (), "Cách đếm quen dùng ở Việt Nam, từ năm 1910."),
    ("Ngày Bác Hồ ra đi tìm đường cứu nước", "1911-06-05", ("tìm đường cứu nước",), (), ""),
    ("Cách mạng Tháng Mười Nga", "1917-11-07", ("Cách mạng Tháng Mười Nga", "Cách mạng Tháng 10 Nga"), (), ""),
    ("Ngày Báo chí cách mạng Việt Nam", "1925-06-21", ("Báo chí cách mạng",), (), ""),
    ("Ngày thành lập Công đoàn Việt Nam", "1929-07-28",
     ("thành lập Công đoàn Việt Nam", "thành lập Công đoàn", "truyền thống Công đoàn Việt Nam",
      "thành lập tổ chức Công đoàn Việt Nam", "năm Công đoàn Việt Nam"),
     ("Công đoàn cơ sở", "CĐCS", "Công đoàn ngành", "Công đoàn Viên chức", "Công đoàn Giáo dục", "Công đoàn Y tế",
      "Công đoàn Công Thương", "Công đoàn Điện lực", "Công đoàn Dầu khí", "Công đoàn Xây dựng", "Công đoàn Cao su",
      "Công đoàn Ngân hàng", "Công đoàn Dệt May", "Công đoàn Đường sắt", "Công đoàn Giao thông",
      "Công đoàn Nông nghiệp", "Công đoàn Thông tin", "Công đoàn Hàng hải", "Công đoàn Hàng không", "Công đoàn Than",
      "Công đoàn Công an",
      "Công đoàn Quốc phòng", "Công đoàn các khu", "Công đoàn khu", "Công đoàn công ty", "Công đoàn Tổng công ty",
      "Công đoàn trường", "Công đoàn tỉnh", "Công đoàn thành phố", "Công đoàn quận", "Công đoàn huyện",
      "Công đoàn xã", "Công đoàn phường"), ""),
    ("Ngày thành lập Đảng Cộng sản Việt Nam", "1930-02-03",
     ("thành lập Đảng Cộng sản", "thành lập Đảng", "thành lập Đảng CSVN"),
     ("thành lập Đảng bộ", "thành lập Đảng ủy", "thành lập Đảng đoàn"), ""),
    ("Ngày thành lập Hội Nông dân Việt Nam", "1930-10-14", ("Hội Nông dân Việt Nam",), (), ""),
    ("Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam", "1930-10-20",
     ("Phụ nữ Việt Nam", "thành lập Hội Liên hiệp Phụ nữ", "thành lập Hội LHPN"), ("Quốc tế Phụ nữ",), ""),
    ("Ngày truyền thống Mặt trận Tổ quốc Việt Nam", "1930-11-18",
     ("thành lập Mặt trận", "truyền thống Mặt trận", "Mặt trận Dân tộc Thống nhất"),
     ("Mặt trận Dân tộc Giải phóng", "Mặt trận Việt Minh"), ""),
    ("Ngày thành lập Đoàn TNCS Hồ Chí Minh", "1931-03-26",
     ("thành lập Đoàn TNCS", "thành lập Đoàn Thanh niên"), (), ""),
    ("Ngày truyền thống lực lượng Dân quân tự vệ", "1935-03-28", ("Dân quân tự vệ",), (), ""),
    ("Ngày truyền thống công nhân Vùng mỏ", "1936-11-12",
     ("công nhân Vùng mỏ", "thợ mỏ - truyền thống ngành Than", "truyền thống ngành Than", "công nhân mỏ"), (), ""),
    ("Khởi nghĩa Nam Kỳ", "1940-11-23", ("Khởi nghĩa Nam Kỳ", "Nam Kỳ khởi nghĩa"), (), ""),
    ("Ngày thành lập Đội TNTP Hồ Chí Minh", "1941-05-15", ("thành lập Đội TNTP", "thành lập Đội Thiếu niên"), (), ""),
    ("Ngày thành lập Quân đội nhân dân Việt Nam", "1944-12-22",
     ("thành lập Quân đội nhân dân", "thành lập QĐND"), (), ""),
    ("Cách mạng tháng Tám", "1945-08-19",
     ("Cách mạng tháng Tám", "Cách mạng tháng 8", "CMT8", "Cách mạng T8", "CM tháng 8", "CM tháng Tám"), (), ""),
    ("Ngày truyền thống Công an nhân dân", "1945-08-19",
     ("truyền thống Công an nhân dân", "truyền thống CAND", "thành lập Công an nhân dân"), (), ""),
    ("Quốc khánh nước CHXHCN Việt Nam", "1945-09-02", ("Quốc khánh", "Tết Độc lập", "thành lập nước"),
     ("Dân chủ nhân dân Lào", "Quốc khánh Lào"), ""),
    ("Ngày Tổng tuyển cử đầu tiên", "1946-01-06", ("Tổng tuyển cử đầu tiên",), (), ""),
    ("Ngày Toàn quốc kháng chiến", "1946-12-19", ("Toàn quốc kháng chiến",), (), ""),
    ("Ngày Thương binh - Liệt sĩ", "1947-07-27", ("Thương binh liệt sĩ", "Thương binh liệt sỹ", "ngày TBLS"), (), ""),
    ("Ngày truyền thống thi đua yêu nước", "1948-06-11",
     ("truyền thống thi đua yêu nước", "kêu gọi thi đua ái quốc", "Lời kêu gọi thi đua", "thi đua ái quốc"), (), ""),
    ("Chiến thắng Điện Biên Phủ", "1954-05-07", ("Chiến thắng Điện Biên Phủ",), ("Điện Biên Phủ trên không",), ""),
    ("Ngày Giải phóng Thủ đô", "1954-10-10", ("Giải phóng Thủ đô",), (), ""),
    ("Ngày Thầy thuốc Việt Nam", "1955-02-27", ("Thầy thuốc Việt Nam",), (), ""),
    ("Ngày truyền thống Hội Liên hiệp Thanh niên Việt Nam", "1956-10-15",
     ("Hội Liên hiệp Thanh niên", "Hội LHTN"), (), ""),
    ("Hiệp định Paris về Việt Nam", "1973-01-27", ("Hiệp định Paris",), (), ""),
    ("Ngày Giải phóng miền Nam, thống nhất đất nước", "1975-04-30",
     ("Giải phóng miền Nam", "Giải phóng hoàn toàn miền Nam", "thống nhất đất nước"),
     ("Mặt trận Dân tộc Giải phóng",), ""),
    ("Ngày Nhà giáo Việt Nam", "1982-11-20", ("Nhà giáo Việt Nam",), (),
     "Đếm từ Quyết định 167-HĐBT năm 1982, theo cách quen dùng; ngày 20/11 được kỷ niệm từ 1958."),
    ("Ngày truyền thống Hội Cựu chiến binh Việt Nam", "1989-12-06", ("Hội Cựu chiến binh Việt Nam",), (), ""),
    ("Ngày hội Quốc phòng toàn dân", "1989-12-22", ("Quốc phòng toàn dân",), ("thành lập Quân đội",), ""),
    ("Ngày Gia đình Việt Nam", "2001-06-28", ("ngày Gia đình Việt Nam",), (), ""),
    ("Ngày Doanh nhân Việt Nam", "2004-10-13", ("Doanh nhân Việt Nam",), (), ""),
    ("Ngày hội toàn dân bảo vệ an ninh Tổ quốc", "2005-08-19", ("bảo vệ an ninh Tổ quốc", "bảo vệ ANTQ"),
     ("truyền thống Công an",), ""),
)

TABLE = "Bảng mức lương của một phần mềm nhân sự; chưa đọc nguyên văn nghị định"
# Kind, from, figure, confidence, source, note.
PARAMETERS: tuple[tuple[str, str, int, str, str, str], ...] = (
    (ParameterKind.BASE_SALARY, "2013-07-01", 1_150_000, "L", f"Nghị định 66/2013/NĐ-CP. {TABLE}", ""),
    (ParameterKind.BASE_SALARY, "2016-05-01", 1_210_000, "L", f"Nghị định 47/2016/NĐ-CP. {TABLE}", ""),
    (ParameterKind.BASE_SALARY, "2017-07-01", 1_300_000, "L", f"Nghị định 47/2017/NĐ-CP. {TABLE}", ""),
    (ParameterKind.BASE_SALARY, "2018-07-01", 1_390_000, "L", f"Nghị định 72/2018/NĐ-CP. {TABLE}", ""),
    (ParameterKind.BASE_SALARY, "2019-07-01", 1_490_000, "M", "Nghị định 38/2019/NĐ-CP, theo thuvienphapluat.vn", ""),
    (ParameterKind.BASE_SALARY, "2023-07-01", 1_800_000, "L", f"Nghị định 24/2023/NĐ-CP. {TABLE}", ""),
    (ParameterKind.BASE_SALARY, "2024-07-01", 2_340_000, "M", "Nghị định 73/2024/NĐ-CP", ""),
    (ParameterKind.BASE_SALARY, "2026-07-01", 2_530_000, "H", "Nghị định 161/2026/NĐ-CP", ""),
    (ParameterKind.MOVEMENTS_AT_ONCE, "2000-01-01", 3, "X", "Mức nhắc do phần mềm đặt, để tránh dàn trải",
     "Không phải quy định; đổi được theo chủ trương của cấp mình."),
)
# fmt: on


def founding_fields(row: tuple[str, str, tuple[str, ...], tuple[str, ...], str]) -> dict[str, Any]:
    """The columns of a founding day but its name."""
    _, founded, aliases, unless, note = row
    return {
        "founded_on": dt.date.fromisoformat(founded),
        "aliases": "\n".join(aliases),
        "unless": "\n".join(unless),
        "confidence": "X",
        "source": HISTORY,
        "note": note,
    }


def parameter_fields(row: tuple[str, str, int, str, str, str]) -> dict[str, Any]:
    """The columns of a figure but its kind and day."""
    return {"amount": Decimal(row[2]), "confidence": row[3], "source": row[4], "note": row[5]}
