"""Who acts: a person, for one unit, with the verbs of her roles there. Frozen; built by ``accounts``."""

from __future__ import annotations

from dataclasses import dataclass, field

PATH_STEP = 7
"""Digits of one step of a unit's path: a path of one step is that of a unit with nobody above it."""


@dataclass(frozen=True)
class Actor:
    """A person acting for a unit.

    ``unit_path`` is the materialised path of the unit (fixed-width digits), so ``covers`` is a string test.
    ``verbs`` are the verbs of the roles held at that unit (see ``accounts.choices.VERBS_BY_ROLE``).
    ``user_id`` is None only for the system itself (jobs, the demo's outside events).
    ``typed_in_for`` is true while an officer of the unit ``home_unit_id`` types in for this (lower) unit.
    """

    user_id: int | None
    name: str
    unit_id: int
    unit_name: str
    unit_path: str
    unit_level: str
    roles: frozenset[str] = field(default_factory=frozenset)
    verbs: frozenset[str] = field(default_factory=frozenset)
    token: str = ""
    typed_in_for: bool = False
    home_unit_id: int | None = None

    def can(self, verb: str) -> bool:
        """True when one of the roles held at the unit carries the verb."""
        return verb in self.verbs

    def covers(self, path: str) -> bool:
        """True when the unit of that path is the actor's own or lies below it."""
        return path.startswith(self.unit_path)

    def is_above(self, path: str) -> bool:
        """True when the unit of that path lies strictly below the actor's."""
        return path != self.unit_path and path.startswith(self.unit_path)

    @property
    def is_at_the_top(self) -> bool:
        """True when no unit stands above the actor's."""
        return len(self.unit_path) == PATH_STEP

    def is_unit(self, unit_id: int | None) -> bool:
        """True when that unit is the one acted for."""
        return unit_id == self.unit_id
