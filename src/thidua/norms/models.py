"""Legal norms with the days on which they hold, founding days of commemorations, dated figures."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import models
from django.db.models import F, Q

from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.norms.choices import PARAMETER_UNITS, Confidence, Force, ParameterKind

_ZEROS = re.compile(r"\b0+(?=\d)")
_WITH_YEAR = re.compile(r"\d+ (?:19|20)\d\d ")
_ASSEMBLY = re.compile(r"\bqh (?=\d)")


def citation_text(text: str) -> str:
    """A text as citations are compared: folded words, no zeros before numbers ("số 06/2022/QH 15" → "so 6 2022 qh15").

    Blanks, slashes and any kind of dash count alike.
    """
    return _ASSEMBLY.sub("qh", _ZEROS.sub("", search_text(text)))


def number_key(number: str) -> str:
    """The number of a norm in one spelling: "1689/QĐ-TLĐ", "1689 / QĐ – TLĐ" → "1689 qd tld"."""
    return citation_text(number)


def has_year(key: str) -> bool:
    """Whether a number (as ``number_key``) names its year, as those of the State do: "91 2017 nd cp"."""
    return bool(_WITH_YEAR.match(key))


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, without blanks around them."""
    return [line for line in (part.strip() for part in text.splitlines()) if line]


class Kept(models.Model):
    """What every row of the register has: how surely it is known, from where, and whether a person has changed it.

    ``is_edited`` rows are never overwritten by the supplied register; ``version`` is the one an editor has seen.
    """

    confidence = models.CharField("độ chắc", max_length=1, choices=Confidence.choices, default=Confidence.UNKNOWN)
    source = models.CharField("nguồn", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_edited = models.BooleanField("do quản trị ghi", default=False)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        abstract = True


class LegalNormQuerySet(models.QuerySet["LegalNorm"]):
    def visible_to(self, by: Actor) -> LegalNormQuerySet:
        """The register is open to everybody who is signed in."""
        return self.all()


class LegalNorm(Kept):
    """A law, decree, circular or union rule. ``effective_to`` is the first day on which it no longer holds.

    A missing ``effective_from`` or ``signed_on`` means that the day was not found; ``checked_on`` says when somebody
    last looked. ``names`` are what it is called without its number, one a line ("Luật Thi đua, khen thưởng").
    """

    code = models.CharField("mã", max_length=20, unique=True)
    number = models.CharField("số, ký hiệu", max_length=60)
    number_key = models.CharField(max_length=80, editable=False, db_index=True)
    kind = models.CharField("loại văn bản", max_length=40)
    title = models.CharField("nội dung", max_length=300)
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    names = models.TextField("tên gọi khi không ghi số", blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    effective_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    effective_to = models.DateField("hết hiệu lực từ", null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
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

    @property
    def begins_on(self) -> dt.date | None:
        """The first day on which it holds; the day of signature where only that is known."""
        return self.effective_from or self.signed_on

    def force_on(self, day: dt.date) -> Force:
        """Whether the norm holds that day; unknown where its first day was not found."""
        if self.effective_to and day >= self.effective_to:
            return Force.EXPIRED
        if self.begins_on is None:
            return Force.UNKNOWN
        return Force.IN_FORCE if day >= self.begins_on else Force.NOT_YET


class FoundingYear(Kept):
    """When the event of a commemoration took place.

    ``aliases`` are words that name it, one a line, compared without accents; ``unless`` are words that, where they
    stand too, say that another event is meant ("thành lập Đảng" but not "Đảng bộ").
    """

    name = models.CharField("ngày kỷ niệm", max_length=200, unique=True)
    founded_on = models.DateField("ngày")
    aliases = models.TextField("cách gọi trong văn bản")
    unless = models.TextField("trừ khi có từ", blank=True)

    class Meta:
        verbose_name = "năm của ngày kỷ niệm"
        verbose_name_plural = "năm của các ngày kỷ niệm"
        ordering = ["founded_on", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def keys(self) -> list[str]:
        """The aliases as folded words."""
        return [key for key in map(search_text, lines_of(self.aliases)) if key]

    @property
    def foreign_keys(self) -> list[str]:
        """The words that say that another event is meant, folded."""
        return [key for key in map(search_text, lines_of(self.unless)) if key]


class Parameter(Kept):
    """A figure that holds from a day until the next one of its kind (``PARAMETER_UNITS`` has its unit)."""

    kind = models.CharField("tham số", max_length=30, choices=ParameterKind.choices)
    valid_from = models.DateField("từ ngày")
    amount = models.DecimalField("mức", max_digits=18, decimal_places=3)

    class Meta:
        verbose_name = "tham số theo thời gian"
        verbose_name_plural = "tham số theo thời gian"
        ordering = ["kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"],
                name="one_figure_of_a_kind_from_a_day",
                violation_error_message="Tham số này đã có mức từ ngày đó. Hãy mở mức đó để sửa.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="figure_is_positive", violation_error_message="Mức phải lớn hơn 0."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {self.valid_from:%d/%m/%Y}"

    @property
    def unit_word(self) -> str:
        """What it is counted in."""
        return PARAMETER_UNITS.get(self.kind, "")
