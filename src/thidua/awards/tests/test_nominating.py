"""The proposing unit: drawing up a list, live numbers, sending, taking back; one refusal per reason."""

from __future__ import annotations

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.awards.actions import (
    add_line,
    change_line,
    create_dossier,
    receive_dossier,
    remove_line,
    set_quota,
    submit_dossier,
    withdraw_dossier,
)
from thidua.awards.checks import batch_findings, rules_on
from thidua.awards.choices import Result, TaskRating
from thidua.awards.lifecycle import DRAFT, SUBMITTED
from thidua.awards.models import Dossier
from thidua.awards.queries import list_numbers, people_to_nominate, quota_status
from thidua.awards.tests.factories import Place, make_decided_awards, make_dossier, make_form
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.journal.models import Entry, MoveLog
from thidua.organisation.tests.factories import make_base, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return Place()


def refused(code: str, action, **arguments) -> str:
    """Run the action, see it refused with that code; the sentence for the person."""
    with pytest.raises(Refusal) as caught:
        action(**arguments)
    assert code in caught.value.codes, caught.value.codes
    return str(caught.value)


def start(place: Place, **changed):
    """The arguments of ``create_dossier``, some of them changed."""
    words = {"unit": place.base, "form": make_form(), "year": clock.today().year, "achievement": "Có thành tích"}
    return {"by": place.chair, **words, **changed}


def test_create_dossier_goes_to_the_unit_that_gives_the_form(place: Place):
    dossier = create_dossier(**start(place))
    assert (dossier.unit, dossier.to_unit, dossier.state) == (place.base, place.district, DRAFT)
    assert dossier.award_name == "Giấy khen của Ban Thường vụ Liên đoàn Lao động quận Ba Đình"
    assert Entry.objects.filter(event="dossier.created", subject_id=str(dossier.pk)).exists()


def test_create_dossier_typed_in_by_the_upper_officer_is_marked_and_journalled(place: Place):
    dossier = create_dossier(**start(place, by=place.officer))
    assert dossier.is_typed_in
    assert Entry.objects.filter(event="dossier.typed_in", unit_id=place.base.pk).exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"achievement": "  "}, "no_achievement"),
        ({"achievement": "x" * 401}, "too_long"),
        ({"year": 1900}, "year"),
    ],
)
def test_create_dossier_refuses_what_is_not_right(place: Place, changed, code):
    refused(code, create_dossier, **start(place, **changed))
    assert not Dossier.objects.exists()


def test_create_dossier_refuses_a_form_that_nobody_above_gives(place: Place):
    refused("no_giver", create_dossier, **start(place, form=make_form("BK_TLD")))


def test_create_dossier_refuses_who_only_looks_and_who_stands_elsewhere(place: Place):
    refused("no_verb", create_dossier, **start(place, by=make_actor(place.base, Role.VIEWER)))
    neighbour = make_actor(make_base(place.district), Role.CHAIR)
    refused("other_unit", create_dossier, **start(place, by=neighbour))


def test_add_line_keeps_what_the_person_is_today(place: Place):
    dossier = make_dossier(place, make_person(place.base, "Vũ Thị Hoa", is_direct_worker=True, post="Thợ may", sex="f"))
    line = dossier.lines.get()
    assert (line.full_name, line.post, line.is_direct_worker, line.sex) == ("Vũ Thị Hoa", "Thợ may", True, "f")
    assert line.line_on_paper == "Thợ may, Công đoàn Công ty May Đức Giang"


def test_add_line_twice_keeps_one(place: Place):
    person = make_person(place.base)
    dossier = make_dossier(place, person)
    add_line(by=place.chair, dossier=dossier, person=person)
    assert dossier.lines.count() == 1


def test_add_line_takes_a_collective_where_the_form_is_for_collectives(place: Place):
    dossier = make_dossier(place)
    line = add_line(by=place.chair, dossier=dossier, collective=place.base)
    assert not line.is_person
    flag = create_dossier(**start(place, form=make_form("FLAG_PROVINCE")))
    refused("only_collectives", add_line, by=place.chair, dossier=flag, person=make_person(place.base))


def test_add_line_refuses_people_and_collectives_of_others(place: Place):
    dossier = make_dossier(place)
    other = make_base(place.district)
    refused("other_unit", add_line, by=place.chair, dossier=dossier, person=make_person(other))
    refused("other_unit", add_line, by=place.chair, dossier=dossier, collective=other)
    refused("no_subject", add_line, by=place.chair, dossier=dossier)


def test_change_and_remove_line(place: Place):
    dossier = make_dossier(place)
    first, second = dossier.lines.all()
    change_line(by=place.chair, line=first, achievement="Sửa máy giỏi", rating=TaskRating.GOOD)
    remove_line(by=place.chair, line=second)
    assert [line.achievement for line in dossier.lines.all()] == ["Sửa máy giỏi"]


def test_a_sent_list_is_not_changed_any_more(place: Place):
    dossier = make_dossier(place)
    line = dossier.lines.first()
    submit_dossier(by=place.chair, dossier=dossier)
    line.refresh_from_db()
    refused("wrong_state", remove_line, by=place.chair, line=line)
    refused("wrong_state", add_line, by=place.chair, dossier=dossier, person=make_person(place.base))


def test_submit_keeps_the_findings_and_gives_the_upper_unit_its_duty(place: Place):
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier, is_declared=True)
    assert (dossier.state, dossier.round) == (SUBMITTED, 1)
    duty = Duty.objects.open().get()
    assert (duty.unit, duty.kind, duty.subject_id) == (place.district, "appraise", dossier.pk)
    line = dossier.lines.first()
    assert {"code", "result", "why", "source"} <= set(line.findings[0])
    assert any("Luật 06/2022/QH15 ngày 15/06/2022" in row["source"] for row in line.findings)
    assert MoveLog.objects.filter(kind="dossier", subject_id=dossier.pk, move="submit").exists()


def test_submit_refuses_an_empty_list_and_who_may_not_send(place: Place):
    dossier = create_dossier(**start(place))
    refused("no_lines", submit_dossier, by=place.chair, dossier=dossier)
    refused("no_verb", submit_dossier, by=make_actor(place.base, Role.CLERK), dossier=make_dossier(place))


def test_submit_from_a_page_that_is_old_is_told_so(place: Place):
    dossier = make_dossier(place)
    before = dossier.version
    add_line(by=place.chair, dossier=dossier, person=make_person(place.base))
    sentence = refused("changed_meanwhile", submit_dossier, by=place.chair, dossier=dossier, version=before)
    assert "Trang này đã cũ" in sentence


def test_no_award_twice_for_one_achievement(place: Place):
    person = make_person(place.base, "Đỗ Văn Hai", is_direct_worker=True)
    make_decided_awards(place, person)
    again = make_dossier(place, person)
    sentence = refused("A12", submit_dossier, by=place.chair, dossier=again)
    assert "Đỗ Văn Hai: Thành tích này đã được khen" in sentence
    assert again.lines.get().findings == []


def test_the_same_achievement_in_an_open_dossier_stops_the_second(place: Place):
    person = make_person(place.base, is_direct_worker=True)
    submit_dossier(by=place.chair, dossier=make_dossier(place, person))
    refused("A12", submit_dossier, by=place.chair, dossier=make_dossier(place, person))


def test_withdraw_until_the_appraisal_begins(place: Place):
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier)
    withdraw_dossier(by=place.chair, dossier=dossier)
    assert dossier.state == DRAFT
    assert not Duty.objects.open().exists()
    submit_dossier(by=place.chair, dossier=dossier)
    assert Duty.objects.open().get().kind == "appraise"
    receive_dossier(by=place.officer, dossier=dossier)
    refused("wrong_state", withdraw_dossier, by=place.chair, dossier=dossier)


def test_live_numbers_count_direct_workers_and_people_without_a_leading_post(place: Place):
    people = [
        make_person(place.base, is_direct_worker=True),
        make_person(place.base),
        make_person(place.base, is_leader=True),
        make_person(place.base, is_leader=True),
    ]
    dossier = make_dossier(place, *people)
    numbers = list_numbers(dossier, list(dossier.lines.all()))
    assert (numbers.direct, numbers.people, numbers.text) == (2, 4, "50 %")


def test_too_few_direct_workers_warn_with_the_resolution_but_do_not_stop(place: Place):
    dossier = make_dossier(place, *[make_person(place.base, is_leader=True) for _ in range(7)])
    lines = list(dossier.lines.all())
    day = clock.today()
    found = batch_findings(
        dossier, rules_on(dossier, day), list_numbers(dossier, lines), quota_status(dossier, len(lines)), day
    )
    finding = next(one for one in found if one.code == "B06")
    assert finding.result == Result.FAIL
    assert "07/NQ-TLĐ ngày 15/01/2020" in finding.source
    assert not finding.is_in_the_way
    submit_dossier(by=place.chair, dossier=dossier)
    assert dossier.state == SUBMITTED


def test_quota_counts_what_was_awarded_what_waits_and_this_list(place: Place):
    set_quota(by=place.officer, form=make_form(), year=clock.today().year, most=5)
    make_decided_awards(place)
    submit_dossier(by=place.chair, dossier=make_dossier(place, make_person(place.base)))
    dossier = make_dossier(place, *[make_person(place.base) for _ in range(3)])
    quota = quota_status(dossier, 3)
    assert (quota.most, quota.awarded, quota.waiting, quota.here, quota.left, quota.over) == (5, 2, 1, 3, -1, 1)
    set_quota(by=place.officer, form=make_form(), year=clock.today().year, most=9, unit=place.base)
    assert quota_status(dossier, 3).left == 3
    set_quota(by=place.officer, form=make_form(), year=clock.today().year, most=None, unit=place.base)
    assert quota_status(dossier, 3).most == 5


def test_quota_is_set_by_the_giving_unit_for_units_below(place: Place):
    year = clock.today().year
    refused("no_verb", set_quota, by=make_actor(place.district, Role.VIEWER), form=make_form(), year=year, most=1)
    other = Place()
    refused("other_unit", set_quota, by=place.officer, form=make_form(), year=year, most=1, unit=other.base)
    refused("quota_range", set_quota, by=place.officer, form=make_form(), year=year, most=-1)


def test_people_are_found_without_accents_and_not_twice(place: Place):
    there = make_person(place.base, "Đặng Thị Ái")
    make_person(place.base, "Đặng Văn Bằng")
    dossier = make_dossier(place, there)
    assert [one.full_name for one in people_to_nominate(place.chair, dossier, words="dang")] == ["Đặng Văn Bằng"]


def test_rules_are_those_of_the_day(place: Place, on_day):
    dossier = make_dossier(place)
    codes = {rule.code for rule in rules_on(dossier, clock.today())}
    assert {"A09", "A12"} <= codes
    on_day("2021-06-01")
    codes = {rule.code for rule in rules_on(dossier, clock.today())}
    assert "A12-2003" in codes
    assert not {"A09", "A12"} & codes
