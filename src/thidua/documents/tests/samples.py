"""Papers and files to try things on."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from typing import Any

from thidua.documents.papers import (
    Annex,
    BulletList,
    CertificatePaper,
    Heading,
    OfficialPaper,
    Paragraph,
    Point,
    Signature,
    Table,
)

LONG = (
    "Tiếp tục đổi mới và đẩy mạnh các phong trào thi đua yêu nước trong CNVCLĐ trên tất cả các lĩnh vực, khắc phục khó "
    "khăn, thúc đẩy phát triển sản xuất kinh doanh, ổn định việc làm, nâng cao đời sống, thu nhập cho người lao động; "
    "góp phần thực hiện thắng lợi các nhiệm vụ chính trị, các mục tiêu, chỉ tiêu, nhiệm vụ phát triển kinh tế năm 2021."
)
MARKUP = "Không được hiểu là mã: #[x] *đậm* _nghiêng_ $ \\ @nhãn <b> {{ bien }} - gạch = bằng"
LONGEST_NAME = "Công Tằng Tôn Nữ Thị Hoàng Phương Thảo Nguyên Khánh Linh Bảo Ngọc Minh Châu Diễm Quỳnh"


def plan_paper(**changes: Any) -> OfficialPaper:
    """A plan of two pages and more, with a table, an annex on a landscape page and every kind of block."""
    blocks = (
        Paragraph("Ban Thường vụ Liên đoàn Lao động quận Ba Đình ban hành kế hoạch với các nội dung sau:"),
        Heading("Mục đích, yêu cầu"),
        *(Point(LONG) for _ in range(4)),
        Heading("Nội dung thi đua"),
        Heading("Đối với khối doanh nghiệp", 2),
        *(Point(LONG, 3) for _ in range(5)),
        Heading("Đối với khu vực hành chính, sự nghiệp", 2),
        Paragraph(MARKUP),
        Heading("Chỉ tiêu"),
        Table(
            ("TT", "Chỉ tiêu", "Giao năm 2021"),
            (("1", "Kết nạp đoàn viên mới", "1.800 người"), ("2", "Đăng ký giao ước thi đua", "100 %")),
            (1, 8, 3),
            ("center", "left", "right"),
            "Biểu 1. Chỉ tiêu thi đua năm 2021",
        ),
        Heading("Thời gian tổ chức"),
        Paragraph("Từ 01/01/2021 đến 30/6/2021.", lead="Đợt 1:"),
        BulletList(("Công đoàn cơ sở xây dựng kế hoạch.", "Liên đoàn Lao động quận chọn đơn vị điểm.")),
    )
    annex = Annex(
        "Danh sách đơn vị phát động điểm",
        (Table(("TT", "Đơn vị"), tuple((str(row), f"Công đoàn cơ sở {row}") for row in range(1, 61)), (1, 9)),),
        is_landscape=True,
    )
    fields: dict[str, Any] = {
        "parent_body": "Liên đoàn Lao động thành phố Hà Nội",
        "issuer": "Liên đoàn Lao động quận Ba Đình",
        "number": 3,
        "symbol": "KH-LĐLĐ",
        "place": "Ba Đình",
        "day": dt.date(2021, 1, 7),
        "kind": "Kế hoạch",
        "subject": "Phát động phong trào thi đua trong CNVCLĐ năm 2021",
        "bases": (
            "Căn cứ Luật Thi đua, khen thưởng",
            "Thực hiện Kế hoạch số 63/KH-LĐLĐ ngày 31/12/2020 của Liên đoàn Lao động thành phố Hà Nội;",
        ),
        "blocks": blocks,
        "recipients": ("Thường trực LĐLĐ TP (để b/c)", "- Các CĐCS trực thuộc;", "Lưu: VP"),
        "signer": Signature("TM. Ban Thường vụ", "Chủ tịch", "Nguyễn Xuân Trọng"),
        "annexes": (annex,),
    }
    return OfficialPaper(**(fields | changes))


def statistics_paper(**changes: Any) -> OfficialPaper:
    """A statistical form: its sign over the head, marks under the heads of its table, sections as rows, two signers."""
    rows = (
        ("A. Phong trào thi đua",),
        *((str(row), f"Số phong trào thi đua thứ {row}", "PT-01", "phong trào", "1.234") for row in range(1, 30)),
        ("B. Sáng kiến",),
        ("30", "Số sáng kiến được công nhận", "SK-02", "sáng kiến", "98,5"),
    )
    heads, marks = ("TT", "Chỉ tiêu", "Mã số", "Đơn vị tính", "Thực hiện"), ("A", "B", "C", "D", "1")
    sides = ("center", "left", "center", "center", "right")
    fields: dict[str, Any] = {
        "kind": "Biểu thống kê",
        "blocks": (Table(heads, rows, (1, 7, 2, 2, 2), sides, marks=marks),),
        "form_mark": "Biểu số: TK-N (bản 1)",
        "co_signer": Signature("", "Người lập biểu", "Lê Văn Nam"),
        "bases": (),
        "annexes": (),
    }
    return plan_paper(**(fields | changes))


def certificate_paper(book: int = 1, **changes: Any) -> CertificatePaper:
    """A giấy khen for one worker."""
    fields: dict[str, Any] = {
        "authority": "Ban Thường vụ Liên đoàn Lao động quận Ba Đình",
        "form": "Giấy khen",
        "recipient": "Nguyễn Thị Hồng Nhung",
        "recipient_lines": ("Công nhân tổ may 3, Công đoàn Công ty Cổ phần May Đức Giang",),
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Lao động giỏi, lao động sáng tạo” năm 2021",
        "decision_number": "15/QĐ-LĐLĐ",
        "decided_on": dt.date(2021, 12, 20),
        "golden_book_number": book,
        "place": "Ba Đình",
        "signer": Signature("TM. Ban Thường vụ", "Phó Chủ tịch", "Trần Thị Thu Hà"),
        "verification_url": f"https://thidua.example.vn/xac-minh/ABCD-EFGH-JKLM-{book:04d}",
    }
    return CertificatePaper(**(fields | changes))


def crowded_certificate(book: int = 2) -> CertificatePaper:
    """Everything at its longest: body, recipient, two lines, achievement, delegated signature, name."""
    return certificate_paper(
        book,
        authority="Ban Chấp hành Công đoàn cơ sở Công ty Trách nhiệm hữu hạn một thành viên Môi trường Đô thị Hà Nội "
        "– Chi nhánh Ba Đình và các vùng phụ cận",
        form="Bằng khen",
        prefix="Tập thể",
        recipient="Công đoàn Trường Đại học Kiến trúc và Quy hoạch Phát triển Đô thị Bền vững thành phố Hà Nội mở rộng",
        recipient_lines=(
            "Trực thuộc Công đoàn ngành Giáo dục và Đào tạo thành phố Hà Nội",
            "Địa chỉ: số 123 phố Nguyễn Chí Thanh, phường Láng Thượng, quận Đống Đa, thành phố Hà Nội",
        ),
        achievement="Đã có thành tích đặc biệt xuất sắc trong phong trào thi đua yêu nước “Lao động giỏi, lao động "
        "sáng tạo”, “Giỏi việc nước, đảm việc nhà”, góp phần hoàn thành thắng lợi nhiệm vụ và hoạt động công đoàn "
        "giai đoạn 2016 – 2021, chào mừng kỷ niệm 92 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 – 28/7/2021)",
        signer=Signature("TM. Ban Chấp hành", "Phó Chủ tịch Thường trực", LONGEST_NAME, "KT. Chủ tịch"),
        reissue=1,
    )


def png_picture(side: int = 40) -> bytes:
    """A red square as PNG, with a transparent border."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = b"\x00" + b"\xc0\x20\x20\xff" * side
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
