"""Lifecycles: every state is held by somebody, can be reached, and can be left unless it is final."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from tests.house import code
from thidua.common.lifecycle import TONES, Lifecycle


def tables() -> list[tuple[str, Lifecycle]]:
    """Every lifecycle with the room it stands in."""
    found = []
    for room in code.rooms():
        if (code.PACKAGE / room / "lifecycle.py").exists():
            module = importlib.import_module(f"thidua.{room}.lifecycle")
            found += [(room, value) for value in vars(module).values() if isinstance(value, Lifecycle)]
    return found


EACH = pytest.mark.parametrize("lifecycle", [table for _, table in tables()], ids=lambda table: table.kind)


def test_there_are_lifecycles_and_each_kind_is_told_once():
    kinds = [table.kind for _, table in tables()]
    assert kinds
    assert len(kinds) == len(set(kinds))


@EACH
def test_every_state_is_held_by_somebody(lifecycle: Lifecycle):
    nobody = [state.code for state in lifecycle.states.values() if not state.holder.strip()]
    assert not nobody


@EACH
def test_every_state_can_be_reached(lifecycle: Lifecycle):
    reached = {lifecycle.initial}
    while True:
        more = {move.target for move in lifecycle.moves.values() if reached & set(move.sources)} - reached
        if not more:
            break
        reached |= more
    assert reached == set(lifecycle.states)


@EACH
def test_only_a_final_state_cannot_be_left(lifecycle: Lifecycle):
    left = {source for move in lifecycle.moves.values() for source in move.sources}
    for state in lifecycle.states.values():
        assert (state.code not in left) == state.is_final, f"{state.code}: is_final is {state.is_final}"


@EACH
def test_labels_are_told_apart_and_tones_are_known(lifecycle: Lifecycle):
    labels = [state.label for state in lifecycle.states.values()]
    assert len(labels) == len(set(labels))
    assert {state.tone for state in lifecycle.states.values()} <= set(TONES)


def test_a_state_column_takes_its_choices_from_a_lifecycle():
    known = [sorted(table.states) for _, table in tables()]
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("thidua."):
            continue
        for field in model._meta.fields:
            if field.name == "state" and sorted(str(value) for value, _ in field.flatchoices) not in known:
                wrong.append(f"{model.__name__}.state")
    assert not wrong, f"choices are no lifecycle's: {wrong}"
