"""Titles that people and collectives register for (C3; law titles from Law 06/2022/QH15 Art. 20–28)."""

from django.db import models


class Title(models.TextChoices):
    GOOD_DEED = "good_deed", "Người tốt, việc tốt"
    GOOD_WORKER = "good_worker", "Công nhân giỏi"
    GOOD_LABOUR = "good_labour", "Lao động giỏi"
    CREATIVE_LABOUR = "creative_labour", "Lao động sáng tạo"
    INITIATIVE = "initiative", "Sáng kiến, sáng tạo"
    WOMEN_DUAL_ROLE = "women_dual_role", "Giỏi việc nước, đảm việc nhà"
    MODEL_FAMILY = "model_family", "Gia đình CNVC tiêu biểu"
    EXCELLENT_MEMBER = "excellent_member", "Đoàn viên công đoàn xuất sắc"
    ADVANCED_WORKER = "advanced_worker", "Lao động tiên tiến"
    BASE_FIGHTER = "base_emulation_fighter", "Chiến sĩ thi đua cơ sở"


class CollectiveTitle(models.TextChoices):
    ADVANCED_COLLECTIVE = "advanced_collective", "Tập thể lao động tiên tiến"
    EXCELLENT_COLLECTIVE = "excellent_collective", "Tập thể lao động xuất sắc"
    EXCELLENT_BASE_UNION = "excellent_base_union", "CĐCS hoàn thành xuất sắc nhiệm vụ"


ALL_TITLES = [*Title.choices, *CollectiveTitle.choices]
