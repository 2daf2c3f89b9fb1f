"""The tree of a new request is frozen, its reports laid out, its duties given: as few statements for the whole country
as for ten units."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.duties.actions import give_duty_to
from thidua.duties.choices import DutyKind
from thidua.organisation.actions import insert_chosen
from thidua.organisation.models import Unit
from thidua.reporting.actions.bulk import insert_rows
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, RollupDirty
from thidua.reporting.queries.tree import Branch

SUBJECT = "report_request"


def freeze_tree(asked: ReportRequest, branches: Sequence[Branch]) -> None:
    """Keep each unit's place, and lay out an empty report for every unit but the issuer; the totals are marked."""
    insert_rows(
        [
            PeriodUnit(
                request_id=asked.pk,
                unit_id=branch.unit.pk,
                parent_id=branch.parent_id,
                path=branch.path,
                level=branch.unit.level,
                kind=branch.unit.kind,
                is_leaf=branch.is_leaf,
                is_expected=branch.is_expected and branch.parent_id is not None,
                due_on=asked.due_on,
                reason="" if branch.is_expected else _reason(branch),
            )
            for branch in branches
        ]
    )
    places = PeriodUnit.objects.filter(request=asked)
    insert_chosen(
        Report,
        places.filter(parent__isnull=False),
        taken={"unit_id": "unit_id", "place_id": "id"},
        request_id=asked.pk,
        state_since=clock.now(),
    )
    insert_chosen(
        RollupDirty,
        places.filter(is_leaf=False),
        taken={"unit_id": "unit_id"},
        request_id=asked.pk,
        marked_at=clock.now(),
    )


def _reason(branch: Branch) -> str:
    return f"Đơn vị kết thúc hoạt động ngày {format_date(branch.unit.valid_to)}"


def hand_out(*, by: Actor, asked: ReportRequest) -> int:
    """Give every unit that owes a report its duty. Output: how many."""
    owing = PeriodUnit.objects.filter(request=asked).expected()
    return give_duty_to(
        by=by,
        units=Unit.objects.filter(pk__in=owing.values("unit_id")),
        kind=DutyKind.REPORT,
        subject_kind=SUBJECT,
        subject_id=asked.pk,
        title=asked.title,
        origin=asked.plan.name if asked.plan else by.unit_name,
        due_on=asked.due_on,
    )
