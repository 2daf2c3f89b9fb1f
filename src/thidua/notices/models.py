"""What a person is told, in the product and in her daily e-mail."""

from __future__ import annotations

from django.db import models

from thidua.accounts.models import User
from thidua.common import clock


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user_id: int | None) -> NoticeQuerySet:
        """The notices of that user; nobody sees another's."""
        return self.filter(user_id=user_id)

    def unread(self) -> NoticeQuerySet:
        """Not yet read."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One sentence for one person. ``key`` names the occasion: nobody is told twice for one key."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="người nhận")
    key = models.CharField("dịp", max_length=120)
    text = models.CharField("nội dung", max_length=500)
    url = models.CharField("trang", max_length=300, blank=True)
    created_at = models.DateTimeField("lúc", default=clock.now)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    digest_sent_at = models.DateTimeField("gửi e-mail lúc", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        indexes = [
            models.Index(fields=["user", "-id"], name="notices_by_user"),
            models.Index(fields=["user"], name="notices_unread", condition=models.Q(read_at__isnull=True)),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_per_user_and_key")]

    def __str__(self) -> str:
        return self.text


class Digest(models.Model):
    """The one e-mail of a day to a person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người nhận")
    day = models.DateField("ngày")
    sent_at = models.DateTimeField("gửi lúc", default=clock.now)
    notices = models.PositiveIntegerField("số thông báo")

    class Meta:
        verbose_name = "e-mail tổng hợp"
        verbose_name_plural = "e-mail tổng hợp"
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_per_user_and_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
