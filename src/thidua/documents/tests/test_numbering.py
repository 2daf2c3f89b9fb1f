"""Numbers: the next one, the unit's scheme, numbers given on paper, voids; nobody gets one twice."""

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.actions import (
    issue_document,
    register_paper_number,
    set_number_scheme,
    take_number,
    void_document,
    void_number,
)
from thidua.documents.choices import DocumentKind, NumberingMode, NumberOrigin
from thidua.documents.lifecycle import ISSUED, NUMBERED, VOIDED
from thidua.documents.models import IssuedNumber, OfficialDocument
from thidua.documents.queries import documents_of, found_documents, numbering
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)


@pytest.fixture(autouse=True)
def day():
    with clock.at(DAY):
        yield


@pytest.fixture
def unit():
    return make_district(make_province())


@pytest.fixture
def officer(unit):
    return make_actor(unit, Role.OFFICER)


def take(officer, unit, kind=DocumentKind.PLAN, on=DAY, **fields):
    return take_number(by=officer, unit=unit, kind=kind, on=on, subject="Phát động phong trào thi đua", **fields)


def register(officer, unit, number, kind=DocumentKind.PLAN, **fields):
    return register_paper_number(
        by=officer, unit=unit, kind=kind, number=number, on=DAY, subject="Kế hoạch đã ký trên giấy", **fields
    )


def test_take_number_gives_the_next_number_and_records_it(officer, unit):
    first = take(officer, unit, signer_name="Nguyễn Xuân Trọng", signer_post="Chủ tịch", owner_kind="plan", owner_id=7)
    assert (first.number, first.number_text, first.title) == (1, "01/KH-LĐLĐ", "Kế hoạch 01/KH-LĐLĐ")
    assert (first.state, first.year, first.issued_on, first.signer_name) == (NUMBERED, 2021, DAY, "Nguyễn Xuân Trọng")
    assert first.citation == "Kế hoạch số 01/KH-LĐLĐ ngày 07/01/2021"
    assert first.issued_number.origin == NumberOrigin.SYSTEM
    assert take(officer, unit).number == 2
    line = Entry.objects.filter(event="document.numbered").first()
    assert "01/KH-LĐLĐ" in line.text
    assert line.unit_id == unit.pk


def test_each_kind_has_its_own_sequence_unless_the_unit_chose_one(officer, unit):
    take(officer, unit)
    assert take(officer, unit, DocumentKind.DECISION).number_text == "01/QĐ-LĐLĐ"
    assert take(officer, unit, DocumentKind.LETTER).number_text == "01/LĐLĐ"
    with clock.at(dt.date(2022, 1, 4)):
        set_number_scheme(by=officer, unit=unit, year=2022, mode=NumberingMode.ONE, start=15)
        day = dt.date(2022, 1, 4)
        assert take(officer, unit, on=day).number == 15
        assert take(officer, unit, DocumentKind.DECISION, on=day).number_text == "16/QĐ-LĐLĐ"
    with clock.at(dt.date(2023, 1, 4)):
        day = dt.date(2023, 1, 4)
        assert [take(officer, unit, kind, on=day).number for kind in ("plan", "report")] == [1, 2]


def test_scheme_is_refused_once_a_number_is_taken(officer, unit):
    take(officer, unit)
    with pytest.raises(Refusal) as refused:
        set_number_scheme(by=officer, unit=unit, year=2021, mode=NumberingMode.ONE)
    assert refused.value.codes == ("numbering_began",)
    with pytest.raises(Refusal) as refused:
        set_number_scheme(by=officer, unit=unit, year=2022, mode=NumberingMode.ONE, start=0)
    assert refused.value.codes == ("start",)


def test_paper_number_is_registered_and_passed_over(officer, unit):
    take(officer, unit)
    paper = register(officer, unit, 3)
    assert (paper.number_text, paper.state, paper.origin) == ("03/KH-LĐLĐ", ISSUED, NumberOrigin.PAPER)
    assert numbering(unit, DocumentKind.PLAN, DAY).next_number == 2
    assert [take(officer, unit).number for _ in range(2)] == [2, 4]
    assert Entry.objects.filter(event="document.registered").count() == 1


def test_paper_number_that_is_taken_is_refused_and_says_by_what(officer, unit):
    take(officer, unit)
    documents = OfficialDocument.objects.count()
    with pytest.raises(Refusal) as refused:
        register(officer, unit, 1)
    assert refused.value.codes == ("number_taken",)
    assert "Kế hoạch số 01/KH-LĐLĐ ngày 07/01/2021" in str(refused.value)
    assert OfficialDocument.objects.count() == documents
    with pytest.raises(Refusal) as refused:
        register(officer, unit, 0)
    assert refused.value.codes == ("number",)


def test_issue_moves_a_numbered_document_and_a_second_time_is_refused(officer, unit):
    document = issue_document(by=officer, document=take(officer, unit))
    assert document.state == ISSUED
    with pytest.raises(Refusal) as refused:
        issue_document(by=officer, document=document)
    assert refused.value.codes == ("wrong_state",)


def test_void_keeps_the_number_on_record_with_its_reason(officer, unit):
    document = take(officer, unit)
    void_document(by=officer, document=document, reason=" In nhầm mẫu ")
    document.refresh_from_db()
    assert document.state == VOIDED
    assert document.issued_number.void_reason == "In nhầm mẫu"
    assert take(officer, unit).number == 2
    voided = void_number(by=officer, unit=unit, kind=DocumentKind.PLAN, year=2021, number=3, reason="Hỏng phôi")
    assert voided.document is None
    assert take(officer, unit).number == 4
    shown = numbering(unit, DocumentKind.PLAN, DAY)
    assert ([void.number for void in shown.voids], shown.next_number) == ([1, 3], 5)


def test_void_refuses_without_a_reason_or_after_issue_or_a_taken_number(officer, unit):
    document = take(officer, unit)
    with pytest.raises(Refusal) as refused:
        void_document(by=officer, document=document, reason=" ")
    assert refused.value.codes == ("no_reason",)
    issue_document(by=officer, document=document)
    with pytest.raises(Refusal) as refused:
        void_document(by=officer, document=document, reason="Nhầm")
    assert refused.value.codes == ("wrong_state",)
    with pytest.raises(Refusal) as refused:
        void_number(by=officer, unit=unit, kind=DocumentKind.PLAN, year=2021, number=1, reason="Nhầm")
    assert refused.value.codes == ("number_taken",)
    assert IssuedNumber.objects.get().void_reason == ""


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"on": dt.date(2021, 1, 8)}, "future_day"), ({"subject": "  "}, "no_subject")],
)
def test_take_number_refuses_a_day_to_come_and_an_empty_subject(officer, unit, fields, code):
    content = {"kind": DocumentKind.PLAN, "on": DAY, "subject": "Phát động"} | fields
    with pytest.raises(Refusal) as refused:
        take_number(by=officer, unit=unit, **content)
    assert refused.value.codes == (code,)
    assert not IssuedNumber.objects.exists()


@pytest.mark.parametrize(
    ("role", "codes"),
    [(Role.CLERK, ("no_verb",)), (Role.VIEWER, ("no_verb",)), (Role.ADMIN, ("no_verb",)), (Role.LEADER, ())],
)
def test_who_may_take_a_number(unit, role, codes):
    actor = make_actor(unit, role)
    if not codes:
        assert take(actor, unit).number == 1
        return
    with pytest.raises(Refusal) as refused:
        take(actor, unit)
    assert refused.value.codes == codes


def test_another_unit_takes_no_number_here(officer, unit):
    other = make_district(unit.parent, "Liên đoàn Lao động quận Đống Đa")
    with pytest.raises(Refusal) as refused:
        take(make_actor(other, Role.OFFICER), unit)
    assert refused.value.codes == ("other_unit",)


def test_documents_are_seen_by_own_upper_and_lower_units(officer, unit):
    document = take(officer, unit)
    above, beside = make_actor(unit.parent), make_actor(make_district(unit.parent, "LĐLĐ quận Đống Đa"))
    below = make_actor(make_base(unit))

    def seen(by):
        return OfficialDocument.objects.visible_to(by).filter(pk=document.pk).exists()

    assert [seen(by) for by in (officer, above, beside, below)] == [True, True, False, False]
    issue_document(by=officer, document=document)
    assert [seen(by) for by in (above, beside, below)] == [True, False, True]
    assert list(found_documents(below, "phat dong 01")) == [document]
    assert not found_documents(beside, "phat dong").exists()
    assert list(documents_of("", 0)) == []
