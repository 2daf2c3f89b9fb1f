"""Who may number, void, attach."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, no
from thidua.organisation.models import Unit

NUMBERING_VERBS = (Verb.ISSUE, Verb.SIGN, Verb.DECIDE)


def may_number(by: Actor, unit: Unit) -> Verdict:
    """Take, register and void numbers of a unit: who issues, signs or decides there."""
    if not by.is_unit(unit.pk):
        return no(
            "other_unit", f"Số văn bản của {unit.name} do chính đơn vị đó cấp. Bạn đang làm việc cho {by.unit_name}."
        )
    if not any(by.can(verb) for verb in NUMBERING_VERBS):
        return no("no_verb", "Vai trò của bạn không được cấp số văn bản. Hãy chuyển cho văn thư hoặc lãnh đạo đơn vị.")
    return YES


def may_choose_numbering(by: Actor, unit: Unit) -> Verdict:
    """Choose how a unit numbers its documents."""
    return may_number(by, unit)


def may_attach(by: Actor, unit: Unit) -> Verdict:
    """Attach a file to a thing of a unit: who prepares or enters for it. The owning room asks its own policy too."""
    if not by.covers(unit.path):
        return no("other_unit", f"Bạn không được đính kèm tệp cho {unit.name}.")
    verbs = (Verb.PREPARE, Verb.ISSUE, Verb.SIGN, Verb.DECIDE, Verb.MANAGE_PEOPLE)
    if by.is_unit(unit.pk):
        if not any(by.can(verb) for verb in verbs):
            return no("no_verb", "Vai trò của bạn chỉ được xem, không được đính kèm tệp.")
    elif not by.can(Verb.TYPE_IN):
        return no("no_verb", f"Vai trò của bạn không được nhập thay cho {unit.name}.")
    return YES
