"""July: the city asks for the statistics of the half-year, four unions fill in the official form."""

from __future__ import annotations

import datetime as dt

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.cast import COMPANIES, Company
from thidua.demo.scenes.reporting import FIGURES, FIRST_HALF
from thidua.plans.choices import IndicatorKind
from thidua.reporting.actions import merge_everything, open_request, save_draft, submit_report
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import Report, ReportForm, ReportRequest, Slot
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.computed import computed_figures

STATISTICS_TITLE = "Thống kê thi đua, khen thưởng 6 tháng đầu năm 2021"
FORM = "mau-thong-ke-6-thang"
# Of each of the first four unions: what is counted, by the code of the indicator; money in thousands of đồng.
COUNTED: dict[str, tuple[int, int, int, int]] = {
    "PT-01": (2, 2, 1, 1), "PT-04": (4, 6, 2, 3), "PT-05": (1, 2, 0, 1),
    "SK-01": (18, 27, 8, 11), "SK-02": (14, 22, 6, 9), "SK-03": (1, 3, 0, 0), "SK-04": (12, 20, 6, 9),
    "SK-05": (13, 20, 6, 8), "SK-06": (380_000, 1_250_000, 96_000, 12_000), "SK-08": (14_000, 44_000, 6_000, 4_500),
    "CT-01": (2, 3, 1, 0), "CT-02": (1, 2, 1, 0), "CT-03": (180_000, 420_000, 65_000, 0), "CT-04": (0, 1, 0, 0),
    "HT-01": (1, 2, 1, 1), "HT-02": (60, 85, 24, 18), "HT-03": (12, 30, 5, 0),
    "KT-01": (24, 31, 9, 12), "KT-02": (3, 4, 1, 2), "KT-03": (28_000, 62_000, 9_000, 6_000),
}  # fmt: skip
# Numerator and denominator.
SHARES: dict[str, tuple[tuple[int, int], ...]] = {
    "NQ07-4": ((2, 2), (1, 2), (1, 1), (1, 1)),
    "NQ07-5": ((0, 0), (0, 0), (0, 0), (0, 0)),
    "TC-07": ((1, 1), (1, 1), (1, 1), (1, 1)),
    "TC-08": ((1, 1), (2, 2), (1, 1), (1, 1)),
}
RESULTS = "Số liệu theo sổ theo dõi thi đua, khen thưởng của đơn vị đến hết ngày 30/6."


def city_asks_for_statistics() -> None:
    """The city asks by the form that the product brings along, with the targets of its plan that are shares."""
    city, plan = world.actor(world.CITY_OFFICER), world.plan(world.CITY_PLAN)
    open_request(
        by=city,
        title=STATISTICS_TITLE,
        kind=PeriodKind.HALF_YEAR,
        starts_on=FIRST_HALF[0],
        ends_on=FIRST_HALF[1],
        due_on=dt.date(2021, 7, 20),
        plan=plan,
        targets=list(plan.targets.filter(indicator__code__startswith="NQ07").order_by("order", "id")),
        form=ReportForm.objects.get(code=FORM, is_current=True),
        is_sample=True,
    )
    merge_everything()


def unions_count() -> None:
    """Four unions send the form; what the records of the product tell stands as it is found there."""
    asked = ReportRequest.objects.get(title=STATISTICS_TITLE)
    slots = slots_of(asked.pk)
    for number, chair in enumerate(world.chairs()[:4]):
        report = Report.objects.select_related("request").get(request=asked, unit_id=chair.unit_id)
        figures = {place: figure for slot in slots for place, figure in _told(slot, number, COMPANIES[number]).items()}
        for slot in slots:
            if found := computed_figures(report, [slot]).get(slot.pk):
                _, figures[slot.num], figures[slot.den or 0] = found
        _send(chair, report, figures)
    merge_everything()


def _send(by: Actor, report: Report, figures: dict[int, int | None]) -> None:
    save_draft(by=by, report=report, version=report.version, figures=figures, texts={"results": RESULTS})
    submit_report(by=by, report=Report.objects.get(pk=report.pk))


def _told(slot: Slot, number: int, company: Company) -> dict[int, int | None]:
    """Place → figure of one slot."""
    code = slot.indicator.code
    if slot.den is not None:
        num, den = SHARES[code][number] if code in SHARES else _registered(number, company)
        return {slot.num: num, slot.den: den}
    if code == "PT-02":
        parts = {slot.num: company.workers, slot.women: company.women, slot.direct: company.direct}
        return {place: figure for place, figure in parts.items() if place is not None}
    figure = COUNTED.get(code, (0, 0, 0, 0))[number] * (1000 if slot.kind == IndicatorKind.MONEY else 1)
    found: dict[int, int | None] = {slot.num: figure}
    for place, of_whom in ((slot.women, company.women), (slot.direct, company.direct)):
        if place is not None:
            found[place] = figure * of_whom // company.workers
    return found


def _registered(number: int, company: Company) -> tuple[int, int]:
    return company.workers * FIGURES[number][1] // 1000, company.workers
