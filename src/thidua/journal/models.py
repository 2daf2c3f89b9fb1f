"""Append-only lines of what was done, the log of every move, and the erasable names behind the tokens."""

from __future__ import annotations

import hashlib
import json
from typing import ClassVar

from django.db import models

from thidua.common import clock
from thidua.common.lifecycle import Lifecycle, State


class PersonName(models.Model):
    """The name behind a token. Lines of the journal carry the token only, so a name can be erased (Law 91/2025)."""

    token = models.CharField("mã người", max_length=32, primary_key=True)
    name = models.CharField("họ và tên", max_length=120)

    class Meta:
        verbose_name = "tên người trong nhật ký"
        verbose_name_plural = "tên người trong nhật ký"

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One line: at that time, that person, for that unit, did that. Never changed, never deleted."""

    at = models.DateTimeField("lúc")
    actor_token = models.CharField("người làm", max_length=32, blank=True)
    unit_id = models.BigIntegerField("đơn vị", null=True)
    event = models.CharField("việc", max_length=60)
    subject_kind = models.CharField("loại", max_length=40)
    subject_id = models.CharField("mã", max_length=40)
    text = models.TextField("nội dung", blank=True)
    data = models.JSONField("số liệu kèm theo", default=dict)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "dòng nhật ký"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_by_subject"),
            models.Index(fields=["unit_id", "id"], name="journal_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event} {self.subject_kind}:{self.subject_id}"

    def digest_after(self, digest: str) -> str:
        """The next hash of the seal's chain after this line."""
        line = [
            self.pk,
            self.at.isoformat(),
            self.actor_token,
            self.unit_id,
            self.event,
            self.subject_kind,
            self.subject_id,
            self.text,
            self.data,
        ]
        body = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"{digest}\n{body}".encode()).hexdigest()


class Seal(models.Model):
    """A seal over a run of lines: their number and the hash chained to the seal before."""

    first_id = models.BigIntegerField("dòng đầu")
    last_id = models.BigIntegerField("dòng cuối", unique=True)
    lines = models.PositiveIntegerField("số dòng")
    previous_digest = models.CharField("mã niêm phong trước", max_length=64, blank=True)
    digest = models.CharField("mã niêm phong", max_length=64, unique=True)
    sealed_at = models.DateTimeField("niêm phong lúc")

    class Meta:
        verbose_name = "niêm phong"
        verbose_name_plural = "niêm phong"

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"


class MoveLog(models.Model):
    """One move of one thing from a state to the next; written by ``journal.actions.move`` only."""

    kind = models.CharField("loại", max_length=40)
    subject_id = models.BigIntegerField("mã")
    move = models.CharField("bước", max_length=40)
    from_state = models.CharField("từ trạng thái", max_length=30)
    to_state = models.CharField("sang trạng thái", max_length=30)
    at = models.DateTimeField("lúc")
    actor_token = models.CharField("người làm", max_length=32, blank=True)
    unit_id = models.BigIntegerField("đơn vị", null=True)
    remark = models.TextField("ý kiến", blank=True)

    class Meta:
        verbose_name = "bước chuyển trạng thái"
        verbose_name_plural = "bước chuyển trạng thái"
        indexes = [models.Index(fields=["kind", "subject_id", "id"], name="moves_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id} {self.from_state} → {self.to_state}"


class Stateful(models.Model):
    """Base of everything with a lifecycle. Subclasses set ``LIFECYCLE`` and give ``state`` its choices.

    ``version`` counts writes, for compare-and-set; ``state_since`` is shown on the status chip.
    """

    LIFECYCLE: ClassVar[Lifecycle]

    state = models.CharField("trạng thái", max_length=30)
    state_since = models.DateTimeField("từ lúc", default=clock.now)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        abstract = True

    @property
    def state_info(self) -> State:
        """The row of the lifecycle table for the present state (label, holder, tone)."""
        return self.LIFECYCLE.states[self.state]
