"""Numbered official documents, and the counters that give the numbers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.documents.choices import DocumentKind, NumberingMode, NumberOrigin
from thidua.documents.lifecycle import DOCUMENT, ISSUED
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end, paths_above


class DocumentQuerySet(models.QuerySet["OfficialDocument"]):
    def visible_to(self, by: Actor) -> DocumentQuerySet:
        """Documents of the actor's unit and of the units below it, and what the units above have issued."""
        above = paths_above(by.unit_path)
        below = Q(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(below | Q(unit__path__in=above, state=ISSUED))


class OfficialDocument(Stateful):
    """A document with a number. ``owner_kind``/``owner_id`` name the thing of a higher room that it is the paper of.

    ``symbol`` is what stands after the stroke ("KH-LĐLĐ"). Signer's post, name and ``on_behalf`` are
    kept as they were that day.
    """

    LIFECYCLE = DOCUMENT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name="đơn vị ban hành")
    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind.choices)
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    issued_on = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=500)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=120, blank=True)
    on_behalf = models.CharField("thẩm quyền ký", max_length=120, blank=True)
    origin = models.CharField("nguồn số", max_length=10, choices=NumberOrigin.choices, default=NumberOrigin.SYSTEM)
    owner_kind = models.CharField(max_length=40, blank=True)
    owner_id = models.BigIntegerField(null=True, blank=True)
    search_text = models.CharField(max_length=700, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        indexes = [
            models.Index(fields=["unit", "-issued_on"], name="documents_by_unit"),
            models.Index(fields=["owner_kind", "owner_id"], name="documents_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DOCUMENT.states)), name="document_state_is_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="document_number_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_text(self.number_text, self.get_kind_display(), self.subject)[:700]
        super().save(*args, **kwargs)

    @property
    def number_text(self) -> str:
        """ "03/KH-LĐLĐ"."""
        return f"{self.number:02d}/{self.symbol}"

    @property
    def title(self) -> str:
        """ "Kế hoạch 03/KH-LĐLĐ"."""
        return f"{self.get_kind_display()} {self.number_text}"

    @property
    def citation(self) -> str:
        """ "Kế hoạch số 03/KH-LĐLĐ ngày 07/01/2021"."""
        return f"{self.get_kind_display()} số {self.number_text} ngày {format_date(self.issued_on)}"


class NumberScheme(models.Model):
    """How a unit numbers its documents in a year: one sequence for all kinds, or one for each kind."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="number_schemes", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    mode = models.CharField("cách đánh số", max_length=10, choices=NumberingMode.choices)
    start = models.PositiveIntegerField("bắt đầu từ số", default=1)

    class Meta:
        verbose_name = "cách đánh số văn bản"
        verbose_name_plural = "cách đánh số văn bản"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_number_scheme_per_unit_and_year"),
            models.CheckConstraint(
                condition=Q(start__gte=1),
                name="numbers_start_at_one_or_later",
                violation_error_message="Số bắt đầu phải từ 1 trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.get_mode_display()}"


class NumberCounter(models.Model):
    """The counter of one sequence. ``kind`` is "" where all kinds share it; ``last`` is the last number given,
    ``writes`` counts every taking, registering and voiding, for compare-and-set."""

    scheme = models.ForeignKey(NumberScheme, models.CASCADE, related_name="counters", verbose_name="cách đánh số")
    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind.choices, blank=True)
    last = models.PositiveIntegerField("số cuối đã cấp", default=0)
    writes = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        constraints = [models.UniqueConstraint(fields=["scheme", "kind"], name="one_counter_per_sequence")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.kind or 'mọi loại'}: {self.last}"


class IssuedNumber(models.Model):
    """A number that is taken, for ever: by a document, or recorded as void with its reason."""

    counter = models.ForeignKey(NumberCounter, models.PROTECT, related_name="numbers", verbose_name="dãy số")
    number = models.PositiveIntegerField("số")
    origin = models.CharField("nguồn số", max_length=10, choices=NumberOrigin.choices)
    document = models.OneToOneField(
        OfficialDocument, models.PROTECT, null=True, blank=True, related_name="issued_number", verbose_name="văn bản"
    )
    void_reason = models.CharField("lý do bỏ số", max_length=300, blank=True)
    taken_at = models.DateTimeField("cấp lúc")

    class Meta:
        verbose_name = "số đã cấp"
        verbose_name_plural = "số đã cấp"
        constraints = [
            models.UniqueConstraint(
                fields=["counter", "number"],
                name="a_number_is_given_once",
                violation_error_message="Số này đã dùng cho văn bản khác trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(void_reason=""),
                name="a_number_has_a_document_or_a_reason",
                violation_error_message="Số bỏ phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counter}: {self.number}"
