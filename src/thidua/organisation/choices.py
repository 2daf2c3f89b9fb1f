"""Levels and types of union units, and what is counted of people."""

from django.db import models


class UnitLevel(models.TextChoices):
    """Where a unit stands (Charter of the trade unions; domain notes 4.1)."""

    CONFEDERATION = "confederation", "Tổng Liên đoàn"
    PROVINCE = "province", "Liên đoàn Lao động tỉnh, thành phố"
    UPPER = "upper", "Công đoàn cấp trên trực tiếp cơ sở"
    BASE = "base", "Công đoàn cơ sở"
    SECTION = "section", "Công đoàn bộ phận, tổ công đoàn"


class UnitKind(models.TextChoices):
    """Type of union; the closed historical kinds stay for plans from before 2025."""

    FEDERATION = "federation", "Liên đoàn Lao động"
    COMMUNE = "commune_union", "Công đoàn xã, phường, đặc khu"
    ZONE = "zone_union", "Công đoàn khu công nghiệp"
    INDUSTRY = "industry_union", "Công đoàn ngành"
    CORPORATION = "corporation_union", "Công đoàn tổng công ty"
    PUBLIC_SERVICE = "public_service", "Đơn vị sự nghiệp"
    STATE_ENTERPRISE = "state_enterprise", "Doanh nghiệp nhà nước"
    NON_STATE = "non_state_enterprise", "Doanh nghiệp ngoài nhà nước"
    FOREIGN = "foreign_invested", "Doanh nghiệp có vốn đầu tư nước ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    GUILD = "guild_union", "Nghiệp đoàn"
    ADMIN_BODY = "admin_body", "Cơ quan hành chính (trước 2025)"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang (trước 2025)"


ENTERPRISE_KINDS = frozenset(
    {UnitKind.STATE_ENTERPRISE, UnitKind.NON_STATE, UnitKind.FOREIGN, UnitKind.COOPERATIVE, UnitKind.GUILD}
)


class Sex(models.TextChoices):
    """Sex of a person, for the "of whom women" figures."""

    FEMALE = "f", "Nữ"
    MALE = "m", "Nam"
    UNKNOWN = "u", "Chưa ghi"


class ImportKind(models.TextChoices):
    """What an Excel file brings."""

    UNITS = "units", "Đơn vị"
    PEOPLE = "people", "Người"
