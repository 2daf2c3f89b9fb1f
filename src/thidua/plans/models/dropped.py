"""What was taken out of a draft, kept so that it can be taken back."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from thidua.plans.models.plan import Plan


class DroppedItem(models.Model):
    """An item taken out of a plan's draft: its kind, its old key, and its fields as they stood.

    ``links`` are the rows that pointed at it and lost it: ``[[app.model, field, [keys]], …]``.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dropped_items")
    code = models.CharField("loại mục", max_length=20)
    item_id = models.PositiveBigIntegerField("khóa cũ")
    words = models.CharField("nội dung", max_length=300)
    values = models.JSONField("giá trị", encoder=DjangoJSONEncoder)
    links = models.JSONField("nơi trỏ tới", default=list)
    dropped_at = models.DateTimeField("lúc bỏ")

    class Meta:
        verbose_name = "mục đã bỏ"
        verbose_name_plural = "mục đã bỏ"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["plan", "code", "item_id"], name="an_item_is_dropped_once")]

    def __str__(self) -> str:
        return self.words
