"""Words of reporting: kinds of periods, the two bases of a roll-up."""

from django.db import models


class PeriodKind(models.TextChoices):
    """What the period of a request is; the dates themselves belong to the request, not to the calendar."""

    PHASE = "phase", "Đợt thi đua"
    HALF_YEAR = "half_year", "6 tháng"
    YEAR = "year", "Năm"


class Basis(models.TextChoices):
    """LIVE adds up what the units that fill in figures have sent; SIGNED adds up what the level below has signed."""

    LIVE = "live", "Cộng trực tiếp từ cơ sở"
    SIGNED = "signed", "Theo báo cáo cấp dưới đã ký"
