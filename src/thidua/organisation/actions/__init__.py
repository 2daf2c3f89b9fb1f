"""Every write to the tree of units and to their people."""

from thidua.common.checking import checked
from thidua.organisation.actions.chosen import insert_chosen
from thidua.organisation.actions.imports import drop_import, read_import, save_import
from thidua.organisation.actions.people import add_person, edit_person, end_person
from thidua.organisation.actions.units import (
    create_unit,
    dissolve_unit,
    edit_unit,
    merge_units,
    move_unit,
    record_figures,
    rename_unit,
)

__all__ = [
    "add_person",
    "checked",
    "create_unit",
    "dissolve_unit",
    "drop_import",
    "edit_person",
    "edit_unit",
    "end_person",
    "insert_chosen",
    "merge_units",
    "move_unit",
    "read_import",
    "record_figures",
    "rename_unit",
    "save_import",
]
