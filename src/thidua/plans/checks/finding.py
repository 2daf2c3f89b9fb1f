"""What a check finds, and how grave it is at which moment (the table of the plans' decisions)."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.common.verdicts import Reason

ISSUE, LAUNCH = "issue", "launch"
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is not right: stable ``code``, the sentence, how to mend it, and where it stands.

    ``anchor`` is the item's ("phase-12"), the name of a group ("target"), or "" for the plan as a whole.
    """

    code: str
    text: str
    mend: str
    anchor: str = ""
    severity: str = ERROR

    @property
    def is_error(self) -> bool:
        """True when it stops the moment that was asked about."""
        return self.severity == ERROR

    @property
    def reason(self) -> Reason:
        """The finding as a reason of a refusal."""
        return Reason(self.code, f"{self.text} {self.mend}".strip(), self.anchor)
