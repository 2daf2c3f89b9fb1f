"""March to May: the city's first phase is reported, consolidated, accepted; later a union corrects one figure."""

from __future__ import annotations

import datetime as dt

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.cast import COMPANIES
from thidua.demo.scenes.sharing import new_members
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator, Target
from thidua.reporting.actions import (
    accept_report,
    answer_ask,
    ask_about_report,
    merge_everything,
    open_request,
    present_report,
    save_draft,
    submit_report,
    take_totals,
)
from thidua.reporting.choices import AskKind, PeriodKind
from thidua.reporting.models import Report, ReportRequest, Slot

FIRST_TITLE = "Báo cáo kết quả đợt 1 năm 2021"
FIRST_PHASE = (dt.date(2021, 1, 1), dt.date(2021, 3, 31))
# New members and initiatives of each union in the first phase; the third has left one person out.
FIRST = ((8, 5), (15, 9), (2, 2), (1, 4), (0, 2), (5, 0))
LEFT_OUT = 1
OF_THE_NEIGHBOUR = (11, 7)
FORGOTTEN = "Còn thiếu một đoàn viên kết nạp ngày 26/3 tại Đội xe, hồ sơ chuyển về sau."


def counted(by: Actor) -> list[Indicator]:
    """What is counted in every phase besides the targets."""
    return [
        new_members(by),
        ensure_indicator(by=by, name="Sáng kiến được công nhận", kind=IndicatorKind.COUNT, unit_word="sáng kiến"),
    ]


def targets_of_the_city() -> list[Target]:
    """Of the city's plan what a union answers itself: whether it has a plan and a launch, and its new members."""
    kinds = (IndicatorKind.YES_NO, IndicatorKind.COUNT)
    return list(world.plan(world.CITY_PLAN).targets.filter(indicator__kind__in=kinds).order_by("order", "id"))


def city_asks_for_the_first_phase() -> None:
    """The city asks for the first phase of its plan."""
    city, plan = world.actor(world.CITY_OFFICER), world.plan(world.CITY_PLAN)
    open_request(
        by=city,
        title=FIRST_TITLE,
        kind=PeriodKind.PHASE,
        starts_on=FIRST_PHASE[0],
        ends_on=FIRST_PHASE[1],
        due_on=dt.date(2021, 4, 5),
        plan=plan,
        phase=plan.phases.order_by("order", "id").first(),
        targets=targets_of_the_city(),
        indicators=counted(city),
        is_sample=True,
    )
    merge_everything()


def first_phase_is_reported() -> None:
    """All six unions report to the district, the neighbour district for itself."""
    asked = ReportRequest.objects.get(title=FIRST_TITLE)
    officer = world.actor(world.OFFICER)
    for number, chair in enumerate(world.chairs()):
        members, initiatives = FIRST[number]
        says_yes = int(world.has_plan(chair))
        report = _send(chair, asked, members, initiatives, f"Đã phát động tại {COMPANIES[number].short}.", says_yes)
        accept_report(by=officer, report=report)
    _send(world.actor(world.NEIGHBOUR_LEADER), asked, *OF_THE_NEIGHBOUR, "Đã phát động đến 100 % cơ sở.", 1)
    merge_everything()


def _send(by: Actor, asked: ReportRequest, members: int, initiatives: int, results: str, says_yes: int) -> Report:
    report = Report.objects.get(request=asked, unit_id=by.unit_id)
    counts = iter((members, initiatives))
    figures: dict[int, int | None] = {
        slot.num: says_yes if slot.kind == IndicatorKind.YES_NO else next(counts)
        for slot in Slot.objects.filter(request=asked).order_by("order")
    }
    save_draft(by=by, report=report, version=report.version, figures=figures, texts={"results": results})
    submit_report(by=by, report=Report.objects.get(pk=report.pk))
    return Report.objects.get(pk=report.pk)


def first_phase_goes_up() -> None:
    """The district takes the sums over, its leader signs, the city accepts both districts."""
    asked = ReportRequest.objects.get(title=FIRST_TITLE)
    officer, leader, city = (world.actor(one) for one in (world.OFFICER, world.LEADER, world.CITY_OFFICER))
    report = Report.objects.get(request=asked, unit_id=officer.unit_id)
    take_totals(by=officer, report=report, version=report.version)
    report.refresh_from_db()
    says = {slot.num: 1 for slot in Slot.objects.filter(request=asked, kind=IndicatorKind.YES_NO)}
    text = "Quận và các công đoàn cơ sở đã phát động từ tháng 01; 4/6 cơ sở có kế hoạch riêng."
    save_draft(by=officer, report=report, version=report.version, figures=says, texts={"results": text})
    present_report(by=officer, report=Report.objects.get(pk=report.pk))
    submit_report(by=leader, report=Report.objects.get(pk=report.pk))
    merge_everything()
    for one in Report.objects.filter(request=asked, place__parent_id=city.unit_id):
        accept_report(by=city, report=one)


def union_corrects_a_figure() -> None:
    """A union has one more member to tell after the city has accepted the sum: the difference shows above."""
    chair, officer = world.chairs()[2], world.actor(world.OFFICER)
    asked = ReportRequest.objects.get(title=FIRST_TITLE)
    report = Report.objects.get(request=asked, unit_id=chair.unit_id)
    ask = ask_about_report(by=chair, report=report, kind=AskKind.REOPEN, reason=FORGOTTEN)
    answer_ask(by=officer, ask=ask, is_granted=True)
    members, initiatives = FIRST[2]
    accept_report(by=officer, report=_send(chair, asked, members + LEFT_OUT, initiatives, FORGOTTEN, 1))
    merge_everything()
