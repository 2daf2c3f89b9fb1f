"""The whole life: nominated, sent, appraised, decided, verified, revoked, replaced."""

from __future__ import annotations

import pytest

from thidua.awards.actions import replace_award, revoke_award, undo_decision
from thidua.awards.choices import RevokeReason
from thidua.awards.lifecycle import APPRAISED, DECIDED
from thidua.awards.models import Award
from thidua.awards.queries import public_award
from thidua.awards.queries.certificates import codes_of
from thidua.awards.tests.factories import Place, make_appraised, make_decided_awards, make_decision
from thidua.duties.models import Duty

pytestmark = pytest.mark.django_db


def test_a_decision_gives_awards_with_golden_book_numbers_and_codes():
    place = Place()
    decision = make_decision(place)
    awards = list(decision.awards.order_by("golden_book_number"))
    assert [award.golden_book_number for award in awards] == [1, 2]
    assert {award.recipient for award in awards} == {"Trần Thị Bích", "Lê Văn Quyết"}
    assert len(codes_of([award.pk for award in awards])) == 2
    assert decision.dossiers.get().state == DECIDED
    assert not Duty.objects.open().exists()


def test_appraised_dossier_waits_for_the_leader():
    place = Place()
    dossier = make_appraised(place)
    duty = Duty.objects.open().get()
    assert (duty.unit_id, duty.kind, duty.subject_id) == (place.district.pk, "decide_awards", dossier.pk)


def test_undo_within_a_minute_takes_everything_back():
    place = Place()
    decision = make_decision(place)
    undo_decision(by=place.leader, decision=decision)
    assert not Award.objects.exists()
    assert decision.dossiers.get().state == APPRAISED


def test_a_certificate_is_genuine_then_replaced_then_revoked():
    place = Place()
    award = make_decided_awards(place)[0]
    code = codes_of([award.pk])[award.pk]
    seen = public_award(code.grouped.lower().replace("-", " "))
    assert seen is not None
    assert (seen.state, seen.recipient) == ("valid", award.recipient)
    fresh = replace_award(by=place.leader, award=award, recipient="Trần Thị Ngọc Bích", reason="Ghi thiếu tên đệm")
    seen = public_award(code.code)
    assert seen is not None
    assert seen.state == "replaced"
    assert public_award(seen.successor_code).recipient == "Trần Thị Ngọc Bích"
    revoke_award(by=place.leader, award=fresh, category=RevokeReason.MISTAKE, reason="Cấp nhầm người")
    seen = public_award(seen.successor_code)
    assert (seen.state, seen.reason) == ("revoked", "Cấp nhầm, ghi nhầm")
