"""Words of plans: comparators, sectors, sections, audiences, kinds of indicators."""

from django.db import models


class Comparator(models.TextChoices):
    GT = ">", "trên"
    GE = ">=", "từ … trở lên"
    EQ = "=", "đạt"
    LE = "<=", "không quá"
    LT = "<", "dưới"
    BETWEEN = "between", "từ … đến …"


class Section(models.TextChoices):
    """Where a block of text stands in the plan."""

    PREAMBLE = "preamble", "Mở đầu"
    PURPOSE = "purpose", "Mục đích, yêu cầu"
    CONTENT = "content", "Nội dung thi đua"
    MEASURE = "measure", "Giải pháp"
    AWARD = "award", "Khen thưởng"
    CLOSING = "closing", "Kết thúc"


class Sector(models.TextChoices):
    ALL = "all", "Chung"
    ENTERPRISE = "enterprise", "Khối doanh nghiệp"
    PUBLIC = "public", "Khối hành chính, sự nghiệp"


class Audience(models.TextChoices):
    """Whose duty a line of the plan is; resolved to units when the plan is issued."""

    ISSUER = "issuer", "Đơn vị ban hành"
    CHILDREN = "children", "Các đơn vị trực thuộc"
    UPPER = "upper", "Công đoàn cấp trên cơ sở"
    BASE = "base", "Công đoàn cơ sở"
    GIVEN = "given", "Đơn vị này, đã giao theo kế hoạch cấp trên"
    OTHER = "other", "Cơ quan khác (ngoài hệ thống)"


class IndicatorKind(models.TextChoices):
    """How the values of an indicator add up over units and over periods; ``reporting.queries.adding`` does it."""

    COUNT = "count", "Số lượng (cộng dồn)"
    MONEY = "money", "Tiền (đồng, cộng dồn)"
    QUANTITY = "quantity", "Khối lượng có phần lẻ (cộng dồn)"
    RATIO = "ratio", "Tỷ lệ (tử số, mẫu số)"
    AVERAGE = "average", "Bình quân (tổng và số để chia)"
    YES_NO = "yes_no", "Có hoặc không (đếm đơn vị có)"
    STOCK = "stock", "Số có đến cuối kỳ"
    HIGHEST = "highest", "Mức cao nhất"
    LOWEST = "lowest", "Mức thấp nhất"
    DISTINCT = "distinct", "Số người, mỗi người đếm một lần"
    WORDS = "words", "Trả lời bằng lời"


SUMMED_KINDS = (IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.QUANTITY, IndicatorKind.STOCK)
"""A target of such a kind is a whole that can be shared out among units; of any other each unit has the same bound."""
TWO_PART_KINDS = (IndicatorKind.RATIO, IndicatorKind.AVERAGE)
"""Kept as numerator and denominator (sum and weight)."""


class OfWhom(models.TextChoices):
    """A figure asked beside the total: how many of them are …"""

    WOMEN = "women", "Nữ"
    DIRECT = "direct", "Lao động trực tiếp"


class FigureOrigin(models.TextChoices):
    """Where the figures of an indicator come from."""

    TYPED = "typed", "Đơn vị nhập"
    COMPUTED = "computed", "Phần mềm tính từ hồ sơ đã có"


class Direction(models.TextChoices):
    HIGHER = "higher", "Càng cao càng tốt"
    LOWER = "lower", "Càng thấp càng tốt"


class Scope(models.TextChoices):
    """What a movement covers (A7)."""

    UNION = "union", "Hoạt động công đoàn"
    WORKERS = "workers", "Trong công nhân, viên chức, lao động"
    OFFICE = "office", "Trong cơ quan công đoàn"


class Launcher(models.TextChoices):
    """Who launched a movement (A7)."""

    PRIME_MINISTER = "prime_minister", "Thủ tướng Chính phủ"
    CONFEDERATION = "confederation", "Tổng Liên đoàn Lao động Việt Nam"
    PROVINCE = "province", "Liên đoàn Lao động tỉnh, thành phố"
    UPPER = "upper", "Công đoàn cấp trên trực tiếp cơ sở"
    OWN = "own", "Đơn vị tự phát động"
    OTHER = "other", "Cơ quan khác"


class Source(models.TextChoices):
    """Where an item of a plan comes from when the plan carries out an upper one."""

    OWN = "own", "Của đơn vị"
    INHERITED = "inherited", "Kế thừa nguyên văn"
    ALLOTTED = "allotted", "Cấp trên giao"
    TO_FILL = "to_fill", "Đơn vị điền"


class HeadName(models.TextChoices):
    """One thing that the head or the end of the paper says about the plan itself."""

    ISSUER = "issuer", "Cơ quan ban hành"
    NUMBER = "number", "Số, ký hiệu"
    DAY = "day", "Ngày ban hành"
    PLACE = "place", "Địa danh"
    KIND = "kind", "Loại văn bản"
    TITLE = "title", "Trích yếu"
    YEAR = "year", "Năm"
    YEAR_THEME = "year_theme", "Chủ đề năm"
    THEME = "theme", "Chủ đề"
    PARENT = "parent", "Kế hoạch cấp trên"
    SIGNER = "signer", "Người ký"
    LOWER_DUE = "lower_due", "Hạn cấp dưới gửi kế hoạch"
