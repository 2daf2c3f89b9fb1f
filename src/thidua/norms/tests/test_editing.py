"""Administrators edit the register: each action's effects, each refusal."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.norms.actions import (
    add_anniversary,
    add_norm,
    add_parameter,
    edit_anniversary,
    edit_norm,
    edit_parameter,
    end_norm,
    load_register,
    remove_anniversary,
    remove_parameter,
)
from thidua.norms.choices import Force, ParameterKind
from thidua.norms.models import FoundingYear, LegalNorm, Parameter
from thidua.norms.policies import may_edit_register
from thidua.norms.queries import base_salary_on, changes_of, founding_of, norm_on
from thidua.norms.tests.factories import administrator, make_anniversary, make_norm

pytestmark = pytest.mark.django_db
MAY_2019 = dt.date(2019, 5, 1)


@pytest.mark.parametrize(
    ("actor", "codes"),
    [
        (administrator(), []),
        (administrator(steps=2), ["not_at_the_top"]),
        (administrator(verbs=("view",)), ["no_verb"]),
        (administrator(steps=2, verbs=("view",)), ["no_verb"]),
    ],
)
def test_only_an_administrator_at_the_top_edits(actor, codes):
    assert [reason.code for reason in may_edit_register(actor).reasons] == codes


def test_every_action_asks_who_may():
    by = administrator(steps=2)
    norm, event, figure = make_norm(), make_anniversary(), Parameter.objects.all()[0]
    before = Entry.objects.count()
    for act in (
        lambda: add_norm(by=by, number="1/2020/NĐ-CP", kind="Nghị định", title="T", issuer="Chính phủ", confidence="H"),
        lambda: edit_norm(by=by, norm=norm, version=norm.version, note="x"),
        lambda: end_norm(by=by, norm=norm, version=norm.version, effective_to=dt.date(2021, 1, 1)),
        lambda: add_anniversary(by=by, name="N", founded_on=MAY_2019, aliases="khai trương N"),
        lambda: edit_anniversary(by=by, row=event, version=event.version, note="x"),
        lambda: remove_anniversary(by=by, row=event, version=event.version),
        lambda: add_parameter(by=by, kind=ParameterKind.BASE_SALARY, valid_from=MAY_2019, amount=1),
        lambda: edit_parameter(by=by, row=figure, version=figure.version, note="x"),
        lambda: remove_parameter(by=by, row=figure, version=figure.version),
        lambda: load_register(by=by),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.codes == ("not_at_the_top",)
    assert Entry.objects.count() == before


def test_a_norm_added_is_found_at_once_and_journalled():
    norm = make_norm("77/2019/NĐ-CP", title="Quy định mới")
    assert norm_on("77/2019/NĐ-CP", dt.date(2020, 1, 1)).force == Force.IN_FORCE
    assert norm.is_edited
    assert [(change.words, change.text) for change in changes_of(norm)] == [
        ("Thêm vào sổ", "Nghị định 77/2019/NĐ-CP: Quy định mới")
    ]


def test_a_number_stands_once_a_year():
    make_norm("7/QĐ-XYZ", signed_on=dt.date(2019, 1, 1), effective_from=None)
    with pytest.raises(Refusal) as refused:
        make_norm("07/QĐ–XYZ", signed_on=dt.date(2019, 5, 1), effective_from=None)
    assert refused.value.codes == ("duplicate",)
    make_norm("7/QĐ-XYZ", signed_on=dt.date(2020, 1, 1), effective_from=None)
    assert LegalNorm.objects.filter(number_key="7 qd xyz").count() == 2


def test_a_norm_that_ends_before_it_begins_is_refused_in_vietnamese():
    with pytest.raises(Refusal, match="Ngày hết hiệu lực phải sau ngày có hiệu lực"):
        make_norm(effective_to=dt.date(2019, 1, 1))


def test_the_second_editor_is_shown_both_texts():
    norm = make_norm("78/2019/NĐ-CP")
    edit_norm(by=administrator(), norm=norm, version=1, title="Bản thứ nhất")
    with pytest.raises(Refusal, match="người khác đã sửa dòng này") as refused:
        edit_norm(by=administrator(), norm=norm, version=1, title="Bản thứ hai")
    assert refused.value.codes == ("edited_meanwhile",)
    norm.refresh_from_db()
    assert norm.title == "Bản thứ nhất"


def test_a_norm_is_ended_with_its_successor():
    old, new = make_norm("79/2019/NĐ-CP"), make_norm("80/2019/NĐ-CP")
    end_norm(by=administrator(), norm=old, version=1, effective_to=dt.date(2022, 1, 1), successor=new)
    status = norm_on("79/2019/NĐ-CP", dt.date(2022, 1, 1))
    assert status.force == Force.EXPIRED
    assert status.text.endswith("Văn bản thay thế: 80/2019/NĐ-CP.")
    assert changes_of(old)[-1].text == "79/2019/NĐ-CP hết hiệu lực từ 01/01/2022, thay bằng 80/2019/NĐ-CP"


def test_successors_do_not_run_in_a_circle():
    old, new = make_norm(), make_norm()
    end_norm(by=administrator(), norm=old, version=1, effective_to=dt.date(2022, 1, 1), successor=new)
    for successor in (new, old):
        with pytest.raises(Refusal) as refused:
            end_norm(by=administrator(), norm=successor, version=1, effective_to=dt.date(2023, 1, 1), successor=old)
        assert refused.value.codes == ("circle",)


def test_an_anniversary_added_is_known_at_once_corrected_and_removed():
    row = make_anniversary("Ngày truyền thống Nhà máy A", aliases="thành lập Nhà máy A", unless="Nhà máy A Châu")
    assert founding_of("70 năm thành lập nhà máy a").day == dt.date(1950, 6, 1)
    assert founding_of("70 năm thành lập Nhà máy A Châu") is None
    row = edit_anniversary(by=administrator(), row=row, version=1, founded_on=dt.date(1951, 6, 1))
    assert founding_of("thành lập Nhà máy A").years_on(2021) == 70
    remove_anniversary(by=administrator(), row=row, version=row.version)
    assert founding_of("thành lập Nhà máy A") is None
    assert [entry.event for entry in Entry.objects.filter(subject_kind="foundingyear").order_by("id")] == [
        "anniversary.added",
        "anniversary.changed",
        "anniversary.removed",
    ]


def test_an_alias_belongs_to_one_event_and_an_event_has_one():
    with pytest.raises(Refusal, match="Cách gọi “Quốc khánh” đã dùng") as refused:
        make_anniversary("Ngày khác", aliases="ngày khác\nQuốc khánh")
    assert refused.value.codes == ("taken",)
    with pytest.raises(Refusal) as refused:
        make_anniversary("Ngày khác", aliases=" \n")
    assert refused.value.codes == ("no_alias",)
    assert not FoundingYear.objects.filter(name="Ngày khác").exists()


def test_a_figure_is_added_corrected_and_removed():
    by = administrator()
    row = add_parameter(
        by=by, kind=ParameterKind.BASE_SALARY, valid_from=dt.date(2030, 1, 1), amount=3_000_000, confidence="M"
    )
    assert base_salary_on(dt.date(2030, 5, 1)) == 3_000_000
    row = edit_parameter(by=by, row=row, version=1, amount=3_100_000)
    assert base_salary_on(dt.date(2030, 5, 1)) == 3_100_000
    with pytest.raises(Refusal, match="người khác đã sửa dòng này") as refused:
        remove_parameter(by=by, row=row, version=1)
    assert refused.value.codes == ("edited_meanwhile",)
    assert base_salary_on(dt.date(2030, 5, 1)) == 3_100_000
    remove_parameter(by=by, row=row, version=2)
    assert base_salary_on(dt.date(2030, 5, 1)) == 2_530_000
    assert Entry.objects.filter(subject_kind="parameter").count() == 3


@pytest.mark.parametrize(
    ("day", "amount", "words"),
    [(dt.date(2026, 7, 1), 5, "đã có mức từ ngày đó"), (dt.date(2031, 1, 1), 0, "Mức phải lớn hơn 0")],
)
def test_a_second_figure_of_a_day_or_none_at_all_is_refused(day, amount, words):
    with pytest.raises(Refusal, match=words):
        add_parameter(by=administrator(), kind=ParameterKind.BASE_SALARY, valid_from=day, amount=amount, confidence="M")
