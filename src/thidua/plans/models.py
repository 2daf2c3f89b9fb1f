"""Plans and what stands in them. Every item read from a file keeps its place in the text until a person confirms it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.choices import Recurrence
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end
from thidua.plans.choices import Audience, Comparator, Direction, IndicatorKind, Scope, Section, Sector
from thidua.plans.lifecycle import DRAFT, PLAN


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, by: Actor) -> PlanQuerySet:
        """All plans of the actor's unit; issued ones of the units below and of the line of units above."""
        below = Q(unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        above = [by.unit_path[:end] for end in range(7, len(by.unit_path), 7)]
        issued = Q(state__in=("issued", "closed", "withdrawn"))
        return self.filter(Q(unit_id=by.unit_id) | issued & (below | Q(unit__path__in=above)))

    def running(self) -> PlanQuerySet:
        """Issued and not yet closed."""
        return self.filter(state="issued")


class Plan(Stateful):
    """A plan of a unit for a year. ``number_text`` ("03/KH-LĐLĐ") and ``issued_on`` are set when it is issued.

    ``parent`` is the upper plan that it carries out; where that is not in the product, the three ``outside_*`` fields
    name it. ``source_text`` is the normalised text that spans of items refer to.
    """

    LIFECYCLE = PLAN

    state = models.CharField("trạng thái", max_length=30, choices=PLAN.choices, default=DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị ban hành")
    kind = models.CharField("loại văn bản", max_length=40, default="Kế hoạch")
    title = models.CharField("trích yếu", max_length=500)
    year = models.PositiveSmallIntegerField("năm")
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    number_text = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="lower_plans", verbose_name="kế hoạch cấp trên"
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
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người soạn"
    )
    is_sample = models.BooleanField("mẫu", default=False)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        indexes = [models.Index(fields=["unit", "year", "state"], name="plans_by_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number_text"],
                condition=~Q(number_text=""),
                name="one_plan_per_number",
                violation_error_message="Số này đã dùng cho một kế hoạch khác trong năm.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "closed", "withdrawn"))
                | (~Q(number_text="") & Q(issued_on__isnull=False)),
                name="issued_plan_has_number_and_date",
                violation_error_message="Kế hoạch đã ban hành phải có số và ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number_text}".strip()

    @property
    def name(self) -> str:
        """How other pages call it: "Kế hoạch 03/KH-LĐLĐ", or its title while it has no number."""
        return f"{self.kind} {self.number_text}" if self.number_text else self.title


class PlanItem(models.Model):
    """Base of everything inside a plan: its order, its place in the source text, and whether a person confirmed it."""

    order = models.PositiveIntegerField("thứ tự", default=0)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField("trích trong văn bản", blank=True)
    confidence = models.FloatField("độ chắc", default=1.0)
    why = models.CharField("vì sao chưa chắc", max_length=300, blank=True)
    is_confirmed = models.BooleanField("đã xác nhận", default=False)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        abstract = True
        ordering = ["order", "id"]


class LegalBasis(PlanItem):
    """A document that the plan carries out."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="legal_bases")
    text = models.CharField("căn cứ", max_length=500)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"

    def __str__(self) -> str:
        return self.text


class Block(PlanItem):
    """A paragraph of the plan: purpose, content (per sector), measure, preamble, award or closing."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="blocks")
    section = models.CharField("mục", max_length=20, choices=Section.choices)
    sector = models.CharField("khối", max_length=20, choices=Sector.choices, default=Sector.ALL)
    text = models.TextField("nội dung")
    edited_by_token = models.CharField(max_length=32, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "đoạn"
        verbose_name_plural = "đoạn"

    def __str__(self) -> str:
        return self.text[:60]


class Phase(PlanItem):
    """A dated phase (đợt). A side that the plan gives only as a month stays partial until a person completes it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="phases")
    name = models.CharField("tên đợt", max_length=120)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    start_month = models.CharField("từ tháng", max_length=7, blank=True)
    end_month = models.CharField("đến tháng", max_length=7, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "đợt thi đua"
        verbose_name_plural = "đợt thi đua"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_it_begins",
                violation_error_message="Ngày kết thúc đợt phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Movement(PlanItem):
    """A named movement of the plan; ``responds_to`` is the upper movement that it answers (hưởng ứng)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="movements")
    name = models.CharField("tên phong trào", max_length=300)
    scope = models.CharField("phạm vi", max_length=20, choices=Scope.choices, default=Scope.WORKERS)
    sector = models.CharField("khối", max_length=20, choices=Sector.choices, default=Sector.ALL)
    launched_by = models.CharField("cơ quan phát động", max_length=200, blank=True)
    criteria = models.TextField("tiêu chí", blank=True)
    responds_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="responses")

    class Meta(PlanItem.Meta):
        verbose_name = "phong trào"
        verbose_name_plural = "phong trào"

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What can be counted, and how it adds up. ``owner`` is None for the indicators that the product ships.

    ``numerator_name``/``denominator_name`` are for ratios; ``unit_word`` is "%", "người", "nhà", "đồng".
    """

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    kind = models.CharField("cách cộng", max_length=20, choices=IndicatorKind.choices)
    unit_word = models.CharField("đơn vị tính", max_length=40, blank=True)
    direction = models.CharField("chiều", max_length=10, choices=Direction.choices, default=Direction.HIGHER)
    numerator_name = models.CharField("tử số", max_length=200, blank=True)
    denominator_name = models.CharField("mẫu số", max_length=200, blank=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị đặt ra"
    )

    class Meta:
        verbose_name = "chỉ tiêu thống kê"
        verbose_name_plural = "chỉ tiêu thống kê"

    def __str__(self) -> str:
        return self.name


class Target(PlanItem):
    """A target of the plan: comparator and bound (or range ``low``–``high``), or qualitative, told in words.

    ``indicator`` says what is counted for it; set at review at the latest.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    subject = models.CharField("chỉ tiêu", max_length=400)
    comparator = models.CharField("so sánh", max_length=10, choices=Comparator.choices, blank=True)
    low = models.DecimalField("mức", max_digits=18, decimal_places=3, null=True, blank=True)
    high = models.DecimalField("đến mức", max_digits=18, decimal_places=3, null=True, blank=True)
    unit_word = models.CharField("đơn vị tính", max_length=60, blank=True)
    is_qualitative = models.BooleanField("không bằng số", default=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="chỉ tiêu thống kê"
    )
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="targets")

    class Meta(PlanItem.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_qualitative=True) | (Q(low__isnull=False) & ~Q(comparator="")),
                name="numeric_target_has_a_bound",
                violation_error_message="Chỉ tiêu bằng số phải có mức.",
            ),
            models.CheckConstraint(
                condition=~Q(comparator="between") | Q(high__isnull=False, high__gte=F("low")),
                name="range_target_has_both_ends",
                violation_error_message="Khoảng phải có mức đầu và mức cuối lớn hơn.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class PlanDuty(PlanItem):
    """A duty that the plan gives to a body, with a day, a recurrence, or "chưa có hạn" (``has_no_date``)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="plan_duties")
    actor_text = models.CharField("đơn vị thực hiện (theo văn bản)", max_length=200)
    audience = models.CharField("giao cho", max_length=20, choices=Audience.choices)
    kind = models.CharField("loại việc", max_length=30, default="plan_duty")
    text = models.TextField("nhiệm vụ")
    due_on = models.DateField("hạn", null=True, blank=True)
    due_month = models.CharField("hạn (tháng)", max_length=7, blank=True)
    recurrence = models.CharField("lặp lại", max_length=20, choices=Recurrence.choices, default=Recurrence.NONE)
    has_no_date = models.BooleanField("chưa có hạn", default=False)

    class Meta(PlanItem.Meta):
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_dated(self) -> bool:
        """True when it has a day, a recurrence, or was said to have none."""
        return bool(self.due_on or self.has_no_date or self.recurrence != Recurrence.NONE)


class Commemoration(PlanItem):
    """An anniversary that the plan names, with its printed count of years and range of dates."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="commemorations")
    event = models.CharField("ngày kỷ niệm", max_length=300)
    years = models.PositiveSmallIntegerField("số năm", null=True, blank=True)
    date_range = models.CharField("khoảng thời gian", max_length=60, blank=True)
    celebrated_on = models.DateField("ngày", null=True, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "kỷ niệm"
        verbose_name_plural = "kỷ niệm"

    def __str__(self) -> str:
        return self.event


class PlanAwardForm(PlanItem):
    """An award form that the plan names."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="award_forms")
    name = models.CharField("hình thức khen thưởng", max_length=300)

    class Meta(PlanItem.Meta):
        verbose_name = "hình thức khen thưởng trong kế hoạch"
        verbose_name_plural = "hình thức khen thưởng trong kế hoạch"

    def __str__(self) -> str:
        return self.name


class Recipient(PlanItem):
    """A line of Nơi nhận; ``unit`` where it is a unit of the product."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="recipients")
    name = models.CharField("nơi nhận", max_length=200)
    remark = models.CharField("để", max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(PlanItem.Meta):
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"

    def __str__(self) -> str:
        return self.name


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
