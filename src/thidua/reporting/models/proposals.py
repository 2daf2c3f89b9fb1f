"""Difficulties and proposals that go up as items of their own, and where each has been."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, paths_above
from thidua.reporting.choices import ProposalKind
from thidua.reporting.lifecycle import ANSWERED, ASSIGNED, DRAFT, ENDED, PROPOSAL, UNANSWERED
from thidua.reporting.models.reports import Report


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, by: Actor) -> ProposalQuerySet:
        """The unit's own, and those that came to it: sent, passed up or assigned. An answer that was published to all
        below is read as such (``published_to``), not here."""
        came = ProposalStop.objects.filter(proposal=OuterRef("pk"), unit_id=by.unit_id)
        return self.filter(Q(unit_id=by.unit_id) | Exists(came) & ~Q(state=DRAFT))

    def received_by(self, by: Actor) -> ProposalQuerySet:
        """Those of other units that came to the actor's."""
        return self.visible_to(by).exclude(unit_id=by.unit_id)

    def published_to(self, by: Actor) -> ProposalQuerySet:
        """Answered for everybody below the unit that answered: at the actor's unit or at one above it. Stays readable
        while the asker asks again."""
        paths = [*paths_above(by.unit_path), by.unit_path]
        return self.filter(is_public=True, answered_by__path__in=paths)

    def held_by(self, unit_id: int) -> ProposalQuerySet:
        """Those that wait for a step of that unit: to be answered, assigned or passed up; a draft to be looked at."""
        return self.filter(holder_id=unit_id, state__in=UNANSWERED)


class Proposal(Stateful):
    """A difficulty or proposal of ``unit`` on its way: who holds it now, whom it was given to, what was answered.

    ``report`` is the report that it stood in; ``lifted_by`` the unit above that took it out of the report's text.
    ``holder`` is the unit whose answer is awaited (the last one it was sent to). ``assigned_*`` say who prepares the
    answer: a unit below the holder, a person of it, or a department in words. ``rounds`` counts the assignments.
    ``draft`` is the answer as it was prepared, for the holder's eyes; ``answer`` the one last given.
    ``is_public``: answered for all units below ``answered_by``, under ``public_question``; with ``hides_name`` they
    are not told whose question it was.
    """

    LIFECYCLE = PROPOSAL

    state = models.CharField("trạng thái", max_length=30, choices=PROPOSAL.choices, default=DRAFT)
    kind = models.CharField("loại", max_length=20, choices=ProposalKind.choices, default=ProposalKind.PROPOSAL)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals", verbose_name="đơn vị kiến nghị")
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name="trong báo cáo"
    )
    lifted_by = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="đơn vị ghi nhận từ báo cáo"
    )
    title = models.CharField("tóm tắt", max_length=200)
    text = models.TextField("nội dung", max_length=4000)
    hides_name = models.BooleanField("không nêu tên đơn vị khi công bố", default=False)
    holder = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị đang giữ"
    )
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    assigned_unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="đơn vị được giao"
    )
    assigned_user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người được giao"
    )
    assigned_words = models.CharField("ban, bộ phận được giao", max_length=120, blank=True)
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    rounds = models.PositiveSmallIntegerField("lần giao", default=0)
    draft = models.TextField("dự thảo trả lời", max_length=6000, blank=True)
    answer = models.TextField("trả lời", max_length=6000, blank=True)
    answered_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị trả lời"
    )
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    is_public = models.BooleanField("trả lời cho mọi đơn vị cấp dưới", default=False)
    public_question = models.TextField("câu hỏi khi công bố", max_length=2000, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    public_search = models.TextField(editable=False, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "khó khăn, kiến nghị"
        verbose_name_plural = "khó khăn, kiến nghị"
        indexes = [
            models.Index(fields=["holder", "state"], name="proposals_by_holder"),
            models.Index(fields=["unit", "state"], name="proposals_by_unit"),
            models.Index(fields=["answered_by"], name="public_answers", condition=Q(is_public=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DRAFT) | Q(holder__isnull=False, sent_on__isnull=False),
                name="sent_proposal_has_a_holder_and_a_day",
                violation_error_message="Kiến nghị đã gửi phải có nơi nhận và ngày gửi.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ANSWERED, ENDED))
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False),
                name="answered_proposal_has_its_answer",
                violation_error_message="Kiến nghị đã trả lời phải có lời trả lời, nơi trả lời và ngày trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what the list is searched by."""
        self.search_text = search_text(self.title, self.text)
        super().save(*args, **kwargs)

    @property
    def days_waiting(self) -> int:
        """Calendar days from the day it was sent to the answer, or to today while there is none."""
        if self.sent_on is None:
            return 0
        until = self.answered_on if self.state in (ANSWERED, ENDED) and self.answered_on else clock.today()
        return max(0, (until - self.sent_on).days)

    @property
    def age_words(self) -> str:
        """ "chờ 12 ngày", "trả lời sau 5 ngày", "trả lời trong ngày"; "" before it was sent."""
        if self.state == DRAFT:
            return ""
        days = self.days_waiting
        if self.state in UNANSWERED:
            return f"chờ {days} ngày" if days else "gửi hôm nay"
        return f"trả lời sau {days} ngày" if days else "trả lời trong ngày"

    @property
    def assigned_to(self) -> str:
        """Who prepares the answer, in words: "Lê Thị Mai, Ban Chính sách – Pháp luật"; "" where nobody was named."""
        names = [
            self.assigned_unit.title if self.assigned_unit else "",
            self.assigned_user.full_name if self.assigned_user else "",
            self.assigned_words,
        ]
        return ", ".join(name for name in names if name)

    @property
    def stand_holder(self) -> str:
        """Whose turn it is, for the state's chip."""
        if self.state == ASSIGNED:
            return self.assigned_to
        whose = self.holder if self.state in UNANSWERED else None if self.state == ENDED else self.unit
        return whose.title if whose else ""

    @property
    def stand_words(self) -> str:
        """Where it stands and who holds it now, as one sentence."""
        holder = self.holder.title if self.holder else ""
        if self.state == DRAFT:
            return "Chưa gửi, đang ở đơn vị."
        if self.state == ASSIGNED:
            due = f", hạn {self.due_on:%d/%m/%Y}" if self.due_on else ""
            return f"{holder} đã giao {self.assigned_to}{due}."
        if self.state in UNANSWERED:
            return f"Đang ở {holder}."
        return f"{self.answered_by.title if self.answered_by else holder} đã trả lời."

    @property
    def is_late(self) -> bool:
        """Assigned with a day that has gone by."""
        return self.state == ASSIGNED and self.due_on is not None and self.due_on < clock.today()

    @property
    def shown_question(self) -> str:
        """The question as it stands beside a published answer."""
        return self.public_question or f"{self.title}. {self.text}"

    @property
    def shown_asker(self) -> str:
        """The asker beside a published answer; "một đơn vị" where she is not to be named."""
        return "một đơn vị" if self.hides_name else self.unit.title


class ProposalStop(models.Model):
    """A unit that a proposal came to: sent, passed up or assigned. It sees the proposal from then on."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="stops", verbose_name="kiến nghị")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    reached_on = models.DateField("ngày đến")

    class Meta:
        verbose_name = "nơi kiến nghị đã đến"
        verbose_name_plural = "các nơi kiến nghị đã đến"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "unit"], name="one_stop_per_proposal_and_unit")]
        indexes = [models.Index(fields=["unit"], name="stops_by_unit")]

    def __str__(self) -> str:
        return f"{self.proposal} – {self.unit}"
