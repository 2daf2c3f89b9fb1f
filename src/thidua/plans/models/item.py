"""The base of everything that stands in a plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from thidua.plans.choices import Source

SURE = 0.7
"""From this confidence on, and without a remark, the reader counts as sure."""


class PlanItem(models.Model):
    """Base of everything inside a plan: its order, its place in the source text, and whether a person confirmed it.

    ``copied_from`` is the item of an earlier or upper plan that it was made from, ``source`` what that means here.
    ``CODE`` is its stable word in addresses, ``WORD`` what people call it, ``EDITABLE`` the fields a person may set.
    """

    order = models.PositiveIntegerField("thứ tự", default=0)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField("trích trong văn bản", blank=True)
    confidence = models.FloatField("độ chắc", default=1.0)
    why = models.CharField("vì sao chưa chắc", max_length=300, blank=True)
    is_confirmed = models.BooleanField("đã xác nhận", default=False)
    version = models.PositiveIntegerField("lần sửa", default=1)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField("nguồn", max_length=10, choices=Source.choices, default=Source.OWN)

    plan: Any
    """Each kind of item has its own foreign key to its plan."""
    CODE: ClassVar[str]
    WORD: ClassVar[str]
    EDITABLE: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    @classmethod
    def belonging(cls, plan: Any) -> dict[str, Any]:
        """What an item of that plan takes over from it besides the link itself."""
        return {}

    @property
    def anchor(self) -> str:
        """The id of its mark in the text and of its row in the draft: "target-12"."""
        return f"{self.CODE}-{self.pk}"

    @property
    def key(self) -> str:
        """Its name on the page that composes the plan; a line of the head has one before it is kept."""
        return self.anchor

    @property
    def is_doubtful(self) -> bool:
        """True while nobody confirmed it and the reader was not sure."""
        return not self.is_confirmed and (bool(self.why) or self.confidence < SURE)

    @property
    def lacks(self) -> str:
        """What a person has to fill in before it can be confirmed ("hạn"); empty when nothing."""
        return ""

    @property
    def is_locked(self) -> bool:
        """True where the plan above decides the words: they cannot be changed or dropped here."""
        return self.source in (Source.INHERITED, Source.ALLOTTED)

    @property
    def headline(self) -> str:
        """What it says, in one line."""
        return str(self)

    @property
    def detail(self) -> str:
        """What else it says, in one line; empty when nothing."""
        return ""
