"""From a file to a draft: what was read stands in the plan with its place, or the file is refused and nothing made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.documents.models import Attachment
from thidua.duties.choices import DutyKind, Recurrence
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import create_plan_from_file
from thidua.plans.choices import Audience, HeadName
from thidua.plans.models import ITEM_MODELS, Plan
from thidua.plans.queries import contents_of
from thidua.plans.tests import intake_samples as samples
from thidua.plans.tests.factories import make_issued_plan
from thidua.plans.tests.test_intake_files import encrypted_pdf

pytestmark = pytest.mark.django_db
BA_DINH = Path(__file__).parents[2] / "demo" / "plans" / "ke-hoach-03-ba-dinh-2021.txt"


@pytest.fixture
def officer():
    return make_actor(make_district(make_province()), Role.OFFICER)


def read(officer) -> Plan:
    return create_plan_from_file(by=officer, name=BA_DINH.name, data=BA_DINH.read_bytes())


def test_the_head_of_a_real_plan_stands_in_the_draft(officer):
    plan = read(officer)
    assert (plan.state, plan.number_text, plan.issued_on) == ("draft", "03/KH-LĐLĐ", dt.date(2021, 1, 7))
    assert (plan.signer_post, plan.signer_name) == ("CHỦ TỊCH", "Nguyễn Xuân Trọng")
    assert (plan.outside_parent_number, plan.outside_parent_on) == ("63/KH-LĐLĐ", dt.date(2020, 12, 31))
    assert plan.year == 2021
    assert Attachment.objects.get(owner_kind="plan", owner_id=plan.pk).name == BA_DINH.name
    issuer = plan.head_fields.get(name=HeadName.ISSUER)
    assert "quận Ba Đình" in issuer.value


def test_every_find_shows_its_sentence(officer):
    plan = read(officer)
    contents = contents_of(plan)
    assert contents.items
    for item in contents.items:
        if item.span_start is not None and item.quote:
            assert plan.source_text[item.span_start : item.span_end].startswith(item.quote[:60])


def test_phases_duties_and_movements_are_kept(officer):
    contents = contents_of(read(officer))
    days = [(phase.starts_on, phase.ends_on) for phase in contents.phases if phase.is_dated]
    assert days[:2] == [
        (dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
        (dt.date(2021, 7, 1), dt.date(2021, 12, 31)),
    ]
    kinds = {duty.kind for duty in contents.duties if duty.audience == Audience.BASE}
    assert {DutyKind.MAKE_PLAN, DutyKind.REGISTER_LAUNCH, DutyKind.REGISTER_TITLES} <= kinds
    assert any(duty.recurrence == Recurrence.AFTER_PHASE for duty in contents.duties)
    assert any("Lao động giỏi" in movement.name for movement in contents.movements)
    assert not any(item.is_confirmed for item in contents.items)


def test_the_parent_is_linked_where_it_is_in_the_product():
    province = make_province()
    upper = make_issued_plan(province, number_text="63/KH-LĐLĐ", issued_on=dt.date(2020, 12, 31))
    plan = read(make_actor(make_district(province), Role.OFFICER))
    assert plan.parent == upper


def test_the_same_plan_twice_is_refused(officer):
    read(officer)
    with pytest.raises(Refusal, match="đã có Kế hoạch 03/KH-LĐLĐ"):
        read(officer)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("ke-hoach.docx", b"MZ\x90\x00" + b"\x00" * 200, "thực ra là một chương trình"),
        ("rong.txt", b"", "rỗng"),
        ("lon.txt", b"a" * (50 * 1024 * 1024), "lớn hơn 20 MB"),
        ("khoa.docx", samples.ole_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "được đặt mật khẩu"),
        ("khoa.pdf", encrypted_pdf(), "là PDF có mật khẩu"),
        ("mat-dau.txt", ("Ke hoach phat dong phong trao thi dua nam 2021 " * 60).encode(), "mất dấu"),
        ("quet.txt", ("C0NG H0À XÃ HÔl CHÚ NGHlA qjxz wvrk ftghk pòlkj ưrtz nbvcx " * 40).encode(), "không phải tiếng"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_made(officer, name, data, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        create_plan_from_file(by=officer, name=name, data=data)
    assert refused.value.reasons[0].field == "file"
    assert name in refused.value.reasons[0].text
    assert not Plan.objects.exists()
    assert not any(model._default_manager.exists() for model in ITEM_MODELS.values())
    assert not Attachment.objects.exists()


def test_who_may_not_prepare_is_refused(officer):
    viewer = make_actor(make_base(make_province()), Role.VIEWER)
    with pytest.raises(Refusal, match="chỉ được xem"):
        read(viewer)
