"""Figures of an earlier period from Excel: read, shown, written, replaced with a reason, compared with."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting import policies
from thidua.reporting.actions import merge_rollups, reopen_request, save_history
from thidua.reporting.models import FigureImport, PeriodUnit, Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.lists import received_reports
from thidua.reporting.queries.past import past_of, year_before
from thidua.reporting.tests.factories import make_request, report_of
from thidua.reporting.tests.workbooks import Cells, refilled, table

pytestmark = pytest.mark.django_db
LIST = "history_list"


class Country:
    """A province with two districts, of three and of two base unions; its officer; a request of this year."""

    def __init__(self, client) -> None:
        self.province = make_province()
        self.first, self.second = (make_district(self.province, f"LĐLĐ quận {name}") for name in ("Nhất", "Hai"))
        self.bases = [make_base(self.first, f"CĐCS Số {number}") for number in range(3)]
        self.others = [make_base(self.second, f"CĐCS Khác {number}") for number in range(2)]
        self.by = make_actor(self.province, Role.OFFICER)
        self.asked = make_request(self.province)
        self.client = client
        client.force_login(make_user(self.province, Role.OFFICER))

    def template(self, **more: str) -> bytes:
        asked = {
            "source": str(self.asked.pk),
            "title": "Số liệu 6 tháng đầu năm 2020",
            "kind": "phase",
            "starts_on": "01/01/2020",
            "ends_on": "30/06/2020",
            "depth": "co-so",
        }
        answer = self.client.get(reverse("history_workbook_file"), asked | more)
        assert answer.status_code == 200
        return answer.content

    def row_of(self, data: bytes, name: str) -> int:
        return next(number for number, row in enumerate(table(data, "Số liệu")) if row[1] == name)

    def filled(self, figures: dict[str, tuple[int | str, ...]], **more: str) -> bytes:
        data = self.template(**more)
        cells: Cells = {}
        for name, told in figures.items():
            for column, figure in enumerate(told, start=3):
                cells["Số liệu", self.row_of(data, name), column] = figure
        return refilled(data, cells)

    def upload(self, data: bytes, **more: str):
        upload = SimpleUploadedFile("nam-2020.xlsx", data)
        return self.client.post(reverse(LIST), {"file": upload} | more, follow=True)


FIGURES = {"CĐCS Số 0": (5, 40, 50, 60), "CĐCS Số 1": (7, 30, 30, 40), "LĐLĐ quận Hai": (100, 900, 1000, 1100)}


def test_last_years_figures_come_in_at_the_level_at_which_they_are_known(client):
    country = Country(client)
    page = country.upload(country.filled(FIGURES)).content.decode()
    assert "<strong>3</strong> đơn vị có thay đổi" in page
    assert "trống → <strong>1.000</strong>" in page
    assert ReportRequest.objects.filter(is_history=True).count() == 0
    batch = FigureImport.objects.get()
    page = client.post(reverse("figure_import_save", args=[batch.pk]), follow=True).content.decode()
    assert "Số liệu nhập ban đầu" in page
    past = ReportRequest.objects.get(is_history=True)
    assert (past.state, past.starts_on, past.due_on) == ("closed", dt.date(2020, 1, 1), dt.date(2020, 6, 30))
    leaves = {one.unit.name: one.report for one in PeriodUnit.objects.filter(request=past, is_leaf=True)}
    assert set(leaves) == set(FIGURES)
    assert leaves["LĐLĐ quận Hai"].sent_values == [100, 900, 1000, 1100]
    assert {one.state for one in leaves.values()} == {"accepted"}
    merge_rollups(request_id=past.pk)
    total = Rollup.objects.get(request=past, unit=country.province, basis="live")
    assert (total.sums, total.n_all, total.n_done, total.n_on_time) == ([112, 970, 1080, 1200], 3, 3, 3)
    assert Entry.objects.filter(event="history.brought_in", subject_id=str(past.pk)).exists()


def brought_in(country: Country, figures: dict[str, tuple[int, ...]]) -> ReportRequest:
    country.upload(country.filled(figures))
    past = save_history(by=country.by, batch=FigureImport.objects.get(state="read"))
    merge_rollups(request_id=past.pk)
    return past


def test_comparisons_work_from_the_first_report(client):
    country = Country(client)
    brought_in(country, FIGURES)
    form = sheet_of(report_of(country.asked, country.bases[1]))
    assert form.cards[0].last == "7 người (Số liệu 6 tháng đầu năm 2020)"
    slots = list(Slot.objects.filter(request=country.asked).select_related("indicator"))
    past = past_of(country.asked, slots, country.province.pk)[country.province.pk]
    assert past.year_ago[1].text == "89,8 % (970/1.080)"
    page = client.get(reverse("rollup_page", args=[country.asked.pk, country.province.pk])).content.decode()
    assert "Cùng kỳ năm trước: 112 người (Số liệu 6 tháng đầu năm 2020)" in page
    upper = sheet_of(report_of(country.asked, country.first))
    assert upper.cards[0].last == "12 người (Số liệu 6 tháng đầu năm 2020)"


def test_figures_of_the_same_dates_are_replaced_whole_and_only_with_a_reason(client):
    country = Country(client)
    past = brought_in(country, FIGURES)
    known = {row[1]: row[3:7] for row in table(country.template(), "Số liệu")}
    assert known["CĐCS Số 0"] == [5, 40, 50, 60]
    nothing = ("", "", "", "")
    fewer = {"CĐCS Số 0": (6, 40, 50, 60), "CĐCS Số 2": (1, 1, 2, 3)}
    again = country.filled(fewer | {"CĐCS Số 1": nothing, "LĐLĐ quận Hai": nothing})
    assert "Hãy ghi lý do thay số liệu" in country.upload(again).content.decode()
    page = country.upload(again, reason="Quyết toán lại").content.decode()
    assert "5 → <strong>6</strong>" in page
    assert "2 đơn vị đang có số liệu kỳ này nhưng không có trong tệp" in page
    same = save_history(by=country.by, batch=FigureImport.objects.get(state="read"))
    assert same.pk == past.pk
    merge_rollups(request_id=past.pk)
    assert Rollup.objects.get(request=past, unit=country.province, basis="live").sums == [7, 41, 52, 63]
    assert "Quyết toán lại" in Entry.objects.get(event="history.replaced").text


def test_what_is_wrong_is_told_by_row_and_column(client):
    country = Country(client)
    data = country.filled({"LĐLĐ quận Nhất": (1, 1, 1, 1), "CĐCS Số 0": (1, 5, 2, 1)})
    row = country.row_of(data, "CĐCS Khác 0")
    free = len(table(data, "Số liệu"))
    cells: Cells = {("Số liệu", row, 3): "khoảng 10", ("Số liệu", free, 1): "CĐCS Lạ", ("Số liệu", free, 3): 4}
    answer = country.upload(refilled(data, cells))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Trang “Số liệu”, dòng {row + 1}, cột D (Đoàn viên kết nạp mới): thấy “khoảng 10”, cần một số" in page
    assert "nằm dưới LĐLĐ quận Nhất" in page
    assert "không thể lớn hơn" in page
    assert f"dòng {free + 1}, cột B (Đơn vị): thấy “CĐCS Lạ”, không có đơn vị cấp dưới nào tên như vậy" in page
    assert not FigureImport.objects.exists()


def test_a_unit_chosen_by_name_in_a_free_row_is_found(client):
    country = Country(client)
    data = country.template(depth="truc-tiep")
    assert "CĐCS Số 0" not in {row[1] for row in table(data, "Số liệu")}
    free = country.row_of(data, "LĐLĐ quận Hai") + 1
    page = country.upload(refilled(data, {("Số liệu", free, 1): "CĐCS Số 0", ("Số liệu", free, 3): 4})).content.decode()
    assert "<strong>1</strong> đơn vị có thay đổi" in page


def test_history_is_the_officers_of_a_unit_with_units_below_and_is_not_reopened(client):
    country = Country(client)
    past = brought_in(country, FIGURES)
    assert not policies.may_bring_history(make_actor(country.bases[0]))
    assert not policies.may_bring_history(make_actor(country.province, Role.VIEWER))
    with pytest.raises(Refusal, match="nhập lại từ Excel"):
        reopen_request(by=country.by, asked=past, reason="Thử")
    assert not received_reports(country.by).exists()
    client.force_login(make_user(make_province(), Role.OFFICER))
    assert client.get(reverse("rollup_page", args=[past.pk, country.province.pk])).status_code == 404


def test_another_units_workbook_and_a_changed_form_are_refused(client):
    country = Country(client)
    data = country.filled(FIGURES)
    Slot.objects.filter(request=country.asked, order=1).update(label="Tên khác")
    assert "đã thay đổi" in country.upload(data).content.decode()
    client.force_login(make_user(make_province(), Role.OFFICER))
    assert "được tải từ đơn vị khác" in country.upload(data).content.decode()
    assert not Report.objects.filter(request__is_history=True).exists()


def test_a_year_before_the_leap_day():
    assert year_before(dt.date(2020, 2, 29)) == dt.date(2019, 2, 28)
    assert year_before(dt.date(2021, 6, 30)) == dt.date(2020, 6, 30)
