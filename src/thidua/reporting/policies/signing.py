"""May this person put a report before the chair, hand it back inside; ask those above for more time, freedom or
reopening."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.documents.policies import may_number
from thidua.reporting.choices import AskKind
from thidua.reporting.lifecycle import ACCEPTED, ASKED, CLOSED, IN_SIGNING, IN_WORK, SENT
from thidua.reporting.models import Report, ReportAsk
from thidua.reporting.queries.files import SIGNED_USES
from thidua.reporting.queries.tree import is_below


def may_present(by: Actor, report: Report) -> Verdict:
    """Whoever prepares it puts it before the chair; who may send needs nobody's signature but her own."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo trình ký được báo cáo của mình.")
    if by.can(Verb.SUBMIT):
        return no("not_yours", "Bạn có quyền ký, nộp: hãy nộp báo cáo, không cần trình.")
    if not by.can(Verb.PREPARE):
        return no("no_verb", "Việc trình ký do người soạn báo cáo thực hiện.")
    return all_of(_state_is(report, IN_WORK, "Báo cáo đã trình ký hoặc đã nộp."), _is_open(report))


def may_hand_back(by: Actor, report: Report) -> Verdict:
    """The chair or leader before whom it lies hands it back."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ lãnh đạo đơn vị báo cáo trả lại được cho người soạn.")
    if not by.can(Verb.SUBMIT):
        return no("no_verb", "Việc ký hoặc trả lại người soạn do chủ tịch, lãnh đạo đơn vị thực hiện.")
    return all_of(_state_is(report, IN_SIGNING, "Báo cáo không ở bước trình ký."), _is_open(report))


def may_ask(by: Actor, report: Report, kind: str) -> Verdict:
    """The unit asks for more time or to be freed while it owes the report; to have it reopened once it was accepted or
    opened."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo đề nghị được về báo cáo của mình.")
    if not (by.can(Verb.PREPARE) or by.can(Verb.SUBMIT)):
        return no("no_verb", "Vai trò của bạn chỉ được xem, không gửi được đề nghị.")
    if kind in (AskKind.EXTEND, AskKind.EXEMPT):
        right = YES if report.is_with_unit else no("sent", "Báo cáo đã nộp, không cần gia hạn hay miễn.")
        if not report.place.is_expected:
            right = no("not_expected", "Đơn vị đã được miễn báo cáo kỳ này.")
    elif report.state == ACCEPTED or (report.state in SENT and report.opened_at is not None):
        right = YES
    else:
        right = no("in_hand", "Báo cáo đang ở đơn vị hoặc còn tự rút lại được, không cần đề nghị mở lại.")
    return all_of(right, _is_open(report))


def may_attach_file(by: Actor, report: Report, use: str) -> Verdict:
    """The unit keeps files with the report it works on; the signed paper (scan, signed PDF) also once it is sent."""
    if report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị báo cáo đính kèm được tệp vào báo cáo của mình.")
    if not (by.can(Verb.PREPARE) or by.can(Verb.SUBMIT)):
        return no("no_verb", "Vai trò của bạn chỉ được xem, không được đính kèm tệp.")
    if report.is_with_unit or use in SIGNED_USES:
        return _is_open(report)
    return no("sent", "Báo cáo đã nộp: chỉ đính kèm thêm được bản đã ký, đóng dấu.")


def may_number_report(by: Actor, report: Report) -> Verdict:
    """The unit gives its sent report a number; the office, the leader or the chair does."""
    if report.state not in SENT:
        return no("not_sent", "Báo cáo được lấy số sau khi ký, nộp.")
    return may_number(by, report.unit)


def may_drop_ask(by: Actor, ask: ReportAsk) -> Verdict:
    """The unit takes its request back before it is answered."""
    if ask.report.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị đã đề nghị rút lại được đề nghị.")
    if not (by.can(Verb.PREPARE) or by.can(Verb.SUBMIT)):
        return no("no_verb", "Vai trò của bạn chỉ được xem, không rút được đề nghị.")
    return ask.LIFECYCLE.allows("drop", ask.state)


def may_answer_ask(by: Actor, ask: ReportAsk) -> Verdict:
    """An officer of any level above in the period's tree answers."""
    if not is_below(by.unit_id, ask.report.place.path):
        return no("not_above", "Chỉ công đoàn cấp trên trả lời được đề nghị này.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Việc trả lời đề nghị do cán bộ phụ trách báo cáo thực hiện.")
    if ask.state != ASKED:
        return ask.LIFECYCLE.allows("grant", ask.state)
    return _is_open(ask.report)


def _state_is(report: Report, states: tuple[str, ...], words: str) -> Verdict:
    return YES if report.state in states else no("wrong_state", words)


def _is_open(report: Report) -> Verdict:
    return no("closed", "Kỳ báo cáo đã khoá số liệu.") if report.request.state == CLOSED else YES
