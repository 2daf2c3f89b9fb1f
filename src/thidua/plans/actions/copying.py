"""Make items of a plan from items of another: an earlier version, last year's, the upper plan's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from thidua.plans.choices import Launcher, Source
from thidua.plans.models import HeadField, Movement, Phase, Plan, PlanDuty, PlanItem, Target
from thidua.plans.queries.contents import Contents

BESIDES: dict[type[PlanItem], tuple[str, ...]] = {
    Phase: ("start_month", "end_month"),
    Movement: ("root",),
    PlanDuty: ("due_month",),
}
"""What is copied of an item besides the fields that a person may set."""
LINKS = {"indicator", "phase", "unit", "responds_to", "root"}
LAUNCHERS = {"confederation": Launcher.CONFEDERATION, "province": Launcher.PROVINCE, "upper": Launcher.UPPER}
"""Who has launched a movement that the plan of a unit of that level names."""
Change = Callable[[PlanItem], dict[str, Any]]


def nothing(item: PlanItem) -> dict[str, Any]:
    """The change of a plain copy."""
    return {}


def copy_items(own: Plan, items: Iterable[PlanItem], *, change: Change = nothing) -> list[tuple[PlanItem, PlanItem]]:
    """Copies of items of one kind at the end of ``own``, confirmed, each with ``copied_from``; one statement.

    ``change`` gives the fields that differ. Output: (original, copy) pairs. The copies carry the original's ``source``.
    """
    found = list(items)
    if not found:
        return []
    model: Any = type(found[0])
    base = {"plan": own, **model.belonging(own)}
    copies = [model(order=order, **base | _fields(item) | change(item)) for order, item in enumerate(found, start=1)]
    return list(zip(found, model._default_manager.bulk_create(copies), strict=True))


def copy_contents(
    own: Plan, contents: Contents, *, change: Change = nothing, left: tuple[type[PlanItem], ...] = ()
) -> None:
    """Copies of everything that stands in a plan, but its head and the kinds ``left`` out; one statement a kind."""
    phases: dict[int | None, int] = {}
    for model, items in sorted(contents.groups, key=lambda group: group[0] is not Phase):
        if model is HeadField or model in left:
            continue
        if model is Target:
            pairs = copy_items(own, items, change=_with_phase(change, phases))
        else:
            pairs = copy_items(own, items, change=change)
        if model is Phase:
            phases = {old.pk: new.pk for old, new in pairs}


def _with_phase(change: Change, phases: dict[int | None, int]) -> Change:
    """As ``change``; a target of a phase becomes one of that phase's copy."""
    return lambda item: {"phase_id": phases.get(getattr(item, "phase_id", None))} | change(item)


def _fields(item: PlanItem) -> dict[str, Any]:
    names = (*item.EDITABLE, *BESIDES.get(type(item), ()))
    values = {
        f"{name}_id" if name in LINKS else name: getattr(item, f"{name}_id" if name in LINKS else name)
        for name in names
    }
    return values | {"copied_from_id": item.pk, "source": item.source, "is_confirmed": True}


def as_inherited(source: Source) -> Change:
    """The change that marks a copy as coming from the plan above."""

    def change(item: PlanItem) -> dict[str, Any]:
        answer: dict[str, Any] = {"source": source}
        if isinstance(item, Movement) and item.plan is not None:
            answer |= {"responds_to_id": item.pk, "root_id": item.root_id or item.pk}
            answer |= {"launched_by": item.launched_by or item.plan.unit.name}
            answer |= {"launcher": item.launcher or LAUNCHERS.get(item.plan.unit.level, "")}
        return answer

    return change
