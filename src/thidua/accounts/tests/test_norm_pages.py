"""The pages of the register of norms, which stands on a floor below accounts and so is opened from here."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.norms.models import FoundingYear, LegalNorm, Parameter
from thidua.norms.queries import base_salary_on, founding_of
from thidua.norms.tests.factories import make_anniversary, make_norm
from thidua.organisation.tests.factories import make_district, make_province

pytestmark = pytest.mark.django_db
NORM = {
    "number": "400/2026/NĐ-CP",
    "kind": "Nghị định",
    "title": "Quy định chi tiết",
    "issuer": "Chính phủ",
    "names": "",
    "signed_on": "01/10/2026",
    "effective_from": "01/12/2026",
    "effective_to": "",
    "confidence": "M",
    "source": "Công báo",
    "note": "",
}


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(make_province(), Role.VIEWER))
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user(make_province(), Role.ADMIN))
    return client


def text_of(client: Client, name: str, *args: object, **params: str) -> str:
    return client.get(reverse(name, args=args), params).content.decode()


def test_the_register_is_searched_without_accents_by_kind_and_by_force(reader: Client):
    page = text_of(reader, "norm_list", q="quy che khen thuong")
    assert "999/QĐ-TLĐ" in page
    assert "30/2020/NĐ-CP" not in page
    page = text_of(reader, "norm_list", **{"hieu-luc": "expired"})
    assert "98/2023/NĐ-CP" in page
    assert "30/2020/NĐ-CP" not in page
    page = text_of(reader, "norm_list", loai="Luật")
    assert "50/2024/QH15" in page
    assert "30/2020/NĐ-CP" not in page


def test_the_register_is_looked_at_on_another_day(reader: Client):
    on = {"hieu-luc": "in_force", "ngay": "01/03/2020"}
    page = text_of(reader, "norm_list", **on)
    assert "Hiệu lực tính đến 01/03/2020" in page
    assert "91/2017/NĐ-CP" in page
    assert "152/2025/NĐ-CP" not in page
    assert "không có trong lịch" in text_of(reader, "norm_list", ngay="31/02/2020")


@pytest.mark.parametrize("name", ["norm_list", "anniversary_list", "parameter_list"])
def test_the_lists_keep_the_limits(reader: Client, count_queries, name: str):
    assert len(reader.get(reverse(name)).content) <= 60 * 1024
    assert count_queries(lambda: reader.get(reverse(name))) <= 10


def test_who_reads_sees_no_button_and_is_told_why_on_the_form(reader: Client):
    assert reverse("norm_add") not in text_of(reader, "norm_list")
    norm = make_norm()
    assert reverse("norm_edit", args=[norm.pk]) not in text_of(reader, "norm_page", norm.pk)
    assert "Chỉ người quản trị" in text_of(reader, "norm_edit", norm.pk)
    answer = reader.post(reverse("norm_add"), NORM)
    assert answer.status_code == 422
    assert not LegalNorm.objects.filter(number=NORM["number"]).exists()


def test_an_administrator_below_the_top_is_told_who_edits(client: Client):
    client.force_login(make_user(make_district(make_province()), Role.ADMIN))
    assert "người quản trị của cấp cao nhất" in text_of(client, "norm_add")


def test_an_administrator_adds_corrects_and_ends_a_norm(administrator: Client):
    answer = administrator.post(reverse("norm_add"), NORM)
    norm = LegalNorm.objects.get(number=NORM["number"])
    assert answer.url == reverse("norm_page", args=[norm.pk])
    page = text_of(administrator, "norm_page", norm.pk)
    assert "Thêm vào sổ" in page
    assert "Công báo" in page
    administrator.post(reverse("norm_edit", args=[norm.pk]), NORM | {"title": "Sửa lại", "version": norm.version})
    norm.refresh_from_db()
    assert norm.title == "Sửa lại"
    successor = make_norm()
    administrator.post(
        reverse("norm_end", args=[norm.pk]),
        {"effective_to": "01/06/2027", "successor": successor.pk, "version": norm.version},
    )
    norm.refresh_from_db()
    assert (norm.effective_to, norm.replaced_by) == (dt.date(2027, 6, 1), successor)
    assert "Được thay bằng" in text_of(administrator, "norm_page", norm.pk)
    assert "Thay cho" in text_of(administrator, "norm_page", successor.pk)


def test_what_was_typed_stays_when_a_norm_is_refused(administrator: Client):
    answer = administrator.post(reverse("norm_add"), NORM | {"number": "98/2023/NĐ-CP", "title": "Gõ trùng số"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "98/2023/NĐ-CP đã có trong sổ" in page
    assert "Gõ trùng số" in page


def test_an_administrator_keeps_the_founding_days(administrator: Client):
    typed = {
        "name": "Ngày thành lập Nhà máy Z",
        "founded_on": "01/06/1950",
        "aliases": "thành lập Nhà máy Z",
        "unless": "",
        "confidence": "H",
        "source": "Sử nhà máy",
        "note": "",
    }
    administrator.post(reverse("anniversary_add"), typed)
    row = FoundingYear.objects.get(name=typed["name"])
    assert "Nhà máy Z" in text_of(administrator, "anniversary_list", q="nha may z")
    edit = reverse("anniversary_edit", args=[row.pk])
    administrator.post(edit, typed | {"founded_on": "01/06/1951", "version": row.version})
    assert founding_of("thành lập nhà máy Z").day == dt.date(1951, 6, 1)
    assert administrator.post(edit, typed | {"aliases": "Quốc khánh", "version": "2"}).status_code == 422
    remove, now = reverse("anniversary_remove", args=[row.pk]), FoundingYear.objects.get(pk=row.pk).version
    late = administrator.post(remove, {"version": now - 1})
    assert late.status_code == 422
    assert "người khác đã sửa dòng này" in late.content.decode()
    administrator.post(remove, {"version": now})
    assert founding_of("thành lập nhà máy Z") is None


def test_an_administrator_keeps_the_figures(administrator: Client):
    typed = {
        "kind": "base_salary",
        "valid_from": "01/01/2030",
        "amount": "3.000.000",
        "confidence": "M",
        "source": "Nghị định",
        "note": "",
    }
    administrator.post(reverse("parameter_add"), typed)
    row = Parameter.objects.get(valid_from=dt.date(2030, 1, 1))
    assert "3.000.000 đồng một tháng" in text_of(administrator, "parameter_list")
    assert administrator.post(reverse("parameter_add"), typed).status_code == 422
    administrator.post(
        reverse("parameter_edit", args=[row.pk]), typed | {"amount": "3.100.000", "version": row.version}
    )
    assert base_salary_on(dt.date(2030, 2, 1)) == 3_100_000
    now = Parameter.objects.get(pk=row.pk).version
    assert administrator.post(reverse("parameter_remove", args=[row.pk]), {"version": now - 1}).status_code == 422
    administrator.post(reverse("parameter_remove", args=[row.pk]), {"version": now})
    assert base_salary_on(dt.date(2030, 2, 1)) == 2_530_000


def test_a_reader_removes_nothing(reader: Client):
    row = make_anniversary()
    assert reader.post(reverse("anniversary_remove", args=[row.pk])).status_code == 422
    assert FoundingYear.objects.filter(pk=row.pk).exists()
