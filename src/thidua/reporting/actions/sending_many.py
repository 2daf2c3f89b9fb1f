"""Sending many reports of one request at once, entered for their units: the same effects as one, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Case, F, Value, When

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal
from thidua.duties.actions import fulfil_duty_of_units
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move_all
from thidua.reporting.actions.ended import end_asks_to_owe_less
from thidua.reporting.actions.filling import SUBJECT
from thidua.reporting.actions.finishing import Said, lacking, line_of, overrulings_of, revision_of, told_of
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.actions.proposals import send_proposals_of
from thidua.reporting.checks import unmatched_totals
from thidua.reporting.lifecycle import DRAFT
from thidua.reporting.models import (
    Overruling,
    PeriodUnit,
    Proposal,
    Report,
    ReportRequest,
    ReportRevision,
    Slot,
)
from thidua.reporting.queries.adding import Amount, list_size, padded
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.computed import computed_figures
from thidua.reporting.queries.past import past_of
from thidua.reporting.queries.texts import questions_of, texts_of, words_of

MOST_TOLD = 20


@transaction.atomic
def send_many(
    *, by: Actor, actor_of: Callable[[Report], Actor], asked: ReportRequest, reports: Sequence[Report]
) -> None:
    """Send these drafts, each in the name of ``actor_of`` it; the caller has asked policies and checked the figures.

    Errors: Refusal that names, unit by unit, what is missing; ``changed_meanwhile``.
    """
    slots = slots_of(asked.pk)
    said = _said(by, asked, slots, reports)
    _nothing_missing(asked, slots, said)
    moment = clock.now()
    revisions = {one.report.pk: _revision(by, asked, slots, one, moment) for one in said}
    move_all(
        reports,
        "submit",
        by=actor_of,
        told=lambda report: line_of(revisions[report.pk]),
        sent_values=F("values"),
        submitted_at=moment,
        submitted_on=Case(When(sent_values__isnull=False, then=F("submitted_on")), default=Value(clock.today())),
        opened_at=None,
        revision=F("revision") + 1,
        typed_in_by_id=by.unit_id,
    )
    ReportRevision.objects.bulk_create(revisions.values(), batch_size=500)
    Overruling.objects.filter(report__in=reports).delete()
    Overruling.objects.bulk_create([row for one in said for row in overrulings_of(slots, one)], batch_size=500)
    unit_ids = [report.unit_id for report in reports]
    fulfil_duty_of_units(by=by, unit_ids=unit_ids, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=asked.pk)
    written = set(Proposal.objects.filter(report__in=reports, state=DRAFT).values_list("report_id", flat=True))
    for report in reports:
        if report.pk in written:
            send_proposals_of(by=actor_of(report), report=report)
    end_asks_to_owe_less(by=by, reports=reports)
    mark_dirty(request_id=asked.pk, unit_ids=unit_ids)


def _said(by: Actor, asked: ReportRequest, slots: Sequence[Slot], reports: Sequence[Report]) -> list[Said]:
    """All that these reports say, read together; what the product's records know is looked up report by report."""
    words, texts, before, size = words_of(reports), texts_of(reports), _before(by, asked, slots), list_size(slots)
    return [
        Said(
            report,
            values=padded(report.values, size),
            words=words.get(report.pk, {}),
            texts=texts.get(report.pk, {}),
            known=computed_figures(report, slots),
            before=before.get(report.unit_id, {}),
        )
        for report in reports
    ]


def _before(by: Actor, asked: ReportRequest, slots: Sequence[Slot]) -> dict[int, dict[int, Amount]]:
    """Unit id → slot id → what it told in the period before; nothing where the request does not ask about jumps."""
    if not asked.jump_share:
        return {}
    top = PeriodUnit.objects.get(request=asked, unit_id=by.unit_id)
    past = past_of(asked, slots, by.unit_id, below=top, signed=True)
    return {
        unit_id: {slot.pk: one.last[slot.num].told for slot in slots if slot.num in one.last}
        for unit_id, one in past.items()
    }


def _revision(
    by: Actor, asked: ReportRequest, slots: Sequence[Slot], said: Said, moment: dt.datetime
) -> ReportRevision:
    words = told_of(slots, said, asked.jump_share)
    return revision_of(said.report, said.report.revision + 1, said.values, words, token=by.token, moment=moment)


def _nothing_missing(asked: ReportRequest, slots: Sequence[Slot], said: Sequence[Said]) -> None:
    questions = questions_of([asked.pk])[asked.pk]
    wanting = []
    for one in said:
        name, found = one.report.unit.title, lacking(slots, questions, one)
        wrong = unmatched_totals(slots, one.values)
        if found:
            names = "; ".join(each.text for each in found[:3]) + (f"; … ({len(found)} mục)" if len(found) > 3 else "")
            wanting.append(Reason("missing", f"{name}: {names}."))
        elif wrong:
            wanting.append(Reason(wrong[0].code, f"{name}: {wrong[0].text}"))
    if wanting:
        head = Reason(
            "cannot_send",
            f"Chưa nộp được: {len(wanting)}/{len(said)} báo cáo còn thiếu. Chưa có gì được ghi. "
            "Hãy điền thêm vào tệp rồi tải lại, hoặc chọn chỉ ghi vào bản đang soạn.",
        )
        more = [Reason("more", f"… và {len(wanting) - MOST_TOLD} đơn vị nữa.")] if len(wanting) > MOST_TOLD else []
        raise Refusal([head, *wanting[:MOST_TOLD], *more])
