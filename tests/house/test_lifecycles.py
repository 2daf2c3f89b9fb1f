"""Lifecycles: every state is held by somebody, can be reached, and can be left unless it is final."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Q

from thidua.common.lifecycle import TONES, Lifecycle
from thidua.config.house_docs import all_lifecycles
from thidua.journal.models import Stateful

MOVED_BY_MACHINES = {"Job"}
"""Progress of background work: nobody's turn, no move by a person, so no lifecycle."""
EACH = pytest.mark.parametrize("lifecycle", [table for _, table in all_lifecycles()], ids=lambda table: table.kind)


def test_there_are_lifecycles_and_each_kind_is_told_once():
    kinds = [table.kind for _, table in all_lifecycles()]
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


def test_a_state_column_holds_the_states_of_a_lifecycle():
    known = [sorted(table.states) for _, table in all_lifecycles()]
    wrong = []
    for model in apps.get_models():
        if model.__name__ in MOVED_BY_MACHINES:
            continue
        if not model.__module__.startswith("thidua.") or "state" not in {field.name for field in model._meta.fields}:
            continue
        told = [[str(value) for value, _ in model._meta.get_field("state").flatchoices]]
        if issubclass(model, Stateful):
            told.append(list(model.LIFECYCLE.states))
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                told += list(states_named_in(constraint.condition))
        if not any(sorted(states) in known for states in told):
            wrong.append(model.__name__)
    assert not wrong, f"neither the choices of “state” nor a constraint are those of a lifecycle: {wrong}"


def states_named_in(condition: Q) -> Iterator[list[str]]:
    """Every list that a condition compares ``state`` with."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from states_named_in(child)
        elif child[0] == "state__in":
            yield list(child[1])
