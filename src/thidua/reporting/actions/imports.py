"""Figures from a filled-in workbook: kept as read, then written into the reports in a few statements, or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import actor_typing_in, users_by_unit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal, require
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.journal.actions import Line, move, record, record_all
from thidua.notices.actions import Tiding, tell_each
from thidua.organisation.models import Unit
from thidua.reporting import policies
from thidua.reporting.actions.filling import save_drafts
from thidua.reporting.actions.meeting import Entry
from thidua.reporting.actions.readings import Filled
from thidua.reporting.actions.sending_many import send_many
from thidua.reporting.choices import ImportKind
from thidua.reporting.lifecycle import WITH_UNIT
from thidua.reporting.models import (
    FigureImport,
    FigureImportRow,
    FigureWords,
    Question,
    Report,
    ReportRequest,
    ReportText,
)

OWNER = "figure_import"
MOST_NAMED = 5


@transaction.atomic
def keep_import(
    *,
    by: Actor,
    kind: str,
    asked: ReportRequest | None,
    filled: Filled,
    file_name: str,
    data: bytes,
    about: Mapping[str, Any] | None = None,
) -> FigureImport:
    """Keep what was read, with the workbook itself, until the person says so; what waited before is dropped.

    Nothing of it is in a report yet. Errors: Refusal when the reading has problems, or of the rights to attach.
    """
    if filled.problems:
        raise Refusal([Reason("wrong_cells", problem, "file") for problem in filled.problems])
    waiting = FigureImport.objects.filter(kind=kind, unit_id=by.unit_id, request=asked, state="read")
    for old in waiting.select_related("unit"):
        move(old, "drop", by=by)
    batch = FigureImport.objects.create(
        kind=kind,
        unit_id=by.unit_id,
        request=asked,
        file_name=file_name[:200],
        about=dict(about or {}),
        remarks=filled.remarks,
        state_since=clock.now(),
        created_at=clock.now(),
    )
    _keep_rows(batch, filled)
    attach(
        by=by,
        unit=Unit.objects.get(pk=by.unit_id),
        owner_kind=OWNER,
        owner_id=batch.pk,
        use=AttachmentUse.EVIDENCE,
        name=file_name,
        data=data,
    )
    return batch


def _keep_rows(batch: FigureImport, filled: Filled) -> None:
    FigureImportRow.objects.bulk_create(
        [
            FigureImportRow(
                batch=batch,
                unit_id=row.unit_id,
                report=row.report,
                version=row.report.version if row.report else 0,
                sheet=row.sheet,
                number=row.number,
                before=(row.report.values if row.report else []) if row.before is None else row.before,
                values=row.values,
                given=row.given,
                words={str(slot_id): text for slot_id, text in row.words.items()},
                texts=row.texts,
            )
            for row in filled.rows
        ],
        batch_size=500,
    )


@transaction.atomic
def drop_import(*, by: Actor, batch: FigureImport) -> None:
    """Throw away what was read; nothing of it was saved. Errors: Refusal of ``may_drop_import``."""
    require(policies.may_drop_import(by, batch))
    move(batch, "drop", by=by)


@transaction.atomic
def save_import(*, by: Actor, batch: FigureImport, is_sending: bool = False) -> int:
    """Write what was read into the reports, all or none. Output: how many reports.

    The unit's own form is saved as its draft. For units below it is entered for them (each told, and journalled so);
    with ``is_sending`` the reports are sent as well. A hundred reports take as many statements as one. Errors: Refusal
    of ``may_save_import``; ``changed_meanwhile`` naming the reports that somebody has saved since the file was read;
    what a report to be sent still lacks.
    """
    rows = list(
        batch.rows.filter(report__isnull=False)
        .select_related("report", "report__request", "report__place", "report__unit")
        .order_by("id")
    )
    pairs = [(row, row.report) for row in rows if row.report is not None]
    reports = [report for _, report in pairs]
    require(policies.may_save_import(by, batch, reports))
    move(batch, "save", by=by)
    if batch.kind == ImportKind.OWN:
        save_drafts(by=by, entries=[_entry(row, report) for row, report in pairs])
        Report.objects.filter(pk__in=[one.pk for one in reports]).update(filled_from=batch)
        return len(reports)
    actor_of = _typing_in(by, reports)
    _write(by, batch, pairs)
    _write_texts(pairs)
    record_all(
        Line(actor_of(one), "report.filled_from_excel", "report", one.pk, f"Nhập thay từ tệp {batch.file_name}")
        for one in reports
    )
    if is_sending and batch.request is not None:
        send_many(by=by, actor_of=actor_of, asked=batch.request, reports=reports)
    _tell(by, batch, reports, is_sending=is_sending)
    record(
        by=by,
        event="reports.filled_from_excel",
        subject_kind=OWNER,
        subject_id=batch.pk,
        text=f"Nhập thay {len(reports)} báo cáo từ tệp {batch.file_name}",
        data={"reports": len(reports), "sent": is_sending},
    )
    return len(reports)


Pair = tuple[FigureImportRow, Report]
"""What was read, and the report it is for."""


def _entry(row: FigureImportRow, report: Report) -> Entry:
    words = {int(slot_id): text for slot_id, text in row.words.items()}
    return Entry(report, row.version, dict(enumerate(row.values)), words, row.texts)


def _typing_in(by: Actor, reports: Iterable[Report]) -> Callable[[Report], Actor]:
    """Who acts for each of these reports: the officer, entering for its unit."""
    actors = {one.unit_id: actor_typing_in(by, one.unit) for one in reports}
    return lambda report: actors[report.unit_id]


def _write(by: Actor, batch: FigureImport, pairs: Sequence[Pair]) -> None:
    """One statement for all: the figures go over from the rows, each only into the version that was read."""
    kept = FigureImportRow.objects.filter(batch=batch, report_id=OuterRef("pk"))
    written = Report.objects.filter(Exists(kept.filter(version=OuterRef("version"))), state__in=WITH_UNIT).update(
        values=Subquery(kept.values("values")[:1]),
        version=F("version") + 1,
        edited_at=clock.now(),
        edited_by_token=by.token,
        edited_page="",
        page_since=F("version"),
        filled_from=batch,
    )
    if written != len(pairs):
        raise Refusal((_somebody_was_faster(batch, pairs),))
    for row, report in pairs:
        report.values, report.version = row.values, row.version + 1


def _somebody_was_faster(batch: FigureImport, pairs: Sequence[Pair]) -> Reason:
    written = set(Report.objects.filter(filled_from=batch).values_list("pk", flat=True))
    late = [report.unit.title for _, report in pairs if report.pk not in written]
    more = f" và {len(late) - MOST_NAMED} đơn vị nữa" if len(late) > MOST_NAMED else ""
    return Reason(
        "changed_meanwhile",
        f"Sau khi đọc tệp, báo cáo của {', '.join(late[:MOST_NAMED])}{more} đã được sửa hoặc nộp. Chưa có gì được ghi. "
        "Hãy tải tệp lên lần nữa để xem lại thay đổi.",
    )


def _write_texts(pairs: Sequence[Pair]) -> None:
    words = [
        FigureWords(report=report, slot_id=int(slot_id), text=text)
        for row, report in pairs
        for slot_id, text in row.words.items()
    ]
    FigureWords.objects.bulk_create(
        words, update_conflicts=True, unique_fields=["report", "slot"], update_fields=["text"], batch_size=500
    )
    request_ids = {report.request_id for row, report in pairs if row.texts}
    asked = {(one.request_id, one.code): one for one in Question.objects.filter(request_id__in=request_ids)}
    texts = [
        ReportText(report=report, question=asked[report.request_id, code], text=text)
        for row, report in pairs
        for code, text in row.texts.items()
        if (report.request_id, code) in asked
    ]
    ReportText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["report", "question"], update_fields=["text"], batch_size=500
    )


def _tell(by: Actor, batch: FigureImport, reports: Sequence[Report], *, is_sending: bool) -> None:
    people = users_by_unit([one.unit_id for one in reports], Verb.PREPARE, Verb.SUBMIT)
    done = "đã nhập thay và nộp" if is_sending else "đã nhập thay vào bản đang soạn của"
    page = "report_page" if is_sending else "report_fill"
    tell_each(
        Tiding(
            users=people[one.unit_id],
            text=f"{by.unit_name} {done} báo cáo “{one.request.title}” của đơn vị, từ tệp Excel. Hãy xem lại số liệu."
            if is_sending
            else f"{by.unit_name} {done} báo cáo “{one.request.title}”, từ tệp Excel. Hãy xem lại rồi nộp.",
            url=reverse(page, args=[one.pk if is_sending else one.request_id]),
            key=f"report.typed_in:{one.pk}:excel:{batch.pk}",
        )
        for one in reports
    )
