"""Reads of awards: lists that add up to the figures, shares, histories for life."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from thidua.awards.lifecycle import VALID
from thidua.awards.models import Award
from thidua.awards.models.decisions import AwardQuerySet
from thidua.common.actor import Actor
from thidua.common.numbers import format_number, format_share
from thidua.common.text import search_text
from thidua.organisation.models import Person, Unit, path_end

LEAST_DIRECT_SHARE = 15
"""Per cent of the individuals awarded in a year (Resolution 07/NQ-TLĐ, 15/01/2020)."""


@dataclass(frozen=True)
class AwardFilter:
    """What the list of awards shows. ``group``: "" all, "person", "collective", "direct", "women"; ``under`` a unit's
    id (with all below it); ``state`` "valid" by default, "" for all."""

    year: int | None = None
    group: str = ""
    form: str = ""
    words: str = ""
    state: str = VALID
    under: int | None = None

    @property
    def url(self) -> str:
        """The address of the list that this filter shows."""
        values = {
            "nam": self.year,
            "nhom": self.group,
            "hinh-thuc": self.form,
            "q": self.words,
            "trang-thai": self.state,
            "don-vi": self.under,
        }
        kept = {name: value for name, value in values.items() if value}
        return f"{reverse('award_list')}?{urlencode(kept)}"


@dataclass(frozen=True)
class Share:
    """A share of awards: numerator and denominator (awards of people), and the list behind each."""

    numerator: int
    denominator: int
    url: str
    denominator_url: str

    @property
    def text(self) -> str:
        """ "62,5 %", or "–" where nobody was awarded."""
        return format_share(self.numerator, self.denominator)

    @property
    def words(self) -> str:
        """ "5 trên 8 người"."""
        return f"{format_number(self.numerator)} trên {format_number(self.denominator)} người"

    @property
    def is_enough(self) -> bool:
        """At least 15 %, counted without division."""
        return self.numerator * 100 >= LEAST_DIRECT_SHARE * self.denominator


GROUPS = {
    "person": Q(person__isnull=False),
    "collective": Q(person__isnull=True),
    "direct": Q(person__isnull=False) & (Q(is_direct_worker=True) | Q(is_leader=False)),
    "women": Q(person__isnull=False, sex="f"),
}


def award_list(by: Actor, chosen: AwardFilter) -> AwardQuerySet:
    """The awards that the actor may see and the filter asks for, youngest first."""
    found = Award.objects.visible_to(by).select_related("form", "unit", "decision__document", "decision__unit")
    if chosen.under is not None:
        unit = Unit.objects.visible_to(by).filter(pk=chosen.under).first()
        found = found.filter(unit__path__gte=unit.path, unit__path__lt=path_end(unit.path)) if unit else found.none()
    if chosen.year:
        found = found.filter(year=chosen.year)
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.form:
        found = found.filter(form__code=chosen.form)
    if chosen.group in GROUPS:
        found = found.filter(GROUPS[chosen.group])
    for word in search_text(chosen.words).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("-awarded_on", "decision_id", "golden_book_number", "id")


def awards_of(unit: Unit, year: int) -> AwardQuerySet:
    """Valid awards of that year of the people and collectives of a unit and of all below it."""
    return (
        Award.objects.valid()
        .filter(unit__path__gte=unit.path, unit__path__lt=path_end(unit.path), year=year)
        .select_related("form", "unit", "decision__document", "decision__unit")
        .order_by("-awarded_on", "decision_id", "golden_book_number", "id")
    )


def direct_worker_share(by: Actor, year: int) -> Share:
    """Of the people awarded in the year among those the actor sees: direct workers and people in no leading post.

    Both figures are lengths of lists (``url``, ``denominator_url``). Resolution 07/NQ-TLĐ asks for at least 15 %.
    """
    return _share(by, year, "direct")


def women_share(by: Actor, year: int) -> Share:
    """Of the people awarded in the year among those the actor sees: women."""
    return _share(by, year, "women")


def _share(by: Actor, year: int, group: str) -> Share:
    row = awards_of_year(by, year).aggregate(
        part=Count("id", filter=GROUPS[group]), whole=Count("id", filter=GROUPS["person"])
    )
    return linked_share(year, group, row["part"], row["whole"])


def awards_of_year(by: Actor, year: int, group: str = "") -> AwardQuerySet:
    """The valid awards of that year that the actor sees; of one of the ``GROUPS`` where it is named."""
    found = Award.objects.visible_to(by).valid().filter(year=year)
    return found.filter(GROUPS[group]) if group else found


def linked_share(year: int, group: str, part: int, whole: int) -> Share:
    """The share of a group among the people awarded in a year, both counted already, with the list behind each."""
    return Share(part, whole, AwardFilter(year, group).url, AwardFilter(year, "person").url)


def history_of_person(by: Actor, person: Person) -> AwardQuerySet:
    """Every award of a person for life that the actor may see, youngest first; revoked and replaced ones too."""
    return (
        Award.objects.visible_to(by)
        .filter(person=person)
        .select_related("form", "unit", "decision__document", "decision__unit", "replaced_by")
        .order_by("-awarded_on", "-id")
    )


def history_of_unit(by: Actor, unit: Unit) -> AwardQuerySet:
    """Every award of a unit as a collective, for life."""
    return (
        Award.objects.visible_to(by)
        .filter(unit=unit, person__isnull=True)
        .select_related("form", "unit", "decision__document", "decision__unit", "replaced_by")
        .order_by("-awarded_on", "-id")
    )
