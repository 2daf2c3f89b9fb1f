"""Answers of policies and refusals of actions: yes, or no with reasons in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FOR_OTHERS = frozenset(
    {"no_verb", "other_unit", "not_own", "not_own_plan", "not_yours", "not_above", "not_issuer", "signs_herself"}
)
"""Codes of the reasons that lie in the person: her role or her unit never does this, whatever the state."""


@dataclass(frozen=True)
class Reason:
    """One reason why something cannot be done now.

    ``code`` is a short stable English word for programs, ``text`` the Vietnamese sentence for the person (what is
    wrong and what to do now), ``field`` the form field it belongs to, if any. ``url`` and ``link`` (its words) lead to
    the thing that the sentence speaks of, where the person may see it.
    """

    code: str
    text: str
    field: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer of a policy: true when there is no reason against."""

    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons

    @property
    def is_for_others(self) -> bool:
        """The act is never this person's (her role, her unit), so that a page need not offer it to her at all."""
        return any(reason.code in FOR_OTHERS for reason in self.reasons)

    @property
    def text(self) -> str:
        """All reasons as one line, for a tooltip beside a greyed button."""
        return " ".join(reason.text for reason in self.reasons)


YES = Verdict()


def no(code: str, text: str, field: str = "") -> Verdict:
    """A verdict with a single reason against."""
    return Verdict((Reason(code, text, field),))


def all_of(*verdicts: Verdict) -> Verdict:
    """One verdict with the reasons of all, in order, each code once."""
    seen: dict[str, Reason] = {}
    for verdict in verdicts:
        for reason in verdict.reasons:
            seen.setdefault(reason.code, reason)
    return Verdict(tuple(seen.values()))


class Refusal(Exception):
    """An action was not done, and nothing changed. Carries the reasons for the person."""

    def __init__(self, reasons: Iterable[Reason] | str, code: str = "refused", field: str = "") -> None:
        if isinstance(reasons, str):
            reasons = (Reason(code, reasons, field),)
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reason.text for reason in self.reasons))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all reasons, in order."""
        return tuple(reason.code for reason in self.reasons)


def require(verdict: Verdict) -> None:
    """Raise ``Refusal`` with the verdict's reasons unless it is a yes."""
    if not verdict:
        raise Refusal(verdict.reasons)
