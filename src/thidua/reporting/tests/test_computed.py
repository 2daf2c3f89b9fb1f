"""Figures that the product knows: the list behind a figure adds up to it; another figure needs a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.campaigns.tests.factories import make_held_launch, make_own_plan, make_review
from thidua.common.verdicts import Refusal
from thidua.organisation.tests.factories import make_base
from thidua.plans.models import Indicator
from thidua.reporting.actions import keep_import, save_import, submit_report
from thidua.reporting.actions.readings import Filled, FilledRow
from thidua.reporting.choices import ImportKind
from thidua.reporting.figure_sources import source_for
from thidua.reporting.models import FigureImport, FigureWords, Overruling
from thidua.reporting.queries.computed import visible_rows
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.tests.factories import fill, make_request, report_of
from thidua.reporting.tests.workbooks import empty_workbook, refilled, table

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def enter(client, by):
    client.force_login(User.objects.get(pk=by.user_id))


def adds_up(source, by, unit_id):
    """The figure, having asserted that the list behind it is as long."""
    part, whole = source.find(unit_id, *YEAR)
    rows = list(visible_rows(source, by, unit_id, *YEAR))
    assert (sum(row.is_counted for row in rows), len(rows)) == (part, whole)
    assert all(source.told(row)[0] for row in rows)
    return part, whole


def test_units_with_a_plan_are_counted_and_named(on_day):
    on_day("2021-02-01")
    own, chair, officer = make_own_plan()
    make_base(own.parent.unit)
    source = source_for("NQ07-1")
    assert adds_up(source, officer, own.parent.unit_id) == (1, 2)
    assert adds_up(source, chair, own.unit_id) == (1, 1)
    assert source.find(own.unit_id, dt.date(2021, 1, 1), dt.date(2021, 1, 19)) == (0, 1)


def test_movements_count_once_they_are_reviewed(on_day):
    on_day("2021-06-30")
    launch, _, officer = make_held_launch()
    source = source_for("NQ07-2")
    assert adds_up(source, officer, launch.plan.parent.unit_id) == (0, 1)


def test_a_recorded_review_counts(on_day):
    on_day("2021-06-30")
    review, _, officer = make_review()
    assert adds_up(source_for("NQ07-2"), officer, review.plan.parent.unit_id) == (1, 1)
    assert source_for("NQ07-2").find(review.unit_id, YEAR[0], dt.date(2021, 6, 27)) == (0, 1)


@pytest.fixture
def asked(on_day):
    on_day("2021-07-01")
    own, _, officer = make_own_plan()
    request = make_request(own.parent.unit, by=officer, indicators=[Indicator.objects.get(code="NQ07-1")])
    return request, own.unit


def test_what_is_known_is_prefilled_with_its_source_and_its_list(client, asked):
    request, base = asked
    report = report_of(request, base)
    card = sheet_of(report).cards[0]
    assert (card.known, card.source) == ({"num": 1, "den": 1}, "phần mềm tính từ kế hoạch đã ban hành")
    enter(client, make_actor(base))
    page = client.get(reverse("report_fill", args=[request.pk])).text
    assert card.records_url in page
    records = client.get(card.records_url).text
    assert "100 % (1/1)" in records
    assert "01/KH-CĐCS ngày 20/01/2021" in records


def test_another_figure_needs_a_reason_that_the_level_above_reads(client, asked):
    request, base = asked
    chair, report = make_actor(base), report_of(request, base)
    fill(report, 0, 1, by=chair)
    with pytest.raises(Refusal) as refusal:
        submit_report(by=chair, report=report)
    assert "số khác với số phần mềm tính (1/1), chưa ghi lý do" in refusal.value.reasons[0].text
    FigureWords.objects.create(report=report, slot=request.slots.get(), text="Kế hoạch ban hành nhầm, đang thu hồi")
    submit_report(by=chair, report=report)
    kept = Overruling.objects.get()
    assert (kept.known, kept.reason) == ("1/1", "Kế hoạch ban hành nhầm, đang thu hồi")
    enter(client, make_actor(request.unit, Role.OFFICER))
    page = client.get(reverse("report_page", args=[report.pk])).text
    assert "Phần mềm tính 1/1 từ kế hoạch đã ban hành" in page
    assert "Kế hoạch ban hành nhầm, đang thu hồi" in page


def test_a_report_sent_from_a_workbook_keeps_the_reason_too(asked):
    request, base = asked
    report, slot = report_of(request, base), request.slots.get()
    officer = make_actor(request.unit, Role.OFFICER)
    row = FilledRow(base.pk, report, "Số liệu", 6, [0, 1], 2, words={slot.pk: "Đang thu hồi"})
    row.texts["results"] = "Hoàn thành"
    batch = keep_import(
        by=officer,
        kind=ImportKind.TYPED_IN,
        asked=request,
        filled=Filled([row]),
        file_name="bieu.xlsx",
        data=empty_workbook(),
    )
    save_import(by=officer, batch=batch, is_sending=True)
    kept = Overruling.objects.get()
    assert (kept.report_id, kept.known, kept.reason) == (report.pk, "1/1", "Đang thu hồi")


def test_both_workbooks_have_a_place_for_the_reason(client, asked):
    request, base = asked
    slot, report = request.slots.get(), report_of(request, base)
    enter(client, make_actor(request.unit, Role.OFFICER))
    data = client.get(reverse("typing_workbook", args=[request.pk])).content
    heads = table(data, "Lời văn")
    column = heads[0].index(f"w:{slot.pk}")
    assert heads[3][column].startswith("Lý do, nếu khác số phần mềm tính: ")
    given = refilled(data, {("Số liệu", 5, 4): 0, ("Số liệu", 5, 5): 1, ("Lời văn", 5, column): "Đang thu hồi"})
    upload = SimpleUploadedFile("bieu.xlsx", given)
    client.post(reverse("typing_sheet", args=[request.pk]), {"file": upload})
    batch = FigureImport.objects.get()
    client.post(reverse("figure_import_save", args=[batch.pk]), {"how": "draft"})
    assert FigureWords.objects.get(report=report, slot=slot).text == "Đang thu hồi"
    enter(client, make_actor(base))
    own = client.get(reverse("report_workbook", args=[request.pk])).content
    row = next(row for row in table(own, "Lời văn") if row[0] == f"w:{slot.pk}")
    assert (row[1].endswith("lý do, nếu khác số phần mềm tính (1/1)"), row[2]) == (True, "Đang thu hồi")


def test_the_known_figure_goes_without_a_reason_and_the_form_takes_one(client, asked):
    request, base = asked
    enter(client, make_actor(base))
    slot, report = request.slots.get(), report_of(request, base)
    name = f"o-{request.pk}-"
    data = {
        f"{name}{slot.num}": "0",
        f"{name}{slot.den}": "1",
        f"loi-{request.pk}-{slot.num}": "Đang thu hồi",
        "results": "Hoàn thành",
        f"v-{report.pk}": str(report.version),
        "send": "1",
    }
    answer = client.post(reverse("report_fill", args=[request.pk]), data)
    assert answer.status_code == 302, answer.text
    assert Overruling.objects.get().reason == "Đang thu hồi"


def test_the_figure_s_page_shows_what_is_computed(client, asked):
    request, _ = asked
    enter(client, make_actor(request.unit, Role.OFFICER))
    slot = request.slots.get()
    page = client.get(reverse("figure_parts", args=[request.pk, request.unit_id, slot.num])).text
    assert "Phần mềm tính" in page
    assert reverse("figure_records", args=[request.pk, request.unit_id, slot.num]) in page
    only = client.get(reverse("figure_records", args=[request.pk, request.unit_id, slot.num]), {"tinh": "chua"}).text
    assert "01/KH-CĐCS" not in only
