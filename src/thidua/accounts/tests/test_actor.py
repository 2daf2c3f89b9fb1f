import pytest

from thidua.accounts.choices import Role, Verb
from thidua.accounts.tests.factories import make_actor
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province

pytestmark = pytest.mark.django_db


def test_actor_carries_the_verbs_of_her_role_and_covers_the_subtree():
    city = make_province()
    district = make_district(city)
    base = make_base(district)
    officer = make_actor(district, Role.OFFICER)
    assert officer.can(Verb.RECEIVE)
    assert not officer.can(Verb.DECIDE)
    assert officer.covers(base.path)
    assert not officer.covers(city.path)


def test_visible_units_are_own_line_and_subtree_only():
    city = make_province()
    district, neighbour = make_district(city), make_district(city, "Liên đoàn Lao động quận Hoàn Kiếm")
    base = make_base(district)
    make_base(neighbour)
    officer = make_actor(district, Role.OFFICER)
    assert set(Unit.objects.visible_to(officer)) == {city, district, base}


def test_person_sorts_by_given_name():
    base = make_base(make_district(make_province()))
    people = [make_person(base, name) for name in ("Trần Văn Bình", "Nguyễn Thị Ánh", "Đỗ Thị An")]
    ordered = sorted(people, key=lambda person: person.name_key)
    assert [person.full_name for person in ordered] == ["Đỗ Thị An", "Nguyễn Thị Ánh", "Trần Văn Bình"]
