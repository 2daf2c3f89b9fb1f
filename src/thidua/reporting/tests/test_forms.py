"""Report forms: versions that stay, requests that keep frozen copies, the supplied ones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions.indicators import load_indicators
from thidua.plans.models import Indicator
from thidua.plans.tests.factories import make_issued_plan
from thidua.reporting.actions import AskedLine, AskedQuestion, load_forms, retire_form, save_form
from thidua.reporting.models import FormLine, ReportForm, ReportRequest
from thidua.reporting.queries.report_forms import forms_in_use, usual_form
from thidua.reporting.tests.factories import make_request, three_indicators
from thidua.reporting.tests.report_forms import ASKED, make_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def test_the_supplied_forms_ask_what_every_report_tells_and_the_statistics_by_sections():
    supplied = ReportForm.objects.filter(owner__isnull=True, is_current=True)
    assert set(supplied.values_list("kind", flat=True)) == {"phase", "half_year", "year"}
    yearly = supplied.get(code="mau-thong-ke-nam")
    lines = FormLine.objects.filter(form=yearly).order_by("order")
    assert list(dict.fromkeys(line.heading[:2] for line in lines)) == ["A.", "B.", "C.", "D.", "E.", "F.", "G."]
    assert lines.filter(indicator__owner=None).count() == lines.count() == 30
    assert supplied.get(code="mau-dot").questions.count() == 6


def test_a_change_makes_a_new_version_and_leaves_the_used_one():
    form = make_form()
    officer = make_actor(form.owner, Role.OFFICER)
    asked = make_request(form.owner, form=form, indicators=[])
    second = save_form(by=officer, name="Mẫu mới", kind="phase", of=form, seen=1, lines=[], **ASKED)
    assert (second.code, second.version, second.is_current) == (form.code, 2, True)
    first = ReportForm.objects.get(pk=form.pk)
    assert (first.is_current, first.questions.count(), first.lines.count()) == (False, 2, 1)
    kept = ReportRequest.objects.get(pk=asked.pk)
    assert (kept.form_id, kept.questions.count(), kept.slots.count()) == (form.pk, 2, 1)


def test_two_officers_on_one_form_do_not_overwrite_each_other():
    form = make_form()
    officer = make_actor(form.owner, Role.OFFICER)
    save_form(by=officer, name="Mẫu mới", kind="phase", of=form, seen=1, lines=[], **ASKED)
    with pytest.raises(Refusal, match="vừa có bản 2"):
        save_form(by=officer, name="Mẫu khác", kind="phase", of=form, seen=1, lines=[], **ASKED)
    assert ReportForm.objects.filter(code=form.code).count() == 2


def test_the_form_of_another_is_copied_not_changed():
    supplied = ReportForm.objects.get(code="mau-dot")
    district = make_district(make_province())
    officer = make_actor(district, Role.OFFICER)
    copy = save_form(by=officer, name="Mẫu của quận", kind="phase", of=supplied, lines=[], **ASKED)
    assert (copy.owner_id, copy.version, copy.code) == (district.pk, 1, f"u{district.pk}-1")
    assert ReportForm.objects.get(pk=supplied.pk).is_current
    with pytest.raises(Refusal, match="Mẫu này của nơi khác"):
        retire_form(by=officer, form=supplied)


def test_what_is_asked_twice_nothing_and_a_base_union_are_refused():
    district = make_district(make_province())
    officer = make_actor(district, Role.OFFICER)
    one = three_indicators(officer).new_members
    given = {"name": "Mẫu", "kind": "phase", "valid_from": dt.date(2021, 7, 1)}
    with pytest.raises(Refusal, match="ít nhất một mục"):
        save_form(by=officer, questions=[], lines=[], **given)
    with pytest.raises(Refusal, match="“Đoàn viên kết nạp mới” ghi hai lần"):
        save_form(by=officer, questions=[], lines=[AskedLine(one), AskedLine(one, "B")], **given)
    with pytest.raises(Refusal, match="“nguyên nhân” ghi hai lần"):
        save_form(by=officer, questions=[AskedQuestion("Nguyên nhân"), AskedQuestion("nguyên nhân")], lines=[], **given)
    with pytest.raises(Refusal, match="theo mẫu của công đoàn cấp trên"):
        save_form(by=make_actor(make_base(district)), questions=[AskedQuestion("A")], lines=[], **given)


def test_the_nearest_form_is_offered_first_and_a_retired_one_no_more():
    form = make_form()
    officer = make_actor(form.owner, Role.OFFICER)
    assert usual_form(officer, "phase") == form
    assert forms_in_use(officer)[0] == form
    above = make_actor(form.owner.parent, Role.OFFICER)
    assert form not in forms_in_use(above)
    retire_form(by=officer, form=form)
    assert usual_form(officer, "phase").code == "mau-dot"


def test_a_request_asks_targets_then_the_form_each_indicator_once_then_its_own_questions():
    form = make_form()
    plan = make_issued_plan(form.owner)
    asked = make_request(form.owner, plan=plan, form=form, more=["An toàn lao động thế nào?", "nguyên nhân"])
    slots = list(asked.slots.order_by("order"))
    assert [slot.heading for slot in slots] == [*[""] * plan.targets.count(), "A. Tổ chức"]
    assert slots[-1].women is not None
    assert slots[-1].direct is None
    codes = list(asked.questions.values_list("code", flat=True))
    assert codes == ["results", "cau-viec-lam-moi", "cau-an-toan-lao-dong-the-nao", "causes"]


def test_a_request_with_neither_targets_nor_figures_is_refused():
    with pytest.raises(Refusal, match="ít nhất một chỉ tiêu"):
        make_request(indicators=[])


def test_the_pages_make_change_and_retire_a_form():
    district = make_district(make_province())
    officer = make_user(district, Role.OFFICER)
    three_indicators(make_actor(district, Role.OFFICER))
    client = Client()
    client.force_login(officer)
    data = {
        "name": "Mẫu quý", "kind": "phase", "valid_from": "01/07/2021", "seen": "0",
        "q-0-label": "Kết quả nổi bật", "q-0-must": "on", "q-1-label": "",
        "s-0-heading": "A. Tổ chức", "s-0-0-name": "đoàn viên kết nạp mới", "s-0-0-women": "on", "s-0-1-name": "",
    }  # fmt: skip
    grown = client.post(reverse("form_new"), data | {"more": "1"}).content.decode()
    assert 'name="s-1-0-name"' in grown
    assert 'value="đoàn viên kết nạp mới"' in grown
    wrong = client.post(reverse("form_new"), data | {"s-0-0-name": "Chỉ tiêu lạ"})
    assert wrong.status_code == 422
    assert "Chưa có chỉ tiêu “Chỉ tiêu lạ”" in wrong.content.decode()
    page = client.post(reverse("form_new"), data, follow=True).content.decode()
    assert "Đã lưu “Mẫu quý”, bản 1" in page
    form = ReportForm.objects.get(name="Mẫu quý")
    line = form.lines.get()
    assert (line.heading, line.women, line.direct, form.questions.get().code) == ("A. Tổ chức", True, False, "results")
    edit = reverse("form_edit", args=[form.pk])
    assert 'value="Đoàn viên kết nạp mới"' in client.get(edit).content.decode()
    assert "bản 2" in client.post(edit, data | {"seen": "1", "name": "Mẫu quý 3"}, follow=True).content.decode()
    newest = ReportForm.objects.get(code=form.code, version=2)
    client.post(reverse("form_page", args=[newest.pk]))
    assert not ReportForm.objects.filter(code=form.code, is_current=True).exists()


def test_the_page_of_a_request_offers_the_forms_and_reports_follow_the_chosen_one():
    form = make_form()
    make_base(form.owner)
    plan = make_issued_plan(form.owner)
    client = Client()
    client.force_login(make_user(form.owner, Role.OFFICER))
    url = reverse("request_new", args=[plan.pk])
    page = client.get(f"{url}?ky=half_year").content.decode()
    assert "Báo cáo 6 tháng đầu năm 2021" in page
    assert "30/06/2021" in page
    data = {
        "title": "Báo cáo quý", "kind": "phase", "starts_on": "01/01/2021", "ends_on": "31/03/2021",
        "due_on": "05/07/2021", "form": str(form.pk), "more": "Việc khác\n",
    }  # fmt: skip
    client.post(url, data)
    asked = ReportRequest.objects.get(title="Báo cáo quý")
    assert (asked.form, asked.slots.count(), asked.questions.count()) == (form, 1, 3)


def test_what_the_product_brings_along_is_there_once_and_comes_back_whole():
    supplied = {form.code: form.lines.count() for form in ReportForm.objects.filter(owner=None)}
    ReportForm.objects.filter(owner=None).delete()
    Indicator.objects.filter(owner=None).delete()
    for _ in range(2):
        load_indicators()
        load_forms()
        assert {form.code: form.lines.count() for form in ReportForm.objects.filter(owner=None)} == supplied
    assert supplied["mau-thong-ke-6-thang"] == 30
    assert Indicator.objects.get(code="NQ07-3").origin == "computed"
