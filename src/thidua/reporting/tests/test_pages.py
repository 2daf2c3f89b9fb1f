"""Pages of reporting: the phone form, the inbox, the board, the totals that open into what they are made of."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_user
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import merge_rollups, return_report
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.sheets.own import own_workbook
from thidua.reporting.tests.factories import PNG, make_plan_request, make_request, make_submitted_report, report_of
from thidua.reporting.tests.workbooks import refilled, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def signed_in(unit: Unit, *roles: str) -> Client:
    client = Client()
    client.force_login(make_user(unit, *(roles or (Role.CHAIR,))))
    return client


def base_of(asked: ReportRequest) -> Unit:
    return asked.places.filter(is_leaf=True).order_by("path").first().unit


def a_district(bases: int) -> Unit:
    district = make_district(make_province())
    for _ in range(bases):
        make_base(district)
    return district


def posted(asked: ReportRequest, *figures: str, version: int = 1, **more: str) -> dict[str, str]:
    unit = base_of(asked)
    data = {f"o-{asked.pk}-{place}": figure for place, figure in enumerate(figures)}
    return data | {f"v-{report_of(asked, unit).pk}": str(version), "results": "Hoàn thành tốt"} | more


def text_of(answer: Any) -> str:
    return answer.content.decode()


def test_the_chair_fills_in_and_sends_without_scripts(django_capture_on_commit_callbacks):
    asked = make_request()
    client, url = signed_in(base_of(asked)), reverse("report_fill", args=[asked.pk])
    page = text_of(client.get(url))
    assert "Đoàn viên kết nạp mới" in page
    assert 'inputmode="numeric"' in page
    assert "rút lại được cho tới khi cấp trên mở báo cáo" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, posted(asked, "1.800", "98", "100", "2.000", send="1"), follow=True)
    assert "Đã nộp 1 báo cáo" in text_of(answer)
    report = report_of(asked, base_of(asked))
    assert (report.state, report.sent_values) == ("submitted", [1800, 98, 100, 2000])
    assert Rollup.objects.get(request=asked, basis="live").sums == [1800, 98, 100, 2000]


def test_what_is_missing_is_listed_and_each_line_is_a_jump():
    asked = make_request()
    client, url = signed_in(base_of(asked)), reverse("report_fill", args=[asked.pk])
    answer = client.post(url, posted(asked, "5", "", "", "7", send="1"))
    assert answer.status_code == 422
    assert f'href="#id_o-{asked.pk}-1"' in text_of(answer)
    assert "Còn thiếu: Người lao động được phổ biến kế hoạch: chưa có tổng số người lao động." in text_of(answer)
    report = report_of(asked, base_of(asked))
    assert (report.state, report.values) == ("draft", [5, None, None, 7])
    assert f'name="v-{report.pk}" value="2"' in text_of(answer)


@pytest.mark.parametrize(("typed", "words"), [("1,800.5", "Không chắc"), ("abc", "Không chắc"), ("12,5", "phần")])
def test_a_doubtful_figure_is_asked_about_and_kept_as_typed(typed, words):
    asked = make_request()
    client, url = signed_in(base_of(asked)), reverse("report_fill", args=[asked.pk])
    answer = client.post(url, posted(asked, typed, "1", "2", "3", save="1"))
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'value="{typed}"' in page
    assert report_of(asked, base_of(asked)).values == []


def test_saving_while_typing_says_when_and_goes_on_with_the_new_version():
    asked = make_request()
    client, url = signed_in(base_of(asked)), reverse("report_autosave", args=[asked.pk])
    page = text_of(client.post(url, posted(asked, "5", "4x", "", "")))
    report = report_of(asked, base_of(asked))
    assert "Đã lưu 09:00 · 1 ô chưa đọc được" in page
    assert f'name="v-{report.pk}" value="2"' in page
    assert report.values == [5, None, None, None]
    assert "Còn thiếu 3 mục" in page
    assert "Đã lưu 09:00" in text_of(client.post(url, posted(asked, "5", "4", "10", "", version=2)))


def test_the_second_of_two_sees_both_figures_and_keeps_her_own():
    asked = make_request()
    unit = base_of(asked)
    first, second = signed_in(unit), signed_in(unit, Role.CLERK)
    url = reverse("report_fill", args=[asked.pk])
    first.post(url, posted(asked, "5", "4", "10", "7", save="1"))
    answer = second.post(url, posted(asked, "6", "4", "10", "7", save="1"))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "đã sửa báo cáo này lúc 09:00 01/07/2021" in page
    assert "Của bạn: 6" in page
    assert "lúc 09:00 01/07/2021: 5" in page
    assert f'name="v-{report_of(asked, unit).pk}" value="2"' in page
    second.post(url, posted(asked, "6", "4", "10", "7", version=2, save="1"))
    assert report_of(asked, unit).values == [6, 4, 10, 7]


def test_two_requests_of_one_day_make_one_form_and_a_figure_is_typed_once():
    district = a_district(1)
    ours = make_request(district)
    theirs = make_request(
        district.parent, indicators=[slot.indicator for slot in ours.slots.all()], title="Của thành phố"
    )
    unit = base_of(ours)
    client, url = signed_in(unit), reverse("report_fill", args=[ours.pk])
    page = text_of(client.get(url))
    assert "có 2 báo cáo" in page
    assert f"o-{theirs.pk}-0" not in page
    more = {f"v-{report_of(theirs, unit).pk}": "1", "send": "1"}
    client.post(url, posted(ours, "5", "4", "10", "7", **more))
    assert [report_of(one, unit).sent_values for one in (ours, theirs)] == [[5, 4, 10, 7]] * 2


def test_the_same_figure_of_two_periods_due_one_day_says_of_which_days_it_is():
    district = a_district(1)
    half = make_request(district)
    indicators = [slot.indicator for slot in half.slots.all()]
    phase = make_request(district, indicators=indicators, title="Đợt 2", starts_on=dt.date(2021, 4, 1))
    page = text_of(signed_in(base_of(half)).get(reverse("report_fill", args=[half.pk])))
    for days in ("01/01/2021", "01/04/2021"):
        assert page.count(f"Số liệu từ {days} đến 30/06/2021") == 1
        assert page.count(f"<strong>{days} – 30/06/2021</strong>") == len(indicators)
        assert f"({days} – 30/06/2021)" in page, "what is missing says it too"
    assert page.index(f'name="o-{half.pk}-3"') < page.index(f'name="o-{phase.pk}-0"')


def test_the_workbook_of_two_periods_says_of_which_days_each_figure_is():
    district = a_district(1)
    half = make_request(district)
    indicators = [slot.indicator for slot in half.slots.all()]
    make_request(district, indicators=indicators, title="Đợt 2", starts_on=dt.date(2021, 4, 1))
    data = own_workbook(sheet_of(report_of(half, base_of(half))))
    rows = table(data, "Số liệu")
    labels = [row[2] for row in rows if str(row[0]).endswith(":num")]
    for days in ("01/01/2021", "01/04/2021"):
        assert sum(label.endswith(f" ({days} – 30/06/2021)") for label in labels) == len(indicators)
    assert not any("Số liệu từ" in str(cell) for row in rows for cell in row)


def test_a_workbook_that_was_read_names_the_days_of_a_figure_asked_for_two_periods():
    district = a_district(1)
    half = make_request(district)
    indicators = [slot.indicator for slot in half.slots.all()]
    make_request(district, indicators=indicators, title="Đợt 2", starts_on=dt.date(2021, 4, 1))
    unit = base_of(half)
    client = signed_in(unit)
    data = own_workbook(sheet_of(report_of(half, unit)))
    rows = [number for number, row in enumerate(table(data, "Số liệu")) if row[2].startswith("Đoàn viên kết nạp mới")]
    filled = refilled(data, {("Số liệu", row, 7): 21 + number for number, row in enumerate(rows)})
    url = reverse("report_upload", args=[half.pk])
    page = text_of(client.post(url, {"file": SimpleUploadedFile("bieu.xlsx", filled)}, follow=True))
    changes = [f"({days} – 30/06/2021): trống → <strong>{figure}</strong>" for days, figure in (
        ("01/01/2021", 21), ("01/04/2021", 22),
    )]  # fmt: skip
    assert [one in page for one in changes] == [True, True]


def test_the_year_is_prefilled_from_phases_for_sums_but_not_for_a_stock():
    asked = make_request()
    make_submitted_report(asked, base_of(asked), (5, 40, 50, 300))
    year = make_request(
        asked.unit,
        indicators=[slot.indicator for slot in asked.slots.all()],
        kind=PeriodKind.YEAR,
        ends_on=dt.date(2021, 12, 31),
        due_on=dt.date(2021, 12, 31),
        title="Báo cáo năm",
    )
    page = text_of(signed_in(base_of(year)).get(reverse("report_fill", args=[year.pk])))
    assert page.count("Số điền sẵn: cộng từ 1 đợt đã báo cáo") == 2
    assert 'value="40"' in page
    assert 'value="300"' not in page


def test_the_leader_sends_the_consolidated_report_prefilled_with_the_totals():
    city = make_province()
    district = make_district(city)
    make_base(district)
    asked = make_request(city)
    make_submitted_report(asked, figures=(5, 40, 50, 300))
    merge_rollups(request_id=asked.pk)
    client, url = signed_in(district, Role.OFFICER, Role.LEADER), reverse("report_fill", args=[asked.pk])
    page = text_of(client.get(url))
    assert "Số điền sẵn: cộng từ 1/1 đơn vị cấp dưới" in page
    assert "lấy lời từ cấp dưới" in page
    assert "Hoàn thành tốt đợt 1." in text_of(client.get(reverse("report_draw", args=[asked.pk])))
    data = {f"o-{asked.pk}-{place}": str(figure) for place, figure in enumerate((5, 40, 50, 299))}
    client.post(url, data | {f"v-{report_of(asked, district).pk}": "1", "results": "Tổng hợp", "send": "1"})
    merge_rollups(request_id=asked.pk)
    page = text_of(signed_in(city, Role.OFFICER).get(reverse("rollup_page", args=[asked.pk, city.pk])))
    assert "Khác số cấp dưới đã ký" in page
    assert "đã ký: 299 người" in page


def test_every_figure_opens_into_rows_that_add_up_to_it_down_to_the_report():
    city = make_province()
    for _ in range(2):
        district = make_district(city)
        make_base(district), make_base(district)
    asked = make_request(city)
    for number, place in enumerate(
        PeriodUnit.objects.filter(request=asked, is_leaf=True).select_related("unit"), start=1
    ):
        make_submitted_report(asked, place.unit, (number, number * 10, number * 20, 100))
    merge_rollups(request_id=asked.pk)
    client = signed_in(city, Role.OFFICER)
    for place in PeriodUnit.objects.filter(request=asked, is_leaf=False):
        page = client.get(reverse("rollup_page", args=[asked.pk, place.unit_id]))
        for total in page.context["overview"].totals:
            parts = client.get(total.url)
            rows = [told for _, told, *_ in parts.context["rows"]]
            assert sum(told.num for told in rows) == total.live.num
            assert sum(told.den or 0 for told in rows) == (total.live.den or 0)
            for row, told, *_ in parts.context["rows"]:
                below = client.get(row.url)
                if row.is_leaf:
                    line = next(one for one in below.context["detail"].lines if one.slot == total.slot)
                    assert (line.told.num, line.told.den) == (told.num, told.den)
                else:
                    same = next(one for one in below.context["overview"].totals if one.slot == total.slot)
                    assert (same.live.num, same.live.den) == (told.num, told.den)


def test_a_page_never_merges_and_says_how_many_wait():
    asked = make_request()
    make_submitted_report(asked)
    client = signed_in(asked.unit, Role.OFFICER)
    page = text_of(client.get(reverse("rollup_page", args=[asked.pk, asked.unit_id])))
    assert "1 báo cáo đang chờ cộng" in page
    assert Rollup.objects.get(request=asked, basis="live").n_done == 0


@pytest.mark.parametrize("name", ["rollup_page", "request_board", "report_inbox", "report_list", "figure_parts"])
def test_pages_ask_as_many_queries_for_30_rows_as_for_3(name, count_queries):
    counts = []
    for bases in (3, 30):
        asked = make_request(a_district(bases))
        for place in PeriodUnit.objects.filter(request=asked, is_leaf=True).select_related("unit"):
            make_submitted_report(asked, place.unit)
        merge_rollups(request_id=asked.pk)
        arguments = {
            "rollup_page": [asked.pk, asked.unit_id],
            "request_board": [asked.pk],
            "figure_parts": [asked.pk, asked.unit_id, 1],
        }.get(name, [])
        client = signed_in(asked.unit, Role.OFFICER)
        counts.append(count_queries(lambda client=client, at=arguments: client.get(reverse(name, args=at))))
    assert counts[0] == counts[1]


def test_the_officer_opens_accepts_and_returns_with_remarks_on_figures():
    asked = make_plan_request()
    report = make_submitted_report(asked)
    client = signed_in(asked.unit, Role.OFFICER)
    assert report.unit.title in text_of(client.get(reverse("report_inbox")))
    client.post(reverse("report_open", args=[report.pk]))
    assert Report.objects.get(pk=report.pk).opened_at is not None
    url = reverse("report_return", args=[report.pk])
    assert "Hãy ghi ý kiến" in text_of(client.post(url, {}))
    client.post(url, {f"y-{asked.slots.first().pk}": "Số này khác danh sách"})
    page = text_of(signed_in(report.unit).get(reverse("report_fill", args=[asked.pk])))
    assert "Số này khác danh sách" in page
    assert Report.objects.get(pk=report.pk).state == "returned"
    other = make_submitted_report()
    accepting = signed_in(other.request.unit, Role.OFFICER)
    accepting.post(reverse("report_accept", args=[other.pk]))
    assert Report.objects.get(pk=other.pk).state == "accepted"


def test_one_tap_reminds_all_that_are_missing_once_a_day():
    asked = make_request(a_district(3))
    sent = make_submitted_report(asked)
    chairs = [make_user(place.unit) for place in asked.places.filter(is_leaf=True).exclude(unit=sent.unit)]
    client = signed_in(asked.unit, Role.OFFICER)
    url = reverse("request_remind", args=[asked.pk])
    assert "Đã nhắc 2 đơn vị chưa nộp" in text_of(client.post(url, follow=True))
    again = client.post(url)
    assert again.status_code == 422
    assert "Mỗi ngày chỉ nhắc một lần" in text_of(again)
    assert set(Notice.objects.values_list("user_id", flat=True)) >= {chair.pk for chair in chairs}
    assert Notice.objects.filter(user=chairs[0]).count() == 1
    assert not Notice.objects.filter(user__appointments__unit=sent.unit).exists()


def test_extending_and_exempting_move_what_is_expected():
    asked = make_request(a_district(2))
    first, second = asked.places.filter(is_leaf=True).order_by("path")
    client = signed_in(asked.unit, Role.OFFICER)
    client.post(
        reverse("place_page", args=[first.pk]), {"viec": "gia-han", "due_on": "20/07/2021", "reason": "Kiểm kê cuối kỳ"}
    )
    answer = client.post(reverse("place_page", args=[second.pk]), {"viec": "mien", "reason": ""})
    assert answer.status_code == 422
    client.post(reverse("place_page", args=[second.pk]), {"viec": "mien", "reason": "Tạm ngừng hoạt động"})
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.due_on, first.reason) == (dt.date(2021, 7, 20), "Kiểm kê cuối kỳ")
    assert Duty.objects.get(unit=first.unit, kind="report").due_on == dt.date(2021, 7, 20)
    assert second.is_expected is False
    assert Duty.objects.get(unit=second.unit, kind="report").exempted_at is not None
    merge_rollups(request_id=asked.pk)
    assert Rollup.objects.get(request=asked, basis="live").n_all == 1


def test_typing_in_needs_the_scan_is_journalled_and_shown_to_the_unit():
    asked = make_request()
    report = report_of(asked, base_of(asked))
    client, url = signed_in(asked.unit, Role.OFFICER), reverse("report_type_in", args=[report.pk])
    data = posted(asked, "5", "4", "10", "7")
    assert "Chưa chọn tệp" in text_of(client.post(url, data))
    scan = SimpleUploadedFile("bao-cao-giay.png", PNG, content_type="image/png")
    client.post(url, data | {"scan": scan})
    report.refresh_from_db()
    assert (report.state, report.typed_in_by_id, report.sent_values) == ("submitted", asked.unit_id, [5, 4, 10, 7])
    signed = Entry.objects.get(event="report.submit")
    assert signed.data["typed_in_by_unit"] == asked.unit_id
    page = text_of(signed_in(report.unit).get(reverse("report_page", args=[report.pk])))
    assert "nhập thay theo bản giấy" in page
    assert "bao-cao-giay.png" in page


def test_a_new_request_from_a_phase_of_the_plan():
    asked = make_plan_request()
    plan = asked.plan
    phase = plan.phases.last()
    client = signed_in(asked.unit, Role.OFFICER)
    url = reverse("request_new", args=[plan.pk]) + f"?dot={phase.pk}"
    page = text_of(client.get(url))
    assert 'value="31/12/2021"' in page
    data = {
        "title": "Báo cáo Đợt 2", "kind": "phase", "starts_on": "01/07/2021", "ends_on": "31/12/2021",
        "due_on": "31/02/2021", "targets": [target.pk for target in plan.targets.all()],
    }  # fmt: skip
    assert "31/02/2021 không có trong lịch" in text_of(client.post(url, data))
    client.post(url, data | {"due_on": "05/01/2022"})
    made = ReportRequest.objects.get(title="Báo cáo Đợt 2")
    assert (made.phase_id, made.slots.count()) == (phase.pk, 3)
    assert Duty.objects.filter(subject_kind="report_request", subject_id=made.pk, unit=base_of(made)).exists()


def test_the_excel_of_a_roll_up_holds_the_rows_and_their_total():
    asked = make_request(a_district(2))
    for number, place in enumerate(asked.places.filter(is_leaf=True), start=1):
        make_submitted_report(asked, place.unit, (number, 10, 20, 100))
    merge_rollups(request_id=asked.pk)
    client = signed_in(asked.unit, Role.OFFICER)
    answer = client.get(reverse("rollup_sheet", args=[asked.pk, asked.unit_id]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[7][:7] == ["Cộng", 2, 2, 3, 20, 40, 200]
    board = client.get(reverse("board_sheet", args=[asked.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(board.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[4:]] == ["Đã nộp", "Đã nộp"]


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_report_comes_out_as_a_paper(kind, start):
    report = make_submitted_report(make_plan_request())
    answer = signed_in(report.unit).get(reverse("report_paper_file", args=[report.pk, kind]))
    assert answer.content.startswith(start)


def test_a_returned_report_is_marked_in_the_totals():
    report = make_submitted_report()
    asked = report.request
    officer = actor_for(make_user(asked.unit, Role.OFFICER))
    return_report(by=officer, report=report_of(asked, report.unit), remark="Xem lại")
    merge_rollups(request_id=asked.pk)
    page = text_of(signed_in(asked.unit, Role.OFFICER).get(reverse("rollup_page", args=[asked.pk, asked.unit_id])))
    assert "1 đang trả lại – chờ gửi lại, tính theo số đã nộp lần trước" in page
    assert "đã nộp, đang trả lại – chờ gửi lại" in page


def test_a_closed_period_takes_nothing_more():
    asked = make_request()
    client = signed_in(asked.unit, Role.OFFICER)
    client.post(reverse("request_close", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.state == "closed"
    answer = signed_in(base_of(asked)).post(reverse("report_fill", args=[asked.pk]), posted(asked, "1", save="1"))
    assert "Kỳ báo cáo đã khoá số liệu" in text_of(answer)
    assert client.post(reverse("request_close", args=[asked.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("request_close", args=[asked.pk]), {"reason": "Bổ sung số liệu"})
    asked.refresh_from_db()
    assert asked.state == "open"


def test_two_officers_on_one_report_the_second_is_told_who_did_what_when_and_keeps_her_remark(on_day):
    report = make_submitted_report()
    first = make_user(report.request.unit, Role.OFFICER, full_name="Nguyễn Thị Cán Bộ")
    second = signed_in(report.request.unit, Role.OFFICER)
    url = reverse("report_return", args=[report.pk])
    assert second.get(url).status_code == 200
    faster = Client()
    faster.force_login(first)
    faster.post(url, {"remark": "Thiếu chữ ký"})
    on_day("2021-07-02")
    answer = second.post(url, {"remark": "Số đoàn viên chưa khớp danh sách"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Nguyễn Thị Cán Bộ đã “trả lại” lúc" in page
    assert "01/07/2021" in page
    assert "Số đoàn viên chưa khớp danh sách" in page
    report.refresh_from_db()
    assert report.state == "returned"
    assert [remark.text for remark in report.remarks.all()] == ["Thiếu chữ ký"]


def test_the_totals_say_a_ratio_once_in_one_precision():
    asked = make_plan_request()
    slots = list(asked.slots.all())
    ratio = next(slot for slot in slots if slot.den is not None)
    figures = [1] * sum(len(slot.places) for slot in slots)
    figures[ratio.num], figures[ratio.den] = 2, 3
    make_submitted_report(asked, figures=tuple(figures))
    merge_rollups(request_id=asked.pk)
    page = text_of(signed_in(asked.unit, Role.OFFICER).get(reverse("rollup_page", args=[asked.pk, asked.unit_id])))
    totals = page.partition("So với chỉ tiêu")[2].partition('class="list"')[0]
    assert totals.count("<strong>66,7 % (2/3)</strong>") == 1
    assert "66,67" not in totals
    assert totals.count("66,7") == 2, "in words, and in what the drawing says to a screen reader"
