"""What an earlier plan becomes in a later year, beside what it was; what of it a person should still look at."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from thidua.norms.queries import Founding, foundings_of
from thidua.plans.models import Commemoration, LegalBasis, Plan, PlanItem
from thidua.plans.queries.changes import CHANGED, Difference, words_of
from thidua.plans.queries.contents import Contents, contents_of
from thidua.plans.queries.moving_on import TEXTS, YearOn, years_left


@dataclass(frozen=True)
class LastYear:
    """A plan, the step to the later year, and every item that the step changes, before and after."""

    contents: Contents
    step: YearOn
    title: str
    theme: str
    differences: list[Difference]

    @property
    def bases(self) -> list[LegalBasis]:
        """The bases of the earlier plan; a person says which of them still hold."""
        return self.contents.bases


def last_year(plan: Plan, year: int) -> LastYear:
    """The plan moved on to ``year``. Reads the plan's contents and once the catalogue of founding years."""
    contents = contents_of(plan)
    step = YearOn(plan.year, _catalogue(contents), year - plan.year)
    title, theme = step.text(plan.title), step.text(plan.theme)
    heads = (("Năm", str(plan.year), str(year)), ("Trích yếu", plan.title, title), ("Chủ đề", plan.theme, theme))
    found = [Difference(CHANGED, word, before, after) for word, before, after in heads if before != after]
    if plan.lower_due_on:
        moved = step.day(plan.lower_due_on)
        before, after = f"{plan.lower_due_on:%d/%m/%Y}", f"{moved:%d/%m/%Y}"
        found.append(Difference(CHANGED, "Hạn cấp dưới gửi kế hoạch", before, after))
    for item in contents.items:
        later = _later(item, step)
        if words_of(later) != words_of(item):
            found.append(Difference(CHANGED, item.WORD, words_of(item), words_of(later), item.anchor))
    return LastYear(contents, step, title, theme, found)


def old_years_in(plan: Plan) -> list[tuple[PlanItem, str]]:
    """Items whose words still name a year before the plan's: (item, the years)."""
    found = []
    for item in contents_of(plan).items:
        if isinstance(item, Commemoration):
            continue
        texts = " ".join(getattr(item, name) for name in TEXTS.get(type(item), ()))
        years = years_left(texts, plan.year)
        if years:
            found.append((item, ", ".join(dict.fromkeys(years))))
    return found


def _later(item: PlanItem, step: YearOn) -> PlanItem:
    later = copy(item)
    for name, value in step.change(item).items():
        setattr(later, name, value)
    return later


def _catalogue(contents: Contents) -> Any:
    """``founding`` for the step: the rows are read once, the answers kept."""
    known: dict[str, Founding | None] = {}
    texts = _phrases(contents)
    known.update(zip(texts, foundings_of(texts), strict=True))

    def founding(words: str) -> Founding | None:
        if words not in known:
            known[words] = foundings_of([words])[0]
        return known[words]

    return founding


def _phrases(contents: Contents) -> list[str]:
    """What follows "n năm" in any words of the plan, and the events themselves: what the catalogue will be asked."""
    return YearOn.phrases([contents.plan.title, contents.plan.theme, *_texts(contents)]) + [
        item.event for item in contents.commemorations
    ]


def _texts(contents: Contents) -> list[str]:
    return [getattr(item, name) for item in contents.items for name in TEXTS.get(type(item), ())]
