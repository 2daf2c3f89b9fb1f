"""What anybody sees of a certificate: genuine, revoked, replaced, unknown – and nothing else of the person."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thidua.awards.actions import decide, replace_award, revoke_award, undo_decision
from thidua.awards.choices import DecisionWay, RevokeReason
from thidua.awards.models import Award
from thidua.awards.queries.certificates import codes_of
from thidua.awards.tests.factories import Place, make_decided_awards, make_decision
from thidua.common import clock
from thidua.organisation.tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_looks():
    cache.clear()


@pytest.fixture
def place() -> Place:
    return Place()


def code_of(award: Award) -> str:
    return codes_of([award.pk])[award.pk].grouped


def page(client: Client, code: str, status: int = 200) -> str:
    answer = client.get(reverse("certificate", args=[code]))
    assert answer.status_code == status
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    return answer.content.decode()


def test_a_genuine_certificate_says_so_with_no_more_than_it_must(place: Place, client: Client):
    person = make_person(
        place.base, "Đinh Thị Sáu", is_direct_worker=True, birth_year=1985, phone="0912345678", sex="f"
    )
    award = make_decided_awards(place, person)[0]
    text = page(client, code_of(award))
    for word in ("Chứng nhận hợp lệ", "Đinh Thị Sáu", place.base.name, "QĐ-LĐLĐ", place.district.name):
        assert word in text
    for word in ("1985", "0912345678", "Nữ", "lao động trực tiếp", str(place.chair.name)):
        assert word not in text


def test_a_code_is_read_however_it_is_typed(place: Place, client: Client):
    code = code_of(make_decided_awards(place)[0])
    typed = client.get(reverse("certificate_lookup"), {"ma": f" {code.lower().replace('-', ' ')} "}, follow=True)
    assert typed.status_code == 200
    assert typed.redirect_chain[-1][0] == reverse("certificate", args=[code])
    assert client.get(reverse("certificate", args=[code.replace("-", "")])).status_code == 302


def test_a_revoked_certificate_tells_the_kind_of_reason_and_the_day(place: Place, client: Client):
    award = make_decided_awards(place)[0]
    revoke_award(by=place.leader, award=award, category=RevokeReason.FALSE_CLAIM, reason="Theo đơn của ông K.")
    text = page(client, code_of(award))
    assert "Đã bị thu hồi" in text
    assert "kê khai thành tích không đúng" in text
    assert clock.today().strftime("%d/%m/%Y") in text
    assert "Theo đơn" not in text


def test_a_replaced_certificate_leads_to_its_successor(place: Place, client: Client):
    award = make_decided_awards(place)[0]
    fresh = replace_award(by=place.leader, award=award, reason="Sai tên", recipient="Tên Đã Sửa")
    text = page(client, code_of(award))
    assert "Đã được thay thế" in text
    assert reverse("certificate", args=[code_of(fresh)]) in text
    assert "Tên Đã Sửa" in page(client, code_of(fresh))


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKLM-NPQR", "x", "1234567890123456", "-", "đây là gì"])
def test_an_unknown_code_is_answered_politely(code: str, client: Client):
    assert "Không tìm thấy giấy có mã này" in page(client, code, status=404)


def test_an_undone_or_unsigned_decision_verifies_nothing(place: Place, client: Client):
    decision = make_decision(place)
    code = code_of(decision.awards.first())
    undo_decision(by=place.leader, decision=decision)
    page(client, code, status=404)
    dossier = decision.dossiers.get()
    unsigned = decide(
        by=place.leader,
        dossiers=[dossier],
        way=DecisionWay.SYSTEM,
        decided_on=clock.today(),
        signer_name="Phạm Văn Ký",
        signer_post="Chủ tịch",
    )
    page(client, code_of(unsigned.awards.first()), status=404)


def test_guessing_is_slowed_down(place: Place, client: Client):
    code = code_of(make_decided_awards(place)[0])
    for _ in range(60):
        client.get(reverse("certificate", args=["ABCD"]))
    assert "Hãy chờ một phút" in page(client, code, status=429)


def test_a_page_takes_few_queries(place: Place, client: Client, count_queries):
    code = code_of(make_decided_awards(place)[0])
    assert count_queries(lambda: page(client, code)) <= 4


def test_the_form_to_type_a_code_is_public(client: Client):
    text = client.get(reverse("certificate_lookup")).content.decode()
    assert "Xác minh giấy khen, bằng khen" in text


def test_two_decisions_have_different_codes(place: Place):
    first = make_decided_awards(place)
    second = list(make_decision(place, make_person(place.base)).awards.all())
    codes = {code_of(award) for award in [*first, *second]}
    assert len(codes) == 3


def test_behind_a_proxy_each_reader_is_counted_by_her_own_address(place: Place, client: Client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    code = code_of(make_decided_awards(place)[0])
    for _ in range(61):
        answer = client.get(reverse("certificate", args=["ABCD"]), headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.5"})
    assert answer.status_code == 429
    address = reverse("certificate", args=[code])
    assert client.get(address, headers={"X-Forwarded-For": "203.0.113.6"}).status_code == 200
