"""Decisions and the awards that they give."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.db.models import Q

from thidua.awards.choices import DecisionWay, RevokeReason
from thidua.awards.lifecycle import AWARD, DECISION, RECORDED, VALID
from thidua.awards.models.catalogue import AwardForm
from thidua.awards.models.dossiers import Dossier, DossierLine
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import name_key, search_text
from thidua.documents.models import OfficialDocument
from thidua.journal.models import Stateful
from thidua.organisation.choices import Sex
from thidua.organisation.models import Person, Unit, path_end


def achievement_key(text: str) -> str:
    """One key for one achievement of a subject, whatever its accents, capitals and blanks."""
    return hashlib.sha256(search_text(text).encode()).hexdigest()


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, by: Actor) -> DecisionQuerySet:
        """Decisions of the actor's unit and of units below it, and those that honour somebody of these units."""
        below = Q(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(below | Q(pk__in=Award.objects.visible_to(by).values("decision_id")))


class Decision(Stateful):
    """A decision of a unit that gives one form to the passed lines of one or more dossiers.

    ``document`` holds number, date and signer; an undone decision gives it back. ``decided_at`` is when it was
    recorded; for a minute it can be undone.
    """

    LIFECYCLE = DECISION

    state = models.CharField("trạng thái", max_length=30, choices=DECISION.choices, default=RECORDED)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="award_decisions", verbose_name="đơn vị khen thưởng")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="decisions", verbose_name="hình thức khen thưởng")
    document = models.OneToOneField(
        OfficialDocument, models.PROTECT, null=True, related_name="+", verbose_name="văn bản quyết định"
    )
    way = models.CharField("cách ban hành", max_length=10, choices=DecisionWay.choices)
    year = models.PositiveSmallIntegerField("năm khen thưởng")
    title = models.CharField("về việc", max_length=300)
    dossiers = models.ManyToManyField(Dossier, related_name="decisions", verbose_name="hồ sơ")
    decided_at = models.DateTimeField("ghi lúc", default=clock.now)
    decided_by_token = models.CharField(max_length=32, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định khen thưởng"
        verbose_name_plural = "quyết định khen thưởng"
        indexes = [models.Index(fields=["unit", "year"], name="decisions_by_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DECISION.states)), name="award_decision_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"Quyết định {self.document.number_text}" if self.document else self.title


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, by: Actor) -> AwardQuerySet:
        """Awards of the people and collectives of the actor's unit and below it, and those the unit itself gave."""
        below = Q(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(below | Q(decision__unit_id=by.unit_id))

    def valid(self) -> AwardQuerySet:
        """Neither revoked nor replaced."""
        return self.filter(state=VALID)

    def of_people(self) -> AwardQuerySet:
        """Awards of persons."""
        return self.filter(person__isnull=False)

    def direct(self) -> AwardQuerySet:
        """Awards of direct workers and of people in no leading post (Resolution 07/NQ-TLĐ)."""
        return self.of_people().filter(Q(is_direct_worker=True) | Q(is_leader=False))


class Award(Stateful):
    """One award of one person or collective, for life. ``unit`` is where the person was, or the collective itself.

    ``golden_book_number`` is the ordinal in the decision. ``printed_times`` counts prints, ``reissue`` the certificates
    given again for a lost one. A revoked award keeps its reason, a replaced one names its successor.
    """

    LIFECYCLE = AWARD

    state = models.CharField("trạng thái", max_length=30, choices=AWARD.choices, default=VALID)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards", verbose_name="quyết định")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="awards", verbose_name="hình thức khen thưởng")
    line = models.ForeignKey(DossierLine, models.PROTECT, related_name="awards", verbose_name="dòng đề nghị")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name="cá nhân"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="awards", verbose_name="đơn vị")
    recipient = models.CharField("người, tập thể được khen", max_length=200)
    recipient_line = models.CharField("chức vụ, đơn vị", max_length=300, blank=True)
    unit_name = models.CharField("tên đơn vị khi được khen", max_length=200)
    achievement = models.CharField("thành tích", max_length=400)
    achievement_key = models.CharField(max_length=64, editable=False)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    is_direct_worker = models.BooleanField("lao động trực tiếp", default=False)
    is_leader = models.BooleanField("giữ chức vụ lãnh đạo", default=False)
    year = models.PositiveSmallIntegerField("năm khen thưởng")
    awarded_on = models.DateField("ngày quyết định")
    golden_book_number = models.PositiveSmallIntegerField("số sổ vàng")
    printed_times = models.PositiveSmallIntegerField("số lần in", default=0)
    printed_at = models.DateTimeField("in lần cuối lúc", null=True, blank=True)
    reissue = models.PositiveSmallIntegerField("số lần cấp lại", default=0)
    revoke_reason = models.CharField("loại lý do thu hồi", max_length=20, choices=RevokeReason.choices, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    ended_on = models.DateField("ngày thu hồi hoặc thay thế", null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="thay bằng"
    )
    name_key = models.CharField(max_length=500, editable=False)
    search_text = models.CharField(max_length=500, editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        indexes = [
            models.Index(fields=["unit", "year"], name="awards_by_unit"),
            models.Index(fields=["person", "-awarded_on"], name="awards_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(AWARD.states)), name="award_state_is_known"),
            models.UniqueConstraint(
                fields=["decision", "golden_book_number"],
                condition=Q(state=VALID),
                name="a_golden_book_number_once_per_decision",
            ),
            models.UniqueConstraint(
                fields=["person", "achievement_key"],
                condition=Q(state=VALID, person__isnull=False),
                name="an_achievement_of_a_person_is_awarded_once",
                violation_error_message="Thành tích này của người này đã được khen.",
            ),
            models.UniqueConstraint(
                fields=["unit", "achievement_key"],
                condition=Q(state=VALID, person__isnull=True),
                name="an_achievement_of_a_collective_is_awarded_once",
                violation_error_message="Thành tích này của tập thể này đã được khen.",
            ),
            models.CheckConstraint(
                condition=Q(state=VALID) | (~Q(reason="") & Q(ended_on__isnull=False)),
                name="an_ended_award_has_reason_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.heading}: {self.recipient}"

    def prepare(self) -> Award:
        """Fill the derived columns (name order, search words, key of the achievement). Output: itself."""
        self.name_key = name_key(self.recipient)[:500]
        self.search_text = search_text(self.recipient, self.unit_name)[:500]
        self.achievement_key = achievement_key(self.achievement)
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        super().save(*args, **kwargs)

    @property
    def counts_as_direct(self) -> bool:
        """As ``DossierLine.counts_as_direct``."""
        return self.person_id is not None and (self.is_direct_worker or not self.is_leader)
