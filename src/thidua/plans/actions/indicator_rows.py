"""The indicators that the product ships: what union plans and reports were seen to count.

(code, name, kind, unit, fields). Read out of Resolution 07/NQ-TLĐ and of union plans and reports; the figures of a unit
stay its own. Kept by an administrator of the top: rows that she has changed are never overwritten.
"""

from __future__ import annotations

from typing import Any

COUNT, MONEY, RATIO, AVERAGE = "count", "money", "ratio", "average"
STOCK, HIGHEST, DISTINCT, QUANTITY = "stock", "highest", "distinct", "quantity"
BOTH = {"of_whom": "women,direct"}
WOMEN = {"of_whom": "women"}
LOWER = {"direction": "lower"}
NOW: dict[str, Any] = {"takes_last": True}
COMPUTED = {"origin": "computed"}


def of(numerator: str, denominator: str) -> dict[str, Any]:
    """The two parts of a ratio or average."""
    return {"numerator_name": numerator, "denominator_name": denominator}


INDICATORS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    (
        "NQ07-1", "Đơn vị có kế hoạch và phát động thi đua theo cấp trên", RATIO, "%",
        of("Đơn vị đã ban hành kế hoạch", "tổng số đơn vị") | NOW | COMPUTED
        | {"formula": "Số công đoàn đã ban hành kế hoạch của năm, chia cho số công đoàn đang hoạt động trong phạm vi."},
    ),
    (
        "NQ07-2", "Phong trào phát động được sơ kết, tổng kết", RATIO, "%",
        of("Phong trào đã sơ kết hoặc tổng kết", "phong trào đã phát động") | NOW | COMPUTED
        | {"formula": "Số phong trào đã phát động mà đơn vị đã duyệt sơ kết hoặc tổng kết, chia cho số phong trào đã "
           "phát động trong kỳ."},
    ),
    (
        "NQ07-3", "Lao động trực tiếp trong số cá nhân được khen thưởng", RATIO, "%",
        of("Cá nhân là lao động trực tiếp, không giữ chức vụ", "cá nhân được khen thưởng") | COMPUTED
        | {"formula": "Lượt cá nhân là lao động trực tiếp hoặc không giữ chức vụ lãnh đạo, chia cho tổng lượt cá nhân "
           "được khen theo các quyết định có ngày trong kỳ (Nghị quyết 07/NQ-TLĐ: từ 15 % trở lên)."},
    ),
    (
        "NQ07-4", "Cán bộ làm công tác thi đua được tập huấn", RATIO, "%",
        of("Cán bộ được tập huấn", "cán bộ làm công tác thi đua") | NOW,
    ),
    (
        "NQ07-5", "Khối, cụm thi đua có sơ kết, tổng kết và giới thiệu mô hình mới", RATIO, "%",
        of("Khối, cụm đã sơ kết, tổng kết", "tổng số khối, cụm") | NOW,
    ),
    ("PT-01", "Phong trào thi đua được phát động", COUNT, "phong trào", {}),
    ("PT-02", "Lượt người tham gia phong trào thi đua", COUNT, "lượt người", BOTH),
    ("PT-03", "Người lao động đăng ký thi đua", RATIO, "%", of("Người đăng ký", "tổng số người lao động") | NOW),
    ("PT-04", "Điển hình tiên tiến được phát hiện", COUNT, "điển hình", BOTH),
    ("PT-05", "Điển hình tiên tiến được nhân rộng", COUNT, "điển hình", {}),
    ("PT-06", "Danh hiệu Người tốt, việc tốt", COUNT, "người", BOTH),
    ("PT-07", "Danh hiệu Công nhân giỏi", COUNT, "người", BOTH),
    ("PT-08", "Danh hiệu Lao động giỏi", COUNT, "người", BOTH),
    ("PT-09", "Gia đình công nhân, viên chức, lao động tiêu biểu", COUNT, "gia đình", {}),
    (
        "PT-10", "Nữ đạt danh hiệu Giỏi việc nước, đảm việc nhà", RATIO, "%",
        of("Nữ đạt danh hiệu", "tổng số nữ") | {"formula": "Chỉ tính trong nữ công nhân, viên chức, lao động."},
    ),
    ("SK-01", "Sáng kiến, đề tài đăng ký", COUNT, "sáng kiến", {}),
    ("SK-02", "Sáng kiến được công nhận cấp cơ sở", COUNT, "sáng kiến", {}),
    ("SK-03", "Sáng kiến được công nhận cấp tỉnh, ngành", COUNT, "sáng kiến", {}),
    ("SK-04", "Sáng kiến được áp dụng", COUNT, "sáng kiến", {}),
    ("SK-05", "Người có sáng kiến, đề tài được công nhận", DISTINCT, "người", BOTH),
    ("SK-06", "Tổng giá trị làm lợi của sáng kiến, đề tài", MONEY, "đồng", {}),
    ("SK-07", "Giá trị làm lợi lớn nhất của một sáng kiến", HIGHEST, "đồng", {}),
    ("SK-08", "Tiền thưởng sáng kiến", MONEY, "đồng", {}),
    ("SK-09", "Bằng Lao động sáng tạo được tặng", COUNT, "bằng", BOTH),
    ("CT-01", "Công trình, sản phẩm thi đua đăng ký", COUNT, "công trình", {}),
    ("CT-02", "Công trình, sản phẩm hoàn thành đúng hoặc trước hạn", COUNT, "công trình", {}),
    ("CT-03", "Giá trị công trình, sản phẩm thi đua", MONEY, "đồng", {}),
    ("CT-04", "Công trình, sản phẩm được gắn biển", COUNT, "công trình", {}),
    ("HT-01", "Hội thi tay nghề, hội thao, hội diễn đã tổ chức", COUNT, "cuộc", {}),
    ("HT-02", "Người dự hội thi thợ giỏi", COUNT, "người", BOTH),
    ("HT-03", "Người được nâng bậc thợ", COUNT, "người", BOTH),
    ("KT-01", "Lượt cá nhân được khen thưởng", COUNT, "lượt", BOTH),
    ("KT-02", "Lượt tập thể được khen thưởng", COUNT, "lượt", {}),
    ("KT-03", "Tiền thưởng thi đua, khen thưởng", MONEY, "đồng", {}),
    ("TC-01", "Tổng số đoàn viên cuối kỳ", STOCK, "đoàn viên", WOMEN | {"by_kind": True}),
    ("TC-02", "Tổng số người lao động cuối kỳ", STOCK, "người", BOTH | {"by_kind": True}),
    ("TC-03", "Số đoàn viên kết nạp trong kỳ", COUNT, "đoàn viên", WOMEN | {"by_kind": True}),
    ("TC-04", "Số công đoàn cơ sở thành lập trong kỳ", COUNT, "công đoàn cơ sở", {"by_kind": True}),
    (
        "TC-05", "Công đoàn cơ sở vững mạnh, hoàn thành tốt nhiệm vụ trở lên", RATIO, "%",
        of("Công đoàn cơ sở đạt", "công đoàn cơ sở được xếp loại") | NOW,
    ),
    (
        "TC-06", "Công đoàn cơ sở yếu, không hoàn thành nhiệm vụ", RATIO, "%",
        of("Công đoàn cơ sở yếu", "công đoàn cơ sở được xếp loại") | NOW | LOWER,
    ),
    ("TC-07", "Ủy ban kiểm tra xếp loại khá trở lên", RATIO, "%", of("Ủy ban đạt", "ủy ban được xếp loại") | NOW),
    ("TC-08", "Cuộc kiểm tra đã thực hiện so với kế hoạch", RATIO, "%", of("Đã kiểm tra", "cuộc theo kế hoạch")),
    ("CS-01", "Người lao động được phổ biến chính sách, pháp luật", RATIO, "%", of("Được phổ biến", "tổng số") | NOW),
    ("CS-02", "Đơn vị đạt chuẩn văn hóa", RATIO, "%", of("Đơn vị đạt chuẩn", "tổng số đơn vị") | NOW),
    ("CS-03", "Cơ quan tổ chức hội nghị cán bộ, công chức", RATIO, "%", of("Đã tổ chức", "tổng số cơ quan") | NOW),
    ("CS-04", "Doanh nghiệp tổ chức hội nghị người lao động", RATIO, "%", of("Đã tổ chức", "tổng số") | NOW),
    ("CS-05", "Nhà Mái ấm công đoàn xây, sửa", COUNT, "nhà", {}),
    ("CS-06", "Công đoàn cơ sở có quỹ tương trợ", RATIO, "%", of("Công đoàn cơ sở có quỹ", "tổng số") | NOW),
    ("CS-07", "Lớp bồi dưỡng, tập huấn cán bộ công đoàn", COUNT, "lớp", {}),
    ("CS-08", "Cán bộ công đoàn được bồi dưỡng", COUNT, "người", WOMEN),
    (
        "CS-09", "Thu nhập bình quân một người một tháng", AVERAGE, "triệu đồng",
        of("Tổng thu nhập bình quân tháng (triệu đồng)", "số người lao động") | NOW | {"scale": 1},
    ),
    ("CS-10", "Vụ tai nạn lao động", COUNT, "vụ", LOWER),
    ("CS-11", "Cây xanh trồng mới", QUANTITY, "nghìn cây", {"scale": 1}),
)  # fmt: skip
