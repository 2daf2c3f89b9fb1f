"""Figures of an earlier period, brought in from Excel at the start so that comparisons work from the first report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import move, record
from thidua.organisation.actions import checked
from thidua.organisation.models import Unit
from thidua.reporting import policies
from thidua.reporting.actions.freezing import SUBJECT, freeze_tree
from thidua.reporting.lifecycle import ACCEPTED, CLOSED
from thidua.reporting.models import FigureImport, PeriodUnit, Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.tree import Branch, steps_of, tree_of

ADDED_UP = "Cộng từ số liệu nhập ban đầu của cấp dưới"
COPIED = (
    *("order", "indicator_id", "label", "kind", "unit_word", "scale", "takes_last"),
    *("num", "den", "women", "direct"),
)
"""What a figure of an earlier period has of the figure that it is compared with; it has no bound."""


@transaction.atomic
def save_history(*, by: Actor, batch: FigureImport) -> ReportRequest:
    """Write the figures that were read: a closed period of their own, which counts as any other. Output: its request.

    A row's unit fills in figures there, whatever its level; the units above add up. Figures that stood for the same
    dates are replaced whole, with the reason given. Errors: Refusal of ``may_save_import``; without a reason for
    replacing; when a unit stands under another one that has a row too.
    """
    require(policies.may_save_import(by, batch))
    about = batch.about
    if batch.request_id is not None and not str(about.get("reason", "")).strip():
        raise Refusal("Kỳ này đã có số liệu. Hãy ghi lý do thay số liệu rồi tải tệp lên lần nữa.", "reason_missing")
    move(batch, "save", by=by)
    asked = _period(batch)
    told = set(batch.rows.values_list("unit_id", flat=True))
    freeze_tree(asked, branches_with_rows(batch.unit, asked.starts_on, asked.ends_on, told))
    PeriodUnit.objects.filter(request=asked, is_leaf=False).update(is_expected=False, reason=ADDED_UP)
    values = batch.rows.filter(unit_id=OuterRef("unit_id")).values("values")[:1]
    moment = clock.now()
    Report.objects.filter(request=asked, unit_id__in=batch.rows.values("unit_id")).update(
        values=Subquery(values),
        sent_values=Subquery(values),
        state=ACCEPTED,
        state_since=moment,
        version=F("version") + 1,
        submitted_at=moment,
        submitted_on=asked.due_on,
        opened_at=moment,
        filled_from=batch,
    )
    FigureImport.objects.filter(pk=batch.pk).update(request=asked)
    record(
        by=by,
        event="history.replaced" if batch.request_id is not None else "history.brought_in",
        subject_kind=SUBJECT,
        subject_id=asked.pk,
        text=f"Số liệu nhập ban đầu “{asked.title}” từ tệp {batch.file_name}. {about.get('reason', '')}".strip(),
        data={"units": len(told), "import": batch.pk},
    )
    return asked


def _period(batch: FigureImport) -> ReportRequest:
    """The closed request of these dates, emptied or new, with its figures laid out as in the request they come from."""
    about = batch.about
    asked = batch.request
    if asked is None:
        ends_on = dt.date.fromisoformat(about["ends_on"])
        asked = ReportRequest(
            unit=batch.unit,
            title=about["title"],
            kind=about["kind"],
            starts_on=dt.date.fromisoformat(about["starts_on"]),
            ends_on=ends_on,
            due_on=ends_on,
            is_history=True,
            state=CLOSED,
            state_since=clock.now(),
            opened_at=clock.now(),
        )
        checked(asked)
        asked.save()
    else:
        ReportRequest.objects.filter(pk=asked.pk).update(title=about["title"], kind=about["kind"])
        Rollup.objects.filter(request=asked).delete()
        PeriodUnit.objects.filter(request=asked).delete()
        Slot.objects.filter(request=asked).delete()
    source = Slot.objects.filter(request_id=about["source"])
    Slot.objects.bulk_create([Slot(request=asked, **{name: getattr(slot, name) for name in COPIED}) for slot in source])
    return asked


def branches_with_rows(root: Unit, starts_on: dt.date, ends_on: dt.date, told: Iterable[int]) -> list[Branch]:
    """The tree of the period cut down to the units that told figures, which are its leaves, and those above them."""
    wanted = set(told)
    tree = tree_of(root, starts_on, ends_on)
    ways = {branch.unit.pk: steps_of(branch.path) for branch in tree}
    missing = wanted - set(ways)
    if missing:
        raise Refusal("Có đơn vị không còn thuộc cấp dưới trong kỳ này. Hãy tải lại tệp.", "unit_gone")
    twice = [unit_id for unit_id in wanted if wanted & set(ways[unit_id][:-1])]
    if twice:
        raise Refusal("Có đơn vị và đơn vị cấp trên của nó cùng có dòng số liệu. Hãy tải lại tệp.", "counted_twice")
    on_the_way = {step for unit_id in wanted for step in ways[unit_id]}
    return [
        Branch(branch.unit, branch.parent_id, branch.path, branch.unit.pk in wanted, True)
        for branch in tree
        if branch.unit.pk in on_the_way
    ]
