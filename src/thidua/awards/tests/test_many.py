"""Lists, exports and decisions ask as many questions for many dossiers as for few; a page stays small."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.awards.actions import decide, undo_decision
from thidua.awards.lifecycle import APPRAISED
from thidua.awards.models import Award, Dossier
from thidua.awards.sheets import AWARD_HEADS, DOSSIER_HEADS
from thidua.awards.tests.factories import Place, make_many_appraised
from thidua.common import clock

pytestmark = pytest.mark.django_db
LIST_QUERIES = 12
WHO_IS_ASKING = 3
HTML_BYTES = 60 * 1024
FEW, MANY = 2, 120


def counted(work):
    with CaptureQueriesContext(connection) as caught:
        result = work()
    return len(caught), result


def decided(place, dossiers, number):
    return decide(
        by=place.leader,
        dossiers=dossiers,
        number=number,
        decided_on=clock.today(),
        signer_name="Phạm Văn Ký",
        signer_post="Chủ tịch",
    )


def rows_of(answer):
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", ["dossier_inbox", "appraisal_list"])
def test_a_list_of_50_of_many_dossiers_keeps_its_limits(client, name):
    counts = []
    for many in (FEW, MANY):
        place = Place()
        make_many_appraised(place, many)
        client.force_login(make_user(place.district, *Role.values))
        asked, answer = counted(lambda: client.get(reverse(name)))
        assert len(answer.content) <= HTML_BYTES
        assert answer.content.decode().count("<tr>") - 1 <= 50
        counts.append(asked)
    assert counts[0] == counts[1] <= LIST_QUERIES + WHO_IS_ASKING


def test_excel_of_dossiers_holds_every_row_of_the_filtered_list_in_the_same_number_of_questions(client):
    counts = []
    for many in (FEW, MANY):
        place = Place()
        make_many_appraised(place, many)
        client.force_login(make_user(place.district, Role.OFFICER))
        asked, answer = counted(lambda: client.get(reverse("dossier_sheet")))
        rows = rows_of(answer)
        assert rows[0] == list(DOSSIER_HEADS)
        assert len(rows) == 1 + many
        assert {(row[0], row[4], row[7], row[10]) for row in rows[1:]} == {
            (place.base.name, 1, 1, "Đã thẩm định, chờ quyết định")
        }
        assert len(rows_of(client.get(reverse("dossier_sheet"), {"trang-thai": "returned"}))) == 1
        counts.append(asked)
    assert counts[0] == counts[1]


def test_many_dossiers_are_previewed_decided_taken_back_and_exported_in_few_questions(client):
    counts = []
    for many in (FEW, MANY):
        place = Place()
        dossiers = make_many_appraised(place, many)
        client.force_login(make_user(place.district, Role.LEADER))
        query = "&".join(f"ho-so={dossier.pk}" for dossier in dossiers)
        preview, page = counted(lambda query=query: client.get(f"{reverse('decision_create')}?{query}"))
        assert f"làm ra <strong>{many}</strong> giấy" in page.content.decode()
        act, decision = counted(lambda p=place, d=dossiers: decided(p, d, 7))
        assert Award.objects.filter(decision=decision).count() == many
        export, answer = counted(lambda: client.get(reverse("award_sheet")))
        rows = rows_of(answer)
        assert (rows[0], len(rows)) == (list(AWARD_HEADS), 1 + many)
        assert all(row[7].startswith("07/") and len(row[11]) == 19 for row in rows[1:])
        undo, _ = counted(lambda p=place, d=decision: undo_decision(by=p.leader, decision=d))
        assert not Award.objects.filter(decision=decision).exists()
        assert Dossier.objects.filter(pk__in=[one.pk for one in dossiers], state=APPRAISED).count() == many
        counts.append({"preview": preview, "act": act, "export": export, "undo": undo})
    few, most = counts
    assert few["preview"] == most["preview"]
    assert few["export"] == most["export"]
    # Rows are written in batches of some dozens: a statement more for a batch, none for a dossier.
    assert most["act"] - few["act"] <= MANY / 15, counts
    assert most["undo"] - few["undo"] <= MANY / 15, counts
