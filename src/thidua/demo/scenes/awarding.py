"""July: nominations for the first phase, appraisal, the decision, certificates, one of them mistaken."""

from __future__ import annotations

import datetime as dt

from thidua.awards.actions import (
    add_line,
    appraise_lines,
    count_print,
    create_dossier,
    decide,
    finish_appraisal,
    receive_dossier,
    replace_award,
    revoke_award,
    submit_dossier,
)
from thidua.awards.choices import LineVerdict, Occasion, RevokeReason, TaskRating
from thidua.awards.models import AwardForm, Decision, Dossier
from thidua.common.actor import Actor
from thidua.demo import world
from thidua.organisation.models import Person

WORDS = "Đã có thành tích xuất sắc trong phong trào thi đua đợt 1 năm 2021"
DECIDED_ON = dt.date(2021, 7, 26)
# How many direct workers and how many leaders each of the first four unions proposes.
PROPOSED = ((5, 1), (4, 1), (4, 0), (2, 1))


def unions_nominate() -> None:
    """Four unions propose people for the district's letter of commendation; three lists are sent, one is a draft."""
    for number, chair in enumerate(world.chairs()[: len(PROPOSED)]):
        dossier = _list_of(chair, *PROPOSED[number])
        if number < 3:
            submit_dossier(by=chair, dossier=dossier, is_declared=True)


def district_appraises() -> None:
    """Two lists are appraised; one line does not pass. The third list waits in the inbox."""
    officer = world.actor(world.OFFICER)
    for number, chair in enumerate(world.chairs()[:2]):
        dossier = Dossier.objects.get(unit_id=chair.unit_id)
        receive_dossier(by=officer, dossier=dossier)
        lines = list(dossier.lines.order_by("order"))
        verdicts = {line.pk: (LineVerdict.PASS, "") for line in lines}
        if number == 1:
            verdicts[lines[-1].pk] = (LineVerdict.FAIL, "Chưa nêu được kết quả cụ thể trong đợt 1")
        appraise_lines(by=officer, dossier=dossier, verdicts=verdicts)
        finish_appraisal(by=officer, dossier=dossier)


def district_decides() -> None:
    """The leader signs the decision on paper; the certificates are printed."""
    leader = world.actor(world.LEADER)
    dossiers = list(Dossier.objects.filter(state="appraised").order_by("id"))
    decision = decide(
        by=leader,
        dossiers=dossiers,
        decided_on=DECIDED_ON,
        signer_name="Nguyễn Đức Long",
        signer_post="Chủ tịch",
        number=15,
        title="Về việc tặng giấy khen đợt 1 năm 2021",
    )
    awards = list(decision.awards.order_by("golden_book_number"))
    count_print(by=leader, decision=decision, awards=awards)


def mistakes_are_mended() -> None:
    """One certificate with a wrong word is replaced, another given by mistake is revoked."""
    leader = world.actor(world.LEADER)
    first, second = Decision.objects.get().awards.filter(person__isnull=False).order_by("golden_book_number")[:2]
    replace_award(
        by=leader,
        award=first,
        reason="Ghi sai tên tổ sản xuất",
        recipient_line=f"{first.recipient_line} (Chuyền 2)",
    )
    revoke_award(
        by=leader, award=second, category=RevokeReason.MISTAKE, reason="Trùng với giấy khen của quận đã tặng đầu năm"
    )


def _list_of(chair: Actor, workers: int, leaders: int) -> Dossier:
    unit = world.own_plan(chair).unit
    dossier = create_dossier(
        by=chair,
        unit=unit,
        form=AwardForm.objects.get(code="GK_UPPER"),
        year=2021,
        achievement=WORDS,
        occasion=Occasion.PHASE,
        plan=world.own_plan(chair),
        event_on=dt.date(2021, 7, 28),
    )
    people = Person.objects.filter(unit=unit).order_by("id")
    chosen = [*people.filter(is_direct_worker=True)[:workers], *people.filter(is_leader=True)[1 : 1 + leaders]]
    for person in chosen:
        add_line(by=chair, dossier=dossier, person=person, rating=TaskRating.EXCELLENT)
    return dossier
