"""Movements: named in a plan, or registered by themselves where no plan of the unit stands behind them (A7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.organisation.choices import ENTERPRISE_KINDS, UnitKind
from thidua.organisation.models import Unit, path_end, paths_above
from thidua.plans.choices import Launcher, Scope, Sector
from thidua.plans.lifecycle import CLOSED, GONE, ISSUED, OUT
from thidua.plans.models.item import PlanItem
from thidua.plans.models.plan import Plan


class MovementQuerySet(models.QuerySet["Movement"]):
    def visible_to(self, by: Actor) -> MovementQuerySet:
        """All of the actor's unit; of the units above and below those that stand by themselves or whose plan is out."""
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        above = Q(unit__path__in=paths_above(by.unit_path))
        is_out = Q(plan__isnull=True) | Q(plan__state__in=OUT)
        return self.filter(Q(unit_id=by.unit_id) | is_out & (below | above))

    def standing(self) -> MovementQuerySet:
        """By themselves, or in a plan that was issued and neither replaced nor taken back."""
        return self.filter(Q(plan__isnull=True) | Q(plan__state__in=(ISSUED, CLOSED)))

    def of_year(self, year: int) -> MovementQuerySet:
        """Of a plan for that year, or by themselves and running in it."""
        begun = Q(plan__isnull=True, starts_on__lte=dt.date(year, 12, 31))
        not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=dt.date(year, 1, 1))
        return self.filter(Q(plan__year=year) | begun & not_over)

    def running_on(self, day: dt.date) -> MovementQuerySet:
        """In an issued plan that was not closed, or by themselves and not past their last day."""
        alone = Q(plan__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        return self.filter(Q(plan__state=ISSUED) | alone)

    def for_kind(self, kind: str) -> MovementQuerySet:
        """For that type of union: named for it, or for all of a sector that it belongs to."""
        sector = Sector.ENTERPRISE if kind in ENTERPRISE_KINDS else Sector.PUBLIC
        # A code is whole between commas: "public_service" must not be found in "non_public_service".
        named = self.annotate(codes=Concat(Value(","), F("audience"), Value(",")))
        is_open = Q(audience="", sector__in=(Sector.ALL, sector))
        return named.filter(is_open | Q(codes__contains=f",{kind},"))

    def family_of(self, movement: Movement) -> MovementQuerySet:
        """All that answer, directly or through others, the uppermost movement that this one answers; that one too."""
        top = movement.root_id or movement.pk
        return self.filter(Q(root_id=top) | Q(pk=top))


class Movement(PlanItem):
    """A named movement of a unit, as a rule one of its plan's; without a plan, one that another authority launched (or
    that answers such a one), registered by the unit from ``starts_on`` to ``ends_on`` after ``document``.

    ``audience`` are the types of union it is for (codes of ``UnitKind`` with commas between; empty = all of the
    sector). ``launcher`` and ``launched_by`` say who launched it. ``responds_to`` is the upper movement that it answers
    (hưởng ứng); where that is not in the product, ``response`` names it. ``root`` is the uppermost one on that way,
    None where it answers none: one column finds all that answer it, at every level. ``unit`` is the plan's.
    """

    CODE, WORD = "movement", "Phong trào"
    EDITABLE = (
        "name",
        "scope",
        "sector",
        "audience",
        "launcher",
        "launched_by",
        "criteria",
        "responds_to",
        "response",
    )
    ALONE = ("document", "starts_on", "ends_on")
    """What a person sets besides where no plan stands behind it."""

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="movements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="movements", verbose_name="đơn vị")
    name = models.CharField("tên phong trào", max_length=300)
    scope = models.CharField("phạm vi", max_length=20, choices=Scope.choices, default=Scope.WORKERS)
    sector = models.CharField("khối", max_length=20, choices=Sector.choices, default=Sector.ALL)
    audience = models.CharField("loại hình công đoàn", max_length=300, blank=True)
    launcher = models.CharField("cấp phát động", max_length=20, choices=Launcher.choices, blank=True)
    launched_by = models.CharField("cơ quan phát động", max_length=200, blank=True)
    criteria = models.TextField("tiêu chí", blank=True)
    responds_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="responses")
    response = models.CharField("hưởng ứng phong trào", max_length=300, blank=True)
    root = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="family", editable=False)
    document = models.CharField("văn bản phát động", max_length=300, blank=True)
    starts_on = models.DateField("phát động từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = "phong trào"
        verbose_name_plural = "phong trào"
        indexes = [models.Index(fields=["root", "unit"], name="movements_by_root")]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(starts_on__isnull=False),
                name="movement_without_plan_has_its_day",
                violation_error_message="Hãy ghi ngày phát động.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="movement_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày phát động trở đi.",
            ),
            models.UniqueConstraint(
                fields=["unit", "responds_to"],
                condition=Q(plan__isnull=True),
                name="one_response_without_a_plan",
                violation_error_message="Đơn vị đã hưởng ứng phong trào này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def belonging(cls, plan: Plan) -> dict[str, Any]:
        return {"unit_id": plan.unit_id}

    @property
    def detail(self) -> str:
        sector = "" if self.sector == Sector.ALL else self.get_sector_display()
        parts = (
            self.get_scope_display(),
            sector,
            self.audience_words,
            f"{self.launcher_words} phát động" if self.launcher_words else "",
            f"hưởng ứng {self.response}" if self.response else "",
            "" if self.criteria else "chưa có tiêu chí",
        )
        return " · ".join(part for part in parts if part)

    @property
    def audience_kinds(self) -> list[str]:
        """The codes of the types of union that it is for; empty = all."""
        return [code for code in self.audience.split(",") if code]

    @property
    def audience_words(self) -> str:
        """ "Hợp tác xã, Nghiệp đoàn"; empty = all types."""
        return ", ".join(str(UnitKind(code).label) for code in self.audience_kinds if code in UnitKind.values)

    @property
    def reached_kinds(self) -> list[str]:
        """The types of grassroots union it asks to join: those named, else those of its sector; empty = every type."""
        if self.audience_kinds or self.sector == Sector.ALL:
            return self.audience_kinds
        is_enterprise = self.sector == Sector.ENTERPRISE
        return [code for code in UnitKind.values if (code in ENTERPRISE_KINDS) == is_enterprise]

    @property
    def launcher_words(self) -> str:
        """Who launched it: the name where it was given, else the level."""
        return self.launched_by or (str(Launcher(self.launcher).label) if self.launcher else "")

    @property
    def source_words(self) -> str:
        """Where it stands: its plan with number and day, or the document of the authority that launched it."""
        if self.plan is not None:
            return str(self.plan.origin)
        return self.document or f"Đăng ký ngày {format_date(self.starts_on)}"

    def is_running_on(self, day: dt.date) -> bool:
        """As ``running_on``, for one read with its plan."""
        if self.plan is not None:
            return bool(self.plan.state == ISSUED)
        return self.ends_on is None or self.ends_on >= day

    @property
    def is_gone(self) -> bool:
        """True where its plan was replaced or taken back."""
        return self.plan is not None and self.plan.state in GONE
