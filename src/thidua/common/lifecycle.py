"""States and moves as tables of data. The compare-and-set that performs a move lives in ``journal``."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.common.verdicts import YES, Verdict, no

TONES = ("quiet", "active", "waiting", "done", "late", "honour")


@dataclass(frozen=True)
class State:
    """One state: stable ``code``, Vietnamese ``label``, who holds the thing in it, and the tone of its chip.

    ``holder`` says in words whose turn it is ("đơn vị lập", "cấp trên", "không ai"); ``tone`` is one of TONES.
    """

    code: str
    label: str
    holder: str
    tone: str = "quiet"
    is_final: bool = False


@dataclass(frozen=True)
class Move:
    """One move: bare verb, from which states, to which, and the Vietnamese words of its button."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str


class Lifecycle:
    """The table of one kind of thing. ``kind`` is the stable word the log rows carry ("plan", "report")."""

    def __init__(self, kind: str, title: str, states: tuple[State, ...], moves: tuple[Move, ...]) -> None:
        self.kind, self.title = kind, title
        self.states = {state.code: state for state in states}
        self.moves = {move.name: move for move in moves}
        for move in moves:
            unknown = {*move.sources, move.target} - set(self.states)
            if unknown:
                raise ValueError(f"{kind}: move {move.name} names unknown states {sorted(unknown)}")
        REGISTER[kind] = self

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, label) pairs for a model field."""
        return [(state.code, state.label) for state in self.states.values()]

    @property
    def initial(self) -> str:
        """The first state of the table."""
        return next(iter(self.states))

    def allows(self, move_name: str, state: str) -> Verdict:
        """May that move start in that state? The refusal names the present state."""
        move = self.moves[move_name]
        if state in move.sources:
            return YES
        label = self.states[state].label.lower() if state in self.states else state
        return no("wrong_state", f"Không thể “{move.label.lower()}” khi {self.title} đang ở trạng thái “{label}”.")


REGISTER: dict[str, Lifecycle] = {}
