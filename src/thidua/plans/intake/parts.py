"""Puts the draft together: one parser per subject, each given the same outline."""

from __future__ import annotations

import re
from typing import Any

from thidua.plans.intake import (
    acting,
    awards,
    bases,
    bodies,
    commemorations,
    deadlines,
    duties,
    duty_tables,
    ending,
    head,
    movements,
    phases,
    press,
    target_tables,
    targets,
    themes,
)
from thidua.plans.intake.draft import DOUBTFUL, Fact, Find, Paragraph, Phase, PlanDraft, Span, Target
from thidua.plans.intake.letters import folded
from thidua.plans.intake.outline import CONTENTS, MEASURES, PURPOSE, TARGETS, Outline, Para, outline

# A line that only lists movements says nothing besides their names.
_ONLY_MOVEMENTS = re.compile(r"(?:Các )?[Pp]hong trào(?: thi đua)?:\s*(?:“[^“”]+”[;,.\s]*)+")


def assemble(text: str) -> PlanDraft:
    """A normalised text → the draft. An empty text gives an empty draft."""
    skeleton = outline(text)
    head_of, named = _head(skeleton)
    body, year = head_of["issuing_body"], int(head_of["year"].value) if head_of["year"] else None
    lend = deadlines.lent_years(year, _is_school_year(named))
    based, cited = bases.bases(skeleton, head_of["doc_number"])
    found_phases = phases.phases(skeleton, year, lend)
    anniversaries = commemorations.commemorations(skeleton)
    reached, in_words = targets.targets_and_words(skeleton, year)
    head_of["year"] = head_of["year"] or _year_of(found_phases)
    return PlanDraft(
        **head_of,
        parent_plan=bases.parent_plan(based, body, named),
        signer=ending.signer(skeleton),
        legal_bases=based,
        cited_documents=cited,
        **_paragraphs_of(skeleton),
        targets=_in_order((*reached, *target_tables.table_targets(skeleton))),
        qualitative_targets=in_words,
        phases=found_phases,
        movements=movements.movements(skeleton),
        **_work(skeleton, body, lend, _places(based, cited, found_phases, anniversaries), _places(found_phases)),
        award_forms=awards.award_forms(skeleton),
        award_quotas=awards.award_quotas(skeleton),
        recipients=ending.recipients(skeleton),
        commemorations=anniversaries,
        messages=_messages(head_of["title"], head_of["issue_date"]),
    )


def _head(skeleton: Outline) -> tuple[dict[str, Any], Fact | None]:
    """The facts of the heading; what is told outside of it fills what it leaves open. Besides them the title or the
    headline: that of an account names no plan, but may tell its year."""
    number, issued = head.doc_number(skeleton), head.issue_date(skeleton)
    told = press.told(skeleton, has_heading=bool(number or issued))
    titled, own_date = head.title(skeleton), issued
    issued = issued or told.date
    if skeleton.type_at is None and told.title:
        titled = told.title
    kind = head.doc_type(skeleton)
    is_headline = not (kind or number or own_date or told.title or skeleton.has_sections)
    own_body = bodies.issuing_body(skeleton)
    body = (own_body or told.body) if skeleton.type_at is not None else (told.body or own_body)
    body = body or acting.acting_body(skeleton)
    facts = {
        "doc_number": number or told.number,
        "issue_date": issued,
        "issuing_body": acting.fuller(skeleton, body) if body else None,
        "place": head.place(skeleton),
        "doc_type": kind or told.kind,
        "title": None if is_headline else titled,
        "year": head.year(skeleton, titled, issued),
        "theme": themes.theme(skeleton),
    }
    return facts, titled


def _year_of(found: tuple[Phase, ...]) -> Fact | None:
    """The year in which the first phase begins."""
    begun = next((phase for phase in found if phase.start), None)
    if begun is None or begun.start is None:
        return None
    return Fact(value=begun.start[:4], span=begun.span, confidence=DOUBTFUL, why="Lấy theo đợt thi đua đầu tiên.")


def _work(
    skeleton: Outline, body: Fact | None, lend: dict[int, int], taken: list[Span], periods: list[Span]
) -> dict[str, Any]:
    """Duties, days and recurring reports, of the text and of its tables. ``taken``: places whose dates are no days by
    which something is due; ``periods``: those of the phases."""
    actors = duties.actors(skeleton)
    who_of = {para.start: actor.name for actor in actors for para, _ in actor.texts}
    return {
        "duties": (*duties.duties(skeleton, actors, body, lend), *duty_tables.table_duties(skeleton, body, lend)),
        "deadlines": (
            *deadlines.deadlines(skeleton, taken, who_of, lend),
            *duty_tables.table_deadlines(skeleton, periods, lend),
        ),
        "recurring": (*deadlines.recurring(skeleton, who_of), *duty_tables.table_recurring(skeleton, lend)),
    }


def _in_order(found: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(sorted(found, key=lambda find: find.span))


def _is_school_year(titled: Fact | None) -> bool:
    return bool(titled and re.search(r"năm học|NĂM HỌC", titled.value))


def _places(*found: tuple[Find, ...]) -> list[Span]:
    return [find.span for finds in found for find in finds]


def _paragraphs_of(skeleton: Outline) -> dict[str, Any]:
    return {
        "purposes": _paragraphs(skeleton, PURPOSE),
        "contents": _paragraphs(skeleton, CONTENTS, TARGETS),
        "measures": _paragraphs(skeleton, MEASURES),
    }


def _paragraphs(skeleton: Outline, *kinds: str) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    for para in skeleton.sections():
        if para.kind not in kinds or para.is_heading or _ONLY_MOVEMENTS.fullmatch(para.words):
            continue
        heading = skeleton.parent_heading(para)
        if para.kind == TARGETS and not _is_content(skeleton, para):
            continue
        title = heading.lead if heading else ""
        out.append(
            Paragraph(text=para.words, sector=_sector(skeleton, para), heading=title, span=(para.body, para.end))
        )
    return tuple(out)


def _is_content(skeleton: Outline, para: Para) -> bool:
    return any("noi dung" in folded(skeleton.paras[index].lead) for index in para.parents)


def _sector(skeleton: Outline, para: Para) -> str:
    """Which sector a paragraph of contents is for, by the headings above it."""
    for index in reversed(para.parents):
        bare = folded(skeleton.paras[index].lead)
        if re.search(r"hanh chinh|su nghiep|co quan|cong chuc|vien chuc", bare):
            return "administrative"
        if re.search(r"doanh nghiep|san xuat|kinh doanh|hop tac xa", bare):
            return "enterprise"
    return "general"


def _messages(titled: Fact | None, issued: Fact | None) -> tuple[str, ...]:
    out = []
    if titled is None:
        out.append("Không thấy tên kế hoạch. Hãy kiểm tra xem tệp này có đúng là kế hoạch không.")
    if issued is None:
        out.append("Không thấy ngày ban hành trong văn bản. Hãy điền ngày nếu kế hoạch đã có.")
    return tuple(out)
