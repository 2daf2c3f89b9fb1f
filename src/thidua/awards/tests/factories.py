"""Nominations, decisions and awards for tests, made by walking the real actions; examples for every address."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.awards.actions import (
    add_line,
    add_scan,
    appraise_lines,
    create_dossier,
    decide,
    finish_appraisal,
    load_catalogue,
    receive_dossier,
    submit_dossier,
)
from thidua.awards.choices import LineVerdict, TaskRating
from thidua.awards.models import Award, AwardForm, Decision, Dossier, DossierLine
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import Person, Unit
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province
from thidua.plans.tests.factories import make_issued_plan

_numbers = itertools.count(1)


@dataclass
class Place:
    """A district with one base union under it, and who acts there."""

    province: Unit = field(default_factory=make_province)
    district: Unit = field(init=False)
    base: Unit = field(init=False)
    chair: Actor = field(init=False)
    officer: Actor = field(init=False)
    leader: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.district = make_district(self.province)
        self.base = make_base(self.district, "Công đoàn Công ty May Đức Giang")
        self.chair = make_actor(self.base, Role.CHAIR)
        self.officer = make_actor(self.district, Role.OFFICER, full_name="Nguyễn Thị Cán Bộ")
        self.leader = make_actor(self.district, Role.LEADER)


def make_form(code: str = "GK_UPPER") -> AwardForm:
    """A form of the supplied catalogue (loaded again where a test has emptied the database)."""
    if not AwardForm.objects.filter(code=code).exists():
        load_catalogue(by=None)
    return AwardForm.objects.get(code=code)


def make_dossier(place: Place, *people: Person, code: str = "GK_UPPER", achievement: str = "") -> Dossier:
    """A draft of the base union with these people (two by default: a direct worker and a leader)."""
    year = clock.today().year
    dossier = create_dossier(
        by=place.chair,
        unit=place.base,
        form=make_form(code),
        year=year,
        achievement=achievement or f"Đã có thành tích xuất sắc trong phong trào thi đua năm {year}",
    )
    chosen = people or (
        make_person(place.base, "Trần Thị Bích", is_direct_worker=True, sex="f", post="Công nhân may"),
        make_person(place.base, "Lê Văn Quyết", is_leader=True, sex="m", post="Quản đốc"),
    )
    for person in chosen:
        add_line(by=place.chair, dossier=dossier, person=person, rating=TaskRating.EXCELLENT)
    return dossier


def make_appraised(place: Place, *people: Person, achievement: str = "") -> Dossier:
    """A dossier of the base union that the district has appraised: everybody passed."""
    dossier = make_dossier(place, *people, achievement=achievement)
    submit_dossier(by=place.chair, dossier=dossier, is_declared=True)
    receive_dossier(by=place.officer, dossier=dossier)
    verdicts = {line.pk: (LineVerdict.PASS, "") for line in dossier.lines.all()}
    appraise_lines(by=place.officer, dossier=dossier, verdicts=verdicts)
    finish_appraisal(by=place.officer, dossier=dossier)
    return dossier


def make_many_appraised(place: Place, many: int) -> list[Dossier]:
    """So many appraised dossiers of one passed person each: the first has walked the actions, the others are its
    copies for further people."""
    first = make_appraised(place, make_person(place.base, "Người Thứ Nhất", is_direct_worker=True))
    line = first.lines.get()
    people = Person.objects.bulk_create(
        [Person(unit=place.base, full_name=f"Người Thứ {n}", name_key=f"thu {n:05}") for n in range(2, many + 1)]
    )
    copied = {field.attname: getattr(first, field.attname) for field in Dossier._meta.fields if not field.primary_key}
    copies = Dossier.objects.bulk_create([Dossier(**copied) for _ in people])
    kept = {field.attname: getattr(line, field.attname) for field in DossierLine._meta.fields if not field.primary_key}
    DossierLine.objects.bulk_create(
        [
            DossierLine(**kept | {"dossier_id": dossier.pk, "person_id": person.pk, "full_name": person.full_name})
            for dossier, person in zip(copies, people, strict=True)
        ]
    )
    return list(Dossier.objects.select_related("unit", "to_unit", "form").filter(unit=place.base).order_by("pk"))


def make_decision(place: Place, *people: Person, on: dt.date | None = None, achievement: str = "") -> Decision:
    """A decision of the district, recorded from paper, that gives the awards of one dossier."""
    return decide(
        by=place.leader,
        dossiers=[make_appraised(place, *people, achievement=achievement)],
        number=next(_numbers),
        decided_on=on or clock.today(),
        signer_name="Phạm Văn Ký",
        signer_post="Chủ tịch",
    )


def make_decided_awards(place: Place | None = None, *people: Person) -> list[Award]:
    """The awards of a fresh decision, by golden book number."""
    decision = make_decision(place or Place(), *people)
    return list(decision.awards.order_by("golden_book_number"))


A_SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def _draft() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": make_dossier(place).pk}, place.base


def _line() -> tuple[dict[str, Any], Unit]:
    place = Place()
    line = make_dossier(place).lines.first()
    assert line is not None
    return {"pk": line.pk}, place.base


def _appraised() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": make_appraised(place).pk}, place.district


def _appraised_line() -> tuple[dict[str, Any], Unit]:
    place = Place()
    line = make_appraised(place).lines.first()
    assert line is not None
    return {"pk": line.pk}, place.district


def _decision(**more: Any) -> Callable[[], tuple[dict[str, Any], Unit]]:
    def make() -> tuple[dict[str, Any], Unit]:
        place = Place()
        return {"pk": make_decision(place).pk, **more}, place.district

    return make


def _decision_file() -> tuple[dict[str, Any], Unit]:
    place = Place()
    decision = make_decision(place)
    scan = add_scan(by=place.leader, decision=decision, name="quyet-dinh.pdf", data=A_SCAN)
    return {"pk": decision.pk, "attachment": scan.pk}, place.district


def _award() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": make_decided_awards(place)[0].pk}, place.base


def _person() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": make_person(place.base).pk}, place.base


def _unit() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": place.base.pk}, place.base


def _plan() -> tuple[dict[str, Any], Unit]:
    place = Place()
    return {"pk": make_issued_plan(place.base).pk}, place.base


EXAMPLES: dict[str, Callable[[], Any]] = {
    "nomination_start": _plan,
    "dossier_page": _draft,
    "dossier_search": _draft,
    "line_add": _draft,
    "line_remove": _draft,
    "dossier_submit": _draft,
    "dossier_withdraw": _draft,
    "line_change": _line,
    "line_word": _appraised_line,
    "dossier_appraise": _appraised,
    "dossier_receive": _appraised,
    "dossier_finish": _appraised,
    "dossier_return": _appraised,
    "dossier_reopen": _appraised,
    "dossier_close": _appraised,
    "decision_draft_file": lambda: ({"kind": "pdf"}, None),
    "decision_page": _decision(),
    "decision_undo": _decision(),
    "decision_attach": _decision(),
    "decision_file": _decision_file,
    "decision_text": _decision(kind="pdf"),
    "decision_print": _decision(),
    "award_page": _award,
    "award_print": _award,
    "award_revoke": _award,
    "award_replace": _award,
    "person_history": _person,
    "unit_history": _unit,
}
