"""The register of indicators: who adds, corrects, retires; what the product ships."""

from __future__ import annotations

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.plans.actions.indicator_rows import INDICATORS
from thidua.plans.actions.indicators import add_indicator, edit_indicator, retire_indicator
from thidua.plans.choices import Direction, FigureOrigin, IndicatorKind, OfWhom
from thidua.plans.models import Indicator
from thidua.plans.queries import indicators_for
from thidua.plans.tests.factories import make_tree

pytestmark = pytest.mark.django_db


def test_what_is_shipped_is_whole_and_named_once():
    names = [name for _, name, *_ in INDICATORS]
    assert len(set(names)) == len(names) > 45
    rows = {row.code: row for row in Indicator.objects.filter(owner__isnull=True)}
    assert set(rows) == {code for code, *_ in INDICATORS}
    for row in rows.values():
        row.full_clean()
        assert row.kind in IndicatorKind.values
        assert row.direction in Direction.values
        assert row.origin in FigureOrigin.values
        assert set(filter(None, row.of_whom.split(","))) <= set(OfWhom.values)
        assert row.has_two_parts == bool(row.numerator_name and row.denominator_name), row.code


def test_an_officer_adds_one_for_her_unit_and_those_below_use_it():
    province, district, base = make_tree()
    row = add_indicator(by=make_actor(district, Role.OFFICER), name="Buổi gặp mặt", kind="count", of_whom="women")
    assert (row.owner, row.parts_of_whom) == (district, ["women"])
    assert row in indicators_for(make_actor(base))
    assert row not in indicators_for(make_actor(province, Role.OFFICER))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "Buổi gặp mặt", "kind": "ratio"}, "part_unnamed"),
        ({"name": "SÁNG KIẾN được áp dụng", "kind": "count"}, "name_taken"),
        ({"name": "Buổi", "kind": "count", "scale": 7}, "invalid"),
    ],
)
def test_what_cannot_be_counted_is_refused(fields, code):
    with pytest.raises(Refusal) as refusal:
        add_indicator(by=make_actor(make_tree()[1], Role.OFFICER), **fields)
    assert code in refusal.value.codes


def test_the_shared_ones_are_kept_at_the_top_only():
    province, district, _ = make_tree()
    shared = Indicator.objects.get(code="SK-04")
    with pytest.raises(Refusal) as refusal:
        edit_indicator(by=make_actor(district, Role.ADMIN), indicator=shared, version=1, formula="Khác")
    assert "not_at_the_top" in refusal.value.codes
    mine = edit_indicator(by=make_actor(province, Role.ADMIN), indicator=shared, version=1, formula="Đã dùng thật")
    assert (mine.formula, mine.is_edited, mine.version) == ("Đã dùng thật", True, 2)
    with pytest.raises(Refusal) as refusal:
        edit_indicator(by=make_actor(province, Role.ADMIN), indicator=shared, version=1, formula="Lần nữa")
    assert "edited_meanwhile" in refusal.value.codes


def test_how_it_adds_up_stays():
    _, district, _ = make_tree()
    by = make_actor(district, Role.OFFICER)
    row = add_indicator(by=by, name="Buổi gặp mặt", kind="count")
    with pytest.raises(Refusal) as refusal:
        edit_indicator(by=by, indicator=row, version=1, kind="stock")
    assert refusal.value.reasons[0].field == "kind"


def test_a_retired_one_is_asked_no_more_and_comes_back():
    _, district, base = make_tree()
    by = make_actor(district, Role.OFFICER)
    row = add_indicator(by=by, name="Buổi gặp mặt", kind="count")
    with pytest.raises(Refusal):
        retire_indicator(by=make_actor(base), indicator=row, is_retired=True)
    retire_indicator(by=by, indicator=row, is_retired=True)
    assert row not in indicators_for(by)
    retire_indicator(by=by, indicator=row, is_retired=False)
    assert row in indicators_for(by)


def test_the_pages_list_add_correct_and_retire(client):
    _, district, _ = make_tree()
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    assert "Sáng kiến được áp dụng" in client.get(reverse("indicator_list"), {"q": "sang kien"}).text
    new = {"name": "Buổi gặp mặt", "kind": "count", "unit_word": "buổi", "scale": "0", "direction": "higher"}
    answer = client.post(reverse("indicator_add"), new)
    assert answer.status_code == 302
    row = Indicator.objects.get(name="Buổi gặp mặt")
    page = reverse("indicator_page", args=[row.pk])
    changed = {"name": "Buổi gặp mặt, đối thoại", "unit_word": "buổi", "direction": "higher", "version": "1"}
    assert client.post(page, changed).status_code == 302
    client.post(reverse("indicator_retire", args=[row.pk]))
    row.refresh_from_db()
    assert (row.name, row.retired_on is not None) == ("Buổi gặp mặt, đối thoại", True)
    assert "không sửa được" in client.get(reverse("indicator_page", args=[Indicator.objects.get(code="SK-04").pk])).text
