"""The columns of the two Excel files and of the lists on the pages: units, people."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.html import format_html

from thidua.common.workbooks import YES_NO, day, one_of, phone, whole, words, year
from thidua.organisation.choices import ImportKind, Sex, UnitKind, UnitLevel
from thidua.organisation.models import Person
from thidua.organisation.sheets import Column
from thidua.ui import tables as ui_tables

LEVELS = (UnitLevel.UPPER, UnitLevel.BASE, UnitLevel.SECTION)
SEXES = (Sex.FEMALE, Sex.MALE)
MOST_PEOPLE = 2_000_000


def unit_columns(parents: list[str]) -> tuple[Column, ...]:
    """The columns of units; ``parents`` are the names that a new unit may stand under."""
    levels = tuple(str(level.label) for level in LEVELS)
    kinds = tuple(str(kind.label) for kind in UnitKind)
    count = whole(0, MOST_PEOPLE)
    return (
        Column("Tên đơn vị", words(200), is_required=True, width=50),
        Column("Tên gọn", words(100), hint="tên ngắn dùng ở chỗ hẹp, ví dụ CĐCS May Hồ Tây"),
        Column("Cấp", one_of(levels), is_required=True, choices=levels, width=36),
        Column("Loại hình", one_of(kinds), is_required=True, choices=kinds, width=36),
        Column("Trực thuộc", words(200), is_required=True, choices=tuple(parents), width=50),
        Column("Ký hiệu văn bản", words(30), hint="phần chữ trong số văn bản, ví dụ LĐLĐ"),
        Column("Địa danh", words(60), hint="đứng trước ngày tháng của văn bản, ví dụ Ba Đình"),
        Column("Thành lập ngày", day, hint="ngày/tháng/năm; để trống là hôm nay"),
        Column("Đoàn viên", count, width=12),
        Column("Người lao động", count, width=16),
        Column("Nữ", count, hint="trong số người lao động", width=10),
        Column("Lao động trực tiếp", count, hint="trong số người lao động", width=18),
    )


def people_columns(today: dt.date) -> tuple[Column, ...]:
    """The columns of people of one unit."""
    sexes = tuple(str(sex.label) for sex in SEXES)
    yes_no = one_of(YES_NO)
    return (
        Column("Họ và tên", words(120), is_required=True, width=32),
        Column("Giới tính", one_of(sexes), is_required=True, choices=sexes, width=12),
        Column("Năm sinh", year(today.year - 90, today.year - 14), hint="bốn chữ số, ví dụ 1985", width=12),
        Column("Chức vụ, công việc", words(120), width=28),
        Column("Tổ, phòng, phân xưởng", words(120), width=28),
        Column("Đoàn viên", yes_no, choices=YES_NO, hint="để trống là Có", width=12),
        Column("Lao động trực tiếp", yes_no, choices=YES_NO, hint="để trống là Không", width=18),
        Column("Giữ chức vụ lãnh đạo, quản lý", yes_no, choices=YES_NO, hint="để trống là Không", width=28),
        Column("Điện thoại", phone, width=16),
        Column("Từ ngày", day, hint="vào danh sách từ ngày nào; để trống là hôm nay", width=14),
    )


def columns_of(kind: str, parents: list[str], today: dt.date) -> tuple[Column, ...]:
    """The columns for one kind of import."""
    return unit_columns(parents) if kind == ImportKind.UNITS else people_columns(today)


UNIT_LIST = (
    ui_tables.Column(
        "name",
        "Đơn vị",
        lambda unit: format_html('<a href="{}">{}</a>', reverse("unit_page", args=[unit.pk]), unit.name),
        sort="name_key",
        phone="title",
        export="name",
    ),
    ui_tables.Column("kind", "Loại hình", lambda unit: unit.get_kind_display(), sort="kind"),
    ui_tables.Column("members", "Đoàn viên", lambda unit: unit.members, kind="number", phone="figure"),
    ui_tables.Column("workers", "Người lao động", lambda unit: unit.workers, kind="number", phone="figure"),
    ui_tables.Column(
        "below",
        "Cấp dưới",
        lambda unit: (
            format_html('<a href="{}?o={}">{} đơn vị</a>', reverse("unit_tree"), unit.pk, unit.child_count)
            if unit.child_count
            else "–"
        ),
    ),
)


def _group_of(person: Person) -> str:
    if person.is_leader:
        return "Lãnh đạo, quản lý"
    return "Lao động trực tiếp" if person.is_direct_worker else "–"


PEOPLE_LIST = (
    ui_tables.Column(
        "name",
        "Họ và tên",
        lambda person: format_html('<a href="{}">{}</a>', reverse("person_edit", args=[person.pk]), person.full_name),
        sort="name_key",
        phone="title",
        export="full_name",
    ),
    ui_tables.Column("sex", "Giới tính", lambda person: person.get_sex_display(), phone="hide"),
    ui_tables.Column("born", "Năm sinh", lambda person: str(person.birth_year or "–")),
    ui_tables.Column("post", "Chức vụ, công việc", lambda person: person.post or "–"),
    ui_tables.Column("department", "Tổ, phòng", lambda person: person.department or "–", sort="department"),
    ui_tables.Column("group", "Diện", _group_of),
)
