"""Units and people for tests, made through the room's actions."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from thidua.common.actor import Actor
from thidua.organisation.actions import add_person, create_unit
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Person, Unit

_numbers = itertools.count(1)
LONG_AGO = dt.date(2000, 1, 1)


def make_unit(
    name: str = "",
    *,
    parent: Unit | None = None,
    level: str = UnitLevel.BASE,
    kind: str = UnitKind.NON_STATE,
    **fields: Any,
) -> Unit:
    """One unit with a fresh code, valid since long ago."""
    number = next(_numbers)
    fields.setdefault("valid_from", LONG_AGO)
    return create_unit(
        by=None,
        parent=parent,
        code=f"DV{number:05d}",
        name=name or f"Công đoàn cơ sở {number}",
        level=level,
        kind=kind,
        **fields,
    )


def make_province(name: str = "Liên đoàn Lao động thành phố Hà Nội", **fields: Any) -> Unit:
    """A provincial federation."""
    defaults = {"symbol": "LĐLĐ", "place": "Hà Nội", "collective_body": "BAN THƯỜNG VỤ"}
    return make_unit(name, level=UnitLevel.PROVINCE, kind=UnitKind.FEDERATION, **(defaults | fields))


def make_district(parent: Unit, name: str = "Liên đoàn Lao động quận Ba Đình", **fields: Any) -> Unit:
    """A union of the upper level directly above the base."""
    defaults = {"symbol": "LĐLĐ", "place": "Ba Đình", "collective_body": "BAN THƯỜNG VỤ"}
    return make_unit(name, parent=parent, level=UnitLevel.UPPER, kind=UnitKind.FEDERATION, **(defaults | fields))


def make_base(parent: Unit, name: str = "", **fields: Any) -> Unit:
    """A grassroots union."""
    return make_unit(name, parent=parent, symbol="CĐCS", place="Ba Đình", **fields)


def system(unit: Unit) -> Actor:
    """The product itself acting for a unit, with the verbs this room asks for."""
    return Actor(
        user_id=None,
        name="Hệ thống",
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        unit_level=unit.level,
        verbs=frozenset({"manage_units", "manage_people"}),
    )


def make_person(unit: Unit, full_name: str = "", **fields: Any) -> Person:
    """A person of a unit, on its list since long ago."""
    fields.setdefault("valid_from", LONG_AGO)
    return add_person(by=system(unit), unit=unit, full_name=full_name or f"Nguyễn Thị {next(_numbers)}", **fields)
