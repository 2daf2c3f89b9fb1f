"""Norms that a plan cites, held against the register on the plan's own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from thidua.common.dates import format_date
from thidua.norms.choices import Force
from thidua.norms.models import LegalNorm
from thidua.norms.queries import Citation, citations_in, sentence_about, successor_on
from thidua.plans.checks.finding import Edit, Finding, Mend, called, texts_of
from thidua.plans.checks.sources import day_of_plan
from thidua.plans.models import Commemoration, HeadField, LegalBasis, PlanItem, Recipient
from thidua.plans.queries.contents import Contents


def norms_are_in_force(contents: Contents) -> Iterator[Finding]:
    """No norm that the plan cites has expired, or was not yet in force, on the plan's day."""
    day = day_of_plan(contents.plan)
    items = [item for item in contents.items if not isinstance(item, HeadField | Commemoration | Recipient)]
    cited = list(zip(items, citations_in([_words(item) for item in items]), strict=True))
    alive = {
        citation.norm.pk for _, found in cited for citation in found if citation.norm.force_on(day) == Force.IN_FORCE
    }
    places: dict[int, list[PlanItem]] = {}
    norms: dict[int, LegalNorm] = {}
    for item, found in cited:
        for citation in found:
            if _is_wrong(citation, day):
                places.setdefault(citation.norm.pk, []).append(item)
                norms[citation.norm.pk] = citation.norm
    for pk, norm in norms.items():
        yield _finding(norm, places[pk], day, alive)


def _is_wrong(citation: Citation, day: dt.date) -> bool:
    """A number that names no year may be another year's paper, so one that seems to lie ahead is not called wrong."""
    force = citation.norm.force_on(day)
    return force == Force.EXPIRED or (force == Force.NOT_YET and citation.is_sure)


def _words(item: PlanItem) -> str:
    if isinstance(item, LegalBasis):
        day = f" ngày {format_date(item.signed_on)}" if item.signed_on else ""
        return f"{item.text} ; {item.number}{day}" if item.number else item.text
    return " ; ".join(text for _, text in texts_of(item))


def _finding(norm: LegalNorm, items: list[PlanItem], day: dt.date, alive: set[int]) -> Finding:
    more = f" và {len(items) - 1} chỗ khác" if len(items) > 1 else ""
    what = "Hãy thay bằng văn bản còn hiệu lực."
    mends: tuple[Mend, ...] = ()
    successor = successor_on(norm, day)
    bases = [item for item in items if isinstance(item, LegalBasis)]
    if successor is not None and successor.pk in alive:
        what = f"{successor.number} đã có trong kế hoạch; hãy bỏ hoặc sửa chỗ dẫn văn bản cũ."
    elif successor is not None:
        what = f"Hãy thay bằng {successor.kind} {successor.number} ({format_date(successor.signed_on)})."
        if len(bases) == len(items):
            edits = tuple(Edit(base, _basis(successor)) for base in bases)
            mends = (Mend(f"Thay bằng {successor.number}", edits),)
    known = f"độ chắc: {norm.get_confidence_display().lower()}; nguồn: {norm.source or 'chưa ghi'}"
    return Finding(
        "norm_not_in_force",
        f"{called(items[0])}{more}: {sentence_about(norm, day)}",
        what,
        items[0].anchor,
        why=f"Theo sổ văn bản pháp lý, xét vào ngày {format_date(day)} ({known}).",
        mends=mends,
    )


def _basis(norm: LegalNorm) -> dict[str, Any]:
    """The fields of a basis that cites this norm as union plans do."""
    day = f" ngày {format_date(norm.signed_on)}" if norm.signed_on else ""
    about = norm.title[:1].lower() + norm.title[1:]
    if norm.title.startswith(norm.kind):
        text = f"{norm.title} số {norm.number}{day} của {norm.issuer}"
    elif norm.title.startswith(("Quy chế", "Điều lệ")):
        text = f"{norm.kind} số {norm.number}{day} của {norm.issuer} ban hành {norm.title}"
    else:
        text = f"{norm.kind} số {norm.number}{day} của {norm.issuer} về {about}"
    return {"text": text[:500], "number": norm.number, "signed_on": norm.signed_on, "issuer": norm.issuer}
