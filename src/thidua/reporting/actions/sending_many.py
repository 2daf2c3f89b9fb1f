"""Sending many reports of one request at once, entered for their units: the same effects as one, in few statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import F

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal
from thidua.duties.actions import fulfil_duty_of_units
from thidua.duties.choices import DutyKind
from thidua.journal.actions import Line, move_all, record_all
from thidua.reporting.actions.ended import end_asks
from thidua.reporting.actions.filling import SUBJECT, digest_of
from thidua.reporting.actions.merging import mark_dirty
from thidua.reporting.actions.proposals import send_proposals_of
from thidua.reporting.actions.targets import refresh_target_figures
from thidua.reporting.checks import missing_answers, unexplained, unmatched_totals
from thidua.reporting.choices import AskKind
from thidua.reporting.lifecycle import DRAFT
from thidua.reporting.models import FigureWords, PeriodUnit, Proposal, Report, ReportRequest, ReportRevision, Slot
from thidua.reporting.queries.adding import amount, list_size, padded
from thidua.reporting.queries.computed import computed_figures
from thidua.reporting.queries.last import jump_of
from thidua.reporting.queries.past import past_of
from thidua.reporting.queries.texts import questions_of, texts_of

MOST_TOLD = 20


@transaction.atomic
def send_many(
    *, by: Actor, actor_of: Callable[[Report], Actor], asked: ReportRequest, reports: Sequence[Report]
) -> None:
    """Send these drafts, each in the name of ``actor_of`` it; the caller has asked policies and checked the figures.

    Errors: Refusal that names, unit by unit, what is missing; ``changed_meanwhile``.
    """
    slots = list(Slot.objects.filter(request=asked).select_related("indicator"))
    words_of: dict[int, dict[int, str]] = {one.pk: {} for one in reports}
    told = FigureWords.objects.filter(report__request=asked, report__in=list(words_of))
    for report_id, slot_id, text in told.values_list("report_id", "slot_id", "text"):
        words_of[report_id][slot_id] = text
    texts = texts_of(reports)
    _nothing_missing(asked, slots, reports, words_of, texts)
    moment = clock.now()
    move_all(
        reports,
        "submit",
        by=actor_of,
        sent_values=F("values"),
        submitted_at=moment,
        submitted_on=clock.today(),
        opened_at=None,
        revision=F("revision") + 1,
        typed_in_by_id=by.unit_id,
    )
    _keep_revisions(by, actor_of, slots, reports, words_of, _with_jumps(by, asked, slots, reports, texts))
    unit_ids = [report.unit_id for report in reports]
    fulfil_duty_of_units(by=by, unit_ids=unit_ids, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=asked.pk)
    written = set(Proposal.objects.filter(report__in=reports, state=DRAFT).values_list("report_id", flat=True))
    for report in reports:
        if report.pk in written:
            send_proposals_of(by=actor_of(report), report=report)
    end_asks(by=by, reports=reports, kind=AskKind.EXTEND)
    refresh_target_figures(asked=asked, unit_ids=unit_ids)
    mark_dirty(request_id=asked.pk, unit_ids=unit_ids)


def _keep_revisions(
    by: Actor,
    actor_of: Callable[[Report], Actor],
    slots: Sequence[Slot],
    reports: Sequence[Report],
    words_of: dict[int, dict[int, str]],
    texts: dict[int, dict[str, str]],
) -> None:
    moment = clock.now()
    revisions, lines = [], []
    size, num_of = list_size(slots), {slot.pk: slot.num for slot in slots}
    for report in reports:
        told_words = {f"#{num_of[pk]}": text for pk, text in words_of[report.pk].items() if text and pk in num_of}
        answers = {code: text for code, text in texts.get(report.pk, {}).items() if text} | told_words
        values, number = padded(report.values, size), report.revision + 1
        digest = digest_of(report, values, answers)
        revisions.append(
            ReportRevision(
                report=report,
                number=number,
                values=values,
                texts=answers,
                signed_at=moment,
                signed_by_token=by.token,
                digest=digest,
            )
        )
        data = {"revision": number, "digest": digest}
        lines.append(Line(actor_of(report), "report.signed", "report", report.pk, f"Lần nộp {number}", data=data))
    ReportRevision.objects.bulk_create(revisions, batch_size=500)
    record_all(lines)


def _with_jumps(
    by: Actor, asked: ReportRequest, slots: Sequence[Slot], reports: Sequence[Report], texts: dict[int, dict[str, str]]
) -> dict[int, dict[str, str]]:
    """The texts with what changed much since the period before, under "~" and the place: as it is when signed."""
    if not asked.jump_share:
        return texts
    top = PeriodUnit.objects.get(request=asked, unit_id=by.unit_id)
    past = past_of(asked, slots, by.unit_id, below=top, kind=asked.kind)
    found = {}
    for report in reports:
        before = past[report.unit_id].last
        jumps = {
            slot.num: jump_of(slot, amount(slot, report.values), before[slot.num].told, asked.jump_share)
            for slot in slots
            if slot.num in before
        }
        told = {f"~{num}": jump.change for num, jump in jumps.items() if jump is not None}
        found[report.pk] = texts.get(report.pk, {}) | told
    return found


def _nothing_missing(
    asked: ReportRequest,
    slots: Sequence[Slot],
    reports: Sequence[Report],
    words_of: dict[int, dict[int, str]],
    texts: dict[int, dict[str, str]],
) -> None:
    questions = questions_of([asked.pk])[asked.pk]
    size = list_size(slots)
    lacking = []
    for report in reports:
        found = missing_answers(
            slots, padded(report.values, size), words_of[report.pk], questions, texts.get(report.pk, {})
        )
        known = {pk: (num, den) for pk, (_, num, den) in computed_figures(report, slots).items()}
        found += unexplained(slots, padded(report.values, size), words_of[report.pk], known)
        wrong = unmatched_totals(slots, padded(report.values, size))
        if wrong and not found:
            lacking.append(Reason(wrong[0].code, f"{report.unit.title}: {wrong[0].text}"))
        if found:
            names = "; ".join(one.text for one in found[:3]) + (f"; … ({len(found)} mục)" if len(found) > 3 else "")
            lacking.append(Reason("missing", f"{report.unit.title}: {names}."))
    if lacking:
        head = Reason(
            "cannot_send",
            f"Chưa nộp được: {len(lacking)}/{len(reports)} báo cáo còn thiếu. Chưa có gì được ghi. "
            "Hãy điền thêm vào tệp rồi tải lại, hoặc chọn chỉ ghi vào bản đang soạn.",
        )
        more = [Reason("more", f"… và {len(lacking) - MOST_TOLD} đơn vị nữa.")] if len(lacking) > MOST_TOLD else []
        raise Refusal([head, *lacking[:MOST_TOLD], *more])
