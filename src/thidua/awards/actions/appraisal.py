"""Writes of the giving unit before the decision: receive, verdicts, wording, conclude, return, close."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.awards.actions.dossiers import KIND, tell_proposers
from thidua.awards.checks import line_findings, overall, rules_on
from thidua.awards.choices import LineVerdict
from thidua.awards.models import Dossier, DossierLine
from thidua.awards.policies import may_appraise, may_give_verdicts, may_return, may_word
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal, require
from thidua.duties.actions import fulfil_duty, give_duty, reopen_duty, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import changed_meanwhile, move, record


@transaction.atomic
def receive_dossier(*, by: Actor, dossier: Dossier) -> Dossier:
    """Take a sent dossier into appraisal. The day of receipt picks the version of the rules; every line is judged anew.

    Errors: Refusal of ``may_appraise``, ``wrong_state``, ``changed_meanwhile``.
    """
    require(may_appraise(by, dossier))
    day = clock.today()
    move(dossier, "receive", by=by, received_on=day)
    lines = list(dossier.lines.select_related("person", "collective"))
    found = line_findings(dossier, lines, rules_on(dossier, day), day)
    for line in lines:
        line.findings = [finding.as_row() for finding in found[line.pk]]
        line.result = overall(found[line.pk])
    DossierLine.objects.bulk_update(lines, ["findings", "result"], batch_size=200)
    return dossier


@transaction.atomic
def appraise_lines(
    *, by: Actor, dossier: Dossier, verdicts: Mapping[int, tuple[str, str]], version: int | None = None
) -> int:
    """Write verdicts: line id → (LineVerdict, remark). Output: how many lines were changed.

    Errors: Refusal of ``may_give_verdicts``; a "không đạt" or "khen cao" without a remark; ``changed_meanwhile``.
    """
    require(may_give_verdicts(by, dossier))
    if version is not None and version != dossier.version:
        raise changed_meanwhile(dossier)
    lines = {line.pk: line for line in dossier.lines.all()}
    changed, missing = [], []
    for pk, (verdict, remark) in verdicts.items():
        line, remark = lines[pk], squeeze(remark)[:300]
        if verdict in (LineVerdict.FAIL, LineVerdict.HIGHER) and not remark:
            missing.append(Reason("no_remark", f"{line.full_name}: hãy ghi lý do.", f"remark-{pk}"))
        if (line.verdict, line.remark) != (verdict, remark):
            line.verdict, line.remark = LineVerdict(verdict), remark
            changed.append(line)
    if missing:
        raise Refusal(missing)
    if not changed:
        return 0
    _touch(dossier)
    DossierLine.objects.bulk_update(changed, ["verdict", "remark"], batch_size=200)
    counts = {value: sum(line.verdict == value for line in lines.values()) for value in LineVerdict.values}
    record(
        by=by,
        event="dossier.appraised",
        subject_kind=KIND,
        subject_id=dossier.pk,
        unit_id=dossier.unit_id,
        text=f"Thẩm định {len(changed)} dòng",
        data=counts,
    )
    return len(changed)


def appraise_line(*, by: Actor, line: DossierLine, verdict: str, remark: str = "") -> int:
    """As ``appraise_lines``, for one line."""
    return appraise_lines(by=by, dossier=line.dossier, verdicts={line.pk: (verdict, remark)})


@transaction.atomic
def word_line(
    *, by: Actor, line: DossierLine, printed_name: str, printed_line: str, printed_achievement: str
) -> DossierLine:
    """Set the wording of one certificate; an empty text means the usual wording. Errors: Refusal of ``may_word``."""
    require(may_word(by, line.dossier))
    usual = DossierLine(
        full_name=line.full_name,
        post=line.post,
        department=line.department,
        unit_name=line.unit_name,
        achievement=line.achievement,
        person_id=line.person_id,
    )
    name, place, words = squeeze(printed_name), squeeze(printed_line), squeeze(printed_achievement)
    line.printed_name = "" if name == usual.name_on_paper else name[:200]
    line.printed_line = "" if place == usual.line_on_paper else place[:300]
    line.printed_achievement = "" if words == usual.achievement_on_paper else words[:400]
    _touch(line.dossier)
    line.save(update_fields=["printed_name", "printed_line", "printed_achievement"])
    record(by=by, event="dossier.worded", subject_kind=KIND, subject_id=line.dossier_id, unit_id=line.dossier.unit_id)
    return line


@transaction.atomic
def finish_appraisal(*, by: Actor, dossier: Dossier, opinion: str = "", version: int | None = None) -> Dossier:
    """Conclude the appraisal; the leader is given the duty to decide. Errors: Refusal of ``may_appraise``; lines that
    have no verdict yet; ``changed_meanwhile``."""
    require(may_appraise(by, dossier))
    if version is not None and version != dossier.version:
        raise changed_meanwhile(dossier)
    verdicts = list(dossier.lines.values_list("verdict", flat=True))
    pending = verdicts.count(LineVerdict.PENDING)
    if pending:
        raise Refusal(f"Còn {pending} dòng chưa thẩm định. Hãy chọn Đạt, Không đạt hoặc Khen cao.", "pending")
    passed = verdicts.count(LineVerdict.PASS)
    opinion = opinion.strip() or f"{passed} trên {len(verdicts)} đề nghị đạt tiêu chuẩn."
    move(dossier, "finish", by=by, remark=opinion, opinion=opinion)
    target: dict[str, Any] = {"by": by, "subject_kind": KIND, "subject_id": dossier.pk}
    fulfil_duty(**target, unit_id=dossier.to_unit_id, kind=DutyKind.APPRAISE)
    give_duty(
        **target,
        unit_ids=[dossier.to_unit_id],
        kind=DutyKind.DECIDE_AWARDS,
        title=f"Quyết định: {dossier.title}",
        origin=f"{dossier.unit.name} đề nghị, {passed} đạt",
    )
    reopen_duty(**target, unit_id=dossier.to_unit_id, kind=DutyKind.DECIDE_AWARDS)
    return dossier


@transaction.atomic
def reopen_appraisal(*, by: Actor, dossier: Dossier) -> Dossier:
    """Go back from "appraised" to the verdicts. Errors: Refusal of ``may_appraise``, ``wrong_state``."""
    require(may_appraise(by, dossier))
    move(dossier, "reopen", by=by)
    target: dict[str, Any] = {"by": by, "subject_kind": KIND, "subject_id": dossier.pk}
    withdraw_duties(**target, kind=DutyKind.DECIDE_AWARDS)
    reopen_duty(**target, unit_id=dossier.to_unit_id, kind=DutyKind.APPRAISE)
    return dossier


@transaction.atomic
def return_dossier(*, by: Actor, dossier: Dossier, remark: str, version: int | None = None) -> Dossier:
    """Send the dossier back with a remark; the unit finds it among its duties. Errors: Refusal of ``may_return``; no
    remark; ``changed_meanwhile``."""
    require(may_return(by, dossier))
    if version is not None and version != dossier.version:
        raise changed_meanwhile(dossier)
    remark = remark.strip()
    if not remark:
        raise Refusal("Hãy ghi rõ cần sửa gì trước khi trả lại.", "no_remark", "remark")
    move(dossier, "return", by=by, remark=remark)
    target: dict[str, Any] = {"by": by, "subject_kind": KIND, "subject_id": dossier.pk}
    withdraw_duties(**target, kind=DutyKind.APPRAISE)
    withdraw_duties(**target, kind=DutyKind.DECIDE_AWARDS)
    give_duty(
        **target,
        unit_ids=[dossier.unit_id],
        kind=DutyKind.NOMINATE,
        title=f"Sửa và gửi lại: {dossier.title}",
        origin=f"{dossier.to_unit.name} trả lại",
    )
    reopen_duty(**target, unit_id=dossier.unit_id, kind=DutyKind.NOMINATE)
    tell_proposers([dossier], f"bị {dossier.to_unit.title} trả lại: {remark}", f"returned:{dossier.round}")
    return dossier


@transaction.atomic
def close_dossier(*, by: Actor, dossier: Dossier, remark: str) -> Dossier:
    """End an appraised dossier without any award. Errors: Refusal of ``may_appraise``; lines that passed; no remark."""
    require(may_appraise(by, dossier))
    if dossier.lines.filter(verdict=LineVerdict.PASS).exists():
        raise Refusal("Hồ sơ còn người đạt tiêu chuẩn. Hãy ghi quyết định, hoặc thẩm định lại.", "has_passed")
    if not remark.strip():
        raise Refusal("Hãy ghi lý do kết thúc mà không khen, để đơn vị đề nghị biết.", "no_remark", "remark")
    move(dossier, "close", by=by, remark=remark.strip())
    fulfil_duty(
        by=by,
        unit_id=dossier.to_unit_id,
        kind=DutyKind.DECIDE_AWARDS,
        subject_kind=KIND,
        subject_id=dossier.pk,
    )
    tell_proposers([dossier], f"đã kết thúc, không khen: {remark.strip()}", "closed")
    return dossier


def _touch(dossier: Dossier) -> None:
    """Count a write of the appraiser, unless the dossier has moved on meanwhile."""
    changed = Dossier.objects.filter(pk=dossier.pk, state=dossier.state, version=dossier.version).update(
        version=F("version") + 1
    )
    if not changed:
        raise changed_meanwhile(dossier)
    dossier.version += 1
