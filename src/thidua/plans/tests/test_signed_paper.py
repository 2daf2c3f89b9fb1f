"""The signed paper of a plan: the right file, the wrong ones, and one that comes after the issue."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.documents.lifecycle import ISSUED
from thidua.documents.models import Attachment
from thidua.documents.papers import render_pdf
from thidua.documents.tests.samples import plan_paper as another_paper
from thidua.documents.tests.samples import png_picture
from thidua.documents.tests.signing import make_authority, sign
from thidua.plans.actions import add_signed_paper, issue_plan, number_plan, withdraw_plan
from thidua.plans.models import Plan
from thidua.plans.papers import plan_paper
from thidua.plans.queries import contents_of
from thidua.plans.tests.factories import make_approved_plan, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)


@pytest.fixture
def district():
    return make_tree()[1]


def files_of(plan: Plan) -> list[str]:
    return list(Attachment.objects.filter(owner_kind="plan", owner_id=plan.pk).values_list("use", flat=True))


def test_issue_electronically_ends_in_the_same_state(district):
    plan = make_approved_plan(district)
    officer = make_actor(district, Role.OFFICER)
    document = number_plan(by=officer, plan=plan, on=DAY)
    assert plan.number_text == document.number_text
    paper = sign(render_pdf(plan_paper(contents_of(plan))), make_authority())
    issue_plan(by=officer, plan=plan, signed=("ke-hoach.pdf", paper))
    document.refresh_from_db()
    assert (plan.state, document.state) == ("issued", ISSUED)
    assert Attachment.objects.get(owner_kind="plan", owner_id=plan.pk).signature.signer_name


def test_a_number_is_taken_once_also_where_the_file_told_one(district, client: Client):
    plan = make_approved_plan(district)
    Plan.objects.filter(pk=plan.pk).update(number_text="03/KH-LĐLĐ")
    plan.refresh_from_db()
    officer = make_actor(district, Role.OFFICER)
    client.force_login(User.objects.get(pk=officer.user_id))
    page, address = reverse("plan_page", args=[plan.pk]), reverse("plan_number", args=[plan.pk])
    assert address in client.get(page).content.decode()
    number_plan(by=officer, plan=plan, on=DAY)
    assert address not in client.get(page).content.decode()


def test_a_wrong_file_is_refused_beside_its_field_and_nothing_is_issued(district):
    plan = make_approved_plan(district)
    officer = make_actor(district, Role.OFFICER)
    number_plan(by=officer, plan=plan, on=DAY)
    own = render_pdf(plan_paper(contents_of(plan)))
    signed = sign(own, make_authority())
    altered = bytearray(signed)
    altered[signed.find(b"stream") + 60] ^= 1
    wrong = {
        "other_plan": sign(render_pdf(another_paper()), make_authority()),
        "unsigned": own,
        "altered": bytes(altered),
    }
    for code, data in wrong.items():
        with pytest.raises(Refusal) as refused:
            issue_plan(by=officer, plan=plan, signed=("tep.pdf", data))
        assert [(one.code, one.field) for one in refused.value.reasons] == [(code, "signed")], code
        plan = Plan.objects.get(pk=plan.pk)
        assert (plan.state, files_of(plan)) == ("approved", [])


def test_a_signature_by_somebody_else_is_kept_and_said(district, client: Client):
    plan = make_approved_plan(district, signer_name="Nguyễn Xuân Trọng")
    officer = make_actor(district, Role.OFFICER)
    number_plan(by=officer, plan=plan, on=DAY)
    client.force_login(User.objects.get(pk=officer.user_id))
    paper = sign(render_pdf(plan_paper(contents_of(plan))), make_authority("Lê Văn Khác"))
    file = SimpleUploadedFile("da-ky.pdf", paper, "application/pdf")
    page = client.post(reverse("plan_issue", args=[plan.pk]), {"signed": file}, follow=True).content.decode()
    assert "Tệp do Lê Văn Khác ký số; kế hoạch ghi người ký là Nguyễn Xuân Trọng." in page
    assert "chưa thuộc danh sách tin cậy" in page


def test_the_scan_may_come_after_the_issue(district, client: Client):
    plan = make_issued_plan(district)
    officer = make_actor(district, Role.OFFICER)
    client.force_login(User.objects.get(pk=officer.user_id))
    address = reverse("plan_signed_paper", args=[plan.pk])
    for state in ("amended", "closed", "issued"):
        Plan.objects.filter(pk=plan.pk).update(state=state)
        assert address in client.get(reverse("plan_page", args=[plan.pk])).content.decode()
    answer = client.post(address, {})
    assert (answer.status_code, "Chưa chọn tệp nào" in answer.content.decode()) == (422, True)
    scan = SimpleUploadedFile("ban-ky.png", png_picture(), "image/png")
    assert client.post(address, {"scan": scan}).status_code == 302
    assert files_of(plan) == ["scan"]
    assert address not in client.get(reverse("plan_page", args=[plan.pk])).content.decode()


def test_the_paper_of_a_plan_is_added_by_who_issues_while_it_stands(district):
    plan = make_issued_plan(district)
    scan = ("ban-ky.png", png_picture())
    with pytest.raises(Refusal, match="Việc ban hành do"):
        add_signed_paper(by=make_actor(district, Role.VIEWER), plan=plan, scan=scan)
    withdraw_plan(by=make_actor(district, Role.LEADER), plan=plan, reason="Nhầm")
    with pytest.raises(Refusal, match="khi ban hành hoặc sau khi ban hành"):
        add_signed_paper(by=make_actor(district, Role.OFFICER), plan=plan, scan=scan)
    draft = make_approved_plan(district)
    with pytest.raises(Refusal, match="khi ban hành hoặc sau khi ban hành"):
        add_signed_paper(by=make_actor(district, Role.OFFICER), plan=draft, scan=scan)
