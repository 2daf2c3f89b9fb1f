"""Writes of the register."""

from thidua.norms.actions.register import load_register

__all__ = ["load_register"]
