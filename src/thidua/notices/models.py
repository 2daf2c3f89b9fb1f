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


class DigestQuerySet(models.QuerySet["Digest"]):
    def of(self, user_id: int | None) -> DigestQuerySet:
        """The digests of that user; nobody sees another's."""
        return self.filter(user_id=user_id)


class Digest(models.Model):
    """All that a person is told on a day, once: its lines, read in the product, and the one e-mail of that day.

    The e-mail goes out at most once: ``claimed_at`` is set, by compare-and-set and committed, before the mail server
    is spoken to, ``sent_at`` after it has taken the letter. A worker that dies between leaves it claimed.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người nhận")
    day = models.DateField("ngày")
    composed_at = models.DateTimeField("soạn lúc", default=clock.now)
    claimed_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    notices = models.PositiveIntegerField("số thông báo", default=0)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "tổng hợp trong ngày"
        verbose_name_plural = "tổng hợp trong ngày"
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_per_user_and_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"


class DigestLine(models.Model):
    """One line of a digest, under a heading that neighbours share, with the page it leads to."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="lines", verbose_name="tổng hợp")
    place = models.PositiveIntegerField("thứ tự")
    heading = models.CharField("nhóm", max_length=120)
    text = models.CharField("nội dung", max_length=700)
    url = models.CharField("trang", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng tổng hợp"
        verbose_name_plural = "dòng tổng hợp"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["digest", "place"], name="one_line_per_place")]

    def __str__(self) -> str:
        return self.text

    @property
    def lead(self) -> str:
        """What it is about: the words before the first dot between parts."""
        return self.text.partition(" · ")[0]

    @property
    def rest(self) -> str:
        """What is told of it besides: its day, where it comes from; may be empty."""
        return self.text.partition(" · ")[2]


class MailChoice(models.Model):
    """Whether the person wants the e-mail of the day. Nobody can switch off what she is told in the product."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+", verbose_name="người dùng")
    wants_mail = models.BooleanField("nhận e-mail mỗi ngày", default=True)

    class Meta:
        verbose_name = "cách báo"
        verbose_name_plural = "cách báo"

    def __str__(self) -> str:
        return f"{self.user}: {'có' if self.wants_mail else 'không'}"
