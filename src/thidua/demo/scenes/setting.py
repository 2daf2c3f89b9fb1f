"""The stage is set: Hà Nội, two districts, six grassroots unions, their figures, their people, their accounts."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.actions import appoint, create_account, mark_as_sample
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.awards.actions import load_catalogue
from thidua.demo import world
from thidua.demo.cast import COMPANIES, Company, people_of
from thidua.organisation.actions import add_person, create_unit, record_figures
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Unit
from thidua.plans.actions.indicators import load_indicators
from thidua.reporting.actions import load_forms

SINCE = dt.date(2015, 1, 1)
COUNTED_ON = dt.date(2020, 12, 31)


def set_the_stage() -> None:
    """Units, counts, people and accounts."""
    city = _upper(
        world.CITY, "Liên đoàn Lao động thành phố Hà Nội", "LĐLĐ TP Hà Nội", None, UnitLevel.PROVINCE, "Hà Nội"
    )
    district = _upper(
        world.DISTRICT, "Liên đoàn Lao động quận Ba Đình", "LĐLĐ quận Ba Đình", city, UnitLevel.UPPER, "Ba Đình"
    )
    neighbour = _upper(
        world.NEIGHBOUR, "Liên đoàn Lao động quận Hoàn Kiếm", "LĐLĐ quận Hoàn Kiếm", city, UnitLevel.UPPER, "Hoàn Kiếm"
    )
    _person(world.CITY_OFFICER, "Vũ Thị Minh Nguyệt", city, Role.OFFICER, "Ban Chính sách – Pháp luật")
    _person(world.CITY_LEADER, "Đỗ Quang Hùng", city, Role.LEADER, "Phó Chủ tịch")
    _person(world.CITY_ADMIN, "Phan Thị Hải Yến", city, Role.ADMIN, "Quản trị")
    _person(world.OFFICER, "Hoàng Thu Trang", district, Role.OFFICER, "Chuyên viên Chính sách – Pháp luật")
    _person(world.LEADER, "Nguyễn Đức Long", district, Role.LEADER, "Chủ tịch")
    _person(world.ADMIN, "Ngô Quang Dũng", district, Role.ADMIN, "Quản trị")
    _person(world.NEIGHBOUR_OFFICER, "Lý Thanh Bình", neighbour, Role.OFFICER, "Chuyên viên")
    _person(world.NEIGHBOUR_LEADER, "Trịnh Lan Anh", neighbour, Role.LEADER, "Phó Chủ tịch")
    for company in COMPANIES:
        _company(company, district)
    _person(world.CLERK, "Trần Ngọc Liên", Unit.objects.get(code=COMPANIES[0].code), Role.CLERK, "Ủy viên BCH")
    load_catalogue(by=None)
    load_indicators()
    load_forms()


def _upper(code: str, name: str, short: str, parent: Unit | None, level: str, place: str) -> Unit:
    return create_unit(
        by=None,
        parent=parent,
        code=code,
        name=name,
        short_name=short,
        level=level,
        kind=UnitKind.FEDERATION,
        symbol="LĐLĐ",
        place=place,
        collective_body="BAN THƯỜNG VỤ",
        valid_from=SINCE,
    )


def _company(company: Company, district: Unit) -> None:
    unit = create_unit(
        by=None,
        parent=district,
        code=company.code,
        name=company.name,
        short_name=company.short,
        level=UnitLevel.BASE,
        kind=company.kind,
        symbol="CĐCS" if company.kind != UnitKind.GUILD else "NĐ",
        place="Ba Đình",
        valid_from=SINCE,
    )
    _person(company.phone, company.chair, unit, Role.CHAIR, "Chủ tịch")
    chair = world.actor(company.phone)
    record_figures(
        by=chair,
        unit=unit,
        as_of=COUNTED_ON,
        members=company.members,
        workers=company.workers,
        women=company.women,
        direct_workers=company.direct,
    )
    for someone in people_of(company):
        add_person(
            by=chair,
            unit=unit,
            full_name=someone.full_name,
            sex=someone.sex,
            birth_year=someone.birth_year,
            post=someone.post,
            department=someone.department,
            is_direct_worker=someone.is_direct_worker,
            is_leader=someone.is_leader,
            valid_from=SINCE,
        )


def _person(username: str, full_name: str, unit: Unit, role: str, post: str) -> User:
    user = create_account(by=None, username=username, full_name=full_name, password=world.PASSWORD)
    appoint(by=None, user=user, unit=unit, role=role, post=post)
    mark_as_sample(user=user)
    return user
