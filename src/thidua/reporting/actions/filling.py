"""The unit's own work on its report: save, send, draw back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, F, Q, When

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import normalise
from thidua.common.verdicts import Reason, Refusal, require
from thidua.duties.actions import fulfil_duty, reopen_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move
from thidua.reporting import policies
from thidua.reporting.actions.differences import keep_parts
from thidua.reporting.actions.ended import end_asks_to_owe_less
from thidua.reporting.actions.finishing import Said, lacking, line_of, overrulings_of, revision_of, told_of
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.actions.meeting import ChangedMeanwhile, Entry, Meeting, caught_up
from thidua.reporting.actions.proposals import send_proposals_of
from thidua.reporting.checks import faults_of_figures, unmatched_totals
from thidua.reporting.models import FigureWords, Overruling, Question, Report, ReportText, Slot
from thidua.reporting.queries.adding import list_size, padded
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.computed import computed_figures
from thidua.reporting.queries.last import last_amounts
from thidua.reporting.queries.texts import questions_of, texts_of, words_of

SUBJECT = "report_request"


def save_draft(
    *,
    by: Actor,
    report: Report,
    version: int,
    figures: Mapping[int, int | None] | None = None,
    words: Mapping[int, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Report:
    """Save figures, words and narrative of one report (see ``Entry``). Output: the report with its new version.

    Errors: Refusal of ``may_save``; ``changed_meanwhile`` with who and when; a reason for each impossible figure.
    """
    save_drafts(by=by, entries=[Entry(report, version, figures or {}, words or {}, texts or {})])
    return report


@transaction.atomic
def save_drafts(*, by: Actor, entries: Sequence[Entry]) -> list[Meeting]:
    """Save several reports of one form together: all or none.

    Output: where a colleague saved meanwhile, what she wrote in fields that this person left alone; it stands. Errors:
    as ``save_draft``; ``ChangedMeanwhile`` where both changed the same field.
    """
    for entry in entries:
        require(policies.may_save(by, entry.report))
    _refuse_faults(entries)
    met: list[Meeting] = []
    clashing: list[Meeting] = []
    for entry in entries:
        try:
            met += _save(by, entry)
        except ChangedMeanwhile as refusal:
            clashing += refusal.meetings
    if clashing:
        raise ChangedMeanwhile(clashing)
    return [one for one in met if one.others]


def _refuse_faults(entries: Sequence[Entry]) -> None:
    """Put the figures into their reports, not yet saved. Errors: a reason for each impossible figure."""
    faults: list[Reason] = []
    for entry in entries:
        slots = slots_of(entry.report.request_id)
        values = padded(entry.report.values, list_size(slots))
        for place, figure in entry.figures.items():
            values[place] = figure
        faults += faults_of_figures(slots, values)
        entry.report.values = values
    if faults:
        raise Refusal(faults)


def _save(by: Actor, entry: Entry) -> list[Meeting]:
    """Save over the version that the person saw; else over what a colleague saved, where the two do not clash."""
    is_seen = Q(version=entry.version)
    if entry.page and entry.is_whole:
        is_seen |= Q(edited_by_token=by.token, edited_page=entry.page, page_since__lte=entry.version)
    if _write(by, entry, is_seen):
        return []
    mine, meeting = caught_up(entry)
    _refuse_faults([mine])
    if not _write(by, mine, Q(version=mine.version)):
        raise ChangedMeanwhile([meeting])
    return [meeting]


def _write(by: Actor, entry: Entry, is_seen: Q) -> bool:
    report, moment = entry.report, clock.now()
    saved = Report.objects.filter(is_seen, pk=report.pk, state=report.state).update(
        values=report.values,
        version=F("version") + 1,
        edited_at=moment,
        edited_by_token=by.token,
        edited_page=entry.page,
        page_since=Case(When(edited_page=entry.page, then=F("page_since")), default=F("version")),
    )
    if not saved:
        return False
    for slot_id, text in entry.words.items():
        FigureWords.objects.update_or_create(report=report, slot_id=slot_id, defaults={"text": normalise(text)})
    _save_texts(report, entry.texts)
    report.refresh_from_db(fields=["version"])
    report.edited_at, report.edited_by_token = moment, by.token
    return True


def _save_texts(report: Report, texts: Mapping[str, str]) -> None:
    """Keep the answers to the questions of the report's request; other codes are none of its business."""
    if not texts:
        return
    asked = Question.objects.filter(request_id=report.request_id, code__in=list(texts))
    ReportText.objects.bulk_create(
        [ReportText(report=report, question=one, text=normalise(texts[one.code])) for one in asked],
        update_conflicts=True,
        unique_fields=["report", "question"],
        update_fields=["text"],
    )


def submit_report(*, by: Actor, report: Report) -> None:
    """Sign and send the report: a revision is kept, the duty is done, the totals above are marked.

    What is checked is read before the transaction, so that a lone writer (SQLite) is held up only by what is written;
    a report saved in between has another version and is not sent. Errors: Refusal of ``may_submit``; one reason
    ``missing`` for each figure or text that lacks, with its field; ``changed_meanwhile``.
    """
    require(policies.may_submit(by, report))
    finished = refuse_unfinished(report)
    with transaction.atomic():
        _send(by, finished)


@dataclass(frozen=True)
class Finished:
    """A report that lacks nothing, with the slots that it answers."""

    slots: list[Slot]
    said: Said


def _send(by: Actor, finished: Finished) -> None:
    slots, said = finished.slots, finished.said
    report, moment = said.report, clock.now()
    is_first = not report.revision
    words = told_of(slots, said, report.request.jump_share)
    signed = revision_of(report, report.revision + 1, said.values, words, token=by.token, moment=moment)
    move(
        report,
        "submit",
        by=by,
        told=line_of(signed),
        sent_values=said.values,
        submitted_at=moment,
        submitted_on=report.submitted_on if report.is_counted else clock.today(),
        opened_at=None,
        revision=signed.number,
        typed_in_by_id=by.home_unit_id if by.typed_in_for else None,
    )
    signed.save(force_insert=True)
    end_asks_to_owe_less(by=by, reports=[report])
    fulfil_duty(by=by, unit_id=report.unit_id, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=report.request_id)
    if not is_first:
        Overruling.objects.filter(report=report).delete()
    Overruling.objects.bulk_create(overrulings_of(slots, said))
    keep_parts(report)
    send_proposals_of(by=by, report=report)
    mark_dirty(request_id=report.request_id, unit_ids=[report.unit_id])


def refuse_unfinished(report: Report) -> Finished:
    """What is to be signed. Errors: Refusal with one reason ``missing`` for each figure or text that lacks, or for
    impossible figures."""
    slots = slots_of(report.request_id)
    said = Said(
        report,
        values=padded(report.values, list_size(slots)),
        words=words_of([report]).get(report.pk, {}),
        texts=texts_of([report]).get(report.pk, {}),
        known=computed_figures(report, slots),
        before=last_amounts(report, slots) if report.request.jump_share else {},
    )
    missing = lacking(slots, questions_of([report.request_id])[report.request_id], said)
    if missing:
        raise Refusal([Reason("missing", f"Còn thiếu: {one.text}.", one.field) for one in missing])
    faults = [*faults_of_figures(slots, said.values), *unmatched_totals(slots, said.values)]
    if faults:
        raise Refusal(faults)
    return Finished(slots, said)


def submit_reports(*, by: Actor, entries: Sequence[Entry]) -> None:
    """Save all reports of one form, then send all or none. What could be saved stays saved where sending is refused.

    Errors: as ``save_drafts`` and ``submit_report``; ``ChangedMeanwhile`` where a colleague's figures joined those of
    the person, who has not seen them yet.
    """
    met = save_drafts(by=by, entries=entries)
    if met:
        raise ChangedMeanwhile(met)
    ready = []
    for entry in entries:
        require(policies.may_submit(by, entry.report))
        ready.append(refuse_unfinished(entry.report))
    with transaction.atomic():
        for finished in ready:
            _send(by, finished)


@transaction.atomic
def withdraw_report(*, by: Actor, report: Report) -> None:
    """Draw a sent report back before anybody above has opened it: it counts no more and is due again."""
    require(policies.may_withdraw(by, report))
    taken = Report.objects.filter(pk=report.pk, opened_at__isnull=True).exists()
    if not taken:
        report.refresh_from_db()
        require(policies.may_withdraw(by, report))
    move(report, "withdraw", by=by, sent_values=None)
    reopen_duty(by=by, unit_id=report.unit_id, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=report.request_id)
    mark_dirty(request_id=report.request_id, unit_ids=[report.unit_id])
