"""Nominations: a dossier of one unit for one award form, with a line for each person or collective."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from thidua.accounts.choices import Verb
from thidua.awards.choices import LineVerdict, Occasion, Result, TaskRating
from thidua.awards.lifecycle import DOSSIER, DRAFT
from thidua.awards.models.catalogue import AwardForm
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import name_key
from thidua.journal.models import Stateful
from thidua.organisation.choices import Sex
from thidua.organisation.models import Person, Unit, path_end
from thidua.plans.models import Plan


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, by: Actor) -> DossierQuerySet:
        """The unit's own; of the units below those that were sent, and drafts that an upper officer types in. None for
        whoever only administers units, people and roles."""
        if not by.can(Verb.VIEW_DOSSIERS):
            return self.none()
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(Q(unit_id=by.unit_id) | below & (~Q(state=DRAFT) | Q(is_typed_in=True)))

    def sent_to(self, by: Actor) -> DossierQuerySet:
        """Dossiers that the actor's unit has to decide about, drafts left out."""
        return self.filter(to_unit_id=by.unit_id).exclude(state=DRAFT)


class Dossier(Stateful):
    """A list of nominees of ``unit`` for ``form``, to be decided by ``to_unit``.

    ``achievement`` is the sentence that a new line starts with; ``round`` counts how often it was sent. With
    ``is_declared`` the unit states that nobody on the list is under discipline, investigation or complaint (ND-152,
    Article 4(4)).
    """

    LIFECYCLE = DOSSIER

    state = models.CharField("trạng thái", max_length=30, choices=DOSSIER.choices, default=DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="award_dossiers", verbose_name="đơn vị đề nghị")
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="received_award_dossiers", verbose_name="đơn vị khen thưởng"
    )
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="dossiers", verbose_name="hình thức khen thưởng")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="award_dossiers", verbose_name="theo kế hoạch"
    )
    occasion = models.CharField("dịp", max_length=20, choices=Occasion.choices, default=Occasion.YEAR)
    year = models.PositiveSmallIntegerField("năm")
    title = models.CharField("nội dung đề nghị", max_length=300)
    achievement = models.CharField("thành tích chung", max_length=400)
    event_on = models.DateField("ngày trao tặng dự kiến", null=True, blank=True)
    is_declared = models.BooleanField("đã cam kết không ai đang bị xem xét", default=False)
    is_typed_in = models.BooleanField("nhập thay", default=False)
    round = models.PositiveSmallIntegerField("lần gửi", default=0)
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    received_on = models.DateField("cơ quan thẩm định nhận ngày", null=True, blank=True)
    opinion = models.TextField("kết luận thẩm định", blank=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ đề nghị khen thưởng"
        verbose_name_plural = "hồ sơ đề nghị khen thưởng"
        indexes = [
            models.Index(fields=["unit", "year", "state"], name="dossiers_by_unit"),
            models.Index(fields=["to_unit", "state", "submitted_at"], name="dossiers_by_giver"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DOSSIER.states)), name="dossier_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=DRAFT) | Q(submitted_at__isnull=False), name="a_sent_dossier_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def award_name(self) -> str:
        """ "Giấy khen của Ban Thường vụ Liên đoàn Lao động quận Ba Đình"."""
        return self.form.name_from(self.to_unit)


class DossierLine(models.Model):
    """One nominee: a person, or a collective (a unit). What she was at nomination is kept as it was that day.

    ``findings`` are the results of the rules on the day it was sent; empty while the unit still works on the list.
    ``printed_*`` is the wording of the certificate where it differs from the usual one.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="lines", verbose_name="hồ sơ")
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="cá nhân"
    )
    collective = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="tập thể"
    )
    full_name = models.CharField("họ và tên hoặc tên tập thể", max_length=200)
    name_key = models.CharField(max_length=500, editable=False)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    post = models.CharField("chức vụ, công việc", max_length=120, blank=True)
    department = models.CharField("tổ, phòng, phân xưởng", max_length=120, blank=True)
    unit_name = models.CharField("đơn vị", max_length=200)
    is_member = models.BooleanField("đoàn viên", default=True)
    is_direct_worker = models.BooleanField("lao động trực tiếp", default=False)
    is_leader = models.BooleanField("giữ chức vụ lãnh đạo", default=False)
    rating = models.CharField(
        "mức độ hoàn thành nhiệm vụ", max_length=20, choices=TaskRating.choices, default=TaskRating.UNKNOWN
    )
    achievement = models.CharField("thành tích", max_length=400)
    findings = models.JSONField("kết quả xét tiêu chuẩn", default=list, blank=True)
    result = models.CharField("tiêu chuẩn", max_length=10, choices=Result.choices, blank=True)
    verdict = models.CharField("thẩm định", max_length=10, choices=LineVerdict.choices, default=LineVerdict.PENDING)
    remark = models.CharField("ý kiến thẩm định", max_length=300, blank=True)
    printed_name = models.CharField("tên in trên giấy", max_length=200, blank=True)
    printed_line = models.CharField("dòng chức vụ, đơn vị in trên giấy", max_length=300, blank=True)
    printed_achievement = models.CharField("thành tích in trên giấy", max_length=400, blank=True)

    class Meta:
        verbose_name = "dòng đề nghị"
        verbose_name_plural = "dòng đề nghị"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective__isnull=True)
                | Q(person__isnull=True, collective__isnull=False),
                name="a_line_has_one_subject",
            ),
            models.UniqueConstraint(
                fields=["dossier", "person"],
                name="a_person_once_per_dossier",
                violation_error_message="Người này đã có trong danh sách.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "collective"],
                name="a_collective_once_per_dossier",
                violation_error_message="Tập thể này đã có trong danh sách.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.full_name)[:500]
        super().save(*args, **kwargs)

    @property
    def is_person(self) -> bool:
        """True for a person, false for a collective."""
        return self.person_id is not None

    @property
    def counts_as_direct(self) -> bool:
        """Counts for the share of Resolution 07/NQ-TLĐ: a direct worker, or a person in no leading post."""
        return self.is_person and (self.is_direct_worker or not self.is_leader)

    @property
    def name_on_paper(self) -> str:
        """The name as the certificate will print it."""
        return self.printed_name or self.full_name

    @property
    def line_on_paper(self) -> str:
        """Post and unit as the certificate will print them; nothing of a collective but its own name."""
        if self.printed_line or not self.is_person:
            return self.printed_line
        return ", ".join(part for part in (self.post, self.department, self.unit_name) if part)

    @property
    def achievement_on_paper(self) -> str:
        """The achievement as the certificate will print it."""
        return self.printed_achievement or self.achievement
