"""June and July: figures of the first phase are asked, sent, accepted, returned; one union is late, one not begun."""

from __future__ import annotations

import datetime as dt

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.cast import COMPANIES, Company
from thidua.demo.scenes.phases import FIRST, LEFT_OUT, counted, targets_of_the_city
from thidua.demo.scenes.sharing import NEW_MEMBERS
from thidua.duties.actions import complete_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator, Plan, Target
from thidua.reporting.actions import (
    accept_report,
    merge_everything,
    open_request,
    present_report,
    return_report,
    save_draft,
    submit_report,
)
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import Report, ReportRequest, Slot
from thidua.reporting.queries.asked import slots_of

DISTRICT_TITLE = "Báo cáo sơ kết đợt 1 năm 2021"
CITY_PHASE_TITLE = "Báo cáo kết quả đợt 2 năm 2021"
CITY_TITLE = "Báo cáo 6 tháng đầu năm 2021"
FIRST_HALF = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))
SECOND_PHASE = dt.date(2021, 4, 1)
# Of each union: per mille of workers told, of workers registered for titles; new members; initiatives; benefit, đồng.
FIGURES = (
    (1000, 942, 21, 14, 380_000_000),
    (968, 871, 34, 22, 1_250_000_000),
    (1000, 1000, 4, 6, 96_000_000),
    (1000, 985, 2, 9, 12_000_000),
    (1000, 1000, 0, 5, 0),
    (893, 760, 11, 1, 5_000_000),
)
RESULTS = "Đã phát động đến các tổ; phong trào lao động giỏi, sáng kiến được hưởng ứng, an toàn lao động được giữ vững."
DIFFICULTIES = "Dịch bệnh làm giảm đơn hàng trong tháng 5, một số hội thi phải lùi lại."


def requests_open() -> None:
    """The district asks for the first phase of its plan, the city for the first half of its own."""
    officer, city = world.actor(world.OFFICER), world.actor(world.CITY_OFFICER)
    plan = world.plan(world.DISTRICT_PLAN)
    open_request(
        by=officer,
        title=DISTRICT_TITLE,
        kind=PeriodKind.PHASE,
        starts_on=FIRST_HALF[0],
        ends_on=FIRST_HALF[1],
        due_on=dt.date(2021, 7, 5),
        plan=plan,
        phase=plan.phases.order_by("order", "id").first(),
        targets=[*_in_numbers(plan), world.sum_target(world.GROWTH_PLAN)],
        indicators=_counted(officer),
    )
    above = world.plan(world.CITY_PLAN)
    phase = above.phases.get(name="Đợt 2")
    for title, kind, starts_on, of_phase, more in (
        (CITY_PHASE_TITLE, PeriodKind.PHASE, SECOND_PHASE, phase, counted(city)),
        (CITY_TITLE, PeriodKind.HALF_YEAR, FIRST_HALF[0], None, []),
    ):
        open_request(
            by=city,
            title=title,
            kind=kind,
            starts_on=starts_on,
            ends_on=FIRST_HALF[1],
            due_on=dt.date(2021, 7, 15),
            plan=above,
            phase=of_phase,
            targets=targets_of_the_city(),
            indicators=more,
            is_sample=True,
        )
    merge_everything()


def _in_numbers(plan: Plan) -> list[Target]:
    """Without what is no figure of a union: which of them the district picks for a model launch."""
    return list(plan.targets.filter(is_qualitative=False).order_by("order", "id"))


def _counted(by: Actor) -> list[Indicator]:
    return [
        *counted(by),
        ensure_indicator(by=by, name="Giá trị làm lợi của sáng kiến", kind=IndicatorKind.MONEY, unit_word="đồng"),
    ]


def unions_report() -> None:
    """Four unions send all reports; the fifth has begun; the sixth has not."""
    for number, chair in enumerate(world.chairs()[:5]):
        for asked in ReportRequest.objects.filter(ends_on=FIRST_HALF[1], is_history=False).order_by("id"):
            report = Report.objects.get(request=asked, unit_id=chair.unit_id)
            is_whole = number < 4
            slots = slots_of(asked.pk) if is_whole else slots_of(asked.pk)[:1]
            told = _since_april(number) if asked.starts_on == SECOND_PHASE else FIGURES[number]
            figures = figures_of(slots, COMPANIES[number], told, says_yes=1)
            texts = {"results": RESULTS, "difficulties": DIFFICULTIES if number == 0 else "Không"} if is_whole else {}
            clerk = world.actor(world.CLERK)
            writer = clerk if is_whole and clerk.unit_id == chair.unit_id else chair
            save_draft(by=writer, report=report, version=report.version, figures=figures, texts=texts)
            if writer is clerk:
                present_report(by=clerk, report=Report.objects.get(pk=report.pk))
            if is_whole:
                submit_report(by=chair, report=Report.objects.get(pk=report.pk))
        if number < 4:
            _review_is_done(chair)
    merge_everything()


def _review_is_done(chair: Actor) -> None:
    """The review after the first phase was held and told in the report: the plan's own duty is done too."""
    duties = Duty.objects.open().filter(unit_id=chair.unit_id, kind=DutyKind.PLAN_DUTY, due_on=FIRST_HALF[1])
    for duty in duties:
        complete_duty(by=chair, duty=duty, note="Đã sơ kết cùng chuyên môn; kết quả ghi trong báo cáo đợt 1.")


def _since_april(number: int) -> tuple[int, int, int, int, int]:
    """What is left of the half-year after the first phase (as corrected)."""
    informed, registered, members, initiatives, benefit = FIGURES[number]
    before, first_initiatives = FIRST[number]
    before += LEFT_OUT if number == 2 else 0
    return informed, registered, members - before, initiatives - first_initiatives, benefit


def figures_of(
    slots: list[Slot],
    company: Company,
    told: tuple[int, int, int, int, int],
    *,
    says_yes: int | None,
) -> dict[int, int | None]:
    """Place → figure, of one union in one period."""
    informed, registered, members, initiatives, benefit = told
    shares = iter((informed, registered))
    found: dict[int, int | None] = {}
    for slot in slots:
        if slot.kind == IndicatorKind.RATIO and slot.den is not None:
            found[slot.num] = company.workers * next(shares, informed) // 1000
            found[slot.den] = company.workers
        elif slot.kind == IndicatorKind.YES_NO:
            found[slot.num] = says_yes
        elif slot.kind == IndicatorKind.MONEY:
            found[slot.num] = benefit
        else:
            found[slot.num] = members if NEW_MEMBERS.lower() in slot.label.lower() else initiatives
    return found


def district_answers() -> None:
    """Two reports are accepted, one comes back with a remark on a figure."""
    officer = world.actor(world.OFFICER)
    chairs = world.chairs()
    reports = Report.objects.filter(request__title=DISTRICT_TITLE)
    for chair in (chairs[0], chairs[2]):
        accept_report(by=officer, report=reports.get(unit_id=chair.unit_id))
    doubtful = reports.get(unit_id=chairs[1].unit_id)
    money = Slot.objects.get(request=doubtful.request, kind=IndicatorKind.MONEY)
    return_report(
        by=officer,
        report=doubtful,
        remark="Đề nghị rà soát giá trị làm lợi trước khi nộp lại.",
        figure_remarks={money.pk: "Cao gấp ba lần cùng kỳ. Kèm biên bản nghiệm thu nếu đúng."},
    )
    merge_everything()
