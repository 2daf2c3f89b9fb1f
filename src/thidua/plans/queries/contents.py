"""Everything that stands in a plan, read with few statements whatever its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, DateField, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from thidua.organisation.models import Unit
from thidua.plans.choices import Section
from thidua.plans.models import (
    Block,
    Commemoration,
    HeadField,
    LegalBasis,
    Movement,
    Phase,
    Plan,
    PlanAwardForm,
    PlanDuty,
    PlanItem,
    Recipient,
    Target,
)

_COMMON = (
    *("id", "order", "span_start", "span_end", "quote", "confidence", "why", "is_confirmed", "version"),
    *("copied_from_id", "source"),
)
_TEXTS, _NUMBERS, _DAY = ("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"), ("n1", "n2"), "d1"
# Kinds that one statement reads together: which column of the union holds which field.
_SHAPES: dict[type[PlanItem], dict[str, str]] = {
    HeadField: {"t1": "name", "t2": "value"},
    LegalBasis: {"t1": "text", "t2": "number", "t3": "issuer", "d1": "signed_on"},
    Movement: {
        "t1": "name",
        "t2": "scope",
        "t3": "sector",
        "t4": "launched_by",
        "t5": "criteria",
        "t6": "audience",
        "t7": "launcher",
        "t8": "response",
        "n1": "responds_to_id",
        "n2": "root_id",
    },
    Commemoration: {"t1": "event", "t2": "date_range", "n1": "years", "d1": "celebrated_on"},
    PlanAwardForm: {"t1": "name"},
    Recipient: {"t1": "name", "t2": "remark", "n1": "unit_id"},
    Block: {"t1": "section", "t2": "sector", "t3": "text"},
}


@dataclass
class Contents:
    """A plan with all its items, each list in the plan's order."""

    plan: Plan
    heads: list[HeadField] = field(default_factory=list)
    bases: list[LegalBasis] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    duties: list[PlanDuty] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    commemorations: list[Commemoration] = field(default_factory=list)
    awards: list[PlanAwardForm] = field(default_factory=list)
    recipients: list[Recipient] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def section(self, section: str) -> list[Block]:
        """The paragraphs of one section."""
        return [block for block in self.blocks if block.section == section]

    @property
    def purposes(self) -> list[Block]:
        return self.section(Section.PURPOSE)

    @property
    def measures(self) -> list[Block]:
        return self.section(Section.MEASURE)

    @property
    def groups(self) -> list[tuple[type[PlanItem], list[Any]]]:
        """Every kind with its items, in the order of the review page."""
        return [
            (HeadField, self.heads),
            (LegalBasis, self.bases),
            (Phase, self.phases),
            (Target, self.targets),
            (PlanDuty, self.duties),
            (Movement, self.movements),
            (Commemoration, self.commemorations),
            (PlanAwardForm, self.awards),
            (Recipient, self.recipients),
            (Block, self.blocks),
        ]

    @property
    def items(self) -> list[PlanItem]:
        """All items in one list."""
        return [item for _, items in self.groups for item in items]


def contents_of(plan: Plan) -> Contents:
    """All items of a plan: four statements, and one more where recipients are units of the product."""
    found = Contents(
        plan=plan,
        phases=list(Phase.objects.filter(plan=plan)),
        targets=list(Target.objects.filter(plan=plan).select_related("indicator", "phase")),
        duties=list(PlanDuty.objects.filter(plan=plan)),
    )
    by_model: dict[type[PlanItem], list[Any]] = {
        HeadField: found.heads,
        LegalBasis: found.bases,
        Movement: found.movements,
        Commemoration: found.commemorations,
        PlanAwardForm: found.awards,
        Recipient: found.recipients,
        Block: found.blocks,
    }
    for model, item in _small_items(plan):
        by_model[model].append(item)
    for items in by_model.values():
        items.sort(key=lambda item: (item.order, item.pk))
    _name_units(found.recipients)
    return found


def _small_items(plan: Plan) -> Iterable[tuple[type[PlanItem], Model]]:
    models = list(_SHAPES)
    first, *rest = (_uniform(model, plan, number) for number, model in enumerate(models))
    for row in first.union(*rest, all=True):
        model = models[row[len(_COMMON)]]
        values = dict(zip(_COMMON, row, strict=False))
        columns = dict(zip((*_TEXTS, *_NUMBERS, _DAY), row[len(_COMMON) + 1 :], strict=True))
        values |= {name: columns[column] for column, name in _SHAPES[model].items()}
        item = model(plan=plan, **model.belonging(plan) | values)
        item._state.adding = False
        item._state.db = plan._state.db
        yield model, item


def _uniform(model: type[PlanItem], plan: Plan, number: int) -> QuerySet[Any, Any]:
    shape = _SHAPES[model]
    columns: dict[str, Any] = {"which": Value(number)}
    for column in _TEXTS:
        columns[column] = Cast(F(shape[column]) if column in shape else Value(""), TextField())
    for column in _NUMBERS:
        columns[column] = Cast(F(shape[column]) if column in shape else Value(None), BigIntegerField())
    columns[_DAY] = Cast(F(shape[_DAY]) if _DAY in shape else Value(None), DateField())
    manager: Any = model._default_manager
    found = manager.filter(plan=plan).order_by().annotate(**columns)
    return found.values_list(*_COMMON, *columns)


def _name_units(recipients: list[Recipient]) -> None:
    ids = {recipient.unit_id for recipient in recipients if recipient.unit_id}
    units = Unit.objects.in_bulk(ids) if ids else {}
    for recipient in recipients:
        recipient.unit = units.get(recipient.unit_id) if recipient.unit_id else None
