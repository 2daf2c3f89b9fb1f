"""The dated tree: renamed, moved, merged, dissolved; found without accents."""

import datetime as dt

import pytest

from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.actions import (
    add_person,
    create_unit,
    dissolve_unit,
    edit_person,
    edit_unit,
    end_person,
    merge_units,
    move_unit,
    record_figures,
    rename_unit,
)
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Person, Unit, UnitParent
from thidua.organisation.queries import children_of, find_people, find_units, history_of, people_count
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province, system

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 6, 1)


@pytest.fixture
def city():
    return make_province()


@pytest.fixture
def districts(city):
    return make_district(city), make_district(city, "Liên đoàn Lao động quận Hoàn Kiếm")


def codes(call, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refusal) as refusal:
        call(**arguments)
    return refusal.value.codes


def test_a_unit_gets_the_next_code_of_its_parent(city, districts):
    district = districts[0]
    fields = {"level": UnitLevel.BASE, "kind": UnitKind.NON_STATE}
    made = [create_unit(by=system(city), parent=district, name=f"CĐCS {n}", **fields) for n in (1, 2)]
    assert [unit.code for unit in made] == [f"{district.code}-001", f"{district.code}-002"]
    assert made[0].path.startswith(district.path)
    assert Entry.objects.filter(event="unit.created", subject_id=made[0].pk).exists()


def test_who_may_not_change_units_is_told_why(city, districts):
    neighbour, fields = system(districts[1]), {"name": "X", "level": UnitLevel.BASE, "kind": UnitKind.NON_STATE}
    assert codes(create_unit, by=neighbour, parent=districts[0], **fields) == ("not_yours",)
    reader = system(districts[0]).__class__(**{**vars(system(districts[0])), "verbs": frozenset()})
    assert codes(edit_unit, by=reader, unit=districts[0], place="Ba Đình") == ("no_verb",)
    assert codes(add_person, by=reader, unit=districts[0], full_name="Lê Thu") == ("no_verb",)


def test_moving_keeps_the_old_parent_in_the_history(city, districts):
    base = make_base(districts[0])
    section = make_base(base, "Tổ công đoàn 1")
    move_unit(by=system(city), unit=base, new_parent=districts[1], from_day=DAY)
    section.refresh_from_db()
    assert section.path.startswith(districts[1].path)
    links = UnitParent.objects.filter(unit=base).order_by("valid_from")
    assert [link.parent for link in links] == list(districts)
    assert links[0].valid_to == DAY - dt.timedelta(days=1)
    assert f"Trực thuộc {districts[1].name}." in [chapter.text for chapter in history_of(base)]
    move = {"by": system(city), "unit": base, "new_parent": districts[1]}
    assert codes(move_unit, **move, from_day=DAY + dt.timedelta(days=9)) == ("same_parent",)
    move["new_parent"] = districts[0]
    assert codes(move_unit, **move, from_day=DAY) == ("too_early",)
    move["new_parent"] = section
    assert codes(move_unit, **move, from_day=DAY + dt.timedelta(days=9)) == ("own_subtree",)


def test_nobody_moves_or_ends_the_own_unit(city):
    assert codes(dissolve_unit, by=system(city), unit=city, last_day=DAY) == ("own_unit",)


def test_a_unit_ends_after_those_below_it(city, districts):
    base = make_base(districts[0])
    end = {"by": system(city), "unit": districts[0], "last_day": DAY}
    assert codes(dissolve_unit, **end) == ("has_children",)
    assert codes(dissolve_unit, **end, successor=districts[0]) == ("own_successor",)
    dissolve_unit(by=system(city), unit=base, last_day=DAY)
    dissolve_unit(**end, successor=districts[1])
    districts[0].refresh_from_db()
    assert (districts[0].valid_to, districts[0].successor) == (DAY, districts[1])


def test_merging_moves_the_units_below_and_names_the_successor(city, districts):
    base = make_base(districts[0])
    merge_units(by=system(city), units=[districts[0]], into=districts[1], last_day=DAY)
    base.refresh_from_db()
    districts[0].refresh_from_db()
    assert base.parent == districts[1]
    assert UnitParent.objects.get(unit=base, valid_to=None).valid_from == DAY + dt.timedelta(days=1)
    assert (districts[0].valid_to, districts[0].successor) == (DAY, districts[1])
    assert f"Tiếp nhận {districts[0].name}." in [chapter.text for chapter in history_of(districts[1])]
    nothing = {"by": system(city), "units": [districts[1]], "into": districts[1], "last_day": DAY}
    assert codes(merge_units, **nothing) == ("nothing_to_merge",)


def test_a_new_name_keeps_the_old_one_in_the_history(city, districts):
    old = districts[0].name
    rename_unit(by=system(city), unit=districts[0], name="Công đoàn phường Ba Đình", from_day=DAY)
    assert Unit.objects.get(pk=districts[0].pk).search_text.startswith("cong doan phuong ba dinh")
    assert f"Đổi tên; trước đó là “{old}”." in [chapter.text for chapter in history_of(districts[0])]
    again = {"by": system(city), "unit": districts[0]}
    assert codes(rename_unit, **again, name="Công đoàn phường Ba Đình", from_day=DAY) == ("same_name",)
    assert codes(rename_unit, **again, name="Tên khác", from_day=DAY) == ("too_early",)


def test_counts_that_do_not_fit_are_refused(districts):
    counts = {"by": system(districts[0]), "unit": districts[0], "as_of": DAY, "members": 5, "workers": 4}
    with pytest.raises(Refusal, match="Số đoàn viên không thể lớn hơn"):
        record_figures(**counts)


def test_people_are_changed_and_leave_the_list(districts):
    base = make_base(districts[0])
    person, by = make_person(base, "Đỗ Thị Lan", sex="f", is_direct_worker=True), system(base)
    edit_person(by=by, person=person, post="Tổ trưởng")
    assert Person.objects.get().post == "Tổ trưởng"
    with pytest.raises(Refusal, match="không thể vừa là lao động trực tiếp"):
        edit_person(by=by, person=Person.objects.get(), is_leader=True)
    assert people_count(base, DAY).direct == 1
    assert codes(end_person, by=by, person=person, last_day=dt.date(1999, 1, 1)) == ("before_start",)
    end_person(by=by, person=person, last_day=DAY - dt.timedelta(days=1))
    assert people_count(base, DAY).all == 0


def test_units_and_people_are_found_without_accents_in_any_order_within_reach(city, districts):
    base = make_base(districts[0], "Công đoàn Công ty May Đức Giang")
    neighbour = make_base(districts[1], "Công đoàn Công ty May Hồ Tây")
    people = [make_person(base, "Đặng Thị Ái Vân"), make_person(neighbour, "Đặng Văn Ái")]
    assert find_units(system(city), "giang duc") == [base]
    assert find_units(system(districts[0]), "cong ty may") == [base]
    assert find_units(system(city), "  ") == []
    assert find_people(system(city), "AI dang") == [people[1], people[0]]
    assert find_people(system(districts[0]), "ái đặng") == [people[0]]
    for number in range(25):
        make_person(base, f"Nguyễn Văn An {number}")
    assert len(find_people(system(city), "nguyen")) == 20


def test_the_children_of_a_unit_come_with_their_counts(city, districts, count_queries):
    base = make_base(districts[0])
    record_figures(by=system(base), unit=base, as_of=DAY, members=10, workers=12)
    (row,) = children_of(districts[0], DAY)
    assert (row.members, row.workers, row.child_count) == (10, 12, 0)
    assert {unit.name: unit.child_count for unit in children_of(city, DAY)}[districts[0].name] == 1
