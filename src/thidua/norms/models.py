"""Legal norms with the days on which they hold, and the dated parameters taken from them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.norms.choices import Confidence, Force


def number_key(number: str) -> str:
    """The number of a norm in one spelling: "1689/QĐ-TLĐ" → "1689 qd tld"."""
    return search_text(number)


class LegalNormQuerySet(models.QuerySet["LegalNorm"]):
    def visible_to(self, by: Actor) -> LegalNormQuerySet:
        """The register is open to everybody who is signed in."""
        return self.all()


class LegalNorm(models.Model):
    """A law, decree, circular or union rule. ``effective_to`` is the first day on which it no longer holds.

    A missing ``effective_from`` or ``signed_on`` means that the day was not found; ``confidence`` says how surely the
    row is known, ``checked_on`` when somebody last looked.
    """

    code = models.CharField("mã", max_length=20, unique=True)
    number = models.CharField("số, ký hiệu", max_length=60)
    number_key = models.CharField(max_length=80, editable=False, db_index=True)
    kind = models.CharField("loại văn bản", max_length=40)
    title = models.CharField("nội dung", max_length=300)
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    effective_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    effective_to = models.DateField("hết hiệu lực từ", null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    confidence = models.CharField("độ chắc", max_length=1, choices=Confidence.choices)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    checked_on = models.DateField("kiểm tra ngày", default=dt.date(2026, 11, 1))
    search_text = models.CharField(max_length=600, editable=False)

    objects = LegalNormQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản pháp lý"
        verbose_name_plural = "văn bản pháp lý"
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="norm_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_key = number_key(self.number)[:80]
        self.search_text = search_text(self.number, self.kind, self.title, self.issuer)[:600]
        super().save(*args, **kwargs)

    def force_on(self, day: dt.date) -> Force:
        """Whether the norm holds that day; unknown where its first day was not found."""
        if self.effective_to and day >= self.effective_to:
            return Force.EXPIRED
        start = self.effective_from or self.signed_on
        if start is None:
            return Force.UNKNOWN
        return Force.IN_FORCE if day >= start else Force.NOT_YET


class FoundingYear(models.Model):
    """When the event of a commemoration took place. ``key`` are folded words that name it, ``unless`` others that do
    not ("thanh lap dang" but not "thanh lap dang bo")."""

    name = models.CharField("ngày kỷ niệm", max_length=200)
    key = models.CharField("từ nhận biết", max_length=120, unique=True)
    unless = models.CharField("trừ khi có từ", max_length=120, blank=True)
    founded_on = models.DateField("ngày")

    class Meta:
        verbose_name = "năm của ngày kỷ niệm"
        verbose_name_plural = "năm của các ngày kỷ niệm"
        ordering = ["founded_on", "key"]

    def __str__(self) -> str:
        return self.name


class BaseSalary(models.Model):
    """The base salary (đồng a month) from a day on, by which rewards are reckoned."""

    valid_from = models.DateField("từ ngày", unique=True)
    amount = models.PositiveIntegerField("mức lương cơ sở (đồng)")
    norm_number = models.CharField("theo", max_length=60)

    class Meta:
        verbose_name = "lương cơ sở"
        verbose_name_plural = "lương cơ sở"
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.amount}"
