"""Excel in: what is wrong is said by row and column, the good rows wait, nothing is saved before the word."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from thidua.common import clock
from thidua.common.files import sniff
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.actions import drop_import, read_import, save_import
from thidua.organisation.choices import ImportKind
from thidua.organisation.forms import ImportForm
from thidua.organisation.models import ImportBatch, Person, Unit, UnitFigures
from thidua.organisation.queries import good_rows, names_for_import
from thidua.organisation.sheets import make_template, read_sheet
from thidua.organisation.tables import columns_of, people_columns, unit_columns
from thidua.organisation.tests.factories import (
    make_base,
    make_district,
    make_import,
    make_person,
    make_province,
    people_file,
    system,
    units_file,
)

pytestmark = pytest.mark.django_db
GOOD = ("Đỗ Thị Lan", "Nữ", 1985, "Công nhân may", "Tổ 1", "Có", "Có", "Không", 912345678, "01/03/2021")


@pytest.fixture
def base():
    return make_base(make_district(make_province()))


def problems(batch: ImportBatch) -> list[str]:
    return [text for row in batch.rows.order_by("number") for text in row.problems]


def import_units(district: Unit, *rows: tuple[object, ...]) -> ImportBatch:
    columns = columns_of(ImportKind.UNITS, names_for_import(district), clock.today())
    reading = read_sheet(units_file(*rows), columns, "don-vi.xlsx")
    return read_import(by=system(district), kind=ImportKind.UNITS, unit=district, reading=reading, file_name="x.xlsx")


def test_good_rows_wait_until_the_person_says_so(base, on_day):
    on_day("2021-04-01")
    batch = make_import(base, people_file(GOOD))
    assert problems(batch) == []
    assert Person.objects.count() == 0
    assert save_import(by=system(base), batch=batch) == 1
    person = Person.objects.get()
    assert (person.full_name, person.sex, person.birth_year, person.phone) == ("Đỗ Thị Lan", "f", 1985, "0912345678")
    assert (person.is_member, person.is_direct_worker, person.is_leader) == (True, True, False)
    assert str(person.valid_from) == "2021-03-01"
    assert person.search_text == "do thi lan"
    assert batch.state == "saved"
    assert Entry.objects.filter(event="people.imported", data__rows=1).exists()


def test_a_value_outside_the_pick_list_is_told_by_row_and_column(base):
    batch = make_import(base, people_file(GOOD, ("Trần Văn Mạnh", "Nu")))
    assert problems(batch) == ["Dòng 3, cột Giới tính: thấy “Nu”, cần một trong: Nữ, Nam."]
    assert [row.number for row in good_rows(batch)] == [2]


def test_a_day_that_does_not_exist_is_told(base):
    batch = make_import(base, people_file((*GOOD[:9], "31/02/2021")))
    assert problems(batch) == [
        "Dòng 2, cột Từ ngày: thấy “31/02/2021”, cần một ngày có thật, viết ngày/tháng/năm, ví dụ 30/06/2021."
    ]


def test_text_in_a_figure_is_told(base):
    rows = (("CĐCS Một", "", "Công đoàn cơ sở", "Hợp tác xã", base.parent.name, "", "", "", "nhiều", "1,800.5"),)
    batch = import_units(base.parent, *rows)
    assert problems(batch) == [
        "Dòng 2, cột Đoàn viên: thấy “nhiều”, cần một số nguyên, ví dụ 1.800.",
        "Dòng 2, cột Người lao động: thấy “1,800.5”, cần một số nguyên, ví dụ 1.800.",
    ]
    assert good_rows(batch).count() == 0


def test_a_unit_that_does_not_exist_is_told(base):
    rows = (("CĐCS Một", "", "Công đoàn cơ sở", "Hợp tác xã", "LĐLĐ quận Không Có"),)
    (said,) = problems(import_units(base.parent, *rows))
    assert said.startswith("Dòng 2, cột Trực thuộc: thấy “LĐLĐ quận Không Có”, không có đơn vị nào tên như vậy")


def test_counts_that_do_not_fit_are_told(base):
    rows = (("CĐCS Một", "", "Công đoàn cơ sở", "Hợp tác xã", base.parent.name, "", "", "", "10", "100", "101", "0"),)
    assert problems(import_units(base.parent, *rows)) == [
        "Dòng 2, cột Nữ: thấy “101”, cần không quá số người lao động (100)."
    ]


def test_units_come_with_their_counts_also_under_a_unit_of_the_same_file(base):
    kind = ("Công đoàn cơ sở", "Doanh nghiệp nhà nước")
    batch = import_units(
        base.parent,
        (
            "CĐCS Tổng công ty",
            "CĐCS TCT",
            *kind,
            base.parent.name,
            "CĐCS",
            "Ba Đình",
            "01/02/2020",
            "1.800",
            2000,
            900,
            0,
        ),
        ("Tổ công đoàn số 1", "", "Công đoàn bộ phận, tổ công đoàn", kind[1], "CĐCS Tổng công ty"),
    )
    assert problems(batch) == []
    assert save_import(by=system(base.parent), batch=batch) == 2
    unit = Unit.objects.get(name="CĐCS Tổng công ty")
    assert unit.parent == base.parent
    assert Unit.objects.get(name="Tổ công đoàn số 1").parent == unit
    assert UnitFigures.objects.get(unit=unit).members == 1800


def test_other_headings_are_told_with_what_was_found(base):
    with pytest.raises(Refusal) as refusal:
        make_import(base, people_file(GOOD, headings=("STT", "Tên", "Phái")))
    (reason,) = refusal.value.reasons
    assert reason.field == "file"
    assert "thiếu cột “Họ và tên”, “Giới tính”" in reason.text
    assert "“STT”, “Tên”, “Phái”" in reason.text
    assert ImportBatch.objects.count() == 0


def test_a_program_renamed_to_xlsx_and_a_file_over_20_mb_are_refused():
    cases = {
        "danh-sach.xlsx": (b"MZ" + b"\0" * 200, "thực chất là chương trình"),
        "nang.xlsx": (b"PK\x03\x04" + b"0" * (21 * 1024 * 1024), "nặng 21"),
    }
    for name, (data, said) in cases.items():
        form = ImportForm({}, {"file": SimpleUploadedFile(name, data)})
        assert not form.is_valid()
        assert said in form.errors["file"][0]
        assert name in form.errors["file"][0]
        with pytest.raises(Refusal) as refusal:
            read_sheet(data, people_columns(clock.today()), name)
        assert name in refusal.value.reasons[0].text


def test_a_file_with_a_password_and_an_empty_one_are_refused():
    columns = people_columns(clock.today())
    for data, code in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_or_locked"),
        (people_file(), "no_rows"),
    ):
        with pytest.raises(Refusal) as refusal:
            read_sheet(data, columns, "danh-sach.xlsx")
        assert refusal.value.codes == (code,)


def test_who_is_on_the_list_already_is_passed_over_and_a_double_is_told(base):
    make_person(base, "Đỗ Thị Lan", birth_year=1985)
    batch = make_import(base, people_file(GOOD, ("Lê Thu", "Nữ", 1990), ("Lê Thu", "Nữ", 1990)))
    assert [row.number for row in good_rows(batch)] == [3]
    (said,) = problems(batch)
    assert said.startswith("Dòng 4, cột Họ và tên: “Lê Thu” đã có ở dòng 3.")


def test_one_who_leads_is_no_direct_worker(base):
    batch = make_import(base, people_file(("Lê Thu", "Nữ", 1990, "", "", "Có", "Có", "Có")))
    assert "một người chỉ được một trong hai" in problems(batch)[0]


def test_a_new_upload_replaces_what_waited_and_a_drop_saves_nothing(base):
    first, second = make_import(base), make_import(base)
    first.refresh_from_db()
    assert (first.state, second.state) == ("dropped", "read")
    drop_import(by=system(base), batch=second)
    assert Person.objects.count() == 0
    with pytest.raises(Refusal) as refusal:
        save_import(by=system(base), batch=second)
    assert "wrong_state" in refusal.value.codes


def test_a_batch_without_a_good_row_is_not_saved(base):
    batch = make_import(base, people_file(("Lê Thu", "Nu")))
    with pytest.raises(Refusal) as refusal:
        save_import(by=system(base), batch=batch)
    assert refusal.value.codes == ("nothing_good",)
    assert batch.state == "read"


def test_the_template_is_read_back_and_has_a_pick_list_for_every_closed_column(base):
    for columns in (people_columns(clock.today()), unit_columns([base.name])):
        data = make_template(columns, "Danh sách")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        assert book.get_sheet_by_name("Danh sách").to_python()[0] == [column.heading for column in columns]
        lists = book.get_sheet_by_name("Danh mục").to_python(skip_empty_area=False)
        closed = [index for index, column in enumerate(columns) if column.choices]
        assert [lists[0][index] for index in closed] == [columns[index].choices[0] for index in closed]


def test_one_stray_cell_at_the_end_of_the_sheet_is_refused_before_room_is_made_for_it(base):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, [column.heading for column in people_columns(clock.today())])
        sheet.write_row(1, 0, GOOD)
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(Refusal) as refusal:
        make_import(base, buffer.getvalue())
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.field) == ("too_wide", "file")
    assert "danh-sach.xlsx" in reason.text
    assert "chép các dòng cần nhập sang tệp mẫu" in reason.text
    assert ImportBatch.objects.count() == 0


def test_whole_columns_with_a_border_are_no_reason_to_refuse(base):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, border = book.add_worksheet("Danh sách"), book.add_format({"border": 1})
        sheet.write_row(0, 0, [column.heading for column in people_columns(clock.today())])
        sheet.write_row(1, 0, GOOD)
        sheet.write_blank(1_048_575, 9, None, border)
    assert make_import(base, buffer.getvalue()).rows.count() == 1


def test_an_open_document_that_repeats_a_value_without_end_is_refused(base):
    table = "".join(
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell></table:table-row>'
        for rows, columns in ((1, 3), (1_000_000, 16_000))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Danh sách">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    with pytest.raises(Refusal) as refusal:
        make_import(base, buffer.getvalue())
    assert refusal.value.codes == ("too_wide",)


def test_only_the_first_bytes_of_a_packed_name_are_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("mimetype", "w") as part:
        part.write(b"application/vnd.oasis.opendocument.text")
        for _ in range(64):
            part.write(b" " * 1_000_000)
    assert sniff(buffer.getvalue()) == "odt"
    assert sniff(buffer.getvalue()[:-30]) == "unknown"


def test_a_unit_named_like_a_formula_stays_text_in_the_template():
    data = make_template(unit_columns(["=1+1"]), "Nhập đơn vị")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
