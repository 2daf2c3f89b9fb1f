"""May this person do what the desk offers."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, no


def may_remind(by: Actor) -> Verdict:
    """Whoever holds the verb at the upper unit."""
    return YES if by.can(Verb.REMIND) else no("no_verb", "Việc nhắc các đơn vị do cán bộ phụ trách thực hiện.")
