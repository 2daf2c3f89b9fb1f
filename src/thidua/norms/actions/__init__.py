"""Writes of the register."""

from thidua.norms.actions.anniversaries import add_anniversary, edit_anniversary, remove_anniversary
from thidua.norms.actions.norms import add_norm, edit_norm, end_norm
from thidua.norms.actions.parameters import add_parameter, edit_parameter, remove_parameter
from thidua.norms.actions.register import load_register

__all__ = [
    "add_anniversary",
    "add_norm",
    "add_parameter",
    "edit_anniversary",
    "edit_norm",
    "edit_parameter",
    "end_norm",
    "load_register",
    "remove_anniversary",
    "remove_parameter",
]
