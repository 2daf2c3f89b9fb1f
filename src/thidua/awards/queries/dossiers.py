"""Reads of nominations: lists, people to choose from, live numbers, quotas, and the facts that the rules look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Q

from thidua.awards.choices import LineVerdict, Track
from thidua.awards.lifecycle import CLOSED, DECIDED, DRAFT, WITH_GIVER
from thidua.awards.models import Award, AwardForm, Dossier, DossierLine, Quota
from thidua.awards.models.decisions import achievement_key
from thidua.awards.models.dossiers import DossierQuerySet
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import format_share
from thidua.common.text import search_text
from thidua.organisation.models import Person, PersonQuerySet, Unit, UnitQuerySet
from thidua.registrations.models import Registration, RegistrationLine

OPEN_REGISTRATIONS = ("submitted", "accepted")
IS_DIRECT = Q(is_direct_worker=True) | Q(is_leader=False)


def giver_for(unit: Unit, form: AwardForm) -> Unit | None:
    """The unit that gives a form to people of ``unit``: itself or the one above it at the form's level."""
    if unit.level == form.level:
        return unit
    return Unit.objects.filter(path__in=unit.ancestor_paths, level=form.level).order_by("-path").first()


def forms_for(unit: Unit, day: dt.date) -> list[tuple[AwardForm, Unit]]:
    """The union awards that a unit can nominate for on that day, with the unit that gives each."""
    givers = {found.level: found for found in Unit.objects.filter(path__in=[*unit.ancestor_paths, unit.path])}
    forms = AwardForm.objects.valid_on(day).filter(track=Track.UNION)
    return [(form, givers[form.level]) for form in forms if form.level in givers]


def dossiers_of(by: Actor) -> DossierQuerySet:
    """The unit's own nominations with their numbers of lines."""
    return _counted(Dossier.objects.visible_to(by).filter(unit_id=by.unit_id))


def inbox(by: Actor, *, state: str = "") -> DossierQuerySet:
    """Nominations sent to the actor's unit, with their numbers of lines."""
    found = Dossier.objects.visible_to(by).sent_to(by)
    return _counted(found.filter(state=state) if state else found)


def _counted(found: DossierQuerySet) -> DossierQuerySet:
    return found.select_related("unit", "to_unit", "form", "plan").annotate(
        line_count=Count("lines"),
        people_count=Count("lines", filter=Q(lines__person__isnull=False)),
        direct_count=Count(
            "lines",
            filter=Q(lines__person__isnull=False) & (Q(lines__is_direct_worker=True) | Q(lines__is_leader=False)),
        ),
        passed_count=Count("lines", filter=Q(lines__verdict=LineVerdict.PASS)),
        pending_count=Count("lines", filter=Q(lines__verdict=LineVerdict.PENDING)),
    )


def people_to_nominate(by: Actor, dossier: Dossier, *, words: str = "") -> PersonQuerySet:
    """People on the proposing unit's list today who are not yet nominated; words match without accents."""
    found = Person.objects.visible_to(by).at_work_on(clock.today()).filter(unit_id=dossier.unit_id)
    for word in search_text(words).split():
        found = found.filter(search_text__contains=word)
    return found.exclude(nominations__dossier=dossier).order_by("is_leader", "name_key", "id")


def units_to_nominate(by: Actor, dossier: Dossier, *, words: str = "") -> UnitQuerySet:
    """Collectives that a dossier may still nominate: the unit itself (for an upper award) and those below it."""
    if not dossier.form.takes_collectives:
        return Unit.objects.none()
    unit = dossier.unit
    found = Unit.objects.visible_to(by).valid_on(clock.today()).under(unit.path, with_self=True)
    if dossier.to_unit_id == unit.pk:
        found = found.exclude(pk=unit.pk)
    for word in search_text(words).split():
        found = found.filter(search_text__contains=word)
    return found.exclude(nominations__dossier=dossier).order_by("path")


@dataclass(frozen=True)
class ListNumbers:
    """Live numbers of a list and of its year: people, of whom direct workers or without a leading post; collectives.

    ``year_*`` are awards already given in the year to people of the same unit; ``after_*`` both together.
    """

    people: int
    direct: int
    collectives: int
    women: int
    year_people: int
    year_direct: int

    @property
    def text(self) -> str:
        """The share of this list."""
        return format_share(self.direct, self.people)

    @property
    def is_enough(self) -> bool:
        """At least 15 % of the people of this list."""
        return self.direct * 100 >= 15 * self.people

    @property
    def after_people(self) -> int:
        """People awarded in the year once this list is decided."""
        return self.year_people + self.people

    @property
    def after_direct(self) -> int:
        """Of them direct workers or without a leading post."""
        return self.year_direct + self.direct

    @property
    def year_text(self) -> str:
        """The share of the year with this list."""
        return format_share(self.after_direct, self.after_people)

    @property
    def bar(self) -> int:
        """The share in whole per cent, for the drawing."""
        return round(self.direct * 100 / self.people) if self.people else 0


def list_numbers(dossier: Dossier, lines: list[DossierLine]) -> ListNumbers:
    """Numbers of the list as it stands; lines that failed the appraisal are left out. One query for the year."""
    live = [line for line in lines if line.verdict != LineVerdict.FAIL]
    people = [line for line in live if line.is_person]
    counted = Award.objects.valid().of_people().filter(unit_id=dossier.unit_id, year=dossier.year)
    if dossier.state == DECIDED:
        counted = counted.exclude(line__dossier=dossier)
    row = counted.aggregate(people=Count("id"), direct=Count("id", filter=IS_DIRECT))
    return ListNumbers(
        people=len(people),
        direct=sum(line.counts_as_direct for line in people),
        collectives=len(live) - len(people),
        women=sum(line.sex == "f" for line in people),
        year_people=row["people"],
        year_direct=row["direct"],
    )


@dataclass(frozen=True)
class QuotaStatus:
    """Where a unit stands with its quota: at most, already awarded, waiting in other dossiers, on this list."""

    most: int | None
    awarded: int
    waiting: int
    here: int

    @property
    def left(self) -> int | None:
        """What is still free after this list; below zero when it is too long; None without a quota."""
        return None if self.most is None else self.most - self.awarded - self.waiting - self.here

    @property
    def over(self) -> int:
        """By how many the quota is exceeded; 0 where it is not."""
        return max(0, -self.left) if self.left is not None else 0


def quota_status(dossier: Dossier, here: int) -> QuotaStatus:
    """The quota of the proposing unit for that form and year, with what has been used of it."""
    quotas = Quota.objects.filter(giver_id=dossier.to_unit_id, form_id=dossier.form_id, year=dossier.year)
    rows = {quota.unit_id: quota.most for quota in quotas.filter(Q(unit_id=dossier.unit_id) | Q(unit__isnull=True))}
    most = rows.get(dossier.unit_id, rows.get(None))
    if most is None:
        return QuotaStatus(None, 0, 0, here)
    awarded = Award.objects.valid().filter(
        line__dossier__unit_id=dossier.unit_id, form_id=dossier.form_id, year=dossier.year
    )
    waiting = DossierLine.objects.filter(
        dossier__unit_id=dossier.unit_id,
        dossier__form_id=dossier.form_id,
        dossier__year=dossier.year,
        dossier__state__in=WITH_GIVER,
    ).exclude(verdict=LineVerdict.FAIL)
    others = Q(line__dossier=dossier)
    return QuotaStatus(most, awarded.exclude(others).count(), waiting.exclude(dossier_id=dossier.pk).count(), here)


@dataclass(frozen=True)
class Facts:
    """What the rules look at for one dossier: awards of its subjects, registrations, the same achievement elsewhere.

    ``awards`` by ("p", person id) or ("u", unit id); ``registered`` person ids of the year; ``has_registrations``
    tells whether the unit registered anybody at all; ``elsewhere`` maps a line id to the dossier that holds the same.
    """

    awards: dict[tuple[str, int], list[Award]] = field(default_factory=dict)
    registered: frozenset[int] = frozenset()
    has_registrations: bool = False
    elsewhere: dict[int, str] = field(default_factory=dict)


def facts_about(dossier: Dossier, lines: list[DossierLine]) -> Facts:
    """The facts for all lines in four queries, whatever their number."""
    people = [line.person_id for line in lines if line.person_id]
    units = [line.collective_id for line in lines if line.collective_id]
    subjects = Q(person_id__in=people) | Q(person__isnull=True, unit_id__in=units)
    awards: dict[tuple[str, int], list[Award]] = {}
    found = Award.objects.valid().filter(subjects).select_related("form", "decision__document", "line__dossier")
    for award in found.exclude(line__dossier=dossier).order_by("-awarded_on"):
        key = ("p", award.person_id) if award.person_id else ("u", award.unit_id)
        awards.setdefault(key, []).append(award)
    of_year = Q(registration__plan__year=dossier.year, registration__state__in=OPEN_REGISTRATIONS)
    registered = RegistrationLine.objects.filter(of_year, person_id__in=people).values_list("person_id", flat=True)
    has_any = Registration.objects.filter(
        unit_id=dossier.unit_id, plan__year=dossier.year, state__in=OPEN_REGISTRATIONS
    ).exists()
    return Facts(awards, frozenset(registered), has_any, _elsewhere(dossier, lines, people, units))


def _elsewhere(dossier: Dossier, lines: list[DossierLine], people: list[int], units: list[int]) -> dict[int, str]:
    others = (
        DossierLine.objects.filter(Q(person_id__in=people) | Q(collective_id__in=units))
        .exclude(dossier=dossier)
        .exclude(dossier__state__in=(DRAFT, DECIDED, CLOSED))
        .exclude(verdict=LineVerdict.FAIL)
        .select_related("dossier")
    )
    held = {
        (other.person_id, other.collective_id, achievement_key(other.achievement)): other.dossier.title
        for other in others
    }
    same = ((line.pk, (line.person_id, line.collective_id, achievement_key(line.achievement))) for line in lines)
    return {pk: held[key] for pk, key in same if key in held}
