"""How a launch event is held, and which reviews there are."""

from django.db import models


class LaunchForm(models.TextChoices):
    CEREMONY = "ceremony", "Lễ phát động"
    WITH_MEETING = "with_meeting", "Lồng ghép trong hội nghị"
    WORKSHOP = "workshop", "Phát động tại phân xưởng, tổ"
    ONLINE = "online", "Trực tuyến"


class ReviewKind(models.TextChoices):
    """Which review of a movement it is: after a phase, or at the end."""

    INTERIM = "interim", "Sơ kết"
    FINAL = "final", "Tổng kết"
