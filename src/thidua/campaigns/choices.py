"""How a launch event is held."""

from django.db import models


class LaunchForm(models.TextChoices):
    CEREMONY = "ceremony", "Lễ phát động"
    WITH_MEETING = "with_meeting", "Lồng ghép trong hội nghị"
    WORKSHOP = "workshop", "Phát động tại phân xưởng, tổ"
    ONLINE = "online", "Trực tuyến"
