"""Units and people for tests, made through the room's actions."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import Any

import xlsxwriter

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.actions import add_person, create_unit, read_import
from thidua.organisation.choices import ImportKind, UnitKind, UnitLevel
from thidua.organisation.models import ImportBatch, Person, Unit
from thidua.organisation.sheets import read_sheet
from thidua.organisation.tables import columns_of, people_columns, unit_columns

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


def people_file(*rows: tuple[object, ...], headings: tuple[str, ...] = ()) -> bytes:
    """A filled-in Excel file of people: the template's headings (or others) and these rows of cells."""
    names = headings or tuple(column.heading for column in people_columns(clock.today()))
    return _file(names, rows)


def units_file(*rows: tuple[object, ...]) -> bytes:
    """A filled-in Excel file of units."""
    return _file(tuple(column.heading for column in unit_columns([])), rows)


def _file(headings: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, cells in enumerate((headings, *rows)):
            sheet.write_row(number, 0, cells)
    return buffer.getvalue()


def make_import(unit: Unit, data: bytes = b"", kind: str = ImportKind.PEOPLE) -> ImportBatch:
    """A file of one good row (or this one), read and waiting at the unit."""
    data = data or people_file(("Đỗ Thị Lan", "Nữ", 1985))
    columns = columns_of(kind, [], clock.today())
    reading = read_sheet(data, columns, "danh-sach.xlsx")
    return read_import(by=system(unit), kind=kind, unit=unit, reading=reading, file_name="danh-sach.xlsx")


def _a_base() -> Unit:
    return make_base(make_district(make_province()))


def _unit() -> tuple[dict[str, Any], Unit]:
    unit = _a_base()
    return {"pk": unit.pk}, unit


def _unit_and_kind() -> tuple[dict[str, Any], Unit]:
    unit = _a_base()
    return {"pk": unit.pk, "kind": "people"}, unit


def _person() -> tuple[dict[str, Any], Unit]:
    unit = _a_base()
    return {"pk": make_person(unit).pk}, unit


def _import() -> tuple[dict[str, Any], Unit]:
    unit = _a_base()
    return {"pk": make_import(unit).pk}, unit


OF_A_UNIT = ("page", "add", "edit", "rename", "move", "dissolve", "merge", "figures")
EXAMPLES = {
    **{f"unit_{name}": _unit for name in OF_A_UNIT},
    "people_list": _unit,
    "person_add": _unit,
    "person_edit": _person,
    "person_end": _person,
    "import_start": _unit_and_kind,
    "import_template": _unit_and_kind,
    "import_page": _import,
    "import_save": _import,
    "import_drop": _import,
}
