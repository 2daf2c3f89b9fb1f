"""Who may nominate, appraise, decide, revoke, print; and why not."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.choices import Verb
from thidua.awards.choices import DecisionWay
from thidua.awards.lifecycle import APPRAISED, DOSSIER, RECORDED, UNDER_APPRAISAL, VALID, WITH_PROPOSER
from thidua.awards.models import Award, Decision, Dossier
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.documents.lifecycle import ISSUED, NUMBERED
from thidua.organisation.models import Unit

UNDO_SECONDS = 60


def may_nominate(by: Actor, unit: Unit) -> Verdict:
    """Prepare nominations of a unit: who prepares there, or who enters for a unit below."""
    if by.is_unit(unit.pk):
        if not by.can(Verb.PREPARE):
            return no("no_verb", "Vai trò của bạn không được lập đề nghị khen thưởng. Hãy nhờ người soạn thảo.")
        return YES
    if by.is_above(unit.path) and by.can(Verb.TYPE_IN):
        return YES
    return no("other_unit", f"Bạn không được lập đề nghị khen thưởng cho {unit.name}.")


def may_edit(by: Actor, dossier: Dossier) -> Verdict:
    """Change the list: the proposing unit, while the dossier is with it."""
    if dossier.state not in WITH_PROPOSER:
        label = dossier.state_info.label.lower()
        return no("wrong_state", f"Hồ sơ đang ở trạng thái “{label}” nên không sửa danh sách được.")
    return may_nominate(by, dossier.unit)


def may_submit(by: Actor, dossier: Dossier) -> Verdict:
    """Send the dossier: who submits for the unit, or who enters for it."""
    allowed = DOSSIER.allows("submit", dossier.state)
    if by.is_unit(dossier.unit_id) and not by.can(Verb.SUBMIT):
        return all_of(allowed, no("no_verb", "Chỉ chủ tịch hoặc lãnh đạo đơn vị được gửi đề nghị. Hãy chuyển để gửi."))
    if not by.is_unit(dossier.unit_id) and not (by.is_above(dossier.unit.path) and by.can(Verb.TYPE_IN)):
        return all_of(allowed, no("other_unit", f"Chỉ {dossier.unit.name} được gửi đề nghị này."))
    return allowed


def may_withdraw(by: Actor, dossier: Dossier) -> Verdict:
    """Take a sent dossier back before anybody began to appraise it."""
    allowed = DOSSIER.allows("withdraw", dossier.state)
    if not (by.is_unit(dossier.unit_id) and by.can(Verb.SUBMIT)):
        return all_of(allowed, no("other_unit", f"Chỉ người được gửi của {dossier.unit.name} được rút lại đề nghị."))
    return allowed


def may_appraise(by: Actor, dossier: Dossier) -> Verdict:
    """Receive, say pass or fail, conclude, close: who receives at the giving unit."""
    if not by.is_unit(dossier.to_unit_id):
        return no("other_unit", f"Hồ sơ này do {dossier.to_unit.name} thẩm định.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Vai trò của bạn không được thẩm định. Hãy chuyển cho cán bộ phụ trách khen thưởng.")
    return YES


def may_give_verdicts(by: Actor, dossier: Dossier) -> Verdict:
    """Write verdicts into the lines: an appraiser, while the dossier is under appraisal."""
    who = may_appraise(by, dossier)
    if dossier.state != UNDER_APPRAISAL:
        label = dossier.state_info.label.lower()
        return all_of(who, no("wrong_state", f"Hồ sơ đang ở trạng thái “{label}”; hãy nhận thẩm định trước."))
    return who


def may_word(by: Actor, dossier: Dossier) -> Verdict:
    """Change the wording of certificates: an appraiser or decider of the giving unit, before the decision."""
    if not by.is_unit(dossier.to_unit_id):
        return no("other_unit", f"Lời trên giấy do {dossier.to_unit.name} sửa.")
    if not (by.can(Verb.RECEIVE) or by.can(Verb.DECIDE)):
        return no("no_verb", "Vai trò của bạn không được sửa lời trên giấy.")
    if dossier.state not in (UNDER_APPRAISAL, APPRAISED):
        return no("wrong_state", "Lời trên giấy chỉ sửa được khi đang thẩm định hoặc chờ quyết định.")
    return YES


def may_return(by: Actor, dossier: Dossier) -> Verdict:
    """Send the dossier back with a remark."""
    who = may_appraise(by, dossier)
    if who and not by.can(Verb.RETURN):
        who = no("no_verb", "Vai trò của bạn không được trả lại hồ sơ.")
    return all_of(who, DOSSIER.allows("return", dossier.state))


def may_set_quota(by: Actor, unit: Unit | None) -> Verdict:
    """Set quotas: who decides or receives at the giving unit, for a unit below it."""
    if not (by.can(Verb.DECIDE) or by.can(Verb.RECEIVE)):
        return no("no_verb", "Vai trò của bạn không được phân bổ số lượng khen thưởng.")
    if unit is not None and not by.covers(unit.path):
        return no("other_unit", f"{unit.name} không thuộc {by.unit_name}.")
    return YES


def may_record_decision(by: Actor) -> Verdict:
    """Record a decision already signed on paper: who decides, or who issues documents of the unit."""
    if by.can(Verb.DECIDE) or by.can(Verb.ISSUE):
        return YES
    return no("no_verb", "Chỉ lãnh đạo hoặc cán bộ ban hành văn bản được ghi quyết định khen thưởng.")


def may_decide(by: Actor) -> Verdict:
    """Decide oneself, with a number of the product."""
    if by.can(Verb.DECIDE):
        return YES
    return no(
        "no_verb",
        "Chỉ lãnh đạo được quyết định khen thưởng. Nếu lãnh đạo đã ký trên giấy, hãy ghi số và ngày của bản đã ký.",
    )


def may_undo(by: Actor, decision: Decision) -> Verdict:
    """Take a decision back within a minute of recording it, before anything was printed or issued after it."""
    if not by.is_unit(decision.unit_id) or not may_record_decision(by):
        return no("other_unit", f"Chỉ {decision.unit.name} được rút lại quyết định này.")
    if decision.state != RECORDED:
        return no("wrong_state", "Quyết định này đã được rút lại.")
    if decision.way == DecisionWay.SYSTEM and decision.document is not None and decision.document.state != NUMBERED:
        return no("issued", "Quyết định đã có bản ký nên không rút lại được. Hãy thu hồi từng giấy.")
    if clock.now() > undo_until(decision):
        return no(
            "too_late", "Đã quá một phút nên không rút lại được. Nếu có sai sót, hãy thu hồi hoặc thay giấy khen."
        )
    return YES


def undo_until(decision: Decision) -> dt.datetime:
    """The last instant at which the decision can be taken back."""
    return decision.decided_at + dt.timedelta(seconds=UNDO_SECONDS)


def may_manage_decision(by: Actor, decision: Decision) -> Verdict:
    """Add the scan, print certificates: who decides or issues at the giving unit."""
    if not by.is_unit(decision.unit_id):
        return no("other_unit", f"Chỉ {decision.unit.name} được làm việc này.")
    return may_record_decision(by)


def may_print(by: Actor, decision: Decision) -> Verdict:
    """Print certificates: once the decision is signed."""
    who = may_manage_decision(by, decision)
    if decision.state != RECORDED or decision.document is None:
        return all_of(who, no("wrong_state", "Quyết định đã rút lại nên không in giấy được."))
    if decision.document.state != ISSUED:
        return all_of(who, no("unsigned", "Hãy tải lên bản quét hoặc tệp đã ký số của quyết định trước khi in giấy."))
    return who


def may_replace(by: Actor, award: Award) -> Verdict:
    """Correct the words of a certificate: who decides or issues at the unit that gave it, while it is valid."""
    return all_of(may_manage_decision(by, award.decision), _is_valid(award))


def may_revoke(by: Actor, award: Award) -> Verdict:
    """Take an award back: as giving it was decided, so is this; who decides at the unit that gave it."""
    who = may_manage_decision(by, award.decision)
    if who and not by.can(Verb.DECIDE):
        who = no("no_verb", "Chỉ lãnh đạo được thu hồi khen thưởng. Hãy chuyển việc này cho lãnh đạo của đơn vị.")
    return all_of(who, _is_valid(award))


def _is_valid(award: Award) -> Verdict:
    if award.state != VALID:
        return no("wrong_state", f"Giấy này đã ở trạng thái “{award.state_info.label.lower()}”.")
    return YES
