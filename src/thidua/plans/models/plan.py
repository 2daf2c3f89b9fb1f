"""Plans of units, and who below has received them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end, paths_above
from thidua.plans.lifecycle import DRAFT, DROPPED, OUT, PLAN


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, by: Actor) -> PlanQuerySet:
        """All plans of the actor's unit; issued ones of the units below and of the line of units above."""
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        above = paths_above(by.unit_path)
        issued = Q(state__in=OUT)
        return self.filter(Q(unit_id=by.unit_id) | issued & (below | Q(unit__path__in=above)))

    def running(self) -> PlanQuerySet:
        """Issued and not yet closed."""
        return self.filter(state="issued")


class Plan(Stateful):
    """A plan of a unit for a year. ``number_text`` ("03/KH-LĐLĐ") and ``issued_on`` are set when it is issued.

    ``parent`` is the upper plan that it carries out; where that is not in the product, the three ``outside_*`` fields
    name it. ``amends`` is the plan of its own unit that it replaces when it is issued, ``part_of`` the one that it is a
    sub-plan of ("sẽ có kế hoạch riêng"; ``promise`` is that line), ``based_on`` last year's that it was made from.
    ``theme`` is the theme of the campaign, ``year_theme`` that of the year. ``source_text`` is the normalised text that
    spans of items refer to.
    """

    LIFECYCLE = PLAN

    state = models.CharField("trạng thái", max_length=30, choices=PLAN.choices, default=DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị ban hành")
    kind = models.CharField("loại văn bản", max_length=40, default="Kế hoạch")
    title = models.CharField("trích yếu", max_length=500)
    year = models.PositiveSmallIntegerField("năm")
    year_theme = models.CharField("chủ đề năm", max_length=300, blank=True)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    number_text = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="lower_plans", verbose_name="kế hoạch cấp trên"
    )
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name="điều chỉnh kế hoạch"
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sub_plans", verbose_name="kế hoạch riêng của"
    )
    promise = models.ForeignKey(
        "plans.PlanDuty", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="theo nhiệm vụ"
    )
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lấy từ kế hoạch năm trước"
    )
    outside_parent_number = models.CharField("số kế hoạch cấp trên", max_length=60, blank=True)
    outside_parent_on = models.DateField("ngày kế hoạch cấp trên", null=True, blank=True)
    outside_parent_issuer = models.CharField("cơ quan ban hành kế hoạch cấp trên", max_length=200, blank=True)
    signer_on_behalf = models.CharField("thay mặt", max_length=80, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=80, blank=True)
    signer_name = models.CharField("người ký", max_length=80, blank=True)
    lower_due_on = models.DateField("hạn cấp dưới gửi kế hoạch", null=True, blank=True)
    source_text = models.TextField("văn bản gốc", blank=True)
    source_name = models.CharField("tên tệp gốc", max_length=200, blank=True)
    reading_notes = models.TextField("lưu ý khi đọc tệp", blank=True)
    goes_to_subtree = models.BooleanField("gửi cả các cấp bên dưới", default=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người soạn"
    )
    is_sample = models.BooleanField("mẫu", default=False)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        indexes = [
            models.Index(fields=["unit", "year", "state"], name="plans_by_unit"),
            models.Index(fields=["year", "state_since"], name="plans_by_change"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["amends"],
                condition=~Q(state__in=DROPPED),
                name="one_amendment_at_a_time",
                violation_error_message="Kế hoạch này đã có bản điều chỉnh.",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number_text"],
                condition=~Q(number_text=""),
                name="one_plan_per_number",
                violation_error_message="Số này đã dùng cho một kế hoạch khác trong năm.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OUT) | (~Q(number_text="") & Q(issued_on__isnull=False)),
                name="issued_plan_has_number_and_date",
                violation_error_message="Kế hoạch đã ban hành phải có số và ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number_text}".strip()

    @property
    def is_out(self) -> bool:
        """True once it was issued: others can see it, and it has a number and a date."""
        return self.state in OUT

    @property
    def origin(self) -> str:
        """How a duty names where it comes from: "Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021"."""
        return f"{self.name} ngày {format_date(self.issued_on)}" if self.issued_on else self.name

    @property
    def name(self) -> str:
        """How other pages call it: "Kế hoạch 03/KH-LĐLĐ", or its title while it has no number."""
        return f"{self.kind} {self.number_text}" if self.number_text else self.title


class PlanReceipt(models.Model):
    """A unit below has received an issued plan; confirmed when somebody there said so."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="plan_receipts")
    received_at = models.DateTimeField("nhận lúc", default=clock.now)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "nhận kế hoạch"
        verbose_name_plural = "nhận kế hoạch"
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="one_receipt_per_unit_and_plan")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.plan}"


class Placement(models.Model):
    """The place in the tree for which a unit has what the running plans above it ask: set when it was looked at.

    A unit that exists without one, or that now stands on another path, is a newcomer where it stands.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    path = models.CharField("vị trí", max_length=70)

    class Meta:
        verbose_name = "vị trí đã giao việc"
        verbose_name_plural = "vị trí đã giao việc"

    def __str__(self) -> str:
        return f"{self.unit} {self.path}"
