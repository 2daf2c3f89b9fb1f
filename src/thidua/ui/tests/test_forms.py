"""Numbers, dates and files as people type and choose them; reasons of a refusal beside their fields."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.common.verdicts import Reason, Refusal
from thidua.ui.forms import DateField, FileField, Form, NumberField, PhoneField, WholeNumberField


class One(Form):
    name = forms.CharField(label="Tên", required=False)
    amount = NumberField(label="Giá trị", required=False, min_value=0, max_value=5000, places=1)
    people = WholeNumberField(label="Số người", required=False)
    day = DateField(label="Ngày", required=False)
    phone = PhoneField(label="Điện thoại", required=False)


class Paper(Form):
    paper = FileField(label="Bản quét", kinds=("pdf",), max_bytes=1024 * 1024)


def cleaned(**data):
    form = One(data)
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(("typed", "read"), [("1.800", "1800"), ("98,5", "98.5"), ("1 800", "1800"), ("0", "0")])
def test_number_is_read_as_vietnamese(typed, read):
    assert cleaned(amount=typed)["amount"] == Decimal(read)


def test_empty_number_is_none_never_zero():
    assert cleaned(amount="")["amount"] is None


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("amount", "1,800.5", "Không chắc “1,800.5”"),
        ("amount", "-1", "từ 0 trở lên"),
        ("amount", "9.000", "không được quá 5.000"),
        ("amount", "1,25", "1 chữ số sau dấu phẩy"),
        ("people", "98,5", "số nguyên"),
        ("people", "nhiều", "Không chắc"),
        ("day", "31/02/2021", "không có trong lịch"),
        ("phone", "123", "10 chữ số"),
    ],
)
def test_doubtful_input_is_asked_about(field, typed, words):
    form = One({field: typed})
    assert not form.is_valid()
    assert words in form.errors[field][0]


def test_date_and_phone_are_read_in_common_spellings():
    found = cleaned(day="3/6/2021", phone="+84 912.345.678")
    assert found["day"] == dt.date(2021, 6, 3)
    assert found["phone"] == "0912345678"


def test_text_is_normalised_before_any_rule_sees_it():
    typed = unicodedata.normalize("NFD", "Công đoàn Ðức Giang")
    assert cleaned(name=typed)["name"] == "Công đoàn Đức Giang"


def test_missing_value_names_the_field():
    class Needed(Form):
        name = forms.CharField(label="Tên việc")

    form = Needed({})
    assert form.errors["name"] == ["Chưa nhập “Tên việc”."]


def test_initial_values_are_shown_as_vietnamese():
    form = One(initial={"amount": Decimal("1800.5"), "day": dt.date(2021, 6, 3)})
    assert 'value="1.800,5"' in str(form["amount"])
    assert 'value="03/06/2021"' in str(form["day"])


def test_token_is_kept_when_a_form_is_refused_and_new_otherwise():
    assert One({"_once": "abc"}).once == "abc"
    assert One().once != One().once


def test_refusal_goes_beside_the_fields_it_names():
    form = One({})
    form.full_clean()
    form.add_refusal(Refusal((Reason("a", "Ngày đã khóa.", "day"), Reason("b", "Chưa phát động.", "elsewhere"))))
    assert form.errors["day"] == ["Ngày đã khóa."]
    assert form.non_field_errors() == ["Chưa phát động."]


def upload(name, data):
    return Paper({}, {"paper": SimpleUploadedFile(name, data)})


def test_file_is_told_by_content_and_keeps_its_kind():
    form = upload("a.pdf", b"%PDF-1.7 ...")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["paper"].kind == "pdf"
    assert form.cleaned_data["paper"].read(5) == b"%PDF-"


def test_program_renamed_as_pdf_is_refused_with_name_reason_and_advice():
    form = upload("ke-hoach.pdf", b"MZ\x90\x00")
    assert "Tệp “ke-hoach.pdf” thực chất là chương trình" in form.errors["paper"][0]
    assert "Hãy chọn tệp PDF" in form.errors["paper"][0]


def test_too_large_file_is_refused_with_its_size():
    form = upload("anh.pdf", b"%PDF-" + b"0" * (2 * 1024 * 1024))
    assert "nặng 2,0 MB, quá mức 1 MB" in form.errors["paper"][0]


def test_a_whole_number_beyond_what_a_column_holds_is_refused_with_the_most():
    field = WholeNumberField(label="Số người")
    with pytest.raises(forms.ValidationError, match=r"không được quá 2\.147\.483\.647"):
        field.clean("99999999999")
    assert field.clean("2.147.483.647") == 2_147_483_647


def test_a_text_that_is_too_long_is_told_by_its_field_and_kept_whole():
    class Asked(Form):
        name = forms.CharField(label="Họ tên người ký", max_length=8)

    form = Asked({"name": "Nguyễn Văn A"})
    assert form.errors["name"] == ["Nội dung dài 12 ký tự, nhiều nhất là 8. Hãy viết gọn lại."]
    assert "maxlength" not in str(form["name"])
    assert "Nguyễn Văn A" in str(form["name"])
