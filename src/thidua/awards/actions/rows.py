"""The supplied catalogue of award forms and the rules as data (state of November 2026).

Forms: code, name, heading on the certificate, verb, deciding level, track, for persons, for collectives, needs a vote.
Rules: code, form, scope, criterion, parameters, severity, sentence, norm, article, confidence, occasions, from, to.
A rule that is not read or quoted from a norm in force only warns.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

TLD, PROVINCE, UPPER, BASE = "confederation", "province", "upper", "base"
GK, BK, FLAG, TITLE = "Giấy khen", "Bằng khen", "Cờ thi đua", "Tặng danh hiệu"

FORMS: tuple[tuple[str, str, str, str, str, str, bool, bool, bool], ...] = (
    ("GK_BASE", "Giấy khen của công đoàn cơ sở", GK, "Tặng", BASE, "B", True, True, False),
    ("GK_UPPER", "Giấy khen của công đoàn cấp trên trực tiếp cơ sở", GK, "Tặng", UPPER, "B", True, True, False),
    ("BK_PROVINCE", "Bằng khen của Liên đoàn Lao động cấp tỉnh", BK, "Tặng", PROVINCE, "B", True, True, False),
    ("FLAG_PROVINCE", "Cờ thi đua của Liên đoàn Lao động cấp tỉnh", FLAG, "Tặng", PROVINCE, "B", False, True, True),
    ("BK_TLD", "Bằng khen của Tổng Liên đoàn", BK, "Tặng", TLD, "B", True, True, False),
    ("BK_TLD_THEME", "Bằng khen chuyên đề của Tổng Liên đoàn", BK, "Tặng", TLD, "B", True, True, False),
    ("FLAG_TLD", "Cờ thi đua của Tổng Liên đoàn", FLAG, "Tặng", TLD, "B", False, True, True),
    ("LDST", "Bằng Lao động sáng tạo", "Bằng Lao động sáng tạo", "Tặng", TLD, "B", True, False, False),
    ("KNC", "Kỷ niệm chương “Vì sự nghiệp xây dựng tổ chức Công đoàn”", "Kỷ niệm chương", "Tặng", TLD, "B",
     True, False, False),
    ("LDTT", "Danh hiệu Lao động tiên tiến", "Lao động tiên tiến", TITLE, BASE, "A", True, False, False),
    ("CSTDCS", "Danh hiệu Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cơ sở", TITLE, BASE, "A", True, False, True),
    ("TTLDTT", "Danh hiệu Tập thể lao động tiên tiến", "Tập thể lao động tiên tiến", TITLE, BASE, "A",
     False, True, False),
)  # fmt: skip

Rule = tuple[str, str, str, str, dict[str, Any], str, str, str, str, str, str, str, str]
RULES: tuple[Rule, ...] = (
    ("B00", "", "line", "member", {}, "warn",
     "Cá nhân là đoàn viên công đoàn, có tên trong danh sách của đơn vị đề nghị.",
     "QC-1689", "", "L", "", "2019-11-12", ""),
    ("A12", "", "line", "no_double", {}, "block",
     "Một thành tích không được khen nhiều lần hoặc bằng nhiều hình thức.",
     "L-TDKT-2022", "Điều 5 khoản 2 điểm c", "Q", "", "2024-01-01", ""),
    ("A12-2003", "", "line", "no_double", {}, "warn",
     "Không tặng thưởng nhiều hình thức cho một thành tích đạt được.",
     "L-TDKT-2003", "", "M", "", "2004-07-01", "2023-12-31"),
    ("B05", "", "line", "one_level_one_year", {}, "warn",
     "Trong một năm, ở một cấp quyết định, đã khen toàn diện thì không khen chuyên đề và ngược lại, "
     "trừ sơ kết, tổng kết đợt và khen đột xuất.",
     "HD-1217", "mục 1.1", "Q", "year thematic", "2016-08-11", ""),
    ("A09", "", "line", "not_on_hold", {}, "block",
     "Không trong thời gian bị xem xét kỷ luật, điều tra, thanh tra, kiểm tra, khiếu nại, tố cáo.",
     "ND-152", "Điều 4 khoản 4", "Q", "", "2025-07-01", ""),
    ("B08", "", "line", "registered", {}, "warn",
     "Đã đăng ký hoặc tham gia phong trào thi đua trong năm.",
     "", "hướng dẫn công đoàn cơ sở (2021)", "L", "phase year", "2016-01-01", ""),
    ("A01-GK", "", "line", "rating", {"at_least": "good"}, "warn",
     "Hoàn thành tốt nhiệm vụ trở lên trong thời gian tính thành tích.",
     "L-TDKT-2022", "", "M", "year phase", "2004-07-01", ""),
    ("B01-1", "BK_TLD", "line", "evidence",
     {"ask": "quyết định xếp loại hoàn thành xuất sắc hai năm liên tục và 02 sáng kiến được công nhận ở cơ sở"}, "warn",
     "Hai năm liên tục (kể cả năm đề nghị) hoàn thành xuất sắc, có 02 sáng kiến được công nhận và áp dụng ở cơ sở.",
     "QC-1689", "Điều 14 khoản 1", "Q", "", "2019-11-12", ""),
    ("B01-2", "BK_TLD", "line", "evidence",
     {"ask": "quyết định tặng bằng khen cấp tỉnh, ngành của năm liền trước"}, "warn",
     "Năm liền trước đã được tặng bằng khen của công đoàn cấp tỉnh, ngành.",
     "QC-1689", "Điều 14 khoản 1", "Q", "", "2019-11-12", ""),
    ("B02", "BK_TLD_THEME", "line", "evidence", {"ask": "báo cáo thành tích theo chuyên đề"}, "warn",
     "Xuất sắc trong chuyên đề được Tổng Liên đoàn quy định.",
     "QC-1689", "Điều 15", "Q", "", "2019-11-12", ""),
    ("B03", "LDST", "line", "evidence",
     {"ask": "xác nhận giá trị làm lợi của giải pháp và quyết định công nhận"}, "warn",
     "Có giải pháp được công nhận, giá trị làm lợi từ 80 triệu đồng (hoặc 120 triệu trong 3 năm liên tục) với "
     "công nhân, lao động trực tiếp; 150 triệu với người có trình độ đại học; 200 triệu với người quản lý.",
     "QC-1564", "Điều 16", "Q", "", "2014-12-24", ""),
    ("B04", "KNC", "line", "evidence", {"ask": "bản kê khai quá trình công tác công đoàn"}, "warn",
     "Đủ thời gian công tác công đoàn (từ 20 năm; hệ số 1,5 hoặc 2 với cán bộ không chuyên trách).",
     "", "hướng dẫn 2015–2023", "M", "", "2015-01-01", ""),
    ("B09", "FLAG_PROVINCE", "line", "evidence",
     {"ask": "quyết định xếp loại và biên bản bình xét của khối, cụm"}, "warn",
     "Đơn vị được xếp loại xuất sắc và dẫn đầu khối, cụm thi đua.",
     "QC-1564", "Điều 11", "Q", "", "2014-12-24", ""),
    ("B06", "", "batch", "direct_share", {"share": 15}, "warn",
     "Ít nhất 15 % cá nhân được khen trong năm là lao động trực tiếp hoặc người không giữ chức vụ lãnh đạo.",
     "NQ-07", "", "M", "", "2020-01-15", ""),
    ("F2", "", "batch", "quota", {}, "warn",
     "Số đề nghị không vượt số lượng được phân bổ trong năm.",
     "", "kế hoạch của đơn vị khen thưởng", "M", "", "1990-01-01", ""),
    ("B12", "", "batch", "in_time", {"days": 10}, "warn",
     "Hồ sơ gửi trước ngày trao tặng ít nhất 10 ngày, trừ khen đột xuất.",
     "", "quy định của một tỉnh; quy định của công đoàn chưa tìm được", "X", "phase year thematic", "2000-01-01", ""),
)  # fmt: skip


def day(text: str) -> dt.date | None:
    """An ISO day, or None for an empty text."""
    return dt.date.fromisoformat(text) if text else None


def form_fields(row: tuple[Any, ...], order: int) -> dict[str, Any]:
    """The columns of an award form but its code."""
    _, name, heading, verb, level, track, people, collectives, vote = row
    return {
        "name": name,
        "heading": heading,
        "verb": verb,
        "level": level,
        "track": track,
        "takes_people": people,
        "takes_collectives": collectives,
        "needs_vote": vote,
        "order": order,
    }


def rule_fields(row: Rule, order: int) -> dict[str, Any]:
    """The columns of a rule but its code, form and norm."""
    return {
        "scope": row[2],
        "criterion": row[3],
        "parameters": row[4],
        "severity": row[5],
        "sentence": row[6],
        "article": row[8],
        "confidence": row[9],
        "occasions": row[10],
        "valid_from": day(row[11]),
        "valid_to": day(row[12]),
        "order": order,
    }
