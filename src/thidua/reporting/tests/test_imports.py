"""Forms as workbooks: out, filled in, read back with errors by sheet, row and column, shown, saved all or none."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.journal.models import Entry, MoveLog
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import drop_import, keep_import, merge_rollups, save_draft, save_import
from thidua.reporting.choices import ImportKind
from thidua.reporting.models import FigureImport, Report, ReportText, Rollup, RollupDirty, Slot
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.imports import Asked, changes_of, units_to_type_in
from thidua.reporting.queries.past import past_of
from thidua.reporting.queries.texts import questions_of
from thidua.reporting.sheets.layout import IDENTITY
from thidua.reporting.sheets.many import many_workbook, read_many
from thidua.reporting.sheets.own import own_workbook, read_own
from thidua.reporting.tests.factories import fill, make_plan_request, make_request, make_submitted_report, report_of
from thidua.reporting.tests.workbooks import refilled, table

pytestmark = pytest.mark.django_db


class Many:
    """A request of a district with some base unions, its officer, and the form for all of them."""

    def __init__(self, count: int = 3) -> None:
        self.district = make_district(make_province())
        self.units = [make_base(self.district, f"CĐCS Số {number}") for number in range(count)]
        self.by = make_actor(self.district, Role.OFFICER)
        self.asked = make_request(self.district)
        self.again()

    def again(self) -> None:
        self.slots = list(Slot.objects.filter(request=self.asked).select_related("indicator"))
        self.questions = questions_of([self.asked.pk])[self.asked.pk]
        self.places = list(units_to_type_in(self.asked, self.by))

    def book(self) -> bytes:
        past = past_of(self.asked, self.slots, self.by.unit_id, below=self.asked.places.get(unit=self.district))
        return many_workbook(self.asked, self.slots, self.questions, self.places, past, by=self.by)

    def read(self, data: bytes):
        self.again()
        return read_many(
            data, "bieu.xlsx", by=self.by, asked=self.asked, slots=self.slots, questions=self.questions,
            places=self.places,
        )  # fmt: skip

    def whole(self, *, shift: int = 0) -> dict[tuple[str, int, int], Any]:
        """Every figure, and the required text, of every unit."""
        cells: dict[tuple[str, int, int], Any] = {}
        for index in range(len(self.units)):
            for column, figure in enumerate((10 + shift, 90, 100, 150), start=4):
                cells["Số liệu", 5 + index, column] = figure + index
            cells["Lời văn", 5 + index, 4] = f"Kết quả của đơn vị {index}."
        return cells

    def kept(self, cells: dict[tuple[str, int, int], Any]) -> FigureImport:
        data = refilled(self.book(), cells)
        filled = self.read(data)
        assert filled.problems == []
        return keep_import(
            by=self.by, kind=ImportKind.TYPED_IN, asked=self.asked, filled=filled, file_name="bieu.xlsx", data=data
        )


def test_the_form_of_many_units_has_a_row_a_unit_pick_lists_locked_heads_and_its_identity():
    many = Many()
    data = many.book()
    figures = table(data, "Số liệu")
    assert [row[1] for row in figures[5:]] == ["CĐCS Số 0", "CĐCS Số 1", "CĐCS Số 2"]
    assert figures[3][4] == "Đoàn viên kết nạp mới"
    assert dict(row[:2] for row in table(data, IDENTITY))["yeu-cau"] == str(many.asked.pk)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<sheetProtection" in sheet
        assert "password" not in sheet
        assert "<dataValidation" in sheet
        assert "<conditionalFormatting" in sheet
        assert 'state="veryHidden"' in archive.read("xl/workbook.xml").decode()


def test_a_filled_in_workbook_is_read_unit_by_unit_and_nothing_is_saved():
    many = Many()
    batch = many.kept({("Số liệu", 5, 4): 12, ("Số liệu", 6, 5): "1.090", ("Số liệu", 6, 6): 1800})
    rows = {row.unit.name: row for row in batch.rows.select_related("unit", "report")}
    assert set(rows) == {"CĐCS Số 0", "CĐCS Số 1"}
    assert rows["CĐCS Số 1"].values == [None, 1090, 1800, None]
    assert [(one.name, one.before, one.after) for one in changes_of(rows["CĐCS Số 0"], Asked(many.slots))] == [
        ("Đoàn viên kết nạp mới", "trống", "12")
    ]
    assert not Report.objects.exclude(values=[]).filter(version__gt=1).exists()
    assert batch.state == "read"


def test_what_is_wrong_is_said_by_sheet_row_and_column():
    many = Many()
    data = refilled(
        many.book(),
        {
            ("Số liệu", 5, 4): "mười hai",
            ("Số liệu", 5, 7): -3,
            ("Số liệu", 6, 5): 20,
            ("Số liệu", 6, 6): 10,
            ("Số liệu", 7, 4): 1.5,
        },
    )
    problems = many.read(data).problems
    assert problems[0].startswith("Trang “Số liệu”, dòng 6, cột E (Đoàn viên kết nạp mới): thấy “mười hai”, cần một số")
    assert "dòng 6, cột H (Đoàn viên có đến cuối kỳ): thấy “-3”, số liệu không thể âm" in problems[1]
    assert "dòng 7, cột F" in problems[2]
    assert "không thể lớn hơn" in problems[2]
    assert "dòng 8, cột E" in problems[3]
    assert "cần số nguyên" in problems[3]
    with pytest.raises(Refusal):
        keep_import(
            by=many.by, kind=ImportKind.TYPED_IN, asked=many.asked, filled=many.read(data), file_name="x", data=data
        )
    assert not FigureImport.objects.exists()


def test_a_workbook_of_another_request_version_or_kind_is_refused_with_what_to_do():
    many, other = Many(), Many()
    with pytest.raises(Refusal, match="không phải của") as refusal:
        many.read(other.book())
    assert refusal.value.codes == ("other_request",)
    old = many.book()
    Slot.objects.filter(request=many.asked).update(label="Chỉ tiêu đã đổi tên")
    with pytest.raises(Refusal, match="Hãy tải biểu mới") as refusal:
        many.read(old)
    assert refusal.value.codes == ("other_version",)
    with pytest.raises(Refusal) as refusal:
        many.read(refilled(many.book(), {}, drop=IDENTITY))
    assert refusal.value.codes == ("not_ours",)
    own = own_workbook(sheet_of(report_of(many.asked, many.units[0])))
    with pytest.raises(Refusal) as refusal:
        many.read(own)
    assert refusal.value.codes == ("other_kind",)
    with pytest.raises(Refusal) as refusal:
        many.read(refilled(many.book(), {}, drop="Số liệu"))
    assert refusal.value.codes == ("sheet_gone",)


def test_rows_of_units_that_are_not_below_twice_there_or_unknown_are_told():
    many, other = Many(), Many(1)
    data = refilled(
        many.book(),
        {
            ("Số liệu", 5, 0): f"u{other.units[0].pk}",
            ("Số liệu", 5, 1): "CĐCS Lạ",
            ("Số liệu", 5, 4): 3,
            ("Số liệu", 7, 0): f"u{many.units[1].pk}",
            ("Số liệu", 8, 1): "CĐCS Chưa có",
            ("Số liệu", 8, 4): 7,
        },
    )
    problems = many.read(data).problems
    assert "dòng 6, cột B (Đơn vị): “CĐCS Lạ” không thuộc các đơn vị" in problems[0]
    assert "đã có ở dòng trên" in problems[1]
    assert "không có đơn vị nào tên như vậy" in problems[2]


def test_a_row_typed_by_name_finds_its_unit_without_accents():
    many = Many()
    data = refilled(many.book(), {("Số liệu", 5, 0): "", ("Số liệu", 5, 1): "cdcs so 0", ("Số liệu", 5, 4): 3})
    # The hidden key is emptied: the row is known by its name.
    assert [row.unit_id for row in many.read(data).rows] == [many.units[0].pk]


def test_drafts_are_filled_in_for_the_units_who_are_told_and_the_file_is_kept():
    many = Many()
    chair = make_user(many.units[0], Role.CHAIR)
    batch = many.kept(many.whole())
    assert save_import(by=many.by, batch=batch) == 3
    report = report_of(many.asked, many.units[1])
    assert (report.values, report.state, report.version) == ([11, 91, 101, 151], "draft", 2)
    assert report.filled_from == batch
    assert report.sent_values is None
    assert ReportText.objects.get(report=report).text == "Kết quả của đơn vị 1."
    line = Entry.objects.get(event="report.filled_from_excel", subject_id=str(report.pk))
    assert line.data["typed_in_by_unit"] == many.district.pk
    assert line.unit_id == many.units[1].pk
    assert "nhập thay" in Notice.objects.get(user=chair).text
    assert not RollupDirty.objects.exists()
    with pytest.raises(Refusal):
        save_import(by=many.by, batch=FigureImport.objects.get(pk=batch.pk))


def test_sending_at_once_has_all_the_effects_of_sending_one_by_one():
    many = Many()
    save_import(by=many.by, batch=many.kept(many.whole()), is_sending=True)
    report = report_of(many.asked, many.units[2])
    assert (report.state, report.sent_values, report.revision) == ("submitted", [12, 92, 102, 152], 1)
    assert report.typed_in_by == many.district
    assert report.submitted_on is not None
    revision = report.revisions.get()
    assert (revision.values, revision.texts) == ([12, 92, 102, 152], {"results": "Kết quả của đơn vị 2."})
    assert not Duty.objects.open().filter(subject_kind="report_request", subject_id=many.asked.pk).exists()
    assert MoveLog.objects.get(kind="report", subject_id=report.pk).unit_id == report.unit_id
    merge_rollups(request_id=many.asked.pk)
    assert Rollup.objects.get(request=many.asked, unit=many.district, basis="live").sums == [33, 273, 303, 453]


def test_sending_is_all_or_none_and_names_what_each_unit_lacks():
    many = Many()
    cells = many.whole()
    del cells["Lời văn", 6, 4]
    batch = many.kept(cells)
    with pytest.raises(Refusal, match="CĐCS Số 1: Kết quả nổi bật") as refusal:
        save_import(by=many.by, batch=batch, is_sending=True)
    assert refusal.value.codes == ("cannot_send", "missing")
    assert not Report.objects.filter(version__gt=1).exists()
    batch.refresh_from_db()
    assert batch.state == "read"
    assert save_import(by=many.by, batch=batch) == 3


def test_a_report_saved_meanwhile_stops_the_whole_import_by_name():
    many = Many()
    batch = many.kept(many.whole())
    report = report_of(many.asked, many.units[1])
    save_draft(by=make_actor(many.units[1]), report=report, version=report.version, figures={0: 5})
    with pytest.raises(Refusal, match="CĐCS Số 1") as refusal:
        save_import(by=many.by, batch=batch)
    assert refusal.value.codes == ("changed_meanwhile",)
    assert report_of(many.asked, many.units[0]).values == []


def test_a_sent_report_stands_locked_in_the_form_and_is_not_filled_in_again():
    many = Many()
    make_submitted_report(many.asked, many.units[0], (1, 2, 3, 4))
    many.again()
    data = many.book()
    assert table(data, "Số liệu")[5][4:8] == [1, 2, 3, 4]
    assert many.read(refilled(data, {("Số liệu", 6, 4): 8})).problems == []
    problems = many.read(refilled(data, {("Số liệu", 5, 4): 8})).problems
    assert "đã nộp báo cáo" in problems[0]


def test_only_who_may_type_in_saves_and_only_at_the_unit_that_read_it():
    many = Many()
    batch = many.kept(many.whole())
    for by in (make_actor(many.district, Role.VIEWER), make_actor(make_district(make_province()), Role.OFFICER)):
        with pytest.raises(Refusal):
            save_import(by=by, batch=batch)
    with pytest.raises(Refusal):
        drop_import(by=make_actor(many.units[0]), batch=batch)
    drop_import(by=many.by, batch=batch)
    assert batch.state == "dropped"


def test_a_hundred_reports_take_as_many_statements_as_three():
    counts = []
    for size in (3, 100):
        many = Many(size)
        batch = many.kept(many.whole())
        with CaptureQueriesContext(connection) as caught:
            save_import(by=many.by, batch=batch, is_sending=True)
        counts.append(len(caught.captured_queries))
        assert Report.objects.filter(request=many.asked, state="submitted").count() == size
    assert counts[0] == counts[1] <= 45


def test_the_form_of_one_unit_carries_what_is_saved_and_reads_back():
    asked = make_plan_request()
    unit = asked.places.get(is_leaf=True).unit
    report = fill(report_of(asked, unit), 9, 10)
    form = sheet_of(report_of(asked, unit))
    data = own_workbook(form)
    figures = table(data, "Số liệu")
    lines = {row[0]: (number, row) for number, row in enumerate(figures) if row[0]}
    first = form.cards[0].slot
    assert lines[f"{first.pk}:num"][1][7] == 9
    words = next(card for card in form.cards if card.slot.kind == "words")
    answer, _ = lines[f"{words.slot.pk}:num"]
    filled = read_own(refilled(data, {("Số liệu", answer, 7): "Không"}), "bieu.xlsx", form)
    assert (filled.problems, [row.given for row in filled.rows]) == ([], [1])
    assert filled.rows[0].values[words.slot.num] == 0
    assert report.version == filled.rows[0].report.version
    wrong = read_own(refilled(data, {("Số liệu", answer, 7): "có lẽ"}), "bieu.xlsx", form)
    assert re.match(r"Trang “Số liệu”, dòng \d+, cột H \(.*\): thấy “có lẽ”, cần chọn Có hoặc Không", wrong.problems[0])
    high = lines[f"{first.pk}:num"][0]
    assert "không thể lớn hơn" in read_own(refilled(data, {("Số liệu", high, 7): 11}), "b", form).problems[0]


def test_a_units_own_file_is_saved_as_its_draft_and_of_another_unit_refused(client):
    many = Many()
    user = make_user(many.units[0], Role.CHAIR)
    client.force_login(user)
    address = reverse("report_upload", args=[many.asked.pk])
    foreign = own_workbook(sheet_of(report_of(many.asked, many.units[1])))
    answer = client.post(address, {"file": SimpleUploadedFile("bieu.xlsx", foreign)})
    assert answer.status_code == 422
    assert "biểu của đơn vị khác" in answer.content.decode()
    data = client.get(reverse("report_workbook", args=[many.asked.pk])).content
    row = next(number for number, line in enumerate(table(data, "Số liệu")) if str(line[0]).endswith(":num"))
    answer = client.post(address, {"file": SimpleUploadedFile("b.xlsx", refilled(data, {("Số liệu", row, 7): "x"}))})
    assert answer.status_code == 422
    assert "Trang “Số liệu”, dòng" in answer.content.decode()
    good = SimpleUploadedFile("bieu.xlsx", refilled(data, {("Số liệu", row, 7): 21}))
    answer = client.post(address, {"file": good}, follow=True)
    assert "trống → <strong>21</strong>" in answer.content.decode()
    assert report_of(many.asked, many.units[0]).values == []
    batch = FigureImport.objects.get()
    answer = client.post(reverse("figure_import_save", args=[batch.pk]), follow=True)
    assert "Đã ghi số liệu từ tệp bieu.xlsx" in answer.content.decode()
    assert report_of(many.asked, many.units[0]).values[0] == 21


def test_an_officer_fetches_fills_in_looks_and_sends(client):
    many = Many()
    client.force_login(make_user(many.district, Role.OFFICER))
    page = reverse("typing_sheet", args=[many.asked.pk])
    assert client.get(page).status_code == 200
    data = client.get(reverse("typing_workbook", args=[many.asked.pk]) + "?which=thieu").content
    upload = SimpleUploadedFile("bieu.xlsx", refilled(data, many.whole()))
    answer = client.post(page, {"file": upload}, follow=True)
    assert "<strong>3</strong> đơn vị có thay đổi" in answer.content.decode()
    batch = FigureImport.objects.get()
    changes = table(client.get(reverse("figure_import_changes", args=[batch.pk])).content, "Thay đổi")
    assert ["CĐCS Số 0", "Số liệu", 6, "Đoàn viên kết nạp mới", "trống", "10"] in changes
    answer = client.post(reverse("figure_import_save", args=[batch.pk]), {"how": "send"}, follow=True)
    assert "Đã nhập thay và nộp 3 báo cáo" in answer.content.decode()
    kept = client.get(reverse("figure_import_file", args=[batch.pk]))
    assert b"".join(kept.streaming_content)[:2] == b"PK"
    answer = client.get(reverse("typing_workbook", args=[many.asked.pk]))
    assert answer.status_code == 422
    assert "mọi đơn vị đã nộp" in answer.content.decode()
