"""What a decision would do, before it is recorded: the names, the letters, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from thidua.awards.choices import LineVerdict
from thidua.awards.lifecycle import APPRAISED, DECISION, UNDONE
from thidua.awards.models import Award, AwardForm, Decision, Dossier, DossierLine
from thidua.awards.models.decisions import achievement_key
from thidua.awards.models.dossiers import DossierQuerySet
from thidua.awards.queries.dossiers import inbox
from thidua.common.actor import Actor
from thidua.documents.lifecycle import ISSUED
from thidua.documents.models import Attachment, OfficialDocument
from thidua.documents.queries import attachments_of
from thidua.organisation.models import Unit


@dataclass(frozen=True)
class DraftedAward:
    """One award that a decision would give: its number in the golden book, its line, and an award in its way."""

    number: int
    line: DossierLine
    earlier: Award | None = None


@dataclass(frozen=True)
class DecisionDraft:
    """What a decision about these dossiers would make: awards in the order of the list, and who is left out."""

    form: AwardForm
    unit: Unit
    year: int
    dossiers: tuple[Dossier, ...]
    awards: tuple[DraftedAward, ...]
    left_out: tuple[DossierLine, ...]

    @property
    def people(self) -> int:
        """How many persons."""
        return sum(award.line.is_person for award in self.awards)

    @property
    def collectives(self) -> int:
        """How many collectives."""
        return len(self.awards) - self.people

    @property
    def direct(self) -> int:
        """How many direct workers or persons in no leading post."""
        return sum(award.line.counts_as_direct for award in self.awards)

    @property
    def conflicts(self) -> list[DraftedAward]:
        """Awards whose achievement was awarded before."""
        return [award for award in self.awards if award.earlier]


@dataclass(frozen=True)
class LeftByUndone:
    """What a decision recorded from its paper and taken back leaves for the next one about its dossiers: number, day
    and signer of the paper, and the scans of it that were sent up."""

    decision: Decision
    document: OfficialDocument
    scans: tuple[Attachment, ...]


def left_by_undone(dossiers: Sequence[Dossier]) -> LeftByUndone | None:
    """What the last undone decision about these dossiers left; None where its number was the product's (it is voided)
    or stands on another decision by now. Two queries, three where something is left."""
    undone = Decision.objects.filter(dossiers__in=dossiers, state=UNDONE).order_by("-pk").first()
    if undone is None:
        return None
    document = OfficialDocument.objects.filter(owner_kind=DECISION.kind, owner_id=undone.pk, state=ISSUED).first()
    if document is None:
        return None
    return LeftByUndone(undone, document, tuple(attachments_of(DECISION.kind, undone.pk)))


def ready_dossiers(by: Actor) -> DossierQuerySet:
    """Appraised dossiers that wait for a decision of the actor's unit, by form."""
    return inbox(by, state=APPRAISED).order_by("form__order", "year", "unit__name_key", "id")


def decision_draft(dossiers: Sequence[Dossier]) -> DecisionDraft | None:
    """What a decision about these dossiers would make. None without a dossier. Collectives come first, then people,
    by unit and name. Three queries."""
    if not dossiers:
        return None
    lines = list(
        DossierLine.objects.filter(dossier__in=dossiers)
        .select_related("dossier__unit", "person", "collective")
        .order_by("dossier__unit__name_key", "name_key", "id")
    )
    passed = [line for line in lines if line.verdict == LineVerdict.PASS]
    passed.sort(key=lambda line: line.is_person)
    earlier = _earlier(passed)
    return DecisionDraft(
        form=dossiers[0].form,
        unit=dossiers[0].to_unit,
        year=dossiers[0].year,
        dossiers=tuple(dossiers),
        awards=tuple(DraftedAward(number, line, earlier.get(line.pk)) for number, line in enumerate(passed, start=1)),
        left_out=tuple(line for line in lines if line.verdict != LineVerdict.PASS),
    )


def _earlier(lines: list[DossierLine]) -> dict[int, Award]:
    """line id → the valid award that was already given for the same achievement of the same subject."""
    keys = {(line.person_id, line.collective_id, achievement_key(line.achievement_on_paper)): line.pk for line in lines}
    subjects = Q(person_id__in=[key[0] for key in keys if key[0]]) | Q(
        person__isnull=True, unit_id__in=[key[1] for key in keys if key[1]]
    )
    found: dict[int, Award] = {}
    for award in Award.objects.valid().filter(subjects).select_related("decision__document", "form"):
        key = (award.person_id, None if award.person_id else award.unit_id, award.achievement_key)
        if key in keys:
            found[keys[key]] = award
    return found
