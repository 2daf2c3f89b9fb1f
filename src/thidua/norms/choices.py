"""Words of the register of norms."""

from django.db import models


class Confidence(models.TextChoices):
    """How surely a rule is known; no rule below "quoted" may block anybody (rules as data, severity)."""

    READ = "H", "Đã đọc nguyên văn"
    QUOTED = "Q", "Trích nguyên văn điều khoản"
    STATED = "M", "Theo thông tin của cơ quan chính thức"
    LOCAL = "L", "Dự thảo, bản cũ hoặc tài liệu địa phương"
    UNKNOWN = "X", "Chưa có căn cứ xác nhận"


class Force(models.TextChoices):
    """Whether a norm holds on a day."""

    IN_FORCE = "in_force", "Còn hiệu lực"
    EXPIRED = "expired", "Hết hiệu lực"
    NOT_YET = "not_yet", "Chưa có hiệu lực"
    UNKNOWN = "unknown", "Chưa có căn cứ xác nhận"


class ParameterKind(models.TextChoices):
    """What a dated figure says; ``PARAMETER_UNITS`` has the unit it is counted in."""

    BASE_SALARY = "base_salary", "Mức lương cơ sở"
    MOVEMENTS_AT_ONCE = "movements_at_once", "Số phong trào một đơn vị nên có cùng lúc, nhiều nhất"


PARAMETER_UNITS: dict[str, str] = {
    ParameterKind.BASE_SALARY: "đồng một tháng",
    ParameterKind.MOVEMENTS_AT_ONCE: "phong trào",
}
