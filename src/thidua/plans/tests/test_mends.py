"""One click mends what a check has found: by whom, what changes, what is journalled, and the finding is gone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base
from thidua.plans.actions import (
    add_duty,
    add_phase,
    add_recipient,
    mend_finding,
    send_for_review,
    update_item,
)
from thidua.plans.checks import findings_for
from thidua.plans.choices import Audience, HeadName
from thidua.plans.models import HeadField, Phase
from thidua.plans.tests.factories import add_plan_duties, make_draft, make_tree

pytestmark = pytest.mark.django_db
WRONG = {"name": "Đợt 3", "starts_on": dt.date(2021, 12, 31), "ends_on": dt.date(2021, 12, 1)}


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER)


@pytest.fixture
def plan(district, officer):
    made = make_draft(district, by=officer)
    add_plan_duties(made, officer)
    return made


@pytest.fixture
def browser(officer) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


def mend_of(plan, code: str):
    found = next(finding for finding in findings_for(plan, with_number=False) if finding.code == code)
    return found.mends[0]


def codes(plan) -> set[str]:
    return {finding.code for finding in findings_for(plan, with_number=False)}


def test_the_ends_of_a_phase_are_swapped_confirmed_and_journalled(plan, officer):
    phase = add_phase(by=officer, plan=plan, **WRONG)
    before = Entry.objects.count()
    assert mend_finding(by=officer, plan=plan, key=mend_of(plan, "phase_ends_before_it_begins").key) == (
        "Đổi chỗ hai ngày"
    )
    phase.refresh_from_db()
    assert (phase.starts_on, phase.ends_on, phase.version) == (dt.date(2021, 12, 1), dt.date(2021, 12, 31), 2)
    assert "phase_ends_before_it_begins" not in codes(plan)
    events = list(Entry.objects.order_by("id").values_list("event", "actor_token")[before:])
    assert events == [("plan_item.changed", officer.token), ("plan.mended", officer.token)]


def test_a_recipient_is_linked_to_its_unit(plan, officer, district):
    base = make_base(district, "Công đoàn cơ sở Công ty Dệt Hà Đông")
    recipient = add_recipient(by=officer, plan=plan, name="CĐCS Công ty Dệt Hà Đông")
    mend_finding(by=officer, plan=plan, key=mend_of(plan, "recipient_is_no_unit").key)
    recipient.refresh_from_db()
    assert recipient.unit == base
    assert "recipient_is_no_unit" not in codes(plan)


def test_a_duty_gets_the_last_day_of_its_month_or_none(plan, officer):
    duty = add_duty(by=officer, plan=plan, text="Báo cáo", audience=Audience.BASE)
    mend_finding(by=officer, plan=plan, key=mend_of(plan, "duty_without_day").key)
    duty.refresh_from_db()
    assert duty.has_no_date
    assert "duty_without_day" not in codes(plan)


def test_the_issuer_is_confirmed(plan, officer):
    head = HeadField.objects.create(plan=plan, name=HeadName.ISSUER, value="Ban Thường vụ LĐLĐ huyện")
    mend_finding(by=officer, plan=plan, key=mend_of(plan, "no_issuer").key)
    head.refresh_from_db()
    assert head.is_confirmed
    assert "no_issuer" not in codes(plan)


def test_a_phase_of_another_year_is_moved_into_the_year_of_the_plan(plan, officer):
    Phase.objects.filter(plan=plan, name="Đợt 2").update(starts_on=dt.date(2020, 7, 1), ends_on=dt.date(2020, 12, 31))
    mend_finding(by=officer, plan=plan, key=mend_of(plan, "phase_outside_year").key)
    assert codes(plan) == set()


def test_a_mend_whose_item_changed_meanwhile_is_refused(plan, officer):
    phase = add_phase(by=officer, plan=plan, **WRONG)
    key = mend_of(plan, "phase_ends_before_it_begins").key
    update_item(by=officer, item=phase, version=1, starts_on=dt.date(2021, 12, 30))
    with pytest.raises(Refusal) as refused:
        mend_finding(by=officer, plan=plan, key=key)
    assert refused.value.codes == ("already_mended",)
    phase.refresh_from_db()
    assert phase.starts_on == dt.date(2021, 12, 30)


def test_only_who_may_edit_a_draft_mends_it(plan, officer, district):
    add_phase(by=officer, plan=plan, **WRONG)
    key = mend_of(plan, "phase_ends_before_it_begins").key
    for by, code in (
        (make_actor(district, Role.VIEWER), "no_verb"),
        (make_actor(make_tree()[1], Role.OFFICER), "not_own_plan"),
    ):
        with pytest.raises(Refusal) as refused:
            mend_finding(by=by, plan=plan, key=key)
        assert refused.value.codes == (code,)
    send_for_review(by=officer, plan=plan)
    with pytest.raises(Refusal) as refused:
        mend_finding(by=officer, plan=plan, key=key)
    assert refused.value.codes == ("not_a_draft",)


@pytest.mark.parametrize("page", ["plan_review", "plan_page"])
def test_the_page_offers_the_mend_and_shows_the_finding_no_more(browser, plan, officer, page):
    add_phase(by=officer, plan=plan, **WRONG)
    key = mend_of(plan, "phase_ends_before_it_begins").key
    path = reverse(page, args=[plan.pk])
    shown = browser.get(path).content.decode()
    assert key in shown
    assert "Đổi chỗ hai ngày" in shown
    answer = browser.post(reverse("plan_mend", args=[plan.pk]), {"sua": key, "ve": page}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(path)
    shown = answer.content.decode()
    assert "Đã sửa: Đổi chỗ hai ngày." in shown
    assert key not in shown


def test_a_second_tap_says_that_it_is_mended(browser, plan, officer):
    add_phase(by=officer, plan=plan, **WRONG)
    key = mend_of(plan, "phase_ends_before_it_begins").key
    mend = reverse("plan_mend", args=[plan.pk])
    browser.post(mend, {"sua": key})
    shown = browser.post(mend, {"sua": key}, follow=True).content.decode()
    assert "Chỗ này đã được sửa" in shown


def test_what_is_missing_leads_to_its_form_with_the_values_at_hand(browser, plan, officer, district):
    plan.plan_duties.filter(audience=Audience.BASE).delete()
    add = f"{reverse('item_add', args=[plan.pk, 'duty'])}?giao=base"
    assert add in browser.get(reverse("plan_review", args=[plan.pk])).content.decode()
    assert '<option value="base" selected>' in browser.get(add).content.decode()
    plan.blocks.filter(section="measure").delete()
    add = f"{reverse('item_add', args=[plan.pk, 'block'])}?muc=measure"
    assert add in browser.get(reverse("plan_page", args=[plan.pk])).content.decode()
    assert '<option value="measure" selected>' in browser.get(add).content.decode()


def test_who_only_looks_sees_findings_without_buttons(plan, officer, district):
    add_phase(by=officer, plan=plan, **WRONG)
    viewer = Client()
    viewer.force_login(User.objects.get(pk=make_actor(district, Role.VIEWER).user_id))
    shown = viewer.get(reverse("plan_review", args=[plan.pk])).content.decode()
    assert "trước khi bắt đầu" in shown
    assert "Đổi chỗ hai ngày" not in shown


def test_a_finding_of_a_read_plan_names_its_paragraph_and_quotes_it(browser, plan):
    text = "Kế hoạch\nĐợt 1 từ ngày 31/12/2021 đến 01/12/2021\nHết"
    start = text.index("Đợt 1")
    type(plan).objects.filter(pk=plan.pk).update(source_text=text)
    Phase.objects.filter(plan=plan, name="Đợt 1").update(
        starts_on=dt.date(2021, 12, 31),
        ends_on=dt.date(2021, 12, 1),
        span_start=start,
        span_end=start + 20,
        quote=text[start : start + 45],
    )
    shown = browser.get(reverse("plan_review", args=[plan.pk])).content.decode()
    assert "Trong văn bản, đoạn 2: “Đợt 1 từ ngày 31/12/2021" in shown
