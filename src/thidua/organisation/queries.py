"""Reads of units and people: the tree, a unit's story, lists, search without accents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.organisation.models import (
    FormerName,
    ImportBatch,
    ImportRow,
    Person,
    PersonQuerySet,
    Unit,
    UnitFigures,
    UnitParent,
    UnitQuerySet,
    valid_on,
)

FOUND_AT_MOST = 20


def matching(text: str) -> Q | None:
    """Every word of the text somewhere in ``search_text``, in any order; None when there is no word."""
    found = search_text(text).split()[:8]
    if not found:
        return None
    wanted = Q()
    for word in found:
        wanted &= Q(search_text__contains=word)
    return wanted


def find_units(by: Actor, text: str) -> list[Unit]:
    """At most 20 living units the actor may see whose name, short name or code holds all words; own and upper first."""
    wanted = matching(text)
    if wanted is None:
        return []
    found = Unit.objects.visible_to(by).valid_on(clock.today()).filter(wanted).select_related("parent")
    return list(found.order_by("path")[:FOUND_AT_MOST])


def find_people(by: Actor, text: str) -> list[Person]:
    """At most 20 people on the lists of the actor's unit and below whose names hold all words, by given name."""
    wanted = matching(text)
    if wanted is None:
        return []
    found = Person.objects.visible_to(by).at_work_on(clock.today()).filter(wanted).select_related("unit")
    return list(found.order_by("name_key", "id")[:FOUND_AT_MOST])


def with_counts(units: UnitQuerySet, on: dt.date) -> UnitQuerySet:
    """Units with ``child_count`` (living children) and the latest ``members`` and ``workers`` as of that day."""
    latest = UnitFigures.objects.filter(unit=OuterRef("pk"), as_of__lte=on).order_by("-as_of")
    living = Q(children__valid_from__lte=on) & (Q(children__valid_to__isnull=True) | Q(children__valid_to__gte=on))
    return units.annotate(
        child_count=Count("children", filter=living),
        members=Subquery(latest.values("members")[:1]),
        workers=Subquery(latest.values("workers")[:1]),
    )


def children_of(unit: Unit, on: dt.date) -> UnitQuerySet:
    """The living children of a unit, by name, with their counts."""
    return with_counts(Unit.objects.filter(parent=unit).valid_on(on), on).order_by("name_key", "id")


def has_units_below(by: Actor, on: dt.date) -> bool:
    """Does any living unit stand below the actor's? Where none does, pages leave out what is about lower units."""
    return Unit.objects.under(by.unit_path).valid_on(on).exists()


def line_of(by: Actor, unit: Unit) -> list[Unit]:
    """The units from the actor's own down to the parent of this one, for the way back."""
    paths = [path for path in unit.ancestor_paths if path.startswith(by.unit_path)]
    return list(Unit.objects.filter(path__in=paths).order_by("path"))


def latest_figures(unit: Unit, on: dt.date) -> UnitFigures | None:
    """The counts of a unit that hold on that day."""
    return UnitFigures.objects.filter(unit=unit, as_of__lte=on).order_by("-as_of").first()


@dataclass(frozen=True)
class Chapter:
    """One line of a unit's history."""

    on: dt.date
    text: str


def history_of(unit: Unit) -> list[Chapter]:
    """Names, parents, predecessors and the end of a unit, oldest first."""
    chapters = [Chapter(unit.valid_from, "Thành lập.")]
    for former in FormerName.objects.filter(unit=unit):
        after = former.valid_to + dt.timedelta(days=1)
        chapters.append(Chapter(after, f"Đổi tên; trước đó là “{former.name}”."))
    for link in UnitParent.objects.filter(unit=unit).select_related("parent"):
        chapters.append(Chapter(link.valid_from, f"Trực thuộc {link.parent.name}."))
    for gone in unit.predecessors.all():
        if gone.valid_to:
            chapters.append(Chapter(gone.valid_to + dt.timedelta(days=1), f"Tiếp nhận {gone.name}."))
    if unit.valid_to:
        onward = f"; kế thừa: {unit.successor.name}" if unit.successor else ""
        chapters.append(Chapter(unit.valid_to, f"Kết thúc hoạt động, ngày cuối {format_date(unit.valid_to)}{onward}."))
    return sorted(chapters, key=lambda chapter: chapter.on)


@dataclass(frozen=True)
class PeopleCount:
    """How many people stand on a unit's list, and how many of them are women, direct workers, leaders."""

    all: int
    women: int
    direct: int
    leaders: int


def people_count(unit: Unit, on: dt.date) -> PeopleCount:
    """The count of a unit's own list on that day."""
    row = (
        Person.objects.filter(unit=unit)
        .filter(valid_on(on))
        .aggregate(
            all=Count("id"),
            women=Count("id", filter=Q(sex="f")),
            direct=Count("id", filter=Q(is_direct_worker=True)),
            leaders=Count("id", filter=Q(is_leader=True)),
        )
    )
    return PeopleCount(**row)


def people_of(unit: Unit, on: dt.date, *, text: str = "", group: str = "") -> PersonQuerySet:
    """The people of a unit on that day, by given name. ``group``: "women", "direct", "leaders", or all."""
    found = Person.objects.filter(unit=unit).at_work_on(on).order_by("name_key", "id")
    wanted = matching(text)
    if wanted is not None:
        found = found.filter(wanted)
    groups = {"women": Q(sex="f"), "direct": Q(is_direct_worker=True), "leaders": Q(is_leader=True)}
    return found.filter(groups[group]) if group in groups else found


def good_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows of an import that can be saved: nothing wrong, and not on the list already."""
    return batch.rows.filter(problems=[], is_known=False).order_by("number")


def targets_for(by: Actor, unit: Unit) -> list[Unit]:
    """Living units in the actor's reach that could take a unit in: not itself, nothing below it."""
    return list(
        Unit.objects.under(by.unit_path, with_self=True)
        .valid_on(clock.today())
        .exclude(path__startswith=unit.path)
        .order_by("path")[:500]
    )


def parents_for_import(unit: Unit) -> list[Unit]:
    """The units that an imported unit may stand under: this one and all living ones below it."""
    return list(Unit.objects.under(unit.path, with_self=True).valid_on(clock.today()).order_by("path"))


def names_for_import(unit: Unit) -> list[str]:
    """The names of these units for a pick list, each once."""
    return list(dict.fromkeys(parent.name for parent in parents_for_import(unit)))
