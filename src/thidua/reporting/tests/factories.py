"""Requests and reports for tests, reached by walking the real actions."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.actor import Actor
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.jobs.models import JobFile
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator, Plan
from thidua.plans.tests.factories import make_issued_plan, make_shipped_indicator
from thidua.reporting.actions import (
    accept_report,
    ask_about_report,
    attach_to_report,
    merge_rollups,
    open_request,
    present_report,
    save_draft,
    submit_report,
)
from thidua.reporting.choices import AskKind, PeriodKind
from thidua.reporting.models import Report, ReportAsk, ReportRequest, Slot
from thidua.reporting.tasks import start_whole_workbook
from thidua.reporting.tests.proposals import PROPOSAL_EXAMPLES
from thidua.reporting.tests.report_forms import FORM_EXAMPLES, make_statistics_form
from thidua.reporting.tests.workbooks import workbook_examples

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STATISTICS = (40, 25, 9, 10, 1, 3, 50, 15)
"""Figures of a statistical form: people, of them women; 9 of 10 units; yes; 3 people; 50 million; 1,5 ha."""
H1 = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))


@dataclass(frozen=True)
class Three:
    """The three indicators of the worked example."""

    new_members: Indicator
    informed: Indicator
    members: Indicator

    @property
    def all(self) -> list[Indicator]:
        """In the order they are asked."""
        return [self.new_members, self.informed, self.members]


def three_indicators(by: Actor) -> Three:
    """A count, a ratio and a stock."""
    return Three(
        ensure_indicator(by=by, name="Đoàn viên kết nạp mới", kind=IndicatorKind.COUNT, unit_word="người"),
        ensure_indicator(
            by=by,
            name="Người lao động được phổ biến kế hoạch",
            kind=IndicatorKind.RATIO,
            unit_word="%",
            numerator_name="Số người được phổ biến",
            denominator_name="tổng số người lao động",
        ),
        ensure_indicator(by=by, name="Đoàn viên có đến cuối kỳ", kind=IndicatorKind.STOCK, unit_word="người"),
    )


def make_request(
    issuer: Unit | None = None,
    *,
    by: Actor | None = None,
    plan: Plan | None = None,
    indicators: list[Indicator] | None = None,
    title: str = "Báo cáo sơ kết đợt 1 năm 2021",
    kind: str = PeriodKind.PHASE,
    starts_on: dt.date = H1[0],
    ends_on: dt.date = H1[1],
    due_on: dt.date = dt.date(2021, 7, 5),
    **fields: Any,
) -> ReportRequest:
    """A request of the unit (by default a fresh district with one base union) for the three indicators, merged once.

    With a ``plan`` its targets are asked instead.
    """
    if issuer is None:
        issuer = make_district(make_province())
        make_base(issuer)
    by = by or make_actor(issuer, Role.OFFICER)
    if plan is not None:
        fields["targets"] = list(plan.targets.all())
    else:
        fields["indicators"] = three_indicators(by).all if indicators is None else indicators
    asked = open_request(
        by=by, title=title, kind=kind, starts_on=starts_on, ends_on=ends_on, due_on=due_on, plan=plan, **fields
    )
    merge_rollups(request_id=asked.pk)
    return asked


def make_plan_request(district: Unit | None = None) -> ReportRequest:
    """A request for the targets of a district's issued plan (a ratio, a count, one in words)."""
    if district is None:
        district = make_district(make_province())
        make_base(district)
    return make_request(district, plan=make_issued_plan(district))


def make_statistics_request(bases: int = 1) -> ReportRequest:
    """A request of a fresh district with so many base unions for a statistical form (figures in seven places)."""
    district = make_district(make_province())
    for number in range(1, bases + 1):
        make_base(district, f"Công đoàn cơ sở {number}")
    form = make_statistics_form(district)
    return make_request(district, indicators=[], form=form, title="Báo cáo kèm thống kê năm 2021", kind="year")


def _at_statistics() -> tuple[dict[str, Any], Unit]:
    report = make_submitted_report(make_statistics_request(), figures=STATISTICS)
    return {"report_id": report.pk, "kind": "docx"}, report.unit


def _at_total_statistics() -> tuple[dict[str, Any], Unit]:
    asked = make_submitted_report(make_statistics_request(), figures=STATISTICS).request
    return {"request_id": asked.pk, "unit_id": asked.unit_id, "kind": "xlsx"}, asked.unit


def report_of(asked: ReportRequest, unit: Unit) -> Report:
    """The unit's report, fresh from the database."""
    return Report.objects.select_related("request", "unit", "place").get(request=asked, unit=unit)


def fill(
    report: Report, *figures: int | None, by: Actor | None = None, results: str = "Hoàn thành tốt đợt 1."
) -> Report:
    """Save these figures by place, "Có kết quả" to every target in words, and the results."""
    by = by or make_actor(report.unit)
    words = {slot.pk: "Đã hoàn thành" for slot in Slot.objects.filter(request=report.request, kind="words")}
    return save_draft(
        by=by,
        report=report,
        version=report.version,
        figures=dict(enumerate(figures)),
        words=words,
        texts={"results": results},
    )


def make_submitted_report(
    asked: ReportRequest | None = None,
    unit: Unit | None = None,
    figures: tuple[int, ...] = (),
    *,
    by: Actor | None = None,
) -> Report:
    """A sent report of the unit (by default the first base union asked) with these figures (by default 1, 2, 3 …)."""
    asked = asked or make_request()
    place = asked.places.filter(is_leaf=True).order_by("path").select_related("unit").first()
    assert place is not None
    unit = unit or place.unit
    by = by or make_actor(unit)
    size = sum(len(slot.places) for slot in asked.slots.all())
    report = report_of(asked, unit)
    fill(report, *(figures or tuple(range(1, size + 1))), by=by)
    submit_report(by=by, report=report)
    return report


def make_presented_report(asked: ReportRequest | None = None) -> Report:
    """A report of the first base union asked, filled in with 1, 2, 3 … and put before its chair by a clerk."""
    asked = asked or make_request()
    place = asked.places.filter(is_leaf=True).order_by("path").select_related("unit").first()
    assert place is not None
    report = report_of(asked, place.unit)
    clerk = make_actor(place.unit, Role.CLERK)
    fill(report, *range(1, 1 + sum(len(slot.places) for slot in asked.slots.all())), by=clerk)
    present_report(by=clerk, report=report)
    return report


def make_ask(report: Report | None = None, *, kind: str = AskKind.EXTEND) -> ReportAsk:
    """A unit's request: for more time until 20/07/2021, to be freed, or to have its accepted report reopened."""
    if report is None and kind != AskKind.REOPEN:
        report = report_of(*_with_request())
    elif report is None:
        report = make_submitted_report()
        accept_report(by=make_actor(report.request.unit, Role.OFFICER), report=report)
    return ask_about_report(
        by=make_actor(report.unit), report=report, kind=kind, reason="Mất điện một tuần", due_on=dt.date(2021, 7, 20)
    )


def _with_request(**fields: Any) -> tuple[ReportRequest, Unit]:
    asked = make_request(**fields)
    return asked, asked.places.get(is_leaf=True).unit


def _at_report() -> tuple[dict[str, Any], Unit]:
    report = make_submitted_report()
    return {"report_id": report.pk}, report.unit


def _at_request() -> tuple[dict[str, Any], Unit]:
    asked, _ = _with_request()
    return {"request_id": asked.pk}, asked.unit


def _at_own_report() -> tuple[dict[str, Any], Unit]:
    asked, unit = _with_request()
    return {"request_id": asked.pk}, unit


def _at_totals() -> tuple[dict[str, Any], Unit]:
    asked = make_submitted_report().request
    return {"request_id": asked.pk, "unit_id": asked.unit_id}, asked.unit


def make_whole_file(user: User | None = None) -> JobFile:
    """A consolidated workbook written in the background for an officer of the issuer."""
    asked = make_submitted_report().request
    user = user or make_user(asked.unit, Role.OFFICER)
    by = actor_for(user)
    assert by is not None
    place = asked.places.select_related("request", "unit").get(unit_id=asked.unit_id)
    return JobFile.objects.select_related("job").get(job=start_whole_workbook(by=by, place=place))


def _at_whole_file() -> tuple[dict[str, Any], User]:
    kept = make_whole_file()
    request_id, unit_id = kept.job.subject.split(":")
    arguments = {"request_id": int(request_id), "unit_id": int(unit_id), "job_id": kept.job_id}
    return arguments, User.objects.get(pk=kept.job.user_id)


def _at_figure() -> tuple[dict[str, Any], Unit]:
    arguments, unit = _at_totals()
    return arguments | {"num": 0}, unit


def _at_place() -> tuple[dict[str, Any], Unit]:
    asked, unit = _with_request()
    return {"place_id": asked.places.get(unit=unit).pk}, asked.unit


def _at_plan() -> tuple[dict[str, Any], Unit]:
    plan = make_issued_plan()
    return {"plan_id": plan.pk}, plan.unit


def _at_draft() -> tuple[dict[str, Any], Unit]:
    asked, unit = _with_request()
    return {"report_id": report_of(asked, unit).pk}, asked.unit


def _at_file() -> tuple[dict[str, Any], Unit]:
    report = make_submitted_report()
    file = attach(
        by=make_actor(report.unit),
        unit=report.unit,
        owner_kind="report",
        owner_id=report.pk,
        use=AttachmentUse.SCAN,
        name="bao-cao.png",
        data=PNG,
    )
    return {"report_id": report.pk, "file_id": file.pk}, report.unit


def _to_lift() -> tuple[dict[str, Any], Unit]:
    report = make_submitted_report()
    return {"report_id": report.pk}, report.request.unit


def _at_presented() -> tuple[dict[str, Any], Unit]:
    report = make_presented_report()
    return {"report_id": report.pk}, report.unit


def _at_own_draft() -> tuple[dict[str, Any], Unit]:
    report = report_of(*_with_request())
    return {"report_id": report.pk}, report.unit


def _at_ask_new() -> tuple[dict[str, Any], Unit]:
    arguments, unit = _at_own_draft()
    return arguments | {"kind": "gia-han"}, unit


def _at_loose_file() -> tuple[dict[str, Any], Unit]:
    report = report_of(*_with_request())
    file = attach_to_report(
        by=make_actor(report.unit), report=report, use=AttachmentUse.EVIDENCE, name="anh.png", data=PNG
    )
    return {"report_id": report.pk, "file_id": file.pk}, report.unit


def _at_ask() -> tuple[dict[str, Any], Unit]:
    ask = make_ask()
    return {"ask_id": ask.pk}, ask.report.unit


def _at_records() -> tuple[dict[str, Any], Unit]:
    asked, unit = _with_request(indicators=[make_shipped_indicator("NQ07-1")])
    return {"request_id": asked.pk, "unit_id": unit.pk, "num": 0}, unit


def _at_target() -> tuple[dict[str, Any], Unit]:
    plan = make_issued_plan()
    return {"target_id": plan.targets.filter(low__isnull=False)[0].pk}, plan.unit


def _at_consolidated() -> tuple[dict[str, Any], Unit]:
    """The own report of a district that takes in its base union, signed."""
    city = make_province()
    district = make_district(city)
    make_base(district)
    asked = make_request(city)
    make_submitted_report(asked)
    merge_rollups(request_id=asked.pk)
    leader = make_actor(district, Role.LEADER, Role.OFFICER)
    return {"report_id": make_submitted_report(asked, district, by=leader).pk}, district


def _to_draw() -> tuple[dict[str, Any], Unit]:
    district = make_district(make_province())
    make_base(district)
    return {"request_id": make_request(district.parent).pk}, district


EXAMPLES = (
    PROPOSAL_EXAMPLES
    | FORM_EXAMPLES
    | workbook_examples(_with_request)
    | {
        "allocation_by_last_year": _at_target,
        "figure_records": _at_records,
        "proposal_lift": _to_lift,
        "report_draw": _to_draw,
        "report_difference": _at_consolidated,
        "report_revisions": _at_report,
        "report_sign": _at_presented,
        "report_hand_back": _at_presented,
        "ask_new": _at_ask_new,
        "ask_page": _at_ask,
        "ask_drop": _at_ask,
        "report_attach": _at_own_draft,
        "report_file_drop": _at_loose_file,
        "report_number": _at_report,
        "request_new": _at_plan,
        "request_board": _at_request,
        "board_sheet": _at_request,
        "request_remind": _at_request,
        "request_close": _at_request,
        "request_rules": _at_request,
        "report_fill": _at_own_report,
        "report_autosave": _at_own_report,
        "rollup_page": _at_totals,
        "rollup_sheet": _at_totals,
        "rollup_whole": lambda: ((found := _at_totals())[0] | {"kind": "xlsx"}, found[1]),
        "rollup_whole_job": _at_totals,
        "rollup_whole_file": _at_whole_file,
        "figure_parts": _at_figure,
        "place_page": _at_place,
        "report_page": _at_report,
        "report_open": _at_report,
        "report_accept": _at_report,
        "report_return": _at_report,
        "report_withdraw": _at_report,
        "report_type_in": _at_draft,
        "report_file": _at_file,
        "report_print": _at_report,
        "report_statistics_file": _at_statistics,
        "rollup_statistics_file": _at_total_statistics,
        "report_paper_file": lambda: (
            {"report_id": (report := make_submitted_report()).pk, "kind": "docx"},
            report.unit,
        ),
    }
)
