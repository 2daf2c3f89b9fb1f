"""The units beside a movement, as a list."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from thidua.campaigns.queries.family import STANDINGS
from thidua.desk.queries.movements import Beside, MovementFamily
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

WITH_TITLES = "co-danh-hieu"
LEVELS = (UnitLevel.PROVINCE, UnitLevel.UPPER, UnitLevel.BASE)


def unit_table(params: QueryDict, family: MovementFamily, beside: Beside) -> Table:
    """The units that the movement asks to join, in the order of the tree. The caller fills ``beside`` for the rows of
    the page (or, for a spreadsheet, of a stretch of rows) before it reads the cells."""
    columns = [
        Column("don-vi", "Đơn vị", "title", sort="path", phone="title", export="name"),
        Column("huong-ung", "Hưởng ứng", _joined(beside), export=_joined_words(beside)),
        Column("phat-dong", "Phát động", _launched(beside), kind="date", phone="figure"),
        Column("du", "Người dự", _participants(beside), kind="number"),
        Column("danh-hieu", "Người đăng ký danh hiệu", lambda unit: beside.people.get(unit.pk), kind="number"),
        Column("so-ket", "Sơ kết, tổng kết", _reviews(beside), phone="figure", export=_review_words(beside)),
    ]

    def standing(found: Any, code: str) -> Any:
        return found.filter(family.with_titles() if code == WITH_TITLES else family.condition(code))

    filters = [
        Filter("tinh-trang", "Tình trạng", standing, [*STANDINGS, (WITH_TITLES, "Có đăng ký danh hiệu")]),
        Filter("cap", "Cấp", lambda found, code: found.filter(level=code), [(one, one.label) for one in LEVELS]),
    ]
    return Table(
        params,
        family.listed(),
        columns,
        caption="Đơn vị hưởng ứng",
        filters=filters,
        sort="don-vi",
        exports=[("Tải Excel", reverse("movement_units_sheet", args=[family.movement.pk]))],
        empty=("Không có đơn vị nào", "Bỏ bớt điều kiện lọc để thấy các đơn vị được kêu gọi hưởng ứng."),
        ident="don-vi-huong-ung",
        counts=False,
    )


def _joined_words(beside: Beside) -> Any:
    def words(unit: Unit) -> str:
        own = beside.rows[unit.pk].movement
        return own.name if own else "Chưa hưởng ứng"

    return words


def _joined(beside: Beside) -> Any:
    def cell(unit: Unit) -> str:
        own = beside.rows[unit.pk].movement
        if own is None:
            return "Chưa hưởng ứng"
        name = Truncator(own.name).chars(48)
        return format_html('<a href="{}">{}</a>', reverse("movement_page", args=[own.pk]), name)

    return cell


def _launched(beside: Beside) -> Any:
    def day(unit: Unit) -> Any:
        row = beside.rows[unit.pk]
        if row.launch is not None:
            return row.launch.held_on if row.launch.state == "held" else f"dự kiến {row.launch.held_on:%d/%m/%Y}"
        return row.movement.starts_on if row.movement and row.movement.plan_id is None else None

    return day


def _participants(beside: Beside) -> Any:
    def people(unit: Unit) -> int | None:
        launch = beside.rows[unit.pk].launch
        return launch.participants if launch else None

    return people


def _reviews(beside: Beside) -> Any:
    def cell(unit: Unit) -> str:
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("review_page", args=[one.review_id]), one.review.title) for one in _made(beside, unit)),
        )
        if not _is_late(unit):
            return links
        chip = tone_chip("Chậm", "late")
        return format_html("{} {}", links, chip) if links else chip

    return cell


def _review_words(beside: Beside) -> Any:
    def words(unit: Unit) -> str:
        made = [one.review.title for one in _made(beside, unit)]
        return ", ".join([*made, *(["Chậm"] if _is_late(unit) else [])])

    return words


def _made(beside: Beside, unit: Unit) -> list[Any]:
    """One line a review: a review of several movements of the family is told once."""
    return list({one.review_id: one for one in beside.rows[unit.pk].reviews}.values())


def _is_late(unit: Unit) -> bool:
    return bool(getattr(unit, "is_late", False))
