"""May this person ask for, fill in, send, draw back, return, accept a report now; and why not."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.reporting.lifecycle import ACCEPTED, CLOSED, WITH_UNIT
from thidua.reporting.models import PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.tree import is_below


def may_open_request(by: Actor) -> Verdict:
    """A unit that has units below it asks them; the officer, chair or leader does."""
    if by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION):
        return no("no_units_below", "Công đoàn cơ sở không có đơn vị cấp dưới để yêu cầu báo cáo.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Việc yêu cầu cấp dưới báo cáo do cán bộ phụ trách thực hiện.")
    return YES


def may_manage_request(by: Actor, request: ReportRequest) -> Verdict:
    """Close, reopen, extend, exempt: the issuer's officer."""
    if request.unit_id != by.unit_id:
        return no("not_issuer", f"Chỉ {request.unit.title}, đơn vị yêu cầu báo cáo, làm được việc này.")
    if request.is_history:
        return no("not_yours", "Số liệu nhập ban đầu chỉ thay được bằng cách nhập lại từ Excel, có ghi lý do.")
    return YES if by.can(Verb.RECEIVE) else no("no_verb", "Việc này do cán bộ phụ trách báo cáo thực hiện.")


def may_set_rules(by: Actor, request: ReportRequest) -> Verdict:
    """Change how the figures are checked: the issuer's officer, while reports are still taken."""
    verdict = may_manage_request(by, request)
    if verdict and request.state == CLOSED:
        return no("closed", "Kỳ báo cáo đã khoá số liệu.")
    return verdict


def may_change_place(by: Actor, place: PeriodUnit) -> Verdict:
    """Extend or exempt one unit: an officer of any level above it in the period's tree."""
    if not is_below(by.unit_id, place.path):
        return no("not_above", "Chỉ công đoàn cấp trên gia hạn hoặc miễn báo cáo cho đơn vị.")
    if place.request.state == CLOSED:
        return no("closed", "Kỳ báo cáo đã khoá số liệu.")
    return YES if by.can(Verb.RECEIVE) else no("no_verb", "Việc này do cán bộ phụ trách báo cáo thực hiện.")


def may_rehome(by: Actor, request: ReportRequest) -> Verdict:
    """Put a unit under another parent within a period that has begun: an administrator of the issuer."""
    if request.unit_id != by.unit_id:
        return no("not_issuer", f"Chỉ quản trị của {request.unit.title} chuyển được đơn vị trong kỳ báo cáo này.")
    if not by.can(Verb.MANAGE_UNITS):
        return no("no_verb", "Việc chuyển đơn vị trong kỳ báo cáo do người quản trị thực hiện.")
    return YES


def may_save(by: Actor, report: Report) -> Verdict:
    """The unit works on its report while it holds it."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo nhập được số liệu của mình.")
    if report.is_in_signing and not by.can(Verb.SUBMIT):
        return no("in_signing", "Báo cáo đang trình ký. Chủ tịch, lãnh đạo đơn vị sửa, ký nộp hoặc trả lại người soạn.")
    return all_of(_prepares(by), _with_unit(report), _not_closed(report))


def may_submit(by: Actor, report: Report) -> Verdict:
    """The chair of a base union, the leader of an upper one, sends the report."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo nộp được báo cáo của mình.")
    verb = YES
    if not by.can(Verb.SUBMIT):
        who = "chủ tịch công đoàn" if report.place.is_leaf else "lãnh đạo đơn vị"
        verb = no("no_verb", f"Việc ký, nộp báo cáo do {who} thực hiện. Soạn xong, hãy trình ký.")
    return all_of(verb, report.LIFECYCLE.allows("submit", report.state), _not_closed(report))


def may_withdraw(by: Actor, report: Report) -> Verdict:
    """The unit draws its report back until somebody above has opened it."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo rút lại được báo cáo của mình.")
    if not by.can(Verb.SUBMIT):
        return no("no_verb", "Việc rút báo cáo do người có quyền nộp thực hiện.")
    if report.opened_at is not None and report.state == "submitted":
        return no(
            "opened_above",
            f"Cấp trên đã mở báo cáo lúc {clock.local(report.opened_at):%H:%M %d/%m/%Y} nên không tự rút được nữa. "
            "Nếu cần sửa, hãy đề nghị cấp trên trả lại.",
        )
    return all_of(report.LIFECYCLE.allows("withdraw", report.state), _not_closed(report))


def may_answer(by: Actor, report: Report, move: str = "accept") -> Verdict:
    """The levels above in the period's tree open, accept or return (an accepted one is reopened by the same gesture).

    ``move``: accept or return.
    """
    if not is_below(by.unit_id, report.place.path):
        return no("not_above", "Chỉ công đoàn cấp trên của đơn vị xem xét báo cáo này.")
    if not by.can(Verb.RETURN):
        return no("no_verb", "Việc duyệt hoặc trả lại báo cáo do cán bộ phụ trách thực hiện.")
    if move == "return" and report.state == ACCEPTED:
        move = "reopen"
    return all_of(report.LIFECYCLE.allows(move, report.state), _not_closed(report))


def may_amend(by: Actor, report: Report) -> Verdict:
    """The unit opens its own sent report again because the units below have corrected theirs."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo lập bản sửa đổi của mình.")
    verb = YES if by.can(Verb.PREPARE) or by.can(Verb.SUBMIT) else no("no_verb", "Vai trò của bạn chỉ được xem.")
    below = no("no_units_below", "Báo cáo này không cộng từ cấp dưới.") if report.place.is_leaf else YES
    settled = YES if report.place.is_leaf or hasattr(report, "difference") else _unchanged(report)
    return all_of(verb, below, report.LIFECYCLE.allows("amend", report.state), settled, _not_closed(report))


def _unchanged(report: Report) -> Verdict:
    above = report.place.parent.title if report.place.parent else "cấp trên"
    return no("no_difference", f"Số cộng từ cấp dưới không đổi từ khi ký. Nếu cần sửa, hãy đề nghị {above} mở lại.")


def may_type_in(by: Actor, report: Report) -> Verdict:
    """An officer above enters for a unit that telephones or sends paper, with the scan."""
    if not is_below(by.unit_id, report.place.path):
        return no("not_above", "Chỉ công đoàn cấp trên nhập thay được cho đơn vị.")
    verb = YES if by.can(Verb.TYPE_IN) else no("no_verb", "Vai trò của bạn không được nhập thay cấp dưới.")
    return all_of(verb, _with_unit(report), _not_closed(report))


def may_remind(by: Actor, request: ReportRequest, unit: Unit | None = None) -> Verdict:
    """Remind the units below that have not sent."""
    if request.state == CLOSED:
        return no("closed", "Kỳ báo cáo đã khoá số liệu, không còn đơn vị nào để nhắc.")
    return YES if by.can(Verb.REMIND) else no("no_verb", "Vai trò của bạn không được nhắc cấp dưới.")


def _prepares(by: Actor) -> Verdict:
    if by.can(Verb.PREPARE) or by.can(Verb.SUBMIT):
        return YES
    return no("no_verb", "Việc nhập báo cáo do người soạn thảo, cán bộ hoặc chủ tịch làm.")


def _with_unit(report: Report) -> Verdict:
    if report.state in WITH_UNIT:
        return YES
    return no("sent", "Báo cáo đã nộp. Hãy rút lại, hoặc đề nghị cấp trên trả lại, nếu cần sửa.")


def _not_closed(report: Report) -> Verdict:
    if report.request.state != CLOSED:
        return YES
    issuer = report.request.unit.title
    return no("closed", f"Kỳ báo cáo đã khoá số liệu. Nếu cần nộp muộn hoặc sửa, hãy đề nghị {issuer} mở lại kỳ.")
