"""Reviewing a draft: correct beside the sentence, confirm, add, drop; two editors; pages within their limits."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.plans.actions import (
    add_target,
    confirm_item,
    confirm_items,
    create_plan_from_file,
    drop_item,
    ensure_indicator,
    update_head,
    update_item,
)
from thidua.plans.choices import HeadName, IndicatorKind
from thidua.plans.models import Plan, Target
from thidua.plans.queries import contents_of, plan_text_marks
from thidua.plans.tests.factories import make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db
BA_DINH = Path(__file__).parents[2] / "demo" / "plans" / "ke-hoach-03-ba-dinh-2021.txt"


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER)


@pytest.fixture
def read_plan(officer) -> Plan:
    return create_plan_from_file(by=officer, name=BA_DINH.name, data=BA_DINH.read_bytes())


@pytest.fixture
def browser(officer) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


def test_update_sets_confirms_and_counts_the_edit(officer, district):
    target = make_draft(district, by=officer).targets.all()[0]
    update_item(by=officer, item=target, version=1, low=95)
    target.refresh_from_db()
    assert (target.low, target.version, target.is_confirmed) == (95, 2, True)


def test_the_second_editor_is_shown_both_texts(officer, district):
    target = make_draft(district, by=officer).targets.all()[0]
    stale = Target.objects.get(pk=target.pk)
    first = make_actor(district, Role.OFFICER, full_name="Lê Thị Trước")
    update_item(by=first, item=target, version=1, low=95)
    with pytest.raises(Refusal) as refused:
        update_item(by=officer, item=stale, version=1, low=80)
    text = str(refused.value)
    assert all(part in text for part in ("Lê Thị Trước", "từ 95 % trở lên", "từ 80 % trở lên"))
    target.refresh_from_db()
    assert target.low == 95


def test_the_second_editor_of_the_head_is_shown_both_texts(officer, district):
    plan = make_draft(district, by=officer, theme="Chủ đề cũ")
    update_head(by=officer, plan=plan, name=HeadName.THEME, version=1, theme="Bản thứ nhất")
    with pytest.raises(Refusal, match=r"Bản thứ nhất.*Bản thứ hai"):
        update_head(by=officer, plan=Plan.objects.get(pk=plan.pk), name=HeadName.THEME, version=1, theme="Bản thứ hai")
    plan.refresh_from_db()
    assert plan.theme == "Bản thứ nhất"


def test_an_item_dropped_meanwhile_is_told(officer, district):
    target = make_draft(district, by=officer).targets.all()[0]
    drop_item(by=officer, item=Target.objects.get(pk=target.pk))
    with pytest.raises(Refusal, match="đã bỏ mục này"):
        update_item(by=officer, item=target, version=1, low=95)


def test_a_range_upside_down_is_refused(officer, district):
    plan = make_draft(district, by=officer)
    with pytest.raises(Refusal, match="Khoảng phải có mức đầu"):
        add_target(by=officer, plan=plan, subject="đoàn viên", comparator="between", low=2000, high=1800)


def test_confirm_one_a_group_and_what_is_sure(officer, read_plan):
    phase = read_plan.phases.all()[0]
    confirm_item(by=officer, item=phase)
    assert confirm_items(by=officer, plan=read_plan, kind="movement") == read_plan.movements.count()
    confirm_items(by=officer, plan=read_plan, only_sure=True)
    left = [item for item in contents_of(read_plan).items if not item.is_confirmed]
    assert left
    assert all(item.is_doubtful for item in left)


def test_a_confirmed_target_says_how_it_is_counted(officer, district, read_plan):
    target = read_plan.targets.all()[0]
    assert target.indicator is None
    confirm_item(by=officer, item=target)
    target.refresh_from_db()
    assert target.indicator
    assert target.indicator.kind == IndicatorKind.RATIO
    again = ensure_indicator(by=officer, name=target.subject.upper(), kind=IndicatorKind.RATIO)
    assert again == target.indicator


def test_marks_cover_every_place_and_keep_every_letter(read_plan):
    contents = contents_of(read_plan)
    paragraphs = plan_text_marks(contents)
    assert "\n".join("".join(piece.text for piece in paragraph) for paragraph in paragraphs) == read_plan.source_text
    begun = {start for paragraph in paragraphs for piece in paragraph for start in piece.starts}
    placed = {item.anchor for item in contents.items if item.span_start is not None}
    assert begun == placed


def test_the_text_is_escaped(officer, browser):
    text = BA_DINH.read_text(encoding="utf-8").replace("MỤC ĐÍCH", "MỤC <script>alert(1)</script> ĐÍCH")
    plan = create_plan_from_file(by=officer, name="x.txt", data=text.encode())
    page = browser.get(reverse("plan_review", args=[plan.pk])).content.decode()
    assert "<script>alert" not in page


def test_upload_leads_to_the_review_and_a_refusal_stands_beside_the_field(browser):
    upload = SimpleUploadedFile("ke-hoach.docx", b"MZ\x90\x00" + b"\0" * 200)
    answer = browser.post(reverse("plan_upload"), {"file": upload})
    assert answer.status_code == 422
    assert "thực ra là một chương trình" in answer.content.decode()
    assert not Plan.objects.exists()
    answer = browser.post(reverse("plan_upload"), {"file": SimpleUploadedFile(BA_DINH.name, BA_DINH.read_bytes())})
    assert answer.url == reverse("plan_review", args=[Plan.objects.get().pk])
    empty = browser.post(reverse("plan_upload"), {})
    assert "Chưa chọn tệp nào" in empty.content.decode()


def test_pasted_text_is_read_too(browser):
    browser.post(reverse("plan_upload"), {"text": BA_DINH.read_text(encoding="utf-8")})
    assert Plan.objects.get().number_text == "03/KH-LĐLĐ"


def test_an_item_is_corrected_confirmed_and_dropped_in_the_browser(browser, read_plan):
    duty = next(one for one in read_plan.plan_duties.all() if not one.is_dated)
    address = reverse("item_edit", args=["duty", duty.pk])
    data = {name: getattr(duty, name) for name in ("text", "audience", "kind", "recurrence", "version")}
    wrong = browser.post(address, data | {"due_on": "31/02/2021"})
    assert wrong.status_code == 422
    assert "không có trong lịch" in wrong.content.decode()
    assert browser.post(address, data | {"due_on": "31/01/2021"}).status_code == 302
    duty.refresh_from_db()
    assert (duty.due_on, duty.is_confirmed) == (dt.date(2021, 1, 31), True)
    phase = read_plan.phases.all()[0]
    row = browser.post(reverse("item_confirm", args=["phase", phase.pk]), headers={"HX-Request": "true"})
    assert f'id="{phase.anchor}"' in row.content.decode()
    assert "hx-swap-oob" in row.content.decode()
    browser.post(reverse("item_drop", args=["phase", phase.pk]))
    assert not read_plan.phases.filter(pk=phase.pk).exists()


def test_what_a_target_needs_unless_it_is_told_in_words_is_not_called_optional(browser, read_plan):
    page = browser.get(reverse("item_add", args=[read_plan.pk, "target"])).content.decode()
    labels = dict(re.findall(r'<label class="field-label" for="id_(\w+)">(.*?)</label>', page))
    assert {name for name, label in labels.items() if "không bắt buộc" not in label} >= {"comparator", "low", "subject"}
    assert "không bắt buộc" in labels["high"]


def test_a_target_is_added_from_a_sentence_of_the_text(browser, read_plan):
    quote = "Cán bộ, công chức, viên chức"
    address = reverse("item_add", args=[read_plan.pk, "target"])
    assert quote in browser.get(address, {"trich": quote}).content.decode()
    data = {
        "subject": quote,
        "comparator": ">=",
        "low": "98,5",
        "unit_word": "%",
        "quote": quote,
        "indicator": "new:ratio",
    }
    assert browser.post(address, data).status_code == 302
    target = read_plan.targets.get(subject=quote)
    assert (target.low, target.indicator.kind) == (98.5, "ratio")
    assert read_plan.source_text[target.span_start : target.span_end] == quote


@pytest.mark.parametrize("group", ["can-xem", "head", "phase", "target", "duty", "movement", "rest", "block"])
def test_the_review_of_a_real_plan_keeps_its_limits(browser, read_plan, count_queries, group):
    address = f"{reverse('plan_review', args=[read_plan.pk])}?nhom={group}"
    assert len(browser.get(address).content) <= 60 * 1024
    assert count_queries(lambda: browser.get(address)) <= 18


def test_lists_cost_the_same_for_one_plan_and_three(browser, district, count_queries):
    make_issued_plan(district, number_text="01/KH-LĐLĐ")
    one = count_queries(lambda: browser.get(reverse("plan_list")))
    make_issued_plan(district, number_text="02/KH-LĐLĐ")
    make_issued_plan(district, number_text="03/KH-LĐLĐ")
    assert count_queries(lambda: browser.get(reverse("plan_list"))) == one


def test_word_and_pdf_come_in_the_official_layout(browser, read_plan):
    assert browser.get(reverse("plan_pdf", args=[read_plan.pk])).content.startswith(b"%PDF-")
    assert browser.get(reverse("plan_word", args=[read_plan.pk])).content.startswith(b"PK")


def test_a_page_left_open_is_told_what_happened(browser, district):
    plan = make_issued_plan(district)
    answer = browser.post(reverse("plan_send", args=[plan.pk]))
    assert answer.status_code == 422
    assert "Không thể “trình lãnh đạo”" in answer.content.decode()
