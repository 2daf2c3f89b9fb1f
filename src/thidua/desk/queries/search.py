"""Search in the head: units, people, plans and numbered documents, without accents, in any order of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import search_text
from thidua.documents.queries import found_documents
from thidua.organisation.models import Person, Unit

MOST = 20
PAGES = {"plan": "plan_page", "award_decision": "decision_page"}


@dataclass(frozen=True)
class Found:
    """One thing found: its words, a line beside them, its page."""

    words: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    title: str
    rows: list[Found]


def search_everything(by: Actor, text: str) -> list[Group]:
    """Units, people and plans that the actor may see and that hold every word of the text; at most 20 of each."""
    words = search_text(text).split()
    if not words:
        return []
    units = _holding(Unit.objects.visible_to(by), words).select_related("parent").order_by("name_key", "id")
    people = _holding(Person.objects.visible_to(by), words).select_related("unit").order_by("name_key", "id")
    return [
        group
        for group in (
            Group("Đơn vị", [_unit(unit) for unit in units[:MOST]]),
            Group("Người", [_person(person) for person in people[:MOST]]),
            Group("Văn bản", _documents(by, text)),
        )
        if group.rows
    ]


def _holding(rows: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
    wanted = Q()
    for word in words:
        wanted &= Q(search_text__contains=word)
    return rows.filter(wanted)


def _unit(unit: Unit) -> Found:
    above = unit.parent.title if unit.parent else "cấp cao nhất"
    return Found(unit.name, f"{unit.get_level_display()} · {above}", reverse("unit_page", args=[unit.pk]))


def _person(person: Person) -> Found:
    note = " · ".join(part for part in (person.post, person.unit.title) if part)
    return Found(person.full_name, note, reverse("person_history", args=[person.pk]))


def _documents(by: Actor, words: str) -> list[Found]:
    return [
        Found(
            f"{document.number_text} {document.subject}",
            f"{document.unit.title} · {format_date(document.issued_on)}",
            reverse(PAGES[document.owner_kind], args=[document.owner_id]),
        )
        for document in found_documents(by, words)[:MOST]
        if document.owner_kind in PAGES
    ]
