"""The dated tree of union units, their figures, and their people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from thidua.common import clock
from thidua.common.actor import PATH_STEP, Actor
from thidua.common.text import name_key, search_text, sort_key, squeeze
from thidua.journal.models import Stateful
from thidua.organisation.choices import ENTERPRISE_KINDS, ImportKind, Sex, UnitKind, UnitLevel
from thidua.organisation.lifecycle import IMPORTS


def paths_above(path: str) -> list[str]:
    """The paths of the units above that path, from the root down, itself left out."""
    return [path[:end] for end in range(PATH_STEP, len(path), PATH_STEP)]


def path_end(path: str) -> str:
    """The first path after the whole subtree of ``path``: ``path <= p < path_end(path)`` finds the subtree."""
    return path + ":"


def valid_on(day: dt.date) -> Q:
    """Rows whose validity holds that day (``valid_to`` is the last day)."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, by: Actor) -> UnitQuerySet:
        """The actor's own unit, all below it, and the line of units above it."""
        above = paths_above(by.unit_path)
        return self.filter(Q(path__gte=by.unit_path, path__lt=path_end(by.unit_path)) | Q(path__in=above))

    def under(self, path: str, *, with_self: bool = False) -> UnitQuerySet:
        """The subtree of a path, by a plain range."""
        found = self.filter(path__gte=path, path__lt=path_end(path))
        return found if with_self else found.exclude(path=path)

    def valid_on(self, day: dt.date) -> UnitQuerySet:
        """Units that exist on that day."""
        return self.filter(valid_on(day))


class Unit(models.Model):
    """A union unit. ``path`` is the materialised path of today's tree: fixed-width steps of digits, one an ancestor.

    ``symbol`` stands in document numbers (03/KH-LĐLĐ), ``place`` before the date, ``collective_body`` on certificates
    and over signatures (BAN THƯỜNG VỤ), ``letterhead_parent`` above the name in the head of documents.
    """

    code = models.CharField("mã đơn vị", max_length=30, unique=True)
    name = models.CharField("tên đơn vị", max_length=200)
    short_name = models.CharField("tên gọn", max_length=100, blank=True)
    level = models.CharField("cấp", max_length=20, choices=UnitLevel.choices)
    kind = models.CharField("loại hình", max_length=30, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="đơn vị cấp trên"
    )
    path = models.CharField("vị trí trong cây", max_length=70, unique=True)
    symbol = models.CharField("ký hiệu văn bản", max_length=30, blank=True)
    place = models.CharField("địa danh", max_length=60, blank=True)
    collective_body = models.CharField("cơ quan ký thay mặt", max_length=80, default="BAN CHẤP HÀNH")
    letterhead_parent = models.CharField("dòng cơ quan chủ quản", max_length=120, blank=True)
    valid_from = models.DateField("thành lập ngày", default=dt.date(1929, 7, 28))
    valid_to = models.DateField("kết thúc ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="đơn vị kế thừa"
    )
    name_key = models.CharField(max_length=500, editable=False)
    search_text = models.CharField(max_length=400, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        indexes = [models.Index(fields=["parent", "name_key"], name="units_by_parent")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = squeeze(self.name)
        self.name_key = sort_key(self.name)[:500]
        self.search_text = search_text(self.name, self.short_name, self.code)[:400]
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """The short name where there is one, for narrow places."""
        return self.short_name or self.name

    @property
    def is_enterprise(self) -> bool:
        """True for the kinds that plans address as "khối doanh nghiệp"."""
        return self.kind in ENTERPRISE_KINDS

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths of the units above, from the root down."""
        return paths_above(self.path)


class FormerName(models.Model):
    """What a unit was called until a day; today's name stands in ``Unit``."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names", verbose_name="đơn vị")
    name = models.CharField("tên cũ", max_length=200)
    valid_to = models.DateField("dùng đến ngày")

    class Meta:
        verbose_name = "tên cũ của đơn vị"
        verbose_name_plural = "tên cũ của đơn vị"
        constraints = [models.UniqueConstraint(fields=["unit", "valid_to"], name="one_former_name_until_a_day")]

    def __str__(self) -> str:
        return self.name


class UnitParent(models.Model):
    """Whose child a unit was in which time: the dated edges behind today's ``path``."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="parent_links", verbose_name="đơn vị")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_links", verbose_name="cấp trên")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "quan hệ trực thuộc"
        verbose_name_plural = "quan hệ trực thuộc"
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_parent_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.parent}"


class UnitFigures(models.Model):
    """Counts of a unit as of a day: members, workers, and of the workers women and direct workers (people)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="figures", verbose_name="đơn vị")
    as_of = models.DateField("tính đến ngày")
    members = models.PositiveIntegerField("đoàn viên")
    workers = models.PositiveIntegerField("người lao động")
    women = models.PositiveIntegerField("nữ", default=0)
    direct_workers = models.PositiveIntegerField("lao động trực tiếp", default=0)

    class Meta:
        verbose_name = "số liệu đơn vị"
        verbose_name_plural = "số liệu đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["unit", "as_of"], name="one_count_per_unit_and_day"),
            models.CheckConstraint(
                condition=Q(women__lte=F("workers")),
                name="women_are_among_workers",
                violation_error_message="Số nữ không thể lớn hơn số người lao động.",
            ),
            models.CheckConstraint(
                condition=Q(direct_workers__lte=F("workers")),
                name="direct_workers_are_among_workers",
                violation_error_message="Số lao động trực tiếp không thể lớn hơn số người lao động.",
            ),
            models.CheckConstraint(
                condition=Q(members__lte=F("workers")),
                name="members_are_among_workers",
                violation_error_message="Số đoàn viên không thể lớn hơn số người lao động.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.as_of}"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, by: Actor) -> PersonQuerySet:
        """People of the actor's unit and of the units below it."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))

    def at_work_on(self, day: dt.date) -> PersonQuerySet:
        """People on the unit's list on that day."""
        return self.filter(valid_on(day))


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, by: Actor) -> ImportBatchQuerySet:
        """Imports of the actor's unit and of the units below it."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))


class Person(models.Model):
    """A person of a unit, kept only where she registers, is nominated or holds a post (no ID number, no birthday).

    ``is_direct_worker`` and ``is_leader`` decide the share of Resolution 07/NQ-TLĐ: direct workers, and people in no
    leading post, count as such.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name="đơn vị")
    code = models.CharField("mã số trong đơn vị", max_length=30, blank=True)
    full_name = models.CharField("họ và tên", max_length=120)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    post = models.CharField("chức vụ, công việc", max_length=120, blank=True)
    department = models.CharField("tổ, phòng, phân xưởng", max_length=120, blank=True)
    is_member = models.BooleanField("đoàn viên", default=True)
    is_direct_worker = models.BooleanField("lao động trực tiếp", default=False)
    is_leader = models.BooleanField("giữ chức vụ lãnh đạo, quản lý", default=False)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    valid_from = models.DateField("từ ngày", default=clock.today)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    name_key = models.CharField(max_length=300, editable=False)
    search_text = models.CharField(max_length=200, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        indexes = [models.Index(fields=["unit", "name_key"], name="people_by_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                condition=~Q(code=""),
                name="person_code_is_unique_in_unit",
                violation_error_message="Mã số này đã dùng cho người khác trong đơn vị.",
            ),
            models.CheckConstraint(
                condition=~Q(is_direct_worker=True, is_leader=True),
                name="a_leader_is_no_direct_worker",
                violation_error_message="Một người không thể vừa là lao động trực tiếp vừa giữ chức vụ lãnh đạo.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set the columns that follow from the name; ``save`` does it, a bulk insert must ask for it."""
        self.full_name = squeeze(self.full_name)
        self.name_key = name_key(self.full_name)[:300]
        self.search_text = search_text(self.full_name)[:200]


class ImportBatch(Stateful):
    """One Excel file as it was read, waiting for the person's word. Nothing of it is in the lists before ``save``.

    ``unit`` is the unit it was given at: its people, or the units below it.
    """

    LIFECYCLE = IMPORTS

    state = models.CharField("trạng thái", max_length=30, choices=IMPORTS.choices, default=IMPORTS.initial)
    kind = models.CharField("nhập gì", max_length=10, choices=ImportKind.choices)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    file_name = models.CharField("tên tệp", max_length=200)
    ignored_columns = models.JSONField("cột không dùng", default=list)
    created_at = models.DateTimeField("đọc lúc", default=clock.now)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập Excel"
        verbose_name_plural = "lần nhập Excel"

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: the cells as text in the order of the sheet's columns, and what is wrong with it."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="lần nhập")
    number = models.PositiveIntegerField("dòng")
    cells = models.JSONField("các ô", default=list)
    problems = models.JSONField("chỗ sai", default=list)
    is_known = models.BooleanField("đã có trong danh sách", default=False)

    class Meta:
        verbose_name = "dòng nhập"
        verbose_name_plural = "dòng nhập"
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_import_row_per_number")]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"
